"""Serve the site of a store to this machine's browsers."""

from __future__ import annotations

import errno
import multiprocessing
import os
import socket
import sys
import threading
import time
import webbrowser

from granian import Granian
from granian.constants import Interfaces

_THREADS = 4
_TRIES = 50
_PATIENCE = 30.0  # seconds that the browser waits for the server


def serve(
    store_url: str | None, host: str = "127.0.0.1", port: int = 8000, open_browser: bool = False
) -> None:
    """Serve the store at `store_url` (an address or path, None for the default) until it is interrupted.

    Takes the next free port when `port` is taken, and says so on standard error. Bound to this machine unless
    `host` says otherwise; a site that others reach under a name needs that name in `$WINDHOEK_HOSTS`. Raises
    StoreError when the store cannot be opened, OSError when `host` is no address of this machine or no port is
    free, ImproperlyConfigured when the site is for others and has no secret.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "windhoek.site.settings"
    if store_url:
        os.environ["WINDHOEK_STORE"] = store_url
    hosts = [*filter(None, os.environ.get("WINDHOEK_HOSTS", "").split(",")), _named(host)]
    os.environ["WINDHOEK_HOSTS"] = ",".join(dict.fromkeys(hosts))

    from windhoek.site import place, shelf

    place.secret()
    opened = shelf.store()
    opened.close()
    free = free_port(host, port)
    if free != port:
        print(f"Port {port} is taken; using {free}.", file=sys.stderr)
    address = f"http://{_named(host)}:{free}/"
    print(f"The site of {opened.name} is at {address} (Ctrl-C ends it)", file=sys.stderr, flush=True)
    if open_browser:
        threading.Thread(target=_open, args=(host, free, address), daemon=True).start()
    # A worker would run the program that started this one once more, only to import it.
    vars(sys.modules["__main__"]).pop("__file__", None)
    # A worker that starts afresh reads the settings above, whatever this process made of Django before.
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "windhoek.site.wsgi:application",
        address=host,
        port=free,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_THREADS,
        websockets=False,
        workers_kill_timeout=2,  # at a terminal Ctrl-C reaches the worker too, which then would never end
        log_enabled=False,
    ).serve()


def free_port(host: str, port: int) -> int:
    """The first port from `port` on that nobody listens on. Raises OSError when there is none near, or no such host."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, min(port + _TRIES, 65536)):
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, candidate))
                trial.listen(1)
            except PermissionError:
                continue
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
                continue
            return int(trial.getsockname()[1])
    raise OSError(f"no free port from {port} to {port + _TRIES - 1} on {host}: name another with --port")


def _named(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _open(host: str, port: int, address: str) -> None:
    until = time.monotonic() + _PATIENCE
    reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    while time.monotonic() < until:
        try:
            socket.create_connection((reach, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            webbrowser.open(address)
            return

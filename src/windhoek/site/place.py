"""Whether this site is one person's own or a server for others: the environment says.

On one's own machine nobody has to log in. A site that is asked for under a name of its own, or that a reverse proxy stands
before, is a server: there only an account may decide anything, and its cookies are signed with `$WINDHOEK_SECRET`.
"""

from __future__ import annotations

import os
import secrets

from django.core.exceptions import ImproperlyConfigured

OWN = ("127.0.0.1", "localhost", "[::1]")
_SHORTEST = 32  # characters of a secret


def names() -> list[str]:
    """The names under which the site may be asked for besides this machine's own."""
    written = os.environ.get("WINDHOEK_HOSTS", "").split(",")
    return [name.strip() for name in written if name.strip() and name.strip() not in OWN]


def is_server() -> bool:
    """Whether others than the person at this machine can reach the site."""
    return bool(names() or os.environ.get("WINDHOEK_PROXY"))


def secret() -> str:
    """What cookies are signed with. Raises ImproperlyConfigured where a server has none of its own, or a short one."""
    given = os.environ.get("WINDHOEK_SECRET", "")
    if given and len(given) < _SHORTEST:
        raise ImproperlyConfigured(f"WINDHOEK_SECRET is too short. Take {_SHORTEST} characters or more.")
    if is_server() and not given:
        raise ImproperlyConfigured(
            "A site for others signs its cookies: set WINDHOEK_SECRET, for example to what "
            '`python3 -c "import secrets; print(secrets.token_hex(32))"` prints, and keep it to yourself.'
        )
    return given or secrets.token_hex(32)

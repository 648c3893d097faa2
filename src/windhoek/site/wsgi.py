"""The site as a WSGI application, for granian or any other server: `windhoek.site.wsgi:application`."""

from __future__ import annotations

import gc
import os
import threading
from typing import Any

from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windhoek.site.settings")
application = get_wsgi_application()


def _read_ahead(**_: Any) -> None:
    """Once the first page is out, which a person waits for, make ready for those after it."""
    if request_finished.disconnect(_read_ahead):
        threading.Thread(target=_warm, daemon=True).start()


def _warm() -> None:
    """Read the register, compile the lexicons that the first search needs, and trace what was asked of every mission."""
    from windhoek.site import facts, matrices, monitored, shelf
    from windhoek.store import concepts

    facts.warm()
    concepts.meant(shelf.codebook(), ("women",))
    monitored.reports()
    matrices.warm()
    shelf.store().close()
    # What was read stays: else Python looks through it for rubbish, and now and then a page waits 0.2 s for that.
    gc.collect()
    gc.freeze()


request_finished.connect(_read_ahead, weak=False)

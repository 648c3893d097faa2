"""The site as a WSGI application, for granian or any other server: `windhoek.site.wsgi:application`."""

from __future__ import annotations

import os
import threading

from django.core.wsgi import get_wsgi_application

_REST = 1.5  # seconds for the first page, which a person waits for, before the register is read ahead


def _warm() -> None:
    from windhoek.site import facts

    facts.warm()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windhoek.site.settings")
application = get_wsgi_application()
_ahead = threading.Timer(_REST, _warm)
_ahead.daemon = True
_ahead.start()

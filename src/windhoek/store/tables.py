"""The way to the tables: Django is made ready, then the models are imported.

Import models from here and not from `models` outside of Django's own loading. Inside the site Django is
ready already, and nothing is done; in a terminal, a worker or a notebook a minimal configuration is made.
`DJANGO_SETTINGS_MODULE` is obeyed when it is set; such settings must list `windhoek.store` among the
installed applications.
"""

from __future__ import annotations

import os

import django
from django.apps import apps
from django.conf import settings


def _prepare() -> None:
    if apps.ready or apps.apps_ready:
        return
    if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
        settings.configure(
            INSTALLED_APPS=["windhoek.store"],
            DATABASES={},
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            USE_TZ=True,
        )
    django.setup()


_prepare()

from windhoek.store.models import (  # noqa: E402
    Citation,
    Code,
    Codebook,
    Document,
    Facts,
    File,
    Removal,
    Review,
    Suggestion,
    Unit,
)

__all__ = [
    "Citation",
    "Code",
    "Codebook",
    "Document",
    "Facts",
    "File",
    "Removal",
    "Review",
    "Suggestion",
    "Unit",
]

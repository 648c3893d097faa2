"""Django's settings for the site: read-only, no accounts, no cookies, nothing loaded from elsewhere.

What differs from one place to another comes from the environment, so that the server's workers inherit it:
`WINDHOEK_STORE` (the store's address or path) and `WINDHOEK_HOSTS` (names, with commas, under which the site may be
asked for besides this machine's own).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import windhoek.document

_HERE = Path(__file__).parent

SECRET_KEY = secrets.token_hex(32)  # signs nothing that outlives the process: there are no sessions
DEBUG = False
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *filter(None, os.environ.get("WINDHOEK_HOSTS", "").split(",")),
]

INSTALLED_APPS = ["django.contrib.staticfiles", "windhoek.store", "windhoek.site"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # the language by the address, never by the browser
    "django.middleware.common.CommonMiddleware",  # refuses requests under other names than ALLOWED_HOSTS
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "windhoek.site.urls"
WSGI_APPLICATION = "windhoek.site.wsgi.application"
APPEND_SLASH = False

DATABASES: dict[str, dict[str, Any]] = {}  # the store brings its own: see `shelf`
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "context_processors": ["windhoek.site.context.everywhere"],
            "builtins": ["windhoek.site.templatetags.words"],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
            ],
        },
    }
]

LANGUAGE_CODE = "en"
LANGUAGES = [(code, code) for code in windhoek.document.LANGUAGES]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 31_536_000  # addresses of these files carry a digest of their bytes

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}

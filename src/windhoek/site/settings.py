"""Django's settings for the site: no cookie before a form is opened, nothing loaded from elsewhere, accounts on a server alone.

What differs from one place to another comes from the environment, so that the server's workers inherit it:
`WINDHOEK_STORE` (the store's address or path), `WINDHOEK_HOSTS` (names, with commas, under which the site may be
asked for besides this machine's own), `WINDHOEK_PROXY` (`https` or `http`: a reverse proxy stands before the site, is asked
in that way, and says by whom), `WINDHOEK_SECRET` (signs the cookies of a server, which does not start without it) and
`WINDHOEK_RATE` (what the limits of `limits.csv` are multiplied by; 0 for none).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

import windhoek.document
from windhoek.site import place

_HERE = Path(__file__).parent

SECRET_KEY = place.secret()
SERVER = place.is_server()
DEBUG = False
ALLOWED_HOSTS = [*place.OWN, *place.names()]
PROXY = os.environ.get("WINDHOEK_PROXY", "")
if PROXY not in ("", "http", "https"):
    raise ImproperlyConfigured(f"WINDHOEK_PROXY is {PROXY!r}. Set it to https or http, or leave it out.")
try:
    RATE = float(os.environ.get("WINDHOEK_RATE") or 1)
except ValueError:
    raise ImproperlyConfigured("WINDHOEK_RATE is no number. 2 doubles the limits, 0 lifts them.") from None
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # clients counted at a time
    }
}

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "windhoek.store",
    "windhoek.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "windhoek.site.safety.headers",
    # Before what answers, so that style and script are sent small too. What is secret in a page, the token of a form, is
    # masked anew each time.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",  # the language by the address, never by the browser
    "django.middleware.common.CommonMiddleware",  # refuses requests under other names than ALLOWED_HOSTS
    "windhoek.site.limits.limited",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",  # as is the next: a cookie only for who has logged in
    "django.middleware.csrf.CsrfViewMiddleware",  # sets its cookie only where a form is shown
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "windhoek.site.urls"
WSGI_APPLICATION = "windhoek.site.wsgi.application"
APPEND_SLASH = False

DATABASES: dict[str, dict[str, Any]] = {}  # the store brings its own: see `shelf`
DATABASE_ROUTERS = ["windhoek.site.routing.Router"]
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
STATICFILES_DIRS = [_HERE / "static", _HERE.parent / "publishing" / "static"]
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
if PROXY == "https":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
CSRF_COOKIE_AGE = None  # until the browser is closed
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = PROXY == "https"
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a long day's work
SESSION_COOKIE_SECURE = PROXY == "https"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
]
CSRF_FAILURE_VIEW = "windhoek.site.views.correct.refused"
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000  # bytes of a form: several times the longest

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}

"""Dates, numbers and names of languages in words."""

from __future__ import annotations

import re
from datetime import date

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from windhoek.site import addresses, citing

register = template.Library()

LANGUAGE_NAMES = {
    "ar": ("Arabic", "العربية"),
    "en": ("English", "English"),
    "es": ("Spanish", "Español"),
    "fr": ("French", "Français"),
    "ru": ("Russian", "Русский"),
    "zh": ("Chinese", "中文"),
}


@register.filter
def day(iso: str) -> str:
    """`2000-10-31` as `31 October 2000`, `2010-11` as `November 2010`; anything else as it is."""
    try:
        if len(iso) == 10:
            return f"{date.fromisoformat(iso):%-d %B %Y}"
        if len(iso) == 7:
            return f"{date.fromisoformat(iso + '-01'):%B %Y}"
    except ValueError:
        pass
    return iso


@register.filter
def codes(text: str) -> SafeString:
    """Words between backticks as code."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))


@register.filter
def thousands(number: int) -> str:
    """`12345` as `12,345`."""
    return f"{number:,}"


@register.filter
def language(code: str) -> str:
    """The English name of a language."""
    return LANGUAGE_NAMES.get(code, (code, code))[0]


@register.filter
def own_name(code: str) -> str:
    """The name of a language in that language."""
    return LANGUAGE_NAMES.get(code, (code, code))[1]


@register.filter
def direction(code: str) -> str:
    """The value of `dir` for a language."""
    return "rtl" if code == "ar" else "ltr"


@register.filter
def fragment(label: str) -> str:
    """A label as it stands after `#`."""
    return addresses.fragment(label)


@register.filter
def spoken(label: str) -> str:
    """A label in words."""
    return citing.spoken(label)

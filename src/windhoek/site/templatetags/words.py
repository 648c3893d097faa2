"""Dates, numbers and names of languages in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from windhoek.site import addresses, citing, forms, glossary, languages, shelf

register = template.Library()

_LANGUAGES = {
    "ar": gettext_noop("Arabic"),
    "en": gettext_noop("English"),
    "es": gettext_noop("Spanish"),
    "fr": gettext_noop("French"),
    "ru": gettext_noop("Russian"),
    "zh": gettext_noop("Chinese"),
}
#: What is said of a text that there is in one language alone.
_ONLY = {
    "ar": gettext_noop("Only in Arabic"),
    "en": gettext_noop("Only in English"),
    "es": gettext_noop("Only in Spanish"),
    "fr": gettext_noop("Only in French"),
    "ru": gettext_noop("Only in Russian"),
    "zh": gettext_noop("Only in Chinese"),
}


@register.filter
def day(given: str | date) -> str:
    """A day or a month in ISO form as the language of the page writes it; anything else as it is."""
    return forms.day(given)


@register.inclusion_tag("holds.html")
def holds() -> dict[str, object]:
    """That the store is empty or holds samples alone, and what to do; nothing where it holds documents."""
    seen = shelf.overview()
    return {
        "documents": seen.documents,
        "samples": bool(seen.paths) and all(map(shelf.is_sample, seen.paths)),
    }


@register.filter
def hreflang(address: str) -> SafeString:
    """The attribute of a link that says in which language the page under `address` is, where it is another."""
    language = languages.of(address)
    return mark_safe("" if language == languages.current() else f' hreflang="{language}"')


@register.filter
def codes(text: str) -> SafeString:
    """Words between backticks as code."""
    return mark_safe(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))


@register.filter
def thousands(number: int) -> str:
    """`12345` as `12,345`."""
    return forms.number(number)


@register.filter
def decimal(number: float) -> str:
    """`1234.5` as `1,234.5`, with as many decimals as there are."""
    return forms.number(number)


@register.filter
def percent(share: float | str) -> str:
    """`12.5` as `12.5 %`."""
    return forms.percent(float(share), None)


@register.filter
def term(word: str) -> str:
    """A word of the data, such as `draft resolution`, in the language of the page."""
    return glossary.term(word)


@register.filter
def status(word: str) -> SafeString:
    """How far a row was checked, in the language of the page, marked so that one sees it."""
    return (
        format_html('<span class="status {}">{}</span>', word, glossary.term(word))
        if word
        else SafeString("")
    )


@register.filter
def said(words: str) -> SafeString:
    """Words of the data in the language of the page; marked as English where nobody has translated them.

    What has no letter of lower case is a name of the United Nations', the same in every language.
    """
    if words == words.upper() or languages.current() == languages.ENGLISH or glossary.known(words):
        return escape(glossary.term(words))
    return format_html('<span lang="en" dir="ltr">{}</span>', words)


@register.filter
def listed(words: Iterable[str]) -> str:
    """Words one after another, with the comma of the language."""
    return forms.listed(map(str, words))


@register.filter
def language(code: str) -> str:
    """The name of a language in the language of the page."""
    return gettext(_LANGUAGES.get(code, code))


@register.filter
def only_in(code: str) -> str:
    """`Only in English`; nothing on a page in that language."""
    return "" if code == languages.current() else gettext(_ONLY[code])


@register.filter
def own_name(code: str) -> str:
    """The name of a language in that language."""
    return forms.own_name(code)


@register.filter
def direction(code: str) -> str:
    """The value of `dir` for a language."""
    return languages.direction(code)


@register.filter
def local(path: str) -> str:
    """An address of the site, such as `/missions/`, in the language of the page."""
    return languages.local(path)


@register.filter
def fragment(label: str) -> str:
    """A label as it stands after `#`."""
    return addresses.fragment(label)


@register.filter
def spoken(label: str) -> str:
    """A label in words."""
    return citing.spoken(label)

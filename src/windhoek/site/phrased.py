"""Statements of the program (`tracing.phrases`) in the language of the page, as HTML."""

from __future__ import annotations

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from windhoek.site import forms, glossary, languages
from windhoek.tracing.phrases import English, Part, Percent, Term, When, in_words


def shown(said: Part) -> SafeString:
    """A statement: dates, numbers and terms in the language of the page, what is English alone marked as English."""
    return mark_safe(in_words(said, languages.current(), _written))


def _written(part: str | int, language: str) -> str:
    match part:
        case int():
            return forms.number(part)
        case Percent():
            return forms.percent(float(part), len(part.partition(".")[2]))
        case When():
            return forms.day(str(part))
        case Term() if glossary.known(part):
            return escape(glossary.term(part))
        case English() | Term() if language != languages.ENGLISH:
            return format_html('<span lang="en" dir="ltr">{}</span>', str(part))
    return format_html("<bdi>{}</bdi>", part) if languages.direction(language) == "rtl" else escape(part)

"""A document or paragraph cited in words, as the UN prints it: `S/RES/1325 (2000), para. 6`."""

from __future__ import annotations

import re
from importlib.metadata import version

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from windhoek.site import forms, glossary
from windhoek.store.tables import Document

_TOP = re.compile(
    r"(?P<head>PP|OP|¶|(?P<speech>\d+)?§)(?P<number>[\dA-Za-z.]+)(?P<parts>(?:\([^)]+\))*)(?:~(?P<again>\d+))?$"
)


def cite(name: str, label: str = "") -> str:
    """The citation of the unit `label` of the document `name` (symbol and part); of the document when it is empty.

    In the language of the page. Preambular paragraphs are counted, since the UN prints no number before them; a number
    that the document prints twice says which one is meant.
    """
    found = _TOP.match(label)
    if not found:
        return f"{name}, {label}" if label else name
    paragraph = _number(found)
    if found["head"] == "PP":
        where = _("preambular para. {number}").format(number=paragraph)
    else:
        where = _("para. {number}").format(number=paragraph)
    if found["speech"]:
        where = _("statement {number}, {paragraph}").format(number=found["speech"], paragraph=where)
    if found["again"]:
        where += " " + _("(no. {count} of that number)").format(count=found["again"])
    return f"{name}, {where}"


def spoken(label: str) -> str:
    """The label in words, for a screen reader: `operative paragraph 7 (a)`."""
    found = _TOP.match(label)
    if not found:
        return label
    if found["head"] == "PP":
        words = _("preambular paragraph {number}")
    elif found["head"] == "OP":
        words = _("operative paragraph {number}")
    else:
        words = _("paragraph {number}")
    words = words.format(number=_number(found))
    if found["speech"]:
        words = _("statement {number}, {paragraph}").format(number=found["speech"], paragraph=words)
    return words


def _number(found: re.Match[str]) -> str:
    return str(found["number"]) + "".join(f" ({part})" for part in re.findall(r"\(([^)]+)\)", found["parts"]))


def document(body: str, name: str, date: str) -> SafeString:
    """A document cited as in a list of references of the UN: `United Nations, Security Council, S/RES/1325 (2000), 31 October 2000`.

    As HTML, in which the name keeps its own direction: in an Arabic line the day would else run on from it.
    """
    places = [glossary.term("United Nations"), glossary.term(body)]
    held = format_html("<bdi>{}</bdi>", name)
    days = [forms.day(date)] if date else []
    return mark_safe(forms.listed(conditional_escape(each) for each in (*dict.fromkeys(places), held, *days)))


def bibtex(document: Document, url: str) -> str:
    """A document as an entry for BibTeX, keyed by its symbol."""
    key = re.sub(r"[^A-Za-z0-9]+", "-", f"{document.symbol} {document.part}").strip("-")
    name = f"{document.symbol}, {document.part}" if document.part else document.symbol
    fields = {
        "author": "{United Nations}",
        "title": f"{{{document.title or name}}}",
        "number": name,
        "institution": f"United Nations {document.body}".replace("United Nations United", "United"),
        "year": document.date[:4],
        "language": document.language,
        "url": url,
    }
    lines = (f"  {field} = {{{_plain(value)}}}," for field, value in fields.items() if value)
    return "\n".join((f"@techreport{{{key},", *lines, "}"))


def fact(name: str, source: str, url: str) -> SafeString:
    """A row or a table of the register cited by its lasting name, version and source; in English in every language."""
    parts = (f"Windhoek register, version {version('windhoek')}, {name}", source and f"source: {source}", url)
    return format_html('<span lang="en" dir="ltr">{}</span>', "; ".join(filter(None, parts)))


def fact_bibtex(name: str, title: str, source: str, url: str) -> str:
    """A row or a table of the register as an entry for BibTeX, keyed by its lasting name."""
    fields = {
        "author": "{Windhoek}",
        "title": f"{{{_plain(title)}}}",
        "howpublished": f"Windhoek register, {name}",
        "version": version("windhoek"),
        "note": f"Source: {source}" if source else "",
        "url": url,
    }
    key = "windhoek-" + re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
    lines = (f"  {field} = {{{_plain(value)}}}," for field, value in fields.items() if value)
    return "\n".join((f"@misc{{{key},", *lines, "}"))


def _plain(words: str) -> str:
    """Words whose braces match, so that no title ends the entry."""
    return words if words.count("{") == words.count("}") else words.replace("{", "").replace("}", "")

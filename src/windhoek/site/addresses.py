"""Where a document or a paragraph stands on the site, and what a person who typed an address may have meant."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus, urlencode

from django.http import HttpRequest
from django.utils.text import slugify

from windhoek import symbols
from windhoek.site import languages

_SAFE = "/(),:;@!$'*=~"  # what may stand in a path or a fragment as it is


def document_url(slug: str, language: str = "en") -> str:
    """The address of a document whose text there is in `language`.

    An English text is asked for in the language of the page, which may have the text too, and else shows the English.
    """
    return languages.local(document_path(slug), "" if language == languages.ENGLISH else language)


def document_path(slug: str) -> str:
    """The address of a document without any language."""
    return f"/{quote(slug, safe=_SAFE)}"


def fragment(label: str) -> str:
    """The anchor of a unit as it stands after `#`."""
    return quote(label, safe=_SAFE)


def unit_url(slug: str, label: str, language: str = "en") -> str:
    """The address of one unit: `/S/RES/1325(2000)#OP6`; of the document when `label` is empty.

    A label of a report or a record may stand on a later page, which `?at=` finds; each page of a resolution leads on to
    the paragraphs of the others.
    """
    page = document_url(slug, language)
    if not label:
        return page
    at = "" if is_bare(label) else f"?at={quote(label, safe=_SAFE)}"
    return f"{page}{at}#{fragment(label)}"


def is_bare(label: str) -> bool:
    """Whether links to a paragraph name no page: those of resolutions, of which few have more than one."""
    return label.startswith(("OP", "PP"))


def missing_url(slug: str, label: str) -> str:
    """The address of a paragraph that the document may not have: `/S/RES/1325(2000)/OP99` says which are near."""
    return languages.local(f"{document_path(slug)}/{fragment(label)}")


def cited_url(slug: str) -> str:
    """The address of the list of documents that cite another."""
    return languages.local(f"/cited/{quote(slug, safe=_SAFE)}")


def correct_url(about: str) -> str:
    """The address at which a correction of what is named `about` is suggested."""
    return languages.local(f"/correct?about={quote_plus(about, safe='/(),:')}")


def login_url(request: HttpRequest) -> str:
    """The address at which one logs in, to come back to the page that was asked for."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    return languages.local("/login") + (f"?{urlencode({'next': back})}" if back else "")


def rule_slug(name: str) -> str:
    """A rule of the codebook as it stands in an address."""
    return slugify(name, allow_unicode=True)


def rule_anchor(name: str) -> str:
    """The anchor of a rule of the codebook in the list of rules."""
    return f"rule-{rule_slug(name)}"


def rule_url(name: str) -> str:
    """The address at which a rule of the codebook is explained."""
    return languages.local(f"/rules/{quote(rule_slug(name))}")


def printed(address: str) -> str | None:
    """The symbol (with part) that an address in any spelling means, as the UN prints it; None if it is none."""
    symbol, comma, part = address.replace("_", "/").partition(",")
    try:
        found = symbols.normalize(symbol.replace("-(", "("))
    except ValueError:
        return None
    return f"{found}, {part.strip().replace('-', ' ')}" if comma and part.strip() else found


def split_label(address: str) -> tuple[str, str] | None:
    """`S/RES/1325(2000)/OP6` taken apart into document and label; None when its last piece is no label."""
    before, _, last = address.rstrip("/").rpartition("/")
    label = canonical_label(last)
    return (before, label) if before and label else None


def canonical_label(typed: str) -> str | None:
    """The label that a person meant by `op 6`, `OP6 (a)`, `¶12` or `PP3`; None if it is none."""
    text = re.sub(r"\s+", "", typed)
    text = re.sub(r"^(op|pp)(?=\d)", lambda m: m[0].upper(), text, flags=re.IGNORECASE)
    try:
        symbols.label_path(text)
    except ValueError:
        return None
    return text


def near(label: str, labels: list[str], count: int = 8) -> list[str]:
    """The `count` labels of `labels` that a person who asked for `label` most likely wants, in their order.

    Those that share its outermost step come first, then those whose number is closest.
    """
    letters, number = _head(label)

    def distance(other: str) -> tuple[bool, bool, int]:
        other_letters, other_number = _head(other)
        same = other_letters == letters
        return (not (same and other_number == number), not same, abs(other_number - number))

    chosen = set(sorted(labels, key=distance)[:count])
    return [each for each in labels if each in chosen]


def _head(label: str) -> tuple[str, int]:
    found = re.match(r"(\D*)(\d*)", label)
    return (found[1], int(found[2] or 0)) if found else ("", 0)

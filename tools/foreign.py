"""English that was left in pages of another language: words outside of elements that say `lang="en"`.

    python tools/foreign.py STORE [LANGUAGE …] [--pages ADDRESS …]

Walks a page of every kind (`benchmarks/pages.py`) and prints what each has, with how many pages have it. In Arabic, Chinese and Russian
every Latin word is looked at, in French and Spanish those that the English of the catalogue has and the translations have not.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import html

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]

#: Attributes that a person reads or hears.
_SAID = ("aria-label", "title", "alt", "placeholder")
#: Elements whose text is for machines, or is typed as it stands.
_MEANT = ("script", "style", "code", "pre", "kbd", "samp")
#: Names that are the same in every language, with the reason for each.
SAME = Path(__file__).with_name("same_words.csv")
#: What is never a word: an address, a symbol, a label, a name of a row of the register, a file.
_NAMES = re.compile(
    r"https?://\S+|\b[\w.+-]+@[\w.-]+|\b(?:[A-Z]+|S-\d+)(?:/[\w.-]+)+(?:[-–]\d+)?(?:\s?\(\d{4}\))?"
    r"|\b(?:OP|PP)\d+(?:\([a-z]+\)|\([ivx]+\))*|[¶§]\d+|\([a-z]+\)|\(Sect\. \d+\)(?:/[\w.]+)*|\bannex [IVX]+"
    r"|\b[a-z][a-z0-9-]*/[\w.%()|:/ -]+|\b[\w.]+\.(?:csv|zip|json|pdf|docx|xlsx|db|py|org|net|int)\b"
)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)?")


def foreign(page: str, language: str) -> list[str]:
    """The pieces of text of a page in `language` that have English words in them, in their order."""
    return [said for said in _said(html.fromstring(page), language) if _english(said, language)]


def _said(element: html.HtmlElement, language: str, own: bool = True) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _MEANT:
        return
    own = element.get("lang", language if own else "") == language
    if own:
        yield from (element.get(name, "") for name in _SAID)
        if element.tag == "input" and element.get("type") in ("submit", "button"):
            yield element.get("value", "")
        yield element.text or ""
    for child in element:
        yield from _said(child, language, own)
        if own:
            yield child.tail or ""


def _english(said: str, language: str) -> list[str]:
    words = _WORD.findall(_NAMES.sub(" ", said))
    words = [word for word in words if len(word) > 1 and word != word.upper() and word not in _same()]
    if language in ("es", "fr"):
        return [word for word in words if word.lower() in _only_english(language)]
    return words


@cache
def _same() -> frozenset[str]:
    with SAME.open(encoding="utf-8") as file:
        return frozenset(row["word"] for row in csv.DictReader(file))


@cache
def _only_english(language: str) -> frozenset[str]:
    """Words of the English messages that no translation into a language has."""
    from messages import held

    english, own = set(), set()
    for each in held(language):
        for text in each.id if isinstance(each.id, tuple) else (each.id,):
            english |= {word.lower() for word in _WORD.findall(re.sub(r"%\(\w+\)s|<[^>]*>", " ", text))}
        for text in each.string if isinstance(each.string, tuple) else (each.string,):
            own |= {word.lower() for word in _WORD.findall(text or "")}
    return frozenset(english - own)


def main() -> int:
    """Print what is left, most seen first."""
    given = sys.argv[1:]
    pages = given[given.index("--pages") + 1 :] if "--pages" in given else []
    store, *chosen = given[: given.index("--pages")] if "--pages" in given else given
    os.environ["WINDHOEK_STORE"] = store
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windhoek.site.settings")
    import django

    django.setup()
    from benchmarks.pages import shown
    from django.test import Client

    from windhoek.site import languages

    client = Client(headers={"host": "localhost"})
    for language in chosen or ("ar", "fr"):
        seen: Counter[str] = Counter()
        where: dict[str, str] = {}
        for _, address in [("", page) for page in pages] or shown():
            response = client.get(languages.local(address, language))
            found = dict.fromkeys(
                " ".join(said.split()) for said in foreign(response.content.decode(), language)
            )
            seen.update(found.keys())
            where |= {said: where.get(said) or address for said in found}
        for said, count in sorted(seen.items(), key=lambda each: (-each[1], where[each[0]])):
            print(f"{language} {count:3} {where[said]}: {said[:160]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

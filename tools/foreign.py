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
from urllib.parse import parse_qs, urlsplit

from lxml import html

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "tools")]

#: Attributes that a person reads or hears.
_SAID = ("aria-label", "title", "alt", "placeholder")
#: Elements whose text is for machines, or is typed as it stands.
_MEANT = ("script", "style", "code", "pre", "kbd", "samp")
#: Names that are the same in every language, with the reason for each.
SAME = Path(__file__).with_name("same_words.csv")
#: What is never a word of ours: what is quoted, an address, a symbol, a label, a name of a row of the register, a file.
_NAMES = re.compile(
    r"[“”«„][^“”«»„]*[“”»]|https?://\S+|\b[0-9a-f]{16,}\b|\b[\w.+-]+@[\w.-]+|(?:/\w[\w.()-]*){2,}|\w+_\w+|application/[\w+.-]+"
    r"|\b(?:[A-Z]+|S-\d+)(?:/[\w.-]+)+(?: \(Sect\. \d+\)(?:/[\w.]+)*)?(?:[-–]\d+)?(?:\s?\(\d{4}\))?(?:, (?:annex|speech|tables|appendix|enclosure)[ \w/]*)?"
    r"|\b(?:OP|PP)\d+|[¶§]\d+|\([a-z]+\)"
    r"|\b[a-z][a-z0-9-]*/[\w.%()|:/ -]+|\b[\w.]+\.(?:csv|zip|json|pdf|docx|xlsx|db|py|org|net|int)\b"
)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)?")


def foreign(page: str, language: str, typed: str = "") -> list[str]:
    """The pieces of text of a page in `language` that have English words in them, in their order; but what a reader `typed`."""
    # The title of a page begins with the name of what it shows, in the language of that.
    body = html.fromstring(page).find("body")
    said = _said(body, language) if body is not None else ()
    return [each for each in said if _english(each, language, typed)]


def typed(address: str) -> str:
    """The words that the reader of an address is searching for."""
    return parse_qs(urlsplit(address).query).get("q", [""])[0]


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


def _english(said: str, language: str, typed: str) -> list[str]:
    words = _WORD.findall(_NAMES.sub(" ", said).replace(typed or "\0", " "))
    words = [word for word in words if len(word) > 1 and word != word.upper() and word not in _same()]
    if language in ("es", "fr"):
        english = [word for word in words if word.lower() in _only_english(language)]
        return english if 2 * len(english) >= len(words) else []
    return words


@cache
def _same() -> frozenset[str]:
    with SAME.open(encoding="utf-8") as file:
        return frozenset(row["word"] for row in csv.DictReader(file))


@cache
def _only_english(language: str) -> frozenset[str]:
    """Words of the English messages that no translation into a language has."""
    from messages import held

    from windhoek.site.glossary import rows

    messages = [(each.id, each.string) for each in held(language)]
    english = {word for text, _ in messages for word in _words(text)}
    own = {word for _, text in messages for word in _words(text or "")}
    for name, key in (("words.csv", "en"), ("glossary.csv", "en"), ("country-names.csv", "code")):
        own |= {word for row in rows(name, key).values() for word in _words(row[language])}
    return frozenset(english - own)


def _words(text: str | tuple[str, ...]) -> set[str]:
    if isinstance(text, tuple):
        return {word for each in text for word in _words(each)}
    bare = re.sub(r"%\(\w+\)s|\{\w*\}|<code>.*?</code>|<[^>]*>", " ", text)
    return {word.lower() for word in _WORD.findall(bare)}


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
                " ".join(said.split())
                for said in foreign(response.content.decode(), language, typed(address))
            )
            seen.update(found.keys())
            where |= {said: where.get(said) or address for said in found}
        for said, count in sorted(seen.items(), key=lambda each: (-each[1], where[each[0]])):
            print(f"{language} {count:3} {where[said]}: {said[:160]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

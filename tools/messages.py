"""The catalogue of the interface: take the messages out of templates and code, merge them into each language, compile.

    make messages

Writes `src/windhoek/site/locale/XX/LC_MESSAGES/django.po` and `.mo`, and says what has no translation yet. A message
that is no longer used is dropped; one whose English has changed is a new one: nothing is guessed.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[1] / "src" / "windhoek"
LOCALE = SOURCE / "site" / "locale"
#: The languages to translate into, with the number of plural forms and the rule that chooses one (CLDR, as in gettext).
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "zh": "nplurals=1; plural=0;",
}
_KEYWORDS = {
    name: spec
    for names, spec in (
        (("_", "gettext", "gettext_lazy", "gettext_noop"), None),
        (("ngettext", "ngettext_lazy"), (1, 2)),
        (("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
        (("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
    )
    for name in names
}
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)  # what is written does not change with the day


def extracted() -> Catalog:
    """Every message of the templates and of the code, with the files that have it."""
    catalog = Catalog()
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html")]):
        for function, messages, comments in _messages(path):
            context, names = _taken(function, messages)
            catalog.add(
                names if len(names) > 1 else names[0],
                locations=[(path.relative_to(SOURCE).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return catalog


def _messages(path: Path) -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # As lines of their own: what Django makes of a template is only nearly Python.
        text = "\n".join(line.strip() for line in templatize(text).replace("\\\n", "").splitlines())
    options = {"encoding": "utf-8"}
    for _, function, messages, comments in extract_python(
        io.BytesIO(text.encode()), list(_KEYWORDS), ("Translators:",), options
    ):
        if messages:  # a name is none: its words are marked where they stand
            yield function, messages if isinstance(messages, tuple) else (messages,), comments


def _taken(function: str, messages: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    spec = _KEYWORDS[function]
    if spec is None:
        return None, messages[:1]
    context = next((messages[each[0] - 1] for each in spec if isinstance(each, tuple)), None)
    return context, tuple(messages[each - 1] for each in spec if isinstance(each, int))


def held(language: str) -> Catalog:
    """The catalogue of a language as it is on disk; an empty one where there is none."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str) -> Catalog:
    """The messages in use, each with the translation that the language has for it."""
    old, new = held(language), extracted()
    catalog = Catalog(
        locale=language, project="windhoek", version="1", creation_date=_FIXED, revision_date=_FIXED,
        last_translator="windhoek", language_team=language, copyright_holder="windhoek", charset="utf-8",
        fuzzy=False, header_comment="# The interface of windhoek. Written by `make messages`; translate here.",
    )  # fmt: skip
    catalog._num_plurals = int(PLURALS[language].partition("=")[2].partition(";")[0])
    catalog._plural_expr = (
        PLURALS[language].partition("plural=")[2].rpartition(";")[0].rpartition("plural=")[2]
    )
    for message in new:
        if message.id:
            known = old.get(message.id, context=message.context)
            catalog.add(
                message.id, known.string if known and not known.fuzzy else None, locations=message.locations,
                auto_comments=message.auto_comments, context=message.context,
            )  # fmt: skip
    return catalog


def untranslated(catalog: Catalog) -> list[Message]:
    """The messages without a translation, or without one of its plural forms."""
    return [message for message in catalog if message.id and not _whole(message, catalog.num_plurals)]


def _whole(message: Message, plurals: int) -> bool:
    if isinstance(message.id, tuple | list):
        return len(message.string) == plurals and all(message.string)
    return bool(message.string)


def as_po(catalog: Catalog) -> bytes:
    """A catalogue as the text of its `.po` file."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_output=True, include_lineno=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """A catalogue compiled."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Write every catalogue; 1 when something has no translation."""
    lacking = 0
    for language in PLURALS:
        catalog = merged(language)
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "django.po").write_bytes(as_po(catalog))
        (folder / "django.mo").write_bytes(as_mo(catalog))
        missing = untranslated(catalog)
        lacking += len(missing)
        print(f"{language}: {len(catalog)} messages, {len(missing)} without a translation")
        for message in missing[:5]:
            print(f"  {message.id!r}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())

"""Documents of our own of every sort that a page must cope with, a server that shows them, and what an answer of it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import html

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "windhoek.site.settings")

from benchmarks.pages import shown

from windhoek.coding.codebook import load
from windhoek.store.store import Store
from windhoek.store.tables import Citation, Code, Document, Facts, File, Unit
from windhoek.symbols import slug

SCRIPT = "<script>alert('no')</script> & \"quotes\""

RULE = load().rules[20].name

TEXTS = {
    "en": (
        "Concerned that few women sit at the table,",
        "Asks all parties to bring women into mediation, as paragraph 2 of resolution 9001 (2031) says;",
        "Decides:",
        "(first part) to meet again;",
    ),
    "fr": (
        "Constatant avec inquiétude que peu de femmes siègent à la table,",
        "Demande à toutes les parties d’associer les femmes à la médiation ;",
        "Décide :",
        "de se réunir de nouveau ;",
    ),
    "ar": (
        "وإذ يساوره القلق لأن قلة من النساء يجلسن إلى الطاولة،",
        "يطلب إلى جميع الأطراف إشراك النساء في الوساطة؛",
        "يقرر ما يلي:",
        "أن يجتمع مرة أخرى؛",
    ),
    "zh": ("关切地注意到谈判桌上妇女很少，", "请各方让妇女参与调解；", "决定：", "再次举行会议；"),
}
RESOLUTION = "/S/RES/9002(2031)"
PAGES = [
    "/",
    "/rules/",
    "/rules/?language=fr",
    "/rules/women",
    RESOLUTION,
    f"/fr{RESOLUTION}",
    f"/ar{RESOLUTION}",
    f"/zh{RESOLUTION}",
    f"{RESOLUTION}?beside=ar",
    f"/ar{RESOLUTION}?beside=fr",
    "/S/RES/2709(2023)/before",
    "/S/RES/9001(2031)",
    "/S/RES/9003(2032)",
    "/S/2031/77",
    "/S/2031/500",
    "/S/2031/500?page=2",
    "/S/2031/500?page=all",
    "/S/2031/500,annex-I",
    "/search",
    "/search?q=women",
    "/search?q=women&kind=resolution&language=en",
    "/search?q=nothingofthekind",
    "/cited/S/RES/9001(2031)",
    "/about",
    "/method",
    "/failed",
]
#: (kind, address) of a page of every kind that a person looks at, shown with these documents.
KINDS = shown(document="S/RES/9002(2031)", cited="S/RES/9001(2031)", words="women", report="S/2012/43")
LABELS = ("PP1", "OP1", "OP2", "OP2(a)")


class Shelf:
    """Makes documents in a store, row by row."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.generation = 0

    def file(self, path: str, **values: Any) -> File:
        row = {"sha256": "ab" * 32, "seen": "ab" * 32, "outcome": "stored", "reader": "test"} | values
        return File.objects.using(self.store.alias).create(path=path, media_type="text/xml", **row)

    def document(
        self, symbol: str, language: str, units: list[tuple[str, str, str]], *, part: str = "", **values: Any
    ) -> Document:
        """A document of (label, kind, text) units; a label with brackets is a part of the one before its last."""
        self.generation += 1
        name = f"{symbol}, {part}" if part else symbol
        row = {"kind": "resolution", "body": "Security Council", "date": "2031-05-06"} | values
        document = Document.objects.using(self.store.alias).create(
            file=self.file(f"/documents/{language}/{slug(name).replace('/', '_')}.xml"),
            symbol=symbol, part=part, slug=slug(name), language=language, generation=self.generation, **row,
        )  # fmt: skip
        for position, (label, kind, text) in enumerate(units):
            parent = label[: label.rindex("(")] if "(" in label else None
            Unit.objects.using(self.store.alias).create(
                document=document, position=position, label=label, kind=kind, text=text, parent=parent
            )
        return document

    def unit(self, document: Document, label: str) -> Unit:
        return Unit.objects.using(self.store.alias).get(document=document, label=label)

    def cite(self, document: Document, unit: str, words: str, symbol: str, label: str = "") -> None:
        row = self.unit(document, unit)
        start = row.text.index(words)
        Citation.objects.using(self.store.alias).create(
            unit=row, start=start, end=start + len(words), symbol=symbol, label=label
        )

    def code(self, document: Document, unit: str, theme: str, words: str, rule: str) -> None:
        row = self.unit(document, unit)
        start = row.text.index(words)
        Code.objects.using(self.store.alias).create(
            unit=row, themes=[theme], because=[[theme, start, start + len(words), rule]]
        )

    def ask(self, document: Document, unit: str, verb: str, whom: str, what: str, code: str) -> None:
        row = self.unit(document, unit)

        def at(words: str) -> list[int]:
            return [row.text.index(words), row.text.index(words) + len(words)]

        row.code.commitments = [
            {
                "verb": verb.lower(),
                "strength": "request",
                "addressees": [code],
                "action": what,
                "start": at(verb)[0],
                "end": at(what)[1],
                "verb_at": at(verb),
                "addressees_at": [at(whom)],
                "action_at": at(what),
            }
        ]
        row.code.save(using=self.store.alias)


def kinds(texts: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return list(zip(LABELS, ("preambular", "operative", "operative", "part"), texts, strict=True))


def fill(shelf: Shelf) -> None:
    """Documents of every sort that a page must cope with."""
    for language, texts in TEXTS.items():
        shelf.document(
            "S/RES/9002 (2031)",
            language,
            kinds(texts),
            title="On women at the table" if language == "en" else texts[0],
        )
    english = Document.objects.using(shelf.store.alias).get(symbol="S/RES/9002 (2031)", language="en")
    english.adoption = {
        "meeting": "12345th meeting", "date": "2031-05-06", "outcome": "Adopted", "draft": "S/2031/77",
        "agenda_item": "Women and peace and security", "in_favour": ["CHAD", "PERU"], "against": [],
        "abstaining": ["FIJI"], "sponsors": ["PERU"], "votes": {"in_favour": 14, "against": 0, "abstaining": 1},
    }  # fmt: skip
    english.save()
    shelf.cite(english, "OP1", "paragraph 2 of resolution 9001 (2031)", "S/RES/9001 (2031)", "OP2")
    shelf.code(english, "OP1", "peace-processes", "women into mediation", RULE)
    shelf.ask(english, "OP1", "Asks", "all parties", "bring women into mediation", "parties-to-conflict")
    note = shelf.unit(english, "PP1")
    note.notes = [["1", 9, "See S/RES/9001 (2031) and S/2031/404."]]
    note.save()
    Citation.objects.using(shelf.store.alias).create(
        unit=note, start=4, end=21, symbol="S/RES/9001 (2031)", note="1"
    )
    Citation.objects.using(shelf.store.alias).create(
        unit=note, start=26, end=36, symbol="S/2031/404", note="1"
    )
    earlier = [
        ("PP1", "preambular", SCRIPT),
        ("OP1", "operative", "Notes;"),
        ("OP2", "operative", "Urges women’s part;"),
    ]
    shelf.document("S/RES/9001 (2031)", "en", earlier, title=SCRIPT, date="2031-01-02")
    shelf.document("S/RES/9003 (2032)", "fr", [("OP1", "operative", "Seulement en français ;")], date="2032")
    draft = shelf.document("S/2031/77", "en", kinds(TEXTS["en"]), kind="draft resolution", date="2031-05-05")
    shelf.cite(draft, "OP1", "resolution 9001 (2031)", "S/RES/9001 (2031)")
    words = "The mission met women leaders in every county and wrote down what they asked for. " * 9
    report = [(f"¶{n}", "paragraph", f"{words}Number {n}.") for n in range(1, 321)]
    long = shelf.document("S/2031/500", "en", report, kind="report", title="A long report", date="2031-09")
    for row in Unit.objects.using(shelf.store.alias).filter(document=long):
        row.heading = "I. Beginning" if row.position < 160 else "II. End"
        row.save()
    shelf.cite(long, "¶3", "The mission", "S/2031/500", "¶2")
    shelf.document("S/2031/500", "en", [("¶1", "paragraph", "An annex.")], part="annex I", kind="report")
    shelf.file(
        "/documents/broken.xml",
        outcome="failed",
        reason="/documents/broken.xml: line 3: <b> is not closed",
        sha256="",
    )
    facts = shelf.file("/documents/2031.json", outcome="facts")
    Facts.objects.using(shelf.store.alias).create(
        file=facts, symbol="S/RES/9002 (2031)", adoption=english.adoption
    )


@contextmanager
def running(store: Store) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of its own that shows `store`: its address without the last slash, and the process."""
    program = (
        "import windhoek.store.tables\n"  # as in the terminal, where the store comes first
        f"from windhoek.site.serve import serve\nserve({str(store_path(store))!r}, port=8700)"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    with subprocess.Popen(
        [sys.executable, "-c", program], stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        try:
            assert server.stderr is not None
            said = ""
            while not (found := re.search(r"at (http://\S+)/ ", said)):
                line = server.stderr.readline()
                assert line, said
                said += line
            for _ in range(200):
                try:
                    urllib.request.urlopen(found[1], timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield found[1], server
        finally:
            server.terminate()


def store_path(store: Store) -> Path:
    """The SQLite file of a store."""
    return Path(store.url.removeprefix("sqlite:///"))


def tree(response: Any) -> Any:
    """The page of an answer."""
    return html.fromstring(response.content.decode())


def words(element: Any) -> str:
    """What an element says, in one line."""
    return re.sub(r"\s+", " ", element.text_content()).strip()

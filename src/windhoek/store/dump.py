"""The content of a store as text: what two stores must have in common to be the same.

No identifiers, no generations, no times: the same files give the same lines in SQLite and PostgreSQL, through
any executor, and after any number of interruptions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from windhoek.store.store import Store
from windhoek.store.tables import Citation, Code, Document, Facts, File, Unit

_UNIT = ("label", "kind", "text", "page", "parent", "heading", "notes")
_CITATION = ("start", "end", "symbol", "label", "note")
_CODE = ("themes", "functions", "verb", "strength", "addressees", "commitments", "because")
_DOCUMENT = ("symbol", "part", "language", "slug", "kind", "body", "date", "title", "adoption", "repairs")
_AT_ONCE = 200  # documents in memory together
_FILE = ("path", "sha256", "seen", "media_type", "outcome", "reason", "rival")


def dump(store: Store) -> Iterator[str]:
    """JSON Lines, each with sorted keys: the files by path, the facts by symbol, the documents by name."""
    files = list(File.objects.using(store.alias).values(*_FILE))
    for row in sorted(files, key=lambda row: row["path"]):
        yield _line({"file": row})
    facts = list(Facts.objects.using(store.alias).values("symbol", "adoption", "title", "file__path"))
    for row in sorted(facts, key=lambda row: (row["symbol"], row["file__path"])):
        yield _line({"facts": row})
    documents = list(Document.objects.using(store.alias).values("id", "file__path", *_DOCUMENT))
    documents.sort(key=lambda row: (row["symbol"], row["part"], row["language"]))
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        units = _units(store, [row["id"] for row in some])
        for row in some:
            number = row.pop("id")
            yield _line({"document": row, "units": units.get(number, [])})


def digest(store: Store) -> str:
    """The SHA-256 of the dump, in hex."""
    whole = hashlib.sha256()
    for line in dump(store):
        whole.update(line.encode())
    return whole.hexdigest()


def _units(store: Store, documents: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The units of some documents in their order, with citations and codes."""
    out: dict[int, list[dict[str, Any]]] = {}
    units: dict[int, dict[str, Any]] = {}
    rows = Unit.objects.using(store.alias).filter(document_id__in=documents).order_by("position")
    for row in rows.values("id", "document_id", *_UNIT):
        units[row.pop("id")] = row
        out.setdefault(row.pop("document_id"), []).append(row)
        row["citations"] = []
    cited = Citation.objects.using(store.alias).filter(unit__document_id__in=documents)
    for number, *citation in cited.values_list("unit_id", *_CITATION):
        units[number]["citations"].append(citation)
    for row in (
        Code.objects.using(store.alias).filter(unit__document_id__in=documents).values("unit_id", *_CODE)
    ):
        units[row.pop("unit_id")]["code"] = row
    for row in units.values():
        row["citations"].sort()
    return out


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"

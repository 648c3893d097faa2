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
    for row in sorted(documents, key=lambda row: (row["symbol"], row["part"], row["language"])):
        number = row.pop("id")
        yield _line({"document": row, "units": _units(store, number)})


def digest(store: Store) -> str:
    """The SHA-256 of the dump, in hex."""
    whole = hashlib.sha256()
    for line in dump(store):
        whole.update(line.encode())
    return whole.hexdigest()


def _units(store: Store, document: int) -> list[dict[str, Any]]:
    rows = (
        Unit.objects.using(store.alias).filter(document_id=document).order_by("position").values("id", *_UNIT)
    )
    units = {row.pop("id"): row for row in rows}
    for row in units.values():
        row["citations"] = []
    cited = Citation.objects.using(store.alias).filter(unit__document_id=document)
    for row in cited.values("unit_id", *_CITATION):
        units[row.pop("unit_id")]["citations"].append(list(row.values()))
    for row in Code.objects.using(store.alias).filter(unit__document_id=document).values("unit_id", *_CODE):
        units[row.pop("unit_id")]["code"] = row
    for row in units.values():
        row["citations"].sort()
    return list(units.values())


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"

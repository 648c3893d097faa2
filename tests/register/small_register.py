"""A register of two small tables to break."""

from __future__ import annotations

import json
from pathlib import Path

PROVENANCE = [
    {"name": "source", "type": "string", "description": "where from"},
    {"name": "source_url", "type": "string", "description": "address"},
    {"name": "checked_on", "type": "date", "description": "when"},
    {"name": "status", "type": "string", "description": "how sure"},
]
ROOMS = {
    "title": "Rooms",
    "description": "Rooms of a house. Invented.",
    "fields": [
        {"name": "room", "type": "string", "description": "name", "constraints": {"required": True}},
        {"name": "doors", "type": "integer", "description": "how many", "constraints": {"minimum": 1}},
        {"name": "colours", "type": "string", "description": "of the walls", "separator": " | "},
        {"name": "built", "type": "date", "description": "first day"},
        {"name": "left", "type": "date", "description": "last day"},
        *PROVENANCE,
    ],
    "primaryKey": ["room"],
    "windhoek": {"year": "built", "order": [["built", "left"]]},
}
KEYS = {
    "title": "Keys",
    "description": "Keys to rooms. Invented.",
    "fields": [
        {"name": "id", "type": "string", "description": "number"},
        {"name": "room", "type": "string", "description": "which", "constraints": {"required": True}},
        *PROVENANCE,
    ],
    "primaryKey": ["id"],
    "foreignKeys": [{"fields": ["room"], "reference": {"resource": "rooms", "fields": ["room"]}}],
    "windhoek": {"mission": "room"},
}
END = "plan,https://example.org/plan,2026-01-02,verified"
ROWS = [
    "room,doors,colours,built,left,source,source_url,checked_on,status",
    f"attic,1,red | blue,2001-02-03,,{END}",
    f"cellar,2,,2000-01-01,2010-01-01,{END}",
]
KEY_ROWS = ["id,room,source,source_url,checked_on,status", f"k1,attic,{END}", f"k2,cellar,{END}"]


def register(folder: Path, rows: list[str] | None = None, keys: list[str] | None = None) -> Path:
    """Write the two tables into a folder, with other lines where they are given."""
    for name, schema, lines in (("rooms", ROOMS, rows or ROWS), ("keys", KEYS, keys or KEY_ROWS)):
        (folder / f"{name}.schema.json").write_text(json.dumps(schema), encoding="utf-8")
        (folder / f"{name}.csv").write_bytes(("\n".join(lines) + "\n").encode())
    return folder

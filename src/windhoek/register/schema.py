"""What a table's description says: `NAME.schema.json`, a frictionless Table Schema with our own notes under `windhoek`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: The columns that say where a row comes from. A table may leave out the last two when its `source` is a key of the
#: table `sources`, which has them.
SOURCE, STATUS, URL, CHECKED = "source", "status", "source_url", "checked_on"
PROVENANCE = (SOURCE, URL, CHECKED, STATUS)
STATUSES = ("verified", "derived", "unverified")
SOURCES = "sources"
TYPES = ("string", "integer", "number", "boolean", "date", "year", "yearmonth")


class RegisterError(ValueError):
    """A mistake in the register. Printed as one line: file, line where there is one, reason."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        super().__init__(path, line, reason)
        self.path, self.line, self.reason = path, line, reason

    def __str__(self) -> str:
        return f"{self.path}{f', line {self.line}' if self.line else ''}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, its type in Table Schema, its words for people, and what divides a list in it, if it is one."""

    name: str
    type: str
    title: str
    description: str
    separator: str


@dataclass(frozen=True, slots=True)
class Schema:
    """A table's description. `year`, `mission`: the columns that coverage counts by, or "".

    `fact`: the columns that no two rows may share. `order`: pairs of columns, the first never after the second.
    `built_by`: the module that derives the table, or "". `descriptor`: the whole Table Schema.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    year: str
    mission: str
    fact: tuple[str, ...]
    order: tuple[tuple[str, str], ...]
    built_by: str
    descriptor: dict[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the file."""
        return tuple(field.name for field in self.fields)

    @property
    def sources_apart(self) -> bool:
        """Whether `source` is a key of the table `sources`."""
        return any(
            each["fields"] == [SOURCE] and each["reference"]["resource"] == SOURCES
            for each in self.descriptor.get("foreignKeys", ())
        )


def read(path: Path) -> Schema:
    """The description in the file `path`.

    Raises RegisterError where it is missing, is no JSON, or lacks what the register needs.
    """
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RegisterError(path, None, "is missing; every table has its description beside it") from None
    except json.JSONDecodeError as error:
        raise RegisterError(path, error.lineno, f"is no JSON: {error.msg}") from None
    try:
        return _schema(path.name.removesuffix(".schema.json"), descriptor)
    except KeyError as error:
        raise RegisterError(path, None, f"does not say {error}") from None
    except ValueError as error:
        raise RegisterError(path, None, str(error)) from None


def _schema(name: str, descriptor: dict[str, Any]) -> Schema:
    fields = tuple(
        Field(
            each["name"],
            each["type"],
            each.get("title", each["name"]),
            each["description"],
            each.get("separator", ""),
        )
        for each in descriptor["fields"]
    )
    for field in fields:
        if field.type not in TYPES:
            raise ValueError(f"{field.name} has the type {field.type}; the register knows {', '.join(TYPES)}")
    columns = [field.name for field in fields]
    key = tuple(descriptor["primaryKey"])
    notes = descriptor["windhoek"]
    # A number of its own makes any row another: then the rest of it is the fact.
    told = tuple(column for column in columns if column not in (*key, *PROVENANCE)) if key == ("id",) else key
    schema = Schema(
        name,
        descriptor["title"],
        descriptor["description"],
        fields,
        key,
        notes.get("year", ""),
        notes.get("mission", ""),
        tuple(notes.get("fact", told)),
        tuple((first, second) for first, second in notes.get("order", ())),
        notes.get("built_by", ""),
        descriptor,
    )
    named = {
        *key,
        schema.year,
        schema.mission,
        *schema.fact,
        *(each for pair in schema.order for each in pair),
    }
    if unknown := sorted(named - {"", *columns}):
        raise ValueError(f"names the column {unknown[0]}, which is not among its fields")
    if name != SOURCES:
        needed = (SOURCE, STATUS) if schema.sources_apart else PROVENANCE
        if missing := [column for column in needed if column not in columns]:
            raise ValueError(f"lacks the column {missing[0]}")
    return schema

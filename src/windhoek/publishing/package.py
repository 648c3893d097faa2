"""The register as a frictionless data package: CSV and Parquet, codebook, licence, citation and checksums.

The same register gives the same bytes: no time of writing stands in any file, and Parquet is written by one version of
one library with fixed settings.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from windhoek.register import Row, identifier, rows, schema, tables
from windhoek.register.schema import SOURCES, Field, Schema
from windhoek.register.write import cell

LICENCE = {
    "name": "MIT",
    "path": "https://opensource.org/license/mit",
    "title": "MIT License, for the tables as such; figures belong to the sources that each row names",
}
IDENTIFIER = {
    "name": "identifier",
    "type": "string",
    "title": "Identifier",
    "description": "The row's lasting name: table and key. Cite it.",
    "constraints": {"required": True, "unique": True},
}


def export(folder: Path) -> tuple[Path, ...]:
    """Write the package into `folder`, made where it is missing, and return the files that were written.

    Files of the same names are replaced, others left alone. Raises OSError where it cannot be written.
    """
    written = []
    for name, data in contents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written.append(path)
    return tuple(written)


def archive() -> bytes:
    """The package as a ZIP file, the same to the byte whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in contents().items():
            packed.writestr(zipfile.ZipInfo(f"windhoek-register/{name}"), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def contents() -> dict[str, bytes]:
    """The files of the package by their names, in order."""
    made: dict[str, bytes] = {}
    resources = []
    for name in tables():
        described, found = schema(name), rows(name)
        made[f"data/{name}.csv"] = _csv(described, found)
        made[f"data/{name}.parquet"] = _parquet(described, found)
        resources.append(_resource(described, made[f"data/{name}.csv"]))
    made["CODEBOOK.md"] = _codebook().encode()
    made["LICENCE.md"] = _licence().encode()
    made["CITATION.cff"] = _citation().encode()
    made["datapackage.json"] = _json(
        {
            "name": "windhoek-register",
            "title": "Windhoek register: women, peace and security in UN peace operations",
            "description": "Missions, mandates, personnel, targets and more, a fact a row, each with its source.",
            "version": version("windhoek"),
            "licenses": [LICENCE],
            "sources": [
                {"title": f"{row['publisher']}: {row['title']}"}
                | ({"path": row["url"]} if row["url"] else {})
                for row in rows(SOURCES)
            ],
            "resources": resources,
        }
    )
    sums = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(made.items()))
    made["SHA256SUMS"] = "".join(sums).encode()
    return dict(sorted(made.items()))


def _csv(described: Schema, found: Sequence[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("identifier", *described.columns))
    for row in found:
        cells = (cell(row[field.name], field.separator) for field in described.fields)
        writer.writerow((identifier(described.name, row), *cells))
    return out.getvalue().encode()


def _parquet(described: Schema, found: Sequence[Row]) -> bytes:
    # A third of a second to import, and needed here alone.
    import pyarrow
    from pyarrow import parquet

    types = {
        "string": pyarrow.string(),
        "yearmonth": pyarrow.string(),
        "integer": pyarrow.int64(),
        "year": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }

    def kind(field: Field) -> Any:
        return pyarrow.list_(pyarrow.string()) if field.separator else types[field.type]

    columns = [pyarrow.array([identifier(described.name, row) for row in found], pyarrow.string())]
    columns += [pyarrow.array([row[field.name] for row in found], kind(field)) for field in described.fields]
    table = pyarrow.Table.from_arrays(columns, names=["identifier", *described.columns])
    out = io.BytesIO()
    parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _resource(described: Schema, data: bytes) -> dict[str, Any]:
    own = described.descriptor
    return {
        "name": described.name,
        "type": "table",
        "title": described.title,
        "description": described.description,
        "path": f"data/{described.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [IDENTIFIER, *own["fields"]],
            "primaryKey": own["primaryKey"],
            **({"foreignKeys": own["foreignKeys"]} if "foreignKeys" in own else {}),
        },
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _codebook() -> str:
    lines = [
        "# Codebook",
        "",
        "Every table has a CSV and a Parquet file in `data/`. `identifier` is the row's lasting name: table and key.",
        "`status`: *verified*, a person compared the row with its source; *derived*, a program took or worked it out;",
        "*unverified*, not yet checked. Where a table has no `source_url`, `source` is an id of the table `sources`.",
        "An empty cell means not known, never nought.",
    ]
    for name in tables():
        described = schema(name)
        lines += ["", f"## {name}: {described.title}", "", described.description, ""]
        lines += [f"Key: {', '.join(described.key)}. Rows: {len(rows(name)):,}.", ""]
        lines += ["| column | type | what it says |", "|---|---|---|"]
        for field in described.fields:
            kind = f"list, divided by `{field.separator.strip()}`" if field.separator else field.type
            said = field.description.replace("|", "\\|")
            lines.append(f"| {field.name} | {kind.replace('|', chr(92) + '|')} | {said} |")
    return "\n".join(lines) + "\n"


def _licence() -> str:
    lines = [
        "# Licence",
        "",
        "The tables as such: © 2026 The windhoek authors, under the MIT licence, <https://opensource.org/license/mit>.",
        "Facts belong to nobody; figures were published by the sources that each row names, whose terms hold for them:",
        "",
    ]
    for row in rows(SOURCES):
        lines.append(f"- {row['publisher']}: {row['title']} – {row['licence'] or 'no licence stated'}")
    return "\n".join(lines) + "\n"


def _citation() -> str:
    return (
        "cff-version: 1.2.0\n"
        "message: Cite the register with its version, and a row by its identifier.\n"
        'title: "Windhoek register: women, peace and security in UN peace operations"\n'
        "type: dataset\n"
        "authors:\n"
        "- name: The windhoek project\n"
        f"version: {version('windhoek')}\n"
        "license: MIT\n"
    )

"""The data package: accepted by frictionless, the same to the byte, and equal to the register."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

from windhoek.publishing.package import export
from windhoek.register import rows, schema, tables


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    export(folder)
    return folder


def test_frictionless_accepts_it(package: Path) -> None:
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_number_that_was_changed_is_found(package: Path, tmp_path: Path) -> None:
    from frictionless import validate

    for path in package.rglob("*"):
        if path.is_file():
            (tmp_path / path.relative_to(package)).parent.mkdir(exist_ok=True)
            (tmp_path / path.relative_to(package)).write_bytes(path.read_bytes())
    changed = tmp_path / "data/targets.csv"
    changed.write_bytes(changed.read_bytes().replace(b",20,", b",21,", 1))
    assert not validate(tmp_path / "datapackage.json", resource_name="targets").valid


def test_it_is_the_same_to_the_byte(package: Path, tmp_path: Path) -> None:
    again = export(tmp_path)
    assert {path.relative_to(tmp_path) for path in again} == {
        path.relative_to(package) for path in package.rglob("*") if path.is_file()
    }
    for path in again:
        assert path.read_bytes() == (package / path.relative_to(tmp_path)).read_bytes()


def test_the_checksums_are_right(package: Path) -> None:
    lines = (package / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 * len(tables()) + 4
    for line in lines:
        told, name = line.split("  ")
        assert hashlib.sha256((package / name).read_bytes()).hexdigest() == told


@pytest.mark.parametrize("name", tables())
def test_csv_and_parquet_hold_the_register(package: Path, name: str) -> None:
    with (package / f"data/{name}.csv").open(encoding="utf-8", newline="") as lines:
        printed = list(csv.DictReader(lines))
    table = parquet.read_table(package / f"data/{name}.parquet")
    assert table.num_rows == len(printed) == len(rows(name))
    identifiers = [row["identifier"] for row in printed]
    assert len(set(identifiers)) == len(identifiers)
    assert table.column("identifier").to_pylist() == identifiers
    for column in schema(name).columns:
        ours = [
            list(value) if isinstance(value, tuple) else value
            for value in (row[column] for row in rows(name))
        ]
        assert table.column(column).to_pylist() == ours


def test_every_column_is_in_the_codebook_and_every_source_in_the_licence(package: Path) -> None:
    codebook = (package / "CODEBOOK.md").read_text(encoding="utf-8")
    for name in tables():
        assert f"## {name}: " in codebook
        for column in schema(name).columns:
            assert f"| {column} | " in codebook
    licence = (package / "LICENCE.md").read_text(encoding="utf-8")
    for row in rows("sources"):
        assert row["title"] in licence

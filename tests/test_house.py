"""The house of docs/architecture.md: imports point one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "windhoek"

#: What each room may import, besides itself.
ROOMS = {
    "document": set(),
    "symbols": set(),
    "reading": {"document", "symbols"},
    "coding": {"document", "symbols", "reading"},
    "register": {"document", "symbols", "reading", "coding"},
    "tracing": {"document", "symbols", "reading", "coding", "register"},
    "store": {"document", "symbols", "reading", "coding", "register", "tracing"},
    "publishing": {"document", "symbols", "register", "tracing", "store"},
    "site": {"document", "symbols", "coding", "register", "tracing", "store", "publishing"},
    "fetch": {"download", "unpack"},
    "download": set(),
    "unpack": set(),
    "printing": {"document", "symbols"},
    "progress": set(),
    "workers": {"store"},
    "commands": {
        "register",
        "tracing",
        "workers",
        "document",
        "reading",
        "coding",
        "store",
        "publishing",
        "site",
        "printing",
        "progress",
        "fetch",
        "run",
    },
    "cli": {"commands", "register", "tracing", "reading", "coding", "store", "fetch", "workers"},
    "run": {"document", "symbols", "reading", "coding", "store", "site", "fetch", "progress"},
    "__init__": {"reading", "coding", "tracing"},
}
PURE = ("document", "symbols", "reading", "coding", "register", "tracing")


def room(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= (
                {node.module}
                if node.module != "windhoek"
                else {f"windhoek.{each.name}" for each in node.names}
            )
    return found


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_before_it(path: Path) -> None:
    own = room(path)
    allowed = ROOMS[own] | {own}
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("windhoek.")}
    assert rooms <= allowed, f"{path.name} in the room {own} imports {rooms - allowed}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_pure_rooms_know_no_database(path: Path) -> None:
    if room(path) in PURE:
        assert not {
            name
            for name in imported(path)
            if name.split(".")[0] in ("django", "tantivy", "psycopg", "sqlite3")
        }


def test_importing_windhoek_is_light() -> None:
    code = "import sys, windhoek; print([m for m in ('django', 'tantivy', 'pypdfium2', 'docx') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_outgrows_a_head() -> None:
    long = {
        str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8").count("\n") for path in modules()
    }
    assert {name: lines for name, lines in long.items() if lines > 420} == {}

"""Writes the register's derived tables anew from the published files and documents in ../shared: `make data`.

A table is derived when its description names what builds it (`built_by`, a module, or module:function, which takes the
folder). The same sources give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from windhoek.register import Row, rows, schema, tables
from windhoek.register.read import TABLES
from windhoek.register.write import text

SHARED = Path(__file__).parents[2] / "shared"


def builder(named: str) -> Callable[[Path], Iterable[Row]]:
    """What `built_by` names."""
    module, _, function = named.partition(":")
    return getattr(import_module(module), function or "build")  # type: ignore[no-any-return]


def built(name: str, shared: Path = SHARED) -> str:
    """The file of a derived table, as its builder makes it."""
    return text(builder(schema(name).built_by)(shared), schema(name))


def derived() -> tuple[str, ...]:
    """The names of the tables that are derived."""
    return tuple(name for name in tables() if schema(name).built_by)


def main() -> int:
    """Rebuild each derived table and say which changed; status 1 when there is nothing to build from."""
    if not SHARED.is_dir():
        print(
            f"{SHARED} is not there: the published files that the tables are derived from.", file=sys.stderr
        )
        return 1
    for name in sys.argv[1:] or derived():
        path = TABLES / f"{name}.csv"
        new = built(name).encode()
        same = path.exists() and path.read_bytes() == new
        path.write_bytes(new)
        rows.cache_clear()
        print(f"{name}: {'unchanged' if same else 'changed'}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

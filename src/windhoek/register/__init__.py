"""The facts that ship with windhoek: tables of plain text in `tables/`, each described beside it, each row with its source.

`tables()` names them, `rows(name)` gives typed rows, `schema(name)` says what the columns are.
"""

from windhoek.register.read import RegisterError, Row, identifier, rows, schema, source, tables

__all__ = ["RegisterError", "Row", "identifier", "rows", "schema", "source", "tables"]

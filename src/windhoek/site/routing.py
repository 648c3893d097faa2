"""Django's own tables, those of accounts, lie in the store that the site shows."""

from __future__ import annotations

from typing import Any

from windhoek.site import shelf


class Router:
    """Sends to the store what names no database itself; what is related to a row goes where the row lies."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The alias of the database to ask."""
        instance = hints.get("instance")
        return (instance and instance._state.db) or shelf.store().alias

    db_for_write = db_for_read

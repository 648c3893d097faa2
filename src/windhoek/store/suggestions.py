"""The queue of corrections that people suggest: put in by the site, looked at and closed by a person."""

from __future__ import annotations

from django.db.utils import DatabaseError
from django.utils import timezone

from windhoek.store.store import Store, StoreError
from windhoek.store.tables import Suggestion

STATES = ("open", "accepted", "declined")


def suggest(
    store: Store, about: str, wrong: str, better: str = "", name: str = "", contact: str = ""
) -> Suggestion:
    """Put a suggestion into the queue; `about` is what it speaks of, as printed (`S/RES/1325 (2000), OP6`)."""
    return Suggestion.objects.using(store.alias).create(
        about=about, wrong=wrong, better=better, name=name, contact=contact, sent=timezone.now()
    )


def suggestions(store: Store, state: str = "") -> list[Suggestion]:
    """The suggestions in one state, or in any: open ones first, then the newest."""
    found = Suggestion.objects.using(store.alias).order_by("-sent", "-id")
    rows = list(found.filter(state=state) if state else found)
    return sorted(rows, key=lambda row: row.state != "open")


def close(store: Store, number: int, state: str, note: str = "") -> Suggestion:
    """Accept or decline a suggestion by its number, with a note. Raises StoreError where there is none,
    or you may not write it."""
    row = Suggestion.objects.using(store.alias).filter(id=number).first()
    if row is None:
        raise StoreError(f"There is no suggestion {number}. `windhoek corrections` lists them.")
    row.state, row.note = state, note
    try:
        row.save(using=store.alias, update_fields=["state", "note"])  # the rights that docs/server.md gives
    except DatabaseError as error:
        raise StoreError(f"{store.name}: cannot be written: {' '.join(str(error).split())}.") from None
    return row

"""Every kind of page of the site, for whatever looks at all of them: speed, weight, pictures. A new kind is a new row.

`{…}` in an address stands for something that a store has: `pages(store)` fills in as many of them as are asked for.
"""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote

#: Kind, address, and whether it is only for programs and files, which nobody looks at.
KINDS: tuple[tuple[str, str, bool], ...] = (
    ("front", "/", False),
    ("document", "/{document}", False),
    ("paragraph that is not there", "/{document}/OP999", False),
    ("document that is not there", "/S/RES/1", False),
    ("search", "/search?q={words}", False),
    ("search with filters", "/search?q={words}&relevant=yes&kind=resolution", False),
    ("search without words", "/search?theme={theme}", False),
    ("search that finds nothing", "/search?q=zzzz", False),
    ("cited by", "/cited/{document}", False),
    ("extracts", "/extracts?theme={theme}", False),
    ("missions", "/missions/?on={day}", False),
    ("mission", "/missions/{mission}/?on={day}", False),
    ("register", "/register/", False),
    ("table", "/register/{table}/", False),
    ("table with filters", "/register/personnel/?mission={mission}&sort=-women", False),
    ("row", "/register/{row}", False),
    ("rules", "/rules/", False),
    ("about", "/about", False),
    ("data and method", "/method", False),
    ("files not stored", "/failed", False),
    ("suggest a correction", "/correct?about=S/RES/1325 (2000), OP8", False),
    ("suggested corrections", "/corrections", False),
    ("for programs", "/api/", False),
    ("API: document", "/api/documents/{document}", True),
    ("API: search", "/api/search?q={words}", True),
    ("API: mission", "/api/missions/{mission}?on={day}", True),
    ("API: rows", "/api/register/{table}", True),
)  # fmt: skip
SEARCHES = ("search", "search with filters", "search without words")
_WORDS = ("women", "peace", "mediation", "gender advisers", "sexual violence", "police", '"women and peace"')


def pages(store: Any, each: int = 1, seed: int = 1325) -> list[tuple[str, str]]:
    """(kind, address) of `each` pages of every kind, drawn from what the store and the register have."""
    from windhoek import register
    from windhoek.site import cells, shelf
    from windhoek.store.tables import Document

    drawn = random.Random(seed)
    slugs = sorted(set(Document.objects.using(store.alias).values_list("slug", flat=True)))
    tables = register.tables()
    rows = [
        (name, row)
        for name in tables
        for row in drawn.sample(register.rows(name), min(20, len(register.rows(name))))
    ]

    def filled(address: str) -> str:
        table, row = drawn.choice(rows)
        held = {
            "document": quote(drawn.choice(slugs), safe="/(),"),
            "words": quote(drawn.choice(_WORDS)),
            "theme": drawn.choice(shelf.themes()).code,
            "mission": quote(drawn.choice(register.rows("missions"))["acronym"]),
            "day": f"{drawn.randint(2001, 2025)}-05-31",
            "table": drawn.choice(tables),
            "row": cells.row_url(table, row).removeprefix("/register/"),
        }
        return address.format(**held)

    found = []
    for kind, address, _ in KINDS:
        many = each if "{" in address else 1
        found += [(kind, one) for one in dict.fromkeys(filled(address) for _ in range(many))]
    return found

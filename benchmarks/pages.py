"""Every kind of page of the site, for whatever looks at all of them: speed, weight, pictures. A new kind is a new row.

`{…}` in an address stands for something that a store or the register has: `drawn` draws it, `shown` takes what is worth looking at.
"""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import quote

#: Kind and address. "API" is for programs, a "file" is made to be taken away, a "chart" stands in a page: nobody looks at them as pages.
KINDS: tuple[tuple[str, str], ...] = (
    ("front", "/"),
    ("document", "/{document}"),
    ("document, two languages", "/{document}?beside=fr"),
    ("mandate and the one before", "/{mandate}/before"),
    ("paragraph that is not there", "/{document}/OP999"),
    ("document that is not there", "/S/RES/1"),
    ("search", "/search?q={words}"),
    ("search with filters", "/search?q={words}&relevant=yes&kind=resolution"),
    ("search without words", "/search?theme={theme}"),
    ("search that finds nothing", "/search?q=zzzz"),
    ("cited by", "/cited/{cited}"),
    ("extracts", "/extracts?theme={theme}"),
    ("debates", "/debates/"),
    ("numbers", "/numbers/"),
    ("themes", "/themes/"),
    ("theme", "/themes/{theme}/"),
    ("functions", "/functions/"),
    ("function", "/functions/{function}/"),
    ("precedents", "/precedents?function={function}&to=mission"),
    ("compare", "/compare/?mission={mission}&mission=UNMISS"),
    ("reports", "/reports/"),
    ("reports of a mission", "/reports/?mission={mission}"),
    ("report", "/reports/{report}"),
    ("missions", "/missions/?on={day}"),
    ("mission", "/missions/{mission}/?on={day}"),
    ("brief", "/missions/{mission}/brief"),
    ("matrix", "/missions/{mission}/matrix"),
    ("matrix, a cell", "/missions/{mission}/matrix?by=function&row=police&year=2007"),
    ("matrix by paragraph", "/missions/{mission}/matrix?by=paragraph"),
    ("cells that rest on a paragraph", "/matrix?paragraph=S/RES/1325 (2000), OP5"),
    ("decisions on links", "/reviews"),
    ("log in", "/login"),
    ("register", "/register/"),
    ("table", "/register/{table}/"),
    ("table with filters", "/register/personnel/?mission={mission}&sort=-women"),
    ("row", "/register/{row}"),
    ("rules", "/rules/"),
    ("rule", "/rules/women-in-talks"),
    ("about", "/about"),
    ("data and method", "/method"),
    ("files not stored", "/failed"),
    ("suggest a correction", "/correct?about=S/RES/1325 (2000), OP8"),
    ("suggested corrections", "/corrections"),
    ("for programs", "/api/"),
    ("API: document", "/api/documents/{document}"),
    ("API: search", "/api/search?q={words}"),
    ("API: mission", "/api/missions/{mission}?on={day}"),
    ("API: rows", "/api/register/{table}"),
    ("file: search as a feed", "/search.atom?q={words}"),
    ("file: search as a table", "/search.csv?q={words}"),
    ("file: table", "/register/{table}.csv"),
    ("file: precedents", "/precedents.csv?function={function}&to=mission"),
    ("file: comparison", "/compare/compare.csv?mission={mission}&mission=UNMISS"),
    ("file: matrix", "/missions/{mission}/matrix.csv"),
    ("file: brief as PDF", "/missions/{mission}/brief.pdf"),
    ("file: brief as Word", "/missions/{mission}/brief.docx"),
    ("file: indicator form", "/missions/UNMISS/indicators.xlsx?period=2013"),
    ("chart: record", "/record.svg"),
    ("chart: debates", "/debates/themes.svg"),
    ("chart: theme", "/themes/{theme}/asked.svg"),
    ("chart: function", "/functions/{function}/asked.svg"),
    ("chart: women", "/numbers/women/troops.svg"),
)
#: What is there on a server alone.
ON_SERVERS = ("log in",)
SEARCHES = ("search", "search with filters", "search without words")
_WORDS = ("women", "peace", "mediation", "gender advisers", "sexual violence", "police", '"women and peace"')
_SHOWN = {
    "document": "S/RES/2709(2023)",
    "cited": "S/RES/1325(2000)",
    "mandate": "S/RES/2709(2023)",
    "words": "women+mediation",
    "theme": "peace-processes",
    "function": "elections",
    "mission": "UNMIL",
    "day": "2013-05-31",
    "table": "targets",
    "row": "targets/police-20-by-2014",
    "report": "S/1998/374",
}


def is_page(kind: str) -> bool:
    """Whether a person looks at what is of this kind, in a browser."""
    return not kind.startswith(("API: ", "file: ", "chart: "))


def shown(**filled: str) -> list[tuple[str, str]]:
    """(kind, address) of one page of every kind that a person looks at on a machine of their own; `filled` is another example."""
    return [
        (kind, address.format(**_SHOWN | filled))
        for kind, address in KINDS
        if is_page(kind) and kind not in ON_SERVERS
    ]


def drawn(store: Any, each: int, seed: int = 1325) -> list[tuple[str, str]]:
    """(kind, address) of up to `each` pages of every kind, drawn from what the store and the register have."""
    from windhoek import register
    from windhoek.site import cells, monitored, shelf
    from windhoek.store.tables import Document
    from windhoek.tracing.mandates import before

    some = random.Random(seed)
    slugs = sorted(set(Document.objects.using(store.alias).values_list("slug", flat=True)))
    tables, missions = register.tables(), register.rows("missions")
    mandates = sorted(
        {row["symbol"].replace(" ", "") for row in register.rows("mandates") if before(row["symbol"])}
    )
    reports = sorted({found.name for found in monitored.reports()})
    book = shelf.codebook()

    def filled(address: str) -> str:
        table = some.choice(tables)
        row = some.choice(register.rows(table))
        return address.format(
            document=quote(some.choice(slugs), safe="/(),"),
            mandate=quote(some.choice(mandates), safe="/()"),
            words=quote(some.choice(_WORDS)),
            theme=some.choice(book.themes).code,
            function=some.choice(book.functions).code,
            mission=quote(some.choice(missions)["acronym"]),
            day=f"{some.randint(2001, 2025)}-05-31",
            table=table,
            row=cells.row_url(table, row).removeprefix("/register/"),
            report=quote(some.choice(reports), safe="/(),"),
            cited=quote(some.choice(slugs), safe="/(),"),
        )

    found = []
    for kind, address in KINDS:
        many = each if "{" in address else 1
        found += [(kind, one) for one in dict.fromkeys(filled(address) for _ in range(many))]
    return found

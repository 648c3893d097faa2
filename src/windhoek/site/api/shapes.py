"""What the API answers with. Documents, units, citations and codes have the shapes of `windhoek.document`."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from windhoek.document import Adoption, Citation, Code, Extract, Source, Speaker, Unit
from windhoek.store.queries import Mention


class Problem(BaseModel):
    """Why there is no answer, in one line."""

    detail: str


class Work(BaseModel):
    """One language of one document."""

    symbol: str = Field(description="As the UN prints it: S/RES/1325 (2000).")
    part: str = Field(description="Of an annex or a speech; empty for the document itself.")
    kind: str
    body: str
    date: str = Field(description="ISO 8601, with the precision that is known.")
    language: str
    title: str
    url: str = Field(description="The page for people.")
    api: str = Field(description="The same document in this API.")


class Works(BaseModel):
    """A page of documents, the newest first."""

    total: int
    page: int
    pages: int
    documents: list[Work]


class Head(BaseModel):
    """What is known of a document besides its words."""

    symbol: str
    part: str
    kind: str
    body: str
    date: str
    language: str
    title: str
    adoption: Adoption | None
    source: Source
    repairs: list[str]


class Whole(BaseModel):
    """A document with its units, what they cite, their codes, who cites them, and in speeches who speaks."""

    document: Head
    units: list[Unit]
    citations: list[Citation]
    codes: list[Code]
    cited_by: list[Mention]
    speakers: list[Speaker] = Field(default_factory=list)
    extracts: list[Extract] = Field(default_factory=list)
    languages: list[str] = Field(description="The languages in which the document is here.")
    url: str


class Hit(BaseModel):
    """A paragraph that was found; `spans` are the places of the words in its text."""

    symbol: str
    part: str
    language: str
    date: str
    label: str
    text: str
    themes: list[str]
    spans: list[tuple[int, int]]
    score: float
    url: str


class Hits(BaseModel):
    """A page of hits. `counts` says for each filter how many there would be if a value were chosen."""

    total: int
    page: int
    counts: dict[str, dict[str, int]]
    hits: list[Hit]


class Label(BaseModel):
    """A theme or a function of the codebook, with the paragraphs of this store that have it."""

    code: str
    name: str
    definition: str
    paragraphs: int


class Table(BaseModel):
    """A table of the register."""

    table: str
    title: str
    description: str
    key: list[str]
    columns: dict[str, str] = Field(description="Each column with what it says.")
    rows: int
    url: str


class Row(BaseModel, extra="allow"):
    """A row: the table's columns, its lasting name, and where it comes from."""

    identifier: str
    source: str
    source_url: str
    checked_on: str
    status: str


class Rows(BaseModel):
    """A page of the rows of a table."""

    table: str
    title: str
    total: int
    page: int
    pages: int
    rows: list[Row]


class Missions(BaseModel):
    """The missions in force on a day; `perhaps` are those whose first or last day is not known."""

    on: str
    missions: list[MissionLine]
    perhaps: list[str]


class MissionLine(Row):
    """A mission, with who led it on the day, and whether it is certain that it was in force."""

    acronym: str
    name: str
    led_by: str
    certain: bool


class Mission(BaseModel):
    """What the page of a mission says, as of a day."""

    mission: Row
    on: str
    led_by: str
    in_force: Row | None
    ceilings: dict[str, Row]
    acts: list[Row]
    breaks: list[dict[str, Any]]
    women: dict[str, list[dict[str, Any]]]
    limits: dict[str, list[str]]
    tables: dict[str, dict[str, Any]]


class Trace(BaseModel):
    """What the Council asked of a mission, as in force on a day, and what changed from the mandate before."""

    mission: str
    day: str
    mandate: dict[str, str | None] | None
    asked: list[dict[str, Any]]
    against: str | None
    changes: list[dict[str, Any]]
    missing: list[str] = Field(description="Resolutions whose texts are not here and may hold more.")


class Matrix(BaseModel):
    """Cells of asked and reported; `docs/trace.md` describes their states."""

    mission: str
    by: str = Field(description="What a row is: function, theme or paragraph.")
    cells: list[dict[str, Any]]
    evidence: dict[str, dict[str, Any]] = Field(description="By the ids that cells and links name.")


Missions.model_rebuild()

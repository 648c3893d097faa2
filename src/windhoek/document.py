"""The shared vocabulary: what a document is once it has been read. No input or output happens here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DocumentKind = Literal[
    "resolution",
    "draft resolution",
    "presidential statement",
    "report",
    "meeting record",
    "speech",
    "document",
]
UnitKind = Literal["preambular", "operative", "part", "paragraph"]
SpeakerKind = Literal[
    "",
    "state",
    "un-entity",
    "regional-organization",
    "group-of-states",
    "civil-society",
    "presidency",
]
Language = Literal["ar", "en", "es", "fr", "ru", "zh"]
LANGUAGES: tuple[Language, ...] = ("ar", "en", "es", "fr", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. `position` is the offset in the unit's text at which its mark stood."""

    mark: str
    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One labelled piece of a document (section 0 of the codebook).

    `label` is unique in its document (`PP3`, `OP7(a)(i)`, `¶12`, `§3`, `OP1~2`); `parent` is the label of
    the unit that it is a part of; `heading` the heading that it stands under; `page` counts from 1 and is
    known for PDF only. `text` holds no marks of footnotes and no printed number.
    """

    label: str
    kind: UnitKind
    text: str
    page: int | None = None
    parent: str | None = None
    heading: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a document was read from: its path as given, SHA-256 in hex, and media type."""

    path: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """How a text was adopted, where the file or the metadata says so. Country names as the source prints them."""

    meeting: str = ""
    date: str = ""
    outcome: str = ""
    draft: str = ""
    agenda_item: str = ""
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    votes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One language of one UN document, or of one annex or speech of it.

    `symbol` is as the UN prints it (`S/RES/1325 (2000)`); `part` tells annexes and speeches of that symbol
    apart (`annex II`, `speech 12`) and is empty for the document itself. `date` is ISO 8601 with the
    precision known (`2000-10-31`, `2010-11`, `2010`) or empty. `language` is ISO 639-1. `repairs` says, for
    people, what had to be mended to read the file. Annexes are documents of their own.
    """

    symbol: str
    kind: DocumentKind
    body: str
    date: str
    language: Language
    title: str
    source: Source
    units: tuple[Unit, ...] = ()
    part: str = ""
    adoption: Adoption | None = None
    annexes: tuple[Document, ...] = ()
    repairs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The symbol with the part: `S/2010/498, annex`."""
        return f"{self.symbol}, {self.part}" if self.part else self.symbol


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of a document or paragraph: `text[start:end]` of the unit labelled `unit` names `symbol`, `label`.

    `label` is empty when the whole document is meant, and `annex` or `annex II, ¶3` inside an annex. `note`
    is the mark of the footnote that `start` and `end` count in, or empty for the unit's own text.
    """

    unit: str
    start: int
    end: int
    symbol: str
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Because:
    """Why a code was given: the words (`start`, `end` in the unit's text) and the name of the rule."""

    code: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing asked, decided or encouraged in an operative unit (section 0 of the codebook).

    `start` and `end` hold the whole in the unit's text; `verb_at`, `addressees_at` and `action_at` are (start, end) of
    its pieces there. A piece that a part inherits from its lead-in has no place of its own (None, or empty).
    Words that name several, such as "them", have one place. `countries` are those whose governments are
    addressed (mostly as `host-state`), as `addressees/countries.csv` writes them, where the text makes it clear.
    """

    verb: str
    strength: str
    addressees: tuple[str, ...]
    action: str
    start: int
    end: int
    verb_at: tuple[int, int] | None = None
    addressees_at: tuple[tuple[int, int], ...] = ()
    action_at: tuple[int, int] | None = None
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """The codes of one relevant unit, with what decided each."""

    unit: str
    themes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    verb: str = ""
    strength: str = ""
    addressees: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    because: tuple[Because, ...] = ()


EvidenceKind = Literal[
    "coded paragraph", "report paragraph", "report fact", "figure", "structure", "training", "practice"
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that shows what a mission did, has or told on women, peace and security.

    `id` is its lasting name: a paragraph (`S/2012/678, ¶45`) or a row of the register (`practices/…`); `rows` are the
    register's rows that hold it. `start` and `end` are ISO dates between which it was so. `says` is the paragraph's text, or our
    own words. `only` are themes to which it is confined, however many functions it touches; `planned` says that it tells
    of what is to come, and `person` that a person decided its codes, and not the program.
    """

    id: str
    kind: EvidenceKind
    mission: str
    start: str
    end: str
    says: str
    functions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    symbol: str = ""
    unit: str = ""
    rows: tuple[str, ...] = ()
    planned: bool = False
    person: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """Where it is said for whom somebody speaks: `words` stand at `start` to `end` of `where`.

    `what` is the field of Speaker that they decide; `where` is `file name`, `printed name` (of `speech 3`,
    where an earlier speech of the same person says it) or the label of a unit.
    """

    what: str
    where: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who gives one speech, for whom, and on whose behalf; empty is what nothing in the document says.

    `speech` is its number in a meeting record (the `12` of `12§3`), empty for a speech in a file of its own. `printed`
    is the name as the record prints it. `whom` is the State, entity or organization that the speaker stands for, of
    the kind `kind` (empty when it is not known); of the presidency it is the body presided over. `on_behalf` is the
    group, of the kind `behalf_kind`, that the speech says it is made for besides. `said` says where each comes from.
    """

    speech: str
    printed: str
    name: str = ""
    title: str = ""
    kind: SpeakerKind = ""
    whom: str = ""
    on_behalf: str = ""
    behalf_kind: SpeakerKind = ""
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """A passage of one speech about women, peace and security: some paragraphs, or sentences of a long one.

    It runs from `start` in the first of `units` to `end` in the last; `text` is what stands there, paragraphs on lines
    of their own, and `title` its opening words. `themes` and `functions` stand in the order in which they come up.
    `speech` is as in Speaker.
    """

    speech: str
    title: str
    units: tuple[str, ...]
    start: int
    end: int
    text: str
    themes: tuple[str, ...]
    functions: tuple[str, ...]

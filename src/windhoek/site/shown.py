"""Units as a page shows them: links, marks and highlights set into the text, themes and citing units beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from windhoek.site import addresses, asked_reported, citing, shelf
from windhoek.site.marking import Point, Span, mark
from windhoek.site.paging import SHOWN_CITING_UNIT, Pair
from windhoek.store.pages import Citing, Target
from windhoek.store.tables import Citation, Code, Document, Unit

_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class ShownNote:
    mark: str
    id: str
    back: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Link:
    """A document or one of its units, by name and address."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule that gave codes, with the words that set it off and where it is explained."""

    codes: list[str]
    words: list[str]
    rule: str
    url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A commitment taken apart; words that stand in the lead-in are not among those of the unit, and are empty."""

    verb: str
    strength: str
    addressees: list[str]
    addressed: list[str]
    action: str
    inherited: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph in one of two languages side by side, with nothing beside them."""

    heading: str
    html: SafeString
    notes: list[ShownNote]


@dataclass(frozen=True, slots=True)
class Beside:
    """A paragraph in two languages; None where a language lacks it."""

    label: str
    kind: str
    depth: int
    citation: str
    themes: list[shelf.Theme]
    words: Words | None
    other: Words | None

    @property
    def headed(self) -> bool:
        return bool((self.words and self.words.heading) or (self.other and self.other.heading))


@dataclass(frozen=True, slots=True)
class ShownUnit:
    label: str
    kind: str
    depth: int
    heading: str
    heading_id: str
    html: SafeString
    citation: str
    notes: list[ShownNote]
    themes: list[shelf.Theme]
    because: list[Reason]
    asked: list[Asked]
    cited: list[Link]
    cited_count: int
    cells: str

    @property
    def cited_more(self) -> bool:
        return self.cited_count > len(self.cited)


def headings(units: Sequence[Unit]) -> dict[str, str]:
    """The heading that stands directly before a unit, by the unit's label."""
    out: dict[str, str] = {}
    last: str | None = None
    for unit in units:
        if unit.heading and unit.heading != last:
            out[unit.label] = unit.heading
        last = unit.heading or last
    return out


def show(
    document: Document,
    name: str,
    units: Sequence[Unit],
    above: Mapping[str, str],
    codes: Mapping[str, Code],
    own_codes: bool,
    targets: Mapping[tuple[str, str], Target],
    cited: Mapping[str, list[tuple[Citing, str]]],
) -> list[ShownUnit]:
    """Everything that the page of a document says of `units`.

    `above` gives the headings, `codes` the codes by label; only where they are the document's `own_codes` do their
    positions speak of this text. `targets` says where citations lead, `cited` who cites each unit.
    """
    parents = {unit.label: unit.parent for unit in units}
    return [
        ShownUnit(
            label=unit.label,
            kind=unit.kind,
            depth=_depth(unit.label, parents),
            heading=above.get(unit.label, ""),
            heading_id=f"h{unit.position}" if unit.label in above else "",
            html=_text(document, unit, codes.get(unit.label) if own_codes else None, targets),
            citation=citing.cite(name, unit.label),
            notes=_notes(document, unit, targets),
            themes=[shelf.theme(theme) for theme in codes[unit.label].themes] if unit.label in codes else [],
            because=_because(unit, codes.get(unit.label)) if own_codes else [],
            asked=_asked(unit, codes.get(unit.label)) if own_codes else [],
            cited=[link(each, label) for each, label in cited.get(unit.label, [])[:SHOWN_CITING_UNIT]],
            cited_count=len(cited.get(unit.label, ())),
            cells=asked_reported.url_of_paragraph(document.kind, name, unit.label)
            if unit.label in codes
            else "",
        )
        for unit in units
    ]


def beside(
    name: str,
    pairs: Sequence[Pair],
    codes: Mapping[str, Code],
    left: Mapping[Unit, Words],
    right: Mapping[Unit, Words],
) -> list[Beside]:
    """Paragraphs in two languages, each with its words from `left` and `right` (`words_of`)."""
    parents = {unit.label: unit.parent for pair in pairs for unit in pair if unit}
    return [
        Beside(
            unit.label,
            unit.kind,
            _depth(unit.label, parents),
            citing.cite(name, unit.label),
            [shelf.theme(theme) for theme in codes[unit.label].themes] if unit.label in codes else [],
            left[one] if one else None,
            right[two] if two else None,
        )
        for one, two in pairs
        if (unit := one or two)
    ]


def words_of(
    document: Document,
    units: Iterable[Unit],
    above: Mapping[str, str],
    targets: Mapping[tuple[str, str], Target],
    language: str = "",
) -> dict[Unit, Words]:
    """The words of `units` with their links and notes, `language` in the anchors of notes, and the headings `above` them."""
    return {
        unit: Words(
            above.get(unit.label, ""),
            _text(document, unit, None, targets, language),
            _notes(document, unit, targets, language),
        )
        for unit in units
    }


def link(citing_document: Citing, label: str = "") -> Link:
    """The link to a document that cites, or to the unit of it that does."""
    url = addresses.unit_url(citing_document.slug, label, citing_document.language)
    return Link(citing_document.name, label, url)


def _depth(label: str, parents: Mapping[str, str | None]) -> int:
    depth = 0
    parent = parents.get(label)
    while parent and depth < _DEEPEST:
        depth += 1
        parent = parents.get(parent)
    return depth


def _text(
    document: Document,
    unit: Unit,
    code: Code | None,
    targets: Mapping[tuple[str, str], Target],
    language: str = "",
) -> SafeString:
    points = [
        Point(
            position,
            format_html(
                '<sup><a id="{}" href="#{}" aria-label="{}">{}</a></sup>',
                _note_id(unit, number, f"{language}r"),
                _note_id(unit, number, f"{language}n"),
                _("Note {mark}").format(mark=sign),
                sign,
            ),
        )
        for number, (sign, position, _text_of_note) in enumerate(unit.notes)
    ]
    decided = merged((start, end) for _, start, end, _ in code.because) if code else []
    words = [Span(start, end, "<mark>", "</mark>") for start, end in decided]
    return mark(unit.text, _citation_spans(document, unit, "", targets), words, points, _pieces(code))


def _pieces(code: Code | None) -> list[list[Span]]:
    """Two layers: what is asked, and by which verb of whom."""
    asked = code.commitments if code else []
    actions = [each["action_at"] for each in asked if each.get("action_at")]
    verbs = [each["verb_at"] for each in asked if each.get("verb_at")]
    whom = [place for each in asked for place in each.get("addressees_at") or ()]
    return [
        [Span(start, end, '<span class="what">', "</span>") for start, end in actions],
        [Span(start, end, '<span class="verb">', "</span>") for start, end in verbs]
        + [Span(start, end, '<span class="whom">', "</span>") for start, end in whom],
    ]


def _notes(
    document: Document, unit: Unit, targets: Mapping[tuple[str, str], Target], language: str = ""
) -> list[ShownNote]:
    return [
        ShownNote(
            sign,
            _note_id(unit, number, f"{language}n"),
            _note_id(unit, number, f"{language}r"),
            mark(text, _citation_spans(document, unit, sign, targets)),
        )
        for number, (sign, _, text) in enumerate(unit.notes)
    ]


def _note_id(unit: Unit, number: int, letter: str) -> str:
    return f"{letter}{unit.position}-{number}"


def _citation_spans(
    document: Document, unit: Unit, note: str, targets: Mapping[tuple[str, str], Target]
) -> list[Span]:
    """A link for each mention; where mentions overlap ("paragraphs 7 (a) to (c)") the first leads and all are named."""
    groups: list[list[Citation]] = []
    reach = -1
    for citation in sorted(
        (each for each in unit.citations.all() if each.note == note),
        key=lambda each: (each.start, -each.end, each.id),
    ):
        if citation.start < reach:
            groups[-1].append(citation)
        else:
            groups.append([citation])
        reach = max(reach, citation.end)
    return [_citation_span(document, group, targets) for group in groups]


def _citation_span(
    document: Document, group: list[Citation], targets: Mapping[tuple[str, str], Target]
) -> Span:
    start, end = min(each.start for each in group), max(each.end for each in group)
    named = "; ".join(dict.fromkeys(citing.cite(each.symbol, each.label) for each in group))
    leading = next((each for each in group if (each.symbol, each.label) in targets), None)
    if leading is None:
        opening = format_html('<span class="away" title="{}: {}">', named, _("not in this store"))
        return Span(start, end, opening, "</span>")
    target = targets[leading.symbol, leading.label]
    if target.document.symbol == document.symbol and target.document.part == document.part:
        url = (
            f"#{addresses.fragment(target.label)}"
            if target.label
            else addresses.document_url(target.document.slug, target.document.language)
        )
    else:
        url = addresses.unit_url(target.document.slug, target.label, target.document.language)
    if not target.found:
        named += "; " + (
            _("that paragraph is not set out on its own") if target.label else _("no such paragraph here")
        )
    return Span(start, end, format_html('<a href="{}" title="{}">', url, named), "</a>")


def _because(unit: Unit, code: Code | None) -> list[Reason]:
    """A reason for each rule, with all words that set it off, in the order of the words."""
    codes: dict[str, dict[str, None]] = {}
    words: dict[str, dict[str, None]] = {}
    for name, start, end, rule in code.because if code else ():
        codes.setdefault(rule, {})[name] = None
        words.setdefault(rule, {})[unit.text[start:end]] = None
    return [
        Reason([shelf.code_name(name) for name in codes[rule]], list(found), rule, addresses.rule_url(rule))
        for rule, found in words.items()
    ]


def _asked(unit: Unit, code: Code | None) -> list[Asked]:
    return [
        Asked(
            each["verb"],
            each["strength"],
            [shelf.addressee(name) for name in each["addressees"]],
            [unit.text[start:end] for start, end in each.get("addressees_at") or ()],
            each["action"],
            not each.get("verb_at"),
        )
        for each in (code.commitments if code else ())
    ]


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out

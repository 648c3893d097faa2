"""Coding a document: which units speak of women, peace and security, under which codes, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from windhoek.coding.codebook import Codebook, Rule, load
from windhoek.coding.commitments import Commitments, addressees, compiled
from windhoek.coding.lexicon import Lexicon, fold
from windhoek.coding.rules import Rules
from windhoek.coding.setting import Setting
from windhoek.coding.verbs import Found, Verbs
from windhoek.document import LANGUAGES, Because, Code, Commitment, Document, Language, Unit

# Chinese sets no spaces, and Arabic writes articles, prepositions and "and" in one with the word.
_UNSPACED = ("ar", "zh")
# How long the same sentence is, against English: lengths of the resolutions of 2020–2026 in six languages.
_REACH = {"ar": 0.87, "es": 1.14, "fr": 1.19, "ru": 1.14, "zh": 0.27}
_STOP = re.compile(r"[;.؛]\s|[；。]")
_CELL = re.compile(r" \| ")
# A lead-in shorter than this, in English, is a heading, which governs all that stands below it, not its own parts alone.
_HEADING = 160
_WITH_VERBS = ("resolution", "draft resolution", "presidential statement")


@dataclass(frozen=True, slots=True)
class _Machine:
    """A codebook compiled for one language."""

    codebook: Codebook
    by_name: dict[str, Rule]
    lexicon: Lexicon
    rules: Rules
    verbs: Verbs | None
    commitments: Commitments | None


def code(document: Document, codebook: Codebook | None = None) -> tuple[Code, ...]:
    """One Code for each relevant unit of the document, in its order; annexes are documents of their own.

    By the shipped codebook, or by another one as `windhoek.coding.codebook.load` gives it. Themes and
    functions stand in the order of the codebook; positions count in the unit's text. A language without a lexicon
    gives nothing, one without a table of verbs no verb; addressees and commitments are those of English. Raises
    CodebookError when the codebook has a mistake that only shows here.
    """
    machine = _machine(codebook or load(), document.language)
    if machine is None:
        return ()
    candidates = machine.lexicon.may_matter([unit.text for unit in document.units])
    if not candidates:
        return ()
    places = {unit.label: at for at, unit in enumerate(document.units)}
    lines = {at: _ancestors(document.units[at], document.units, places) for at in candidates}
    wanted = sorted({*candidates, *(at for above in lines.values() for at in above)})
    texts = {at: fold(document.units[at].text) for at in wanted}
    found = dict(zip(wanted, machine.lexicon.find(list(texts.values())), strict=True))
    codes = []
    takes_apart = machine.commitments if document.kind in _WITH_VERBS else None
    where: Setting | None = None
    reach = _REACH.get(document.language, 1.0)
    for at, above in lines.items():
        unit, text, hits = document.units[at], texts[at], found[at]
        if not any(concept in machine.rules.anchors for hit in hits for concept in hit.concepts):
            continue
        if machine.verbs:
            clauses = machine.verbs.clauses(text, unit.kind == "preambular")
        else:
            clauses = [0, *(stop.start() for stop in _STOP.finditer(text))]
        if "|" in text:  # reading sets it between the cells of a table
            clauses = sorted({*clauses, *(match.start() for match in _CELL.finditer(text))})
        governing = [found[up] for up in above if up == above[0] or len(texts[up]) < _HEADING * reach]
        lead_in = frozenset(c for hits_above in governing for hit in hits_above for c in hit.concepts)
        items = machine.lexicon.items(text)
        reasons = machine.rules.apply(hits, clauses, lead_in, reach, items)
        if reasons:
            operative = document.kind in _WITH_VERBS or unit.kind != "paragraph"
            lead_ins = [texts[ancestor] for ancestor in above]
            verb = _verb(unit, text, lead_ins, machine.verbs) if machine.verbs and operative else None
            asked: tuple[Commitment, ...] = ()
            if takes_apart and unit.kind != "preambular":
                where = where or takes_apart.setting(document)
                asked = takes_apart.of(unit, where, [document.units[ancestor] for ancestor in above])
            codes.append(_code(unit, machine, reasons, verb, asked))
    return tuple(codes)


def check(codebook: Codebook) -> Codebook:
    """The same codebook, found to be whole in all languages. Raises CodebookError for the first mistake."""
    for language in LANGUAGES:
        _machine(codebook, language)
    return codebook


def words_of(codebook: Codebook, language: Language) -> Lexicon | None:
    """The compiled lexicon of a language; None where the codebook has none."""
    machine = _machine(codebook, language)
    return machine.lexicon if machine else None


@lru_cache(maxsize=4 * len(LANGUAGES))
def _machine(codebook: Codebook, language: Language) -> _Machine | None:
    if language not in codebook.lexicons:
        return None
    rules = Rules(codebook)
    lexicon = Lexicon(codebook.lexicons[language], rules.anchors, spaced=language not in _UNSPACED)
    verbs = Verbs(codebook.verbs[language]) if language in codebook.verbs else None
    by_name = {rule.name: rule for rule in codebook.rules}
    asked = compiled(codebook) if language == "en" and verbs else None
    return _Machine(codebook, by_name, lexicon, rules, verbs, asked)


def _ancestors(unit: Unit, units: Sequence[Unit], places: dict[str, int]) -> list[int]:
    """Where the lead-ins stand that the unit is a part of, the nearest first."""
    found: list[int] = []
    parent = unit.parent
    while parent and (above := places.get(parent)) is not None and above not in found:
        found.append(above)
        parent = units[above].parent
    return found


def _verb(unit: Unit, text: str, lead_ins: list[str], verbs: Verbs) -> Found | None:
    """A part has the verb that opens it, or else that of its lead-in."""
    if unit.kind == "preambular":
        return verbs.participle(text)
    own = [(text, True), *((lead_in, False) for lead_in in lead_ins)] if lead_ins else [(text, False)]
    return next(filter(None, (verbs.finite(folded, opening) for folded, opening in own)), None)


def _code(
    unit: Unit, machine: _Machine, reasons: list[Because], verb: Found | None, asked: tuple[Commitment, ...]
) -> Code:
    rules = [machine.by_name[name] for name in {reason.rule for reason in reasons}]
    themes = {code for rule in rules for code in rule.themes}
    functions = {code for rule in rules for code in rule.functions}
    return Code(
        unit=unit.label,
        themes=tuple(label.code for label in machine.codebook.themes if label.code in themes),
        functions=tuple(label.code for label in machine.codebook.functions if label.code in functions),
        verb=verb.verb if verb else "",
        strength=verb.strength if verb else "",
        addressees=addressees(asked),
        commitments=asked,
        because=tuple(reasons),
    )

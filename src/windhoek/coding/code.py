"""Coding a document: which units speak of women, peace and security, under which codes, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from windhoek.coding.codebook import Codebook, load
from windhoek.coding.lexicon import Lexicon, fold
from windhoek.coding.rules import Rules
from windhoek.coding.verbs import Found, Verbs
from windhoek.document import Because, Code, Document, Language, Unit

# Chinese sets no spaces, and Arabic writes articles, prepositions and "and" in one with the word.
_UNSPACED = ("ar", "zh")
# How long the same sentence is, against English: lengths of the resolutions of 2020–2026 in six languages.
_REACH = {"ar": 0.87, "es": 1.14, "fr": 1.19, "ru": 1.14, "zh": 0.27}
_STOP = re.compile(r"[;.؛]\s|[；。]")
_WITH_VERBS = ("resolution", "draft resolution", "presidential statement")


@dataclass(frozen=True, slots=True)
class _Machine:
    """A codebook compiled for one language."""

    codebook: Codebook
    lexicon: Lexicon
    rules: Rules
    verbs: Verbs | None


def code(document: Document) -> tuple[Code, ...]:
    """One Code for each relevant unit of the document, in its order; annexes are documents of their own.

    Themes and functions stand in the order of the codebook; positions count in the unit's text. A language
    without a lexicon gives nothing. `addressees` and `commitments` are left empty. Raises CodebookError when
    the shipped data has been damaged.
    """
    machine = _machine(document.language)
    if machine is None:
        return ()
    units = {unit.label: unit for unit in document.units}
    folded: dict[str, str] = {}
    codes = []
    for unit in document.units:
        text = fold(unit.text)
        if not machine.lexicon.may_matter(text):
            continue
        hits = machine.lexicon.find(text)
        above = _ancestors(unit, units)
        for ancestor in above:
            folded.setdefault(ancestor.label, fold(ancestor.text))
        lead_ins = [folded[ancestor.label] for ancestor in above]
        if machine.verbs:
            clauses = machine.verbs.clauses(text, unit.kind == "preambular")
        else:
            clauses = [0, *(stop.start() for stop in _STOP.finditer(text))]
        concepts = [
            c for hit in (machine.lexicon.find(lead_ins[0]) if lead_ins else ()) for c in hit.concepts
        ]
        reasons = machine.rules.apply(hits, clauses, concepts, _REACH.get(document.language, 1.0))
        if reasons:
            operative = document.kind in _WITH_VERBS or unit.kind != "paragraph"
            verb = _verb(unit, text, lead_ins, machine.verbs) if machine.verbs and operative else None
            codes.append(_code(unit, machine, reasons, verb))
    return tuple(codes)


@cache
def _machine(language: Language) -> _Machine | None:
    codebook = load()
    if language not in codebook.lexicons:
        return None
    rules = Rules(codebook)
    lexicon = Lexicon(codebook.lexicons[language], rules.anchors, spaced=language not in _UNSPACED)
    verbs = Verbs(codebook.verbs[language]) if language in codebook.verbs else None
    return _Machine(codebook, lexicon, rules, verbs)


def _ancestors(unit: Unit, units: dict[str, Unit]) -> list[Unit]:
    """The lead-ins that the unit is a part of, the nearest first."""
    found: list[Unit] = []
    parent = unit.parent
    while parent and (above := units.get(parent)) and above not in found:
        found.append(above)
        parent = above.parent
    return found


def _verb(unit: Unit, text: str, lead_ins: list[str], verbs: Verbs) -> Found | None:
    """A part has the verb that opens it, or else that of its lead-in."""
    if unit.kind == "preambular":
        return verbs.participle(text)
    own = [(text, True), *((lead_in, False) for lead_in in lead_ins)] if lead_ins else [(text, False)]
    return next(filter(None, (verbs.finite(folded, opening) for folded, opening in own)), None)


def _code(unit: Unit, machine: _Machine, reasons: list[Because], verb: Found | None) -> Code:
    rules = {rule.name: rule for rule in machine.codebook.rules}
    themes = {code for reason in reasons for code in rules[reason.rule].themes}
    functions = {code for reason in reasons for code in rules[reason.rule].functions}
    return Code(
        unit=unit.label,
        themes=tuple(label.code for label in machine.codebook.themes if label.code in themes),
        functions=tuple(label.code for label in machine.codebook.functions if label.code in functions),
        verb=verb.verb if verb else "",
        strength=verb.strength if verb else "",
        because=tuple(reasons),
    )

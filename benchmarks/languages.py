"""How far the codes of the other five official languages agree with those of English: `python -m benchmarks.languages`.

Every resolution of the corpus that exists in English and in the other language is coded in both, and the units of
the same label are compared. Nobody labelled these texts: the figure says how even the languages are, not how right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.codes import SHARED
from windhoek.coding.code import code
from windhoek.document import LANGUAGES, Document
from windhoek.reading import ReadError, read

FOLDERS = ("sc-resolutions", "ga-resolutions")


@dataclass
class Evenness:
    """One language held against English; `overlap` sums the Jaccard index of themes over units coded in both."""

    units: int = 0
    agree: int = 0
    both: int = 0
    themes: float = 0.0
    functions: float = 0.0
    strengths: int = 0
    extra: int = 0
    missed: int = 0
    themes_more: Counter[str] = field(default_factory=Counter)
    themes_less: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)


def compare() -> dict[str, Evenness]:
    """Each language but English, held against English over the resolutions that exist in both."""
    english = {document.symbol: document for document in _documents("English")}
    codes = {symbol: {c.unit: c for c in code(document)} for symbol, document in english.items()}
    found: dict[str, Evenness] = {}
    for folder in ("Arabic", "Chinese", "French", "Russian", "Spanish"):
        for document in _documents(folder):
            if document.symbol not in english or document.language == "en":
                continue
            even = found.setdefault(document.language, Evenness())
            ours, theirs = {c.unit: c for c in code(document)}, codes[document.symbol]
            shared = {unit.label for unit in english[document.symbol].units}
            for label in (unit.label for unit in document.units if unit.label in shared):
                even.units += 1
                even.agree += (label in ours) == (label in theirs)
                even.extra += label in ours and label not in theirs
                even.missed += label in theirs and label not in ours
                name = f"{document.symbol} {document.language} {label}"
                if label in ours and label in theirs:
                    mine, its = set(ours[label].themes), set(theirs[label].themes)
                    even.both += 1
                    even.themes += len(mine & its) / len(mine | its)
                    functions = set(ours[label].functions), set(theirs[label].functions)
                    even.functions += (
                        len(functions[0] & functions[1]) / len(functions[0] | functions[1])
                        if any(functions)
                        else 1
                    )
                    even.strengths += ours[label].strength == theirs[label].strength
                    even.themes_more.update(mine - its)
                    even.themes_less.update(its - mine)
                    marks = [f"+{c}" for c in sorted(mine - its)] + [f"-{c}" for c in sorted(its - mine)]
                    if marks:
                        even.disagreements.append(f"{name}: themes {' '.join(marks)}")
                elif label in ours or label in theirs:
                    even.disagreements.append(f"{name}: {'+' if label in ours else '-'}relevant")
    return {language: found[language] for language in LANGUAGES if language in found}


def _documents(folder: str) -> Iterator[Document]:
    for root in FOLDERS:
        for path in sorted((SHARED / "corpus" / root).glob(f"2*/{folder}/*.xml")) + sorted(
            (SHARED / "corpus" / root).glob(f"*session/{folder}/*.xml")
        ):
            try:
                yield read(path)
            except ReadError:
                continue


def show(found: dict[str, Evenness], disagreements: bool = False) -> str:
    """The comparison as lines for people."""
    lines = ["      units  relevance  extra missed   coded in both  themes (Jaccard)  functions  strength"]
    for language, e in found.items():
        both = max(e.both, 1)
        lines.append(
            f"  {language}  {e.units:6,}  {e.agree / max(e.units, 1):9.4f}  {e.extra:5} {e.missed:6}  {e.both:14,}"
            f"  {e.themes / both:16.3f}  {e.functions / both:9.3f}  {e.strengths / both:8.3f}"
        )
    for language, e in found.items():
        more = ", ".join(f"{code} {count}" for code, count in e.themes_more.most_common())
        less = ", ".join(f"{code} {count}" for code, count in e.themes_less.most_common())
        lines += [
            f"  {language} themes that English has not: {more}",
            f"  {language} themes that only English has: {less}",
        ]
        lines += [f"    {line}" for line in e.disagreements] if disagreements else []
    return "\n".join(lines)


if __name__ == "__main__":
    print(show(compare(), disagreements=True))

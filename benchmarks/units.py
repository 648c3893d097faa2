"""Units: the labels that windhoek gives, against the hand-made lists of `../shared/gold/dev`, and against the XML itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from windhoek.document import Document
from windhoek.reading import ReadError, read
from windhoek.reading.numbering import step

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDERS = ("draft-resolutions-pdf/{}.pdf", "draft-resolutions-text/{}.txt")


@dataclass(frozen=True, slots=True)
class Compared:
    """The labels of one document: those of both, those that only windhoek has, and those that only the list has."""

    name: str
    both: int
    extra: tuple[str, ...]
    missed: tuple[str, ...]


def gold(shared: Path = SHARED) -> list[Compared]:
    """Every document of `gold/dev`, by name."""
    found = []
    for listed in sorted((shared / "gold" / "dev").glob("*.units.txt")):
        name = listed.name.removesuffix(".units.txt")
        path = next(p for form in FOLDERS if (p := shared / "corpus" / form.format(name)).exists())
        wanted = Counter(listed.read_text(encoding="utf-8").split())
        had = Counter(unit.label for unit in read(path).units)
        found.append(
            Compared(
                name,
                (wanted & had).total(),
                tuple((had - wanted).elements()),
                tuple((wanted - had).elements()),
            )
        )
    return found


def f1(found: list[Compared]) -> float:
    """Micro F1 over all units."""
    both = sum(each.both for each in found)
    wrong = sum(len(each.extra) + len(each.missed) for each in found)
    return 2 * both / (2 * both + wrong) if both else 0.0


def numbered(shared: Path = SHARED) -> tuple[int, int, list[str]]:
    """Numbers printed in the main bodies of all AKN resolutions, how many have a unit under them, and what has none.

    A number has its unit when the last step of a label is the one that the number stands for. Numbers of
    sub-headings (`A.`, `IV.`), and of lead-ins that have no words, name no unit.
    """
    printed = kept = 0
    lost: list[str] = []
    corpus = shared / "corpus"
    for folder in ("sc-resolutions", "sc-not-adopted", "ga-resolutions"):
        for path in sorted((corpus / folder).rglob("*.xml")):
            try:
                document = read(path)
            except ReadError:
                continue
            wanted = _printed(path)
            have = _steps(document)
            printed += wanted.total()
            kept += (wanted & have).total()
            missing = wanted - have
            if missing:
                lost.append(f"{path.name}: {', '.join(missing.elements())}")
    return printed, kept, lost


def _printed(path: Path) -> Counter[str]:
    root = etree.parse(str(path), etree.XMLParser(recover=True)).getroot()
    numbers: Counter[str] = Counter()
    for body in root.iterchildren("{*}statement", "{*}doc"):
        for main in body.iterchildren("{*}mainBody", "{*}preamble"):
            for number in main.iter("{*}num"):
                found = step("".join(map(str, number.itertext())))
                heading = number.getparent()
                if found and not (found[0].isupper() or _is_heading(heading) or _wordless(heading)):
                    numbers[found] += 1
    return numbers


def _is_heading(element: etree._Element | None) -> bool:
    return element is not None and etree.QName(element).localname == "section"


def _wordless(element: etree._Element | None) -> bool:
    """Whether a numbered paragraph has no words but those of its parts."""
    if element is None:
        return False
    own = element.findall("{*}content") + element.findall("{*}intro") + element.findall("{*}list/{*}intro")
    return not "".join(str(text) for each in own for text in each.itertext()).strip()


def _steps(document: Document) -> Counter[str]:
    steps: Counter[str] = Counter()
    for each in (document, *document.annexes):
        for unit in each.units:
            label = unit.label.partition("~")[0]
            steps[label.rpartition("(")[2].rstrip(")") if "(" in label else label.lstrip("PO¶§")] += 1
    return steps

"""The numbers that Word prints before paragraphs: they stand nowhere in the text and are counted from `numbering.xml`.

After ECMA-376 part 1, section 17.9: a paragraph names a numbering (`numId`) and a level; the numbering points to an
abstract definition whose levels have a start, a format and a pattern (`%1.%2`). Numberings that share a definition
count on together, unless one of them overrides the start.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщыэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
}
_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMATS = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "taiwaneseCountingThousand",
)
_DASHES = "-‐‑‒–—−"


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """A `w:` attribute of an element that may be missing."""
    return None if element is None else element.get(W + name)


def _number(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def render(number: int, form: str) -> str:
    """A number in one of Word's formats; what is unknown is printed in digits."""
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text if form == "lowerRoman" else text.upper()
    alphabet = _ALPHABETS.get(form)
    if alphabet and 0 < number <= 20 * len(alphabet):
        return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
    if form in _CHINESE_FORMATS and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (
            (_CHINESE[tens] if tens > 1 else "") + ("十" if tens else "") + (_CHINESE[ones] if ones else "")
        )
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    style: str | None = None
    restart: int | None = None
    digits: bool = False


@dataclass(slots=True)
class _Abstract:
    levels: dict[int, _Level] = field(default_factory=dict)
    link: str | None = None
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, which are to be given in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstracts: dict[str, _Abstract] = {}
        self._nums: dict[str, str] = {}
        self._overrides: dict[str, dict[int, tuple[int | None, _Level | None]]] = {}
        self._started: set[tuple[str, int]] = set()
        self._by_style: dict[str, str] = {}
        if root is None:
            return
        for element in root.iter(W + "abstractNum"):
            key = attribute(element, "abstractNumId") or ""
            self._abstracts[key] = _Abstract(
                {_number(attribute(level, "ilvl"), 0): _level(level) for level in element.findall(W + "lvl")},
                attribute(element.find(W + "numStyleLink")),
            )
            link = attribute(element.find(W + "styleLink"))
            if link:
                self._by_style[link] = key
        for element in root.iter(W + "num"):
            key = attribute(element, "numId") or ""
            self._nums[key] = attribute(element.find(W + "abstractNumId")) or ""
            self._overrides[key] = {
                _number(attribute(override, "ilvl"), 0): (
                    _number(attribute(start), 1)
                    if (start := override.find(W + "startOverride")) is not None
                    else None,
                    _level(level) if (level := override.find(W + "lvl")) is not None else None,
                )
                for override in element.findall(W + "lvlOverride")
            }

    def _abstract(self, num: str) -> _Abstract | None:
        abstract = self._abstracts.get(self._nums.get(num, ""))
        if abstract is not None and abstract.link:
            return self._abstracts.get(self._by_style.get(abstract.link, ""), abstract)
        return abstract

    def level_of_style(self, num: str, style: str) -> int | None:
        """The level of numbering `num` that is tied to the paragraph style `style`, if one is."""
        abstract = self._abstract(num)
        levels = abstract.levels.items() if abstract else ()
        return next((at for at, level in levels if level.style == style), None)

    def next(self, num: str, at: int) -> str | None:
        """Count one paragraph of numbering `num` at level `at` (from 0): the number as Word prints it, or None.

        A bullet is `–` where the document prints a dash, else `•`.
        """
        abstract = self._abstract(num)
        if abstract is None or not 0 <= at < _LEVELS:
            return None
        overrides = self._overrides.get(num, {})
        levels = abstract.levels | {key: level for key, (_, level) in overrides.items() if level is not None}
        level = levels.get(at)
        if level is None:
            return None
        start = overrides.get(at, (None, None))[0]
        if start is not None and (num, at) not in self._started:
            abstract.counts[at] = start
        elif at in abstract.counts:
            abstract.counts[at] += 1
        else:
            abstract.counts[at] = level.start
        self._started.add((num, at))
        for below in [key for key in abstract.counts if key > at]:
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart > 0 and at < restart):
                del abstract.counts[below]
        if level.form == "bullet":
            return "–" if level.pattern.strip() and level.pattern.strip() in _DASHES else "•"
        text = level.pattern
        for place in range(_LEVELS):
            if f"%{place + 1}" in text:
                inner = levels.get(place, level)
                count = abstract.counts.get(place, inner.start)
                text = text.replace(f"%{place + 1}", render(count, "decimal" if level.digits else inner.form))
        return text.strip() or None


def _level(element: etree._Element) -> _Level:
    restart = element.find(W + "lvlRestart")
    return _Level(
        start=_number(attribute(element.find(W + "start")), 1),
        form=attribute(element.find(W + "numFmt")) or "decimal",
        pattern=attribute(element.find(W + "lvlText")) or "",
        style=attribute(element.find(W + "pStyle")),
        restart=_number(attribute(restart), 0) if restart is not None else None,
        digits=element.find(W + "isLgl") is not None,
    )

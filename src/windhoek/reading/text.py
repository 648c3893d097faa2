"""Plain text and Markdown: bytes become characters, lines become paragraphs again."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import chardet

from windhoek.document import Document, Source
from windhoek.reading import kinds, leads, tokenized
from windhoek.reading.blocks import Block
from windhoek.reading.errors import ReadError
from windhoek.reading.language import detect
from windhoek.reading.layout import FURNITURE, join_piece
from windhoek.reading.numbering import roman, step

MEDIA_TYPE = "text/plain"
#: No UN document is near this: the largest budget reports are some 3 MB of text.
MOST_MEGABYTES = 20
_SAMPLE = 200_000
#: How many lines an enumeration inside a sentence is followed back.
_BACK = 60

#: Signs of Markdown are not looked for in longer lines.
_LONGEST_MARKED = 5_000

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NEWLINE = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")

_MARK = re.compile(
    r"[“\"«„]?(?:\d{1,3}(?:[.．、](?!\d)|\s?[-–—](?=\s))|[(（](?:[a-z]{1,2}|[ivx]{2,6}|[A-Z]|\d{1,2}|[\u0621-\u064a]ـ?"
    r"|[一二三四五六七八九十]{1,3})[)）]|(?:[a-z]|[ivx]{2,6}|[а-я])\)|(?:[a-zа-я]|[ivx]{2,5})\.(?=\s)|[\u0621-\u064a]\s?[-–.](?=\s)|[’‘'][\d\u0660-\u0669]{1,2}[’‘']|[㈠-㈩]"
    r"|[\u0660-\u0669]{1,3}\s?[-–.]|[一二三四五六七八九十]{1,3}、|(?:--|[–—•●▪·\-])(?=\s))"
)
_ALONE = re.compile(r"\d{1,3}\s?[.．\-–]?$|\([a-z]{1,2}\)$|\([ivx]{2,5}\)$")
_ENDED = re.compile(r"[.;:!?؛۔。；：][”’»\"')\]*]*(?:[\s,]*(?:and|or|et|ou|y|o|и|или))?$")
_COMMA = re.compile(r"[,،，][”’»\"')\]*]*(?:\s*(?:and|or|et|ou|y|o|и|или))?$")
#: Two paragraphs on one line with a gutter of spaces between them, as some extractions leave: before a number, or
#: behind a stop.
_GUTTER = re.compile(
    r"(?<=\w\w\w[;.:])\s{4,}(?=\S)|(?<=[)”’»][;.:])\s{4,}(?=\S)|(?<=\S)\s{6,}(?=(?:\d{1,3}\.|\((?:[a-z]{1,2}|[ivx]{2,5})\))\s)"
)
_HEADING = re.compile(r"(#{1,6})\s+")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1:?$")


def read(data: bytes, path: str) -> Document:
    """The document in a text file (plain or Markdown, in any usual encoding).

    `data` is the file, `path` its name for messages and for what the name tells. Raises ReadError when the file is
    empty, larger than 20 MB, or no text.
    """
    if len(data) > MOST_MEGABYTES * 1_000_000:
        raise ReadError(
            path,
            f"the text is {len(data) / 1e6:,.0f} MB long and the limit is {MOST_MEGABYTES} MB",
            "Split it into its documents and read those",
        )
    text, repairs = decode(data, path)
    text, mended = tokenized.mend(text)
    source = Source(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPE)
    return kinds.assemble(blocks(text), source, [*repairs, *mended])


def decode(data: bytes, path: str) -> tuple[str, list[str]]:
    """The characters of a text file, and what was guessed. Raises ReadError when the bytes are no text."""
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError(path, "the file is empty", "Get the file again from its source")
    junk = ReadError(path, "the file is no text", "Check what it is, and read it under its own format")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _checked(data.decode(encoding), junk), []
            except UnicodeDecodeError:
                raise junk from None
    try:
        if b"\0" not in data[:_SAMPLE]:
            return _checked(data.decode("utf-8"), junk), []
    except UnicodeDecodeError:
        pass
    guess = str(chardet.detect(data[:_SAMPLE]).get("encoding") or "")
    if not guess or guess.lower() == "ascii":
        guess = "cp1252"
    try:
        text = data.decode(guess, errors="replace")
    except (LookupError, UnicodeDecodeError):
        raise junk from None
    if text.count("\ufffd") > max(2, len(text) // 200):
        raise junk
    repairs = [f"the encoding is not said; read as {guess}"]
    if "\ufffd" in text:
        repairs.append(f"{text.count(chr(0xFFFD))} characters could not be read")
    return _checked(text, junk), repairs


def _checked(text: str, junk: ReadError) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > max(2, len(sample) // 100) or not any(mark.isalnum() for mark in text):
        raise junk
    return text


# --- lines to paragraphs ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    text: str
    indent: int
    blank: bool  # an empty line stands before it
    level: int = 0


@dataclass(slots=True)
class _Paragraph:
    lines: list[_Line]
    number: str = ""

    @property
    def last(self) -> str:
        return self.lines[-1].text


def blocks(text: str) -> list[Block]:
    """The paragraphs of a text whose lines may be broken, indented, run together, or have their numbers displaced."""
    lines = list(_lines(text))
    if not lines:
        return []
    shape = _Shape(lines)
    paragraphs: list[_Paragraph] = []
    for at, line in enumerate(lines):
        last = paragraphs[-1] if paragraphs else None
        if line.level or last is None or last.lines[-1].level:
            paragraphs.append(_Paragraph([line]))
        elif _ALONE.match(line.text) and at + 1 < len(lines):
            _displaced(paragraphs, line, lines[at + 1], shape)
        elif shape.opens(last, line) or shape.heads(last, line, lines[at + 1 : at + 2]):
            paragraphs.append(_Paragraph([line]))
        elif not last.lines[-1].text:
            last.lines[-1] = line
        else:
            last.lines.append(line)
    out = []
    for paragraph in paragraphs:
        pieces: list[str] = []
        for line in paragraph.lines:
            join_piece(pieces, " ".join(line.text.split()), 0)
        joined = "".join(pieces)
        if joined:
            out.append(Block(joined, number=paragraph.number, level=paragraph.lines[0].level))
        elif paragraph.number:
            # "58." on a line of its own, and its first part on the next.
            out.append(Block(paragraph.number))
    return out


def _lines(text: str) -> Iterable[_Line]:
    """The lines that carry words, without page headers, footers and the signs of Markdown."""
    blank = False
    symbols: set[str] = set()
    markdown = bool(re.search(r"^#{1,6} \S", text, re.MULTILINE))
    for raw in _NEWLINE.split(text):
        line = raw.replace("\t", "    ").rstrip()
        bare = line.lstrip()
        if not bare:
            blank = True
            continue
        if FURNITURE.match(bare) and not _ALONE.match(bare):
            # The first print of the symbol is the masthead's; later ones head pages.
            if "/" not in bare or not bare[0].isalpha() or bare in symbols:
                continue
            symbols.add(bare)
        if markdown:
            level, bare = _unmarked(bare)
            if bare:
                yield _Line(bare, 0, blank, level)
                blank = False
            continue
        indent = len(line) - len(bare)
        pieces = _GUTTER.split(bare)
        for n, piece in enumerate(pieces):
            yield _Line(piece, indent, blank or n > 0)
            blank = False


def _unmarked(line: str) -> tuple[int, str]:
    """A line of Markdown as the level of its heading (0 for text) and its words."""
    level = 0
    found = _HEADING.match(line)
    if len(line) > _LONGEST_MARKED:
        return 0, line
    bold = _BOLD_LINE.match(line)
    if found:
        level, line = len(found[1]), line[found.end() :].rstrip("# ")
    elif bold:
        level, line = 3, bold[2]
    elif re.fullmatch(r"(?:[-*_]\s*){3,}", line):
        return 0, ""
    line = re.sub(r"^>\s?", "", line)
    line = re.sub(r"!?\[([^\]]*)\]\([^)\s]*\)", r"\1", line)
    line = re.sub(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", line)
    return level, re.sub(r"\\([\\`*_{}\[\]()#+\-.!>])", r"\1", line).strip()


class _Shape:
    """How the lines of a text are set: how long a full line is, and whether empty lines mean anything."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.language = detect("\n".join(line.text for line in lines[:400]))
        self.cased = self.language in ("en", "es", "fr")
        least = 40 if self.language != "zh" else 20
        lengths = sorted(len(line.text) + line.indent for line in lines if least <= len(line.text) <= 130)
        self.full = lengths[len(lengths) * 3 // 4] if lengths else 80
        self.margin = min(Counter(line.indent for line in lines).most_common(2))[0]
        blanks = sum(line.blank for line in lines)
        # Where most lines end as paragraphs do, each is one; where few do, paragraphs were broken into lines.
        ends = sum(bool(_ENDED.search(line.text) or _COMMA.search(line.text)) for line in lines)
        self.wrapped = ends < len(lines) * 0.7
        # Broken text in which every line stands apart is double-spaced, not cut into paragraphs of one line.
        self.spaced = not (self.wrapped and blanks > len(lines) * 0.9)

    def opens(self, paragraph: _Paragraph, line: _Line) -> bool:
        """Whether `line` opens a paragraph, after the lines of `paragraph`."""
        last = paragraph.lines[-1]
        text = line.text
        stopped = bool(_ENDED.search(last.text))
        ended = stopped or bool(_COMMA.search(last.text))
        marked = _MARK.match(text)
        if marked:
            return self._marked(text, marked, paragraph, line, ended)
        if not last.text:
            return False
        if self.cased and text[:1].islower():
            return False
        if (line.blank and self.spaced) or not self.wrapped:
            return True
        led = leads.opens(text, self.language) is not None
        # In Russian, Arabic and Chinese the opening words are common inside paragraphs, too.
        if led and ended and (self.cased or not self._filled(last, text)):
            return True
        if led and len(paragraph.lines) == 1 and len(last.text) < self.full * 0.8:
            return True
        if line.indent >= last.indent + 4 and (len(paragraph.lines) > 1 or ended):
            return True
        if ended and len(paragraph.lines) == 1 and self.margin + 4 <= last.indent == line.indent:
            return True
        if stopped:
            # A full line may end in a stop by chance; a short one, or one that was never wrapped, is a paragraph's last.
            return not self._filled(last, text) or last.text.rstrip('”"’').endswith((";", "؛", "；"))
        if not self.cased:
            return ended and not self._filled(last, text)
        long = len(last.text) > self.full * 1.5
        return (long and ended) or self._heading(paragraph, line)

    def _marked(
        self, text: str, marked: re.Match[str], paragraph: _Paragraph, line: _Line, ended: bool
    ) -> bool:
        last, rest = paragraph.lines[-1], text[marked.end() :]
        if line.indent <= last.indent and not line.blank:
            at_margin = paragraph.lines[0].indent >= line.indent + 4 and self._filled(last, text)
            if marked[0][:1] == "(" and (at_margin or _inside(marked[0], paragraph)):
                return False
        if ended or not self.wrapped or (line.blank and self.spaced) or line.indent >= last.indent + 4:
            return True
        return not self._filled(last, text) or rest.startswith("  ") or bool(re.match(r"\s+[A-ZÀ-Ý]", rest))

    def _filled(self, last: _Line, text: str) -> bool:
        """Whether a line was broken because the next word had no room."""
        length = len(last.text) + last.indent
        return self.full * 0.85 < length + len(text.split()[0]) and length < self.full * 1.3

    def heads(self, paragraph: _Paragraph, line: _Line, following: Sequence[_Line]) -> bool:
        """Whether `line` is a heading: short, without a stop, between a finished paragraph and one that opens."""
        last = paragraph.lines[-1].text
        return (
            bool(following)
            and len(line.text) < self.full * 1.2
            and not (self.cased and line.text[:1].islower())
            and not _MARK.match(line.text)
            and bool(_ENDED.search(last) or _COMMA.search(last))
            and not (_ENDED.search(line.text) or _COMMA.search(line.text))
            and bool(_MARK.match(following[0].text) or leads.opens(following[0].text, self.language))
        )

    def _heading(self, paragraph: _Paragraph, line: _Line) -> bool:
        """Whether `paragraph` is a heading so far: one short line without a stop, and a capital letter behind it."""
        last = paragraph.lines[-1]
        return (
            len(paragraph.lines) == 1
            and not _MARK.match(last.text)
            and len(last.text) + last.indent < self.full * 0.75
            and not _COMMA.search(last.text)
        )


def _inside(mark: str, paragraph: _Paragraph) -> bool:
    """Whether the number before `mark` stands inside a sentence of the paragraph: then `mark` does, too."""
    found = step(mark) if mark[:1] == "(" else None
    if not found:
        return False
    if found.isdigit():
        before = [str(int(found) - 1)]
    else:
        before = [roman(n - 1) for n in range(2, 40) if roman(n) == found]
        before += [chr(ord(found) - 1)] if len(found) == 1 and found != "a" else []
    said = " ".join(line.text for line in paragraph.lines[-_BACK:])
    return any(said.find(f"({each})") > 3 for each in before)


def _displaced(paragraphs: list[_Paragraph], line: _Line, following: _Line, shape: _Shape) -> None:
    """A number on a line of its own: that of the paragraph whose first line stands just before it, or of what follows.

    Some extractions print the first line of a paragraph before its number, so that the number cuts the paragraph.
    """
    last = paragraphs[-1]
    opened = len(last.lines) == 1 and not last.number and not _MARK.match(last.last)
    running = not _ENDED.search(last.last) and not _COMMA.search(last.last)
    if opened and running and leads.opens(last.last, shape.language) is not None:
        last.number = line.text if not line.text.isdigit() else f"{line.text}."
    elif line.text.isdigit() and not leads.opens(following.text, shape.language):
        # A bare figure between lines is a page number.
        return
    else:
        paragraphs.append(_Paragraph([_Line("", line.indent, line.blank)], number=line.text))

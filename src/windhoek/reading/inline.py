"""Text put together from pieces, with the places of its italics and of the marks of its footnotes."""

from __future__ import annotations

from windhoek.document import Note
from windhoek.reading.clean import clean


class Inline:
    """Collects the pieces of one paragraph; `finish` gives clean text with places counted in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._italics: list[tuple[int, int]] = []
        self._notes: list[tuple[int, str, str]] = []

    @property
    def raw(self) -> str:
        """The text as collected, with its tabs and line breaks."""
        return "".join(self._pieces)

    def add(self, text: str, italic: bool = False) -> None:
        """Add a piece of text."""
        if not text:
            return
        start, self._length = self._length, self._length + len(text)
        self._pieces.append(text)
        if not italic:
            return
        if self._italics and self._italics[-1][1] == start:
            self._italics[-1] = (self._italics[-1][0], self._length)
        else:
            self._italics.append((start, self._length))

    def note(self, mark: str, text: str) -> None:
        """Attach a footnote here; its mark does not become part of the text."""
        self._notes.append((self._length, mark, text))

    def finish(self, skip: int = 0) -> tuple[str, tuple[tuple[int, int], ...], tuple[Note, ...]]:
        """The clean text without its first `skip` characters, the spans of its italics, and its notes."""
        raw = self.raw[skip:]
        text = clean(raw)
        italics = []
        for start, end in self._italics:
            begin, stop = _place(raw, start - skip, after_space=True), _place(raw, end - skip)
            if begin < stop:
                italics.append((begin, stop))
        notes = tuple(
            Note(mark, min(_place(raw, at - skip), len(text)), note) for at, mark, note in self._notes
        )
        return text, tuple(italics), notes


def _place(raw: str, at: int, after_space: bool = False) -> int:
    """Where position `at` of `raw` is once `raw` is clean: behind the space there, or before it."""
    if at <= 0:
        return 0
    before = clean(raw[:at])
    space = bool(before) and (raw[:at][-1:].isspace() or raw[at : at + 1].isspace())
    return len(before) + (1 if after_space and space else 0)

"""Plain text into HTML: links, highlights and footnote marks by their positions, all text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` inside an element: `opening` and `closing` are HTML that the caller has made safe."""

    start: int
    end: int
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Point:
    """HTML (made safe by the caller) that stands before the character at `position`, or after the link around it."""

    position: int
    html: str


def mark(
    text: str, outer: Iterable[Span] = (), inner: Iterable[Span] = (), points: Iterable[Point] = ()
) -> SafeString:
    """HTML of `text` with `outer` spans (links) around `inner` ones (highlights) and `points` between characters.

    A span of one layer that overlaps an earlier one of that layer, or lies outside the text, is left out; an
    inner span that crosses the edge of an outer one is cut there, so that elements always nest. Positions
    count code points.
    """
    outside = _tidy(outer, len(text))
    inside = _tidy(inner, len(text))
    marks = sorted(
        ((_outside(p.position, outside, len(text)), p.html) for p in points), key=lambda pair: pair[0]
    )
    edges = sorted(
        {0, len(text), *(s.start for s in outside), *(s.end for s in outside)}
        | {s.start for s in inside}
        | {s.end for s in inside}
        | {position for position, _ in marks}
    )
    out: list[str] = []
    starts = {s.start: s for s in outside}
    ends = {s.end: s for s in outside}
    waiting = 0
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        if start in ends:
            out.append(ends[start].closing)
        while waiting < len(marks) and marks[waiting][0] == start:
            out.append(marks[waiting][1])
            waiting += 1
        if start in starts:
            out.append(starts[start].opening)
        if start == end:
            continue
        piece = escape(text[start:end])
        cover = next((s for s in inside if s.start <= start and end <= s.end), None)
        out.append(f"{cover.opening}{piece}{cover.closing}" if cover else piece)
    return mark_safe("".join(out))


def highlight(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """`text` with each (start, end) of `spans` in a `<mark>`."""
    return mark(text, inner=[Span(start, end, "<mark>", "</mark>") for start, end in spans])


def excerpt(
    text: str, spans: Sequence[tuple[int, int]], width: int = 360
) -> tuple[str, list[tuple[int, int]]]:
    """About `width` characters of `text` around the first of `spans`, cut between words, with the spans moved along."""
    if len(text) <= width * 1.25:
        return text, list(spans)
    first = min((start for start, _ in spans), default=0)
    start = max(0, min(first - width // 4, len(text) - width))
    end = min(len(text), start + width)
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", first, end), first) if text.rfind(" ", first, end) > first else end
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    moved = [(max(s, start) + shift, min(e, end) + shift) for s, e in spans if s < end and e > start]
    return before + text[start:end] + after, moved


def _outside(position: int, spans: list[Span], length: int) -> int:
    around = next((s.end for s in spans if s.start < position < s.end), position)
    return min(max(around, 0), length)


def _tidy(spans: Iterable[Span], length: int) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if 0 <= span.start < span.end <= length and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept

"""Plain text into HTML: links, highlights and footnote marks by their positions, all text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_ALIKE = 5  # letters after which two words that were found count as one: mediation, mediators


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
    text: str,
    outer: Iterable[Span] = (),
    inner: Iterable[Span] = (),
    points: Iterable[Point] = (),
    between: Iterable[Iterable[Span]] = (),
) -> SafeString:
    """HTML of `text` with `outer` spans (links) around `inner` ones (highlights) and `points` between characters.

    A span of one layer that overlaps an earlier one of that layer, or lies outside the text, is left out; an
    inner span that crosses the edge of an outer one is cut there, so that elements always nest. More layers may lie
    `between` the two, the outermost first. Positions count code points.
    """
    outside = _tidy(outer, len(text))
    layers = [_tidy(layer, len(text)) for layer in (*between, inner)]
    marks = sorted(
        ((_outside(p.position, outside, len(text)), p.html) for p in points), key=lambda pair: pair[0]
    )
    edges = sorted(
        {0, len(text), *(s.start for s in outside), *(s.end for s in outside)}
        | {edge for layer in layers for s in layer for edge in (s.start, s.end)}
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
        piece = str(escape(text[start:end]))
        for layer in reversed(layers):
            if cover := next((s for s in layer if s.start <= start and end <= s.end), None):
                piece = f"{cover.opening}{piece}{cover.closing}"
        out.append(piece)
    return mark_safe("".join(out))


def highlight(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """`text` with each (start, end) of `spans` in a `<mark>`."""
    return mark(text, inner=[Span(start, end, "<mark>", "</mark>") for start, end in spans])


def excerpt(
    text: str, spans: Sequence[tuple[int, int]], width: int = 360
) -> tuple[str, list[tuple[int, int]]]:
    """About `width` characters of `text`, cut between words, with the spans moved along.

    One piece where it can hold every different word of the spans, or else two of half the width.
    """
    if len(text) <= width * 1.25:
        return text, list(spans)
    words = {span: text[span[0] : span[1]].casefold()[:_ALIKE] for span in spans}
    first = _window(text, words, set(words.values()), width)
    windows = [first]
    if set(words.values()) - _inside(words, first):
        half = _window(text, words, set(words.values()), width // 2)
        rest = set(words.values()) - _inside(words, half)
        windows = sorted([half, _window(text, words, rest, width // 2)])
        if windows[1][0] <= windows[0][1]:
            windows = [(windows[0][0], windows[1][1])]
    out, moved = "", []
    for start, end in windows:
        out += "… " if start and not out else ""
        shift = len(out) - start
        moved += [(s + shift, e + shift) for s, e in words if start <= s and e <= end]
        out += text[start:end] + (" … " if end < len(text) else "")
    return out.rstrip(), moved


def _window(text: str, words: Mapping[tuple[int, int], str], wanted: set[str], width: int) -> tuple[int, int]:
    """Where to cut `text` so that about `width` characters hold the most of the `wanted` words."""

    def around(span: tuple[int, int]) -> tuple[int, int]:
        start = max(0, min(span[0] - width // 5, len(text) - width))
        end = max(min(len(text), start + width), span[1])
        space = text.find(" ", start, span[0]) if start else -1
        stop = text.rfind(" ", span[1], end) if end < len(text) else -1
        return (space + 1 if space >= 0 else start, stop if stop >= 0 else end)

    windows = [around(span) for span in sorted(words) if words[span] in wanted] or [around((0, 0))]
    return max(windows, key=lambda window: len(wanted & _inside(words, window)))


def _inside(words: Mapping[tuple[int, int], str], window: tuple[int, int]) -> set[str]:
    return {word for (start, end), word in words.items() if window[0] <= start and end <= window[1]}


def _outside(position: int, spans: list[Span], length: int) -> int:
    around = next((s.end for s in spans if s.start < position < s.end), position)
    return min(max(around, 0), length)


def _tidy(spans: Iterable[Span], length: int) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if 0 <= span.start < span.end <= length and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept

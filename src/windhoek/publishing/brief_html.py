"""A brief as HTML, and that HTML as PDF. Every statement is linked to its sources, and every source back to it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from importlib.resources import files

from windhoek.publishing import charts
from windhoek.publishing.brief import Brief, Chart, Line, Said, Section, Source
from windhoek.publishing.brief_words import Words

_CSS = "static/windhoek/brief.css"
#: What Pango is called where WeasyPrint needs it.
NO_PANGO = (
    "PDF needs the library Pango, which is not on this machine. Debian and Ubuntu: apt install libpango-1.0-0 "
    "libpangoft2-1.0-0. macOS: brew install pango. HTML and DOCX are made without it."
)

Address = Callable[[Source], str]


class NoPango(RuntimeError):
    """The system library that PDF needs is missing; the message says how to install it."""


def page(brief: Brief, *, points: bool = False) -> str:
    """The brief as a page of its own, with its style in it: for a file. `points`: the chart as an image of points."""
    style = files("windhoek.publishing").joinpath(_CSS).read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="{brief.language}" dir="{brief.direction}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(brief.title)}</title>'
        f"<style>{style}</style></head>\n<body>{_Article(brief, _own, points).html()}</body></html>\n"
    )


def pdf(brief: Brief) -> bytes:
    """The brief as PDF, with tags for screen readers. Raises NoPango where the library for it is missing."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        raise NoPango(NO_PANGO) from None
    # WeasyPrint sets the letters of a chart from left to right, in Arabic too.
    written = page(brief, points=brief.direction == "rtl")
    return bytes(
        HTML(string=written, url_fetcher=URLFetcher(allowed_protocols=["data"])).write_pdf(pdf_tags=True)
    )


def _own(source: Source) -> str:
    return source.address


def article(brief: Brief, address: Address = _own) -> str:
    """The brief alone, for a page that has the rest; `address` says where a source is opened."""
    return _Article(brief, address).html()


class _Article:
    """Counts the places where each source is named, so that it can lead back to all."""

    def __init__(self, brief: Brief, address: Address, points: bool = False) -> None:
        self.brief, self.address, self.points = brief, address, points
        self.words = Words(brief.language)
        self.numbers = {source: number for number, source in enumerate(brief.sources, start=1)}
        self.named: dict[Source, int] = {}

    def html(self) -> str:
        brief = self.brief
        parts = "".join(map(self._section, brief.sections))
        listed = "".join(self._source(*each) for each in brief.listed())
        closing = "".join(f"<p>{escape(words)}</p>" for words in brief.closing)
        return (
            f'<article class="brief" lang="{brief.language}" dir="{brief.direction}">\n<header>'
            f'<p class="for-whom">{escape(brief.head[0])}</p><h1>{escape(brief.title)}</h1>'
            f'<p class="subtitle">{_text(brief.subtitle)}</p>'
            f'<p class="when">{" · ".join(map(escape, brief.head[1:]))}</p></header>\n{parts}'
            f'<section><h2 id="sources">{escape(self.words("sources"))}</h2><ol class="sources">{listed}</ol></section>\n'
            f'<div class="closing">{closing}</div></article>'
        )

    def _section(self, section: Section) -> str:
        told = self._table(section) if section.columns else self._paragraphs(section.lines)
        if section.chart:
            told += f"<figure>{self._chart(section.chart)}<figcaption>{escape(section.chart.text)}</figcaption></figure>"
        if section.notes:
            told += f'<div class="below">{self._paragraphs(section.notes)}</div>'
        return f'<section><h2 id="{section.key}">{escape(section.title)}</h2>{told}</section>\n'

    def _chart(self, chart: Chart) -> str:
        """The chart as an image with a text for who does not see it."""
        text = escape(chart.text)
        if self.points:
            data = b64encode(charts.png(chart.svg)).decode()
            width = chart.svg.partition('width="')[2].partition('"')[0]  # the points are three times as many
            return f'<img src="data:image/png;base64,{data}" alt="{text}" width="{width}">'
        return chart.svg.replace("<svg ", f'<svg role="img" aria-label="{text}" ', 1)

    def _paragraphs(self, lines: Iterable[Line]) -> str:
        return "".join(f"<p>{' '.join(map(self._said, each.said))}</p>" for each in lines)

    def _table(self, section: Section) -> str:
        head = "".join(f'<th scope="col">{escape(column)}</th>' for column in section.columns)
        rows = "".join(f"<tr>{self._cells(each, section.columns)}</tr>" for each in section.lines)
        return f'<table class="{section.key}" aria-labelledby="{section.key}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

    def _cells(self, line: Line, columns: tuple[str, ...]) -> str:
        """The cells of a row; each knows its column's name, for a screen that has no room for columns."""
        first, *others = line.said
        told = (
            f'<td data-label="{escape(column)}">{self._said(said)}</td>'
            for column, said in zip(columns[1:], others, strict=True)
        )
        return f'<th scope="row">{self._said(first)}</th>{"".join(told)}'

    def _said(self, said: Said) -> str:
        return _text(said) + "".join(map(self._mark, said.sources))

    def _mark(self, source: Source) -> str:
        number = self.numbers[source]
        self.named[source] = self.named.get(source, 0) + 1
        label = escape(self.words("source", number=number))
        return f'<sup id="c{number}-{self.named[source]}"><a href="#s{number}" aria-label="{label}">{number}</a></sup>'

    def _source(self, number: int, source: Source, before: int) -> str:
        back = escape(self.words("back"))
        where = self.address(source)
        name = f'<a href="{escape(where)}">{escape(source.name)}</a>' if where else escape(source.name)
        ups = " ".join(
            f'<a href="#c{number}-{time}" aria-label="{back} {number}.{time}">↑</a>'
            for time in range(1, self.named.get(source, 0) + 1)
        )
        return f'<li id="s{number}"><bdi lang="en">{name}</bdi>{self._told(source, before)} {ups}</li>'

    def _told(self, source: Source, before: int) -> str:
        """Where a source comes from; the name of a document says it, and what was said before is not said again."""
        if not source.words:
            return ""
        if before:
            return f' <a href="#s{before}">{escape(self.words("as-source", number=before))}</a>'
        told = escape(source.words)
        if self.words.language != "en":
            told = f'<bdi lang="en">{told}</bdi>'
        if source.symbol or not source.address:
            return f" {told}"
        return f' {told} <a href="{escape(source.address)}">{escape(source.address)}</a>'


def _text(said: Said) -> str:
    if said.strong:
        return f"<strong>{escape(said.text)}</strong>"
    if not said.language:
        return escape(said.text)
    return f'<span lang="{said.language}" dir="auto">{escape(said.text)}</span>'

"""Marking, citing and addresses: what needs no store."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from windhoek.site import addresses, citing, marking
from windhoek.site.marking import Point, Span

spans = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=6)


@given(st.text(max_size=30), spans, spans, st.lists(st.integers(-3, 40), max_size=4))
def test_marked_text_nests_and_keeps_every_character(text, outer, inner, points):
    made = marking.mark(
        text,
        [Span(start, end, '<a href="#x">', "</a>") for start, end in outer],
        [Span(start, end, "<mark>", "</mark>") for start, end in inner],
        [Point(position, "<sup><a>1</a></sup>") for position in points],
    )
    assert made.count("<sup>") == len(points)
    bare = made.replace("<sup><a>1</a></sup>", "")
    assert unescape(re.sub(r"</?(?:a|mark)\b[^>]*>", "", bare)) == text
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(a|mark|sup)\b", made):
        if closing:
            assert open_tags.pop() == tag
        else:
            assert tag not in open_tags, "no link in a link, no mark in a mark"
            open_tags.append(tag)
    assert not open_tags


@given(st.text(max_size=2000), st.integers(0, 1900), st.integers(1, 30))
def test_an_excerpt_shows_the_words_that_were_found(text, start, length):
    end = min(start + length, len(text))
    found = [(start, end)] if start < end else []
    cut, moved = marking.excerpt(text, found)
    assert len(cut) <= 460
    if found:
        assert [cut[s:e] for s, e in moved] == [text[start:end]]


def test_an_excerpt_shows_each_of_the_words_even_far_apart():
    text = "Women first. " + "and so on " * 80 + "then mediation at last " + "and more " * 40
    found = [(0, 5), (text.index("mediation"), text.index("mediation") + 9)]
    cut, moved = marking.excerpt(text, found)
    assert [cut[start:end] for start, end in moved] == ["Women", "mediation"]
    assert len(cut) < 400 and " … " in cut


def test_a_link_takes_the_whole_citation_and_escapes_the_rest():
    made = marking.mark("a <b> & c", [Span(2, 5, '<a href="/x">', "</a>")])
    assert made == 'a <a href="/x">&lt;b&gt;</a> &amp; c'
    assert html.fromstring(f"<p>{made}</p>").text_content() == "a <b> & c"


@pytest.mark.parametrize(
    ("name", "label", "cited"),
    [
        ("S/RES/1325 (2000)", "", "S/RES/1325 (2000)"),
        ("S/RES/1325 (2000)", "OP6", "S/RES/1325 (2000), para. 6"),
        ("S/RES/1325 (2000)", "PP3", "S/RES/1325 (2000), preambular para. 3"),
        ("S/RES/2467 (2019)", "OP7(a)(i)", "S/RES/2467 (2019), para. 7 (a) (i)"),
        ("S/RES/2467 (2019)", "OP1~2", "S/RES/2467 (2019), para. 1 (no. 2 of that number)"),
        ("S/2010/498", "¶12", "S/2010/498, para. 12"),
        ("S/2010/498, annex II", "¶3", "S/2010/498, annex II, para. 3"),
        ("S/PV.7658", "12§3", "S/PV.7658, statement 12, para. 3"),
        ("S/2010/498", "annex", "S/2010/498, annex"),
    ],
)
def test_citations_are_printed_as_the_un_prints_them(name, label, cited):
    assert citing.cite(name, label) == cited


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("S/RES/1325 (2000)", "S/RES/1325 (2000)"),
        ("S_RES_1325(2000)", "S/RES/1325 (2000)"),
        ("s/res/1325", "S/RES/1325 (2000)"),
        ("S/2010/498,annex-II", "S/2010/498, annex II"),
        ("hello", None),
        ("", None),
        ("../../etc/passwd", None),
    ],
)
def test_an_address_in_any_spelling_names_a_document(typed, meant):
    assert addresses.printed(typed) == meant


@given(st.text(max_size=40))
def test_no_address_is_too_odd(typed):
    addresses.printed(typed)
    addresses.split_label(typed)


def test_near_labels_begin_with_the_parts_of_the_same_paragraph():
    labels = ["PP1", "PP7", "OP1", "OP6", "OP7(a)", "OP7(b)", "OP8", "OP20"]
    assert addresses.near("OP7(c)", labels, 4) == ["OP6", "OP7(a)", "OP7(b)", "OP8"]
    assert addresses.near("OP99", labels, 1) == ["OP20"]


def test_addresses_of_units_can_be_typed_and_keep_their_brackets():
    assert addresses.unit_url("S/RES/2467(2019)", "OP7(a)(i)") == "/S/RES/2467(2019)#OP7(a)(i)"
    assert addresses.unit_url("S/2010/498", "¶12", "fr") == "/fr/S/2010/498?at=%C2%B612#%C2%B612"

"""HTML pages made here: saved from Word, of the UN's old and present sites, in odd encodings, and broken."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.reading import html, read_bytes
from windhoek.reading.errors import ReadError


def found(page: str) -> list[tuple[int, str, str]]:
    blocks = html.blocks(page.encode(), "page.html")
    return [(block.level, block.number, block.text) for block in blocks if not block.table]


def texts(page: str) -> list[str]:
    return [text for _, _, text in found(page)]


def test_headings_paragraphs_and_lists() -> None:
    page = """<html><body><h1>Wells</h1><p>Dig, with <b>care</b>,<br>deep.</p>
    <ol><li>First.<ol type="a"><li>one;</li><li><p>two.</p><p>And more.</p></li></ol></li><li value="7">Next.</li></ol>
    <ul><li>dot</li></ul><ol style="list-style-type: lower-roman" start="4"><li>four</li></ol></body></html>"""
    assert found(page) == [
        (1, "", "Wells"),
        (0, "", "Dig, with care, deep."),
        (0, "1.", "First."),
        (0, "(a)", "one;"),
        (0, "(b)", "two."),
        (0, "", "And more."),
        (0, "7.", "Next."),
        (0, "•", "dot"),
        (0, "(iv)", "four"),
    ]


def test_two_line_breaks_end_a_paragraph_and_one_does_not() -> None:
    assert texts("<body>one<br>still one<br>\n<br>two<p>three</p>four</body>") == [
        "one still one",
        "two",
        "three",
        "four",
    ]


def test_what_is_not_the_document_is_left_out() -> None:
    page = """<body><nav>menu</nav><header>site</header><script>x()</script><style>p{}</style>
    <div role="navigation">more menu</div><p hidden>a</p><p style="display: none">b</p><noscript>c</noscript>
    <form><p>search</p></form><p>Words.</p><footer>contact</footer><!-- said --></body>"""
    assert texts(page) == ["Words."]


def test_the_main_element_is_the_document_when_it_has_the_text() -> None:
    body = "<p>Words of the document that are many.</p>" * 3
    assert (
        texts(f"<body><p>teaser</p><main>{body}</main></body>")
        == ["Words of the document that are many."] * 3
    )
    assert len(texts(f"<body><main>ad</main>{body}</body>")) == 4


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>', '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> See the map.</p></div>'),
        ('<sup><a href="#n1" id="r1">1</a></sup>', '<p id="n1">1. See the map. <a href="#r1">↩</a></p>'),
        ('<a href="#fn:1">1</a>', '<ol><li id="fn:1">See the map. <a href="#x">↩</a></li></ol>'),
    ],
)  # fmt: skip
def test_footnotes_hang_on_their_marks(mark: str, note: str) -> None:
    (block,) = html.blocks(
        f"<body><main><p>Wells{mark}, and more words.</p></main>{note}</body>".encode(), "x"
    )
    assert block.text == "Wells, and more words."
    assert [(n.mark, n.position, n.text) for n in block.notes] == [("1", 5, "See the map.")]


def test_links_within_a_page_are_not_footnotes() -> None:
    page = '<body><p><a href="#annex">Annex</a> and <a href="#annex">a</a></p><p id="annex">Annex</p></body>'
    assert texts(page) == ["Annex and a", "Annex"]


def test_the_notes_are_no_paragraphs() -> None:
    page = '<body><p>Wells<sup><a href="#n">1</a></sup> run dry.</p><p id="n"><a href="#x">1</a> See the map.</p></body>'
    assert texts(page) == ["Wells run dry."]


def test_numbers_of_lists_saved_from_word() -> None:
    page = """<body><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>(a)<span>&nbsp; </span></span>
    <![endif]>Dig.</p></body>"""
    assert found(page) == [(0, "(a)", "Dig.")]


def test_tables_of_figures_are_rows_and_tables_for_layout_are_not() -> None:
    blocks = html.blocks(b"<table><tr><td>Wells</td><td>3</td></tr></table>", "x")
    assert [(block.text, block.table) for block in blocks] == [("Wells | 3", True)]
    page = "<table><tr><td><table><tr><td><p>One.</p></td></tr></table><p>Two.</p></td><td></td></tr></table>"
    assert texts(page) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>été à Málaga</p>".encode(), "été à Málaga"),
        ("<p>été</p>".encode("cp1252"), "été"),
        ('<meta charset="windows-1251"><p>Колодец</p>'.encode("cp1251"), "Колодец"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><p>بئر</p>'.encode(
                "cp1256"
            ),
            "بئر",
        ),
        ('<meta charset="iso-8859-1"><p>a “well”</p>'.encode("cp1252"), "a “well”"),
        ('<meta charset="utf-8"><p>caf\xe9</p>'.encode("latin-1"), "café"),
        ('<meta charset="no such"><p>井</p>'.encode(), "井"),
        ("<html><p>井</p></html>".encode("utf-16"), "井"),
        ("<p>井</p>".encode("utf-8-sig"), "井"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert [block.text for block in html.blocks(data, "x")] == [text]


def test_a_resolution_in_html_becomes_units() -> None:
    page = """<html><head><title>S/RES/9999 (2099)</title></head><body><p>United Nations</p><p>S/RES/9999 (2099)</p>
    <p>Security Council</p><p>Distr.: General</p><p>1 May 2099</p><p><b>Resolution 9999 (2099)</b></p>
    <p>Adopted by the Security Council at its 12345th meeting, on 1 May 2099</p><p><i>The Security Council</i>,</p>
    <p><i>Recalling</i> its resolutions on wells,</p><p>1. <i>Decides</i> to dig:</p><p>(a) One well;</p>
    <p>(b) Two wells;</p><p>2. <i>Decides</i> to remain thirsty.</p></body></html>"""
    document = read_bytes(page.encode(), "S_RES_9999.html")
    assert (document.symbol, document.kind, document.date) == (
        "S/RES/9999 (2099)",
        "resolution",
        "2099-05-01",
    )
    assert document.adoption is not None and document.adoption.meeting == "S/PV.12345"
    assert document.source.media_type == "text/html"
    assert [unit.label for unit in document.units] == ["PP1", "OP1", "OP1(a)", "OP1(b)", "OP2"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html><body><script>load()</script></body></html>", "no paragraphs"),
        (b"<html></html>", "no paragraphs"),
        (b"<p>" + b"x" * 33_000_000, "limit"),
    ],
)
def test_a_page_without_a_document_is_an_error(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        html.read(data, "page.html")


def test_nothing_is_fetched_and_entities_are_not_resolved() -> None:
    page = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>a&x;b</p><img src="http://example.invalid/">'
    assert not any("root:" in block.text for block in html.blocks(page, "x"))


@given(st.text(alphabet="<>/=\"'pdivtablrou lisx&;#1 \n", max_size=200))
def test_any_tag_soup_is_an_error_or_a_document(soup: str) -> None:
    with contextlib.suppress(ReadError):
        html.read(b"<html>" + soup.encode(), "soup.html")


def test_deep_nesting_is_read_or_refused() -> None:
    with contextlib.suppress(ReadError):
        html.read(b"<div>" * 20_000 + b"<p>Words.</p>", "deep.html")

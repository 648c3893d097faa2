"""A query becomes what tantivy looks for: its words in each language, and what they stand for in the others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tantivy

from windhoek.coding.codebook import Codebook
from windhoek.document import Language
from windhoek.store import analysis, concepts, mission_names
from windhoek.store.analysis import Sought
from windhoek.store.concepts import Meant
from windhoek.store.counts import any_of, both
from windhoek.store.derive import TAGS, Opened, tag
from windhoek.store.named import named

_PIECE = re.compile(
    r'(?<!\S)(-?)(?:["“„«]\s*([^"“”„«»]*)["”“»]|([^\s"“”„«»]+))|([^\s"“”„«»]+)|["“„«]([^"“”„«»]*)'
)

_REMEMBERED = 1000
_AHEAD = 1000.0  # more than the words of any query give a text


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a query, or (`phrase`) what stands in quotes; `excluded` where it must not occur."""

    text: str
    phrase: bool
    excluded: bool


@lru_cache(maxsize=1000)
def pieces_of(words: str) -> tuple[Piece, ...]:
    """The pieces of a query in their order."""
    out = []
    for found in _PIECE.finditer(words):
        minus, quoted, plain, rest, unclosed = found.groups()
        text = quoted or plain or rest or unclosed
        if text and text.strip():
            out.append(Piece(text, quoted is not None or unclosed is not None, minus == "-"))
    return tuple(out)


def named_in(searcher: tantivy.Searcher, words: str) -> tuple[str, str]:
    """The symbol and label that a query names, if the index has the document; else two empty texts."""
    name = named(words) if words else None
    if name is None or not searcher.doc_freq(TAGS, tag("symbol", name[0])):
        return "", ""
    return name


def exact(schema: tantivy.Schema, symbol: str, label: str) -> tantivy.Query:
    """What finds a document, or one paragraph of it."""
    query = tantivy.Query.term_query(schema, TAGS, tag("symbol", symbol), "basic")
    return (
        both(query, [tantivy.Query.term_query(schema, TAGS, tag("label", label), "basic")])
        if label
        else query
    )


def query_of(opened: Opened, pieces: tuple[Piece, ...], first: str = "") -> tantivy.Query:
    """What finds the words: made once for an index as it stands, because the next page and every filter ask again.

    Texts in the language `first` that have the words themselves come before all others.
    """
    query = opened.queries.get((pieces, first))
    if query is None:
        if len(opened.queries) > _REMEMBERED:
            opened.queries.clear()
        query = opened.queries[pieces, first] = _made(opened, pieces, first)
    return query


def _made(opened: Opened, pieces: Sequence[Piece], first: str) -> tantivy.Query:
    """One query for each language that has all the words; a unit is in one language only."""
    if not pieces:
        return tantivy.Query.all_query()
    parts = parts_of(opened.book, tuple(pieces))
    queries = [
        query for language in opened.languages if (query := _in_language(opened, parts, language, first))
    ]
    return _any(queries) if queries else tantivy.Query.empty_query()


#: Words of a query that belong together, and what they stand for if it is anything.
Part = tuple[tuple[Piece, ...], Meant | None]


@lru_cache(maxsize=1000)
def parts_of(book: Codebook, pieces: tuple[Piece, ...]) -> tuple[Part, ...]:
    """The query taken apart. Words in quotes, words that must not occur and names of missions are meant as they stand."""
    plain = [piece for piece in pieces if not (piece.phrase or piece.excluded)]
    parts: list[Part] = []
    reached = 0
    for meant in concepts.meant(book, tuple(piece.text for piece in plain)):
        if meant.first == meant.last and mission_names.mission(plain[meant.first].text):
            continue  # the lexicon knows it as some operation of the United Nations
        parts += [((piece,), None) for piece in plain[reached : meant.first]]
        reached = meant.last + 1
        parts.append((tuple(plain[meant.first : reached]), meant))
    rest = [*plain[reached:], *(piece for piece in pieces if piece.phrase or piece.excluded)]
    return (*parts, *(((piece,), None) for piece in rest))


def _in_language(
    opened: Opened, parts: Sequence[Part], language: Language, first: str
) -> tantivy.Query | None:
    schema = opened.index.schema
    required: list[tantivy.Query] = []
    excluded: list[tantivy.Query] = []
    said = by_meaning = False
    for pieces, meant in parts:
        words, all_there = _words(opened, pieces, language)
        if pieces[0].excluded:
            excluded += words
            continue
        same = _same(opened, meant, language) if meant and language not in meant.own else None
        if not all_there and same is None:
            return None
        said = said or bool(words) or same is not None
        by_meaning = by_meaning or not all_there
        if same is None:
            required += words
        else:
            required.append(_any([_all(words), same]) if words and all_there else same)
    if not required:
        if said or any(not pieces[0].excluded for pieces, _ in parts):
            return None  # nothing but signs: no word to look for
        required = [_all_in(schema, language)]
    elif language == first and not by_meaning:
        required.append(tantivy.Query.const_score_query(_all_in(schema, language), _AHEAD))
    if not excluded:
        return _all(required)
    must = [(tantivy.Occur.Must, query) for query in required]
    return tantivy.Query.boolean_query(must + [(tantivy.Occur.MustNot, query) for query in excluded])


def _all_in(schema: tantivy.Schema, language: Language) -> tantivy.Query:
    return tantivy.Query.term_query(schema, TAGS, tag("language", language), "basic")


def _words(opened: Opened, pieces: Sequence[Piece], language: Language) -> tuple[list[tantivy.Query], bool]:
    """The queries for the words of the pieces in one language, and whether the index holds all of them."""
    wanted = [each for piece in pieces for each in sought(piece, language)]
    queries = [_one(opened.index.schema, opened.searcher, f"words_{language}", each) for each in wanted]
    found = [query for query in queries if query]
    return found, len(found) == len(queries)


def _same(opened: Opened, meant: Meant, language: Language) -> tantivy.Query | None:
    """The query for texts of a language with words for what is meant: for just that, or where none has, for more besides."""
    schema, held = opened.index.schema, opened.meanings.get(language, {})
    ways = []
    for wanted in dict.fromkeys(meanings for _, meanings in meant.meanings):
        terms = [_terms(held, each) for each in wanted]
        if all(terms):
            ways.append(_all([any_of(schema, each) for each in terms]))
    return _any(ways) if ways else None


def _terms(held: Mapping[str, str], wanted: str) -> list[str]:
    if wanted in held:
        return [held[wanted]]
    concepts_ = set(wanted.split("+"))
    return [term for meaning, term in held.items() if concepts_ <= set(meaning.split("+"))]


def _all(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _any(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def sought(piece: Piece, language: Language) -> list[Sought]:
    """What to look for in texts of a language for one piece of a query."""
    mission = mission_names.called(piece.text, language)
    if mission:
        piece = Piece(mission, True, piece.excluded)
    words = analysis.query_words(piece.text, language)
    # What is not cut by spaces was meant as one: S/RES/1325 must not be found in pieces all over a paragraph.
    whole = piece.phrase or piece.excluded or (language != "zh" and len(words) > 1)
    return (
        [Sought(tuple(term for word in words for term in word.terms))] if whole and len(words) > 1 else words
    )


def _one(
    schema: tantivy.Schema, searcher: tantivy.Searcher, name: str, sought: Sought
) -> tantivy.Query | None:
    """The query for a word or phrase in one field, or None when the index holds it nowhere."""
    there = all(searcher.doc_freq(name, term) for term in set(sought.terms))
    plain = bool(sought.plain) and searcher.doc_freq(name, sought.plain) > 0
    if not there and not plain:
        return None
    if len(sought.terms) > 1:
        return tantivy.Query.phrase_query(schema, name, list(sought.terms))
    terms = [term for term, use in ((sought.terms[0], there), (sought.plain, plain)) if use]
    return _any([tantivy.Query.term_query(schema, name, term, "freq") for term in terms])

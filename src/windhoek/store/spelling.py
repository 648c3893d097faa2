"""A word of a query that stands in no text, and the word that was perhaps meant: the most similar one of the texts."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

import tantivy

from windhoek.document import Language
from windhoek.store import analysis
from windhoek.store.derive import Opened, current
from windhoek.store.index import search
from windhoek.store.query import Piece, pieces_of, sought
from windhoek.store.store import Store
from windhoek.store.tables import Unit

_SHORTEST = 4  # letters of a word that may be misspelled: shorter ones have neighbours everywhere
#: Letters that are cut off, because a wrong ending hides the stem, and letters that may be wrong: two are the most that tantivy looks for.
_WAYS = ((0, 1), (0, 2), (3, 1))
_LOOKED_AT = 60  # paragraphs with words like it
_SURE = 0.88  # so alike that nothing else is looked for
_ALIKE = 0.75  # share of letters in common (Ratcliff and Obershelp): "mediaton" and "mediation" have 0.94


def meant(store: Store, words: str, language: Language) -> str:
    """The query with each word that stands in no text replaced by the most similar one of texts in `language`.

    Empty where every word is known, where nothing is similar, and where what would be asked finds nothing.
    """
    opened = current(store)
    asked = words
    for piece in pieces_of(words):
        wrong = not piece.phrase and piece.text.isalpha() and len(piece.text) >= _SHORTEST
        if wrong and not _known(opened, piece):
            asked = asked.replace(piece.text, _similar(store, opened, piece, language) or piece.text)
    return asked if asked != words and search(store, asked, limit=1, counts=False).total else ""


def _known(opened: Opened, piece: Piece) -> bool:
    """Whether a text of some language has the word."""
    return any(
        opened.searcher.doc_freq(f"words_{language}", term)
        for language in opened.languages
        for each in sought(piece, language)
        for term in (*each.terms, each.plain)
        if term
    )


def _similar(store: Store, opened: Opened, piece: Piece, language: Language) -> str:
    """The word of texts in `language` that has the most in common with the piece; empty where none has enough."""
    terms = [term for each in sought(piece, language) for term in each.terms]
    if len(terms) != 1:
        return ""
    found: Counter[str] = Counter()
    alike: dict[str, float] = {}
    for cut, wrong in _WAYS:
        found.update(_words_like(store, opened, terms[0][: len(terms[0]) - cut], wrong, language))
        for word in found:
            alike[word] = SequenceMatcher(None, piece.text.casefold(), word).ratio()
        if max(alike.values(), default=0) >= _SURE:
            break
    best = max(alike, key=lambda word: (alike[word], found[word]), default="")
    return best if best and alike[best] >= _ALIKE else ""


def _words_like(store: Store, opened: Opened, term: str, wrong: int, language: Language) -> list[str]:
    """All words of some paragraphs that have a word whose stem differs from `term` in so many letters."""
    query = tantivy.Query.fuzzy_term_query(opened.index.schema, f"words_{language}", term, wrong)
    places = [place for _, place in opened.searcher.search(query, _LOOKED_AT, count=False).hits]
    numbers = [int(number or 0) for number in opened.searcher.fast_field_values("unit", places)]
    texts = Unit.objects.using(store.alias).filter(id__in=numbers).values_list("text", flat=True)
    return [place[0].casefold() for text in texts for _, place in analysis.places(text, language)]

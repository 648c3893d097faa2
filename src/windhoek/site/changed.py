"""A mandate held against the one before it, paragraph by paragraph, as a page and a table show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from windhoek.document import Code
from windhoek.publishing.traced import code_of
from windhoek.site import addresses, languages, paging, shelf
from windhoek.store import pages
from windhoek.symbols import slug
from windhoek.tracing.compare import VERDICTS, Pair, Verdict, changes
from windhoek.tracing.mandates import before, resolutions

#: Bytes of HTML around the words of a paragraph and its themes.
_AROUND, _THEME = 460, 130


@dataclass(frozen=True, slots=True)
class Held:
    """Two successive mandates of a mission, and their paragraphs where both texts are at hand in one language.

    `before` is empty where the resolution gave the mission its first mandate. `absent` are those not at hand. `coded` has
    the codes of the pairs that are on women, peace and security.
    """

    mission: str
    before: str
    after: str
    language: str
    absent: tuple[str, ...]
    pairs: tuple[Pair, ...]
    coded: Mapping[int, Code]

    def counts(self, only_coded: bool = False) -> dict[Verdict, int]:
        """How many paragraphs were kept, reworded, came and went; of those on women, peace and security alone if asked for."""
        chosen = [pair for at, pair in enumerate(self.pairs) if at in self.coded or not only_coded]
        return {verdict: sum(pair.verdict == verdict for pair in chosen) for verdict in VERDICTS}


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as the page shows it. `other` tells that a kept one has other numbers, dates, names or signs."""

    verdict: Verdict
    other: bool
    before: str
    before_url: str
    after: str
    after_url: str
    html: SafeString
    themes: list[shelf.Theme]


def links(symbol: str) -> list[dict[str, str]]:
    """The comparisons that lead from a document: mission, the resolution before, address."""
    return [
        {"mission": mission, "before": earlier, "url": url(symbol, mission)}
        for mission, earlier in before(symbol)
        if earlier
    ]


def url(symbol: str, mission: str) -> str:
    """The address of the comparison of a mandate of a mission with the one before it."""
    asked = f"?mission={mission}" if len(before(symbol)) > 1 else ""
    return f"{languages.local(addresses.document_path(slug(symbol)))}/before{asked}"


def latest(mission: str, symbol: str) -> dict[str, str] | None:
    """The comparison of the mandate in force with the one before it; None where there is none before."""
    symbols = resolutions(mission)
    if symbol not in symbols[1:]:
        return None
    return {"before": symbols[symbols.index(symbol) - 1], "url": url(symbol, mission)}


def held(symbol: str, mission: str, earlier: str, language: str) -> Held:
    """The mandate `symbol` of a mission against the one before it, in a language or else in English."""
    state = shelf.store().alias, pages.generation(shelf.store())
    return _held(state, symbol, mission, earlier, language)


@lru_cache(maxsize=32)
def _held(state: tuple[str, int], symbol: str, mission: str, earlier: str, wanted: str) -> Held:
    for language in dict.fromkeys((wanted, languages.ENGLISH)):
        texts = shelf.texts(language)
        absent = tuple(each for each in (symbol, earlier) if each and texts.document(each) is None)
        if not absent and earlier:
            break
    else:
        return Held(mission, earlier, symbol, languages.ENGLISH, absent, (), {})
    pairs = texts.pairs(earlier, symbol)
    old, new = (
        texts.codes(each) or shelf.texts().codes(each) for each in (earlier, symbol)
    )  # a text without any borrows those of the English one
    coded = {at: code for at, pair in enumerate(pairs) if (code := code_of(pair, old, new))}
    return Held(mission, earlier, symbol, language, (), pairs, coded)


def ordered(found: Held, only_coded: bool) -> list[int]:
    """The places of the pairs, those on women, peace and security first or alone."""
    coded = [at for at in range(len(found.pairs)) if at in found.coded]
    return coded if only_coded else coded + [at for at in range(len(found.pairs)) if at not in found.coded]


def cut(found: Held, places: list[int]) -> list[list[int]]:
    """The places in pages of a bearable weight."""

    def weight(at: int) -> int:
        pair = found.pairs[at]
        words = sum(paging.size(unit.text) for unit in (pair.before, pair.after) if unit)
        coded = found.coded.get(at)
        kept = pair.verdict == "kept" and pair.before and pair.after and pair.before.text == pair.after.text
        return _AROUND + (words // 2 if kept else words) + _THEME * len(coded.themes if coded else ())

    room = paging.PAGE - paging.FRAME
    weights = [weight(at) for at in places]
    return [places[start:end] for start, end in paging.cut(weights, [True] * len(places), room, room)]


def shown(found: Held, at: int) -> Shown:
    """A pair with the words that changed."""
    pair, coded = found.pairs[at], found.coded.get(at)
    was, now = pair.before, pair.after
    differs = bool(was and now and was.text != now.text)
    return Shown(
        pair.verdict,
        differs and pair.verdict == "kept",
        was.label if was else "",
        _unit_url(found.before, was.label, found.language) if was else "",
        now.label if now else "",
        _unit_url(found.after, now.label, found.language) if now else "",
        marked(was.text, now.text) if was and now else escape((now or was).text),  # type: ignore[union-attr]
        [shelf.theme(theme) for theme in coded.themes] if coded else [],
    )


def marked(before: str, after: str) -> SafeString:
    """The later text, with the words that went in `del` and those that came in `ins`."""
    out: list[str] = []
    space = ""
    for change in changes(before, after):
        if change.before.split() == change.after.split():
            out.append(escape(change.after))
            space = (
                " "
                if change.before != change.before.rstrip() and change.after == change.after.rstrip()
                else ""
            )
            continue
        went, came = change.before.rstrip(), change.after.rstrip()
        if went:
            out.append(f"{space}<del>{escape(went)}</del>{' ' if came else change.before[len(went) :]}")
        if came:
            out.append(f"<ins>{escape(came)}</ins>{change.after[len(came) :]}")
        space = ""
    return mark_safe("".join(out))


def _unit_url(symbol: str, label: str, language: str) -> str:
    return addresses.unit_url(slug(symbol), label, language)

"""Of a brief: the mandate in force, what it asks, what changed since the last, and which texts are not at hand."""

from __future__ import annotations

from collections.abc import Iterator

from windhoek.document import Code
from windhoek.publishing.brief import Given, Line, Said, Section, Source, line, of_row, paragraph
from windhoek.publishing.brief_words import Words
from windhoek.publishing.traced import code_of
from windhoek.register import mandates
from windhoek.tracing.asked import Asked
from windhoek.tracing.compare import VERDICTS, Pair
from windhoek.tracing.mandates import resolutions
from windhoek.tracing.phrases import fixed

#: So much of what a paragraph asks is quoted, in characters.
_QUOTED = 110


def mandate(given: Given, words: Words) -> Section:
    """The act in force with its paragraph and last day, and what was authorized by then."""
    act = given.answer.act
    lines = []
    if act is None:
        chain = mandates.chain(given.mission["acronym"])
        near = tuple(of_row("mandates", each) for each in chain[-1:])
        lines.append(line(Said(words("no-mandate"), near)))
    else:
        told = [
            words(act["act"]),
            words.latin(f"{act['symbol']}, {act['unit']}"),
            words.day(act["date"].isoformat()),
        ]
        if act["since"]:
            told.append(words("since", day=words.day(act["since"].isoformat())))
        told.append(
            words("until", day=words.day(act["until"].isoformat())) if act["until"] else words("no-last-day")
        )
        if act["until_from"] == "period":
            told.append(words("worked-out", period=words.phrase(fixed(act["period"]))))
        lines.append(
            line(Said(words.listed(told), (paragraph(act["symbol"], act["unit"]), of_row("mandates", act))))
        )
    ceilings = mandates.ceilings(given.mission["acronym"], given.day)
    if ceilings:
        said = [
            Said(
                f"{words.number(each[kind])} {words(kind)}",
                (paragraph(each["symbol"], each["unit"]), of_row("mandates", each)),
            )
            for kind, each in ceilings.items()
        ]
        lines.append(line(Said(f"{words('ceilings')}:"), *said))
    return Section("mandate", words("mandate"), tuple(lines))


def asks(given: Given, words: Words) -> Section:
    """What is asked, by function: a row for each paragraph of the mandate, and for each function of all missions."""
    own = sorted(
        (each for each in given.answer.asked if each.how != "all missions"),
        key=lambda each: (_place(next(iter(each.code.functions), ""), given), each.symbol, each.unit),
    )
    lines = [_asks(each, words) for each in own]
    notes = [] if own else [line(Said(words("nothing-asked"), _act(given)))]
    notes.append(line(Said(f"{words('all-missions')}:"), *_of_all(given, words)))
    columns = tuple(words(key) for key in ("function", "paragraph", "what", "since-when")) if own else ()
    return Section("asked", words("asked"), tuple(lines), columns, tuple(notes))


def _asks(each: Asked, words: Words) -> Line:
    where = Said(words.latin(f"{each.symbol}, {each.unit}"), (paragraph(each.symbol, each.unit),))
    if each.via:
        where = Said(f"{where.text} ({words('kept-by', where=words.latin(each.via))})", (*where.sources, paragraph(*each.via.rsplit(", ", 1))))  # fmt: skip
    elif each.how == "extended":
        where = Said(f"{where.text} ({words('kept-by-extension')})", where.sources)
    since: tuple[Source, ...] = ()
    if each.since and each.since_symbol != each.symbol:
        since = (paragraph(each.since_symbol, each.since_unit),)
    elif each.since:
        since = where.sources[:1]
    return line(
        Said(words.listed(map(words.function, each.code.functions)) or words.function("")),
        where,
        Said(_what(each.code, words), where.sources[:1]),
        Said(words.day(each.since) if each.since else "–", since),
    )


def _what(code: Code, words: Words) -> str:
    """Verb and strength of all that a paragraph asks, the first words of the first, and its themes."""
    asked = dict.fromkeys((one.verb, one.strength) for one in code.commitments) or {
        (code.verb, code.strength): None
    }
    verbs = words.listed(
        f"{words.latin(f'“{verb}”')} ({words(strength)})" if strength else words.latin(f"“{verb}”")
        for verb, strength in asked
    )
    action = code.commitments[0].action if code.commitments else ""
    quoted = f" – {words.latin(f'“{_shortened(action)}”')}" if action else ""
    return f"{verbs}{quoted}. {words.listed(map(words.theme, code.themes))}"


def _of_all(given: Given, words: Words) -> Iterator[Said]:
    """What is asked of all missions: for each function its paragraphs, the oldest first."""
    by: dict[str, list[Asked]] = {}
    for each in given.answer.asked:
        if each.how == "all missions":
            for function in each.code.functions or ("",):
                by.setdefault(function, []).append(each)
    for function in sorted(by, key=lambda function: _place(function, given)):
        several = sorted(by[function], key=lambda each: each.since or each.date)
        told = words("function-since", function=words.function(function), day=words.day(several[0].since or several[0].date))  # fmt: skip
        yield Said(told, tuple(paragraph(each.symbol, each.unit) for each in several))


def changes(given: Given, words: Words) -> Section:
    """What became of the paragraphs on women, peace and security since the mandate text before."""
    symbol = given.answer.act["symbol"] if given.answer.act else ""
    title = (
        words("changes", symbol=words.latin(given.before)) if given.before else words("changes", symbol="–")
    )
    if not given.pairs:
        first = bool(symbol) and resolutions(given.mission["acronym"], given.day)[:1] == (symbol,)
        told = line(Said(words("first-text" if first else "no-comparison"), _act(given)))
        return Section("changes", title, (told,))
    lines = []
    for verdict in VERDICTS:
        pairs = [
            each for each in given.pairs if each.verdict == verdict and code_of(each, given.old, given.new)
        ]
        if pairs:
            said = [Said(_moved(each, given, words), _both(each, given.before, symbol)) for each in pairs]
            lines.append(line(Said(f"{words(verdict)}:"), *said))
    if not lines:
        both = (paragraph(given.before), paragraph(symbol))
        lines.append(line(Said(words("no-changes"), both)))
    return Section("changes", title, tuple(lines))


def _moved(pair: Pair, given: Given, words: Words) -> str:
    labels = [each.label for each in (pair.before, pair.after) if each]
    code = code_of(pair, given.old, given.new)
    themes = f" ({words.listed(map(words.theme, code.themes))})" if code and code.themes else ""
    return words.latin(" → ".join(dict.fromkeys(labels))) + themes


def _both(pair: Pair, before: str, after: str) -> tuple[Source, ...]:
    found = [paragraph(before, pair.before.label)] if pair.before else []
    return (*found, paragraph(after, pair.after.label)) if pair.after else tuple(found)


def not_at_hand(given: Given, words: Words) -> Section:
    """The resolutions whose texts are not at hand."""
    missing = dict.fromkeys(
        [
            *given.answer.missing,
            *(
                symbol
                for year in given.matrix.years
                if year in given.years
                for symbol in given.matrix.year(year).missing
            ),
        ]
    )
    symbols = [each for each in missing if isinstance(each, str) and each.startswith(("S/", "A/"))]
    if not symbols:
        return Section("not-at-hand", words("not-at-hand"), (line(Said(words("all-at-hand"), _act(given))),))
    told = Said(
        words("missing-texts", symbols=words.listed(map(words.latin, symbols))),
        tuple(map(paragraph, symbols)),
    )
    return Section("not-at-hand", words("not-at-hand"), (line(told),))


def _act(given: Given) -> tuple[Source, ...]:
    act = given.answer.act
    return (paragraph(act["symbol"], act["unit"]),) if act else ()


def _place(function: str, given: Given) -> int:
    """The place of a function in the codebook, in whose order the matrix stands; none comes last."""
    order = given.matrix.rows
    return order.index(function) if function in order else len(order)


def _shortened(words: str) -> str:
    words = " ".join(words.split()).rstrip(".;,")
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rsplit(' ', 1)[0]} …"

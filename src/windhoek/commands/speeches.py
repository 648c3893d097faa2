"""`windhoek extracts`, and what `read`, `code` and `show` print of speakers: who says what, for whom, under which theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from windhoek import printing
from windhoek.commands.common import Json, StoreAt, fail, open_store, print_json
from windhoek.document import Extract, Said, Speaker, SpeakerKind
from windhoek.publishing import as_json

_KINDS = tuple(kind for kind in get_args(SpeakerKind) if kind)
_SPOKEN = {
    "state": "State",
    "un-entity": "UN entity",
    "regional-organization": "regional organization",
    "group-of-states": "group of States",
    "civil-society": "civil society",
    "presidency": "presiding",
}


def extracts(
    theme: Annotated[str, typer.Option(show_default=False, help="participation, ddr …")] = "",
    kind: Annotated[str, typer.Option(show_default=False, help=f"Of speaker: {', '.join(_KINDS)}.")] = "",
    country: Annotated[str, typer.Option(show_default=False, help="The State that speaks.")] = "",
    meeting: Annotated[str, typer.Option(show_default=False, help="S/PV.7658")] = "",
    year: Annotated[str, typer.Option(show_default=False, help="2016")] = "",
    page: Annotated[int, typer.Option(min=1, help="Which page of them.")] = 1,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many to a page.")] = 10,
    store: StoreAt = None,
    as_object: Json = False,
) -> None:
    """Print what was said in meetings and speeches, by theme and speaker, the newest first.

    Example: `windhoek extracts --theme participation --country Namibia`
    """
    from windhoek.store import extracts as stored

    opened = open_store(store)
    if kind and kind not in _KINDS:
        fail(f"--kind {kind}: there is no such kind of speaker. It is one of {', '.join(_KINDS)}.")
    if theme and theme not in (known := stored.counts(opened)["theme"]):
        fail(
            f"--theme {theme}: no extract in the store has it. There is {', '.join(known) or 'none at all'}."
        )
    if country and not stored.is_state(opened, country):
        fail(
            f"--country {country}: no State of this name is known. Write it as the United Nations prints it."
        )
    found = stored.find(
        opened,
        theme=theme,
        kind=kind,
        country=country,
        meeting=meeting,
        year=year,
        page=page,
        size=limit,
    )
    if as_object:
        print_json(as_json.extracts(found))
        return
    out = printing.console()
    plural = "extract" if found.total == 1 else "extracts"
    where = f", page {found.number} of {found.pages}" if found.pages > 1 else ""
    out.print(f"{found.total:,} {plural}{where}")
    for each in found.extracts:
        out.print()
        out.print(Text(each.extract.title, style="bold"))
        place = f"{each.name} {_labels(each.extract)}"
        out.print(Text("  ".join(part for part in (spoken_for(each.speaker), place, each.date) if part)))
        out.print(Padding(Text(each.extract.text), (0, 0, 0, 2)))
        out.print(Padding(Text(_codes(each.extract), style=printing.LABEL), (0, 0, 0, 2)))


def show(out: Console, speakers: Iterable[Speaker], found: Iterable[Extract]) -> None:
    """The speakers of a document with where each is said, and its extracts under them.

    Of a meeting only those speakers are printed of whom there is an extract.
    """
    every, extracts_ = list(speakers), list(found)
    for speaker in every:
        own = [each for each in extracts_ if each.speech == speaker.speech]
        if not own and len(every) > 1:
            continue
        number = f"Speech {speaker.speech}: " if speaker.speech else "Speaker: "
        out.print()
        out.print(Text(number + spoken_for(speaker), style="bold"))
        for said in speaker.said:
            if said.what in ("whom", "on_behalf"):
                out.print(Padding(Text(source(said), style=printing.QUIET), (0, 0, 0, 2)))
        for each in own:
            out.print(Padding(Text(f"{_labels(each)}  {each.title}"), (0, 0, 0, 2)))
            out.print(Padding(Text(_codes(each), style=printing.LABEL), (0, 0, 0, 4)))


def spoken_for(speaker: Speaker) -> str:
    """A speaker on one line: name and title, whom for and of which kind, on whose behalf."""
    who = ", ".join(part for part in (speaker.name, speaker.title) if part)
    kind = _SPOKEN.get(speaker.kind, "")
    whom = f"{speaker.whom} ({kind})" if speaker.whom and kind else speaker.whom or kind
    line = " for ".join(part for part in (who, whom) if part) or speaker.printed or "speaker not named"
    return f"{line}, on behalf of {speaker.on_behalf}" if speaker.on_behalf else line


def source(said: Said) -> str:
    """Where a value comes from, for people: `on behalf of: “Nordic countries” (8§1)`."""
    what = {"on_behalf": "on behalf of", "whom": "for"}.get(said.what, said.what)
    return f"{what}: “{said.words}” ({said.where})"


def _labels(extract: Extract) -> str:
    first, last = extract.units[0], extract.units[-1]
    return first if first == last else f"{first} to {last}"


def _codes(extract: Extract) -> str:
    return " | ".join(", ".join(each) for each in (extract.themes, extract.functions) if each)

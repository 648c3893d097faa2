"""The speakers and extracts of a speech or meeting record as the page of a document shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from windhoek.document import Extract, Said, Speaker
from windhoek.site import naming, shelf
from windhoek.store.extracts import spoken
from windhoek.store.store import Store
from windhoek.store.tables import Document

#: What kinds of speakers are called on a page.
KINDS = {
    "state": gettext_noop("State"),
    "un-entity": gettext_noop("UN entity"),
    "regional-organization": gettext_noop("regional organization"),
    "group-of-states": gettext_noop("group of States"),
    "civil-society": gettext_noop("civil society"),
    "presidency": gettext_noop("presiding"),
}
#: Where a speaker is named, when it is in no paragraph.
_PLACES = {"file name": gettext_noop("name of the file"), "printed name": gettext_noop("printed name")}
_OPEN = 14  # extracts that are shown at once


def called(kind: str) -> str:
    """What a kind of speakers is called; nothing for one that nobody knows."""
    return _(KINDS[kind]) if kind in KINDS else ""


@dataclass(frozen=True, slots=True)
class ShownExtract:
    title: str
    first: str
    last: str
    href: str
    themes: list[shelf.Theme]


@dataclass(frozen=True, slots=True)
class ShownSpeaker:
    """One speaker with the extracts of the speech. `whom` and `on_behalf` carry the places that say so."""

    speech: str
    printed: str
    who: str
    whom: str
    whom_language: str
    kind: str
    on_behalf: str
    behalf_kind: str
    places: list[str]
    extracts: list[ShownExtract]


@dataclass(frozen=True, slots=True)
class ShownSpeeches:
    """Those who speak of the subject, all of them in a single speech; `count` extracts, `others` who are not shown."""

    speakers: list[ShownSpeaker]
    count: int
    others: int
    single: bool
    meeting: str

    @property
    def open(self) -> bool:
        return self.count <= _OPEN


def shown(store: Store, document: Document, anchors: Mapping[str, str]) -> ShownSpeeches | None:
    """The speakers and extracts of a document; None where nobody speaks. `anchors` are the addresses of its units."""
    said = spoken(store, document)
    if not said.speakers:
        return None
    single = len(said.speakers) == 1
    speakers = [
        _speaker(each, [extract for extract in said.extracts if extract.speech == each.speech], anchors)
        for each in said.speakers
    ]
    here = [each for each in speakers if single or each.extracts]
    return ShownSpeeches(here, len(said.extracts), len(speakers) - len(here), single, document.symbol)


def speaker(said_by: Speaker) -> ShownSpeaker:
    """A speaker without extracts."""
    return _speaker(said_by, [], {})


def _speaker(speaker: Speaker, own: list[Extract], anchors: Mapping[str, str]) -> ShownSpeaker:
    whom, language = naming.state(speaker.whom)
    return ShownSpeaker(
        speech=speaker.speech,
        printed=speaker.printed,
        who=", ".join(part for part in (speaker.name, speaker.title) if part),
        whom=whom,
        whom_language=language,
        kind=called(speaker.kind),
        on_behalf=speaker.on_behalf,
        behalf_kind=called(speaker.behalf_kind),
        places=[_place(each) for each in speaker.said if each.what in ("whom", "on_behalf")],
        extracts=[
            ShownExtract(
                each.title,
                each.units[0],
                each.units[-1] if len(each.units) > 1 else "",
                anchors[each.units[0]],
                [shelf.theme(theme) for theme in each.themes],
            )
            for each in own
        ],
    )


def _place(said: Said) -> str:
    told = {"whom": _("For whom: “{words}”, {where}"), "on_behalf": _("On behalf of: “{words}”, {where}")}[
        said.what
    ]
    return told.format(
        words=said.words, where=_(_PLACES[said.where]) if said.where in _PLACES else said.where
    )

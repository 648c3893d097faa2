"""Speeches and meeting records in six languages, and their labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.document import Source
from windhoek.reading import kinds, read, speech
from windhoek.reading.blocks import Block
from windhoek.symbols import label_path

CORPUS = Path(__file__).parents[2] / "../shared/corpus/statements"
real = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")

#: A speaker as a verbatim record prints one, and what is said.
SPEAKERS = [
    ("The President", "I declare the meeting open."),
    ("The President (spoke in French)", "I thank the speaker."),
    ("Mr. O'Well (Ireland)", "We welcome the well."),
    ("Ms. Van der Bron (Netherlands) (spoke in Arabic)", "The well is deep."),
    ("Mrs. Well-Digger", "I dug it."),
    ("Sir Mark Well (United Kingdom)", "It was I."),
    ("The Deputy Secretary-General", "I am grateful."),
    ("Mr. P. J. Well (South Africa)", "We agree."),
    ("Le Président", "Je déclare ouverte la séance."),
    ("Mme Dupuits (France) (parle en anglais)", "Le puits est profond."),
    ("M. Dupuits (France)", "Le puits est profond."),
    ("La Présidente (parle en espagnol)", "Merci."),
    ("El Presidente", "Se abre la sesión."),
    ("Sra. Del Pozo (España) (habla en inglés)", "El pozo es hondo."),
    ("Председатель (говорит по-английски)", "Заседание открыто."),
    ("Г-н Колодезев (Российская Федерация)", "Колодец глубок."),
    ("Г-жа Колодезева (Беларусь) (говорит по-французски)", "Колодец глубок."),
    ("主席（以英语发言）", "我宣布会议开始。"),
    ("王井先生（中国）", "井很深。"),
    ("李井女士（新加坡）（以英语发言）", "井很深。"),
    ("الرئيس (تكلم بالفرنسية)", "أعلن افتتاح الجلسة."),
    ("السيد البئر (مصر)", "البئر عميقة."),
    ("السيدة البئر (الأردن) (تكلمت بالإنكليزية)", "البئر عميقة."),
]
#: Words before a colon that name nobody who speaks.
NOBODY = [
    "Mr. President: we meet at a hard time.",
    "We ask three things: water, water and water.",
    "The well has three sides: north, south and east.",
    "General remarks on wells are these: dig.",
    "The President said. And then: nothing.",
    "Sr. Presidente: gracias.",
    "大家知道：井很深。",
    "Resolution 1325 (2000) says: wells.",
]


@pytest.mark.parametrize(("speaker", "said"), SPEAKERS)
@pytest.mark.parametrize("colon", [": ", " : ", "："])
def test_speakers_are_recognized(speaker: str, said: str, colon: str) -> None:
    blocks = [Block(f"{speaker}{colon}{said}")] * 2 + [Block("Mr. Other (Chad): I agree.")]
    assert [(turn.speaker, blocks[turn.at].text[turn.skip :]) for turn in speech.turns(blocks)] == [
        (speaker, said),
        (speaker, said),
        ("Mr. Other (Chad)", "I agree."),
    ]


@pytest.mark.parametrize("text", NOBODY)
def test_a_colon_alone_makes_no_speaker(text: str) -> None:
    blocks = [
        Block("Mr. One (Chad): I."),
        Block(text),
        Block("Mr. Two (Mali): I."),
        Block("Mr. Three (Togo): I."),
    ]
    assert [turn.at for turn in speech.turns(blocks)] == [0, 2, 3]


def test_a_record_is_labelled_by_speech_and_paragraph() -> None:
    blocks = [
        Block("S/PV.9999", table=True),
        Block("The meeting was called to order at 10 a.m."),
        Block("Adoption of the agenda", level=1),
        Block("The agenda was adopted."),
        Block("The President: I give the floor to Mr. Well."),
        Block("Mr. Well (Chad): Thank you."),
        Block("I shall be brief."),
        Block("The President: I thank him."),
    ]
    units = speech.record_units(blocks, "en")
    assert [(unit.label, unit.heading, unit.text) for unit in units] == [
        ("0§1", None, "The meeting was called to order at 10 a.m."),
        ("0§2", None, "The agenda was adopted."),
        ("1§1", "The President", "I give the floor to Mr. Well."),
        ("2§1", "Mr. Well (Chad)", "Thank you."),
        ("2§2", "Mr. Well (Chad)", "I shall be brief."),
        ("3§1", "The President", "I thank him."),
    ]


def test_the_topic_is_the_title_and_the_day_is_no_paragraph() -> None:
    lines = [
        "United Nations S/PV.9999",
        "Provisional",
        "Friday, 28 October 2099, 10 a.m.",
        "Members: Chad Ms. Well",
        "The agenda was adopted.",
        "Wells and peace",
        *("The President: I give the floor.", "Ms. Well (Chad): I thank you.", "The President: I thank her."),
    ]
    document = kinds.assemble([Block(line) for line in lines], Source("x.txt", "", "text/plain"))
    assert (document.symbol, document.title, document.date) == ("S/PV.9999", "Wells and peace", "2099-10-28")
    assert [unit.label for unit in document.units] == ["0§1", "1§1", "2§1", "3§1"]


def test_a_transcript_names_speakers_in_headings_that_come_back() -> None:
    names = ["Chair", "Chad | Ann", "Chair", "Mali | Bob", "Chair"]
    blocks = [Block("A meeting on wells", level=1)]
    for name in names:
        blocks += [Block(name, level=3), Block(f"I am {name}.")]
    document = kinds.assemble(blocks, Source("meeting.md", "", "text/plain"))
    assert (document.kind, document.title) == ("meeting record", "A meeting on wells")
    assert [(u.label, u.heading) for u in document.units] == [
        (f"{n}§1", name) for n, name in enumerate(names, 1)
    ]


@given(
    st.lists(
        st.tuples(st.sampled_from(SPEAKERS), st.lists(st.just("More is said."), max_size=3)), max_size=12
    )
)
def test_every_paragraph_of_a_record_is_there_once_and_in_order(
    speeches: list[tuple[tuple[str, str], list[str]]],
) -> None:
    blocks, expected = [], []
    for (speaker, said), more in speeches:
        blocks += [Block(f"{speaker}: {said}"), *map(Block, more)]
        expected += [said, *more]
    units = speech.record_units(blocks, "en")
    labels = [unit.label for unit in units]
    assert len(set(labels)) == len(labels)
    assert all(label_path(label) for label in labels)
    if speech.turns(blocks):
        assert [unit.text for unit in units] == expected
    assert len(units) == len(blocks)


@real
def test_every_piece_of_a_speech_is_a_document_of_its_own() -> None:
    files = sorted(CORPUS.glob("*.txt"))
    documents = [read(path) for path in files]
    assert len({document.name for document in documents}) == len(files) == 69
    assert {document.kind for document in documents} == {"speech"}
    assert all(document.units[0].label == "§1" and document.units[0].heading for document in documents)
    namibia = next(d for d in documents if "NAMIBIA_02" in d.source.path)
    assert (namibia.name, namibia.title) == ("S/PV.7658, speech 70/2", "Statement by Namibia, S/PV.7658")
    assert (namibia.body, namibia.date, namibia.language) == ("Security Council", "2016", "en")


@real
def test_transcripts_are_meeting_records() -> None:
    for path in sorted(CORPUS.glob("*.md")):
        document = read(path)
        assert document.kind == "meeting record" and document.language == "en"
        assert document.date.startswith("2025-")
        names = [line.strip("* ") for line in path.read_text().splitlines() if line.startswith("**")]
        speeches = {unit.label.partition("§")[0]: unit.heading for unit in document.units}
        assert list(speeches.values()) == names

"""Who speaks, for whom and on whose behalf: records of our own in six languages, and the real transcripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from windhoek.coding.behalf import stated
from windhoek.coding.codebook import load
from windhoek.coding.codebook_files import CodebookError, files
from windhoek.coding.speaker_tables import tables
from windhoek.coding.speakers import speakers
from windhoek.document import Document, Language, Source, Speaker
from windhoek.reading import kinds, read
from windhoek.reading.blocks import Block

CORPUS = Path(__file__).parents[2] / "../shared/corpus/statements"
real = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")
OPEN = "The President: I declare the meeting open."
CLOSE = "The President: I thank all who spoke."


def record(*lines: str, path: str = "x.txt") -> Document:
    return kinds.assemble([Block(line) for line in ("S/PV.9999", *lines)], Source(path, "", "text/plain"))


def transcript(*speeches: tuple[str, str]) -> Document:
    blocks = [Block("A meeting on wells", level=1)]
    for name, words in speeches:
        blocks += [Block(name, level=3), Block(words)]
    return kinds.assemble(blocks, Source("meeting.md", "", "text/plain"))


def only(*lines: str, number: int = 2) -> Speaker:
    """The speaker of the speech of this number, each word of whose sources stands where it is said to."""
    read_ = record(*lines)
    found = speakers(read_)[number - 1]
    check_places(read_, found)
    return found


def check_places(document: Document, speaker: Speaker) -> None:
    texts = {unit.label: unit.text for unit in document.units} | {"printed name": speaker.printed}
    for said in speaker.said:
        if said.where in texts:
            assert texts[said.where][said.start : said.end] == said.words


@pytest.mark.parametrize(
    ("printed", "name", "kind", "whom"),
    [
        ("Ms. Well (Chad)", "Ms. Well", "state", "Chad"),
        ("Mr. Well (United Kingdom) (spoke in French)", "Mr. Well", "state",
         "United Kingdom of Great Britain and Northern Ireland"),
        ("Ms. Well (Bolivarian Republic of Venezuela)", "Ms. Well", "state", "Venezuela (Bolivarian Republic of)"),
        ("Mr. Well (European Union)", "Mr. Well", "regional-organization", "European Union"),
        ("Ms. Well (UN-Women)", "Ms. Well", "un-entity", "UN-Women"),
        ("Ms. Well (Order of Diggers)", "Ms. Well", "", "Order of Diggers"),
        ("Ms. Well (spoke in Arabic)", "Ms. Well", "", ""),
        ("The Secretary-General", "", "un-entity", "Secretary-General"),
        ("The President (spoke in Spanish)", "", "presidency", "Security Council"),
        ("Ms. Well (Chad) (African Group)", "Ms. Well", "state", "Chad"),
    ],
)  # fmt: skip
def test_the_printed_name_tells_for_whom(printed: str, name: str, kind: str, whom: str) -> None:
    found = only(OPEN, f"{printed}: Wells are deep.", CLOSE)
    assert (found.name, found.kind, found.whom) == (name, kind, whom)
    assert found.printed == printed


@pytest.mark.parametrize(
    ("lines", "whom"),
    [
        (("Le Président : Ouverte.", "Mme Puits (États-Unis d'Amérique) (parle en anglais) : Le puits est là.",
          "Le Président : Merci."), "United States of America"),
        (("La Presidenta: Abierta.", "Sra. Pozo (España): El pozo es hondo y muy viejo.", "La Presidenta: Gracias."),
         "Spain"),
        (("Председатель: Открыто.", "Г-н Колодезев (Российская Федерация): Колодец глубок.", "Председатель: Спасибо."),
         "Russian Federation"),
        (("主席：开会。", "王井先生（中国）：井很深，我们都知道。", "主席：谢谢。"), "China"),
        (("الرئيس: أعلن افتتاح الجلسة.", "السيد البئر (مصر): البئر عميقة جدا.", "الرئيس: شكرا."), "Egypt"),
    ],
)  # fmt: skip
def test_states_are_known_in_six_languages(lines: tuple[str, ...], whom: str) -> None:
    found = speakers(record(*lines))
    assert [(each.kind, each.whom) for each in found] == [
        ("presidency", "Security Council"),
        ("state", whom),
        ("presidency", "Security Council"),
    ]


BEHALF: list[tuple[Language, str, str, str]] = [
    ("en", "I have the honour to speak on behalf of the European Union and its member States.", "European Union",
     "regional-organization"),
    ("en", "I am delivering this statement on behalf of the Nordic countries — Finland, Iceland, Norway, Sweden and "
     "my own country, Denmark.", "Nordic countries", "group-of-states"),
    ("en", "I make this statement on behalf of Finland, Chad and my own country, Peru.", "Finland, Chad and Peru",
     "group-of-states"),
    ("en", "I am pleased to speak on behalf of the Group of Friends of Wells, which Chad chairs.",
     "Group of Friends of Wells", "group-of-states"),
    ("en", "I speak today on behalf of the NGO Working Group on Women, Peace and Security.",
     "NGO Working Group on Women, Peace and Security", "civil-society"),
    ("en", "On behalf of the African Group, I thank the presidency.", "African Group", "group-of-states"),
    ("en", "We have the honour to deliver this statement on behalf of the women who dig.", "women", ""),
    ("fr", "J'ai l'honneur de prendre la parole au nom de l'Union africaine.", "African Union",
     "regional-organization"),
    ("fr", "J'ai l'honneur de prononcer cette déclaration au nom de la Belgique et de l'Italie.",
     "Belgium and Italy", "group-of-states"),
    ("fr", "Je m'exprime au nom du Mouvement des pays non alignés.", "Movement of Non-Aligned Countries",
     "group-of-states"),
    ("es", "Tengo el honor de intervenir en nombre de la Unión Europea.", "European Union", "regional-organization"),
    ("es", "Hablo en representación del Movimiento de Países No Alineados.", "Movement of Non-Aligned Countries",
     "group-of-states"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "kind"), BEHALF)
def test_on_whose_behalf_a_speech_says_it_is_made(
    language: Language, text: str, name: str, kind: str
) -> None:
    (found,) = stated(text, language, tables())
    assert (found.gives, found.name, found.kind) == ("on_behalf", name, kind)
    assert text[found.start : found.end].split()[0] in text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "My delegation aligns itself with the statement made on behalf of the African Group."),
        ("en", "We support the statement delivered by Egypt on behalf of the Non-Aligned Movement."),
        ("en", "I give the floor to the representative of Chad, speaking on behalf of the African Group."),
        ("en", "I thank the speaker for speaking on behalf of the African Group."),
        ("en", "On behalf of my delegation, I thank you."),
        ("en", "On behalf of Peru, I thank you."),
        ("en", "On behalf of Ambassador Well, I welcome you."),
        ("en", "I speak for all of us when I thank you."),
        ("en", "They acted on behalf of the African Union."),
        ("en", "On behalf of the African Group, Chad spoke yesterday."),
        ("fr", "Nous nous associons à la déclaration prononcée au nom de l'Union européenne."),
        ("fr", "Je m'exprime au nom de mon pays."),
        ("es", "Mi país se suma a la declaración formulada por Chile en nombre de la Unión Europea."),
    ],
)
def test_what_others_said_and_ones_own_side_are_nobodys_behalf(language: Language, text: str) -> None:
    assert stated(text, language, tables(), "Peru") == []


def test_the_president_may_speak_for_a_country() -> None:
    found = only(OPEN, "Ms. Well (Chad): Thank you.", "The President: I shall now speak in my capacity as "
                 "representative of Ghana. Wells are deep.", number=3)  # fmt: skip
    assert (found.kind, found.whom) == ("state", "Ghana")
    assert [(each.what, each.where, each.words) for each in found.said][-1] == ("whom", "3§1", "Ghana")


def test_the_presidency_says_who_a_bare_name_is() -> None:
    read_ = record(
        "The President: I invite Ms. Ann Doe, Executive Director of UN-Women; Mr. Roe, Under-Secretary-General for "
        "Peace Operations; and Ms. Digger, Executive Director of the Well School. I give the floor to Ms. Doe.",
        "Ms. Doe: Wells are deep.",
        "The President: I give the floor to Mr. Roe.",
        "Mr. Roe (spoke in French): They are.",
        "Ms. Digger: I dug them.",
        "Ms. Doe: So she did.",
        CLOSE,
    )
    found = speakers(read_)
    for each in found:
        check_places(read_, each)
    doe, roe, digger, again = found[1], found[3], found[4], found[5]
    assert (doe.kind, doe.whom, doe.title) == ("un-entity", "UN-Women", "Executive Director of UN-Women")
    assert (roe.kind, roe.whom) == ("un-entity", "Department of Peace Operations")
    assert (digger.kind, digger.whom, digger.title) == ("", "", "Executive Director of the Well School")
    assert (again.whom, again.said[-1].where) == ("UN-Women", "speech 2")


def test_what_a_speaker_says_of_somebody_is_no_announcement() -> None:
    said = "Mr. Well (Chad): Ms. Doe, Executive Director of UN-Women, is right."
    found = only(OPEN, said, "Ms. Doe: I thank you.", CLOSE, number=3)
    assert (found.kind, found.whom, found.title) == ("", "", "")


def test_of_two_offices_the_one_outside_the_secretariat_says_more() -> None:
    announced = (
        "The President: I call on Ms. Doe, Under-Secretary-General and Executive Director of UN-Women."
    )
    assert only(announced, "Ms. Doe: I thank you.", CLOSE).whom == "UN-Women"


def test_names_are_found_whole_and_acronyms_in_capitals() -> None:
    found = tables().mentions("the Democratic Republic of the Congo told us, and the US, of Nigeria's EU")
    assert [each.name for each in found] == [
        "Democratic Republic of the Congo",
        "United States of America",
        "Nigeria",
        "European Union",
    ]


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("IAHWG | Ann Well | Co-Chair", ("Ann Well", "Co-Chair", "presidency", "IAHWG", "")),
        ("Guinea | Representative | (Africa Group)", ("", "Representative", "state", "Guinea", "African Group")),
        ("Korea, Republic of | PR", ("", "PR", "state", "Republic of Korea", "")),
        ("UNEP | Ann Well | Executive Director",
         ("Ann Well", "Executive Director", "un-entity", "United Nations Environment Programme", "")),
        ("Well School | Ann Well | Founder", ("Ann Well", "Founder", "", "Well School", "")),
        ("Ann Well | Director, UN-Women", ("Ann Well", "Director, UN-Women", "un-entity", "UN-Women", "")),
        ("Ann Well", ("Ann Well", "", "", "", "")),
        ("Chad | Representative | Ann Well", ("Ann Well", "Representative", "state", "Chad", "")),
        ("UNDP | Ann Well | Well-keeper",
         ("Ann Well", "Well-keeper", "un-entity", "United Nations Development Programme", "")),
        ("Iraq (G77 + China) | PR", ("", "PR", "state", "Iraq", "Group of 77 and China")),
        ("Iran (Islamic Republic of) | PR", ("", "PR", "state", "Iran (Islamic Republic of)", "")),
    ],
)  # fmt: skip
def test_a_transcript_names_speakers_in_fields(printed: str, values: tuple[str, ...]) -> None:
    read_ = transcript(
        ("Chair", "Welcome."),
        (printed, "Thanks."),
        ("Chair", "Next."),
        ("Chad | PR", "I agree."),
        ("Chair", "Bye."),
    )
    found = speakers(read_)[1]
    check_places(read_, found)
    assert (found.name, found.title, found.kind, found.whom, found.on_behalf) == values


def test_a_file_name_tells_the_speaker_of_a_speech() -> None:
    path = "in/UNSC_2099_SPV.9999_spch012_Republic_Of_Korea_00_GD.txt"
    read_ = kinds.assemble([Block("Wells are deep and we speak of them.")], Source(path, "", "text/plain"))
    (found,) = speakers(read_)
    assert (found.speech, found.kind, found.whom) == ("", "state", "Republic of Korea")
    (said,) = found.said
    assert (said.where, Path(path).name[said.start : said.end], said.words) == (
        "file name",
        "Republic_Of_Korea",
        "Republic_Of_Korea",
    )


@pytest.mark.parametrize(
    ("named", "values"),
    [
        ("Ms._Well", ("Ms. Well", "", "", "")),
        ("The_President", ("", "The President", "presidency", "Security Council")),
        ("African_Union", ("", "", "regional-organization", "African Union")),
        ("Order_Of_Diggers", ("", "", "", "Order of Diggers")),
    ],
)
def test_a_file_name_may_name_a_person_the_presidency_or_a_body(named: str, values: tuple[str, ...]) -> None:
    path = f"UNSC_2099_SPV.9999_spch002_{named}_00.txt"
    read_ = kinds.assemble([Block("Wells are deep and we speak of them.")], Source(path, "", "text/plain"))
    (found,) = speakers(read_)
    assert (found.name, found.title, found.kind, found.whom) == values
    assert all(said.where == "file name" and path[said.start : said.end] == named for said in found.said)


def test_other_documents_have_no_speaker() -> None:
    read_ = kinds.assemble([Block("A paragraph about wells.")], Source("x.txt", "", "text/plain"))
    assert speakers(read_) == ()


@given(st.text(alphabet="on behalf of I speak the Chad, and.; Union我代表中国Ünited", max_size=120))
def test_whatever_is_said_the_places_are_in_it(text: str) -> None:
    for language in ("en", "fr", "es", "zh"):
        for found in stated(text, language, tables()):  # type: ignore[arg-type]
            assert 0 <= found.start < found.end <= len(text) and found.name


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("bodies", "tribe,Well People,well people,", "kind is one of"),
        ("states", "Wellland,chad,", "chad stands already"),
        ("words", "shout,en,hey,", "form is one of"),
        ("openings", "whom,en,(,", "the pattern is wrong"),
    ],
)
def test_a_mistake_in_a_table_is_told_with_its_line(
    tmp_path: Path, name: str, line: str, reason: str
) -> None:
    header = {"bodies": "kind,name,words,note", "states": "state,names,note", "words": "form,language,text,note",
              "openings": "gives,language,pattern,note"}[name]  # fmt: skip
    (tmp_path / "speakers").mkdir()
    (tmp_path / "speakers" / f"{name}.csv").write_text(
        f"{header}\n{line}\n" + ("Chad,chad,\n" if name == "states" else "")
    )
    with pytest.raises(CodebookError, match=reason):
        tables(files(tmp_path))


@real
def test_the_transcripts_know_for_whom_groups_are_spoken() -> None:
    read_ = read(next(CORPUS.glob("session_1_*.md")))
    found = speakers(read_)
    for each in found:
        check_places(read_, each)
    groups = {each.whom: each.on_behalf for each in found if each.on_behalf and each.kind == "state"}
    assert groups == {
        "Iraq": "Group of 77 and China",
        "Singapore": "Small States Group",
        "Guinea": "African Group",
        "Palau": "Alliance of Small Island States",
        "Belize": "Caribbean Community",
        "Australia": "CANZ",
        "Solomon Islands": "Pacific Islands Forum",
        "Kuwait": "Gulf Cooperation Council",
    }
    assert all(each.kind for each in found)


@real
def test_every_piece_of_a_speech_has_its_state() -> None:
    for path in CORPUS.glob("*.txt"):
        (found,) = speakers(read(path))
        assert found.kind == "state" and found.said[0].where == "file name"
        assert found.said[0].words.replace("_", " ").casefold() == found.printed.casefold()


def test_a_table_of_ones_own_names_a_body_that_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "speakers").mkdir()
    (tmp_path / "speakers" / "bodies.more.csv").write_text(
        "kind,name,words,note\ncivil-society,Order of Diggers,order of diggers,ours\n"
    )
    read_ = record(OPEN, "Ms. Well (Order of Diggers): Wells are deep.", CLOSE)
    assert [each.kind for each in speakers(read_, load(tmp_path))] == [
        "presidency",
        "civil-society",
        "presidency",
    ]
    assert speakers(read_)[1].kind == ""

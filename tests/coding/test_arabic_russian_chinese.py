"""Arabic, Russian and Chinese: the mechanisms of the codebook in own short sentences, and what is even with English."""

from __future__ import annotations

from pathlib import Path

import pytest

from windhoek.coding.code import code
from windhoek.coding.codebook import BUT_NOT, load
from windhoek.coding.lexicon import fold
from windhoek.coding.verbs import Verbs
from windhoek.document import Code, Document, Source, Unit
from windhoek.reading import read

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "sc-resolutions"
LANGUAGES = ("ar", "ru", "zh")


def document(language: str, *units: Unit, kind: str = "resolution") -> Document:
    source = Source("own.txt", "0" * 64, "text/plain")
    return Document("S/RES/1 (1946)", kind, "S", "", language, "", source, units)  # type: ignore[arg-type]


def coded(language: str, text: str, kind: str = "operative") -> Code | None:
    found = code(document(language, Unit("OP1", kind, text)))  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_that_rules_use_has_words(language: str) -> None:
    codebook = load()
    named = (c for rule in codebook.rules for c in (*rule.words, *rule.near, *rule.unless))
    used = {concept for name in named for concept in name.split(BUT_NOT)}
    english = {concept for entry in codebook.lexicons["en"] for concept in entry.concepts}
    assert used & english <= {concept for e in codebook.lexicons[language] for concept in e.concepts}  # type: ignore[index]


@pytest.mark.parametrize(
    ("theme", "arabic", "russian", "chinese"),
    [
        (
            "general",
            "إذ يشير إلى قراريه 1325 (2000) و 1820 (2008)،",
            "ссылаясь на свои резолюции 1325 (2000) и 1820 (2008),",
            "回顾第1325(2000)号和第1820(2008)号决议，",
        ),
        (
            "conflict-prevention",
            "يشجع النساء على العمل في مجال الإنذار المبكر؛",
            "рекомендует женщинам заняться ранним предупреждением;",
            "鼓励妇女从事预警工作；",
        ),
        (
            "participation",
            "يدعو إلى تمثيل النساء في البرلمان؛",
            "призывает избирать женщин в парламент;",
            "鼓励妇女当选议会议员；",
        ),
        (
            "peace-processes",
            "يدعو النساء إلى مفاوضات الغد؛",
            "призывает женщин на переговоры;",
            "请妇女参与停火谈判；",
        ),
        ("protection", "يطلب حماية النساء من الأذى؛", "просит защищать всех женщин;", "请各方保护妇女；"),
        (
            "sexual-exploitation-and-abuse",
            "يدين الاستغلال والانتهاك الجنسيين؛",
            "осуждает сексуальную эксплуатацию и надругательства;",
            "谴责性剥削和性虐待；",
        ),
        (
            "peacekeeping",
            "يطلب إلى البعثة إيفاد مستشارين للشؤون الجنسانية؛",
            "просит Миссию направить советников по гендерным вопросам;",
            "请特派团部署性别平等顾问；",
        ),
        (
            "ddr",
            "يطلب مراعاة النساء عند نزع السلاح؛",
            "просит учесть женщин при разоружении;",
            "请在解除武装时顾及妇女；",
        ),
        (
            "justice-rule-of-law-ssr",
            "يطالب بمحاكمة مرتكبي الاغتصاب أمام محكمة وطنية؛",
            "требует предать суду виновных в изнасиловании;",
            "要求法院起诉强奸行为人；",
        ),
        (
            "displacement-and-humanitarian-response",
            "يطلب المساعدة الإنسانية للنساء؛",
            "просит оказать женщинам гуманитарную помощь;",
            "请向妇女提供人道主义援助；",
        ),
        (
            "human-rights",
            "يرحب بقانون حقوق المرأة؛",
            "приветствует закон о правах женщин;",
            "欢迎关于妇女权利的法律；",
        ),
        (
            "reconstruction-and-peacebuilding",
            "يدعم النساء في بناء السلام؛",
            "поддерживает женщин в миростроительстве;",
            "鼓励妇女建设和平；",
        ),
        (
            "implementation",
            "يرحب بخطة العمل الوطنية للنساء؛",
            "приветствует национальный план действий в интересах женщин;",
            "欢迎关于妇女的国家行动计划；",
        ),
    ],
)
def test_each_theme(theme: str, arabic: str, russian: str, chinese: str) -> None:
    for language, text in zip(LANGUAGES, (arabic, russian, chinese), strict=True):
        entry = coded(language, text, "preambular" if text[-1] in "،,，" else "operative")
        assert entry is not None and theme in entry.themes, (language, entry)
        assert all(text[because.start : because.end].strip() for because in entry.because)


@pytest.mark.parametrize(
    ("language", "text", "relevant"),
    [
        # The title of an office is no statement on sexual violence.
        ("ar", "يرحب بتعيين مستشارة الرئيس المعنية بالعنف الجنسي؛", False),
        (
            "ru",
            "приветствует назначение советника президента по вопросу о сексуальном насилии;",
            False,
        ),
        ("zh", "欢迎任命冲突中性暴力问题总统顾问；", False),
        # Words that only hold others inside them: interviews, generating, seedlings.
        ("ar", "يطلب إجراء مقابلات بشأن توليد الإيرادات؛", False),
        ("ru", "просит представить материалы;", False),
        # Sex as one ground of discrimination among others is not gender.
        ("zh", "不分种族、肤色、性别、语言或宗教；", False),
        ("ar", "يدين استخدام العنف الجنسي أداة للحرب؛", True),
        ("ru", "осуждает изнасилования;", True),
        ("zh", "谴责强奸；", True),
    ],
)
def test_what_is_relevant(language: str, text: str, relevant: bool) -> None:
    assert (coded(language, text) is not None) is relevant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "يعرب عن الأسى لما لحق بالنساء والأطفال؛"),
        ("ru", "выражает скорбь о женщинах и детях;"),
        ("zh", "悼念妇女和儿童；"),
    ],
)
def test_a_bare_mention_of_women_and_children_is_protection(language: str, text: str) -> None:
    entry = coded(language, text)
    assert entry is not None and entry.themes == ("protection",)


def test_numbers_of_the_agenda_are_found_in_every_script() -> None:
    for language, text in zip(
        LANGUAGES, ("القرار 2467 (2019)", "в резолюции 2467 (2019)", "第2467（2019）号决议"), strict=True
    ):
        entry = coded(language, text)
        assert entry is not None and entry.themes == ("general",), language
    assert coded("ru", "в документе 12467 (2019)") is None


@pytest.mark.parametrize(
    ("language", "text", "verb", "strength"),
    [
        ("ar", "يطلب إلى الأمين العام حماية النساء؛", "يطلب", "request"),
        ("ar", "ويهيب كذلك بالأطراف حماية النساء؛", "يهيب", "request"),
        ("ar", "يشدِّد على حماية النساء؛", "يشدد", "statement"),
        ("ar", "تدعو الدول إلى حماية النساء؛", "تدعو", "encouragement"),
        ("ru", "просит также Генерального секретаря защитить женщин;", "просит", "request"),
        ("ru", "самым решительным образом осуждает насилие в отношении женщин;", "осуждает", "statement"),
        ("ru", "настоятельно призывает стороны защищать женщин;", "настоятельно призывает", "request"),
        ("ru", "постановляет защищать женщин;", "постановляет", "binding"),
        ("zh", "又请秘书长保护妇女；", "请", "request"),
        ("zh", "在这方面，强烈敦促各方保护妇女；", "敦促", "request"),
        ("zh", "决定保护妇女；", "决定", "binding"),
        ("zh", "再次请秘书长保护妇女；", "再次请", "statement"),
    ],
)
def test_verb_and_strength(language: str, text: str, verb: str, strength: str) -> None:
    entry = coded(language, text)
    assert entry is not None and (entry.verb, entry.strength) == (verb, strength)


@pytest.mark.parametrize(
    ("language", "text", "verb"),
    [
        ("ar", "وإذ يرحب بدور المرأة،", "يرحب"),
        ("ru", "вновь подтверждая роль женщин,", "вновь подтверждая"),
        ("zh", "又回顾妇女的作用，", "回顾"),
    ],
)
def test_the_verb_of_a_preambular_paragraph_is_a_statement(language: str, text: str, verb: str) -> None:
    entry = coded(language, text, "preambular")
    assert entry is not None and (entry.verb, entry.strength) == (verb, "statement")


@pytest.mark.parametrize(
    ("language", "text", "second"),
    [
        ("ar", "يرحب بالتقرير ويحث الدول على العمل؛", "ويحث"),
        ("ar", "يرحب بالتقرير، ويحث الدول على العمل؛", "، ويحث"),
        ("ru", "приветствует доклад и настоятельно призывает государства действовать;", " и настоятельно"),
        ("ru", "приветствует доклад, в этой связи просит государства действовать;", ", в этой связи"),
        ("zh", "欢迎报告，并敦促各国行动；", "，并敦促"),
        ("zh", "欢迎报告并敦促各国行动；", "并敦促"),
    ],
)
def test_a_new_verb_begins_a_clause(language: str, text: str, second: str) -> None:
    verbs = Verbs(load().verbs[language])  # type: ignore[index]
    assert text.index(second) in verbs.clauses(fold(text))


def test_words_of_two_clauses_keep_no_company() -> None:
    """A report in one clause and gender in the next are no reporting on gender."""
    for language, apart, together in (
        (
            "ru",
            "просит представить доклад и призывает соблюдать гендерный паритет;",
            "просит представить доклад о гендерном паритете;",
        ),
        ("zh", "请提交报告，并敦促实现性别均等；", "请提交关于性别均等的报告；"),
        ("ar", "يطلب تقديم تقرير ويحث على التكافؤ بين الجنسين؛", "يطلب تقديم تقرير عن التكافؤ بين الجنسين؛"),
    ):
        entries = coded(language, apart), coded(language, together)
        assert ["implementation" in entry.themes for entry in entries if entry] == [False, True], language


def test_a_short_lead_in_is_short_by_the_measure_of_its_language() -> None:
    """A heading governs all below it; a sentence governs its own parts alone, though it has few Chinese characters."""
    long = "决定特派团的任务包括以下各项，其中应优先重视解除武装工作，并应为此利用现有资源，酌情与各伙伴协调开展行动："
    units = (
        Unit("OP1", "operative", long),
        Unit("OP1(a)", "part", "支助：", parent="OP1"),
        Unit("OP1(a)(i)", "part", "顾及妇女；", parent="OP1(a)"),
    )
    assert len(long) < 160
    assert [entry.themes for entry in code(document("zh", *units))] == [("participation",)]


@pytest.mark.parametrize("language", ["Arabic", "Russian", "Chinese"])
def test_themes_and_strength_agree_with_english(language: str) -> None:
    folders = [CORPUS / "2021" / name for name in ("English", language)]
    if not all(folder.is_dir() for folder in folders):
        pytest.skip("no resolutions of 2021 in ../shared/corpus/sc-resolutions")
    english, other = (
        {d.symbol: d for d in map(read, sorted(folder.glob("*.xml"))[:14])} for folder in folders
    )
    overlaps, strengths = [], []
    for symbol in english.keys() & other.keys():
        theirs = {entry.unit: entry for entry in code(english[symbol])}
        for ours in code(other[symbol]):
            if match := theirs.get(ours.unit):
                mine, its = set(ours.themes), set(match.themes)
                overlaps.append(len(mine & its) / len(mine | its))
                strengths.append(ours.strength == match.strength)
    assert len(overlaps) > 20
    assert sum(overlaps) / len(overlaps) > 0.85
    assert sum(strengths) / len(strengths) > 0.9

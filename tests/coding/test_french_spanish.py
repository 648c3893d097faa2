"""French and Spanish: the mechanisms of the codebook in own short sentences, and what is even with English."""

from __future__ import annotations

import pytest

from windhoek.coding.code import code
from windhoek.coding.codebook import BUT_NOT, load
from windhoek.document import Code, Document, Source, Unit


def document(language: str, *units: Unit, kind: str = "resolution") -> Document:
    source = Source("own.txt", "0" * 64, "text/plain")
    return Document("S/RES/1 (1946)", kind, "S", "", language, "", source, units)  # type: ignore[arg-type]


def coded(language: str, text: str, kind: str = "operative") -> Code | None:
    found = code(document(language, Unit("OP1", kind, text)))  # type: ignore[arg-type]
    return found[0] if found else None


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_concept_that_rules_use_has_words(language: str) -> None:
    codebook = load()
    named = (c for rule in codebook.rules for c in (*rule.words, *rule.near, *rule.unless))
    used = {concept for name in named for concept in name.split(BUT_NOT)}
    english = {concept for entry in codebook.lexicons["en"] for concept in entry.concepts}
    assert used & english <= {concept for e in codebook.lexicons[language] for concept in e.concepts}  # type: ignore[index]


@pytest.mark.parametrize(
    ("theme", "french", "spanish"),
    [
        (
            "general",
            "Rappelant ses résolutions 1325 (2000) et 1820 (2008),",
            "Recordando sus resoluciones 1325 (2000) y 1820 (2008),",
        ),
        (
            "conflict-prevention",
            "Encourage les femmes à prendre part à l’alerte rapide ;",
            "Alienta a las mujeres a que intervengan en la alerta temprana;",
        ),
        (
            "participation",
            "Demande un quota de femmes au parlement ;",
            "Pide una cuota de mujeres en el parlamento;",
        ),
        (
            "peace-processes",
            "Souhaite la présence de femmes aux pourparlers de paix ;",
            "Pide la presencia de mujeres en las conversaciones de paz;",
        ),
        (
            "protection",
            "Déplore les attaques contre des villages, qui frappent aussi les femmes et les enfants ;",
            "Deplora los ataques contra aldeas, que alcanzan a las mujeres y los niños;",
        ),
        ("sexual-and-gender-based-violence", "Condamne tous les viols ;", "Condena la esclavitud sexual;"),
        (
            "sexual-exploitation-and-abuse",
            "Rappelle la tolérance zéro face à l’exploitation et aux atteintes sexuelles ;",
            "Recuerda la tolerancia cero frente a la explotación y los abusos sexuales;",
        ),
        (
            "peacekeeping",
            "Prie la Mission de traiter les questions de genre comme des questions transversales ;",
            "Solicita a la Misión que trate la perspectiva de género como cuestión transversal;",
        ),
        (
            "ddr",
            "Demande que des femmes soient comptées au moment du désarmement ;",
            "Pide que se cuente a las mujeres en el desarme;",
        ),
        (
            "justice-rule-of-law-ssr",
            "Exige que les auteurs de viols soient traduits en justice ;",
            "Exige que los autores de actos de violencia sexual sean llevados ante la justicia;",
        ),
        (
            "displacement-and-humanitarian-response",
            "Souligne que l’aide humanitaire doit parvenir aux femmes ;",
            "Destaca que la asistencia humanitaria debe llegar a las mujeres;",
        ),
        (
            "human-rights",
            "S’alarme de lois contraires aux droits des femmes ;",
            "Expresa alarma por leyes contrarias a los derechos de las mujeres;",
        ),
        (
            "reconstruction-and-peacebuilding",
            "Appuie les femmes dans la consolidation de la paix ;",
            "Apoya a las mujeres en la consolidación de la paz;",
        ),
        (
            "implementation",
            "Se félicite du plan d’action national pour les femmes et la paix et la sécurité ;",
            "Acoge con beneplácito el plan de acción nacional sobre las mujeres y la paz y la seguridad;",
        ),
    ],
)
def test_each_theme(theme: str, french: str, spanish: str) -> None:
    for language, text in (("fr", french), ("es", spanish)):
        entry = coded(language, text)
        assert entry is not None, text
        assert theme in entry.themes, text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Rend hommage aux hommes et aux femmes de la Mission ;"),
        ("es", "Rinde homenaje a los hombres y las mujeres de la Misión;"),
        (
            "fr",
            "Salue la nomination de la conseillère présidentielle chargée de la question des violences sexuelles ;",
        ),
        (
            "es",
            "Acoge el nombramiento de la asesora presidencial sobre la violencia sexual en los conflictos;",
        ),
        ("fr", "Décide de déployer 1 325 policiers ;"),
        ("es", "Decide desplegar 1.325 agentes;"),
        ("fr", "Constate que des actes de ce genre se répètent ;"),
        ("fr", "Salue les forces de défense et de sécurité afghanes ;"),
        ("fr", "Condamne l’attaque contre l’enceinte de l’ambassade ;"),
        ("fr", "Salue les opérations policières et les instances dirigeantes ;"),
        ("fr", "Demande un enseignement dans la langue maternelle ;"),
        ("es", "Condena la violación del embargo de armas;"),
        ("es", "Condena los casos de violación de los derechos humanos;"),
        ("es", "Observa el fenómeno de La Niña;"),
        ("es", "Pide que se vele por los niños y niñas del país;"),
    ],
)
def test_titles_courtesies_and_words_of_two_meanings_are_passed_over(language: str, text: str) -> None:
    assert coded(language, text) is None


def test_a_policy_is_no_politics_and_going_on_is_no_prosecution() -> None:
    policy = coded("fr", "Prie la Mission de faire connaître aux femmes sa politique ;")
    assert policy and not any(b.rule == "women in politics" for b in policy.because)
    politics = coded("fr", "Encourage les femmes à entrer dans la vie politique ;")
    assert politics and any(b.rule == "women in politics" for b in politics.because)
    going_on = coded("fr", "Prie la Mission de poursuivre sa tâche pour prévenir les viols ;")
    assert going_on and "justice-rule-of-law-ssr" not in going_on.themes
    prosecuted = coded("fr", "Demande de poursuivre les auteurs de viols ;")
    assert prosecuted and "justice-rule-of-law-ssr" in prosecuted.themes


@pytest.mark.parametrize(
    ("language", "kind", "text", "verb", "strength"),
    [
        (
            "fr",
            "operative",
            "Prie également le Secrétaire général d’entendre les femmes ;",
            "prie",
            "request",
        ),
        (
            "fr",
            "operative",
            "Demande instamment aux parties d’entendre les femmes ;",
            "demande instamment",
            "request",
        ),
        ("fr", "operative", "Encourage vivement les femmes à voter ;", "encourage", "encouragement"),
        ("fr", "operative", "Décide que les femmes seront entendues ;", "décide", "binding"),
        ("fr", "operative", "Se félicite de la part prise par les femmes ;", "se félicite", "statement"),
        ("fr", "preambular", "Se déclarant inquiet du sort des femmes,", "se déclarant", "statement"),
        ("fr", "preambular", "Rappelant aussi le rôle des femmes,", "rappelant", "statement"),
        (
            "es",
            "operative",
            "Solicita también al Secretario General que oiga a las mujeres;",
            "solicita",
            "request",
        ),
        ("es", "operative", "Insta encarecidamente a todos a que oigan a las mujeres;", "insta", "request"),
        ("es", "operative", "Alienta a las mujeres a que voten;", "alienta", "encouragement"),
        ("es", "operative", "Exige que se oiga a las mujeres;", "exige", "binding"),
        ("es", "operative", "Pone de relieve el papel de las mujeres;", "pone de relieve", "statement"),
        ("es", "preambular", "Profundamente preocupada por las mujeres,", "preocupada", "statement"),
    ],
)
def test_verb_and_strength(language: str, kind: str, text: str, verb: str, strength: str) -> None:
    entry = coded(language, text, kind)
    assert entry is not None
    assert (entry.verb, entry.strength) == (verb, strength)
    assert entry.commitments == () and entry.addressees == ()


def test_a_part_has_the_verb_of_its_lead_in() -> None:
    units = (
        Unit("OP3", "operative", "Prie le Secrétaire général de lui rendre compte :"),
        Unit("OP3(a)", "part", "du sort des femmes ;", parent="OP3"),
    )
    entry = code(document("fr", *units))[0]
    assert (entry.unit, entry.verb, entry.strength) == ("OP3(a)", "prie", "request")


@pytest.mark.parametrize(
    ("language", "apart", "together"),
    [
        (
            "fr",
            "Salue le travail des femmes et demande que les élections aient lieu ;",
            "Salue le travail des femmes candidates aux élections ;",
        ),
        (
            "es",
            "Encomia la labor de las mujeres y pide que se celebren elecciones;",
            "Encomia la labor de las mujeres en las elecciones;",
        ),
    ],
)
def test_a_new_verb_begins_a_clause_of_its_own(language: str, apart: str, together: str) -> None:
    one, two = coded(language, together), coded(language, apart)
    assert one and two
    assert "elections" in one.functions
    assert "elections" not in two.functions

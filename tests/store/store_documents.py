"""Short documents of our own, as AKN4UN."""

from __future__ import annotations

_AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#s"><FRBRWork><FRBRthis value="/akn/un/statement/deliberation/unsc/{date}/1/!main/"/>
<FRBRdate date="{date}" name="adoption"/></FRBRWork><FRBRExpression><FRBRlanguage language="{code}"/></FRBRExpression>
</identification></meta><coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p></coverPage>
<preamble><container name="preamble">{preamble}</container></preamble><mainBody>{body}</mainBody></statement></akomaNtoso>"""
_CODES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "ar": "ara", "zh": "zho"}


def akn(symbol: str, language: str, preamble: list[str], body: list[str], date: str = "2031-05-06") -> str:
    """A resolution as AKN4UN."""
    return _AKN.format(
        symbol=symbol,
        code=_CODES[language],
        date=date,
        preamble="".join(f"<p>{text}</p>" for text in preamble),
        body="".join(
            f"<paragraph><num>{number}.</num><content><p>{text}</p></content></paragraph>"
            for number, text in enumerate(body, start=1)
        ),
    )


ENGLISH = {
    "S_RES_9001": (
        "S/RES/9001 (2031)",
        ["Concerned that few women sit at the table where peace is made,"],
        [
            "Asks every party to bring women's organizations into the talks by June;",
            "Requests a report on the well-being of displaced girls;",
        ],
    ),
    "S_RES_9002": (
        "S/RES/9002 (2031)",
        ["Recalling resolution 9001 (2031) and what it asked for,"],
        [
            "Reminds the parties of paragraph 2 of resolution 9001 (2031);",
            "Extends the mission until the month of May of the coming year;",
        ],
    ),
    "S_RES_9003": (
        "S/RES/9003 (2032)",
        ["Noting the harvest, the roads and the weather,"],
        ["Invites the Secretary-General to visit the islands;", "Remains seized of the roads;"],
    ),
}
FRENCH = (
    "S/RES/9001 (2031)",
    ["Constatant avec inquiétude que peu de femmes siègent à la table où se fait la paix,"],
    [
        "Demande à chaque partie d’associer les organisations de femmes aux pourparlers ;",
        "Demande un rapport sur le bien-être des filles déplacées et l’égalité ;",
    ],
)

"""The API: what it answers agrees with its own description, with the pages, and with its paper."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from importlib.resources import files
from pathlib import Path
from urllib.request import urlopen

import jsonschema
import pytest
from lxml import html
from site_documents import RESOLUTION, running

PAPER = Path(__file__).parents[2] / "docs" / "api.md"
_EXAMPLE = re.compile(r"^```sh\n(curl .*?)\n```\n\n```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def described(client):
    return client.get("/api/openapi.json").json()


def operations(described):
    return [(path, each) for path, methods in described["paths"].items() for each in methods.values()]


def check(described, operation, status, answer):
    """Hold an answer against the schema that the description gives for it."""
    schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
    whole = {**schema, "components": described["components"]}
    jsonschema.Draft202012Validator(whole).validate(answer)


def test_the_description_is_sound(described):
    assert described["openapi"].startswith("3.1")
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    names = [each["operationId"] for _, each in operations(described)]
    assert len(names) == len(set(names)) == 12
    assert all(set(methods) == {"get"} for methods in described["paths"].values())
    for path, each in operations(described):
        declared = {one["name"] for one in each.get("parameters", ()) if one["in"] == "path"}
        assert set(re.findall(r"{(\w+)}", path)) == declared
        assert each["summary"] and each["description"] and each["x-examples"]
    references = re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(described))
    assert set(references) <= set(described["components"]["schemas"])


def test_every_parameter_says_what_it_is(client, described):
    told = {
        (path, one["name"]): one.get("description") or one["schema"].get("description", "")
        for path, methods in described["paths"].items()
        for each in methods.values()
        for one in each.get("parameters", ())
    }
    assert told and all(told.values()), [where for where, words in told.items() if not words]
    page = html.fromstring(client.get("/api/").content.decode())
    assert not [
        each.text_content() for each in page.xpath("//section//dd") if not each.text_content().strip()
    ]


def test_examples_answer_as_described(client, described):
    for _, each in operations(described):
        for example in each["x-examples"]:
            answer = client.get(example.replace("S/RES/1325(2000)", RESOLUTION.strip("/")))
            assert answer.status_code == 200, example
            check(described, each, 200, answer.json())


def test_a_document_is_the_stored_one(client):
    found = client.get("/api/documents/s/res/9002 (2031)").json()
    assert found["document"]["symbol"] == "S/RES/9002 (2031)" and found["document"]["language"] == "en"
    assert [unit["label"] for unit in found["units"]] == ["PP1", "OP1", "OP2", "OP2(a)"]
    assert found["codes"][0]["unit"] == "OP1" and found["codes"][0]["themes"] == ["peace-processes"]
    cited = found["citations"][-1]
    assert (cited["unit"], cited["symbol"], cited["label"]) == ("OP1", "S/RES/9001 (2031)", "OP2")
    assert found["languages"] == ["en", "fr", "ar", "zh"] and found["url"] == RESOLUTION
    earlier = client.get("/api/documents/S/RES/9001(2031)").json()
    assert {(each["symbol"], each["unit"], each["label"]) for each in earlier["cited_by"]} >= {
        ("S/RES/9002 (2031)", "OP1", "OP2")
    }
    assert client.get("/api/documents/S/RES/9002(2031)?language=ar").json()["url"] == f"/ar{RESOLUTION}"
    assert client.get("/api/documents/S/RES/9002(2031)?language=es").status_code == 404


def test_documents_are_found_and_lead_to_themselves(client):
    found = client.get("/api/documents?kind=report&q=long").json()
    assert [each["symbol"] for each in found["documents"]] == ["S/2031/500"]
    for each in client.get("/api/documents?year=2031&limit=3").json()["documents"]:
        assert client.get(each["api"]).json()["document"]["title"] == each["title"]
        assert client.get(each["url"]).status_code == 200


def test_search_is_that_of_the_page(client):
    asked = "q=women&kind=resolution&language=en"
    found = client.get(f"/api/search?{asked}").json()
    page = html.fromstring(client.get(f"/search?{asked}").content.decode())
    assert [each["url"] for each in found["hits"]] == page.xpath("//*[@class='where']//h2/a/@href")
    hit = found["hits"][0]
    assert next(hit["text"][start:end].lower() for start, end in hit["spans"]) == "women"
    second = client.get("/api/search?q=women&limit=1&page=2").json()
    assert second["hits"] == client.get("/api/search?q=women&limit=2").json()["hits"][1:]


def test_older_addresses_give_the_same(client):
    same = "mission=UNMIL&year=2013&page=2"
    new, old = (client.get(f"/api/register/personnel{end}?{same}").json() for end in ("", ".json"))
    assert new == old
    new, old = (client.get(f"/api/missions/UNMIL{end}?on=2013-05-31").json() for end in ("", ".json"))
    assert new == old


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/documents/none", 404, "not in this store"),
        ("/api/missions/NONE", 404, "No mission"),
        ("/api/missions/UNMIL/trace", 422, "required"),
        ("/api/missions?on=yesterday", 422, "date"),
        ("/api/register/none", 404, "nothing of that name"),
        ("/api/register/targets/none", 404, "no row"),
        ("/api/search?page=9999&limit=100", 422, "Only the first"),
    ],
)
def test_what_is_wrong_is_told(client, address, status, words):
    answer = client.get(address)
    assert answer.status_code == status and words in json.dumps(answer.json()["detail"])


def test_the_page_lists_all_and_its_links_lead_there(client, described):
    page = html.fromstring(client.get("/api/").content.decode())
    assert page.xpath("//*[@class='path']/code/text()") == [
        f"GET {path}" for path, _ in operations(described)
    ]
    assert client.get("/api").status_code == 200
    assert client.get("/api/themes")["Access-Control-Allow-Origin"] == "*"


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    from windhoek.store.ingest import Inline, ingest
    from windhoek.store.store import Store

    store = Store(tmp_path_factory.mktemp("samples") / "samples.sqlite3")
    ingest(store, [Path(str(files("windhoek") / "samples"))], executor=Inline())
    with running(store) as (address, _):
        yield address


def agrees(shown, real):
    """Whether an answer is as the paper shows it; `…` stands for anything, on a line of its own for any lines."""
    pattern = re.escape(shown.strip()).replace("\n…\\\n", "\n.*\\\n").replace("…", "[^\n]*")
    return re.fullmatch(pattern, real, re.DOTALL)


def test_the_paper_is_true(samples):
    examples = _EXAMPLE.findall(PAPER.read_text(encoding="utf-8"))
    assert len(examples) == 3
    for command, shown in examples:
        url = shlex.split(command)[-1].replace("http://127.0.0.1:8000", samples)
        with urlopen(url) as answer:
            real = json.dumps(json.load(answer), ensure_ascii=False, indent=1)
        assert agrees(shown, real), f"{command}\n{real[:3000]}"


def test_the_paper_s_program_runs(samples):
    (program,) = re.findall(
        r"^```python\n(.*?)^```$", PAPER.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(program.replace("http://127.0.0.1:8000", samples), {})
    assert re.search(r"^UNAMID, S/RES/2063 \(2012\): \d+ paragraphs$", printed.getvalue(), re.M), (
        printed.getvalue()
    )


def test_what_an_address_may_answer_is_described(client):
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        assert {"200", "422", "429"} <= methods["get"]["responses"].keys(), path
    assert client.get("/api/search?limit=many").status_code == 422

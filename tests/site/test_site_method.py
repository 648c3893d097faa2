"""Data and method: the figures are those of the README, and what can be taken away is what the register has."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

from lxml import html

from windhoek import register
from windhoek.publishing import package
from windhoek.site.views.method import read

HOME = Path(__file__).parents[2]


def readme_rows():
    table = (
        (HOME / "README.md").read_text(encoding="utf-8").split("| what | figure | goal |\n|---|---|---|\n")[1]
    )
    lines = table.split("\n\n")[0].splitlines()
    return [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in lines]


def test_the_figures_are_those_of_the_readme():
    ours = [(row["what"], row["figure"], row["goal"]) for row in read("figures.csv") if not row["language"]]
    theirs = [(what, figure, goal.strip("| ")) for what, figure, goal in readme_rows()]
    assert ours == theirs, "a row of README's table is a row of src/windhoek/site/figures.csv"


def test_every_figure_has_its_day_and_a_command_that_there_is():
    targets = re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for row in read("figures.csv"):
        assert date.fromisoformat(row["day"])
        words = row["command"].split()
        if words[0] == "make":
            assert words[1] in targets
            programs = (HOME / "benchmarks" / f"{words[1]}.py").read_text(encoding="utf-8")
            assert f"[{words[2].removeprefix('ARGS=')}]" in programs, row["command"]
        else:
            assert (HOME / f"{words[2].replace('.', '/')}.py").exists(), row["command"]
    assert {row["language"] for row in read("figures.csv")} == {"", "ar", "es", "fr", "ru", "zh"}


def test_the_page_says_all_of_it(client):
    page = client.get("/method").content.decode()
    made = html.fromstring(page)
    assert len(made.xpath("//tbody/tr")) == len(read("figures.csv"))
    assert len(made.xpath("//a[contains(@href, '.csv')]")) == len(register.tables())
    for anchor in ("downloads", "codebook", "measured", "faults", "cite", "licence"):
        assert made.xpath(f"//h2[@id='{anchor}']")
    assert "Windhoek register, version" in page


def test_the_package_is_the_register(client):
    answer = client.get("/method/windhoek-register.zip")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        described = json.loads(packed.read("windhoek-register/datapackage.json"))
        assert [each["name"] for each in described["resources"]] == list(register.tables())
        targets = packed.read("windhoek-register/data/targets.csv").decode()
        assert targets.count("\ntargets/") + targets.startswith("targets/") == len(register.rows("targets"))
    assert package.archive() == answer.content


def test_every_named_page_is_among_those_that_are_measured_and_pictured():
    from django.urls import get_resolver, resolve

    from windhoek.site import urls

    sys.path.insert(0, str(HOME))
    from benchmarks.pages import shown

    routes = get_resolver(urls).reverse_dict
    written = {name: routes.getlist(name)[0][0][0][0] for name in routes if isinstance(name, str)}
    named = {name for name, address in written.items() if "." not in address}  # the others are files
    seen = {resolve(address.partition("?")[0], urls).url_name for _, address in shown()}
    # The login is there on a server alone; "asked" leads on to a page.
    assert named - seen == {"asked", "login", "logout"}, "give the new page a row in benchmarks/pages.py"

"""The examples of the papers are true: what stands in a console block is what the command prints."""

from __future__ import annotations

import ast
import difflib
import re
import shlex
from importlib.resources import files
from pathlib import Path

import pytest
from typer.main import get_command

from terminal import windhoek
from windhoek import cli

HOME = Path(__file__).parents[1]
PAPERS = [HOME / "README.md", HOME / "CONTRIBUTING.md", *sorted(HOME.glob("docs/*.md"))]
_BLOCK = re.compile(r"^```(console|csv (\S+))\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = re.compile(r"^\$ ", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)")
COMMANDS = get_command(cli.app).commands  # type: ignore[attr-defined]


def examples(paper: Path) -> list[tuple[str, str]]:
    """The commands of a paper in their order, each with the output that the paper shows; `> FILE` writes that file."""
    found = []
    for _, file, block in _BLOCK.findall(paper.read_text(encoding="utf-8")):
        if file:
            found.append((f"> {file}", block))
            continue
        for example in _PROMPT.split(block)[1:]:
            command, _, output = example.partition("\n")
            found.append((command, output))
    return found


def printed(command: str, folder: Path) -> str:
    """What `windhoek …` prints, on a terminal of 80 columns, with errors among it."""
    name, *arguments = shlex.split(command)
    assert name == "windhoek", f"only windhoek is run here: {command}"
    environment = {
        "WINDHOEK_STORE": str(folder / "store.sqlite3"),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    return windhoek(*arguments, cwd=folder, env=environment, together=True).stdout


def tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def agrees(shown: str, real: str) -> bool:
    """Whether the output shown is the real one; `…` on a line of its own stands for any lines, else for any words."""
    lines = (
        "(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*?") + "\n" for line in tidy(shown)
    )
    return re.fullmatch("".join(lines), "".join(line + "\n" for line in tidy(real))) is not None


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_examples(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(str(files("windhoek") / "samples"))
    for command, shown in examples(paper):
        if command.startswith("> "):
            file = tmp_path / command.removeprefix("> ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(shown, encoding="utf-8")
            continue
        real = printed(command, tmp_path)
        difference = "\n".join(difflib.ndiff(tidy(shown), tidy(real)))
        assert agrees(shown, real), f"$ {command}\n{difference}"


def test_the_papers_have_examples() -> None:
    assert sum(len(examples(paper)) for paper in PAPERS) >= 10


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_links_lead_somewhere(paper: Path) -> None:
    for target in _LINK.findall(paper.read_text(encoding="utf-8")):
        assert (paper.parent / target).exists(), f"{paper.name} links to {target}"


def test_every_command_is_described_and_every_described_one_exists() -> None:
    paper = (HOME / "docs" / "terminal.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## windhoek (\w+)", paper, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_commands_and_options_exist(paper: Path) -> None:
    """Wherever a paper says `windhoek something --option`, that command has that option."""
    for line in re.findall(r"windhoek ([a-z]+ [^`\n]*--[^`\n]*)", paper.read_text(encoding="utf-8")):
        name, *rest = line.split()
        assert name in COMMANDS, line
        command = COMMANDS[name]
        if rest and rest[0] in getattr(command, "commands", {}):
            command = command.commands[rest[0]]
        has = {option for parameter in command.params for option in parameter.opts + parameter.secondary_opts}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", line)) <= has | {"--help"}, line


def reasons() -> list[str]:
    """What errors say in the library's code: the longest fixed piece of each reason."""
    found = []
    for module in (HOME / "src" / "windhoek").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "ReadError"
                and len(node.args) > 1
            ):
                pieces = [
                    str(part.value) for part in ast.walk(node.args[1]) if isinstance(part, ast.Constant)
                ]
                found.append(max(pieces, key=len, default="").strip(" (:,"))
    return [reason for reason in found if " " in reason]


def test_every_error_is_explained() -> None:
    paper = " ".join((HOME / "docs" / "errors.md").read_text(encoding="utf-8").split())
    assert len(reasons()) > 20
    assert [reason for reason in reasons() if reason not in paper] == []


def test_targets_of_make_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for paper in PAPERS:
        assert set(re.findall(r"`make ([a-z]+)", paper.read_text(encoding="utf-8"))) <= targets, paper.name


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ("one\ntwo", "one\ntwo   \n", True),
        ("one", "one\ntwo", False),
        ("…\ntwo", "a\nb\ntwo", True),
        ("…\ntwo", "a\nb\nthree", False),
        ("…\ntwo", "two", True),
        ("a…\ntwo", "a\nb\ntwo", False),
        ("took … ms", "took 12 ms", True),
        ("took … ms", "took 12\n ms", False),
        ("one\n…", "one\na\nb", True),
    ],
)
def test_how_outputs_are_compared(shown: str, real: str, same: bool) -> None:
    assert agrees(shown, real) is same

"""The commands on the pages exist and work as they are written there."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import typer

from qaudit.cli.main import app, run_command

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `qaudit ?(.*?)` \|", re.MULTILINE)


def typed_lines(page: str) -> list[list[str]]:
    """What a reader types, block by block."""
    blocks = [block.splitlines() for block in CONSOLE.findall(page)]
    return [[line.removeprefix("$ ") for line in block if line.startswith("$ ")] for block in blocks]


def leaves(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command of the tree with its words."""
    for name, command in group.commands.items():
        words = (*path, name)
        if hasattr(command, "commands"):
            yield from leaves(command, words)
        else:
            yield " ".join(words), command


@pytest.fixture(scope="module")
def tree() -> dict[str, Any]:
    found = dict(leaves(typer.main.get_command(app)))
    assert len(found) > 12
    return found


def documented() -> dict[str, str]:
    """The rows of the page: the command's words, and all that is written in the row."""
    rows = ROW.findall(COMMANDS)
    assert len(rows) > 12
    return {" ".join(re.findall(r"^[a-z]+(?: [a-z]+)*", row)): row for row in rows if row}


def test_every_command_is_on_the_page_and_no_other(tree: dict[str, Any]) -> None:
    assert set(documented()) == set(tree)


def test_every_option_on_the_page_exists(tree: dict[str, Any]) -> None:
    seen = 0
    for words, row in documented().items():
        known = {name for parameter in tree[words].params for name in parameter.opts}
        for option in re.findall(r"--?[a-z]+(?:-[a-z]+)*", row):
            assert option in known, f"{words} {option}"
            seen += 1
    assert seen > 8


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![a-z])--?[a-z]+(?:-[a-z]+)*", text))


def test_every_option_that_exists_is_on_the_page(tree: dict[str, Any]) -> None:
    """In a row of its command, among the filters of comparisons, or where the page tells what many commands have."""
    rows = [(" ".join(re.findall(r"^[a-z]+(?: [a-z]+)*", row)), row) for row in ROW.findall(COMMANDS)]
    [common] = re.findall(
        r"^Common options:.*?\n\n(?=`pack list --json`)", COMMANDS, re.MULTILINE | re.DOTALL
    )
    [filters] = re.findall(r"^FILTERS of .*?\[comparison", COMMANDS, re.MULTILINE | re.DOTALL)
    assert {"--db", "--default-design", "--version"} <= options_in(common)
    assert {"--brand", "--code", "--most"} <= options_in(filters)
    missing = []
    for words, command in tree.items():
        told = " ".join(row for name, row in rows if name == words)
        named = options_in(told) | options_in(common) | (options_in(filters) if "FILTERS" in told else set())
        for parameter in command.params:
            options = {name for name in parameter.opts if name.startswith("-")}
            if options and not parameter.hidden and not options & named:
                missing.append((words, sorted(options)))
    assert missing == []
    roots = typer.main.get_command(app).params
    assert {name for option in roots for name in option.opts} <= options_in(common)


def test_the_readme_begins_with_the_two_make_commands() -> None:
    assert [line.split("#")[0].strip() for line in typed_lines(README)[0]] == ["make run", "make test"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "benchmarks/README.md"])
def test_every_make_command_is_a_target(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    asked = set(re.findall(r"(?:`|\$ )make ([a-z]+)", text))
    assert asked
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert asked <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


@dataclass
class Tour:
    """Lines for a shell, typed one after the other: `NAME=$(...)` and `$NAME` are all that it has to know of one."""

    environment: pytest.MonkeyPatch
    kept: dict[str, str] = field(default_factory=dict)

    def type(self, line: str, run: Callable[[list[str]], str]) -> str:
        """What a line prints."""
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").partition("=")
            self.environment.setenv(name, value)
            return ""
        if caught := re.fullmatch(r"(\w+)=\$\((.*)\)", line):
            self.kept[caught[1]] = self.type(caught[2], run).strip()
            return ""
        program, *words = shlex.split(re.sub(r"\$(\w+)", lambda name: self.kept[name[1]], line))
        assert program == "qaudit"
        return run(words)


def test_the_tour_of_the_readme_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one process, since each new one takes a second; the next test types the first lines in a shell."""

    def run(words: list[str]) -> str:
        assert run_command(words) == 0, words
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return captured.out

    monkeypatch.chdir(tmp_path)
    tour = Tour(monkeypatch)
    said = [tour.type(line, run) for line in tour_of_the_readme()]
    assert len(said) > 6
    assert any("telephone-service-centre@2026.1" in words for words in said)
    assert said[-1].strip()
    assert (tmp_path / "tour.sqlite").exists()


@pytest.mark.skipif(os.name == "nt", reason="the tour is written for a POSIX shell")
def test_the_tour_of_the_readme_begins_well_in_a_shell(tmp_path: Path) -> None:
    begin = tour_of_the_readme()[:3]
    assert sum(line.startswith("qaudit ") for line in begin) == 2
    programs = Path(sys.executable).parent
    done = subprocess.run(
        ["sh", "-eu"],
        input="\n".join(begin),
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},  # noqa: TID251 - for the shell
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "telephone-service-centre@2026.1" in done.stdout
    assert "Traceback" not in done.stderr
    assert (tmp_path / "tour.sqlite").exists()


def tour_of_the_readme() -> list[str]:
    [tour] = [block for block in typed_lines(README) if any(line.startswith("qaudit ") for line in block)]
    return tour

"""`pack new`: scripted by options, or by questions on a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Cli

if sys.platform != "win32":
    import pty


def made(cli: Cli, *words: str) -> str:
    """The text of a pack that `pack new` wrote, which passes the strict check."""
    path = cli.done("pack", "new", "my-brand", "--folder", str(cli.library), *words).out.strip()
    said = cli.done("pack", "check", "--strict", path)
    assert said.err == f"{path}: 0 problems, 0 warnings\n"
    return Path(path).read_text(encoding="utf-8")


def test_without_a_terminal_it_takes_what_is_usual(cli: Cli) -> None:
    text = made(cli)
    assert 'name: "My brand"' in text
    assert "languages: [en] " in text
    assert "pass_mark: 80\n" in text
    assert "show_score_to_shopper: false" in text


def test_options_say_everything_that_is_asked(cli: Cli) -> None:
    options = (
        "--brand",
        "Café",
        "--language",
        "he",
        "--language",
        "en",
        "--voice",
        "רגוע",
        "--pass-mark",
        "none",
    )
    text = made(cli, *options, "--show-score", "--title", "שלנו")
    assert 'name: "Café"' in text
    assert "languages: [he, en]" in text
    assert '    he: "רגוע"' in text
    assert '  he: "שלנו"' in text
    assert "# pass_mark: 80" in text
    assert "show_score_to_shopper: true" in text


def test_a_pack_on_top_of_another_has_all_of_it(cli: Cli) -> None:
    text = made(cli, "--extends", "hair-salon", "--pass-mark", "85", "--language", "ro")
    assert "extends: hair-salon@2026.1\n" in text
    assert "pass_mark: 85\n" in text
    shown = cli.done("pack", "show", str(cli.library / "my-brand" / "2026.1.yaml"), "--json").document
    base = cli.done("pack", "show", "hair-salon", "--json").document
    assert [one["code"] for one in shown["sections"]] == [one["code"] for one in base["sections"]]
    assert shown["languages"] == ["ro"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--pass-mark", "101"), "'101' is not a pass mark"),
        (("--pass-mark", "high"), "'high' is not a pass mark"),
        (("--language", "fr"), "There are no words in 'fr' to begin with"),
        (("--extends", "hair-salon", "--language", "fr"), "There are no words in 'fr' to begin with"),
        (("--extends", "hair-salon", "--pass-mark", "none"), "hair-salon@2026.1 has a pass mark"),
        (("--extends", "hare-salon"), "There is no pack hare-salon (did you mean hair-salon?)"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    cli: Cli, words: tuple[str, ...], says: str
) -> None:
    said = cli("pack", "new", "my-brand", "--folder", str(cli.library), *words)
    assert said.code == 2
    assert says in said.err
    assert not (cli.library / "my-brand").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal_it_asks_and_an_empty_line_takes_what_stands_in_brackets(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qaudit", "--lang", "en", "pack", "new", "my-brand", "--brand", "Mine"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path) as program:
        os.write(ours, b"none\nxx\nro en\n\n150\n85\nno\n")
        os.close(theirs)
        said = b""
        while chunk := _read(ours):
            said += chunk
        assert program.wait() == 0, said.decode()
    os.close(ours)
    told = said.decode()
    assert "Which pack does it build on? Its number or name, or none [none]" in told
    assert "The brand's name" not in told
    assert "Languages of the pack, its own first, of en, he, ro [en]" in told
    assert "There are no words in 'xx' to begin with" in told
    assert "'150' is not a pass mark" in told
    text = (tmp_path / "my-brand" / "2026.1.yaml").read_text(encoding="utf-8")
    assert "languages: [ro, en]" in text
    assert "pass_mark: 85\n" in text


def _read(terminal: int) -> bytes:
    """What the program wrote; nothing once it has gone."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""

"""What is printed: tables by cell width, text that cannot steer a terminal, streams that end early."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from qaudit.cli import output
from tests.command_line import Cli
from tests.corner_shop import ALL_MET

HOSTILE = "\x1b[31mred\x1b[0m [bold]b[/] {{ 7*7 }} <b>\u202egnp.exe\r\n\tend\x00\x07"


def test_columns_are_aligned_by_cells_not_by_letters() -> None:
    lines = output.table_lines(("NAME", "N"), [("日本", 3), ("שלום", 12), ("e\u0301", 100)])
    assert lines == ["NAME    N", "日本    3", "שלום   12", "e\u0301     100"]


def test_numbers_stand_to_the_right_and_no_blank_ends_a_line() -> None:
    assert output.table_lines(("A", "B"), [("x", ""), ("long", "")]) == ["A     B", "x", "long"]
    assert output.table_lines(("A", "B"), []) == ["A  B"]


def test_one_column_is_cut_to_the_terminal_and_a_pipe_gets_all() -> None:
    rows = [("A-01", "a long text that does not fit"), ("A-02", "short")]
    assert output.table_lines(("CODE", "TEXT"), rows, wide=1, width=20) == [
        "CODE  TEXT",
        "A-01  a long text t…",
        "A-02  short",
    ]
    assert output.table_lines(("CODE", "TEXT"), rows, wide=1)[1] == "A-01  a long text that does not fit"


def test_a_cell_of_wide_letters_is_cut_by_cells() -> None:
    [_, line] = output.table_lines(("T",), [("日" * 20,)], wide=0, width=11)
    assert output.cell_width(line) <= 11
    assert line.endswith("…")


def test_hostile_text_is_shown_as_text(cli: Cli) -> None:
    visit = cli.opened()
    cli.done("visit", "note", visit, "ARR-02", HOSTILE)
    cli.done("visit", "record", visit, "ARR-02", "no")
    for words in (("visit", "show", visit), ("journal", visit)):
        out = cli.done(*words).out
        assert "␛[31mred" in out
        assert "[bold]b[/]" in out
        assert "[RLO]gnp.exe" in out
        assert not set(out) & {"\x1b", "\x00", "\x07", "\u202e", "\r"}
    [reading] = cli.done("visit", "show", visit, "--json").document["readings"]
    assert reading["note"] == HOSTILE.replace("\x00", "␀")


def test_hostile_words_on_the_command_line_are_shown_as_text(cli: Cli) -> None:
    visit = cli.opened()
    for words in (
        ("pack", "show", "x\x1b[2J"),
        ("visit", "show", "x\x1b[2Jyyyyyy"),
        ("visit", "record", visit, "ARR\x1b[2J", "yes"),
        ("visit", "record", visit, "ARR-02", "yes\x1b[2J"),
        ("visit", "mark", visit, "x\x1b[2J"),
        ("visit", "open", "corner-shop", "--branch", "x\x1b[2J", "--auditor", "heron"),
        ("visit", "list", "--\x1b[2J"),
        ("visit", "fill", visit, "x\x1b[2J.csv"),
    ):
        said = cli(*words)
        assert said.code in (2, 4)
        assert "\x1b" not in said.err
        assert "[2j" in said.err.casefold()


def test_a_note_of_ten_thousand_characters_is_kept_whole(cli: Cli) -> None:
    visit = cli.opened()
    cli.done("visit", "note", visit, "ARR-02", "ab " * 3400)
    [reading] = cli.done("visit", "show", visit, "--json").document["readings"]
    assert reading["note"] == "ab " * 3400
    refused = cli("visit", "note", visit, "ARR-02", "x" * 20_001)
    assert refused.code == 4
    assert "20001 characters" in refused.err


def test_json_is_ascii_where_the_stream_is_not_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    output.say_json({"name": "עכו"})
    stream.seek(0)
    assert stream.read() == '{\n  "name": "\\u05e2\\u05db\\u05d5"\n}\n'


def test_text_that_the_terminal_lacks_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    output.prepare_streams()
    output.say("עכו")
    stream.seek(0)
    assert stream.read() == "\\u05e2\\u05db\\u05d5\n"


class GonePipe(io.StringIO):
    """A stream whose reader has gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize(
    "command", [("visit", "list"), ("visit", "list", "--json"), ("pack", "show", "corner-shop")]
)
def test_a_reader_who_is_gone_is_no_fault(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    cli.filled(ALL_MET)
    monkeypatch.setattr(sys, "stdout", GonePipe())
    said = cli(*command)
    assert (said.code, said.err) == (0, "")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in ((Terminal(), "\rvisits: 1 of 2\rvisits: 2 of 2\n"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        progress = output.progress_of("visits")
        progress(1, 2)
        progress(2, 2)
        assert stream.getvalue() == shown


def test_a_prompt_is_shown_to_who_types(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("yes\r\n"))
    output.prompt("ARR-01")
    assert output.read_line() == "yes"
    assert output.read_line() is None
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    output.prompt("ARR-01")
    assert capsys.readouterr().out == "ARR-01> "


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is full")
@pytest.mark.parametrize("command", [("pack", "list"), ("pack", "list", "--json")])
def test_a_full_disk_behind_stdout_is_told_in_a_sentence(command: tuple[str, ...], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "qaudit", "--lang", "en", "--db", str(tmp_path / "x.sqlite"), *command],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (said.returncode, said.stderr) == (2, "qaudit: stdout cannot be written: the disk is full\n")

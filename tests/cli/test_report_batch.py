"""`qaudit report batch` makes the reports of many visits, and says which it made."""

import io
import signal
import sys
from datetime import UTC, datetime, timedelta

import pytest

from qaudit.cli import output
from qaudit.cli.report_batch import _gentle_stop, _time_left
from tests.command_line import Cli
from tests.corner_shop import ALL_MET

NOW = datetime(2026, 5, 14, tzinfo=UTC)


@pytest.fixture
def published(cli: Cli) -> list[str]:
    """Two published visits."""
    found = [cli.filled(ALL_MET), cli.filled(ALL_MET.replace("ARR-02,yes,", "ARR-02,no,A streak"))]
    cli.done("person", "add", "owl", "--role", "reviewer")
    cli.done("person", "add", "hq", "--role", "headquarters")
    cli.done("person", "add", "rona", "--role", "manager", "--branch", "HAI-01", "--as", "hq")
    for visit in found:
        cli.done("visit", "submit", visit)
        cli.done("review", "approve", visit, "--as", "owl")
    cli.done("round", "publish", *found, "--format", "html", "--as", "hq")
    return found


def test_reports_are_made_listed_and_left_alone(cli: Cli, published: list[str]) -> None:
    folder = cli.folder / "all"
    ask = ("report", "batch", "-o", str(folder), "--format", "html", "--workers", "1", "--as", "rona")
    said = cli.done(*ask)
    paths = [folder / f"corner-shop-HAI-01-2026-05-14-{visit[-6:]}.html" for visit in published]
    assert said.out.splitlines() == [str(path) for path in paths]
    assert said.err == "2 reports were made\n"
    assert all(path.is_file() for path in paths)
    letters = [str(path.with_suffix(".eml")) for path in paths]
    again = cli.done(*ask, "--mail", "--to", "rona@shop.example")
    assert (again.out.splitlines(), again.err) == (letters, "0 reports were made; 2 were there and stand\n")
    rows = [{"visit": visit, "path": str(path)} for visit, path in zip(published, paths, strict=True)]
    assert cli.done(*ask, "--json").document == {
        "made": [],
        "unchanged": rows,
        "failed": [],
        "left": 0,
        "letters": [],
        "by_branch": [],
        "merged": None,
        "ended_by": "",
        "without_font": [],
    }

    # One that fails is named, and the exit code tells.
    paths[0].unlink()
    paths[0].mkdir()
    failed = cli(*ask)
    assert (failed.code, failed.out) == (6, "")
    assert failed.err.splitlines()[0] == "0 reports were made; 1 was there and stands"
    assert failed.err.splitlines()[1].startswith(
        f"{published[0]} has no report: {paths[0]} could not be written"
    )


REFUSED = [
    (("--merge", "all.pdf", "--format", "html"), 2, "Only PDFs are put into one file"),
    (("--split", "--format", "html"), 2, "Only PDFs are put into one file"),
    (("--sign", "key.p12", "--format", "html"), 2, "Only a PDF can be signed"),
    (("--master", "local"), 2, "say --engine spark with it"),
    (("--engine", "spark", "--workers", "3"), 2, "say --master 'local[3]'"),
    (("--to", "rona@shop.example"), 2, "say --mail with it"),
    (("--mail", "--to", "rona"), 2, "'rona' is no mail address"),
    (("--lang", "xx"), 2, "Neither the pack nor the program has the language 'xx'"),
    (("--since", "May"), 2, "'May' is no day"),
    (("--workers", "0"), 2, "it must be 1 or more"),
    (("--branch", "HAI-09"), 2, "HAI-01"),
    (("--status", "void"), 2, "There is no such visit"),
    (("--as", "owl"), 7, "Reports are made by those who run the branches"),
]


def test_what_makes_no_sense_is_refused_before_anything_is_made(cli: Cli, published: list[str]) -> None:
    folder = cli.folder / "all"
    for words, code, sentence in REFUSED:
        said = cli("report", "batch", "-o", str(folder), *(() if "--as" in words else ("--as", "hq")), *words)
        assert (said.code, said.out) == (code, ""), words
        assert sentence in said.err
    assert "Say who you are" in cli("report", "batch", "-o", str(folder)).err
    assert not folder.exists()


def test_the_first_interrupt_asks_and_the_second_stops(capsys: pytest.CaptureFixture[str]) -> None:
    before = signal.getsignal(signal.SIGINT)
    with _gentle_stop() as is_stopped:
        assert not is_stopped()
        signal.raise_signal(signal.SIGINT)
        assert is_stopped()
        assert "Stopping after the reports that are begun" in capsys.readouterr().err
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    ("seconds", "done", "of", "words"),
    [
        (10, 1, 6, "less than a minute left"),
        (10, 1, 10, "about 2 minutes left"),
        (60, 1, 2, "about 1 minute left"),
        (3600, 10, 110, "about 10 hours left"),
    ],
)
def test_the_time_that_is_left(seconds: int, done: int, of: int, words: str) -> None:
    assert _time_left(NOW, NOW + timedelta(seconds=seconds), done, of) == words


def test_the_counter_is_one_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in (
        (Terminal(), "\rreports: 1 of 2, long\rreports: 2 of 2      \n"),
        (io.StringIO(), ""),
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        show = output.overwritten_line()
        show("reports: 1 of 2, long", False)
        show("reports: 2 of 2", True)
        assert stream.getvalue() == shown


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True

"""`qaudit` as a program of its own: pipes, encodings, bytes, and nothing left but what was asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET

PROGRAM = [sys.executable, "-m", "qaudit"]


@pytest.fixture
def visit(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of an open visit in a store that the environment names."""
    monkeypatch.setenv("QAUDIT_DB", str(cli.db))
    monkeypatch.setenv("QAUDIT_STANDARDS", str(cli.library))
    return cli.opened()


def run(*words: str | bytes) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own."""
    return subprocess.run([*PROGRAM, *words], capture_output=True, check=False)


def readings(cli: Cli, visit: str) -> list[dict[str, Any]]:
    """What the store has."""
    found: list[dict[str, Any]] = cli.done("visit", "show", visit, "--json").document["readings"]
    return found


def test_a_visit_from_readings_to_scorecard(cli: Cli, visit: str, nobodys_home: Path) -> None:
    table = cli.folder / "readings.csv"
    table.write_text(ALL_MET, encoding="utf-8")
    assert run("visit", "fill", visit, str(table)).returncode == 0
    assert run("visit", "submit", visit).returncode == 0
    scored = run("visit", "score", visit, "--json")
    assert scored.stderr == b""
    card = json.loads(scored.stdout)
    assert (card["status"], card["final_percent"], card["outcome"]) == ("submitted", "100.0", "pass")
    left = {path.name for path in cli.folder.iterdir() if path not in (table, cli.library)}
    assert left <= {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "evidence"}
    assert [path for path in nobodys_home.rglob("*") if path.is_file()] == []


def test_head_closes_the_pipe() -> None:
    command = [*PROGRAM, "pack", "show", "city-hotel", "--flat"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        assert b"format = 1" in writer.stdout.readline()
        writer.stdout.close()
        assert writer.stderr.read() == b""
    assert writer.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="arguments are text there")
def test_words_that_are_no_utf8_are_no_traceback(cli: Cli, visit: str) -> None:
    said = run("visit", "note", visit, "ARR-02", b"caf\xe9")
    assert said.returncode == 0, said.stderr
    assert [reading["note"] for reading in readings(cli, visit)] == ["caf\ufffd"]


def test_a_stream_without_unicode(visit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    added = run("branch", "add", "ACR-02", "--name", "נמל עכו")
    assert (added.returncode, added.stdout) == (0, b"")
    assert b"\\u05e0" in added.stderr
    listed = run("branch", "list", "--json")
    assert json.loads(listed.stdout)[0]["name"] == "נמל עכו"


def test_two_processes_lose_nothing_of_each_other(cli: Cli, visit: str) -> None:
    wanted = {"ARR-02": "yes", "TLK-03": "5"}
    writers = [
        subprocess.Popen([*PROGRAM, "visit", "record", visit, code, reading], stderr=subprocess.PIPE)
        for code, reading in wanted.items()
    ]
    told = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], told
    assert {reading["code"]: reading["reading"] for reading in readings(cli, visit)} == wanted
    assert "All 3 entries are whole" in cli.done("journal", visit, "--verify").err


def test_the_plain_walk_over_a_pipe(cli: Cli, visit: str) -> None:
    said = subprocess.run(
        [*PROGRAM, "visit", "walk", visit, "--plain"],
        input=b"72s\ncaf\xe9\nyes\n",
        capture_output=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert b"saved: ARR-01 72s" in said.stdout
    kept = {reading["code"]: reading["note"] for reading in readings(cli, visit)}
    assert kept == {"ARR-01": "caf\ufffd", "ARR-02": ""}

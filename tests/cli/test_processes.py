"""`qaudit` as a program of its own: pipes, encodings, bytes, and nothing but what was asked."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corner_shop import ALL_MET, write_corner_shop

PROGRAM = [sys.executable, "-m", "qaudit"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a library; store and library are in the environment."""
    write_corner_shop(tmp_path / "library")
    monkeypatch.setenv("QAUDIT_DB", str(tmp_path / "store.sqlite"))
    monkeypatch.setenv("QAUDIT_STANDARDS", str(tmp_path / "library"))
    return tmp_path


def run(*words: str, **keys: object) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=False, **keys)  # type: ignore[call-overload,no-any-return]


def opened() -> str:
    """The id of a new visit."""
    assert run("branch", "add", "HAI-01", "--name", "Harbour Haifa").returncode == 0
    assert run("auditor", "add", "heron").returncode == 0
    said = run(
        "visit", "open", "corner-shop", "--branch", "HAI-01", "--auditor", "heron", "--fact", "channel=desk"
    )
    assert said.returncode == 0, said.stderr
    return str(said.stdout.strip())


def test_a_whole_visit(place: Path, nobodys_home: Path) -> None:
    visit = opened()
    table = place / "readings.csv"
    table.write_text(ALL_MET, encoding="utf-8")
    assert run("visit", "fill", visit, str(table)).returncode == 0
    assert run("visit", "submit", visit).returncode == 0
    card = json.loads(run("visit", "score", visit, "--json").stdout)
    assert (card["status"], card["final_percent"], card["outcome"]) == ("submitted", "100.0", "pass")
    left = {path.name for path in place.iterdir() if path.name not in ("readings.csv", "library")}
    assert left <= {"store.sqlite", "store.sqlite-wal", "store.sqlite-shm", "evidence"}
    assert [path for path in nobodys_home.rglob("*") if path.is_file()] == []


def test_head_closes_the_pipe(place: Path) -> None:
    writer = subprocess.Popen(
        [*PROGRAM, "pack", "show", "city-hotel", "--flat"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    assert b"format = 1" in writer.stdout.readline()
    writer.stdout.close()
    complaint = writer.stderr.read()
    writer.stderr.close()
    assert writer.wait() == 0
    assert complaint == b""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"code,reading\nARR-02,\xff\n", ["readings.csv:2: the file is not UTF-8"]),
        (b"\xff\xfec\x00o\x00d\x00e\x00", ["readings.csv:1: the file is not UTF-8"]),
        (
            b"code;reading\nARR-02;yes\n",
            ["readings.csv:1: the first line must name the columns", "code, reading, note"],
        ),
        (b"", ["readings.csv:1: the first line must name the columns"]),
        (b"code,reading,nte\nARR-02,yes,\n", ["unknown column 'nte'", "did you mean note?"]),
        (b"code,reading,note\nARR-02,yes,a,b\n", ["readings.csv:2: the row has 4 cells for 3 columns"]),
        (b'code,reading,note\nARR-02,yes,"open\n', ["the file is not a table"]),
    ],
)
def test_a_table_that_is_none(place: Path, content: bytes, words: list[str]) -> None:
    visit = opened()
    (place / "readings.csv").write_bytes(content)
    said = run("visit", "fill", visit, "readings.csv", cwd=place)
    assert (said.returncode, said.stdout) == (2, "")
    for word in words:
        assert word in said.stderr
    assert "Traceback" not in said.stderr


def test_a_table_with_wrong_rows_is_refused_whole_and_every_row_is_named(place: Path) -> None:
    visit = opened()
    (place / "readings.csv").write_text(
        "code,reading,note\nARR-02,yes,\nARR-2,yes,\nTLK-03,9,\nARR-02,no,\n\nTLK-05,21:10,\n",
        encoding="utf-8",
    )
    said = run("visit", "fill", visit, "readings.csv", cwd=place)
    assert said.returncode == 4
    assert "nothing was recorded, 3 rows are wrong" in said.stderr
    assert "line 3: The pack has no standard ARR-2 (did you mean ARR-02?)" in said.stderr
    assert "line 4: TLK-03: '9' is not on the scale" in said.stderr
    assert "line 5: ARR-02 stands already in line 2" in said.stderr
    assert json.loads(run("visit", "show", visit, "--json").stdout)["readings"] == []


def test_a_table_from_a_spreadsheet_with_a_byte_order_mark(place: Path) -> None:
    visit = opened()
    (place / "readings.csv").write_bytes(b"\xef\xbb\xbfCode,Reading,Note\r\nARR-02,yes,\r\n")
    assert run("visit", "fill", visit, "readings.csv", cwd=place).returncode == 0


def test_words_that_are_no_utf8_are_no_traceback(place: Path) -> None:
    if os.name == "nt":
        pytest.skip("arguments are text there")
    visit = opened()
    said = subprocess.run(
        [*PROGRAM, "visit", "note", visit, "ARR-02", b"caf\xe9"], capture_output=True, check=False
    )
    assert said.returncode == 0, said.stderr
    assert b"Traceback" not in said.stderr
    [reading] = json.loads(run("visit", "show", visit, "--json").stdout)["readings"]
    assert reading["note"] == "caf\ufffd"


def test_a_terminal_without_unicode(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert run("branch", "add", "HAI-01", "--name", "חיפה").returncode == 0
    said = run("branch", "list")
    assert said.returncode == 0
    assert "\\u05d7" in said.stdout
    assert json.loads(run("branch", "list", "--json").stdout)[0]["name"] == "חיפה"


def test_two_processes_do_not_lose_each_other_s_readings(place: Path) -> None:
    visit = opened()
    writers = [
        subprocess.Popen([*PROGRAM, "visit", "record", visit, code, reading], stderr=subprocess.PIPE)
        for code, reading in (("ARR-02", "yes"), ("ARR-03", "yes"), ("TLK-03", "5"))
    ]
    for writer in writers:
        assert writer.communicate() is not None
        assert writer.returncode == 0
    readings = json.loads(run("visit", "show", visit, "--json").stdout)["readings"]
    assert {reading["code"] for reading in readings} == {"ARR-02", "ARR-03", "TLK-03"}
    assert run("journal", visit, "--verify").returncode == 0

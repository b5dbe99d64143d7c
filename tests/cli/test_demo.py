"""`qaudit demo` makes a store to look around in."""

import json
from pathlib import Path

import pytest

from qaudit.cli.main import run_command
from tests.command_line import TestClock


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a demonstration."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    assert run_command(["demo", "--dir", str(folder)], TestClock().world()) == 0
    return folder / "qaudit.sqlite"


def test_it_is_whole_and_has_visits_in_every_state(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--db", str(made), "doctor"]) == 0
    assert "fault" not in capsys.readouterr().out
    assert run_command(["--db", str(made), "visit", "list", "--json"]) == 0
    visits = json.loads(capsys.readouterr().out)
    assert len(visits) == 36
    assert {visit["pack"] for visit in visits} == {"city-hotel@2026.1", "telephone-service-centre@2026.1"}
    assert {visit["kind"] for visit in visits} == {"unannounced", "announced", "self_check"}
    assert sum(visit["status"] == "open" for visit in visits) == 6
    scores = [float(visit["final_percent"]) for visit in visits if visit["status"] == "submitted"]
    assert min(scores) < 80 < 95 < max(scores)


def test_its_notes_say_something_and_its_evidence_is_there(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["--db", str(made), "visit", "list", "--status", "submitted", "--json"]) == 0
    visits = [visit["visit"] for visit in json.loads(capsys.readouterr().out)]
    notes, evidence = set(), set()
    for visit in visits[:12]:
        assert run_command(["--db", str(made), "visit", "show", visit, "--json"]) == 0
        for reading in json.loads(capsys.readouterr().out)["readings"]:
            notes.add(reading["note"])
            evidence |= {kept["digest"] for kept in reading["evidence"]}
    assert len(notes) > 12
    assert evidence
    kept = {path.stem for path in (made.parent / "evidence").rglob("*.png")}
    assert evidence <= kept


def test_an_older_demonstration_is_made_anew_and_the_same(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ids(made, capsys)
    assert run_command(["demo", "--dir", str(made.parent), "--json"], TestClock().world()) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"db": str(made)}
    assert captured.err == f"Open it with: qaudit --db {made}\n"
    assert ids(made, capsys) == before


def ids(store: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """Every visit with its score."""
    assert run_command(["--db", str(store), "visit", "list", "--json"]) == 0
    return [(visit["visit"], visit["final_percent"]) for visit in json.loads(capsys.readouterr().out)]


def test_a_folder_with_other_things_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "thesis.txt"
    kept.write_text("mine", encoding="utf-8")
    assert run_command(["demo", "--dir", str(tmp_path)], TestClock().world()) == 2
    assert "is not empty and no demonstration (name a new folder with --dir)" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert run_command(["demo", "--dir", str(kept)], TestClock().world()) == 2

"""`qaudit demo` makes a store to look around in."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from qaudit.cli.main import run_command
from qaudit.desk.demonstration.making import make_demonstration
from qaudit.desk.demonstration.plan import planned_visits
from qaudit.wiring import Desk
from tests.command_line import START, TestClock


@dataclass(frozen=True)
class Made:
    """The store of a demonstration, and what making it said."""

    store: Path
    out: str
    err: str


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """One for all tests: making it whole takes longer than they do."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        assert run_command(["demo", "--dir", str(folder), "--json"], TestClock().world()) == 0
    return Made(folder / "qaudit.sqlite", out.getvalue(), err.getvalue())


@pytest.fixture
def made(demonstration: Made) -> Path:
    return demonstration.store


def test_it_says_where_it_is(demonstration: Made) -> None:
    assert json.loads(demonstration.out) == {"db": str(demonstration.store)}
    assert demonstration.err == f"Open it with: qaudit --db {demonstration.store}\n"


def test_it_is_whole_and_has_visits_in_every_state(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--db", str(made), "doctor"]) == 0
    assert "fault" not in capsys.readouterr().out
    assert run_command(["--db", str(made), "visit", "list", "--json"]) == 0
    visits = json.loads(capsys.readouterr().out)
    assert len(visits) == 36
    assert {visit["pack"] for visit in visits} == {"city-hotel@2026.1", "telephone-service-centre@2026.1"}
    assert {visit["kind"] for visit in visits} == {"unannounced", "announced", "self_check"}
    assert sum(visit["status"] == "open" for visit in visits) == 6
    assert {"submitted", "returned", "approved", "published", "void"} < {visit["status"] for visit in visits}
    scores = [float(visit["final_percent"]) for visit in visits if visit["status"] == "published"]
    assert min(scores) < 80 < 95 < max(scores)


def test_its_notes_say_something_and_its_evidence_is_there(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["--db", str(made), "visit", "list", "--status", "published", "--json"]) == 0
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
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of each pack a submitted visit, and one that is not."""
    few = [visit for visit in planned_visits() if visit.number in (3, 4, 30, 33)]
    seen = []
    for _ in range(2):
        store = make_demonstration(tmp_path, lambda db, world: Desk(db, world=world), START, planned=few)
        seen.append(ids(store, capsys))
    assert len(seen[0]) == len(few) == 4
    assert [score for _, score in seen[0]].count(None) == 2
    assert seen[0] == seen[1]


def ids(store: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str | None]]:
    """Every visit with its score."""
    assert run_command(["--db", str(store), "visit", "list", "--json"]) == 0
    return [(visit["visit"], visit["final_percent"]) for visit in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize("options", [(), ("--year",)])
def test_a_folder_with_other_things_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    kept = tmp_path / "thesis.txt"
    kept.write_text("mine", encoding="utf-8")
    assert run_command(["demo", "--dir", str(tmp_path), *options], TestClock().world()) == 2
    assert "is not empty and no demonstration (name a new folder with --dir)" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    assert run_command(["demo", "--dir", str(kept)], TestClock().world()) == 2

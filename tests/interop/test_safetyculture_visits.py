"""An inspection taken in as a visit: in the store like any other, once, whole or not at all."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from qaudit.desk.inspections import visit_id
from tests.command_line import Cli, Said, cli
from tests.interop.inspections import NA, NO, YES, document, item, question

__all__ = ["cli"]


@pytest.fixture
def ready(cli: Cli) -> Cli:
    """A store with a branch and an auditor."""
    cli.done("branch", "add", "HAI-01", "--name", "Haifa")
    cli.done("auditor", "add", "heron")
    return cli


def written(folder: Path, found: dict[str, Any], name: str = "walk.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def taken(cli: Cli, file: Path, *words: str) -> Said:
    return cli("visit", "import", str(file), "--branch", "HAI-01", "--auditor", "heron", *words)


def shop_walk(audit: str = "audit_1", answer: Any = YES, score: tuple[int, int] = (1, 1)) -> dict[str, Any]:
    found = document(
        question("a", answer, score=score, responses={"text": "Seen at once"}),
        question("b", NO, score=(0, 2)),
        question("c", NA),
        item("t", "text", "Remarks", "s", responses={"text": "A calm place"}),
    )
    return found | {"audit_id": audit}


def test_the_visit_has_the_documents_score_and_times(ready: Cli) -> None:
    said = taken(ready, written(ready.folder, shop_walk()))
    assert said.code == 0, said.err
    visit = said.out.strip()
    assert "1 of 3 points, 33.333 %, as the document says" in said.err
    shown = ready.done("visit", "show", visit, "--json").document
    assert (shown["status"], shown["kind"], shown["branch"]) == ("submitted", "announced", "HAI-01")
    assert shown["opened_at"].startswith("2026-05-14T09:00:00")
    assert shown["left_at"].startswith("2026-05-14T10:30:00")
    assert {each["code"]: (each["reading"], each["note"]) for each in shown["readings"]} == {
        "S1-01": ("yes", "Seen at once"),
        "S1-02": ("no", ""),
        "S1-03": ("na", ""),
        "S1-04": ("A calm place", ""),
    }
    card = ready.done("visit", "score", visit, "--json").document
    assert (card["raw_percent"], card["final_percent"], card["complete"]) == ("33.333", "33.333", True)


def test_the_journal_says_that_it_was_taken_in_and_from_what(ready: Cli) -> None:
    visit = taken(ready, written(ready.folder, shop_walk())).out.strip()
    entries = ready.done("journal", visit, "--json").document
    acts = [entry["act"] for entry in entries]
    assert (acts[0], acts[-2], acts[-1]) == ("opened", "left", "submitted")
    told = {entry["why"] for entry in entries if entry["act"] in ("reading", "note")}
    assert told == {"taken in from SafetyCulture inspection audit_1, file walk.json, by Dana"}
    assert ready.done("journal", visit, "--verify").code == 0
    doctor = ready("doctor", "--json").document
    assert not [
        each for each in doctor if each["area"] in ("store", "scorecards") and each["health"] != "good"
    ]


def test_one_inspection_is_one_visit(ready: Cli) -> None:
    file = written(ready.folder, shop_walk())
    visit = taken(ready, file).out.strip()
    again = taken(ready, file)
    assert again.code == 2
    assert visit in again.err
    other = taken(ready, written(ready.folder, shop_walk("audit_2", NO, (0, 1)), "other.json"))
    assert other.code == 0
    listed = ready.done("visit", "list", "--json").document
    assert len({each["visit"] for each in listed}) == 2
    assert len({each["pack"] for each in listed}) == 1


def test_the_template_is_written_as_a_pack_where_it_is_asked_for(ready: Cli) -> None:
    pack = ready.folder / "library" / "walk.yaml"
    said = taken(ready, written(ready.folder, shop_walk()), "--pack-out", str(pack), "--json")
    found = said.document
    assert found["document"] == {"earned": "1", "possible": "3"}
    assert (found["earned"], found["possible"], found["author"]) == ("1", "3", "Dana")
    assert ready.done("pack", "check", str(pack)).code == 0
    assert ready.done("pack", "show", found["pack"], "--json").document["digest"] == found["digest"]
    opened = ready.done("visit", "open", found["pack"], "--branch", "HAI-01", "--auditor", "heron")
    assert opened.out.strip()
    same = taken(ready, written(ready.folder, shop_walk("audit_3"), "third.json"), "--pack-out", str(pack))
    assert same.code == 2
    assert len(ready.done("visit", "list", "--json").document) == 2


@pytest.mark.parametrize(
    ("found", "code", "words"),
    [
        (shop_walk() | {"items": "none"}, 3, "items must be a list"),
        (document(question("a", YES, score=(3, 1))), 3, "3 of 1 points, which no visit can have"),
        (document(question("a", YES, score=(-1, 1))), 3, "-1 of 1 points"),
        ({"audit_data": {}}, 3, "lacks audit_id"),
    ],
)
def test_what_cannot_be_a_visit_leaves_nothing_behind(
    ready: Cli, found: dict[str, Any], code: int, words: str
) -> None:
    pack = ready.folder / "pack.yaml"
    said = taken(ready, written(ready.folder, found), "--pack-out", str(pack))
    assert (said.code, said.out) == (code, "")
    assert words in said.err
    assert ready.done("visit", "list", "--json").document == []
    assert not pack.exists()


def test_who_and_where_have_to_be_known(ready: Cli) -> None:
    file = written(ready.folder, shop_walk())
    nowhere = ready("visit", "import", str(file), "--branch", "TLV-01", "--auditor", "heron")
    assert nowhere.code == 2
    assert "TLV-01" in nowhere.err
    nobody = ready("visit", "import", str(file), "--branch", "HAI-01")
    assert nobody.code == 2
    assert "--auditor" in nobody.err
    gone = taken(ready, ready.folder / "nothing.json")
    assert gone.code == 2
    assert ready.done("visit", "list", "--json").document == []


def test_a_document_whose_own_totals_are_wrong_is_told_and_kept_by_its_items(ready: Cli) -> None:
    found = document(question("a", YES, score=(1, 1)), audit_data={"score": 5, "total_score": 9})
    said = taken(ready, written(ready.folder, found))
    assert said.code == 0
    assert "says 5 of 9 points, and its items add up to 1 of 1" in said.err
    assert "the document says otherwise" in said.err


def test_an_inspection_without_times_is_opened_now(ready: Cli) -> None:
    found = document(
        question("a", YES, score=(1, 1)), audit_data={"date_started": None, "date_completed": "soon"}
    )
    visit = taken(ready, written(ready.folder, found)).out.strip()
    shown = ready.done("visit", "show", visit, "--json").document
    assert shown["opened_at"] == shown["left_at"]
    assert shown["opened_at"] < shown["submitted_at"]


def test_the_id_follows_from_the_inspection_and_sorts_by_its_day() -> None:
    early, late = (datetime(2026, 5, day, tzinfo=UTC) for day in (1, 2))
    assert visit_id("a", early) == visit_id("a", early) != visit_id("b", early)
    assert sorted([visit_id("a", late), visit_id("b", early)]) == [visit_id("b", early), visit_id("a", late)]
    assert visit_id("a", early)[14] == "7"


def test_pack_import_takes_the_template_alone(ready: Cli) -> None:
    file = written(ready.folder, shop_walk(), "walk.txt")
    said = ready.done("pack", "import", str(file), "-o", str(ready.folder / "p.yaml"), "--json")
    assert said.document["format"] == "safetyculture"
    assert said.document["standards"] == 4
    assert said.document["rows"] == 5


def test_json_of_another_kind_is_named_as_what_it_is_not(ready: Cli) -> None:
    said = ready("pack", "import", str(written(ready.folder, {"survey": []}, "form.json")))
    assert said.code == 3
    assert "no SafetyCulture inspection" in said.err

"""Visits scored by hand: the program has to come to the same scorecard (S01 to S20)."""

import csv
import json
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from qaudit.core.scorecard_document import scorecard_document
from qaudit.core.scoring import score_visit
from qaudit.core.standards import Pack
from qaudit.core.visits import Mark, Visit
from qaudit.packs.reader import read_pack
from tests.builders import a_visit, seen

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/by-hand.md"))
RULE = re.compile(r"\bS\d\d\b")


def rules_of(folder: Path) -> list[str]:
    """The rules that the arithmetic by hand names."""
    return sorted(set(RULE.findall((folder / "by-hand.md").read_text(encoding="utf-8"))))


def the_pack(folder: Path) -> Pack:
    read = read_pack((folder / "pack.yaml").read_bytes(), "pack.yaml")
    assert read.pack is not None, "\n".join(map(str, read.problems))
    return read.pack


def the_visit(folder: Path, pack: Pack, expected: dict[str, Any]) -> Visit:
    with (folder / "readings.csv").open(encoding="utf-8", newline="") as file:
        observed = [seen(row["code"], row["reading"] or None, row["note"]) for row in csv.DictReader(file)]
    submitted = "16:00" if expected["status"] == "submitted" else None
    visit = a_visit(pack, *observed, submitted=submitted)
    if not (folder / "visit.json").exists():
        return visit
    told = json.loads((folder / "visit.json").read_text(encoding="utf-8"))
    marks = tuple(Mark(event, datetime.fromisoformat(at)) for event, at in told["marks"].items())
    return replace(visit, facts=tuple(told["facts"].items()), marks=marks)


def expected_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    return found


def test_the_folders_were_seen() -> None:
    assert len(FOLDERS) >= 20
    assert {path.name for path in HERE.iterdir() if (path / "pack.yaml").exists()} == {
        path.name for path in FOLDERS
    }


@pytest.mark.parametrize(
    "folder", FOLDERS, ids=[f"{folder.name} {' '.join(rules_of(folder))}" for folder in FOLDERS]
)
def test_a_visit_has_the_scorecard_that_was_computed_by_hand(folder: Path) -> None:
    expected = expected_of(folder)
    pack = the_pack(folder)
    visit = the_visit(folder, pack, expected)
    document = json.loads(json.dumps(scorecard_document(visit, score_visit(pack, visit))))
    assert document == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_arithmetic_by_hand_comes_to_the_final_score(folder: Path) -> None:
    """The page and the document beside it must not drift apart."""
    by_hand = (folder / "by-hand.md").read_text(encoding="utf-8")
    expected = expected_of(folder)
    final = expected["final_percent"]
    assert f"**{'unscored' if final is None else final}**" in by_hand
    assert rules_of(folder)
    for reason in expected["reasons"]:
        assert reason["rule"] in by_hand
        assert reason["code"] in by_hand

"""What two auditors saw on one occasion, where their visits say different things of the branch and of the pack."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from qaudit.lake.manifest import read_manifest
from qaudit.lake.parts import read_part
from qaudit.lake.visit_key import visit_key
from tests.lake.small_lake import Observed, Seen, write_lake


def test_what_is_said_of_place_and_standard_is_that_of_one_visit(tmp_path: Path) -> None:
    first, second = sorted((f"v{number}" for number in range(2)), key=visit_key)
    day = date(2026, 5, 14)
    # The branch got a region between the visits; the edition another standard, and A another layer.
    bare = (Observed("A", layer=None, section="door"), Observed("B"))
    other = (
        Observed("A", "missed", layer="service", section="till"),
        Observed("C"),
        Observed("D", "not_observed"),
    )
    visits = [
        Seen(first, "b1", day, bare, auditor="ann", region=None),
        Seen(second, "b1", day, other, auditor="bea", region="north"),
    ]
    rows = {row["code"]: row for row in _doubles(write_lake(tmp_path / "lake", visits))}
    assert [*rows] == ["A", "B", "C"]
    assert {code: (row["met"], row["partly"], row["missed"]) for code, row in rows.items()} == {
        "A": (1, 0, 1),
        "B": (1, 0, 0),
        "C": (1, 0, 0),
    }
    assert {row["region"] for row in rows.values()} == {None}, "an occasion is in one region"
    assert (rows["A"]["section"], rows["A"]["layer"]) == ("door", None)
    turned = [replace(visits[0], region="north"), replace(visits[1], region=None)]
    found = _doubles(write_lake(tmp_path / "turned", turned))
    assert {row["region"] for row in found} == {"north"}


def _doubles(folder: Path) -> list[dict[str, Any]]:
    manifest = read_manifest(folder)
    assert manifest is not None
    assert len(manifest.doubles) == 1
    return sorted(read_part(folder, "doubles", manifest.doubles[0]).to_pylist(), key=lambda row: row["code"])

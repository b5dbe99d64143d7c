"""The lake's table of contents: what it keeps, and what it does not believe."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from qaudit.errors import LakeUnusable
from qaudit.lake import descriptions
from qaudit.lake.folder import left_over, part_of, partition_of, remove_parts
from qaudit.lake.manifest import Manifest, Mark, read_manifest, write_manifest
from qaudit.lake.parts import write_empty
from qaudit.lake.schema import TABLES

ONE = part_of(partition_of("Quays", "2026-05"), 1, 1)
TWO = part_of(partition_of("Quays", "2026-06"), 12, 3)
SEEN_TWICE = part_of(partition_of("Quays", "2026-06"), 12, 4)
FULL = Manifest(
    Mark("a" * 64, 7, "b" * 64),
    12,
    datetime(2026, 5, 14, tzinfo=UTC),
    (ONE, TWO),
    ("visit-1",),
    (SEEN_TWICE,),
)


@pytest.mark.parametrize("manifest", [Manifest(), FULL])
def test_it_comes_back_as_it_was_written(tmp_path: Path, manifest: Manifest) -> None:
    assert read_manifest(tmp_path) is None
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]


def test_every_column_is_described_and_nothing_else() -> None:
    assert {name for schema in TABLES.values() for name in schema.names} == set(descriptions.COLUMNS)
    assert set(TABLES) == set(descriptions.TABLES)


def with_path(document: Any, path: str) -> Any:
    for resource in document["resources"]:
        resource["path"] = [f"{resource['name']}/{path}"]
    return document


SPOILT: dict[str, Callable[[Any], Any]] = {
    "not that of a lake": lambda document: {key: document[key] for key in document if key != "qaudit"},
    "made by a newer qaudit": lambda document: document | {"qaudit": document["qaudit"] | {"version": 2}},
    "is damaged: no store": lambda document: document | {"qaudit": {"version": 1}},
    "is damaged: outside": lambda document: with_path(document, "brand=x/month=2026-05/../../../../secret"),
    "is damaged: above": lambda document: with_path(
        document, "../brand=x/month=2026-05/part-000001-001.parquet"
    ),
    "is damaged: absolute": lambda document: with_path(document, "/etc/part-000001-001.parquet"),
    "is damaged: twice": lambda document: (
        document | {"resources": [one | {"path": one["path"][:1] * 2} for one in document["resources"]]}
    ),
    "is damaged: one table less": lambda document: document | {"resources": document["resources"][:2]},
    "is damaged: other parts": lambda document: (
        document | {"resources": [document["resources"][0] | {"path": []}, *document["resources"][1:]]}
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_what_makes_no_sense_is_refused(tmp_path: Path, case: str) -> None:
    write_manifest(tmp_path, FULL)
    file = tmp_path / "datapackage.json"
    file.write_text(json.dumps(SPOILT[case](json.loads(file.read_text(encoding="utf-8")))), encoding="utf-8")
    with pytest.raises(LakeUnusable, match=case.partition(":")[0]):
        read_manifest(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"lake"', "[" * 100_000])
def test_what_is_no_document_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(LakeUnusable, match="not that of a lake"):
        read_manifest(tmp_path)


def test_parts_are_found_by_their_brands_month() -> None:
    near = part_of(partition_of("Quays 2", "2026-05"), 1, 1)
    manifest = Manifest().with_parts((TWO, near, ONE), ())
    assert manifest.parts_in(partition_of("Quays", "2026-05")) == (ONE,)
    assert manifest.parts_in(partition_of("Quay", "2026-05")) == ()
    assert len(manifest.partitions) == 3
    assert manifest.with_parts((), (ONE,)).parts == tuple(sorted((near, TWO)))


def test_only_what_is_named_as_our_parts_are_is_ever_removed(tmp_path: Path) -> None:
    ours = [ONE, TWO]
    theirs = ["mine.parquet", "brand=Quays/mine.parquet", "brand=Quays/month=2026-05/part-x-1.parquet"]
    for part in (*ours, *theirs):
        write_empty(tmp_path / "visits" / part, "visits")
    assert left_over(tmp_path, (ONE,)) == (TWO,)
    remove_parts(tmp_path, left_over(tmp_path, ()))
    left = {path.relative_to(tmp_path / "visits").as_posix() for path in tmp_path.rglob("*.parquet")}
    assert left == set(theirs)
    assert not (tmp_path / "visits" / TWO).parent.exists()

"""The lake where something goes wrong: runs that are cut off, files that are spoilt, visits that cannot be read."""

import errno
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qaudit.errors import LakeUnusable
from qaudit.lake import parts, run
from qaudit.lake.folder import STAGING
from qaudit.lake.lock import held
from qaudit.lake.schema import TABLES
from qaudit.store.store import open_store
from tests.desk.lake_stock import (
    BAD,
    GOOD,
    NOON,
    YORK,
    LakeStock,
)
from tests.store.stocked import behind


class CutOff(Exception):
    """The machine stops."""


def cut(*keys: object) -> None:
    raise CutOff


def no_space(*keys: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


STEPS: dict[str, tuple[object, str]] = {
    "while a part is written": (parts.PartWriter, "finish"),
    "before a part is in its place": (run, "_move"),
    "before the manifest is": (run, "write_manifest"),
}


def test_a_run_that_is_cut_off_changes_nothing(stock: LakeStock, monkeypatch: pytest.MonkeyPatch) -> None:
    first = stock.publish(GOOD)
    stock.lake.refresh()
    before = stock.contents()
    stock.amend(first, ARR_02="no")
    stock.publish(BAD, YORK)
    for step, (where, name) in STEPS.items():
        with monkeypatch.context() as patch:
            # As if the machine stopped: nothing is tidied up on the way out.
            patch.setattr(run, "remove_staging", lambda folder: None)
            patch.setattr(run, "remove_parts", lambda folder, names: None)
            patch.setattr(where, name, cut)
            with pytest.raises(CutOff):
                stock.lake.refresh()
        assert (stock.folder / STAGING).exists(), step
        assert stock.contents() == before, step
    files = stock.files()
    with monkeypatch.context() as patch:
        patch.setattr(run, "write_manifest", no_space)
        with pytest.raises(LakeUnusable, match="the disk is full"):
            stock.lake.refresh()
    assert {name for name in stock.files() if name not in files} == set(), "this time it was tidied up"
    done = stock.lake.refresh()
    assert (done.added, done.amended) == (1, 1)
    stock.void(first)
    with monkeypatch.context() as patch:
        # All is in its place, and what it stands in the place of is not gone yet.
        patch.setattr(run, "remove_staging", lambda folder: None)
        patch.setattr(run, "remove_parts", cut)
        with pytest.raises(CutOff):
            stock.lake.refresh()
    assert len(stock.rows("visits")) == 1
    assert len(list((stock.folder / "visits").rglob("*.parquet"))) == 2
    assert not stock.lake.refresh().is_changed
    assert stock.lake.check().is_whole
    named = {path for table in TABLES for path in stock.manifest.paths(table)}
    assert set(stock.files()) == {*named, "datapackage.json"}


def test_two_at_once_are_one_after_the_other(stock: LakeStock) -> None:
    stock.lake.refresh()
    with held(stock.folder):
        for work in (stock.lake.refresh, stock.lake.rebuild, stock.lake.check):
            with pytest.raises(LakeUnusable, match="Somebody else is working"):
                work()
    assert stock.lake.refresh().left_out == ()


DAMAGED: dict[str, tuple[str, str]] = {
    "no JSON": ("UPDATE scorecards SET document = '{' WHERE visit_id = :id", "its scorecard cannot be read"),
    "a list": ("UPDATE scorecards SET document = '[]' WHERE visit_id = :id", "its scorecard cannot be read"),
    "no number": (
        "UPDATE scorecards SET document = replace(document, '\"3\"', '\"x\"') WHERE visit_id = :id",
        "its scorecard cannot be read",
    ),
    "divided by nothing": (
        "UPDATE scorecards SET document = replace(document, '\"3\"', '\"1/0\"') WHERE visit_id = :id",
        "its scorecard cannot be read",
    ),
    "another verdict": (
        """UPDATE scorecards SET document = replace(document, '"met"', '"fine"') WHERE visit_id = :id""",
        "its scorecard cannot be read",
    ),
    "an unknown standard": (
        "UPDATE scorecards SET document = replace(document, 'ARR-02', 'ARR-99') WHERE visit_id = :id",
        "its scorecard cannot be read",
    ),
    "a standard twice": (
        "UPDATE scorecards SET document = replace(document, 'ARR-02', 'ARR-03') WHERE visit_id = :id",
        "its scorecard cannot be read",
    ),
    "none": ("DELETE FROM scorecards WHERE visit_id = :id", "it has no scorecard"),
    "nobody left": ("UPDATE visits SET left_at = NULL WHERE id = :id", "nobody knows when it was left"),
    "no moment": ("UPDATE visits SET left_at = 'noon' WHERE id = :id", "left_at is not a moment"),
    "a kind that is none": (
        "UPDATE visits SET kind = 'secret' WHERE id = :id",
        "'secret' is not a valid VisitKind",
    ),
}


def test_visits_that_cannot_be_read_are_named_and_the_rest_goes_on(stock: LakeStock) -> None:
    whole = stock.publish(BAD)
    broken = {stock.publish(GOOD): case for case in DAMAGED}
    for table in ("scorecards", "visits"):
        behind(stock.store, f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    for visit, case in broken.items():
        behind(stock.store, DAMAGED[case][0], id=visit)
    done = stock.lake.refresh()
    told = {broken[one.visit]: one.reason for one in done.left_out}
    assert {case: DAMAGED[case][1] in reason for case, reason in told.items()} == dict.fromkeys(DAMAGED, True)
    assert (done.added, [row["visit"] for row in stock.rows("visits")]) == (1, [whole])
    before = stock.files()
    assert not stock.lake.refresh().is_changed
    assert stock.files() == before
    assert stock.lake.check().unread == tuple(sorted(broken))
    # Once they are mended, the next refresh takes them in.
    for table in ("scorecards", "visits"):
        behind(stock.store, f"INSERT OR REPLACE INTO {table} SELECT * FROM kept_{table}")
    assert stock.lake.refresh().added == len(broken)
    assert stock.lake.check().equal == len(broken) + 1


def test_a_pack_that_cannot_be_read_is_named(stock: LakeStock) -> None:
    visit = stock.publish(GOOD)
    behind(stock.store, "UPDATE pack_snapshots SET document = '{}'")
    [one] = stock.lake.refresh().left_out
    assert one.visit == visit
    assert "its pack sha256:" in one.reason


def test_the_check_names_what_was_changed_behind(stock: LakeStock) -> None:
    visits = [stock.publish(GOOD) for _ in range(4)]
    stock.publish(GOOD, YORK)
    stock.lake.refresh()
    behind(stock.store, "UPDATE branches SET name = 'Other' WHERE code = 'NYC-01'")
    behind(stock.store, "UPDATE visits SET status = 'void' WHERE id = :id", id=visits[0])
    stock.amend(visits[1], ARR_02="no")
    late = stock.publish(GOOD)
    found = stock.lake.check()
    assert not found.is_whole
    assert (found.differing, found.surplus) == ((stock.ids[4],), (visits[0],))
    assert found.waiting == tuple(sorted((visits[1], late)))
    assert found.equal == 2
    assert stock.lake.rebuild().added == 5
    assert stock.lake.check().is_whole


SPOILT: dict[str, Any] = {
    "is missing": lambda file: file.unlink(),
    "cannot be read: it is damaged": lambda file: file.write_bytes(file.read_bytes()[:-20]),
    "its columns are others": lambda file: pq.write_table(pa.table({"visit": ["x"]}), file),
}


def test_parts_that_are_spoilt_are_named(stock: LakeStock) -> None:
    visits = [stock.publish(GOOD, left=NOON + timedelta(days=31 * month)) for month in range(len(SPOILT))]
    stock.lake.refresh()
    files = sorted((stock.folder / "visits").rglob("*.parquet"))
    whole = files[0].read_bytes()
    for file, told in zip(files, SPOILT, strict=True):
        SPOILT[told](file)
    found = stock.lake.check()
    assert not found.is_whole
    named = zip(found.damage, SPOILT, files, strict=True)
    assert [told in sentence and str(file) in sentence for sentence, told, file in named] == [True] * len(
        SPOILT
    )
    with pytest.raises(LakeUnusable, match="is missing"):
        stock.lake.look()
    # Nothing is new, and yet it is not as it should be.
    with pytest.raises(LakeUnusable, match="is missing"):
        stock.lake.refresh()
    files[0].write_bytes(whole)
    assert not stock.lake.refresh().is_changed
    stock.amend(visits[1], ARR_02="no")
    with pytest.raises(LakeUnusable, match="it is damaged"):
        stock.lake.refresh()
    assert stock.lake.rebuild().added == len(SPOILT)
    assert stock.lake.check().is_whole
    # So does a table of contents that is ours and makes no sense.
    contents = stock.folder / "datapackage.json"
    contents.write_text(contents.read_text(encoding="utf-8").replace("part-", "some-"), encoding="utf-8")
    with pytest.raises(LakeUnusable, match="is damaged"):
        stock.lake.refresh()
    stock.lake.rebuild()
    assert len(list((stock.folder / "visits").rglob("*.parquet"))) == len(SPOILT)


def test_a_lake_of_another_store_is_left_alone(stock: LakeStock, tmp_path: Path) -> None:
    stock.publish(GOOD)
    stock.lake.refresh()
    before = stock.files()
    with open_store(tmp_path / "other.sqlite") as store:
        other = LakeStock(store, stock.folder, made=50)
        other.publish(BAD)
        lake = other.lake
        for work in (lake.refresh, lake.rebuild, lake.check, lake.look, lake.behind):
            with pytest.raises(LakeUnusable, match="another store"):
                work()
    assert stock.files() == before


def test_a_store_that_was_put_back_is_noticed(stock: LakeStock, tmp_path: Path) -> None:
    stock.publish(GOOD)
    with (
        closing(sqlite3.connect(tmp_path / "store.sqlite")) as here,
        closing(sqlite3.connect(tmp_path / "copy.sqlite")) as there,
    ):
        here.backup(there)
    stock.publish(BAD)
    stock.lake.refresh()
    with open_store(tmp_path / "copy.sqlite") as store:
        old = stock.elsewhere(store=store)
        for _ in range(2):
            with pytest.raises(LakeUnusable, match="older state"):
                old.lake.refresh()
            # The same number of entries, and others.
            old.made += 10
            old.publish(GOOD)
        assert old.lake.rebuild().added == 3
        assert not old.lake.refresh().is_changed


def test_folders_in_which_no_lake_can_be_are_refused(stock: LakeStock, tmp_path: Path) -> None:
    def refused(folder: Path, told: str) -> None:
        before = sorted(tmp_path.rglob("*"))
        strange = stock.elsewhere(folder=folder)
        for work in (strange.lake.refresh, strange.lake.rebuild):
            with pytest.raises(LakeUnusable, match=told):
                work()
        assert sorted(tmp_path.rglob("*")) == before

    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear all", encoding="utf-8")
    refused(tmp_path / "full", "no lake, and not empty")
    (tmp_path / "full" / "datapackage.json").write_text('{"name": "mine"}', encoding="utf-8")
    refused(tmp_path / "full", "not that of a lake")
    refused(tmp_path / "full" / "letter.txt", "a part of its path is not a folder")
    with pytest.raises(LakeUnusable, match="There is no lake"):
        stock.lake.look()
    stock.lake.refresh()
    document = json.loads((stock.folder / "datapackage.json").read_text(encoding="utf-8"))
    document["qaudit"]["version"] = 2
    shutil.copytree(stock.folder, tmp_path / "newer")
    (tmp_path / "newer" / "datapackage.json").write_text(json.dumps(document), encoding="utf-8")
    refused(tmp_path / "newer", "made by a newer qaudit")

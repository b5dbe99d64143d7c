"""What two auditors saw on one occasion, as the lake keeps it: whichever way it came there."""

import random  # noqa: TID251 - with a fixed seed
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from qaudit.core.visits import VisitKind
from qaudit.lake import run
from qaudit.lake.folder import EMPTY, STAGING, part_of, partition_of
from qaudit.lake.manifest import write_manifest
from qaudit.lake.parts import read_part, write_empty, write_rows
from qaudit.lake.schema import DOUBLES, TABLES
from qaudit.store.store import open_store
from tests.builders import SHOPPER
from tests.desk.lake_stock import BAD, GOOD, HAIFA, NOON, PLAIN, WREN, YORK, LakeStock


@pytest.fixture
def stock(tmp_path: Path) -> Iterator[LakeStock]:
    with open_store(str(tmp_path / "store.sqlite"), tmp_path / "evidence") as store:
        yield LakeStock(store, tmp_path / "store.lake")


def said(stock: LakeStock) -> dict[str, tuple[int, int, int]]:
    """By standard, of the one occasion that there is."""
    return {row["code"]: (row["met"], row["partly"], row["missed"]) for row in stock.rows("doubles")}


GOOD_AND_BAD = {
    "ARR-01": (1, 0, 1), "ARR-02": (1, 0, 0), "ARR-03": (2, 0, 0), "TLK-01": (1, 1, 0), "TLK-02": (2, 0, 0),
    "TLK-03": (1, 1, 0), "TLK-04": (2, 0, 0), "TLK-05": (1, 0, 0),
}  # fmt: skip


def test_an_occasion_comes_with_its_second_auditor_and_goes_with_them(stock: LakeStock) -> None:
    stock.publish(GOOD)
    stock.publish(GOOD, YORK)
    stock.lake.refresh()
    assert stock.rows("doubles") == []
    second = stock.publish(BAD, auditor=WREN, left=NOON + timedelta(hours=2))
    stock.lake.refresh()
    assert said(stock) == GOOD_AND_BAD, "TLK-06 are words: nobody judged them"
    row = stock.rows("doubles")[0]
    assert row == {
        "brand": "Quays", "month": "2026-05", "region": "North", "country": "IL", "branch": "HAI-01",
        "kind": "unannounced", "pack": "corner-shop", "edition": row["edition"], "day": date(2026, 5, 14),
        "auditors": ["heron", "wren"], "section": "ARR", "code": "ARR-01",
        "layer": row["layer"], "dimension": row["dimension"], "stage": row["stage"], "channel": row["channel"],
        "met": 1, "partly": 0, "missed": 1,
    }  # fmt: skip
    stock.amend(second, ARR_01="30s")
    stock.lake.refresh()
    assert said(stock) == GOOD_AND_BAD | {"ARR-01": (2, 0, 0)}
    stock.void(second)
    stock.lake.refresh()
    assert stock.rows("doubles") == []
    assert stock.lake.check().is_whole


def test_other_visits_make_no_occasion(stock: LakeStock) -> None:
    stock.publish(GOOD)
    for named in (
        {"auditor": SHOPPER},
        {"auditor": WREN, "branch": YORK},
        {"auditor": WREN, "kind": VisitKind.SELF_CHECK},
        {"auditor": WREN, "left": NOON + timedelta(days=1)},
    ):
        stock.publish(BAD, **named)
    stock.lake.refresh()
    assert stock.rows("doubles") == []
    # The first of an auditor counts, whichever was published first.
    stock.publish(BAD, auditor=WREN, left=NOON + timedelta(hours=3))
    stock.lake.refresh()
    assert said(stock) == GOOD_AND_BAD
    stock.publish(GOOD, auditor=WREN, left=NOON + timedelta(hours=1))
    stock.lake.refresh()
    assert said(stock) == {code: (2, 0, 0) for code in GOOD if code != "TLK-06"}


def test_a_month_without_anything_new_seen_twice_keeps_its_file(stock: LakeStock) -> None:
    stock.publish(GOOD)
    stock.publish(BAD, auditor=WREN)
    stock.lake.refresh()
    doubles = stock.manifest.doubles
    assert len(doubles) == 1
    stock.publish(GOOD, YORK)
    stock.lake.refresh()
    assert stock.manifest.doubles == doubles
    stock.publish(GOOD, YORK, auditor=WREN)
    stock.lake.refresh()
    assert len(stock.manifest.doubles) == 1
    assert stock.manifest.doubles != doubles
    assert [path.name for path in (stock.folder / "doubles").rglob("*.parquet")] == [
        Path(stock.manifest.doubles[0]).name
    ]


@pytest.mark.parametrize("seed", range(2))
def test_however_it_came_about_it_is_as_if_made_afresh(
    stock: LakeStock, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    # Small enough that parts are put together and filled up on the way.
    monkeypatch.setattr(run, "MOST_PARTS", 3)
    monkeypatch.setattr(run, "MOST_ROWS", 30)
    drawn = random.Random(seed)  # noqa: S311 - no secret
    seen: set[int] = set()
    standing: list[str] = []
    for _ in range(24):
        if standing and drawn.random() < 0.3:
            visit = drawn.choice(standing)
            if drawn.random() < 0.5:
                stock.void(visit)
                standing.remove(visit)
            else:
                stock.amend(visit, ARR_02=drawn.choice(("yes", "no", "na")))
        else:
            left = NOON + timedelta(days=30 * drawn.randrange(2), hours=drawn.randrange(4))
            named: dict[str, Any] = {"branch": drawn.choice((HAIFA, PLAIN)), "left": left}
            standing.append(
                stock.publish(drawn.choice((GOOD, BAD)), auditor=drawn.choice((SHOPPER, WREN)), **named)
            )
        if drawn.random() < 0.6:
            stock.lake.refresh()
            assert stock.lake.check().is_whole
            seen.add(len(stock.rows("doubles")))
    stock.lake.refresh()
    found = stock.contents()
    assert found["doubles"]
    assert len(seen) > 1, "it was not always the same"
    stock.lake.rebuild()
    assert stock.contents() == found


def test_what_was_changed_behind_is_named(stock: LakeStock) -> None:
    stock.publish(GOOD)
    stock.publish(BAD, auditor=WREN)
    stock.lake.refresh()
    file = stock.folder / "doubles" / stock.manifest.doubles[0]
    rows = stock.rows("doubles")
    write_rows(file, pa.Table.from_pylist([{**rows[0], "met": 7}, *rows[1:]], schema=DOUBLES))
    found = stock.lake.check()
    assert not found.is_whole
    [told] = found.damage
    assert str(file.parent) in told
    assert "does not say what the visits say" in told
    file.unlink()
    [told] = stock.lake.check().damage
    assert told.endswith("is missing")
    stock.lake.rebuild()
    assert stock.lake.check().is_whole


SPOILT: dict[str, Callable[[Path], object]] = {
    "is missing": lambda file: file.unlink(),
    "cannot be read: it is damaged": lambda file: file.write_bytes(file.read_bytes()[:30]),
    "its columns are others": lambda file: write_empty(file, "visits"),
    "does not say what the visits say": lambda file: write_rows(
        file, pa.Table.from_pylist([{"brand": "Quays"}], schema=DOUBLES)
    ),
}


def test_a_file_without_rows_that_is_spoilt_is_named_and_made_anew(stock: LakeStock) -> None:
    stock.publish(GOOD)
    stock.lake.refresh()
    file = stock.folder / stock.manifest.paths("doubles")[0]
    assert file.name == EMPTY
    contents = stock.folder / "datapackage.json"
    for told, spoil in SPOILT.items():
        spoil(file)
        [damage] = stock.lake.check().damage
        assert told in damage
        assert str(file) in damage
        # Whatever comes over the lake writes it, also where its table of contents is no help.
        contents.write_text(contents.read_text(encoding="utf-8").replace("part-", "some-"), encoding="utf-8")
        stock.lake.rebuild()
        assert stock.lake.check().is_whole
        assert stock.rows("doubles") == []


def test_of_what_a_run_left_nothing_is_taken_for_whole(stock: LakeStock) -> None:
    stock.publish(GOOD)
    second = stock.publish(BAD, auditor=WREN)
    stock.lake.refresh()
    stray = stock.folder / "doubles" / EMPTY
    # A run was cut off while it wrote the file, and tried again.
    (stock.folder / STAGING).mkdir()
    stray.write_bytes(b"PAR1")
    assert not stock.lake.refresh().is_changed
    assert not stray.exists()
    stray.write_bytes(b"PAR1")
    stock.void(second)
    stock.lake.refresh()
    assert stock.rows("doubles") == []
    assert stock.lake.check().is_whole


def test_a_lake_without_visits_is_made_afresh_too(stock: LakeStock) -> None:
    stock.lake.refresh()
    for table in TABLES:
        (stock.folder / table / EMPTY).write_bytes(b"PAR1")
    assert len(stock.lake.check().damage) == len(TABLES)
    stock.lake.rebuild()
    assert stock.lake.check().is_whole
    assert set(stock.lake.look().rows.values()) == {0}


def test_months_that_no_visit_is_in_have_nothing_that_was_seen_twice(stock: LakeStock) -> None:
    stock.publish(GOOD)
    stock.publish(BAD, auditor=WREN)
    stock.lake.refresh()
    [part] = stock.manifest.doubles
    elsewhere = part_of(partition_of("Quays", "2027-01"), 1, 2)
    write_rows(stock.folder / "doubles" / elsewhere, read_part(stock.folder, "doubles", part))
    write_manifest(stock.folder, stock.manifest.with_doubles((elsewhere,), ()))
    [damage] = stock.lake.check().damage
    assert "2027-01 does not say what the visits say" in damage

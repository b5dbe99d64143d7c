"""Lakes that cannot be opened or asked, each with its sentence; questions that are stopped."""

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ibis.expr.types import Table

from qaudit.errors import LakeUnusable, UsageError
from qaudit.lake.asked import Asked
from qaudit.lake.contents import read_contents
from qaudit.lake.engines import Engine, OnSpark, Stopped, opened
from qaudit.lake.manifest import Manifest, write_manifest
from qaudit.lake.questions import scores
from qaudit.lake.questions.tables import OBSERVATIONS
from qaudit.lake.schema import VERSION
from tests.lake.small_lake import Observed, Seen, write_lake

ONE = Seen("v1", "b1", date(2026, 5, 3), (Observed("A1"), Observed("A2", "missed")))


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return write_lake(tmp_path / "lake", [ONE])


def part_of(lake: Path, table: str = "visits") -> Path:
    (part,) = (lake / table).rglob("part-*.parquet")
    return part


def truncated(lake: Path) -> None:
    part = part_of(lake)
    part.write_bytes(part.read_bytes()[:-20])


def other_file(lake: Path) -> None:
    part_of(lake).write_text("not Parquet at all")


def other_columns(lake: Path) -> None:
    pq.write_table(pa.table({"visit": ["v1"], "height": [3]}), part_of(lake))


def other_type(lake: Path) -> None:
    part = part_of(lake)
    table = pq.read_table(part, partitioning=None)
    place = table.schema.get_field_index("percent")
    pq.write_table(table.set_column(place, "percent", pa.array(["none at all"])), part)


def gone(lake: Path) -> None:
    part_of(lake).unlink()


def damaged_within(lake: Path) -> None:
    part = part_of(lake)
    whole = part.read_bytes()
    part.write_bytes(whole[:4] + bytes(300) + whole[304:])


SPOILT = [truncated, other_file, other_columns, other_type, gone]


@pytest.mark.parametrize("spoil", [*SPOILT, damaged_within], ids=lambda spoil: spoil.__name__)
def test_a_part_that_is_none_is_named(spoil: Callable[[Path], None], lake: Path) -> None:
    spoil(lake)
    with pytest.raises(LakeUnusable) as raised, opened(lake) as engine:
        engine.ask(scores.samples, Asked())
    assert part_of_name(lake) in raised.value.message
    assert "rebuild" in raised.value.hint


def part_of_name(lake: Path) -> str:
    return str(next((lake / "observations").rglob("part-*.parquet")).name)


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_spark_is_not_given_a_part_that_is_none(spoil: Callable[[Path], None], lake: Path) -> None:
    """It would take a column that is missing as null. Said before the session is asked for anything."""
    spoil(lake)
    with pytest.raises(LakeUnusable, match=part_of_name(lake)):
        OnSpark(None, read_contents(lake))


def newer(folder: Path) -> None:
    write_lake(folder, [ONE])
    manifest = folder / "datapackage.json"
    document = json.loads(manifest.read_text(encoding="utf-8"))
    document["qaudit"]["version"] = VERSION + 1
    manifest.write_text(json.dumps(document), encoding="utf-8")


def foreign(folder: Path) -> None:
    folder.mkdir()
    (folder / "datapackage.json").write_text('{"name": "rainfall", "resources": []}')


def empty(folder: Path) -> None:
    folder.mkdir()
    write_manifest(folder, Manifest())


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda folder: None, "There is no lake in"),
        (empty, "has no visits"),
        (foreign, "is not that of a lake"),
        (newer, "newer qaudit"),
    ],
)
def test_what_is_no_lake_is_refused(make: Callable[[Path], None], sentence: str, tmp_path: Path) -> None:
    make(tmp_path / "lake")
    with pytest.raises(LakeUnusable, match=sentence), opened(tmp_path / "lake"):
        pytest.fail("it was opened")


@pytest.mark.parametrize(
    ("engine", "hint"), [("duckdbb", "did you mean duckdb"), ("oracle", "duckdb, spark")]
)
def test_an_unknown_engine_is_refused(engine: str, hint: str, lake: Path) -> None:
    with pytest.raises(UsageError, match=f"no engine {engine}") as raised, opened(lake, engine):
        pytest.fail("it was opened")
    assert hint in raised.value.hint


def test_what_lies_beside_the_parts_is_not_of_the_lake(lake: Path) -> None:
    shutil.copy(part_of(lake), part_of(lake).with_name("part-000009-001.parquet"))
    with opened(lake) as engine:
        (row,) = engine.ask(scores.samples, Asked()).to_pylist()
    assert row["n"] == 1


def test_the_database_sees_the_lake_and_nothing_else(lake: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.parquet"
    shutil.copy(part_of(lake), other)
    with opened(lake) as engine:
        ask: Any = engine
        connection = ask._connection
        assert connection.sql("SELECT count(*) FROM visits").fetchall() == [(1,)]
        for query in (f"SELECT * FROM '{other}'", "INSTALL httpfs", "SET enable_external_access = true"):
            with pytest.raises(Exception, match=r"disabled|locked|Cannot"):
                connection.sql(query).fetchall()


def test_a_lake_that_was_refreshed_since_it_was_opened_is_not_called_damaged(lake: Path) -> None:
    with opened(lake) as engine:
        assert engine.ask(scores.places, Asked()).num_rows == 1
        shutil.rmtree(lake)
        write_lake(lake, [replace(ONE, day=date(2026, 6, 3))])
        with pytest.raises(LakeUnusable, match="was refreshed while it was open") as raised:
            engine.ask(scores.samples, Asked())
    assert raised.value.hint == "open it again"


def endless(times: int) -> Table:
    """More rows than anybody waits for: the observations, multiplied with themselves so many times."""
    table = OBSERVATIONS.select("visit")
    for number in range(times):
        other = OBSERVATIONS.select(**{f"visit{number}": OBSERVATIONS.visit})
        table = table.cross_join(other)
    return table.agg(n=table.count(where=table.visit != table.visit0))


def broad(folder: Path) -> Path:
    """A lake of one visit with thirty observations."""
    many = tuple(Observed(f"A{number}") for number in range(30))
    return write_lake(folder, [Seen("v1", "b1", date(2026, 5, 3), many)])


def refuse_to_wait(engine: Engine, times: int) -> None:
    """Asks for more than anybody waits for, and stops it."""
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            engine.ask(endless, times)
        except BaseException as fault:  # noqa: BLE001 - looked at below
            ended.append(fault)

    asking = threading.Thread(target=ask)
    asking.start()
    while asking.is_alive():
        engine.stop()
        asking.join(0.01)
    assert [type(fault) for fault in ended] == [Stopped]
    assert engine.ask(scores.samples, Asked()).num_rows == 1


def test_a_question_that_runs_can_be_stopped(tmp_path: Path) -> None:
    with opened(broad(tmp_path / "lake")) as engine:
        refuse_to_wait(engine, 40)


def test_a_question_that_runs_on_spark_can_be_stopped(spark: Any, tmp_path: Path) -> None:
    # Spark gives it up, but a task that is in the midst of it goes on for a while: so there is little of it.
    refuse_to_wait(OnSpark(spark.newSession(), read_contents(broad(tmp_path / "lake"))), 3)


def test_stopping_nothing_does_nothing(on_duckdb: Engine) -> None:
    on_duckdb.stop()
    assert on_duckdb.ask(scores.samples, Asked()).num_rows > 0

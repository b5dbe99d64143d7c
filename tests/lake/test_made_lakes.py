"""A lake that was made from a store, as both engines see it."""

from pathlib import Path
from typing import Any

import pytest
from ibis.expr.types import Table

from qaudit.lake.contents import check_parts, read_contents
from qaudit.lake.engines import OnSpark, opened
from qaudit.lake.questions.tables import OBSERVATIONS, VISITS
from qaudit.store.store import open_store
from tests.desk.lake_stock import BAD, HOSTILE, PLAIN, YORK, LakeStock


def all_observations() -> Table:
    return OBSERVATIONS.order_by(["visit", "section", "code"])


def all_visits() -> Table:
    return VISITS.order_by("visit")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> LakeStock:
    """Visits of brands that no folder can be called after, and of none."""
    folder = tmp_path_factory.mktemp("made")
    with open_store(folder / "store.sqlite") as store:
        stock = LakeStock(store, folder / "store.lake")
        for branch in (*HOSTILE, PLAIN, YORK):
            stock.publish(BAD, branch)
        stock.lake.refresh()
    return stock


# py4j leaves sockets to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_every_value_is_read_as_it_was_written(made: LakeStock, spark: Any) -> None:
    contents = read_contents(made.folder)
    check_parts(contents)
    on_spark = OnSpark(spark, contents)
    for table, question, rows in (("observations", all_observations, 54), ("visits", all_visits, 6)):
        written = made.rows(table)
        assert len(written) == rows
        assert {row["brand"] for row in written} == {branch.brand for branch in (*HOSTILE, PLAIN, YORK)}
        with opened(made.folder) as duckdb:
            assert plain(duckdb.ask(question).to_pylist()) == plain(written)
        assert plain(on_spark.ask(question).to_pylist()) == plain(written)


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lists as they are, whatever an engine calls them; a missing list is an empty one."""
    return [{name: list(value) if name == "tags" else value for name, value in row.items()} for row in rows]


def test_the_lake_lies_in_one_folder(made: LakeStock, tmp_path: Path) -> None:
    """It is whole wherever it is moved to: paths in it are its own."""
    moved = made.folder.rename(tmp_path / "moved")
    with opened(moved) as duckdb:
        assert duckdb.ask(all_visits).num_rows == 6
    moved.rename(made.folder)

"""SQLite keeps whatever it is given in any column: such a row is named, and nothing beside it is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qaudit.errors import RowUnreadable
from qaudit.store.store import Store, open_store
from tests.builders import moment
from tests.store.damage_laws import worked
from tests.store.laws import AT
from tests.store.stocked import LATER, SCORECARD, another, behind, stock

POISON = {
    "a note that is bytes": ("observations", "SET note = x'ff00'", "note is not text"),
    "a note that is no UTF-8": ("observations", "SET note = CAST(x'c328' AS TEXT)", "note is not text"),
    "a reading that is a number": ("observations", "SET reading = 7.5", "reading"),
    "a moment that is words": ("observations", "SET at = 'yesterday'", "at is not a moment"),
    "a mark without a moment": ("marks", "SET at = 'noon'", "at is not a moment"),
    "a fact that is bytes": ("visit_facts", "SET key = x'00'", "key is not text"),
    "a version in words": ("visits", "SET version = 'many'", "version is not a whole number"),
    "an opening long ago": ("visits", "SET opened_at = 'long ago'", "opened_at is not a moment"),
    "a moment out of range": ("visits", "SET opened_at = '0000-13-45T99:00:00+00:00'", "opened_at"),
    "an entry without a number": ("journal", "SET number = 'x' || number", "number is not a whole number"),
    "an entry by nobody": ("journal", "SET who = x'01'", "who is not text"),
    "a scorecard in bytes": ("scorecards", "SET final_percent = x'01'", "final_percent is not text"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "qaudit.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("name", POISON)
def test_a_row_of_the_wrong_kind_is_named_and_spoils_nothing_else(store: Store, name: str) -> None:
    table, assignment, reason = POISON[name]
    healthy = stock(store)
    visit = worked(store, another(healthy, 2, opened_at=moment("15:00")))
    store.submit(visit.id, left_at=AT, at=LATER, who="heron", scorecard=lambda visit: SCORECARD)
    key = "id" if table == "visits" else "visit_id"
    behind(store, f"UPDATE {table} {assignment} WHERE {key} = :id", id=visit.id)
    faults = [fault for fault in store.damage() if fault.code == "D03"]
    assert faults
    assert all(f"of {table} cannot be read" in fault.message for fault in faults)
    assert all(visit.id in fault.message and reason in fault.message for fault in faults)
    ask = {"journal": store.journal, "scorecards": store.scorecards}.get(table, store.visit)
    with pytest.raises(RowUnreadable, match=visit.id):
        ask(visit.id)
    assert store.visit(healthy.id) == healthy
    assert healthy.id in [found.id for found in store.visits()]


def test_every_poisoned_row_of_a_visit_is_named(store: Store) -> None:
    visit = worked(store)
    behind(store, "UPDATE observations SET kind = 'guess'")
    behind(store, "UPDATE marks SET at = 'noon'")
    named = [fault.message for fault in store.damage() if fault.code == "D03"]
    assert len(named) == 4
    for row in ("ARR-01 of observations", "ARR-02 of observations", "arrival of marks", "greeted of marks"):
        assert any(f"{visit.id}/{row}" in message for message in named)


def test_rows_that_hang_in_the_air_are_named(store: Store) -> None:
    visit = worked(store)
    connection = store._database._engine.raw_connection()
    connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
    connection.driver_connection.execute("DELETE FROM branches")  # type: ignore[union-attr]
    connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
    connection.close()
    codes = [(fault.code, fault.message) for fault in store.damage()]
    assert codes[0][0] == "D02"
    assert "visits refers to a row of branches" in codes[0][1]
    assert codes[1] == ("D03", f"Row {visit.id} of visits cannot be read: its branch is not in the store")
    assert store.visits() == ()

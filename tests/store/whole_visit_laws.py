"""What holds for visits that are taken in whole, wherever they are kept."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from qaudit.core.changes import Change, MarkSet, NoteSet, ReadingSet
from qaudit.core.journal import first_broken
from qaudit.core.readings import NOT_OBSERVED, YesNo
from qaudit.core.visits import Visit
from qaudit.store.kept import KeptVerdict
from qaudit.store.store import Store
from qaudit.store.whole_visits import WholeVisit
from tests.builders import moment
from tests.store.life_stocked import AT, MISSED
from tests.store.stocked import SCORECARD, another, behind, stock, stock_visit

TWIN = 77


def submitted(store: Store) -> Visit:
    """A visit with a mark, readings and a note, submitted through the store's own door."""
    visit = stock(store)
    changes: list[Change] = [
        MarkSet("arrival", moment("10:02")),
        ReadingSet("ARR-01", NOT_OBSERVED),
        ReadingSet("ARR-02", YesNo(False)),
        NoteSet("ARR-02", "Nobody at the desk"),
    ]
    store.write(visit.id, changes, who="heron", at=AT, why="time notes")
    store.submit(visit.id, left_at=AT, at=AT, who="heron", scorecard=lambda visit: SCORECARD)
    return store.visit(visit.id)


def whole(store: Store, visit: Visit) -> WholeVisit:
    """The same visit under another id, with all that the store has of it."""
    twin = replace(visit, id=another(visit, TWIN).id)
    entries = [replace(entry, visit_id=twin.id, number=0, seal="") for entry in store.journal(visit.id)[1:]]
    return WholeVisit(twin, "heron", tuple(entries), store.scorecards(visit.id))


class WholeVisitLaws:
    """A subclass gives the fixture `target`."""

    def test_a_visit_taken_in_whole_is_as_if_it_had_been_written_here(self, store: Store) -> None:
        written = submitted(store)
        given = whole(store, written)
        seen = replace(given.visit, visible_from=AT, published_at=AT)
        store.take_in([replace(given, visit=seen, verdicts=(KeptVerdict("ARR-02", MISSED, True),))])
        taken = store.visit(given.visit.id)
        assert taken.observations
        assert replace(taken, id=written.id, visible_from=None, published_at=None) == written
        here, there = store.journal(written.id), store.journal(taken.id)
        assert [replace(one, visit_id="", seal="") for one in there] == [
            replace(one, visit_id="", seal="") for one in here
        ]
        assert first_broken(there, taken.version) is None
        assert store.scorecards(taken.id) == store.scorecards(written.id)
        first = "SELECT code, first_entry FROM observations WHERE visit_id = :visit ORDER BY code"
        begun = behind(store, first, visit=taken.id)
        assert begun == behind(store, first, visit=written.id)
        assert behind(store, "SELECT code FROM verdicts WHERE visit_id = :visit", visit=taken.id) == [
            ("ARR-02",)
        ]
        # It is published: nothing of it waits to be checked when somebody next looks.
        assert list(store.life.coming_into_force(AT)) == []

    def test_the_doctor_finds_nothing_in_it(self, store: Store) -> None:
        store.take_in([whole(store, submitted(store))])
        assert len(store.visits()) == 2
        assert store.damage() == ()

    def test_all_are_taken_in_or_none(self, store: Store) -> None:
        written = submitted(store)
        given = whole(store, written)
        unknown = replace(given, visit=replace(given.visit, id=another(written, 78).id, digest="none"))
        with pytest.raises(IntegrityError):
            store.take_in([given, unknown])
        assert [one.id for one in store.visits()] == [written.id]

    def test_a_visit_that_is_still_written_to_is_not_taken_in(self, store: Store) -> None:
        opened = stock(store, another(stock_visit(), 3))
        with pytest.raises(ValueError, match="nobody writes"):
            store.take_in([WholeVisit(opened, "heron", (), ())])

"""What is broken is found and named, and spoils nothing beside it."""

import logging
from pathlib import Path

import pytest

from qaudit.core.changes import EvidenceSet, ReadingSet
from qaudit.core.readings import YesNo
from qaudit.core.visits import Visit
from qaudit.errors import QauditError, RowUnreadable
from qaudit.store.store import Store
from tests.builders import moment
from tests.store.laws import AT, CHANGES
from tests.store.stocked import LATER, SCORECARD, another, behind, stock

WITHOUT_FILES = [change for change in CHANGES if not isinstance(change, EvidenceSet)]

TAMPERED_ENTRIES = {
    "a reading told otherwise": ("UPDATE journal SET became = '12s' WHERE number = 2", 2),
    "what was": ("UPDATE journal SET was = 'yes' WHERE number = 3", 3),
    "who": ("UPDATE journal SET who = 'ibis' WHERE number = 4", 4),
    "why": ("UPDATE journal SET why = 'forgot' WHERE number = 4", 4),
    "when": ("UPDATE journal SET at = :later WHERE number = 5", 5),
    "what was done": ("UPDATE journal SET act = 'note' WHERE number = 2", 2),
    "about what": ("UPDATE journal SET subject = 'ARR-03' WHERE number = 3", 3),
    "what it undoes": ("UPDATE journal SET undoes = 2 WHERE number = 3", 3),
    "the seal": ("UPDATE journal SET seal = 'ab' WHERE number = 3", 3),
    "the opening": ("UPDATE journal SET became = '{}' WHERE number = 1", 1),
    "the first taken out": ("DELETE FROM journal WHERE number = 1", 1),
    "one taken out": ("DELETE FROM journal WHERE number = 4", 4),
    "the last taken out": ("DELETE FROM journal WHERE number = 7", 7),
    "all taken out": ("DELETE FROM journal", 1),
    "renumbered": ("UPDATE journal SET number = 99 WHERE number = 3", 3),
    "the version turned back": ("UPDATE visits SET version = 6", 7),
}

TAMPERED_STATE = {
    "a reading": ("UPDATE observations SET reading = 'yes' WHERE code = 'ARR-02'", "reading ARR-02"),
    "a note": ("UPDATE observations SET note = 'All well' WHERE code = 'ARR-02'", "note ARR-02"),
    "a mark": ("UPDATE marks SET at = :later WHERE event = 'greeted'", "mark greeted"),
    "a mark taken away": ("DELETE FROM marks WHERE event = 'greeted'", "mark greeted"),
    "a fact": ("UPDATE visit_facts SET key = 'desk'", "fact channel"),
    "a standard added": (
        """INSERT INTO observations (visit_id, code, kind, reading, note, first_entry)
           SELECT id, 'ARR-09', 'yes_no', 'yes', '', 9 FROM visits""",
        "reading ARR-09",
    ),
    "the kind of visit": ("UPDATE visits SET kind = 'announced'", "opened"),
    "the time of leaving": ("UPDATE visits SET left_at = :later", "left"),
    "a status without submission": (
        "UPDATE visits SET status = 'submitted', submitted_at = :later",
        "status",
    ),
}

POISONED = {
    "observations": [
        "UPDATE observations SET reading = 'maybe' WHERE kind = 'yes_no'",
        "UPDATE observations SET kind = 'guess' WHERE kind = 'yes_no'",
        "UPDATE observations SET kind = NULL WHERE kind = 'yes_no'",
        "UPDATE observations SET reading = '-1s' WHERE kind = 'duration'",
        "UPDATE observations SET reading = '1/0s' WHERE kind = 'duration'",
        "UPDATE observations SET reading = '072s' WHERE kind = 'duration'",
    ],
    "visits": [
        "UPDATE visits SET status = 'lost' WHERE id = :id",
        "UPDATE visits SET kind = 'surprise' WHERE id = :id",
    ],
    "journal": ["UPDATE journal SET act = 'thought' WHERE number = 3"],
}


class DamageLaws:
    """A subclass gives the fixture `target`."""

    def test_a_store_that_is_whole_has_no_damage(self, store: Store) -> None:
        assert store.damage() == ()
        visit = worked(store)
        store.submit(visit.id, left_at=AT, at=LATER, who="heron", scorecard=lambda visit: SCORECARD)
        assert store.damage() == ()

    @pytest.mark.parametrize("name", TAMPERED_ENTRIES)
    def test_a_journal_that_was_tampered_with_is_named(self, store: Store, name: str) -> None:
        statement, number = TAMPERED_ENTRIES[name]
        visit = worked(store)
        tamper(store, statement)
        (fault,) = store.damage()
        assert fault.code == "D04"
        assert f"Visit {visit.id}: journal entry {number} " in fault.message

    @pytest.mark.parametrize("name", TAMPERED_STATE)
    def test_a_row_that_its_journal_does_not_tell_of_is_named(self, store: Store, name: str) -> None:
        statement, subject = TAMPERED_STATE[name]
        visit = worked(store)
        tamper(store, statement)
        faults = [fault for fault in store.damage() if fault.code == "D05"]
        assert f"Visit {visit.id}: {subject} is not what the journal tells" in faults[0].message

    @pytest.mark.parametrize("statement", ["UPDATE scorecards SET document = '{}'", "DELETE FROM scorecards"])
    def test_a_scorecard_that_is_not_the_submitted_one_is_named(self, store: Store, statement: str) -> None:
        visit = worked(store)
        store.submit(visit.id, left_at=AT, at=LATER, who="heron", scorecard=lambda visit: SCORECARD)
        tamper(store, statement)
        (fault,) = store.damage()
        assert (fault.code, visit.id in fault.message) == ("D06", True)

    @pytest.mark.parametrize(
        ("table", "statement"), [(table, one) for table, all_of in POISONED.items() for one in all_of]
    )
    def test_a_row_that_makes_no_sense_is_named_and_spoils_nothing_else(
        self, store: Store, table: str, statement: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        healthy = stock(store)
        visit = worked(store, another(healthy, 2, opened_at=moment("15:00")))
        tamper(store, statement, id=visit.id)
        faults = store.damage()
        assert {fault.code for fault in faults} == {"D03"}
        assert all(f"of {table} cannot be read" in fault.message for fault in faults)
        assert all(visit.id in fault.message for fault in faults)
        with pytest.raises(RowUnreadable, match=visit.id):
            store.journal(visit.id) if table == "journal" else store.visit(visit.id)
        assert store.visit(healthy.id) == healthy
        caplog.set_level(logging.WARNING)
        listed = [found.id for found in store.visits()]
        if table == "visits":
            assert listed == [healthy.id]
            assert f"Row {visit.id} of visits cannot be read" in caplog.text
        else:
            assert listed == [visit.id, healthy.id]

    def test_a_visit_whose_journal_has_a_gap_can_still_be_worked_on(self, store: Store) -> None:
        visit = worked(store)
        tamper(store, "DELETE FROM journal WHERE number = 7")
        done = store.write(visit.id, [ReadingSet("ARR-02", YesNo(True))], who="heron", at=LATER)
        assert [entry.number for entry in done.entries] == [8]
        (fault,) = store.damage()
        assert "journal entry 7 is missing" in fault.message

    def test_evidence_that_is_gone_or_changed_is_named(self, store: Store, tmp_path: Path) -> None:
        visit = stock(store)
        notes = tmp_path / "notes.txt"
        notes.write_text("Nobody at the desk at 14:05", encoding="utf-8")
        kept = store.evidence.keep(notes)
        store.write(visit.id, [EvidenceSet("ARR-02", (kept,))], who="heron", at=AT)
        assert store.damage() == ()
        store.evidence.path_of(kept).write_text("Somebody at the desk at 14:05", encoding="utf-8")
        (changed,) = store.damage()
        assert (changed.code, "ARR-02: evidence notes.txt" in changed.message) == ("D07", True)
        assert changed.message.endswith("is changed")
        store.evidence.path_of(kept).unlink()
        (missing,) = store.damage()
        assert missing.message.endswith("is missing")

    def test_a_digest_that_leads_out_of_the_folder_is_never_followed(self, store: Store) -> None:
        visit = stock(store)
        store.write(visit.id, CHANGES[3:4], who="heron", at=AT)
        tamper(store, "UPDATE evidence SET digest = '../../etc/passwd'")
        (seen,) = store.visit(visit.id).observations
        with pytest.raises(QauditError, match="not in the evidence folder"):
            store.evidence.path_of(seen.evidence[0])
        assert any(fault.message.endswith("is unreadable") for fault in store.damage())


def worked(store: Store, visit: Visit | None = None) -> Visit:
    """A visit with six entries after its opening."""
    opened = stock(store, visit)
    store.write(opened.id, WITHOUT_FILES, who="heron", at=AT)
    return store.visit(opened.id)


def tamper(store: Store, statement: str, **values: object) -> None:
    """Changes rows behind the store's back."""
    wanted = {name: value for name, value in values.items() if f":{name}" in statement}
    if ":later" in statement:
        wanted["later"] = LATER if not store._database.is_sqlite else "2026-05-14T16:00:00.000000+00:00"
    behind(store, statement, **wanted)

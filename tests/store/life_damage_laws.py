"""What is broken in the life after a visit is found and named, wherever it is kept."""

import pytest

from qaudit.core.readings import NOT_APPLICABLE
from qaudit.errors import RowUnreadable
from qaudit.store.kept import KeptReport
from qaudit.store.life_book import ActionFilter, AppealFilter
from qaudit.store.store import Store
from tests.builders import an_evidence
from tests.store.damage_laws import tamper
from tests.store.life_stocked import AT, an_action, an_appeal, lived, published, put_action, put_appeal
from tests.store.stocked import behind

TAMPERED: dict[str, tuple[str, str]] = {
    "the words of an appeal": ("UPDATE appeals SET words = 'Filthy'", "appealed"),
    "a decision that nobody made": ("UPDATE appeals SET state = 'upheld', decided_by = 'hq'", "appealed"),
    "an appeal taken out": ("DELETE FROM appeals", "appealed"),
    "an action made easier": ("UPDATE actions SET due = '2027-01-01'", "action"),
    "an action that is done": ("UPDATE actions SET state = 'done'", "action"),
    "a standard less": ("DELETE FROM action_standards", "action"),
    "the reviewer's words": ("UPDATE remarks SET words = 'Well done'", "remarked 1"),
    "a remark taken out": ("DELETE FROM remarks", "remarked 1"),
    "the manager's cause": ("UPDATE explanations SET cause = 'refit'", "explained ARR-02"),
    "a corrected reading": ("UPDATE corrections SET reading = 'yes'", "corrected ARR-02"),
    "a correction taken out": ("DELETE FROM corrections", "corrected ARR-02"),
    "the day it is seen from": ("UPDATE visits SET visible_from = :later", "published"),
    "the day of publication": ("UPDATE visits SET published_at = :later", "published at"),
    "that it was seen": ("UPDATE visits SET acknowledged_at = NULL", "acknowledged"),
    "the status": ("UPDATE visits SET status = 'closed'", "status"),
}

POISONED: dict[str, tuple[str, str]] = {
    "UPDATE appeals SET state = 'lost'": ("appeals", "a00102"),
    "UPDATE appeals SET kind = 'guess'": ("appeals", "a00102"),
    "UPDATE appeals SET evidence = '{'": ("appeals", "a00102"),
    "UPDATE appeals SET evidence = '[7]'": ("appeals", "a00102"),
    "UPDATE actions SET state = 'overdue?'": ("actions", "c001"),
    "UPDATE actions SET due = 'soon'": ("actions", "c001"),
    "UPDATE actions SET evidence = '[{}]'": ("actions", "c001"),
    "UPDATE corrections SET kind = 'guess'": ("corrections", "/1"),
    "UPDATE corrections SET origin = 'whim'": ("corrections", "/1"),
    "UPDATE verdicts SET verdict = 'maybe'": ("verdicts", "/ARR-02"),
    "UPDATE verdicts SET is_finding = 7": ("verdicts", "/ARR-02"),
    "UPDATE verdicts SET kind = 'surprise'": ("verdicts", "/ARR-02"),
    "UPDATE people SET role = 'king'": ("people", "rona"),
}


class LifeDamageLaws:
    """A subclass gives the fixture `target`."""

    @pytest.mark.parametrize("name", TAMPERED)
    def test_what_the_journal_does_not_tell_is_found(self, store: Store, name: str) -> None:
        statement, subject = TAMPERED[name]
        visit = lived(store)
        tamper(store, statement)
        [fault] = [fault.message for fault in store.damage() if fault.code == "D05"]
        assert fault.startswith(f"Visit {visit}: {subject}")
        assert fault.endswith("is not what the journal tells")

    @pytest.mark.parametrize("statement", POISONED)
    def test_a_row_that_makes_no_sense_is_named(self, store: Store, statement: str) -> None:
        table, row = POISONED[statement]
        lived(store)
        tamper(store, statement)
        faults = [fault for fault in store.damage() if fault.code == "D03"]
        assert any(f"{row} of {table} cannot be read" in fault.message for fault in faults), faults

    def test_lists_leave_out_what_cannot_be_read(self, store: Store) -> None:
        good, bad = published(store, 1, {}), published(store, 2, {})
        for visit in (good, bad):
            put_appeal(store, an_appeal(visit))
            put_action(store, an_action(visit))
        behind(store, "UPDATE appeals SET state = 'lost' WHERE visit_id = :id", id=bad)
        behind(store, "UPDATE actions SET due = 'soon' WHERE visit_id = :id", id=bad)
        assert [one.visit_id for one in store.life.appeals(AppealFilter())] == [good]
        assert [one.visit_id for one in store.life.actions(ActionFilter())] == [good]
        with pytest.raises(RowUnreadable, match="of a"):
            store.life.after(bad)

    def test_files_that_are_gone_are_told(self, store: Store, tmp_path: object) -> None:
        visit = lived(store)
        put_action(store, an_action(visit, evidence=(an_evidence("after.jpg"),)))
        put_appeal(store, an_appeal(visit, reading=NOT_APPLICABLE, evidence=(an_evidence("bill.jpg"),)))
        faults = [fault.message for fault in store.damage() if fault.code == "D07"]
        assert len(faults) == 2
        assert "ARR-02: evidence bill.jpg" in faults[0]
        assert "evidence after.jpg" in faults[1]
        with store.life.deed(visit, who="hq", at=AT) as deed:
            deed.keep_report(KeptReport(AT, "ab" * 32, "text/html", 9, "en"))
        [lost] = [fault for fault in store.damage() if fault.code == "D08"]
        assert visit in lost.message

"""What holds for a store wherever it is kept. `test_laws_*` run the class in memory, in a file and on a server."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from qaudit.core.changes import (
    Change,
    EvidenceSet,
    FactSet,
    MarkSet,
    NoteSet,
    ReadingSet,
    apply,
    before,
    subject_of,
    written,
)
from qaudit.core.journal import Act, act_of, first_broken
from qaudit.core.readings import Duration, Words, YesNo
from qaudit.core.standards import PackRef
from qaudit.core.text import storable
from qaudit.core.visits import Auditor, AuditorRole, Branch, Visit, VisitKind, VisitStatus
from qaudit.errors import PackNotFound, UsageError, VisitIncomplete, VisitNotFound, VisitSubmitted
from qaudit.store.store import KeptPack, KeptScorecard, Store
from tests.builders import an_evidence, moment
from tests.store.stocked import DOCUMENT, LATER, PACK, SCORECARD, another, stock, stock_visit
from tests.store.strategies import HOSTILE, changes

AT = moment("14:06:12.345678")
CHANGES: list[Change] = [
    ReadingSet("ARR-01", Duration(72)),  # type: ignore[arg-type]
    ReadingSet("ARR-02", YesNo(False)),
    NoteSet("ARR-02", "Nobody at the desk"),
    EvidenceSet("ARR-02", (an_evidence("b.jpg", digest="b" * 64), an_evidence("a.jpg", digest="a" * 64))),
    MarkSet("greeted", moment("14:06")),
    MarkSet("arrival", moment("14:05:10.000001")),
    FactSet("channel", "phone"),
]
NO_IDS = ["0197", "ffffffff", "0197%%%%", "______", *HOSTILE]
NUMBERS = count(100)
# Each example has a visit of its own, and each place runs the same body on purpose.
SUPPRESSED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]


def kept_as(change: Change) -> Change:
    """The change with the two kinds of characters replaced that no database keeps."""
    match change:
        case NoteSet(code, note):
            return NoteSet(code, storable(note))
        case ReadingSet(code, Words(words)):
            return ReadingSet(code, Words(storable(words)))
        case MarkSet(event, datetime() as at):
            return MarkSet(event, at.astimezone(UTC))
        case _:
            return change


class StoreLaws:
    """A subclass gives the fixture `target`."""

    hypothesis_settings: ClassVar[settings] = settings()

    # What is written is read back.

    def test_a_visit_is_opened_as_it_was_given(self, store: Store) -> None:
        opened = stock(store)
        assert opened.facts == (("channel", "desk"),)
        assert opened.version == 1
        assert store.visit(opened.id) == opened

    def test_every_kind_of_change_reads_back_as_the_core_applies_it(self, store: Store) -> None:
        visit = stock(store)
        store.write(visit.id, CHANGES, who="heron", at=AT)
        for change in CHANGES:
            visit = apply(change, visit, AT)
        assert store.visit(visit.id) == replace(visit, version=1 + len(CHANGES))

    @settings(max_examples=60, deadline=None, suppress_health_check=SUPPRESSED)
    @given(batches=st.lists(st.lists(changes, max_size=5), max_size=5))
    def test_any_changes_in_any_batches_read_back_as_the_core_applies_them(
        self, store: Store, batches: list[list[Change]]
    ) -> None:
        expected = stock(store, another(stock_visit(), next(NUMBERS)))
        for minute, batch in enumerate(batches):
            at = moment(f"14:{minute:02}:00.000001")
            told = []
            for change in map(kept_as, batch):
                if written(before(change, expected)) != written(change):
                    told.append((act_of(change), subject_of(change), written(change)))
                    expected = apply(change, expected, at)
            done = store.write(expected.id, batch, who="heron", at=at)
            assert done.version_before == expected.version
            assert [(entry.act, entry.subject, entry.became) for entry in done.entries] == told
            expected = replace(expected, version=expected.version + len(told))
            assert store.visit(expected.id) == expected
        assert first_broken(store.journal(expected.id), expected.version) is None

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_hostile_text_is_kept_as_text(self, store: Store, text: str) -> None:
        visit = stock(store)
        store.add_branch(Branch("HOSTILE", text, text, text))
        store.write(
            visit.id,
            [ReadingSet("ARR-02", Words(text)), NoteSet("ARR-02", f"n{text}")],
            who=f"w{text}",
            at=AT,
            why=text,
        )
        kept = storable(text)
        assert store.branch("HOSTILE") == Branch("HOSTILE", kept, kept, kept)
        seen = store.visit(visit.id).observation("ARR-02")
        assert seen is not None
        assert (seen.reading, seen.note) == (Words(kept), f"n{kept}")
        entry = store.journal(visit.id)[-1]
        assert (entry.who, entry.why, entry.became) == (f"w{kept}", kept, f"n{kept}")
        assert store.damage() == ()

    def test_moments_come_back_in_utc_to_the_microsecond(self, store: Store) -> None:
        visit = stock(store)
        local = datetime.fromisoformat("2026-05-14T17:05:10.123456+03:00")
        store.write(visit.id, [MarkSet("arrival", local)], who="heron", at=local)
        mark = store.visit(visit.id).mark("arrival")
        assert mark is not None
        assert mark.at.isoformat() == "2026-05-14T14:05:10.123456+00:00"
        assert store.journal(visit.id)[-1].at == mark.at

    def test_a_moment_without_a_zone_is_refused_and_nothing_is_written(self, store: Store) -> None:
        visit = stock(store)
        naive = datetime(2026, 5, 14, 14, 5)  # noqa: DTZ001 - the fault under test
        with pytest.raises(StatementError, match="no time zone"):
            store.write(visit.id, CHANGES, who="heron", at=naive)
        assert store.visit(visit.id) == visit
        assert len(store.journal(visit.id)) == 1

    # The journal.

    def test_the_journal_grows_with_every_change_and_is_chained(self, store: Store) -> None:
        visit = stock(store)
        for number, change in enumerate(CHANGES, start=2):
            done = store.write(visit.id, [change], who="heron", at=AT, why="seen")
            assert [entry.number for entry in done.entries] == [number]
            assert store.version(visit.id) == number
        journal = store.journal(visit.id)
        assert [entry.number for entry in journal] == list(range(1, len(CHANGES) + 2))
        assert [entry.act for entry in journal] == [Act.OPENED, *(act_of(change) for change in CHANGES)]
        assert {(entry.who, entry.why) for entry in journal[1:]} == {("heron", "seen")}
        assert first_broken(journal, store.version(visit.id)) is None
        assert len({entry.seal for entry in journal}) == len(journal)

    def test_an_entry_tells_what_was_and_what_it_undoes(self, store: Store) -> None:
        visit = stock(store)
        store.write(visit.id, [ReadingSet("ARR-02", YesNo(True))], who="heron", at=AT)
        done = store.write(visit.id, [ReadingSet("ARR-02", None)], who="ibis", at=AT, why="undo", undoes=2)
        (entry,) = done.entries
        assert (entry.was, entry.became, entry.undoes, entry.who) == ("yes", None, 2, "ibis")
        assert store.journal(visit.id)[-1] == entry

    def test_a_change_that_changes_nothing_leaves_no_entry(self, store: Store) -> None:
        visit = stock(store)
        first = store.write(visit.id, CHANGES, who="heron", at=AT)
        again = store.write(visit.id, CHANGES, who="heron", at=LATER)
        nothing = store.write(visit.id, [NoteSet("ARR-01", ""), MarkSet("paid", None)], who="heron", at=LATER)
        assert (first.version_before, len(first.entries)) == (1, len(CHANGES))
        assert again.entries == nothing.entries == ()
        assert again.version_before == store.version(visit.id) == 1 + len(CHANGES)
        seen = store.visit(visit.id).observation("ARR-02")
        assert seen is not None
        assert seen.at == AT

    def test_a_write_for_another_version_is_refused(self, store: Store) -> None:
        visit = stock(store)
        store.write(visit.id, CHANGES[:1], who="heron", at=AT, expected_version=1)
        with pytest.raises(UsageError, match="somebody else"):
            store.write(visit.id, CHANGES[1:], who="heron", at=AT, expected_version=1)
        assert store.version(visit.id) == 2

    # Submission.

    def test_a_submitted_visit_is_kept_with_its_scorecard(self, store: Store) -> None:
        visit = stock(store)
        store.write(visit.id, CHANGES, who="heron", at=AT)
        shown: list[Visit] = []

        def scorecard(submitted: Visit) -> str:
            shown.append(submitted)
            return SCORECARD

        left = moment("14:50")
        submitted = store.submit(visit.id, left_at=left, at=LATER, who="heron", scorecard=scorecard)
        assert submitted == store.visit(visit.id)
        assert replace(shown[0], version=submitted.version) == submitted
        assert submitted.status is VisitStatus.SUBMITTED
        assert (submitted.left_at, submitted.submitted_at) == (left, LATER)
        assert store.scorecards(visit.id) == (KeptScorecard(LATER, 1, SCORECARD, "87.5"),)
        acts = [entry.act for entry in store.journal(visit.id)]
        assert acts[-2:] == [Act.LEFT, Act.SUBMITTED]
        # The evidence of this visit is told of and was never kept.
        assert [fault.code for fault in store.damage()] == ["D07", "D07"]

    def test_a_submitted_visit_never_changes(self, store: Store) -> None:
        visit = stock(store)
        submitted = store.submit(
            visit.id, left_at=AT, at=LATER, who="heron", scorecard=lambda visit: SCORECARD
        )
        journal = store.journal(visit.id)
        with pytest.raises(VisitSubmitted):
            store.write(visit.id, CHANGES, who="heron", at=LATER)
        with pytest.raises(VisitSubmitted):
            store.write(visit.id, [], who="heron", at=LATER)
        with pytest.raises(VisitSubmitted):
            store.submit(visit.id, left_at=AT, at=LATER, who="heron", scorecard=lambda visit: SCORECARD)
        assert store.visit(visit.id) == submitted
        assert store.journal(visit.id) == journal

    def test_a_visit_that_is_incomplete_stays_as_it_was(self, store: Store) -> None:
        visit = stock(store)

        def scorecard(submitted: Visit) -> str:
            raise VisitIncomplete(submitted.id, ["ARR-01"], ["ARR-01 has no reading"])

        with pytest.raises(VisitIncomplete):
            store.submit(visit.id, left_at=AT, at=LATER, who="heron", scorecard=scorecard)
        assert store.visit(visit.id) == visit
        assert store.scorecards(visit.id) == ()
        assert len(store.journal(visit.id)) == 1

    # Finding visits.

    def test_visits_are_listed_newest_first_by_status_and_branch(self, store: Store) -> None:
        first = stock(store)
        quay = Branch("QUAY", "Quay")
        later = stock(store, another(first, 2, opened_at=moment("15:00"), branch=quay))
        latest = stock(store, another(first, 3, opened_at=moment("16:00"), kind=VisitKind.SELF_CHECK))
        store.write(first.id, CHANGES, who="heron", at=AT)
        store.submit(first.id, left_at=AT, at=LATER, who="heron", scorecard=lambda visit: SCORECARD)
        assert [found.id for found in store.visits()] == [latest.id, later.id, first.id]
        assert [found.id for found in store.visits(limit=2)] == [latest.id, later.id]
        assert [found.id for found in store.visits(status=VisitStatus.OPEN)] == [latest.id, later.id]
        assert [found.id for found in store.visits(branch="QUAY")] == [later.id]
        assert store.visits(branch="nowhere") == ()
        (done,) = store.visits(status=VisitStatus.SUBMITTED)
        assert (done.answered, done.final_percent, done.submitted_at) == (2, "87.5", LATER)
        assert (done.pack, done.branch, done.auditor) == (first.pack, first.branch, first.auditor)
        assert store.visits(limit=1)[0].kind is VisitKind.SELF_CHECK

    def test_a_reading_that_was_taken_away_is_not_counted(self, store: Store) -> None:
        visit = stock(store)
        store.write(visit.id, CHANGES, who="heron", at=AT)
        store.write(visit.id, [ReadingSet("ARR-01", None)], who="heron", at=AT)
        assert store.visits()[0].answered == 1

    def test_a_visit_is_found_by_the_beginning_of_its_id(self, store: Store) -> None:
        first = stock(store)
        second = stock(store, another(first, 2))
        assert store.resolve_visit_id(first.id) == first.id
        assert store.resolve_visit_id(f" {second.id[:-1].upper()}2") == second.id
        with pytest.raises(UsageError, match="Several visits begin with 0197") as refusal:
            store.resolve_visit_id(first.id[:8])
        assert first.id in str(refusal.value)
        assert second.id in str(refusal.value)

    def test_a_visit_that_is_not_there_is_named(self, store: Store) -> None:
        stock(store)
        asks = (store.visit, store.version, store.journal, store.scorecards, store.resolve_visit_id)
        for visit_id in NO_IDS:
            for ask in asks:
                with pytest.raises(VisitNotFound):
                    ask(visit_id)
            with pytest.raises(VisitNotFound):
                store.write(visit_id, CHANGES, who="heron", at=AT)

    # Who, where, and the packs.

    def test_branches_and_auditors_are_kept_once(self, store: Store) -> None:
        haifa, auditor = Branch("HAI", "Haifa", "North", "IL"), Auditor("ibis", AuditorRole.REVIEWER)
        store.add_branch(haifa)
        store.add_branch(Branch("ASH", "Ashdod"))
        store.add_auditor(auditor)
        with pytest.raises(UsageError, match="There is a branch HAI already"):
            store.add_branch(replace(haifa, name="Another"))
        with pytest.raises(UsageError, match="There is an auditor ibis already"):
            store.add_auditor(auditor)
        assert store.branches() == (Branch("ASH", "Ashdod"), haifa)
        assert store.auditors() == (auditor,)
        assert (store.branch("HAI"), store.auditor("ibis")) == (haifa, auditor)

    def test_an_unknown_branch_or_auditor_names_the_nearest(self, store: Store) -> None:
        stock(store)
        with pytest.raises(UsageError, match="no branch HAI-02") as refusal:
            store.branch("HAI-02")
        assert "did you mean HAI-01?" in refusal.value.hint
        with pytest.raises(UsageError, match="did you mean heron"):
            store.auditor("herron")
        with pytest.raises(UsageError, match="qaudit auditor add"):
            store.auditor("\x00\ud800")

    @pytest.mark.parametrize("code", ["", "x" * 201])
    def test_a_code_that_is_empty_or_endless_is_refused(self, store: Store, code: str) -> None:
        with pytest.raises(UsageError, match="1 to 200 characters"):
            store.add_branch(Branch(code, "Nowhere"))
        with pytest.raises(UsageError, match="1 to 200 characters"):
            store.add_auditor(Auditor(code))

    def test_a_visit_needs_a_known_branch_auditor_and_pack_and_an_id_of_its_own(self, store: Store) -> None:
        visit = stock(store)
        with pytest.raises(UsageError, match="already"):
            store.open_visit(visit, "heron", AT)
        with pytest.raises(UsageError, match="no branch"):
            store.open_visit(another(visit, 2, branch=Branch("NOWHERE", "")), "heron", AT)
        with pytest.raises(UsageError, match="no auditor"):
            store.open_visit(another(visit, 2, auditor=Auditor("nobody")), "heron", AT)
        with pytest.raises(ValueError, match="was not kept"):
            store.open_visit(another(visit, 2, digest="sha256:other"), "heron", AT)
        with pytest.raises(ValueError, match="opened empty"):
            store.open_visit(another(visit, 2, status=VisitStatus.SUBMITTED), "heron", AT)
        assert len(store.visits()) == 1

    def test_a_pack_is_kept_once_and_found_by_its_digest(self, store: Store) -> None:
        assert store.digest_of_edition(PACK.ref) is None
        visit = stock(store)
        kept = store.kept_pack(visit.digest)
        assert kept == KeptPack(visit.digest, PACK.ref, DOCUMENT, b"\x89PNG", "logo.png")
        store.keep_pack(replace(kept, document="another", logo=None))
        assert store.kept_pack(visit.digest) == kept
        assert store.digest_of_edition(PACK.ref) == visit.digest
        assert store.digest_of_edition(PackRef("harbour-hotels", "2027.1")) is None
        with pytest.raises(PackNotFound):
            store.kept_pack("sha256:unknown")

    def test_a_kept_pack_that_no_visit_used_binds_no_edition(self, store: Store) -> None:
        store.keep_pack(KeptPack("sha256:tried", PACK.ref, DOCUMENT))
        assert store.digest_of_edition(PACK.ref) is None
        assert store.kept_pack("sha256:tried") == KeptPack("sha256:tried", PACK.ref, DOCUMENT)

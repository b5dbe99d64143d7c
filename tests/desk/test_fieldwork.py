"""The auditor's verbs over a real store: what each does, and that it is on the disk when it returns."""

from datetime import timedelta
from pathlib import Path

import pytest

from qaudit.core.completeness import GapKind
from qaudit.core.judging import Verdict
from qaudit.core.readings import Duration, YesNo
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.core.walk import Walk, walk_visit
from qaudit.errors import (
    EvidenceRefused,
    MarkRefused,
    PackChanged,
    PackNotFound,
    ReadingRefused,
    UnknownEvent,
    UnknownStandard,
    UsageError,
    VisitIncomplete,
    VisitNotFound,
    VisitSubmitted,
)
from tests.command_line import START
from tests.corner_shop import ALL_MET, write_corner_shop
from tests.desk.conftest import Office


def as_kept(office: Office, walk: Walk) -> Walk:
    """The visit as the disk has it."""
    return office.work.walk(walk.visit.id)


def assert_same(walk: Walk, other: Walk) -> None:
    """The walk that a verb gave is the walk that is on the disk."""
    assert walk.visit == other.visit
    assert dict(walk.judged) == dict(other.judged)


def test_opening_keeps_facts_kind_and_the_pack(office: Office) -> None:
    walk = office.work.open_visit("corner-shop", "HAI-01", "owl", {"channel": "phone"}, VisitKind.ANNOUNCED)
    visit = walk.visit
    assert (str(visit.pack), visit.branch.name, visit.auditor.alias) == (
        "corner-shop@1",
        "Harbour Haifa",
        "owl",
    )
    assert (visit.kind, visit.status, visit.facts) == (
        VisitKind.ANNOUNCED,
        VisitStatus.OPEN,
        (("channel", "phone"),),
    )
    assert (visit.opened_at, visit.utc_offset_minutes, visit.version) == (
        START + timedelta(seconds=1),
        120,
        1,
    )
    assert_same(walk, as_kept(office, walk))


def test_facts_may_be_left_out_and_then_nothing_is_asked_that_needs_them(office: Office) -> None:
    """S06."""
    walk = office.work.open_visit("corner-shop", "HAI-01", "heron", {})
    assert not walk.judged["ARR-03"].is_asked


def test_opening_refuses_what_is_unknown(office: Office) -> None:
    with pytest.raises(PackNotFound, match="did you mean corner-shop"):
        office.opened("cornershop")
    with pytest.raises(UsageError, match=r"no fact chanel .did you mean channel"):
        office.opened(chanel="desk")
    with pytest.raises(UsageError, match=r"Fact channel cannot be fax .one of desk, phone"):
        office.opened(channel="fax")
    with pytest.raises(UsageError, match=r"no auditor heronn .did you mean heron"):
        office.opened(auditor="heronn")
    assert office.quarters.visits() == ()


def test_an_edition_that_a_visit_used_is_frozen(office: Office) -> None:
    first = office.opened()
    file = write_corner_shop(office.library)
    file.write_text(file.read_text(encoding="utf-8").replace("at_most: 60", "at_most: 61"), encoding="utf-8")
    with pytest.raises(PackChanged) as refusal:
        office.opened()
    assert refusal.value.kept_digest == first.visit.digest
    write_corner_shop(office.library, edition="2")
    assert str(office.opened("corner-shop@2").visit.pack) == "corner-shop@2"
    assert (
        str(as_kept(office, first).index.standard["ARR-01"].text) == "The guest is greeted within 60 seconds"
    )


def test_a_visit_lives_without_its_pack_file(office: Office) -> None:
    """S19."""
    walk = office.filled()
    (office.library / "corner-shop" / "1.yaml").unlink()
    fresh = Office(office.folder, office.clock, type(office.desk)(str(office.db), world=office.clock.world()))
    try:
        assert fresh.work.submit(walk.visit.id).scorecard().is_complete
    finally:
        fresh.desk.close()


def test_recording_gives_the_walk_that_is_on_the_disk(office: Office) -> None:
    walk = office.opened()
    step = office.work.record(walk, "ARR-01", "1:12", note="One at the desk")
    assert step.walk.readings["ARR-01"].reading == Duration(72)  # type: ignore[arg-type]
    assert step.walk.readings["ARR-01"].note == "One at the desk"
    assert step.walk.judged["ARR-01"].verdict is Verdict.PARTLY
    assert [entry.number for entry in step.entries] == [2, 3]
    assert not step.met_others
    assert_same(step.walk, as_kept(office, walk))


def test_recording_the_same_again_leaves_no_entry(office: Office) -> None:
    step = office.work.record(office.opened(), "ARR-02", "yes")
    again = office.work.record(step.walk, "ARR-02", "yes")
    assert again.entries == ()
    assert_same(again.walk, as_kept(office, step.walk))


def test_a_reading_that_does_not_fit_changes_nothing(office: Office) -> None:
    walk = office.opened()
    with pytest.raises(ReadingRefused, match="ARR-02: 'maybe' is neither yes nor no"):
        office.work.record(walk, "ARR-02", "maybe", note="x")
    with pytest.raises(ReadingRefused, match="this standard always applies"):
        office.work.record(walk, "ARR-03", "na")
    with pytest.raises(UnknownStandard, match="did you mean ARR-02"):
        office.work.record(walk, "ARR-2", "yes")
    with pytest.raises(ReadingRefused, match="20001 characters"):
        office.work.write_note(walk, "ARR-02", "x" * 20_001)
    assert_same(walk, as_kept(office, walk))


def test_a_note_may_come_first_and_go_again(office: Office) -> None:
    walk = office.work.write_note(office.opened(), "ARR-02", "ahead").walk
    assert walk.readings["ARR-02"].reading is None
    walk = office.work.record(walk, "ARR-02", "no").walk
    assert (walk.readings["ARR-02"].reading, walk.readings["ARR-02"].note) == (YesNo(False), "ahead")
    walk = office.work.write_note(walk, "ARR-02", "").walk
    assert walk.readings["ARR-02"].note == ""
    assert_same(walk, as_kept(office, walk))


def test_clearing_leaves_note_and_evidence(office: Office) -> None:
    walk = office.work.record(office.opened(), "ARR-02", "no", note="A stain").walk
    walk = office.work.clear(walk, "ARR-02").walk
    assert (walk.readings["ARR-02"].reading, walk.readings["ARR-02"].note) == (None, "A stain")
    assert walk.judged["ARR-02"].verdict is Verdict.UNANSWERED
    assert_same(walk, as_kept(office, walk))


def test_evidence_is_copied_and_tied_once(office: Office, tmp_path: Path) -> None:
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("Total 12", encoding="utf-8")
    step = office.work.attach(office.opened(), "ARR-02", receipt)
    receipt.unlink()
    [kept] = step.walk.readings["ARR-02"].evidence
    path = office.work.evidence_path(kept)
    assert path is not None
    assert path.read_text(encoding="utf-8") == "Total 12"
    receipt.write_text("Total 12", encoding="utf-8")
    assert office.work.attach(step.walk, "ARR-02", receipt).entries == ()
    with pytest.raises(EvidenceRefused, match="ARR-02 has no evidence ffff"):
        office.work.detach(step.walk, "ARR-02", "ffff")
    walk = office.work.detach(step.walk, "ARR-02", kept.digest).walk
    assert walk.readings["ARR-02"].evidence == ()
    assert office.work.undo(walk).walk.readings["ARR-02"].evidence == (kept,)
    path.unlink()
    assert office.work.evidence_path(kept) is None


def test_a_reading_and_its_files_are_kept_together_or_not_at_all(office: Office, tmp_path: Path) -> None:
    walk = office.opened()
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("x", encoding="utf-8")
    empty.touch()
    with pytest.raises(EvidenceRefused):
        office.work.record(walk, "ARR-02", "no", evidence=[good, empty])
    assert_same(walk, as_kept(office, walk))
    step = office.work.record(walk, "ARR-02", "no", evidence=[good])
    assert [entry.act.value for entry in step.entries] == ["reading", "evidence"]


def test_two_marks_measure_a_standard(office: Office) -> None:
    walk = office.opened()
    walk = office.work.mark(walk, "arrival", START - timedelta(minutes=10)).walk
    walk = office.work.mark(walk, "greeted", START - timedelta(minutes=8)).walk
    assert (walk.judged["ARR-01"].verdict, walk.judged["ARR-01"].by_clock) == (Verdict.PARTLY, True)
    assert_same(walk, as_kept(office, walk))


def test_a_mark_without_a_time_is_now(office: Office) -> None:
    walk = office.opened()
    office.clock.at = START + timedelta(minutes=3)
    mark = office.work.mark(walk, "arrival").walk.visit.mark("arrival")
    assert mark is not None
    assert mark.at == START + timedelta(minutes=3, seconds=1)


def test_a_mark_is_corrected_and_taken_away_with_a_reason_only(office: Office) -> None:
    walk = office.work.mark(office.opened(), "arrival", START - timedelta(minutes=9)).walk
    with pytest.raises(MarkRefused, match="arrival is marked already"):
        office.work.mark(walk, "arrival", START - timedelta(minutes=8))
    with pytest.raises(MarkRefused, match="without a reason"):
        office.work.unmark(walk, "arrival", why=" ")
    with pytest.raises(MarkRefused, match="lies ahead"):
        office.work.mark(walk, "greeted", START + timedelta(days=1))
    with pytest.raises(UnknownEvent, match="did you mean greeted"):
        office.work.mark(walk, "greted")
    walk = office.work.mark(walk, "arrival", START - timedelta(minutes=8), why="slow watch").walk
    walk = office.work.unmark(walk, "arrival", why="wrong door").walk
    assert walk.visit.marks == ()
    told = [(entry.was, entry.became, entry.why) for entry in office.work.journal(walk.visit.id)[1:]]
    assert [why for _, _, why in told] == ["", "slow watch", "wrong door"]
    assert told[1][0] == told[0][1]


def test_many_marks_come_together_or_not_at_all(office: Office) -> None:
    walk = office.opened()
    with pytest.raises(UnknownEvent):
        office.work.mark_all(walk, {"arrival": START, "nowhere": START})
    assert as_kept(office, walk).visit.marks == ()
    marks = {"arrival": START - timedelta(minutes=9), "greeted": START - timedelta(minutes=8)}
    step = office.work.mark_all(walk, marks)
    assert len(step.entries) == 2
    assert step.walk.judged["ARR-01"].by_clock
    assert_same(step.walk, as_kept(office, walk))


def test_a_corrected_fact_asks_other_standards_and_keeps_readings(office: Office) -> None:
    """S06."""
    walk = office.work.record(office.opened(), "ARR-03", "yes").walk
    walk = office.work.correct_fact(walk, "channel", "phone", why="it was a call").walk
    assert not walk.judged["ARR-03"].is_asked
    assert_same(walk, as_kept(office, walk))
    walk = office.work.undo(walk).walk
    assert walk.judged["ARR-03"].verdict is Verdict.MET
    with pytest.raises(UsageError):
        office.work.correct_fact(walk, "channel", "fax")


def test_filling_is_all_or_nothing(office: Office) -> None:
    walk = office.opened()
    with pytest.raises(ReadingRefused) as refusal:
        office.work.fill(walk, b"code,reading\nARR-02,yes\nNO-01,yes\nTLK-03,9\n", "t.csv")
    assert "2 rows are wrong" in str(refusal.value)
    assert_same(walk, as_kept(office, walk))
    step = office.work.fill(walk, ALL_MET.encode(), "t.csv")
    assert step.walk.progress.is_done
    assert {entry.why for entry in step.entries} == {"filled from t.csv"}
    assert_same(step.walk, as_kept(office, walk))


def test_undo_goes_back_step_by_step_and_never_undoes_an_undo(office: Office) -> None:
    walk = office.opened()
    states = [walk.visit]
    for code, reading in (("ARR-02", "yes"), ("ARR-02", "no"), ("TLK-03", "5")):
        walk = office.work.record(walk, code, reading).walk
        states.append(walk.visit)
    walk = office.work.mark(walk, "arrival", START - timedelta(minutes=1)).walk
    for expected in reversed(states):
        step = office.work.undo(walk)
        walk = step.walk
        assert len(step.entries) == 1
        assert {seen.code: seen.reading for seen in walk.visit.observations if seen.reading} == {
            seen.code: seen.reading for seen in expected.observations if seen.reading
        }
        assert walk.visit.marks == ()
    assert office.work.undo(walk).entries == ()
    assert_same(walk, as_kept(office, walk))
    taken_back = [entry.undoes for entry in office.work.journal(walk.visit.id) if entry.undoes]
    assert taken_back == [5, 4, 3, 2]


def test_two_people_on_one_visit_see_each_other_s_work(offices: list[Office]) -> None:
    one, other = offices
    mine = one.opened()
    theirs = other.work.walk(mine.visit.id)
    one.work.record(mine, "ARR-02", "yes")
    step = other.work.record(theirs, "TLK-03", "5")
    assert step.met_others
    assert {seen.code for seen in step.walk.visit.observations} == {"ARR-02", "TLK-03"}
    assert_same(step.walk, as_kept(one, mine))
    refreshed = one.work.refresh(mine)
    assert refreshed.visit == step.walk.visit
    assert one.work.refresh(refreshed) is refreshed
    assert [entry.number for entry in one.work.journal(mine.visit.id)] == [1, 2, 3]


def test_a_mark_of_the_other_is_not_overwritten_without_a_reason(offices: list[Office]) -> None:
    one, other = offices
    mine = one.opened()
    theirs = other.work.walk(mine.visit.id)
    one.work.mark(mine, "arrival", START - timedelta(minutes=3))
    with pytest.raises(MarkRefused):
        other.work.mark(theirs, "arrival", START - timedelta(minutes=2))


def test_submitting_lists_every_gap(office: Office) -> None:
    walk = office.work.record(office.opened(), "ARR-02", "no").walk
    walk = office.work.mark(walk, "arrival", START - timedelta(minutes=3)).walk
    walk = office.work.mark(walk, "greeted", START - timedelta(minutes=4)).walk
    walk = office.work.record(walk, "ARR-01", "50s").walk
    with pytest.raises(VisitIncomplete) as refusal:
        office.work.submit(walk.visit.id)
    assert set(refusal.value.codes) == {
        "ARR-01", "ARR-02", "ARR-03", "TLK-01", "TLK-02", "TLK-03", "TLK-04", "TLK-05",
    }  # fmt: skip
    kinds = {gap.kind for gap in walk.gaps}
    assert kinds == {GapKind.UNANSWERED, GapKind.NOTE, GapKind.HAND_TIMED_NOTE, GapKind.OUT_OF_ORDER}
    assert len(refusal.value.gaps) == len(walk.gaps)
    assert as_kept(office, walk).visit.status is VisitStatus.OPEN


def test_submitting_keeps_the_time_of_leaving_the_lag_and_the_scorecard(office: Office) -> None:
    walk = office.filled()
    left = START - timedelta(minutes=5)
    submitted = office.work.submit(walk.visit.id, left_at=left)
    assert (submitted.visit.status, submitted.visit.left_at) == (VisitStatus.SUBMITTED, left)
    assert submitted.visit.lag == submitted.visit.submitted_at - left  # type: ignore[operator]
    assert_same(submitted, as_kept(office, walk))
    document = office.work.scorecard(submitted)
    assert (document["status"], document["complete"], document["final_percent"]) == (
        "submitted",
        True,
        "100.0",
    )
    assert [entry.act.value for entry in office.work.journal(walk.visit.id)][-2:] == ["left", "submitted"]


def test_the_time_of_leaving_is_the_last_mark_where_none_is_given(office: Office) -> None:
    walk = office.filled(ALL_MET.replace("ARR-01,45s", "ARR-01,na"))
    last = START - timedelta(minutes=7)
    walk = office.work.mark(walk, "arrival", last).walk
    assert office.work.submit(walk.visit.id).visit.left_at == last


def test_leaving_lies_not_ahead(office: Office) -> None:
    with pytest.raises(UsageError, match="lies ahead"):
        office.work.submit(office.filled().visit.id, left_at=START + timedelta(days=1))


def test_nothing_is_written_to_a_submitted_visit(office: Office, tmp_path: Path) -> None:
    walk = office.filled()
    submitted = office.work.submit(walk.visit.id)
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("x", encoding="utf-8")
    work = office.work
    for verb in (
        lambda stale: work.record(stale, "ARR-02", "no"),
        lambda stale: work.clear(stale, "ARR-02"),
        lambda stale: work.write_note(stale, "ARR-02", "x"),
        lambda stale: work.attach(stale, "ARR-02", receipt),
        lambda stale: work.mark(stale, "arrival"),
        lambda stale: work.mark_all(stale, {"arrival": START}),
        lambda stale: work.correct_fact(stale, "channel", "phone"),
        lambda stale: work.fill(stale, ALL_MET.encode(), "t.csv"),
        work.undo,
        lambda stale: work.submit(stale.visit.id),
    ):
        for stale in (walk, submitted):
            with pytest.raises(VisitSubmitted):
                verb(stale)
    assert_same(submitted, as_kept(office, walk))


def test_a_visit_is_found_by_the_beginning_of_its_id(office: Office) -> None:
    walk = office.opened()
    assert office.work.walk(walk.visit.id[:10]).visit.id == walk.visit.id
    with pytest.raises(VisitNotFound):
        office.work.walk("ffffffff")


def test_each_step_is_what_a_fresh_judgement_would_say(office: Office) -> None:
    walk = office.opened()
    for code, reading in (
        ("ARR-01", "130s"),
        ("ARR-03", "no"),
        ("TLK-02", "told"),
        ("ARR-01", "na"),
        ("TLK-06", "x"),
    ):
        walk = office.work.record(walk, code, reading).walk
        assert dict(walk.judged) == dict(walk_visit(walk.index, walk.visit).judged)

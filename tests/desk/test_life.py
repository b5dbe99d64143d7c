"""One visit's whole life through the desks of everybody who has a part in it, and the visits that come after it."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.lifecycle import Verb
from qaudit.core.readings import YesNo
from qaudit.core.visits import Origin, VisitKind, VisitStatus
from qaudit.errors import NotAllowed, UsageError, VisitIncomplete, VisitSubmitted
from tests.corner_shop import ALL_MET
from tests.desk.staffed import MISSED, House
from tests.store.stocked import behind


def percents(house: House, visit_id: str) -> list[str | None]:
    """The scores of a visit's scorecards, oldest first."""
    return [card.final_percent for card in house.store.scorecards(visit_id)]


def action_now(house: House, action: CorrectiveAction) -> CorrectiveAction:
    return house.desk("rona").mending.find(action.id).action


def test_a_visit_from_opening_to_the_visit_that_verifies_what_was_mended(
    house: House, tmp_path: Path
) -> None:
    heron, owl, rona, hq = (house.desk(alias) for alias in ("heron", "owl", "rona", "hq"))
    manager = house.person("rona")

    # The auditor: opened, filled, submitted.
    visit = house.submitted(MISSED)
    # Of ten points, ARR-02 loses one and a rating of 2 on the scale of 5 loses three quarters of one.
    assert percents(house, visit) == ["82.5"]
    assert [one.id for one in owl.review.queue()] == [visit]

    # The reviewer looks, remarks and returns it.
    looked = owl.review.look(visit, owl.person)
    assert Verb.RETURN in looked.verbs
    owl.review.remark(visit, "ARR-02", "Which window?", owl.person)
    owl.review.remark(visit, "", "Who was on duty?", owl.person)
    owl.review.send_back(visit, "", owl.person)
    assert owl.review.waiting() == 0
    with pytest.raises(NotAllowed, match="not published"):
        rona.fieldwork.walk(visit)

    # The auditor answers, writes one reading anew, and submits again.
    with pytest.raises(VisitIncomplete, match="remark 1 has no answer"):
        heron.fieldwork.submit(visit)
    for number in (1, 2):
        heron.appointments.answer(visit, number, "The one beside the door")
    heron.fieldwork.record(heron.fieldwork.walk(visit), "TLK-04", "2")
    heron.fieldwork.submit(visit)
    assert all(remark.is_answered for remark in heron.appointments.after(visit).remarks)

    # The reviewer corrects one reading and approves.
    corrected = owl.review.correct(visit, "TLK-03", "3", "The recording has a greeting", owl.person)
    assert corrected.visit.observation("TLK-03") != corrected.readings["TLK-03"]
    owl.review.approve(visit, owl.person)
    assert [one.id for one in hq.publication.approved()] == [visit]

    # Headquarters publishes it for a day to come: until then its branch sees nothing of it.
    embargo = house.clock.at + timedelta(days=2)
    published = house.publish(visit, embargo=embargo)
    assert (published.visits, published.visible_from) == ((visit,), embargo)
    [report] = hq.publication.kept_reports(visit)
    first_report = hq.store.reports.read(report.digest, report.media_type)
    assert rona.branch_desk.overview(manager).visits == ()
    with pytest.raises(NotAllowed, match="not published for its branch yet"):
        rona.branch_desk.acknowledge(visit, manager)
    house.wait_until(embargo)
    assert [one.id for one in rona.branch_desk.overview(manager).visits] == [visit]

    # The manager: acknowledges, gives a reason, appeals.
    assert rona.branch_desk.acknowledge(visit, manager).visit.acknowledged_at is not None
    with house.nothing_changes():
        rona.branch_desk.acknowledge(visit, manager)
    rona.branch_desk.explain(visit, "TLK-03", "short_of_staff", "Two were ill", manager)
    receipt = tmp_path / "cleaner.txt"
    receipt.write_text("Cleaned at 11:40", encoding="utf-8")
    appeal = rona.appeals.appeal(
        visit, "ARR-02", "wrong_fact", "It was cleaned at noon", manager, files=[receipt]
    )
    assert [one.id for one in hq.appeals.appeals(hq.person, only_open=True)] == [appeal.id]

    # Headquarters amends the verdict: a new scorecard and a new report beside the old ones.
    before = percents(house, visit)
    decided = hq.appeals.decide(appeal.id, AppealState.AMENDED, "The receipt says so", hq.person, "yes")
    assert (decided.state, decided.decided_by) == (AppealState.AMENDED, "hq")
    assert percents(house, visit) == [*before, "95.0"]
    assert before == ["82.5", "82.5", "85.0"]
    now = house.store.visit(visit)
    assert [(one.code, one.origin) for one in now.corrections] == [
        ("TLK-03", Origin.REVIEW),
        ("ARR-02", Origin.APPEAL),
    ]
    seen = now.observation("ARR-02")
    assert seen is not None
    assert seen.reading == YesNo(False), "the auditor's own reading stays"
    reports = hq.publication.kept_reports(visit)
    assert len({one.digest for one in reports}) == 2
    assert hq.store.reports.read(reports[0].digest, reports[0].media_type) == first_report
    written = tmp_path / "first.html"
    hq.publication.write_kept(visit, written, 1)
    assert written.read_bytes() == first_report
    assert hashlib.sha256(first_report).hexdigest() == report.digest

    # A promise for what was rightly missed, and that it was kept.
    left = rona.branch_desk.look(visit, manager)
    assert [(one.code, one.in_a_row) for one in left.missed] == [("TLK-03", 1)]
    assert left.missed[0].correction is not None
    assert left.missed[0].explanation is not None
    action = rona.mending.plan(
        visit, ["TLK-03"], "A word on greeting", "shift_leader", house.today() + timedelta(days=7), manager
    )
    rona.mending.done(action.id, "Said to all at the morning round", manager)
    house.assert_whole(visit)

    # The next visit verifies it.
    house.wait(days=30)
    second = house.published(ALL_MET)
    mended = action_now(house, action)
    assert (mended.kept_state, mended.checked_by, mended.reopened) == (ActionState.VERIFIED, second, 0)

    assert house.acts(visit) == [
        "opened", "left", "submitted", "remarked", "remarked", "returned", "answered", "answered",
        "left", "submitted", "corrected", "scored", "approved", "published", "reported", "acknowledged",
        "explained", "appealed", "decided", "corrected", "scored", "reported", "action", "action", "action",
    ]  # fmt: skip
    who = {entry.act.value: entry.who for entry in house.store.journal(visit)}
    assert (who["returned"], who["published"], who["appealed"], who["decided"]) == ("owl", "hq", "rona", "hq")
    house.assert_whole(visit)
    house.assert_whole(second)

    # It is closed: nothing can be contested any more, the promises go on.
    hq.publication.close(visit, hq.person)
    with pytest.raises(NotAllowed, match="is closed"):
        rona.appeals.appeal(visit, "TLK-03", "other", "Too late", manager)
    assert house.status(visit) is VisitStatus.CLOSED
    with pytest.raises(VisitSubmitted):
        heron.fieldwork.record(heron.fieldwork.walk(visit), "ARR-02", "yes")
    house.assert_whole(visit)


def test_what_was_mended_and_missed_again_is_opened_again(house: House) -> None:
    rona, manager = house.desk("rona"), house.person("rona")
    first = house.published(MISSED)
    action = rona.mending.plan(
        first, ["ARR-02", "TLK-03"], "Clean and greet", "shift_leader", house.today(), manager
    )
    rona.mending.done(action.id, "Done", manager)
    house.wait(days=30)
    second = house.published(ALL_MET.replace("ARR-02,yes,", "ARR-02,no,A streak again"))
    opened_again = action_now(house, action)
    assert (opened_again.kept_state, opened_again.checked_by) == (ActionState.OPEN, second)
    assert opened_again.reopened == 1
    assert rona.mending.find(action.id).state is ActionState.OVERDUE
    [entry] = [one for one in house.store.journal(first) if one.act.value == "action"][-1:]
    assert (entry.was, entry.why, entry.who) == ("done", second, "hq")

    # Done once more, and kept this time; a visit that did not judge it leaves it alone.
    rona.mending.done(action.id, "Done again, with a rota", manager)
    house.wait(days=30)
    branch_check = house.published(ALL_MET, auditor="rona", kind=VisitKind.SELF_CHECK)
    assert action_now(house, action).kept_state is ActionState.DONE, "a branch does not verify itself"
    third = house.published(ALL_MET)
    verified = action_now(house, action)
    assert (verified.kept_state, verified.checked_by, verified.reopened) == (ActionState.VERIFIED, third, 1)
    for visit in (first, second, branch_check, third):
        house.assert_whole(visit)


def test_a_visit_that_was_over_before_the_mending_checks_nothing(house: House) -> None:
    """It was published late; what it saw was before."""
    rona, manager = house.desk("rona"), house.person("rona")
    late = house.approved(MISSED)
    first = house.published(MISSED)
    action = rona.mending.plan(first, ["ARR-02"], "Clean", "trainer", house.today(), manager)
    rona.mending.done(action.id, "Cleaned", manager)
    house.publish(late)
    assert action_now(house, action).kept_state is ActionState.DONE


def test_misses_in_a_row_are_counted_back_to_the_last_time_it_was_met(house: House) -> None:
    desk, manager = house.desk("rona").branch_desk, house.person("rona")
    counts, visit = [], ""
    for table in (MISSED, ALL_MET, MISSED, MISSED):
        visit = house.published(table)
        counts.append({one.code: one.in_a_row for one in desk.look(visit, manager).missed})
        house.wait(days=20)
    assert counts == [
        {"ARR-02": 1, "TLK-03": 1},
        {},
        {"ARR-02": 1, "TLK-03": 1},
        {"ARR-02": 2, "TLK-03": 2},
    ]
    assert [str(point.percent) for point in desk.look(visit, manager).trend] == [
        "82.5",
        "100.0",
        "82.5",
        "82.5",
    ]


def test_a_void_visit_counts_nowhere(house: House) -> None:
    rona, manager, hq = house.desk("rona"), house.person("rona"), house.desk("hq")
    first = house.published(MISSED)
    house.wait(days=9)
    second = house.published(MISSED)
    assert {one.in_a_row for one in rona.branch_desk.look(second, manager).missed} == {2}
    with pytest.raises(UsageError, match="made void with a reason"):
        hq.review.void(first, " ", hq.person)
    hq.review.void(first, "The shopper was recognised", hq.person)
    looked = rona.branch_desk.look(second, manager)
    assert {one.in_a_row for one in looked.missed} == {1}
    assert [point.visit_id for point in looked.trend] == [second]
    assert [one.id for one in rona.branch_desk.overview(manager).visits] == [second]
    counted = behind(house.store, "SELECT DISTINCT visit_id FROM verdicts")
    assert [visit_id for (visit_id,) in counted] == [second]
    assert house.store.visit(first).status is VisitStatus.VOID
    assert house.store.scorecards(first), "it stays to be read"
    house.assert_whole(first)


def test_a_visit_that_is_void_verified_nothing_and_opened_nothing_again(house: House) -> None:
    rona, manager, hq = house.desk("rona"), house.person("rona"), house.desk("hq")
    first = house.published(MISSED)
    kept, missed, redone = (
        rona.mending.plan(first, [code], "Mend", "trainer", house.today() + timedelta(90), manager)
        for code in ("ARR-02", "TLK-03", "TLK-03")
    )
    for action in (kept, missed, redone):
        rona.mending.done(action.id, "Mended", manager)
    house.wait(days=30)
    second = house.published(MISSED.replace("ARR-02,no,", "ARR-02,yes,"))
    assert action_now(house, kept).kept_state is ActionState.VERIFIED
    assert (action_now(house, missed).kept_state, action_now(house, missed).reopened) == (ActionState.OPEN, 1)
    rona.mending.done(redone.id, "Mended once more", manager)
    hq.review.void(second, "The shopper was recognised", hq.person)
    for action in (kept, missed, redone):
        found = action_now(house, action)
        assert (found.kept_state, found.checked_by, found.reopened) == (ActionState.DONE, "", 0)
    assert house.store.journal(first)[-1].why == second
    # The next visit checks them as if that one had never been.
    third = house.published(ALL_MET)
    assert {action_now(house, action).checked_by for action in (kept, missed, redone)} == {third}
    for visit in (first, second, third):
        house.assert_whole(visit)

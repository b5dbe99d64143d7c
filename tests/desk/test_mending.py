"""Corrective actions at the desk: days of the branch, what is refused, lists, and what a next visit makes of them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.errors import EvidenceRefused, NotAllowed, QauditError, UnknownStandard, UsageError
from tests.corner_shop import ALL_MET
from tests.desk.staffed import MISSED, House


def planned(house: House, visit: str, due: date | None = None, *codes: str) -> CorrectiveAction:
    """Rona's promise, due in a week where no day is given."""
    rona = house.desk("rona")
    return rona.mending.plan(
        visit, codes or ("ARR-02",), "Clean it", "trainer", due or house.today() + timedelta(7), rona.person
    )


DAY = date(2026, 5, 14)
REFUSED: dict[str, tuple[dict[str, object], type[QauditError], str]] = {
    "yesterday": ({"due": DAY - timedelta(1)}, UsageError, "due day 2026-05-13 is over"),
    "a wrong century": ({"due": date(2126, 5, 14)}, UsageError, "more than three years away"),
    "one day too far": ({"due": DAY + timedelta(3 * 366 + 1)}, UsageError, "more than three years away"),
    "an unknown owner": ({"owner": "trainr"}, UsageError, "no owner of this brand .did you mean trainer"),
    "nothing to do": ({"what": " "}, UsageError, "says what will be done"),
    "too many words": ({"what": "x" * 4001}, UsageError, "4001 characters"),
    "no standard": ({"codes": ()}, UsageError, "needs a standard"),
    "an unknown standard": ({"codes": ("ARR-2",)}, UnknownStandard, "did you mean ARR-02"),
    "one that was met": ({"codes": ("ARR-02", "ARR-01")}, UsageError, "ARR-01 was not missed"),
}


def test_every_bad_promise_is_refused_and_leaves_nothing(house: House) -> None:
    visit = house.published()
    rona = house.desk("rona")
    good = {"codes": ("ARR-02",), "what": "Clean", "owner": "trainer", "due": DAY}
    for changes, kind, words in REFUSED.values():
        with house.nothing_changes(), pytest.raises(kind, match=words):
            rona.mending.plan(visit, person=rona.person, **{**good, **changes})  # type: ignore[arg-type]
    for due in (DAY, DAY + timedelta(3 * 366)):
        assert rona.mending.plan(visit, person=rona.person, **{**good, "due": due}).due == due  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("branch", "last_minute", "next_day"),
    [
        ("HAI-01", "2026-10-25T21:59", "2026-10-25T22:00"),  # the clock was put back that night: +2 now
        ("NYC-01", "2026-10-26T03:59", "2026-10-26T04:00"),
        ("ACR-02", "2026-10-25T23:59", "2026-10-26T00:00"),  # no zone: UTC
    ],
)
def test_the_due_day_is_the_branch_s_and_its_end_is_included(
    house: House, branch: str, last_minute: str, next_day: str
) -> None:
    house.clock.at = datetime(2026, 10, 20, 12, tzinfo=UTC)
    visit, due = house.published(branch=branch), date(2026, 10, 25)
    manager = house.desk("dan" if branch == "ACR-02" else "rona")
    mending, person = manager.mending, manager.person
    kept = mending.plan(visit, ["ARR-02"], "Clean", "trainer", due, person)
    house.wait_until(at(last_minute))
    found = mending.find(kept.id)
    assert (found.state, found.days_left) == (ActionState.OPEN, 0)
    assert mending.actions(person, only_overdue=True) == ()
    # Until its end a day can be named for another promise too.
    mending.plan(visit, ["TLK-03"], "Greet", "trainer", due, person)
    house.wait_until(at(next_day))
    found = mending.find(kept.id)
    assert (found.state, found.days_left) == (ActionState.OVERDUE, -1)
    assert len(mending.actions(person, only_overdue=True)) == 2
    with pytest.raises(UsageError, match="2026-10-25 is over"):
        mending.plan(visit, ["TLK-03"], "Greet", "trainer", due, person)
    with pytest.raises(UsageError, match="2026-10-25 is over"):
        mending.postpone(kept.id, due, "Later", person)
    moved = mending.postpone(kept.id, date(2026, 10, 26), "The cleaner was ill", person)
    assert mending.find(moved.id).state is ActionState.OPEN
    house.assert_whole(visit)


def test_it_is_done_with_words_or_with_files(house: House, tmp_path: Path) -> None:
    visit, rona = house.published(), house.desk("rona")
    photo, empty = tmp_path / "after.txt", tmp_path / "empty.txt"
    photo.write_text("Clean", encoding="utf-8")
    empty.touch()
    first, second = planned(house, visit), planned(house, visit, None, "TLK-03", "ARR-02", "TLK-03")
    assert second.codes == ("ARR-02", "TLK-03")
    with house.nothing_changes():
        with pytest.raises(UsageError, match="What shows that it was done"):
            rona.mending.done(first.id, "  ", rona.person)
        with pytest.raises(EvidenceRefused, match="is empty"):
            rona.mending.done(first.id, "Done", rona.person, [empty])
        with pytest.raises(UsageError, match="4001 characters"):
            rona.mending.done(first.id, "x" * 4001, rona.person)
    done = rona.mending.done(first.id, "", rona.person, [photo, photo])
    assert (done.kept_state, len(done.evidence), done.done_words) == (ActionState.DONE, 1, "")
    with house.nothing_changes(), pytest.raises(NotAllowed, match=r"is done \(this is for one that is open"):
        rona.mending.done(first.id, "Twice", rona.person)
    assert rona.mending.done(second.id, "Greeted", rona.person) == rona.mending.find(second.id).action
    house.assert_whole(visit)


def test_it_is_dropped_with_a_reason_and_stays_dropped(house: House) -> None:
    visit, hq = house.published(), house.desk("hq")
    action = planned(house, visit)
    with pytest.raises(UsageError, match="dropped with a reason"):
        hq.mending.drop(action.id, "", hq.person)
    with pytest.raises(UsageError, match="moved with a reason"):
        hq.mending.postpone(action.id, house.today(), " ", hq.person)
    assert hq.mending.drop(action.id, "The shop moves", hq.person).why_dropped == "The shop moves"
    later = house.today() + timedelta(3)
    deeds = {"drop": ("Again",), "done": ("After all",), "postpone": (later, "Later")}
    for verb, given in deeds.items():
        with house.nothing_changes(), pytest.raises(NotAllowed, match="is dropped"):
            getattr(hq.mending, verb)(action.id, *given, hq.person)
    house.wait(days=20)
    house.published(ALL_MET)
    assert hq.mending.find(action.id).state is ActionState.DROPPED


def test_nobody_touches_the_promises_of_another_branch(house: House) -> None:
    action = planned(house, house.published())
    for alias in ("dan", "owl", "heron"):
        desk = house.desk(alias)
        with house.nothing_changes(), pytest.raises(NotAllowed):
            desk.mending.done(action.id, "Not mine", desk.person)
    with pytest.raises(UsageError, match="no corrective action ffffff"):
        house.desk("rona").mending.find("ffffff")


def test_lists_are_for_a_branch_a_region_and_those_that_are_due(house: House) -> None:
    here, there = house.published(), house.published(branch="ACR-02")
    late = planned(house, here, house.today() + timedelta(1))
    soon = planned(house, here, house.today() + timedelta(5))
    dan, hq, rona = (house.desk(alias) for alias in ("dan", "hq", "rona"))
    far = dan.mending.plan(there, ["ARR-02"], "Clean", "trainer", house.today() + timedelta(60), dan.person)
    done = planned(house, here, house.today() + timedelta(2), "TLK-03")
    rona.mending.done(done.id, "Greeted", rona.person)
    house.wait(days=3)

    def listed(alias: str, **wanted: object) -> list[str]:
        desk = house.desk(alias)
        names = {late.id: "late", soon.id: "soon", far.id: "far", done.id: "done"}
        found = desk.mending.actions(desk.person, **wanted)  # type: ignore[arg-type]
        return [names[one.action.id] for one in found]

    assert listed("hq") == ["late", "done", "soon", "far"]
    assert listed("rona") == ["late", "done", "soon"]
    assert listed("dan") == ["far"]
    assert listed("hq", branch="HAI-01", only_overdue=True) == ["late"]
    assert listed("hq", region="North", due_by=house.today() + timedelta(2)) == ["late", "done", "soon"]
    assert listed("hq", region="South") == []
    hq.mending.drop(late.id, "Not needed", hq.person)
    assert listed("rona") == ["done", "soon"]
    assert listed("rona", unfinished=False) == ["late", "done", "soon"]
    with pytest.raises(NotAllowed, match="HAI-01 is not one of yours"):
        listed("dan", branch="HAI-01")
    with pytest.raises(UsageError, match="no branch HAI-1"):
        listed("hq", branch="HAI-1")


def test_a_visit_that_judged_only_some_of_it_verifies_by_those(house: House) -> None:
    rona = house.desk("rona")
    action = planned(house, house.published(MISSED), None, "ARR-02", "TLK-03")
    rona.mending.done(action.id, "Both", rona.person)
    house.wait(days=20)
    house.published(
        ALL_MET.replace("ARR-02,yes,", "ARR-02,unseen,Shutters down").replace("TLK-03,5,", "TLK-03,na,")
    )
    assert rona.mending.find(action.id).state is ActionState.DONE, "nothing of it was judged"
    house.published(ALL_MET.replace("ARR-02,yes,", "ARR-02,na,"))
    assert rona.mending.find(action.id).state is ActionState.VERIFIED


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)

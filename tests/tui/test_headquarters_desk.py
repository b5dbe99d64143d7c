"""Headquarters' desk: rounds that are published, appeals that are decided, actions that are overdue."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.readings import NOT_APPLICABLE, YesNo
from qaudit.core.visits import VisitStatus
from qaudit.desk.publication import Published
from qaudit.errors import UsageError
from qaudit.reports.lettering import notice
from qaudit.tui.screens.headquarters_desk import HeadquartersDeskPage
from qaudit.tui.screens.working import Course, Outcome, WorkingSheet
from qaudit.wiring import Desk
from tests.builders import moment
from tests.tui.driving import SIZES, Clock, Size, on_the_disk
from tests.tui.reviewing import JAFFA, House, ended, shown_lines

DAY = 86_400


@pytest.fixture
def house(desk: Desk, clock: Clock) -> House:
    return House(desk, clock)


def appealed(house: House, code: str = "BIL-01") -> Appeal:
    """An appeal against a published miss."""
    visit_id = house.published({code: "no"})
    appeal = house.desk.appeals.appeal(visit_id, code, "wrong_fact", "The bill was right", house.dana)
    house.clock.go_on(60)
    return appeal


def in_words(house: House, appeal: Appeal) -> tuple[AppealState, str, str]:
    """An appeal as it is on the disk: its state, by whom, and why."""
    found = house.desk.appeals.find(appeal.id, house.boss)
    return found.state, found.decided_by, found.why


# What waits.


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_the_three_parts_are_counted_and_listed(house: House, clock: Clock, size: Size) -> None:
    appeal = appealed(house)
    house.desk.mending.plan(
        appeal.visit_id, ["BIL-01"], "Train the desk", "trainer", clock.at.date(), house.dana
    )
    clock.go_on(2 * DAY)
    house.approved(branch=JAFFA)
    house.submitted()
    async with house.app_of("boss", size=size) as app:
        told = shown_lines(app)
        heads = [line for line in told if line[0].isdigit()]
        assert heads == ["1 visit to publish", "1 appeal to decide", "1 action overdue"]
        assert told[1].startswith("[ ] TLV-02 Harbour Jaffa")
        assert "The bill was right" in told[3]
        assert "2 days late" in told[5]
        assert "Train the desk" in told[5]
        assert "r: 1 visit to review" in app.text
        await app.press("tab", "tab", "enter")
        assert app.page == "TextSheet"
        await app.press("q", "r")
        assert app.page == "ReviewQueuePage"
        await app.press("q")
        assert app.page == "HeadquartersDeskPage"


async def test_nothing_waits(house: House) -> None:
    async with house.app_of("boss") as app:
        assert shown_lines(app) == ["0 visits to publish", "0 appeals to decide", "0 actions overdue"]
        await app.press("p")
        assert "No approved visit" in app.status
        await app.press("enter", "space", "tab")
        assert app.page == "HeadquartersDeskPage"


# Publication.


async def test_chosen_visits_are_published_from_a_day_on_and_their_reports_kept(house: House) -> None:
    first, second = house.approved(), house.approved(branch=JAFFA)
    async with house.app_of("boss") as app:
        await app.press("down", "space", "p")
        assert "Publish 1 visit" in app.text
        assert "2026-05-15 09:00" in app.text, "tomorrow stands there as an example"
        await app.write("2026-05-13")
        assert "write a day such as 2026-05-15" in app.status
        await app.press("enter")
        assert "The day of publication is over" in app.status
        app.screen.query_one("#embargo", Input).value = "2026-06-01 09:00"
        await app.settle()
        assert app.status == "= 2026-06-01, 09:00:00"
        await app.press("enter")
        await ended(app)
        assert app.page == "HeadquartersDeskPage"
        assert app.status == "1 visit is published"
        assert shown_lines(app)[0] == "1 visit to publish"
    assert house.status(first) == "approved"
    visit = on_the_disk(house.desk, second).visit
    assert visit.status is VisitStatus.PUBLISHED
    assert visit.visible_from == moment("09:00") + timedelta(days=18)
    [kept] = house.desk.publication.kept_reports(second)
    assert kept.media_type == "application/pdf"


async def test_without_a_choice_all_are_published_and_what_was_refused_is_listed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = house.approved(), house.approved(branch=JAFFA)
    async with house.app_of("boss") as app:
        await app.press("p")
        assert "Publish 2 visits" in app.text
        house.desk.review.send_back(second, "One thing is not clear", house.owl)
        await app.press("enter")
        await ended(app)
        assert app.page == "TextSheet"
        assert "1 visit was not published" in app.text
        assert "returned" in app.text
        await app.press("q")
        assert app.status == "1 visit is published · 1 was refused"
    assert (house.status(first), house.status(second)) == ("published", "returned")


def test_a_stopped_publication_ends_after_the_visit_that_is_being_made(house: House) -> None:
    ids = [house.approved(), house.approved(branch=JAFFA)]
    told: list[tuple[int, int]] = []
    course = Course(lambda done, of: told.append((done, of)))

    def tell(done: int, of: int) -> None:
        course.tell(done, of)
        course.stop()

    published = house.desk.publication.publish(ids, house.boss, progress=tell, is_stopped=course.is_stopped)
    assert isinstance(published, Published)
    assert (published.visits, told) == ((ids[0],), [(1, 2)])
    assert house.status(ids[1]) == "approved"


async def test_work_in_a_thread_can_be_stopped_and_its_refusal_is_told(house: House) -> None:
    outcomes: list[Outcome[int] | None] = []

    def work(course: Course) -> int:
        steps = 0
        while not course.is_stopped():
            steps += 1
            course.tell(steps, 1000)
        notice("\u4e2d")
        return steps

    def refuse(course: Course) -> int:
        raise UsageError("no", "yes")

    async with house.app_of("boss") as app:
        app.app.push_screen(WorkingSheet("Counting", work, 1000), outcomes.append)
        await app.settle()
        assert "stop" in app.text.splitlines()[-2]
        await app.press("escape")
        await ended(app)
        assert "no font here has some" in [toast.message for toast in app.app._notifications][-1]
        app.app.push_screen(WorkingSheet("Refusing", refuse), outcomes.append)
        await ended(app)
        assert app.page == "HeadquartersDeskPage"
    counted, refused = outcomes
    assert counted is not None
    assert refused is not None
    assert (counted.given or 0) > 0
    assert "U+4E2D" in counted.noticed[0]
    assert (refused.given, str(refused.refusal)) == (None, "no (yes)")


# Appeals.


@pytest.mark.parametrize("size", SIZES)
async def test_an_appeal_is_upheld_with_a_reason(house: House, size: Size) -> None:
    appeal = appealed(house)
    async with house.app_of("boss", size=size) as app:
        await app.press("enter")
        assert app.page == "DecisionSheet"
        for words in ("what was noted is not what", "The bill was right"):
            assert words in app.text
        await app.press("u", "enter")
        assert "A decision needs a reason" in app.status
        await app.write("So it was")
        await app.press("enter")
        await ended(app)
        assert app.page == "HeadquartersDeskPage"
        assert app.status == "The appeal on BIL-01 is upheld"
        assert "0 appeals to decide" in shown_lines(app)
    assert in_words(house, appeal) == (AppealState.UPHELD, "boss", "So it was")
    visit = on_the_disk(house.desk, appeal.visit_id).visit
    correction = visit.correction("BIL-01")
    assert correction is not None
    assert correction.reading == NOT_APPLICABLE
    assert len(house.desk.publication.kept_reports(visit.id)) == 2


async def test_an_appeal_is_amended_with_a_reading_and_rejected_without_one(house: House) -> None:
    amended, rejected = appealed(house), appealed(house, "BIL-02")
    async with house.app_of("boss") as app:
        await app.press("enter", "e")
        await app.write("yes")
        await app.press("enter")
        await app.write("The photo")
        await app.press("enter")
        await ended(app)
        assert app.status == "The appeal on BIL-01 is amended"
        await app.press("enter", "x")
        await app.write("It was not")
        await app.press("enter")
        await ended(app)
        assert app.status == "The appeal on BIL-02 is rejected"
    assert in_words(house, amended) == (AppealState.AMENDED, "boss", "The photo")
    assert in_words(house, rejected) == (AppealState.REJECTED, "boss", "It was not")
    corrected = on_the_disk(house.desk, amended.visit_id).visit.correction("BIL-01")
    assert corrected is not None
    assert corrected.reading == YesNo(True)
    assert on_the_disk(house.desk, rejected.visit_id).visit.corrections == ()


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_whoever_comes_second_is_told_who_decided_and_how(house: House, size: Size) -> None:
    appeal = appealed(house)
    chief = house.boss.__class__("chief", house.boss.role)
    house.desk.people.add(chief.alias, chief.role)
    async with house.app_of("boss", size=size) as app:
        await app.press("enter", "x")
        await app.write("It stays")
        house.desk.appeals.decide(appeal.id, AppealState.UPHELD, "The branch is right", chief)
        await app.press("enter")
        await ended(app)
        assert app.page == "DecisionSheet"
        assert "decided already: upheld, by chief" in app.status
        assert app.screen.query_one("#keys").region.bottom == size[1], "the foot is in view below it"
        if size[1] > 12:
            assert "The branch is right" in app.text
        assert "uphold" not in app.text.splitlines()[-2]
        await app.press("q")
        assert "0 appeals to decide" in shown_lines(app)
    assert in_words(house, appeal) == (AppealState.UPHELD, "chief", "The branch is right")


async def test_what_others_do_is_shown_and_the_choice_that_is_left_stays(house: House) -> None:
    first, second = house.approved(), house.approved(branch=JAFFA)
    async with house.app_of("boss") as app:
        await app.press("space", "space")
        assert "2 chosen" in shown_lines(app)[0]
        house.desk.review.send_back(first, "One thing is not clear", house.owl)
        page = app.screen
        assert isinstance(page, HeadquartersDeskPage)
        page.look_around()
        await app.settle()
        assert shown_lines(app)[:2][0] == "1 visit to publish 1 chosen"
        assert shown_lines(app)[1].startswith("[x] TLV-02")
    assert house.status(second) == "approved"


# The summary of a round.


async def test_a_summary_is_written_for_the_period_that_is_picked(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "reports_folder", tmp_path)
    async with house.app_of("boss") as app:
        await app.press("s")
        assert "There is no published visit to sum up yet" in app.status
    house.published({"BIL-01": "no"})
    async with house.app_of("boss") as app:
        await app.press("s")
        assert app.page == "PickSheet"
        await app.press("b")
        await ended(app)
        assert "No published visit of this kind" in app.status
        await app.press("s", "e")
        await ended(app)
        [written] = tmp_path.glob("*-round-*.pdf")
        assert written.name in app.status

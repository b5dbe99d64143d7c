"""A visit that came back: its remarks on the standards, the answers, and what is told before it is submitted again."""

from datetime import timedelta

import pytest

from qaudit.core.visits import VisitStatus
from qaudit.tui.screens.review import ReviewPage
from qaudit.wiring import Desk
from tests.builders import moment
from tests.tui.driving import SIZES, Clock, Size, on_the_disk
from tests.tui.reviewing import House, shown_lines


@pytest.fixture
def house(desk: Desk, clock: Clock) -> House:
    return House(desk, clock)


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_a_returned_visit_tells_its_remarks_and_each_is_answered_in_place(
    house: House, size: Size
) -> None:
    visit_id = house.returned(("ARR-02", "Which desk?"), ("BIL-01", "Who paid?"))
    async with house.app_of("heron", size=size) as app:
        assert shown_lines(app)[0] == "Came back, with remarks"
        await app.press("enter")
        assert app.page == "RemarksSheet"
        assert "This visit came back" in app.text
        assert "See the remarks" in app.text
        assert [line[:18] for line in shown_lines(app)] == ["ARR-02 Which desk?", "BIL-01 Who paid? w"]
        await app.press("enter")
        assert app.page == "NoteSheet"
        assert "Which desk?" in app.text
        await app.write("The left one")
        await app.press("enter")
        assert app.visit.code == "BIL-01"
        if size[1] > 12:
            assert "Who paid?" in app.text
            assert "an answer is needed (w)" in app.text
        await app.press("w")
        await app.write("I did")
        await app.press("enter")
        assert "Every remark has its answer" in app.status
        await app.press("s", "s", "y", "n")
    assert [one.answer for one in house.remarks(visit_id)] == ["The left one", "I did"]
    assert house.status(visit_id) == "submitted"


async def test_remarks_without_an_answer_are_gaps_that_lead_to_their_answer(house: House) -> None:
    visit_id = house.returned(("BIL-01", "Who paid?"), ("", "Was it raining?"))
    async with house.app_of("heron", visit_id) as app:
        await app.press("escape", "s")
        page = app.screen
        assert isinstance(page, ReviewPage)
        assert shown_lines(app) == [
            "BIL-01: a remark waits for an answer: Who paid?",
            "The visit: a remark waits for an answer: Was it raining?",
        ]
        await app.press("s")
        assert "2 things are missing" in app.status
        await app.press("enter")
        assert (app.page, app.visit.code) == ("NoteSheet", "BIL-01")
        await app.write("I did")
        await app.press("enter", "escape", "s", "enter")
        assert "Was it raining?" in app.text
        await app.write("No")
        await app.press("enter", "s")
        assert "Ready: s submits" in app.text
    assert [one.answer for one in house.remarks(visit_id)] == ["I did", "No"]


async def test_a_remark_on_the_whole_visit_is_asked_for_after_those_on_standards(house: House) -> None:
    visit_id = house.returned(("BIL-01", "Who paid?"), ("", "Was it raining?"))
    async with house.app_of("heron", visit_id) as app:
        await app.press("enter")
        await app.write("I did")
        await app.press("enter")
        assert "Was it raining?" in app.text
        await app.press("escape", "w")
        assert app.page == "RemarksSheet", "the one on this standard has its answer, another waits"
        await app.press("enter")
        await app.write("No")
        await app.press("enter")
        assert "Every remark has its answer" in app.status
        await app.press("w")
        assert app.page == "NoteSheet", "the only one on this standard"
    assert [one.answer for one in house.remarks(visit_id)] == ["I did", "No"]


async def test_an_answer_put_off_comes_back_as_it_was(house: House) -> None:
    visit_id = house.returned(("BIL-01", "Who paid?"))
    async with house.app_of("heron", visit_id) as app:
        await app.press("enter")
        await app.write("The one who")
        await app.press("escape")
        assert "The answer is not saved" in app.status
        await app.press("w")
        await app.write(" sat left")
        await app.press("enter")
    assert [one.answer for one in house.remarks(visit_id)] == ["The one who sat left"]


async def test_a_returned_visit_is_written_again_and_keeps_its_time_of_leaving(
    house: House, clock: Clock
) -> None:
    visit_id = house.returned(why="Look at the desk again")
    left = on_the_disk(house.desk, visit_id).visit.left_at
    clock.go_on(2 * 86_400)
    async with house.app_of("heron", visit_id) as app:
        assert "Look at the desk again" in app.text
        await app.press("escape", "down", "up")
        await app.press("slash")
        await app.write("ARR-02")
        await app.press("enter", "y", "s")
        assert "2026-05-14, 2 d" in app.text
        await app.press("s", "y", "n")
    visit = on_the_disk(house.desk, visit_id).visit
    assert visit.status is VisitStatus.SUBMITTED
    assert left == moment("14:00")
    assert visit.left_at == left
    assert visit.lag is not None
    assert visit.lag > timedelta(days=2)


async def test_what_a_reviewer_corrected_stands_beside_the_auditors_own_reading(house: House) -> None:
    visit_id = house.submitted({"BIL-01": "no"})
    house.desk.review.correct(visit_id, "BIL-01", "yes", "The photo shows it", house.owl)
    async with house.app_of("heron", visit_id) as app:
        await app.press("slash")
        await app.write("BIL-01")
        await app.press("enter")
        told = " ".join(app.text.split())
        assert "Reading yes Auditor's no Corrected" in told
        assert "by owl The photo shows it" in told
        await app.press("y")
        assert "no longer changed" in app.status


async def test_a_remark_is_not_told_before_the_visit_comes_back(house: House) -> None:
    visit_id = house.submitted({"BIL-01": "no"})
    house.desk.review.remark(visit_id, "BIL-01", "Who paid?", house.owl)
    async with house.app_of("heron", visit_id) as app:
        await app.press("slash")
        await app.write("BIL-01")
        await app.press("enter", "w")
        assert "Who paid?" not in app.text
        assert "There is no remark on this visit" in app.status
        house.desk.review.send_back(visit_id, "", house.owl)
        app.visit.look_around()
        await app.settle()
        assert "Who paid?" in app.text
        assert "an answer is needed (w)" in app.text


async def test_nobody_else_answers(house: House) -> None:
    visit_id = house.returned(("BIL-01", "Who paid?"))
    async with house.app_of("boss", visit_id) as app:
        assert app.page == "VisitPage"
        assert "you are boss: it can only be read" in app.status
        await app.press("w", "enter", "y")
        assert "it can only be read" in app.status
    assert [one.is_answered for one in house.remarks(visit_id)] == [False]


async def test_a_planned_visit_is_opened_after_a_question(house: House, clock: Clock) -> None:
    day = clock.at.date() + timedelta(days=3)
    planned = house.desk.appointments.plan("correspondence", "HAI-01", "heron", day, {}).visit.id
    async with house.app_of("heron") as app:
        assert shown_lines(app)[0] == "Planned"
        assert "for 2026-05-17" in shown_lines(app)[1]
        await app.press("enter")
        assert "Start this visit?" in app.text
        await app.press("n")
        assert house.status(planned) == "planned"
        await app.press("enter", "y")
        assert app.page == "VisitPage"
    assert house.status(planned) == "open"
    async with house.app_of("boss") as app:
        house.desk.appointments.plan("correspondence", "HAI-01", "heron", day, {})
        await app.press("h", "down", "enter", "y")
        assert "another auditor's" in app.status

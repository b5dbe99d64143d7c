"""The end of a visit: what is missing, the time of leaving, submission, the report; and after it no change."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from qaudit.core.readings import Count
from qaudit.core.standards import Demand
from qaudit.core.visits import Auditor, AuditorRole, VisitStatus
from qaudit.tui.messages import ReportWritten, VisitSubmitted
from qaudit.tui.screens.review import ReviewPage
from qaudit.wiring import Desk
from tests.builders import a_pack, a_standard, count, duration, moment
from tests.tui.conftest import Drive
from tests.tui.driving import SIZES, TIMED, Clock, Size, on_the_disk, open_visit

TWO = a_pack(
    a_standard("ARR-01"),
    a_standard("ARR-02", count(at_most=3), evidence=Demand.ALWAYS),
    facts={"luggage": ["yes"]},
)
REVIEWER = Auditor("owl", AuditorRole.REVIEWER)


def lines(page: ReviewPage) -> list[str]:
    return [str(option.prompt).replace("\n", " ") for option in page.query_one(OptionList).options]


@pytest.mark.parametrize("size", SIZES)
async def test_a_finished_visit_is_submitted_with_the_time_of_leaving(
    desk: Desk, drive: Drive, clock: Clock, size: Size
) -> None:
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01")))
    async with drive(visit_id, size=size) as app:
        await app.press("y")
        clock.go_on(3 * 3600)
        await app.press("s", "l")
        app.screen.query_one("#left", Input).value = "14:05"
        await app.settle()
        await app.press("enter")
        assert "2 h 55 min before now" in app.text
        await app.press("s")
        assert app.page == "ConfirmSheet"
        await app.press("y", "n")
        assert app.told(VisitSubmitted) == [VisitSubmitted(visit_id)]
        assert app.status == "submitted 17:00:00"
    visit = on_the_disk(desk, visit_id).visit
    assert (visit.status, visit.left_at, visit.submitted_at) == (
        VisitStatus.SUBMITTED,
        moment("14:05"),
        moment("17:00"),
    )


async def test_the_time_of_leaving_is_the_last_mark_unless_it_is_changed(
    desk: Desk, drive: Drive, clock: Clock
) -> None:
    pack = a_pack(a_standard("ARR-01", duration(at_most=60, events=("in", "out"))), events=["in", "out"])
    visit_id = open_visit(desk, pack)
    clock.go_on(0.25)
    async with drive(visit_id) as app:
        await app.press("space", "space")
        clock.go_on(600)
        await app.press("s", "s", "y", "n")
    assert on_the_disk(desk, visit_id).visit.left_at == moment("14:00:00.25")


async def test_each_missing_thing_is_listed_and_leads_to_its_standard(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TWO, auditor=REVIEWER)
    async with drive(visit_id) as app:
        await app.press("n", "escape", "5", "enter", "escape", "s")
        page = app.screen
        assert isinstance(page, ReviewPage)
        assert lines(page) == [
            "ARR-01 needs a note (it was missed)",
            "ARR-02 needs a note (it was missed)",
            "ARR-02 needs evidence (the pack always asks for it)",
            "Not known: luggage Standards that depend on it are not asked",
        ]
        await app.press("s")
        assert "3 things are missing" in app.status
        await app.press("down", "enter")
        assert app.visit.code == "ARR-02"
    assert on_the_disk(desk, visit_id).visit.status is VisitStatus.OPEN


async def test_marks_out_of_order_and_times_by_hand_are_listed(
    desk: Desk, drive: Drive, clock: Clock
) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("m", "b")
        clock.go_on(10)
        await app.press("m", "a", "tab", "tab", "9", "enter", "escape", "s")
        page = app.screen
        assert isinstance(page, ReviewPage)
        assert "CAL-01 was timed by hand and needs a note that says why the clock was not used" in lines(page)
        assert "ARR-01: 'greeted' is marked before 'arrival'; correct one of the marks" in lines(page)


async def test_a_fact_that_is_not_known_leads_to_the_fact(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TWO)
    async with drive(visit_id) as app:
        await app.press("s", "end", "enter", "a")
    assert on_the_disk(desk, visit_id).visit.facts == (("luggage", "yes"),)


async def test_no_time_of_leaving_and_one_ahead_are_refused(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01")))
    async with drive(visit_id) as app:
        await app.press("y", "s")
        app.screen.query_one("#left", Input).value = "teatime"
        await app.settle()
        await app.press("s")
        assert "When did you leave?" in app.status
        app.screen.query_one("#left", Input).value = "2026-05-14 18:00"
        await app.settle()
        await app.press("enter", "s", "y")
        assert "lies ahead" in app.status
    assert on_the_disk(desk, visit_id).visit.status is VisitStatus.OPEN


async def test_a_submitted_visit_can_be_read_and_not_changed(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01"), a_standard("ARR-02", count(at_most=3))))
    walk = desk.fieldwork.walk(visit_id)
    for code, written in (("ARR-01", "yes"), ("ARR-02", "2")):
        walk = desk.fieldwork.record(walk, code, written).walk
    desk.fieldwork.submit(visit_id)
    before = len(desk.fieldwork.journal(visit_id))
    async with drive(visit_id) as app:
        assert "submitted" in app.text.splitlines()[0]
        for key in ("n", "u", "a", "x", "z", "o", "e", "m", "c", "t", "s", "j", "5", "enter"):
            await app.press(key)
            assert key == "j" or "no longer changed" in app.status
        assert app.app.screen is app.visit
    assert len(desk.fieldwork.journal(visit_id)) == before
    assert on_the_disk(desk, visit_id).readings["ARR-02"].reading == Count(2)


async def test_the_report_is_offered_and_written_beside_the_app(
    desk: Desk, drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01")))
    async with drive(visit_id) as app:
        await app.press("y", "s", "s", "y", "y")
        await app.app.workers.wait_for_complete()
        await app.settle()
        [written] = app.told(ReportWritten)
        assert isinstance(written, ReportWritten)
        await app.press("enter")
        assert written.path.name in app.status.replace("\n", "")
    assert written.path.read_bytes().startswith(b"%PDF")
    assert written.path.parent == tmp_path


async def test_a_report_that_cannot_be_written_is_told_and_the_app_goes_on(
    desk: Desk, drive: Drive, tmp_path: Path
) -> None:
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01")))
    desk.fieldwork.record(desk.fieldwork.walk(visit_id), "ARR-01", "yes")
    desk.fieldwork.submit(visit_id)
    desk.reports_folder = tmp_path / "nowhere" / "at all"
    async with drive(visit_id) as app:
        await app.press("r")
        await app.app.workers.wait_for_complete()
        await app.settle()
        assert app.told(ReportWritten) == []
        assert "nowhere" in app.status
        await app.press("enter")
        assert app.screen is app.visit

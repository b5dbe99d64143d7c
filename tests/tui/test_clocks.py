"""Moments and clocks: a key marks, a running clock is a stored mark, and what it measured is said in words."""

import pytest
from textual.widgets import Input, OptionList, TextArea

from qaudit.core.judging import Verdict
from qaudit.core.standards import StandardIs
from qaudit.core.walk import Walk
from qaudit.tui.messages import EventMarked, MarkCorrected
from qaudit.tui.standing import awaited_event, running
from qaudit.wiring import Desk
from tests.builders import a_pack, a_standard, duration, moment
from tests.tui.conftest import Drive
from tests.tui.driving import SIZES, TIMED, Clock, Size, on_the_disk, open_visit


def marks(walk: Walk) -> dict[str, str]:
    return {mark.event: f"{mark.at:%H:%M:%S}" for mark in walk.visit.marks}


@pytest.mark.parametrize("size", SIZES)
async def test_a_standard_measures_itself_between_its_two_events(
    desk: Desk, drive: Drive, clock: Clock, size: Size
) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id, size=size) as app:
        await app.press("space")
        assert app.status == "saved 14:00:00 · arrival"
        assert marks(on_the_disk(desk, visit_id)) == {"arrival": "14:00:00"}
        clock.go_on(72)
        await app.press("space")
        assert app.status == "saved 14:01:12 · greeted · ARR-01 took 72 s, over by 12 s"
        assert app.told(EventMarked) == [EventMarked("arrival"), EventMarked("greeted")]
        assert "72 s, over by 12 s, by the clock" in " ".join(app.text.split())
    judged = on_the_disk(desk, visit_id).judged["ARR-01"]
    assert (judged.verdict, judged.by_clock) == (Verdict.MISSED, True)


async def test_a_running_clock_shows_tenths_and_says_how_far_it_is_over(
    desk: Desk, drive: Drive, clock: Clock
) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space")
        clock.go_on(8.46)
        await app.pilot.pause(0.15)
        await app.settle()
        assert "8.4  until greeted" in app.text
        assert "of 60 s" in app.text
        clock.go_on(63.54)
        await app.pilot.pause(0.15)
        await app.settle()
        assert "1:12.0  until greeted" in app.text
        assert "over by 12 s" in app.text


async def test_a_running_clock_survives_the_program(desk: Desk, drive: Drive, clock: Clock) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space")
    clock.go_on(30)
    async with drive(visit_id) as app:
        assert app.visit.code == "ARR-01"
        assert "30.0  until greeted" in app.text
        await app.press("space")
    assert marks(on_the_disk(desk, visit_id)) == {"arrival": "14:00:00", "greeted": "14:00:30"}


async def test_several_clocks_run_at_once(desk: Desk, drive: Drive, clock: Clock) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space")
        clock.go_on(5)
        await app.press("m", "c")
        assert [running.code for running in running(app.visit.walk)] == ["ARR-01", "CAL-01"]
        assert "until greeted" in app.text
        assert "until hold_off" in app.text


async def test_space_marks_what_a_clock_waits_for_wherever_the_walk_stands(
    desk: Desk, drive: Drive, clock: Clock
) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space", "j")
        assert app.visit.code == "ARR-02"
        assert "mark: greeted" in app.text
        clock.go_on(20)
        await app.press("space")
    assert marks(on_the_disk(desk, visit_id)) == {"arrival": "14:00:00", "greeted": "14:00:20"}


async def test_nothing_is_marked_where_nothing_waits(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("j", "space")
        assert "Nothing waits" in app.status
    assert marks(on_the_disk(desk, visit_id)) == {}


async def test_a_clock_runs_for_a_standard_that_may_yet_be_asked(desk: Desk, drive: Drive) -> None:
    """The hold is marked while it lasts; whether it is asked for is answered later."""
    hold = duration("s", at_most=30, events=("hold_on", "hold_off"))
    pack = a_pack(
        a_standard("CAL-01"),
        a_standard("CAL-02", hold, when=StandardIs("CAL-01", "yes")),
        events=["hold_on", "hold_off"],
    )
    visit_id = open_visit(desk, pack)
    async with drive(visit_id) as app:
        await app.press("m", "a")
        assert awaited_event(app.visit.walk, "CAL-01") == "hold_off"
        await app.press("u")
        assert running(app.visit.walk) == ()


async def test_a_time_by_hand_needs_a_note_that_says_why(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("4", "8", "enter")
        assert "why the clock was not used" in app.text
        await app.write("from memory")
        await app.press("enter")
    walk = on_the_disk(desk, visit_id)
    assert walk.gaps_at("ARR-01") == ()
    assert walk.readings["ARR-01"].note == "from memory"


async def test_a_mark_is_corrected_with_a_reason_and_the_journal_has_both(
    desk: Desk, drive: Drive, clock: Clock
) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space")
        clock.go_on(60)
        await app.press("c", "a")
        app.screen.query_one("#time", Input).value = "13:59:30"
        await app.settle()
        await app.press("enter")
        assert "Say why" in app.status
        await app.write("pressed late")
        await app.press("enter")
        assert app.told(MarkCorrected) == [MarkCorrected("arrival")]
    assert marks(on_the_disk(desk, visit_id)) == {"arrival": "13:59:30"}
    told = [(entry.became, entry.why) for entry in desk.fieldwork.journal(visit_id)[1:]]
    assert told == [
        ("2026-05-14T14:00:00.000000+00:00", ""),
        ("2026-05-14T13:59:30.000000+00:00", "pressed late"),
    ]


async def test_marking_again_corrects(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space", "m", "a")
        assert app.page == "CorrectSheet"
        await app.press("escape")
    assert marks(on_the_disk(desk, visit_id)) == {"arrival": "14:00:00"}


async def test_a_mark_is_taken_away_with_a_reason(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space", "c", "a", "ctrl+d")
        assert "Say why" in app.status
        await app.write("wrong door")
        await app.press("ctrl+d")
    assert marks(on_the_disk(desk, visit_id)) == {}


async def test_no_time_and_a_time_ahead_are_refused_in_place(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space", "c", "a")
        app.screen.query_one("#time", Input).value = "late"
        await app.settle()
        app.screen.query_one("#why", Input).value = "because"
        await app.settle()
        await app.press("enter")
        assert "That is no time" in app.status
        app.screen.query_one("#time", Input).value = "2026-05-14 18:00:00"
        await app.settle()
        await app.press("enter")
        assert "lies ahead" in app.status
        assert app.screen.query_one("#why", Input).value == "because"
    assert marks(on_the_disk(desk, visit_id)) == {"arrival": "14:00:00"}


async def test_there_is_nothing_to_correct_before_the_first_mark(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("c")
        assert app.status == "Nothing is marked yet"


async def test_an_undone_mark_is_gone(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("space", "z")
        assert app.status == "saved 14:00:00 · undone: mark of arrival"
    assert marks(on_the_disk(desk, visit_id)) == {}


async def test_time_notes_become_marks_after_a_look(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("t")
        app.screen.query_one(TextArea).text = "13:02 in, 13:02:40 greeted, 13:10 coffee"
        await app.settle()
        assert "1 time without a moment" in app.status
        assert marks(on_the_disk(desk, visit_id)) == {}
        await app.press("tab", "down", "down", "enter")
        assert app.page == "PickSheet"
        await app.press("c", "ctrl+s")
        assert app.status == "saved 14:00:00 · 3 marks"
    assert marks(on_the_disk(desk, visit_id)) == {
        "arrival": "13:02:00",
        "greeted": "13:02:40",
        "hold_on": "13:10:00",
    }


async def test_an_event_that_stands_twice_is_not_saved(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("t")
        app.screen.query_one(TextArea).text = "13:02 in, 13:05 table"
        await app.settle()
        await app.press("tab", "down", "enter", "a", "ctrl+s")
        assert "arrival stands twice" in app.status
        assert app.page == "TimeNotesPage"
        await app.press("enter", "e", "ctrl+s")
    assert marks(on_the_disk(desk, visit_id)) == {"arrival": "13:02:00"}


async def test_time_notes_that_were_put_off_come_back(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("t")
        await app.write("13:02 in")
        await app.press("escape", "t")
        assert app.screen.query_one(TextArea).text == "13:02 in"
        assert app.screen.query_one(OptionList).option_count == 1


async def test_a_note_of_the_night_before_is_yesterdays(desk: Desk, drive: Drive, clock: Clock) -> None:
    clock.at = moment("00:30")
    visit_id = open_visit(desk, TIMED)
    async with drive(visit_id) as app:
        await app.press("t")
        await app.write("23:50 in")
        await app.press("ctrl+s")
    assert [mark.at for mark in on_the_disk(desk, visit_id).visit.marks] == [moment("23:50", days_later=-1)]

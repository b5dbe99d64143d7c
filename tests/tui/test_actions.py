"""Corrective actions in the app: due, done, postponed, dropped, and verified by a later visit."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import OptionList

from qaudit.core.corrective_actions import ActionState
from qaudit.tui.screens.action_sheet import day_and_distance, read_due
from qaudit.tui.screens.actions import ActionsPage
from qaudit.tui.screens.journal import journal_lines
from qaudit.wiring import Desk
from tests.tui.branches import JAFFA, Office, on_page
from tests.tui.driving import SIZES, Clock, Driven, Size

TODAY = date(2026, 5, 14)


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Office:
    return Office(desk, clock)


def lines(app: Driven) -> list[str]:
    return [" ".join(str(option.prompt).split()) for option in app.screen.query_one(OptionList).options]


def promise(office: Office, visit_id: str, code: str, what: str, days: int) -> str:
    due = date.fromordinal(office.clock.at.date().toordinal() + days)
    action = office.desk.mending.plan(visit_id, [code], what, "trainer", due, office.dana)
    office.go_on()
    return action.id


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        (" +14 ", date(2026, 5, 28)),
        ("+ 1", date(2026, 5, 15)),
        ("+0", TODAY),
        ("14", None),
        ("20261201", None),
        ("2026-02-30", None),
        ("-3", None),
        ("+99999", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_a_due_day_is_a_date_or_so_many_days_from_now(typed: str, day: date | None) -> None:
    assert read_due(typed, TODAY) == day


def test_a_day_is_told_with_how_far_it_is() -> None:
    assert day_and_distance(date(2026, 5, 15), TODAY) == "Friday 15 May 2026, in 1 day"
    assert day_and_distance(TODAY, TODAY) == "Thursday 14 May 2026, today"
    assert day_and_distance(date(2026, 5, 1), TODAY) == "Friday 1 May 2026, 13 days ago"


@pytest.mark.parametrize("size", [*SIZES, (120, 30), (40, 12)])
async def test_what_is_overdue_comes_first_with_its_days_in_words(office: Office, size: Size) -> None:
    visit_id = office.published({"FRO-01": "no", "FRO-02": "no"})
    other = office.published({"FRO-05": "no"}, branch=JAFFA)
    promise(office, visit_id, "FRO-01", "Name badges", 9)
    promise(office, other, "FRO-05", "A new door", 2)
    promise(office, visit_id, "FRO-02", "A shelf", 4)
    office.go_on(4)
    async with on_page(office.desk, ActionsPage(), size) as app:
        told = lines(app)
        assert "1 overdue · 3 actions" in app.text
        assert [line[0] for line in told] == ["!", "○", "○"]
        for line, words in zip(told, ("overdue by 2 days", "due today", "5 days left"), strict=True):
            assert words in line
        assert "TLV-02 · trainer" in told[0]
        if size[1] > 12:
            assert "A new door" in app.text


async def test_what_was_done_is_said_with_words_and_files(office: Office, tmp_path: Path) -> None:
    Image.new("RGB", (8, 8), "#357").save(tmp_path / "badge.png")
    visit_id = office.published({"FRO-01": "no"})
    action_id = promise(office, visit_id, "FRO-01", "Name badges", 9)
    async with on_page(office.desk, ActionsPage()) as app:
        await app.press("d", "ctrl+s")
        assert "What shows that it was done?" in app.status
        await app.write("All wear one")
        await app.press("enter")
        await app.paste(str(tmp_path / "badge.png"))
        await app.press("enter", "enter")
        assert app.status == "saved · done; the next visit verifies it"
        assert "done, not verified yet" in app.text
        assert "badge.png" in app.text
        await app.press("d")
        assert app.status == "This is for an action that is still open"
        await app.press("v")
        assert "No visit has looked at it since" in app.status
    action = office.desk.mending.find(action_id).action
    assert (action.kept_state, action.done_words) == (ActionState.DONE, "All wear one")
    assert [one.name for one in action.evidence] == ["badge.png"]


async def test_another_day_needs_a_reason(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    action_id = promise(office, visit_id, "FRO-01", "Name badges", 2)
    async with on_page(office.desk, ActionsPage()) as app:
        await app.press("p", "escape")
        assert app.status == ""
        await app.press("p", "enter")
        assert app.status == "Words are missing"
        await app.write("The maker is late")
        await app.press("tab", *["backspace"] * 10)
        await app.write("+30")
        await app.press("enter")
        assert app.status == "saved · another day"
        assert "2026-06-13" in app.text
    assert office.desk.mending.find(action_id).action.due == date(2026, 6, 13)
    assert office.desk.fieldwork.journal(visit_id)[-1].why == "The maker is late"


async def test_a_dropped_action_is_gone_from_what_is_due_and_found_again(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    action_id = promise(office, visit_id, "FRO-01", "Name badges", 2)
    async with on_page(office.desk, ActionsPage()) as app:
        await app.press("x", "enter")
        assert "An action is dropped with a reason" in app.status
        await app.write("The desk is closed")
        await app.press("enter")
        assert "saved · dropped, with your reason" in app.status
        assert "Nothing to do." in app.text
        await app.press("x", "d", "p", "v", "enter", "pagedown", "pageup")
        assert app.page == "ActionsPage"
        await app.press("f")
        assert "dropped" in lines(app)[0]
        assert "The desk is closed" in app.text
        await app.press("x")
        assert app.status == "It is finished: nothing is left to drop"
        await app.press("f")
        assert "Nothing to do." in app.text
    assert office.desk.mending.find(action_id).action.why_dropped == "The desk is closed"


async def test_the_next_visit_verifies_one_action_and_opens_the_other_again(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no", "FRO-02": "no"})
    for code, what in (("FRO-01", "Name badges"), ("FRO-02", "A shelf")):
        office.desk.mending.done(promise(office, visit_id, code, what, 9), "Done", office.dana)
    office.go_on(3)
    office.published({"FRO-02": "no"})
    async with on_page(office.desk, ActionsPage("HAI-01")) as app:
        [again] = lines(app)
        assert "open again, 6 days left" in again
        assert "opened again by 1 visit that missed it once more" in " ".join(app.text.split())
        await app.press("f", "down")
        assert "✓" in lines(app)[1]
        await app.press("v")
        assert app.page == "BranchVisitPage"
        assert "2026-05-17 · Harbour Haifa" in app.text
        await app.press("q", "enter")
        assert "2026-05-14 · Harbour Haifa" in app.text
        await app.press("w")
        assert "Corrective actions of the visit" in app.text
        assert len(lines(app)) == 2, "those of a visit are all there, finished or not"
    work = office.desk.fieldwork
    told = "\n".join(map(str, journal_lines(work.journal(visit_id), work.walk(visit_id), 120)))
    assert "verified by visit" in told
    assert "open again after visit" in told
    assert "why:" not in told, "the visit is named once"


async def test_two_who_do_it_at_once_are_told_of_each_other(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    action_id = promise(office, visit_id, "FRO-01", "Name badges", 9)
    async with on_page(office.desk, ActionsPage()) as app:
        await app.press("d")
        await app.write("Mine")
        office.desk.mending.done(action_id, "Theirs", office.dana)
        await app.press("ctrl+s")
        assert "The corrective action is done" in app.status
        assert app.page == "AppealSheet"
        await app.press("escape")
    assert office.desk.mending.find(action_id).action.done_words == "Theirs"

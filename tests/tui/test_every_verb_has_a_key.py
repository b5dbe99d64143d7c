"""What the desks can do with a visit has a key: planning, making void by who was there, closing."""

from datetime import timedelta

import pytest

from qaudit.tui.screens.new_visit import NewVisitPage
from qaudit.wiring import Desk
from tests.tui.conftest import Drive
from tests.tui.driving import SIZES, Clock, Size
from tests.tui.reviewing import House


@pytest.fixture
def house(desk: Desk, clock: Clock) -> House:
    return House(desk, clock)


@pytest.mark.parametrize("size", SIZES)
async def test_a_visit_is_planned_for_a_day_of_its_branch(desk: Desk, drive: Drive, size: Size) -> None:
    async with drive(size=size) as app:
        await app.press("n", "enter")
        await app.paste("city-hotel@2026.1")
        await app.press("enter", "enter")
        await app.paste("HAI-01 Harbour Haifa")
        await app.press("enter", "enter")
        await app.paste("heron")
        await app.press("enter")
        assert isinstance(app.screen, NewVisitPage)
        await app.press("p")
        assert app.page == "NoteSheet"
        await app.write("in May")
        await app.press("enter")
        assert app.page == "NoteSheet"
        assert desk.headquarters.visits() == ()
        await app.press(*["backspace"] * len("in May"))
        await app.write("+3")
        await app.press("enter")
        assert app.page == "HomePage"
    [planned] = desk.headquarters.visits()
    assert planned.status == "planned"
    assert planned.planned_for is not None
    assert planned.planned_for - planned.opened_at.date() == timedelta(days=3)


@pytest.mark.parametrize("size", SIZES)
async def test_who_was_recognised_makes_the_visit_void(house: House, size: Size) -> None:
    visit_id = house.returned(("ARR-02", "Which desk?"))
    async with house.app_of("heron", visit_id, size=size) as app:
        await app.press("escape", "v")
        assert app.page == "NoteSheet"
        await app.press("enter")
        assert app.page == "NoteSheet", "a visit is made void with a reason"
        await app.write("Greeted by name")
        await app.press("enter", "n")
        assert house.status(visit_id) == "returned"
        await app.press("v", "enter", "y")
        assert house.status(visit_id) == "void"
        await app.press("v")
        assert app.page == "VisitPage", "what is void can only be read"


@pytest.mark.parametrize("size", SIZES)
async def test_headquarters_closes_a_published_visit(house: House, size: Size) -> None:
    visit_id = house.published()
    async with house.app_of("boss", size=size) as app:
        await app.press("h", "enter")
        assert app.page == "ReviewVisitPage"
        await app.press("x", "n")
        assert house.status(visit_id) == "published"
        await app.press("x", "y")
    assert house.status(visit_id) == "closed"


@pytest.mark.parametrize("size", SIZES)
async def test_headquarters_sees_what_is_due_by_brand_region_and_branch(house: House, size: Size) -> None:
    for branch in house.desk.headquarters.branches():
        visit_id = house.published({"ARR-02": "no"}, branch=branch)
        look = house.desk.branch_desk.look(visit_id, house.boss)
        due = look.trend[-1].day + timedelta(days=40)
        house.desk.mending.plan(visit_id, [look.missed[0].code], "Mend it", "trainer", due, house.boss)
    async with house.app_of("boss", size=size) as app:
        await app.press("d")
        assert app.page == "ActionsPage"
        assert "2 actions" in app.text
        await app.press("b")
        assert app.page == "PickSheet"
        await app.press("end", "enter")
        assert app.page == "ActionsPage"
        assert "1 action" in app.text
        await app.press("b", "home", "enter")
        assert "2 actions" in app.text

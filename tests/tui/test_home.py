"""The first page, a new visit and the packs."""

import pytest
from textual.widgets import OptionList

from qaudit.core.visits import AuditorRole, Branch, VisitKind
from qaudit.tui.screens import home
from qaudit.wiring import Desk
from tests.builders import a_pack, a_standard
from tests.tui.conftest import Drive
from tests.tui.driving import SIZES, Clock, Driven, Size, on_the_disk, open_visit
from tests.tui.reviewing import House


def lines(app: Driven) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(OptionList).options]


def branches(app: Driven) -> list[str]:
    return [line.split("  ")[0] for line in lines(app) if line not in ("Open", "Submitted")]


@pytest.mark.parametrize("size", SIZES)
async def test_a_first_start_says_what_to_do(drive: Drive, size: Size) -> None:
    async with drive(size=size) as app:
        assert "There is no visit yet." in app.text
        assert "n   opens the first one" in app.text
        assert "branch, pack, auditor or id" not in app.text, "the filter is shown when it is asked for"
        assert "▔" not in app.text, "nothing wears a frame"


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_visit_is_opened_with_a_branch_and_an_auditor_made_on_the_spot(
    desk: Desk, drive: Drive, size: Size
) -> None:
    async with drive(size=size) as app:
        await app.press("n", "enter")
        await app.paste("city-hotel@2026.1")
        await app.press("enter", "enter")
        await app.paste("HAI-01 Harbour Haifa")
        await app.press("enter", "enter")
        await app.write("heron")
        await app.press("enter")
        for _ in range(10):
            await app.press("enter", "a")
        await app.press("o")
        assert app.page == "VisitPage"
    [summary] = desk.headquarters.visits()
    visit = on_the_disk(desk, summary.id).visit
    assert str(visit.pack) == "city-hotel@2026.1"
    assert visit.branch == Branch("HAI-01", "Harbour Haifa")
    assert (visit.auditor.alias, visit.auditor.role) == ("heron", AuditorRole.SHOPPER)
    assert visit.kind is VisitKind.UNANNOUNCED
    assert dict(visit.facts)["booked"] == "phone"
    assert len(visit.facts) == 10


async def test_a_visit_with_unknown_facts_is_opened_after_a_question(desk: Desk, drive: Drive) -> None:
    desk.headquarters.add_branch("HAI-01", "Harbour Haifa")
    desk.headquarters.add_auditor("owl", AuditorRole.REVIEWER)
    async with drive() as app:
        await app.press("n", "enter")
        await app.paste("city-hotel@2026.1")
        await app.press("enter", "o")
        assert "10 facts are not known" in app.text
        await app.press("n")
        assert app.page == "NewVisitPage"
        await app.press("o", "y")
        assert app.page == "VisitPage"
    assert desk.headquarters.visits()[0].auditor.alias == "owl"


async def test_what_is_still_to_be_chosen_is_named(drive: Drive) -> None:
    async with drive() as app:
        await app.press("n", "o")
        assert app.status == "Pack is still to be chosen"


async def test_a_branch_that_cannot_be_one_is_refused_in_words(desk: Desk, drive: Drive) -> None:
    async with drive() as app:
        await app.press("n", "down", "enter")
        await app.paste("x" * 61)
        await app.press("enter")
        assert "cannot be a branch code" in app.status
    assert desk.headquarters.branches() == ()


async def test_open_visits_come_first_and_submitted_ones_after(desk: Desk, drive: Drive) -> None:
    done = open_visit(desk, a_pack(a_standard("ARR-01")))
    desk.fieldwork.record(desk.fieldwork.walk(done), "ARR-01", "yes")
    desk.fieldwork.submit(done)
    open_visit(desk)
    async with drive() as app:
        told = lines(app)
    assert [line.split("\n")[0].split("  ")[0] for line in told] == ["Open", "HAI-01", "Submitted", "HAI-01"]
    assert "0 answered · now" in told[1]


async def test_the_office_sees_the_scores_of_shoppers_and_shoppers_do_not(
    desk: Desk, clock: Clock, drive: Drive
) -> None:
    house = House(desk, clock)
    house.submitted()
    async with house.app_of("boss") as app:
        await app.press("h")
        assert app.page == "HomePage"
        assert " % · " in lines(app)[1]
    async with drive() as app:
        assert lines(app)[0] == "Submitted"
        assert "%" not in lines(app)[1]


async def test_enter_opens_a_visit_and_q_comes_back(desk: Desk, drive: Drive) -> None:
    open_visit(desk)
    async with drive() as app:
        await app.press("enter", "y")
        assert app.visit.code == "YES-02"
        await app.press("q")
        assert app.page == "HomePage"
        assert "1 answered" in app.text


async def test_visits_are_filtered_by_typing(desk: Desk, drive: Drive) -> None:
    open_visit(desk)
    open_visit(desk, branch=Branch("TLV-02", "Harbour Jaffa"))
    async with drive() as app:
        await app.press("slash")
        await app.write("jaffa heron")
        assert [line.split("\n")[0].split("  ")[0] for line in lines(app)] == ["Open", "TLV-02"]
        assert "1 of 2 visits fit" in app.text
        await app.press("escape")
        assert len(lines(app)) == 3


async def test_of_many_submitted_visits_the_newest_are_listed_and_all_are_found(
    desk: Desk, drive: Drive, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "MOST_VISITS", 3)
    pack = a_pack(a_standard("ARR-01"))
    for number in range(5):
        visit_id = open_visit(desk, pack, branch=Branch(f"B{number}", f"Branch {number}"))
        desk.fieldwork.record(desk.fieldwork.walk(visit_id), "ARR-01", "yes")
        desk.fieldwork.submit(visit_id)
        clock.go_on(60)
    open_visit(desk, branch=Branch("B9", "Branch 9"))
    async with drive() as app:
        assert branches(app) == ["B9", "B4", "B3"]
        assert "/ finds others" in app.text
        await app.press("slash")
        await app.write("b0")
        assert branches(app) == ["B0"]


async def test_a_visit_that_is_not_there_is_told_on_the_first_page(drive: Drive) -> None:
    async with drive("019708a0-dead") as app:
        assert app.page == "HomePage"
        assert "There is no visit" in app.status


async def test_packs_can_be_read(drive: Drive) -> None:
    async with drive() as app:
        await app.press("p")
        assert app.page == "PacksPage"
        packs = lines(app)
        place = next(place for place, pack in enumerate(packs) if "City Hotel service standards" in pack)
        await app.press(*["down"] * place, "enter")
        assert app.page == "PackPage"
        await app.press("slash")
        await app.write("kettle")
        await app.press("escape", "slash")
        await app.write("ARR-01")
        await app.press("enter", "enter")
        assert app.page == "StandardSheet"
        assert "greeted within 60 seconds" in " ".join(app.text.split())
        assert "at most 60 s" in app.text
        await app.press("q", "q", "q")
        assert app.page == "HomePage"


async def test_leaving_gives_the_exit_code(drive: Drive) -> None:
    async with drive() as app:
        await app.press("q")
        assert app.app.return_value == 0

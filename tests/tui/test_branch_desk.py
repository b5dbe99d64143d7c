"""The branch manager's first page: what is new, how it went, what is due; and what customers say."""

from decimal import Decimal

import pytest
from textual.widgets import OptionList

from qaudit import speech
from qaudit.core.people import Role
from qaudit.core.voices import Channel, VoiceKind
from qaudit.desk.voices import Said
from qaudit.tui.screens.branch_desk import BranchDeskPage
from qaudit.tui.screens.voices import VoicesPage
from qaudit.tui.widgets.trend_line import Trend, spark_of, trend_row
from qaudit.wiring import Desk
from tests.tui.branches import HAIFA, JAFFA, Office, on_page
from tests.tui.driving import SIZES, Clock, Driven, Size


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Office:
    return Office(desk, clock)


def lines(app: Driven) -> list[str]:
    return [str(option.prompt) for option in app.screen.query_one(OptionList).options]


def desk_page() -> BranchDeskPage:
    return BranchDeskPage(is_home=False)


@pytest.mark.parametrize("size", SIZES)
async def test_what_nobody_acknowledged_comes_first_and_is_counted(office: Office, size: Size) -> None:
    seen = office.published({"FRO-01": "no"})
    office.go_on(2)
    office.published({"FRO-02": "no", "FRO-03": "95s"})
    office.go_on(2)
    later = office.published()
    office.desk.branch_desk.acknowledge(later, office.dana)
    office.desk.branch_desk.acknowledge(seen, office.dana)
    async with on_page(office.desk, desk_page(), size) as app:
        told = lines(app)
        assert "1 new of 3 visits" in app.text
        assert [line.split()[0] for line in told] == ["Not", "●", "Acknowledged", "2026-05-18", "2026-05-14"]
        assert "2026-05-16  Harbour Haifa" in told[1]
        assert "60.0 %" in told[1]
        assert "2 missed" in told[1]
        assert "100.0 %" in told[3]
        assert "nothing missed" in told[3]
        await app.press("enter")
        assert app.page == "BranchVisitPage"
        await app.press("a", "q")
        assert app.page == "BranchDeskPage"
        assert "0 new of 3 visits" in app.text


async def test_the_trend_follows_the_chosen_visit_with_its_first_and_last_score(office: Office) -> None:
    for missed in ({"FRO-01": "no", "FRO-02": "no"}, {"FRO-01": "no"}, {}):
        office.published(missed)
        office.go_on(1)
    office.published({"FRO-04": "no"}, branch=JAFFA)
    async with on_page(office.desk, desk_page()) as app:
        assert "1 visit · TLV-02 · harbour-hotels · unannounced" in app.text
        await app.press("down")
        assert "▁▄█  3 visits · HAI-01 · harbour-hotels · unannounced" in app.text
        assert "60.0 % to 100.0 %" in app.text


def test_a_spark_shows_every_score_and_a_gap_where_there_is_none() -> None:
    assert spark_of([Decimal(50), None, Decimal(100)]) == "▁·█"
    assert spark_of([Decimal(90), Decimal(91)]) == "▁▁", "a point more is no leap"
    assert str(trend_row(Trend("1 visit", (None,)), 40)) == "1 visit"
    drawn = str(trend_row(Trend("2 visits of a pack with a long name", (Decimal(50), Decimal(60))), 30))
    assert drawn.startswith("▁█")
    assert drawn.endswith("50 % to 60 %")
    assert len(drawn) == 30


def test_where_the_reading_goes_to_the_left_so_does_time() -> None:
    with speech.speaking("he"):
        assert spark_of([Decimal(50), Decimal(100)]) == "█▁"


@pytest.mark.parametrize("size", [*SIZES, (120, 30), (40, 12)])
async def test_what_is_due_stands_there_overdue_first(office: Office, size: Size) -> None:
    visit_id = office.published({"FRO-01": "no", "FRO-02": "no"})
    today = office.clock.at.date()
    plan = office.desk.mending.plan
    for code, what, days in (("FRO-02", "Tidy the desk", 9), ("FRO-01", "Name badges", 2)):
        plan(visit_id, [code], what, "trainer", today.replace(day=today.day + days), office.dana)
    office.go_on(5)
    async with on_page(office.desk, desk_page(), size) as app:
        assert "1 overdue · 2 actions" in app.text
        if size[1] > 12:
            assert "! 2026-05-16" in app.text
            assert "overdue by 3 days" in app.text
            assert "trainer" in app.text
            assert app.text.index("Name badges") < app.text.index("Tidy the desk")
            assert "4 days left" in app.text
        else:
            assert "and 2 more: d" in app.text
        await app.press("d")
        assert app.page == "ActionsPage"


async def test_a_manager_of_two_branches_can_look_at_one(office: Office) -> None:
    office.published()
    office.published({"FRO-04": "no"}, branch=JAFFA)
    async with on_page(office.desk, desk_page()) as app:
        assert "Harbour Haifa" in app.text
        await app.press("b")
        assert app.page == "PickSheet"
        await app.press("c")
        assert "TLV-02 · 1 new of 1 visit" in app.text
        assert "Harbour Haifa" not in app.text
        await app.press("b", "a")
        assert "2 new of 2 visits" in app.text


async def test_whose_desk_it_is_is_said_to_others(office: Office) -> None:
    office.published()
    office.sits(office.desk.people.add("fox", Role.SHOPPER))
    async with on_page(office.desk, desk_page()) as app:
        assert "This is the desk of branch managers" in app.status
        assert "Harbour Haifa" not in app.text


async def test_before_the_first_published_visit_the_page_says_so(office: Office) -> None:
    async with on_page(office.desk, desk_page()) as app:
        assert "No visit is published for your branches yet." in app.text
        assert "nothing to do" in app.text
        await app.press("enter", "b", "escape", "d", "q", "v", "q", "question_mark", "q")
        assert app.page == "BranchDeskPage"


async def test_every_window_is_survived(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no", "FRO-03": "95s"})
    today = office.clock.at.date()
    office.desk.mending.plan(visit_id, ["FRO-01"], "Name badges", "trainer", today, office.dana)
    office.desk.voices.add(
        office.dana, Said(HAIFA.code, VoiceKind.COMPLAINT, Channel.EMAIL, "Nobody looked up")
    )
    steps = ("enter", "g a", "escape", "p a", "escape", "c a", "escape", "q", "d", "q", "v", "r", "escape q")
    async with on_page(office.desk, desk_page()) as app:
        for keys in steps:
            await app.press(*keys.split())
            for size in ((40, 12), (1, 1), (120, 30)):
                await app.pilot.resize_terminal(*size)
                await app.settle()
        assert app.page == "BranchDeskPage"
        assert "1 new of 1 visit" in app.text


# What customers say.


@pytest.fixture
def voices(office: Office) -> dict[str, str]:
    """A complaint that is late, a suggestion that waits, a compliment; their ids."""
    add = office.desk.voices.add
    found = {
        "late": add(office.dana, Said(HAIFA.code, VoiceKind.COMPLAINT, Channel.EMAIL, "Nobody looked up")).id
    }
    office.go_on(3)
    for name, kind, words in (
        ("waits", VoiceKind.SUGGESTION, "A bell would help"),
        ("thanks", VoiceKind.COMPLIMENT, "The porter was kind"),
    ):
        found[name] = add(office.dana, Said(JAFFA.code, kind, Channel.PHONE, words)).id
        office.go_on()
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_where_somebody_waits_comes_first_and_the_rest_on_demand(
    office: Office, voices: dict[str, str], size: Size
) -> None:
    async with on_page(office.desk, VoicesPage(), size) as app:
        assert "1 late · 2 voices" in app.text
        late, waiting = lines(app)
        assert "HAI-01 · complaint" in late
        assert "overdue by 2 d" in late
        assert "TLV-02 · suggestion" in waiting
        assert "left" in waiting
        await app.press("f")
        assert "The porter was kind" in lines(app)[2]
        assert len(voices) == 3


async def test_a_voice_is_acknowledged_and_answered(office: Office, voices: dict[str, str]) -> None:
    find = office.desk.voices.find
    async with on_page(office.desk, VoicesPage(HAIFA.code)) as app:
        assert len(lines(app)) == 1
        await app.press("a")
        assert "the customer was told" in app.status
        assert find(office.dana, voices["late"]).acknowledged_by == "dana"
        await app.press("a")
        assert "acknowledged" in app.status, "a second time it is refused"
        await app.press("r", "enter")
        assert "An answer needs words" in app.status
        await app.write("We are sorry.")
        await app.press("escape")
        assert "what was typed is dropped" in app.status
        assert find(office.dana, voices["late"]).answer == ""
        await app.press("r")
        await app.write("We are sorry.")
        await app.press("enter")
        assert "Nobody waits for an answer." in app.text
    assert find(office.dana, voices["late"]).answer == "We are sorry."


async def test_what_customers_say_is_not_for_everybody(office: Office, voices: dict[str, str]) -> None:
    office.sits(office.owl)
    async with on_page(office.desk, VoicesPage()) as app:
        assert "not in your role" in app.status
        assert "Nobody looked up" not in app.text
        await app.press("a", "r", "f", "pagedown", "pageup", "q")
    assert office.desk.voices.find(office.dana, voices["late"]).acknowledged_at is None

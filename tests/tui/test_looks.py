"""What the app shows: any window, any text, without the score where the pack hides it, and 800 standards."""

import re

import pytest
from textual.widgets import TextArea

from qaudit.core.readings import write_reading
from qaudit.core.text import Text
from qaudit.core.visits import Auditor, AuditorRole
from qaudit.tui.app import QauditApp
from qaudit.tui.keys import KEYS, keys_of
from qaudit.tui.screens.help import PAGES, help_lines
from qaudit.tui.widgets.standard_card import StandardCard
from qaudit.wiring import Desk
from tests.builders import a_pack, a_section, a_standard, duration, seconds
from tests.tui.conftest import Drive
from tests.tui.driving import EVERY_MEASURE, Clock, Size, on_the_disk, open_visit

HOSTILE = "[bold red]x[/] [@click=app.bell]y[/] \x1b[31mz\x07 \u202eabc {{ 7 * 7 }} <b>"
REVIEWER = Auditor("owl", AuditorRole.REVIEWER)
BIG = a_pack(
    *(
        a_section(f"S{number:02}", *(a_standard(f"S{number:02}-{one:02}") for one in range(20)))
        for number in range(40)
    )
)


@pytest.mark.parametrize(
    "size", [(20, 5), (29, 30), (60, 9), (40, 12), (40, 20), (80, 24), (100, 30), (200, 60), (1, 1)]
)
async def test_every_window_is_survived_and_left_again(desk: Desk, drive: Drive, size: Size) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.pilot.resize_terminal(*size)
        await app.settle()
        for keys in (
            ["o", "escape"],
            ["m", "escape"],
            ["slash", "escape"],
            ["s", "escape"],
            ["question_mark", "q"],
        ):
            await app.press(*keys)
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert "YES-01" in app.text
        await app.press("y")
    assert set(on_the_disk(desk, visit_id).readings) == {"YES-01"}


async def test_too_small_a_window_says_so_and_takes_no_reading(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id, size=(20, 5)) as app:
        assert "Make the window" in app.text
        await app.press("y", "4", "space")
    assert on_the_disk(desk, visit_id).readings == {}


async def test_hostile_text_is_shown_as_text(desk: Desk, drive: Drive) -> None:
    standard = a_standard("ARR-01", seconds(60), text=HOSTILE, guidance=HOSTILE, source=HOSTILE)
    pack = a_pack(a_section("ARR", standard, title=HOSTILE), title=HOSTILE, facts={"luggage": ["yes"]})
    visit_id = open_visit(desk, pack)
    walk = desk.fieldwork.walk(visit_id)
    desk.fieldwork.write_note(walk, "ARR-01", HOSTILE + "n" * 10_000)
    async with drive(visit_id, size=(200, 60)) as app:
        shown = app.text
        assert "[bold red]x[/] [@click=app.bell]y[/] ␛[31mz␇ [RLO]abc {{ 7 * 7 }} <b>" in shown
        assert "characters, o shows all" in shown
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", shown)
        for keys in (["slash", "escape"], ["f", "escape"], ["s", "escape"], ["e", "escape"]):
            await app.press(*keys)
        await app.press("o")
        assert "[bold red]x[/]" in app.text
        assert app.screen.query_one(TextArea).text.startswith(
            "[bold red]x[/] [@click=app.bell]y[/] ␛[31mz␇ [RLO]abc"
        )
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", app.text)
        await app.press("escape")
        await app.write("9x")
        await app.press("enter")
        assert "Not saved" in app.status


async def test_hebrew_is_drawn_from_the_right_with_numbers_and_latin_words_in_order(
    desk: Desk, drive: Drive
) -> None:
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01", text="האורח התקבל בתוך 60 שניות (VIP)")))
    async with drive(visit_id) as app:
        [line] = [line for line in app.text.split("\n") if "VIP" in line]
    assert line.rstrip().endswith("(VIP) תוינש 60 ךותב לבקתה חרואה")
    assert line.startswith(" " * 40)


@pytest.mark.parametrize("is_shown", [True, False])
async def test_verdict_and_score_are_hidden_from_a_shopper_where_the_pack_says_so(
    desk: Desk, drive: Drive, is_shown: bool
) -> None:
    ladder = seconds(60, credit=[(60, 1), (120, "0.5")])
    pack = a_pack(
        a_standard("ARR-01", ladder), a_standard("ARR-02"), shows_score_to_shopper=is_shown, pass_mark=80
    )
    visit_id = open_visit(desk, pack)
    async with drive(visit_id) as app:
        seen = [app.text]
        await app.press("9", "0", "enter", "k")
        seen.append(app.text)
        await app.press("j", "n", "escape", "s")
        seen.append(app.text)
    together = "\n".join(seen)
    for word in ("partly met", "points", "earns", "missed", "Score", "%"):
        assert (word in together) is is_shown, word
    assert "over by 30 s" in together
    assert "at most 60 s" in together


async def test_a_reviewer_sees_the_score_the_pack_hides_from_shoppers(desk: Desk, drive: Drive) -> None:
    pack = a_pack(a_standard("ARR-01"), shows_score_to_shopper=False)
    visit_id = open_visit(desk, pack, auditor=REVIEWER)
    async with drive(visit_id) as app:
        await app.press("y", "s")
        assert "Score so far: 100.0 %, All" in app.text


async def test_800_standards_are_no_800_widgets(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, BIG)
    async with drive(visit_id, size=(200, 60)) as app:
        assert len(app.visit.walk.index.codes) == 800
        assert len(list(app.app.query("*"))) + len(list(app.screen.query("*"))) < 200
        await app.press("y", "slash")
        await app.write("S39-19")
        await app.press("enter", "y")
        assert len(list(app.screen.query("*"))) < 30
    assert set(on_the_disk(desk, visit_id).readings) == {"S00-00", "S39-19"}


async def test_a_reading_redraws_one_card_in_place(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk, BIG)
    async with drive(visit_id) as app:
        card = app.screen.query_one(StandardCard)
        await app.press("y")
        assert app.screen.query_one(StandardCard) is card
        assert "S00-01" in app.text


@pytest.mark.parametrize("size", [(100, 30), (200, 60)])
async def test_sections_and_standards_can_be_clicked(desk: Desk, drive: Drive, size: Size) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id, size=size) as app:
        await app.pilot.click("#sections", offset=(4, 2))
        assert app.visit.code == "NUM-01"
        if size[1] >= 40:
            row = next(row for row, line in enumerate(app.text.splitlines()) if "NUM-02" in line)
            await app.pilot.click(offset=(60, row))
            assert app.visit.code == "NUM-02"


async def test_answers_can_be_given_with_the_mouse_alone(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.pilot.click("#keys", offset=(2, 0))
        assert set(on_the_disk(desk, visit_id).readings) == {"YES-01"}
        app.visit.go_to("OPT-02")
        await app.settle()
        row = next(row for row, line in enumerate(app.text.splitlines()) if " fair" in line)
        await app.pilot.click(offset=(8, row))
        await app.settle()
    assert set(on_the_disk(desk, visit_id).readings) == {"YES-01", "OPT-02"}


def test_help_tells_of_every_key() -> None:
    """And of no page that is not there."""
    told = "\n".join(str(line) for line in help_lines(tuple(PAGES), 400))
    assert len(KEYS) > 60
    for key in KEYS:
        assert key.help
        assert re.search(rf"^{re.escape(key.shown)}\s+{re.escape(key.help)}$", told, re.MULTILINE), key
    assert {key.screen for key in KEYS} == set(PAGES)


@pytest.mark.parametrize("page", sorted({key.screen for key in KEYS}))
def test_no_key_of_a_page_means_two_things(page: str) -> None:
    names = [name for key in keys_of(page) for name in key.keys]
    assert len(names) == len(set(names))


async def test_every_key_has_its_act(desk: Desk, drive: Drive) -> None:
    from qaudit.tui.screens.page import Page

    def pages(kind: type[Page[object]]) -> list[type[Page[object]]]:
        return [kind, *(leaf for sub in kind.__subclasses__() for leaf in pages(sub))]

    async with drive(open_visit(desk)) as app:
        for keys in (
            ["n", "escape", "y"],
            ["e", "escape"],
            ["c"],
            ["t", "escape"],
            ["s", "escape"],
            ["o", "escape"],
        ):
            await app.press(*keys)
        await app.press("q", "n", "escape", "p", "enter", "q", "q")
    found = {kind.TABLE: kind for kind in pages(Page) if kind.TABLE}
    assert "visit" in found
    assert "entry" not in found
    for key in KEYS:
        kind = found.get("visit" if key.screen == "entry" else key.screen)
        if kind is not None:
            assert hasattr(kind, f"action_{key.action}"), key


async def test_the_palette_does_the_acts_of_its_page(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("ctrl+p")
        await app.write("unseen")
        await app.pilot.pause(0.3)
        await app.press("enter")
        await app.pilot.pause(0.3)
    assert set(on_the_disk(desk, visit_id).readings) == {"YES-01"}


async def test_the_app_runs_without_colour(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = QauditApp(desk, open_visit(desk, EVERY_MEASURE))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("y")
        assert app.no_color


async def test_guidance_is_scrolled_where_it_is_long(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(
        desk, a_pack(a_standard("ARR-01", duration("s", at_most=60), guidance="long " * 900))
    )
    async with drive(visit_id, size=(40, 20)) as app:
        scroll = app.screen.query_one(StandardCard)
        assert scroll.scroll_y == 0
        await app.press("pagedown")
        assert scroll.scroll_y > 0
        await app.press("pageup")
        assert scroll.scroll_y == 0


async def test_the_standards_are_shown_in_each_language_of_the_pack(desk: Desk, drive: Drive) -> None:
    text = Text((("en", "Greeted by name"), ("he", "התקבל בשמו"), ("ro", "Salutat pe nume")))
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01", text=text), languages=("en", "he", "ro")))
    async with drive(visit_id) as app:
        assert "Greeted by name" in app.text
        await app.press("l")
        assert "ומשב לבקתה" in app.text
        await app.press("l")
        assert "Salutat pe nume" in app.text
        await app.press("l")
        assert "Greeted by name" in app.text


async def test_steps_and_parts_can_be_clicked_and_the_entry_line_too(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        for code, words in (("OPT-01", " 4 ( )"), ("OPT-03", "shoes")):
            app.visit.go_to(code)
            await app.settle()
            row = next(row for row, line in enumerate(app.text.splitlines()) if words in line)
            await app.pilot.click(offset=(5, row))
            await app.settle()
        app.visit.go_to("NUM-02")
        await app.settle()
        await app.pilot.click("#entry", offset=(3, 0))
        await app.press("2", "enter")
    walk = on_the_disk(desk, visit_id)
    written = {code: write_reading(seen.reading) for code, seen in walk.readings.items() if seen.reading}
    assert written == {"OPT-01": "4", "OPT-03": "shoes", "NUM-02": "2"}

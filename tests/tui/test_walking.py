"""The main walk by keyboard, in both windows: every key's reading is in the store, and the walk goes on."""

import pytest

from qaudit.core.readings import write_reading
from qaudit.core.walk import Walk
from qaudit.tui.messages import ReadingSaved, StandardReached
from qaudit.wiring import Desk
from tests.tui.conftest import Drive
from tests.tui.driving import SIZES, Size, on_the_disk, open_visit


def readings(walk: Walk) -> dict[str, str]:
    return {
        code: write_reading(seen.reading) for code, seen in walk.readings.items() if seen.reading is not None
    }


@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_visit_is_walked_by_keyboard(desk: Desk, drive: Drive, size: Size) -> None:
    """One key or one line for each kind of measure; after each the walk stands at the next standard."""
    visit_id = open_visit(desk)
    async with drive(visit_id, size=size) as app:
        await app.press("y", "Y", "4", "8", "enter", "2", "enter")
        await app.press("1", "8", ":", "3", "0", "enter", "5", "1", "1", "2", "3", "enter")
        assert app.visit.code == "OPT-04"
        await app.press("enter")
        await app.write("All was well")
        await app.press("enter")
    assert readings(on_the_disk(desk, visit_id)) == {
        "YES-01": "yes",
        "YES-02": "yes",
        "NUM-01": "48s",
        "NUM-02": "2",
        "NUM-03": "18:30",
        "OPT-01": "5",
        "OPT-02": "best",
        "OPT-03": "badge+shoes+smile",
        "OPT-04": "All was well",
    }


async def test_saved_is_said_after_it_is_on_the_disk(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("y")
        assert app.status == "saved 14:00:00 · YES-01 · yes"
        assert readings(on_the_disk(desk, visit_id)) == {"YES-01": "yes"}
        assert app.told(ReadingSaved) == [ReadingSaved("YES-01", "yes")]
        assert app.told(StandardReached) == [StandardReached("YES-02")]


@pytest.mark.parametrize(
    ("code", "keys", "written"),
    [
        ("YES-01", ["y"], "yes"),
        ("YES-01", ["N"], "no"),
        ("YES-01", ["a"], "na"),
        ("YES-01", ["U"], "unseen"),
        ("NUM-01", ["7", "2", "enter"], "72s"),
        ("NUM-01", ["1", ":", "1", "2", "enter"], "72s"),
        ("NUM-01", ["2", ".", "5", "m", "i", "n", "enter"], "150s"),
        ("NUM-01", ["7", "3", "backspace", "2", "enter"], "72s"),
        ("NUM-01", ["enter", "n", "a", "enter"], "na"),
        ("NUM-02", ["0", "enter"], "0"),
        ("NUM-03", ["2", "1", ":", "1", "0", "enter"], "21:10"),
        ("OPT-01", ["1"], "1"),
        ("OPT-02", ["2"], "fair"),
        ("OPT-03", ["1"], "badge"),
        ("OPT-03", ["3", "1"], "badge+smile"),
        ("OPT-03", ["1", "2", "1"], "shoes"),
        ("OPT-03", ["0"], "none"),
        ("OPT-03", ["y"], "badge+shoes+smile"),
        ("OPT-03", ["n"], "none"),
    ],
)
async def test_each_key_writes_its_reading(
    desk: Desk, drive: Drive, code: str, keys: list[str], written: str
) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to(code)
        await app.press(*keys)
    assert readings(on_the_disk(desk, visit_id)) == {code: written}


async def test_a_part_that_is_ticked_off_again_leaves_no_reading(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to("OPT-03")
        await app.press("1", "1")
    assert readings(on_the_disk(desk, visit_id)) == {}


async def test_a_line_in_the_making_says_what_it_comes_to(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to("NUM-01")
        await app.press("1", ":", "1", "2")
        assert "= 72 s, over by 12 s" in app.text
        await app.press("escape")
        assert "over by" not in app.text
    assert readings(on_the_disk(desk, visit_id)) == {}


async def test_a_refused_line_stays_as_it_was_typed(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to("NUM-01")
        await app.press("7", "x", "enter")
        assert app.status.startswith("Not saved: NUM-01: '7x' is not a length of time")
        assert "> 7x" in app.text
        await app.press("backspace", "2", "enter")
    assert readings(on_the_disk(desk, visit_id)) == {"NUM-01": "72s"}


async def test_not_applicable_is_refused_where_a_standard_always_applies(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to("YES-02")
        await app.press("a")
        assert "this standard always applies" in app.status
        assert app.visit.code == "YES-02"
    assert readings(on_the_disk(desk, visit_id)) == {}


async def test_keys_typed_at_once_each_reach_the_standard_they_were_meant_for(
    desk: Desk, drive: Drive
) -> None:
    """Seven keys in the queue before the first is handled: two readings, a line, and one more reading."""
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        for key in ("y", "y", "4", "8", "enter", "3", "enter"):
            app.send(key)
        await app.settle()
    assert readings(on_the_disk(desk, visit_id)) == {
        "YES-01": "yes",
        "YES-02": "yes",
        "NUM-01": "48s",
        "NUM-02": "3",
    }


async def test_a_note_typed_at_once_is_whole_and_what_follows_it_goes_on(desk: Desk, drive: Drive) -> None:
    """Nothing is lost between the key that opens the note, its letters, the Enter that saves it, and the next key."""
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        for key in ("n", *"nobody", "enter", "y", "4", "8", "enter"):
            app.send(key)
        for _ in range(5):
            await app.settle()
    walk = on_the_disk(desk, visit_id)
    assert readings(walk) == {"YES-01": "no", "YES-02": "yes", "NUM-01": "48s"}
    assert walk.readings["YES-01"].note == "nobody"


async def test_moving_keys(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        stops = []
        for key in ("j", "down", "k", "up", "right_square_bracket", "J", "left_square_bracket", "tab", "tab"):
            await app.press(key)
            stops.append(app.visit.code)
    assert stops == ["YES-02", "NUM-01", "YES-02", "YES-01", "NUM-01", "NUM-02", "YES-01", "YES-02", "NUM-01"]


async def test_words_are_a_stop_once_and_may_stay_empty(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to("OPT-02")
        await app.press("1", "y")
        assert app.visit.code == "OPT-04"
        await app.press("tab")
        assert app.visit.code == "YES-01"


async def test_a_reading_can_be_taken_away_and_undone(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("y", "k", "x")
        assert readings(on_the_disk(desk, visit_id)) == {}
        await app.press("z")
        assert readings(on_the_disk(desk, visit_id)) == {"YES-01": "yes"}
        await app.press("j", "ctrl+z")
        assert readings(on_the_disk(desk, visit_id)) == {}
        assert app.visit.code == "YES-01"
        await app.press("z")
        assert app.status == "There is nothing to undo"
    journal = desk.fieldwork.journal(visit_id)
    assert [(entry.act.value, entry.became) for entry in journal[1:]] == [
        ("reading", "yes"),
        ("reading", None),
        ("reading", "yes"),
        ("reading", None),
    ]


async def test_the_last_standard_says_what_comes_next(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press(*"yyuuuuuu")
        assert app.visit.code == "OPT-04"
        await app.press("tab")
        assert "all answered: s submits" in app.status


async def test_a_miss_asks_for_its_note_before_it_goes_on(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("n")
        assert app.page == "NoteSheet"
        await app.write("no one there")
        await app.press("enter")
        assert app.visit.code == "YES-02"
        assert app.status == "saved 14:00:00 · note of YES-01"
    walk = on_the_disk(desk, visit_id)
    assert walk.readings["YES-01"].note == "no one there"
    assert walk.gaps_at("YES-01") == ()


async def test_a_note_put_off_keeps_what_was_typed_and_is_listed_later(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("n")
        await app.write("half a th")
        await app.press("escape")
        assert app.visit.code == "YES-02"
        assert "not saved" in app.status
        assert [gap.kind.value for gap in app.visit.walk.gaps_at("YES-01")] == ["note"]
        await app.press("k", "o")
        await app.write("ought")
        await app.press("enter")
    assert on_the_disk(desk, visit_id).readings["YES-01"].note == "half a thought"


async def test_a_note_of_several_lines(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("o")
        await app.write("one")
        await app.press("ctrl+n")
        await app.write("two")
        await app.press("enter")
    assert on_the_disk(desk, visit_id).readings["YES-01"].note == "one\ntwo"


async def test_a_note_that_is_too_long_is_refused_and_stays_in_the_sheet(desk: Desk, drive: Drive) -> None:
    from textual.widgets import TextArea

    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("o")
        app.screen.query_one(TextArea).insert("x" * 20_001)
        await app.press("enter")
        assert app.page == "NoteSheet"
        assert "20001 characters" in app.status
        assert len(app.screen.query_one(TextArea).text) == 20_001


async def test_a_standard_is_found_by_code_and_by_words(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("slash")
        await app.write("num 02")
        await app.press("enter")
        assert app.visit.code == "NUM-02"
        await app.press("slash")
        await app.write("standard opt")
        await app.press("down", "enter")
        assert app.visit.code == "OPT-02"
        await app.press("slash", "escape")
        assert app.visit.code == "OPT-02"


async def test_the_walk_is_taken_up_where_it_was_left(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to("NUM-01")
        await app.press("4", "8", "enter")
    async with drive(visit_id) as app:
        assert app.visit.code == "NUM-02"


@pytest.mark.parametrize(
    ("code", "key", "told"),
    [
        ("YES-01", "5", "YES-01 takes yes or no"),
        ("NUM-02", "y", "NUM-02 takes a whole number such as 3"),
        ("OPT-03", "7", "There is no part 7"),
        ("OPT-01", "9", "'9' is not on the scale"),
        ("OPT-02", "8", "'8' is none of its options"),
    ],
)
async def test_a_key_that_does_not_fit_says_what_would(
    desk: Desk, drive: Drive, code: str, key: str, told: str
) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to(code)
        await app.press(key)
        assert told in app.status
        assert app.visit.code == code
    assert readings(on_the_disk(desk, visit_id)) == {}


async def test_a_pasted_number_begins_a_line(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.paste("48")
        assert app.visit.code == "YES-01"
        app.visit.go_to("NUM-01")
        await app.paste("1:\n")
        await app.press("1", "2", "enter")
    assert readings(on_the_disk(desk, visit_id)) == {"NUM-01": "72s"}


async def test_the_words_of_a_note_standard_can_be_changed_and_taken_away(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        app.visit.go_to("OPT-04")
        await app.press("enter", "a", "b", "enter")
        assert readings(on_the_disk(desk, visit_id)) == {"OPT-04": "ab"}
        app.visit.go_to("OPT-04")
        await app.press("enter", "backspace", "backspace", "enter")
    assert readings(on_the_disk(desk, visit_id)) == {}


async def test_arriving_at_a_standard_says_what_it_still_needs(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("n", "escape", "k")
        assert app.status == "a note is needed (o)"
        await app.press("j")
        assert app.status == ""

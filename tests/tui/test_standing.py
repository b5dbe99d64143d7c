"""Where an auditor stands, where the walk goes, and which moment is awaited: pure, so without an app."""

import pytest

from qaudit.core.standards import FactIs, StandardIs
from qaudit.core.visits import Visit
from qaudit.core.walk import PackIndex, Walk, walk_visit
from qaudit.tui.standing import awaited_event, first_asked, onward, resumed_at, running, section_start
from tests.builders import a_pack, a_section, a_standard, a_visit, duration, seen, words
from tests.tui.driving import EVERY_MEASURE, TIMED


def a_walk(visit: Visit, pack: object = EVERY_MEASURE) -> Walk:
    from qaudit.core.standards import Pack

    assert isinstance(pack, Pack)
    return walk_visit(PackIndex(pack), visit)


def test_a_fresh_visit_begins_at_its_first_asked_standard() -> None:
    pack = a_pack(
        a_standard("ARR-01", when=FactIs("luggage", ("yes",))),
        a_standard("ARR-02"),
        facts={"luggage": ["yes"]},
    )
    walk = a_walk(a_visit(pack), pack)
    assert first_asked(walk) == "ARR-02"
    assert resumed_at(walk) == "ARR-02"


def test_a_visit_is_taken_up_after_its_last_reading() -> None:
    visit = a_visit(EVERY_MEASURE, seen("OPT-01", "4", at="14:02"), seen("YES-01", "yes", at="14:05"))
    assert resumed_at(a_walk(visit)) == "YES-02"


def test_a_visit_is_taken_up_at_the_clock_that_runs() -> None:
    visit = a_visit(TIMED, seen("ARR-02", "yes", at="14:02"), marks={"hold_on": "14:03"})
    assert resumed_at(a_walk(visit, TIMED)) == "CAL-01"


def test_a_mark_before_the_last_reading_does_not_call_back() -> None:
    visit = a_visit(TIMED, seen("ARR-02", "yes", at="14:05"), marks={"arrival": "14:03"})
    assert resumed_at(a_walk(visit, TIMED)) == "CAL-01"


def test_a_finished_visit_stands_at_its_last_reading() -> None:
    pack = a_pack(a_standard("ARR-01"), a_standard("ARR-02"))
    visit = a_visit(pack, seen("ARR-02", "yes", at="14:02"), seen("ARR-01", "yes", at="14:05"))
    assert resumed_at(a_walk(visit, pack)) == "ARR-01"


def test_the_walk_goes_round_and_ends() -> None:
    pack = a_pack(a_standard("ARR-01"), a_standard("ARR-02"), a_standard("ARR-03"))
    walk = a_walk(a_visit(pack, seen("ARR-02", "yes")), pack)
    assert onward(walk, "ARR-01") == "ARR-03"
    assert onward(walk, "ARR-03") == "ARR-01"
    done = a_visit(pack, seen("ARR-01", "yes"), seen("ARR-02", "yes"), seen("ARR-03", "yes"))
    assert onward(a_walk(done, pack), "ARR-01") is None


def test_empty_words_are_a_stop_on_the_way_once() -> None:
    pack = a_pack(a_standard("ARR-01"), a_standard("ARR-02", words()), a_standard("ARR-03"))
    walk = a_walk(a_visit(pack), pack)
    assert onward(walk, "ARR-01") == "ARR-02"
    assert onward(walk, "ARR-01", {"ARR-02"}) == "ARR-03"
    written = a_walk(a_visit(pack, seen("ARR-02", "quiet")), pack)
    assert onward(written, "ARR-01") == "ARR-03"


def test_words_at_the_end_are_a_stop_before_the_walk_goes_round() -> None:
    pack = a_pack(a_standard("ARR-01"), a_standard("ARR-02"), a_standard("ARR-03", words()))
    walk = a_walk(a_visit(pack, seen("ARR-02", "yes")), pack)
    assert onward(walk, "ARR-02") == "ARR-03"


@pytest.mark.parametrize(
    ("code", "step", "reached"),
    [("A-01", 1, "C-01"), ("C-01", -1, "A-01"), ("C-01", 1, "C-01"), ("A-01", -1, "A-01")],
)
def test_sections_that_ask_nothing_are_passed(code: str, step: int, reached: str) -> None:
    pack = a_pack(
        a_section("A", a_standard("A-01")),
        a_section("B", a_standard("B-01"), when=FactIs("luggage", ("yes",))),
        a_section("C", a_standard("C-01")),
        facts={"luggage": ["yes", "no"]},
    )
    assert section_start(a_walk(a_visit(pack), pack), code, step) == reached


def test_the_standard_on_the_screen_waits_for_its_own_moments_first() -> None:
    walk = a_walk(a_visit(TIMED, marks={"hold_on": "14:00"}), TIMED)
    assert awaited_event(walk, "ARR-01") == "arrival"
    assert awaited_event(walk, "ARR-02") == "hold_off"


def test_of_several_clocks_the_packs_order_decides() -> None:
    walk = a_walk(a_visit(TIMED, marks={"hold_on": "14:00", "arrival": "14:01"}), TIMED)
    assert awaited_event(walk, "ARR-02") == "greeted"


def test_a_reading_by_hand_stops_its_clock() -> None:
    walk = a_walk(a_visit(TIMED, seen("ARR-01", "48s"), marks={"arrival": "14:00"}), TIMED)
    assert running(walk) == ()
    assert awaited_event(walk, "ARR-02") is None


def test_no_clock_runs_for_what_cannot_be_asked_any_more() -> None:
    hold = duration("s", at_most=30, events=("hold_on", "hold_off"))
    pack = a_pack(
        a_standard("CAL-01"),
        a_standard("CAL-02", hold, when=StandardIs("CAL-01", "yes")),
        events=["hold_on", "hold_off"],
    )
    marks = {"hold_on": "14:00"}
    assert len(running(a_walk(a_visit(pack, marks=marks), pack))) == 1
    assert len(running(a_walk(a_visit(pack, seen("CAL-01", "yes"), marks=marks), pack))) == 1
    assert running(a_walk(a_visit(pack, seen("CAL-01", "no"), marks=marks), pack)) == ()

"""Traps, readings that are all alike, and readings saved at one go: R01 and R13 to R15."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from qaudit.core.check_readings import all_best, all_same, at_one_go, nothing_seen, sprung_traps
from qaudit.core.check_values import NO_PAST, AllBest, AllSame, AtOneGo, TrapReading
from qaudit.core.readings import YesNo
from qaudit.core.standards import FactIs, Standard
from qaudit.core.visits import Correction
from qaudit.core.walk import PackIndex, Walk, walk_visit
from tests.builders import (
    Seen,
    a_pack,
    a_standard,
    a_visit,
    an_evidence,
    checklist,
    choice,
    moment,
    rating,
    seconds,
    seen,
    yes_no,
)


def walked(standards: Iterable[Standard], readings: Iterable[Seen] = (), **visit: Any) -> Walk:
    pack = a_pack(*standards, events=("arrival", "greeted"))
    return walk_visit(PackIndex(pack), a_visit(pack, *readings, **visit))


def told(found: Any) -> list[tuple[tuple[str, ...], object]]:
    return [(check.codes, check.detail) for check in found]


def many(count: int, measure: Any = None, start: int = 0, **keys: Any) -> list[Standard]:
    return [a_standard(f"Q-{start + number}", measure, **keys) for number in range(count)]


def same(standards: Iterable[Standard], written: str, **keys: Any) -> list[Seen]:
    return [seen(standard.code, written, **keys) for standard in standards]


# R01


@pytest.mark.parametrize(
    ("trap", "written", "is_told"),
    [
        (a_standard("A-1", gives_away=("yes",)), "yes", True),
        (a_standard("A-1", gives_away=("yes",)), "no", False),
        (a_standard("A-1", gives_away=("yes",)), "na", False),
        (a_standard("A-1", rating(), gives_away=("4", "5")), "5", True),
        (a_standard("A-1", seconds(60), gives_away=("0s",)), "0", True),
        (a_standard("A-1", checklist("door", "tower"), gives_away=("tower",)), "door+tower", True),
        (a_standard("A-1", checklist("door", "tower"), gives_away=("tower",)), "door", False),
        (a_standard("A-1", checklist("door", "tower"), gives_away=("none",)), "none", True),
        (a_standard("A-1", counts=False, gives_away=("yes",)), "yes", True),
        (a_standard("A-1"), "yes", False),
    ],
)
def test_a_trap_is_sprung_by_the_readings_that_give_away(
    trap: Standard, written: str, *, is_told: bool
) -> None:
    """R01."""
    found = told(sprung_traps(walked([trap], [seen("A-1", written)]), NO_PAST))
    assert [codes for codes, _ in found] == ([("A-1",)] if is_told else [])


def test_a_trap_without_a_reading_or_not_asked_is_quiet() -> None:
    """R01."""
    trap = a_standard("A-1", gives_away=("yes",))
    aside = a_standard("A-2", gives_away=("yes",), when=FactIs("channel", ("phone",)))
    assert told(sprung_traps(walked([trap, aside], [seen("A-2", "yes")]), NO_PAST)) == []


def test_a_corrected_trap_stays_sprung() -> None:
    """R01: it is about what the auditor read, and a correction does not unread it."""
    walk = walked([a_standard("A-1", gives_away=("yes",))], [seen("A-1", "yes")], submitted="16:00")
    put_right = Correction("A-1", YesNo(False), "wren", moment("18:00"), "There is no such door")
    corrected = walk_visit(walk.index, replace(walk.visit, corrections=(put_right,)))
    assert corrected.judged["A-1"].reading == YesNo(False)
    assert told(sprung_traps(corrected, NO_PAST)) == [(("A-1",), TrapReading("yes"))]


def test_a_trap_may_be_timed_by_the_clock() -> None:
    """R01."""
    trap = a_standard("A-1", seconds(60, events=("arrival", "greeted")), gives_away=("0s",))
    walk = walked([trap], marks={"arrival": "14:00", "greeted": "14:00"})
    assert told(sprung_traps(walk, NO_PAST)) == [(("A-1",), TrapReading("0s"))]


# R13

MIXED = [
    *many(6),
    *many(2, yes_no("no"), start=6),
    *many(1, rating(), start=8),
    *many(1, choice(a="0.8", b="0.2"), start=9),
]
BEST = [*same(MIXED[:6], "yes"), *same(MIXED[6:8], "no"), seen("Q-8", "5"), seen("Q-9", "a")]


def test_ten_readings_at_their_best_without_a_word_are_told() -> None:
    """R13."""
    extra = [a_standard("T-1", seconds(60)), a_standard("T-2", gives_away=("yes",))]
    walk = walked([*MIXED, *extra], [*BEST, seen("T-1", "300s"), seen("T-2", "no")])
    assert told(all_best(walk, NO_PAST)) == [((), AllBest(10))]


@pytest.mark.parametrize(
    "change",
    [
        seen("Q-8", "4"),
        seen("Q-9", "b"),
        seen("Q-0", "na"),
        seen("Q-0", "yes", "Held the door for me"),
        seen("Q-0", "yes", evidence=[an_evidence()]),
    ],
    ids=["a-step-less", "another-option", "nine", "a-note", "evidence"],
)
def test_one_thing_less_or_one_word_and_all_best_is_believed(change: Seen) -> None:
    """R13."""
    readings = [change if one.code == change.code else one for one in BEST]
    assert told(all_best(walked(MIXED, readings), NO_PAST)) == []


# R14


def test_ten_readings_that_are_all_the_same_are_told() -> None:
    """R14."""
    standards = many(10)
    assert told(all_same(walked(standards, same(standards, "no")), NO_PAST)) == [((), AllSame(10, ("no",)))]
    nine = walked(standards, same(standards[:9], "no"))
    assert told(all_same(nine, NO_PAST)) == []


def test_one_answer_to_standards_that_ask_both_ways_is_told() -> None:
    """R14: `yes` throughout, where some want a no."""
    standards = [*many(8), *many(2, yes_no("no"), start=8)]
    assert told(all_same(walked(standards, same(standards, "yes")), NO_PAST)) == [((), AllSame(10, ("yes",)))]


def test_what_is_the_same_because_all_was_well_is_not_told() -> None:
    """R14."""
    standards = many(12)
    assert told(all_same(walked(standards, same(standards, "yes")), NO_PAST)) == []


def test_each_kind_is_compared_with_itself_and_few_of_a_kind_are_left_out() -> None:
    """R14."""
    yes, middle, odd = many(6), many(5, rating(), start=6), many(4, rating(0, 10, met_from=8), start=11)
    readings = [*same(yes, "yes"), *same(middle, "3"), *(seen(one.code, str(n)) for n, one in enumerate(odd))]
    walk = walked([*yes, *middle, *odd], readings)
    assert told(all_same(walk, NO_PAST)) == [((), AllSame(11, ("yes", "3")))]
    uneven = [*readings[:10], seen("Q-10", "4"), *readings[11:]]
    assert told(all_same(walked([*yes, *middle, *odd], uneven), NO_PAST)) == []


def test_options_of_other_standards_are_another_kind() -> None:
    """R14."""
    first, second = many(5, choice(a=1, b=0)), many(5, choice(b=1, c=0), start=5)
    walk = walked([*first, *second], [*same(first, "b"), *same(second, "c")])
    assert told(all_same(walk, NO_PAST)) == [((), AllSame(10, ("b", "c")))]


@pytest.mark.parametrize("written", ["na", "unseen"])
def test_a_visit_in_which_nothing_arose_is_told(written: str) -> None:
    """R14."""
    standards = [*many(6), *many(4, seconds(60), start=6)]
    walk = walked(standards, same(standards, written))
    assert told(nothing_seen(walk, NO_PAST)) == [((), AllSame(10, (written,)))]
    one_seen = walked(standards, [*same(standards[:-1], written), seen("Q-9", "30s")])
    assert told(nothing_seen(one_seen, NO_PAST)) == []
    mixed = walked(standards, [*same(standards[:-1], written), seen("Q-9", "na"), seen("Q-8", "unseen")])
    assert told(nothing_seen(mixed, NO_PAST)) == []


# R15


def saved(*seconds_after: float) -> Walk:
    standards = many(len(seconds_after))
    walk = walked(standards, same(standards, "yes"))
    start = moment("14:00")
    dated = tuple(
        replace(one, at=start + timedelta(seconds=after))
        for one, after in zip(walk.visit.observations, seconds_after, strict=True)
    )
    return walk_visit(walk.index, replace(walk.visit, observations=dated))


@pytest.mark.parametrize(
    ("each", "count", "is_told"), [(1.9, 20, True), (2, 20, False), (1, 19, False), (1, 20, True)]
)
def test_twenty_readings_within_two_seconds_each_are_told(each: float, count: int, *, is_told: bool) -> None:
    """R15."""
    found = told(at_one_go(saved(*(each * number for number in range(count))), NO_PAST))
    last = Fraction(str(each)) * (count - 1)
    assert found == ([((), AtOneGo(count, last))] if is_told else [])


def test_the_longest_run_is_told() -> None:
    """R15: a short run, a pause, a longer one, a pause, and another short one."""
    first = [number * 0.5 for number in range(20)]
    second = [600 + number for number in range(30)]
    third = [1200 + number * 0.5 for number in range(21)]
    walk = saved(*first, *second, *third)
    assert told(at_one_go(walk, NO_PAST)) == [((), AtOneGo(30, Fraction(29)))]


def test_what_one_act_wrote_counts_once_and_notes_do_not_count() -> None:
    """R15: a table that was filled in is no hurry."""
    assert told(at_one_go(saved(*([5.0] * 40)), NO_PAST)) == []
    walk = saved(*map(float, range(20)))
    first, *rest = walk.visit.observations
    without = replace(walk.visit, observations=(replace(first, reading=None), *rest))
    assert told(at_one_go(walk_visit(walk.index, without), NO_PAST)) == []

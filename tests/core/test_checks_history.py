"""A visit against others: R16 to R18."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.check_history import far_from_history, median, too_soon, written_late
from qaudit.core.check_values import EarlierVisit, FarFromHistory, Late, Past, TooSoon
from qaudit.core.follow_up import FollowUp
from qaudit.core.visits import Auditor, AuditorRole, VisitKind
from qaudit.core.walk import PackIndex, Walk, walk_visit
from tests.builders import a_pack, a_standard, a_visit, moment, seen

PACK = a_pack(a_standard("A-1", weight=1), a_standard("A-2", weight=1))


def walked(first: str = "yes", second: str = "yes", **visit: Any) -> Walk:
    return walk_visit(PackIndex(PACK), a_visit(PACK, seen("A-1", first), seen("A-2", second), **visit))


def told(found: Any) -> list[object]:
    return [check.detail for check in found]


def scores(*percents: float) -> Past:
    return Past(tuple(Decimal(str(percent)) for percent in percents))


# R16


def test_a_score_far_from_the_branch_s_own_is_told() -> None:
    """R16: the median is 90, the deviations 2, 0, 1, 1, 3, so the least spread of 4 points stands: 14 points."""
    past = scores(92, 90, 89, 91, 87)
    assert told(far_from_history(walked("yes", "no"), past)) == [
        FarFromHistory(Decimal("50.0"), Fraction(90), Fraction(14), 5)
    ]
    assert told(far_from_history(walked(), past)) == []


def test_a_branch_that_varies_much_may_vary_much() -> None:
    """R16: the median deviation of 10 points is a spread of 14.826 and a reach of 51.891 points."""
    past = scores(90, 80, 100, 90, 70)
    assert told(far_from_history(walked("yes", "no"), past)) == []
    assert told(far_from_history(walked("no", "no"), past)) == [
        FarFromHistory(Decimal("0.0"), Fraction(90), Fraction("51.891"), 5)
    ]


@pytest.mark.parametrize(
    ("middle", "is_told"), [("64", False), ("64.1", True), ("36", False), ("35.9", True)]
)
def test_what_lies_at_the_reach_is_near(middle: str, *, is_told: bool) -> None:
    """R16: the visit has 50 %."""
    past = Past((Decimal(middle),) * 5)
    assert bool(told(far_from_history(walked("yes", "no"), past))) is is_told


def test_four_visits_are_no_history() -> None:
    """R16."""
    assert told(far_from_history(walked("no", "no"), scores(90, 90, 90, 90))) == []


def test_the_newest_twelve_count() -> None:
    """R16: what the branch was before does not."""
    past = scores(*([10] * 20), *([98] * 12))
    assert told(far_from_history(walked(), past)) == []
    assert len(told(far_from_history(walked("no", "no"), past))) == 1


def test_a_visit_without_a_score_or_not_finished_is_not_compared() -> None:
    """R16."""
    past = scores(90, 90, 90, 90, 90)
    assert told(far_from_history(walked("na", "na"), past)) == []
    open_visit = walk_visit(PackIndex(PACK), a_visit(PACK, seen("A-1", "no")))
    assert open_visit.scorecard().final_percent == 0
    assert told(far_from_history(open_visit, past)) == []


@given(st.lists(st.integers(0, 1000).map(lambda tenths: Fraction(tenths, 10)), min_size=1, max_size=20))
def test_half_of_the_values_lie_on_either_side_of_the_median(values: list[Fraction]) -> None:
    middle = median(values)
    assert 2 * sum(value <= middle for value in values) >= len(values)
    assert 2 * sum(value >= middle for value in values) >= len(values)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 100)), min_size=2, max_size=5), st.data())
def test_a_score_at_the_median_is_never_far(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    """R16: as many visits below as above."""
    percents = data.draw(st.permutations([50, *(percent for pair in pairs for percent in pair)]))
    assert told(far_from_history(walked("yes", "no"), scores(*percents))) == []


# R17


def submitted_after(hours: float, **past: Any) -> list[object]:
    walk = walked(left="14:30", submitted="15:00")
    assert walk.visit.left_at is not None
    late = replace(walk.visit, submitted_at=walk.visit.left_at + timedelta(hours=hours))
    return told(written_late(walk_visit(walk.index, late), Past(**past)))


def test_a_visit_submitted_more_than_a_day_after_leaving_is_told() -> None:
    """R17."""
    assert submitted_after(24) == []
    assert submitted_after(31) == [Late(Fraction(31 * 3600), is_saved_in_time=False)]


@pytest.mark.parametrize(("saved", "in_time"), [((1, 24), True), ((1, 25), False), ((1, None), False)])
def test_it_is_said_where_every_reading_was_saved_within_the_day(
    saved: tuple[float | None, ...], *, in_time: bool
) -> None:
    """R17."""
    walk = walked(left="14:30", submitted="15:00")
    left = moment("14:30")
    dated = tuple(
        replace(one, at=None if hours is None else left + timedelta(hours=hours))
        for one, hours in zip(walk.visit.observations, saved, strict=True)
    )
    late = replace(walk.visit, observations=dated, submitted_at=left + timedelta(hours=30))
    assert told(written_late(walk_visit(walk.index, late), Past())) == [Late(Fraction(30 * 3600), in_time)]


def test_a_returned_visit_is_as_late_as_it_was_first_submitted() -> None:
    """R17."""
    assert submitted_after(200, first_submitted_at=moment("16:00")) == []
    assert len(submitted_after(200, first_submitted_at=moment("16:00", days_later=2))) == 1


@pytest.mark.parametrize(
    "visit", [{"left": "14:30"}, {"submitted": "15:00"}, {"left": "15:00", "submitted": "14:30"}]
)
def test_without_both_times_or_the_other_way_round_nothing_is_late(visit: dict[str, str]) -> None:
    """R17."""
    assert told(written_late(walked(**visit), Past())) == []


# R18


def came_before(days: int, asked: int = 90, at: str = "14:30", **visit: Any) -> list[object]:
    pack = replace(PACK, follow_up=FollowUp(rotation_days=asked))
    known = {"left": "14:30", "submitted": "16:00", **visit}
    walk = walk_visit(PackIndex(pack), a_visit(pack, seen("A-1", "yes"), seen("A-2", "yes"), **known))
    earlier = (
        EarlierVisit("old", moment(at, days_later=-days - 5)),
        EarlierVisit("last", moment(at, days_later=-days)),
    )
    return told(too_soon(walk, Past(by_same_auditor=earlier)))


@pytest.mark.parametrize(
    ("days", "asked", "is_told"),
    [(89, 90, True), (90, 90, False), (1, 2, True), (1, 0, False), (0, 0, False)],
)
def test_the_same_auditor_within_the_brand_s_days_is_told(days: int, asked: int, *, is_told: bool) -> None:
    """R18."""
    assert came_before(days, asked, at="14:00") == ([TooSoon("last", days, asked)] if is_told else [])


def test_days_are_those_of_the_calendar_where_the_auditor_was() -> None:
    """R18: from 23:30 to 00:30 is a day."""
    walk = walked(left="0:30", submitted="16:00")
    west = walk_visit(walk.index, replace(walk.visit, utc_offset_minutes=-120))
    past = Past(by_same_auditor=(EarlierVisit("last", moment("23:30", days_later=-1)),))
    assert told(too_soon(walk, past)) == [TooSoon("last", 1, 90)]
    assert told(too_soon(west, past)) == [TooSoon("last", 0, 90)]


def test_neither_the_visit_itself_nor_a_later_one_is_before_it() -> None:
    """R18."""
    walk = walked(left="14:30", submitted="16:00")
    later = EarlierVisit("later", moment("14:30", days_later=1))
    itself = EarlierVisit(walk.visit.id, moment("14:30"))
    assert told(too_soon(walk, Past(by_same_auditor=(later, itself)))) == []


@pytest.mark.parametrize(
    "visit", [{"kind": VisitKind.SELF_CHECK}, {"auditor": Auditor("desk", AuditorRole.SELF_CHECK)}]
)
def test_a_branch_that_checks_itself_comes_back_every_day(visit: dict[str, Any]) -> None:
    """R18."""
    assert came_before(1, **visit) == []


def test_without_a_time_of_leaving_the_next_best_moment_counts() -> None:
    """R18."""
    assert came_before(3, left=None) == [TooSoon("last", 3, 90)]
    assert came_before(3, left=None, submitted=None, at="12:00") == [TooSoon("last", 3, 90)]

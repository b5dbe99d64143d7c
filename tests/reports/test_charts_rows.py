"""Pictures in the rows of tables: spreads with their intervals, measured times, courses; equal input, equal bytes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.standards import Brand
from qaudit.core.text import Text
from qaudit.reports.charts import Svg
from qaudit.reports.charts_course import Leg, course_row, legs
from qaudit.reports.charts_scale import Scale
from qaudit.reports.charts_spark import sparkline
from qaudit.reports.charts_spread import Spread, axis, bar_and_whisker, dot_and_whisker
from qaudit.reports.charts_strip import Named, Strip, strip
from qaudit.reports.theme import theme_of
from qaudit.speech import speaking
from tests.reports.pictures import HOSTILE, taken_apart

THEME = theme_of(Brand(Text.plain("Harbour"), primary="#0b3d5c"))
SCALE = Scale(60.0, 100.0, (60.0, 80.0, 100.0))
FULL = Spread(80.0, 70.0, 90.0)
percentages = st.floats(0, 130, allow_nan=False)
Draw = Callable[[Spread, Scale, str, str], Svg]


def dot(spread: Spread, scale: Scale = SCALE, title: str = "t", words: str = "w") -> Svg:
    return dot_and_whisker(spread, scale, title, words, THEME, reference=75.0)


def bar(spread: Spread, scale: Scale = SCALE, title: str = "t", words: str = "w") -> Svg:
    return bar_and_whisker(spread, scale, title, words, THEME)


@pytest.mark.parametrize("draw", [dot, bar])
def test_a_spread_says_in_words_what_it_shows(draw: Draw) -> None:
    drawn = taken_apart(draw(FULL, SCALE, HOSTILE, HOSTILE))
    assert drawn.title == drawn.told == HOSTILE.replace("\u202e", "[RLO]")
    assert draw(FULL, SCALE, "t", "w") == draw(FULL, SCALE, "t", "w")


@pytest.mark.parametrize("draw", [dot, bar])
@given(percentages, percentages, percentages)
def test_a_spread_stays_inside_itself(draw: Draw, one: float, two: float, three: float) -> None:
    low, value, high = sorted((one, two, three))
    taken_apart(draw(Spread(value, low, high), SCALE, "t", "w")).assert_inside()


@pytest.mark.parametrize("draw", [dot, bar])
def test_what_is_not_known_is_not_drawn(draw: Draw) -> None:
    whole = len(taken_apart(draw(FULL, SCALE, "t", "w")).points())
    without_interval = len(taken_apart(draw(Spread(80.0), SCALE, "t", "w")).points())
    nothing = taken_apart(draw(Spread(None), SCALE, "t", "w"))
    assert whole > without_interval > 0
    assert not nothing.shapes("circle")


def test_a_spread_is_mirrored_in_hebrew() -> None:
    [english] = taken_apart(dot(Spread(60.0))).shapes("circle")
    with speaking("he"):
        [hebrew] = taken_apart(dot(Spread(60.0))).shapes("circle")
    assert float(english.attrib["cx"]) < 10
    assert float(hebrew.attrib["cx"]) > 220


def test_a_likelier_value_is_a_hollow_diamond_beside_the_dot() -> None:
    drawn = taken_apart(dot_and_whisker(FULL, SCALE, "t", "w", THEME, likelier=76.0))
    [hollow] = [path for path in drawn.shapes("path") if path.attrib["fill"] == "#ffffff"]
    assert "Z" in hollow.attrib["d"]
    assert len(drawn.shapes("circle")) == 1
    drawn.assert_inside()


def test_an_axis_over_its_rows_points_down() -> None:
    above, below = (
        taken_apart(axis(SCALE, ("60", "80", "100"), "Score", is_above=side)) for side in (True, False)
    )
    assert above.words == below.words == ["60", "80", "100"]
    assert max(label.top for label in above.labels) < min(label.top for label in below.labels)
    above.assert_inside()


def test_numbers_of_an_axis_that_would_touch_are_left_out() -> None:
    narrow = Scale(0.0, 100.0, tuple(range(0, 101, 2)))
    drawn = taken_apart(axis(narrow, tuple(str(tick) for tick in narrow.ticks), "Score"))
    assert drawn.words[0] == "0"
    assert 3 < len(drawn.words) < 30
    drawn.assert_inside()


# Courses.


@pytest.mark.parametrize(
    ("values", "dots"),
    [
        ((), 0),
        ((None, None), 0),
        ((80.0,), 2),
        ((80.0, 90.0), 1),
        ((80.0, None, 90.0, 70.0), 2),
        ((5.0,) * 400, 1),
    ],
)
def test_a_sparkline_marks_its_last_value(values: tuple[float | None, ...], dots: int) -> None:
    drawn = taken_apart(sparkline(values, "t", "w", THEME))
    assert len(drawn.shapes("circle")) == dots
    drawn.assert_inside()


def test_a_sparkline_is_broken_where_there_is_no_value() -> None:
    drawn = taken_apart(sparkline((1.0, 2.0, None, 3.0, 4.0), "t", "w", THEME))
    assert len(drawn.shapes("path")) == 2


# Measured times.


def a_strip(*seconds: float, limit: float | None = 60.0, least: float | None = None) -> Strip:
    return Strip(
        seconds,
        None if least is None else Named(least, "at least"),
        None if limit is None else Named(limit, "limit 60 s"),
        Named(48.0, "median 48 s"),
        Named(50.0, "p90 50 s"),
        "ARR-01",
        "n = 3",
    )


def test_each_time_has_a_mark_and_those_beyond_the_limit_are_hollow() -> None:
    drawn = taken_apart(strip(a_strip(20, 48, 48, 61), THEME))
    fills = [mark.attrib["fill"] for mark in drawn.shapes("circle")]
    assert sorted(fills) == sorted([THEME.bar] * 3 + ["#ffffff"])
    assert drawn.words == ["limit 60 s", "median 48 s", "p90 50 s"]


def test_equal_times_stand_on_one_another() -> None:
    marks = taken_apart(strip(a_strip(20, 20, 20), THEME)).shapes("circle")
    assert len({mark.attrib["cx"] for mark in marks}) == 1
    assert len({mark.attrib["cy"] for mark in marks}) == 3


def test_names_that_would_touch_are_moved_apart() -> None:
    _limit, median, high = taken_apart(strip(a_strip(20, 48, 61), THEME)).labels
    assert high.left + high.width / 2 - (median.left + median.width / 2) > 15


@pytest.mark.parametrize("count", [0, 1, 3, 400])
@pytest.mark.parametrize("language", ["en", "he"])
def test_a_strip_holds_no_time_and_four_hundred(count: int, language: str) -> None:
    with speaking(language):
        drawn = taken_apart(strip(a_strip(*(float(place % 97) for place in range(count)), least=5.0), THEME))
    assert len(drawn.shapes("circle")) == count
    drawn.assert_inside()


@given(st.lists(st.floats(0, 1e7, allow_nan=False), max_size=30), st.none() | st.floats(0, 1e7))
def test_a_strip_stays_inside_itself(seconds: list[float], limit: float | None) -> None:
    taken_apart(strip(a_strip(*seconds, limit=limit), THEME)).assert_inside()


# ── The course of a visit ──


def test_a_pause_far_beyond_the_others_is_drawn_shorter_and_broken() -> None:
    one, night, other = legs((60.0, 30_000.0, 60.0))
    assert not one.is_broken
    assert night.is_broken
    assert night.ends - night.begins == pytest.approx(4 * (one.ends - one.begins))
    assert other.ends == pytest.approx(1.0)


def test_ordinary_pauses_keep_their_proportions() -> None:
    first, second, third = legs((10.0, 20.0, 30.0))
    assert (first.ends, second.ends, third.ends) == pytest.approx((1 / 6, 1 / 2, 1.0))
    assert not any(leg.is_broken for leg in (first, second, third))


@given(st.lists(st.floats(0, 1e9, allow_nan=False), max_size=30))
def test_legs_follow_one_another_and_stay_inside(pauses: list[float]) -> None:
    found = legs(pauses)
    assert len(found) == len(pauses)
    edges = [0.0, *(leg.ends for leg in found)]
    assert edges == sorted(edges)
    assert [leg.begins for leg in found] == edges[:-1]
    assert all(0 <= edge <= 1 for edge in edges)
    for leg in found:
        taken_apart(course_row(leg, THEME)).assert_inside()


def test_a_course_is_mirrored_in_hebrew_and_only_decorates() -> None:
    leg = Leg(0.0, 0.25, is_broken=False)
    [english] = taken_apart(course_row(leg, THEME)).shapes("circle")
    with speaking("he"):
        [hebrew] = taken_apart(course_row(leg, THEME)).shapes("circle")
    assert float(english.get("cx", "")) + float(hebrew.get("cx", "")) == pytest.approx(160)
    assert 'aria-hidden="true"' in course_row(leg, THEME).markup

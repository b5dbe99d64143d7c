"""Charts as wide as the page: the control chart, the funnel and the heat map."""

from dataclasses import replace
from itertools import pairwise
from math import sqrt

import pytest

from qaudit.core.colours import TEXT_CONTRAST, contrast
from qaudit.core.standards import Brand
from qaudit.core.text import Text
from qaudit.reports.charts_control import Break, Control, ControlPoint, Level, Mark, control_chart
from qaudit.reports.charts_drawing import TEXT_SIZE
from qaudit.reports.charts_funnel import HEIGHT, Funnel, FunnelPoint, Ring, funnel_chart
from qaudit.reports.charts_heat import STEPS, HeatCell, HeatRow, heat_map
from qaudit.reports.sheets import heat_sheet
from qaudit.reports.theme import theme_of
from qaudit.speech import speaking
from tests.reports.pictures import HOSTILE, Drawn, taken_apart

THEME = theme_of(Brand(Text.plain("Harbour"), primary="#0b3d5c"))
USUAL = tuple(ControlPoint(f"{day} May 2026", 80.0 + day % 5) for day in range(1, 13))
CHART = Control(
    points=(
        *USUAL[:4],
        replace(USUAL[4], value=61.0, mark=Mark.BELOW, words="below the limit"),
        replace(USUAL[5], value=99.0, mark=Mark.ABOVE, words="above the limit"),
        *USUAL[6:11],
        replace(USUAL[11], mark=Mark.RUN, words="8 or more above the mean"),
    ),
    centre=Level(82.0, "mean 82 %"),
    limits=(Level(70.0, "limit 70 %"), Level(94.0, "limit 94 %")),
    breaks=(Break(2, "edition 2"), Break(3, "the period begins")),
    title="The trend",
    words="One visit below the limit.",
)


def drawn(chart: Control) -> Drawn:
    return taken_apart(control_chart(chart, lambda value: f"{value:g}", THEME))


def points_of(count: int, value: float | None = None) -> tuple[ControlPoint, ...]:
    return tuple(
        ControlPoint(f"{place} May 2026", 70.0 + place % 13 if value is None else value)
        for place in range(count)
    )


def test_a_signal_is_told_by_its_shape_and_in_words() -> None:
    found = drawn(CHART)
    hollow = [path for path in found.shapes("path") if path.attrib.get("fill") == "#ffffff"]
    assert len(hollow) == 3
    assert {"below the limit", "above the limit", "8 or more above the mean"} <= set(found.words)
    assert found.title == "The trend"
    assert found.told == "One visit below the limit."


def test_centre_limits_and_breaks_are_named_where_they_are() -> None:
    found = drawn(CHART)
    tops = {label.words: label.top for label in found.labels}
    assert tops["limit 94 %"] < tops["mean 82 %"] < tops["limit 70 %"]
    lefts = {label.words: label.left for label in found.labels}
    assert lefts["edition 2"] < lefts["the period begins"]
    dashed = [
        path.attrib["stroke-dasharray"] for path in found.shapes("path") if "stroke-dasharray" in path.attrib
    ]
    assert dashed.count("4 3") == 2


def test_time_runs_as_the_language_is_read() -> None:
    def first_day(language: str) -> tuple[float, float]:
        with speaking(language):
            found = {label.words: label.left for label in drawn(CHART).labels}
        return found["12 May 2026"], min(place for words, place in found.items() if "May" in words)

    newest, leftmost = first_day("en")
    assert newest > leftmost
    newest, leftmost = first_day("he")
    assert newest == leftmost


@pytest.mark.parametrize(
    ("points", "dots"),
    [((), 0), (points_of(1), 1), (points_of(30, 88.0), 30), (points_of(60), 60), (points_of(400), 0)],
)
def test_a_chart_holds_no_point_and_four_hundred(points: tuple[ControlPoint, ...], dots: int) -> None:
    found = drawn(Control(points, None, (), (), "The trend", ""))
    assert len(found.shapes("circle")) == dots
    found.assert_inside()
    if points:
        assert points[-1].label in found.words


def test_days_that_would_touch_are_left_out() -> None:
    found = drawn(Control(points_of(60), None, (), (), "The trend", ""))
    days = [label for label in found.labels if "May" in label.words]
    assert 3 <= len(days) <= 9


def test_points_of_another_edition_are_hollow_and_joined_apart() -> None:
    points = tuple(replace(point, is_apart=place < 4) for place, point in enumerate(USUAL))
    found = drawn(replace(CHART, points=points, breaks=()))
    fills = [circle.attrib["fill"] for circle in found.shapes("circle")]
    assert fills.count("#ffffff") == 4
    assert fills.count(THEME.bar) == 8


def test_words_of_a_low_point_never_cover_the_days() -> None:
    low = tuple(replace(point, value=60.0, mark=Mark.BELOW, words="below the limit") for point in USUAL[:1])
    found = drawn(replace(CHART, points=(*low, *USUAL[1:]), breaks=()))
    place = {label.words: label.top for label in found.labels}
    assert place["below the limit"] < place["12 May 2026"] - 3


def test_a_chart_keeps_hostile_words_as_words_and_equal_bytes() -> None:
    hostile = replace(CHART, title=HOSTILE, breaks=(Break(2, HOSTILE),))
    once, twice = (control_chart(hostile, str, THEME) for _ in range(2))
    assert once == twice
    assert HOSTILE.replace("\u202e", "[RLO]") in taken_apart(once).words


# The funnel.


def limits(n: float, width: float) -> tuple[float, float, float]:
    half = width * 9 / sqrt(n)
    return n, 86.0 - half, min(86.0 + half, 100.0)


FUNNEL = Funnel(
    points=(
        FunnelPoint("Harbour Haifa", 20, 97.0, side=1),
        FunnelPoint(HOSTILE, 12, 70.0, side=-1),
        FunnelPoint("מלון החוף", 6, 94.0, is_near=True),
        *(FunnelPoint(f"Branch {place}", 3 + place % 17, 84.0 + place % 4) for place in range(40)),
    ),
    target=86.0,
    target_words="all branches 86 %",
    rings=tuple(
        Ring(tuple(limits(n, width) for n in range(3, 21)), words)
        for width, words in ((2, "95 %"), (3, "99.8 %"))
    ),
    across="visits",
    title="Funnel",
    words="Two of 43 branches lie beyond the outer limits.",
)


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_funnel_names_what_lies_beyond_its_limits(language: str) -> None:
    with speaking(language):
        found = taken_apart(funnel_chart(FUNNEL, lambda value: f"{value:g}", THEME))
    assert {"Harbour Haifa", HOSTILE.replace("\u202e", "[RLO]"), "מלון החוף"} <= set(found.words)
    assert not any(words.startswith("Branch ") for words in found.words)
    assert {"95 %", "99.8 %", "all branches 86 %", "visits"} <= set(found.words)
    assert len(found.shapes("circle")) == 40
    found.assert_inside()


def test_the_names_of_lines_that_end_close_together_do_not_touch() -> None:
    rings = tuple(
        Ring(tuple(limits(n, width / 10) for n in range(3, 21)), words)
        for width, words in ((2, "95 %"), (3, "99.8 %"))
    )
    found = taken_apart(funnel_chart(replace(FUNNEL, rings=rings), str, THEME))
    names = [one for one in found.labels if one.words in ("95 %", "99.8 %", FUNNEL.target_words)]
    assert [one.words for one in names] == ["99.8 %", "95 %", FUNNEL.target_words]
    tops = [one.top * HEIGHT / 100 for one in names]
    assert all(lower - upper > TEXT_SIZE for upper, lower in pairwise(tops))


def test_branches_of_one_n_and_one_value_stand_side_by_side() -> None:
    alike = tuple(FunnelPoint(f"Branch {place}", 8 + place // 3, 85.0) for place in range(6))
    found = taken_apart(funnel_chart(replace(FUNNEL, points=alike), str, THEME))
    places = [float(mark.attrib["cx"]) for mark in found.shapes("circle")]
    assert len({round(place, 1) for place in places}) == 6
    first, second = sorted(places)[:3], sorted(places)[3:]
    assert max(first) < min(second), "none moves as far as those of another n"


@pytest.mark.parametrize("count", [0, 1, 400])
def test_a_funnel_holds_no_branch_and_four_hundred(count: int) -> None:
    points = tuple(
        FunnelPoint(f"Branch {place}", 1 + place % 30, 60.0 + place % 40, side=1 if place % 3 else -1)
        for place in range(count)
    )
    found = taken_apart(funnel_chart(replace(FUNNEL, points=points), str, THEME))
    assert len([words for words in found.words if words.startswith("Branch")]) <= 12
    found.assert_inside()


# The heat map.


def test_a_heat_map_is_darker_where_the_figure_is_lower_and_says_it() -> None:
    cells = tuple(HeatCell(share / 4, f"{share * 25} %") for share in range(5))
    found = heat_map("Met", ["ARR", HOSTILE], [HeatRow(HOSTILE, (*cells, HeatCell(None, "")))])
    [row] = found.rows
    assert [cell.ground for cell in row.cells] == [*(f"heat-{step}" for step in (0, 1, 2, 3, 4)), "heat-none"]
    assert [cell.shown for cell in row.cells][-2:] == ["100 %", "–"]
    assert found.columns[1].text == HOSTILE.replace("\u202e", "[RLO]")


def test_grounds_begin_where_the_figures_do() -> None:
    [row] = heat_map("Met", ["ARR"], [HeatRow("x", (HeatCell(0.5, "50 %"), HeatCell(0.7, "70 %")))], 0.6).rows
    assert [cell.ground for cell in row.cells] == ["heat-0", "heat-1"]


@pytest.mark.parametrize("colour", ["#0b3d5c", "#ffe000", "#d01b5a", "#777777", None])
def test_every_ground_is_legible_and_lighter_than_the_one_before(colour: str | None) -> None:
    sheet = heat_sheet(theme_of(Brand(Text.plain("x"), primary=colour)))
    rules = [line.split() for line in sheet.splitlines()]
    assert len(rules) == STEPS
    grounds = [rule[3].rstrip(";") for rule in rules]
    for ground, rule in zip(grounds, rules, strict=True):
        assert contrast(rule[5].rstrip(";"), ground) >= TEXT_CONTRAST
    pale = [contrast("#000000", ground) for ground in grounds]
    assert pale == sorted(pale)
    assert len(set(pale)) == STEPS

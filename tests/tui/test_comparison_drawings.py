"""Headquarters' drawings in the terminal: what stands in which cell, and that nothing is told by colour alone."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.color import Color
from textual.screen import Screen

from qaudit.desk.comparison.courses import Course, rate_courses, score_courses
from qaudit.desk.comparison.league import HeatMap, League, heat_maps_of, leagues_of
from qaudit.lake.answers import MonthRateRow, SampleRow, VisitScoreRow
from qaudit.lake.asked import Level
from qaudit.speech import speaking
from qaudit.tui.screens.comparison_rows import LeagueRows
from qaudit.tui.theme import GROUND, INK, LEAST_CONTRAST, app_theme, contrast
from qaudit.tui.widgets.axes import close_scale, scale_numbers, words_with_room
from qaudit.tui.widgets.funnel_plot import FunnelPlot
from qaudit.tui.widgets.heat_figures import grounds_of
from qaudit.tui.widgets.heat_grid import HeatGrid
from qaudit.tui.widgets.plot import Axis
from qaudit.tui.widgets.trend_plot import TrendPlot
from qaudit.tui.widgets.whisker import (
    DRAWN,
    PERCENT,
    Scale,
    scale_heading,
    scale_of,
    whisker,
)
from qaudit.wording.regional import month_words
from tests.tui.conftest import Drive
from tests.tui.driving import SIZES, Driven, Size

FIRST_DAY = date(2025, 5, 1)
HOSTILE = "[red]Mall[/] \x1b[31m\nGate"
Drawn = TrendPlot | FunnelPlot | HeatGrid


# ── Dot and whisker ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("low", "value", "high", "centre", "drawn"),
    [
        (40, 60, 80, None, "    ├─●─┤  "),
        (40, 60, 80, 70, "    ├─●┼┤  "),
        (40, 60, 80, 20, "  ┊ ├─●─┤  "),
        (58, 60, 62, None, "      ●    "),
        (None, 60, None, None, "      ●    "),
        (-5, 10, 30, None, "◂●─┤       "),
        (0, 0, 100, None, "●─────────┤"),
        (90, 100, 104, None, "         ├●"),
        (90, 97, 104, None, "         ├●"),
        (90, 92, 104, None, "         ●▸"),
    ],
)
def test_a_dot_lies_on_its_whisker(
    low: float | None, value: float, high: float | None, centre: float | None, drawn: str
) -> None:
    """Eleven cells of a scale from 0 to 100: ten points a cell."""
    assert whisker(low, value, high, PERCENT, 11, centre=centre) == drawn


@given(
    ends=st.tuples(*[st.floats(-50, 150)] * 3).map(sorted),
    centre=st.none() | st.floats(0, 100),
    width=st.integers(0, 120),
)
def test_a_whisker_is_as_wide_as_its_column_and_its_dot_between_its_ends(
    ends: list[float], centre: float | None, width: int
) -> None:
    low, value, high = ends
    line = whisker(low, value, high, PERCENT, width, centre=centre)
    assert len(line) == width
    assert line.count(DRAWN.dot) == min(width, 1)
    before, _dot, after = line.partition(DRAWN.dot)
    drawn = DRAWN.first + DRAWN.line + DRAWN.crossing + DRAWN.before + DRAWN.last + DRAWN.beyond
    of_line = [at for at, sign in enumerate(line) if sign in drawn + DRAWN.dot]
    assert of_line == list(range(min(of_line), max(of_line) + 1)) if width else not of_line
    assert not set(before) & {DRAWN.last, DRAWN.beyond}
    assert not set(after) & {DRAWN.first, DRAWN.before}


@given(values=st.lists(st.floats(0, 100), min_size=1), width=st.integers(0, 120))
def test_a_scale_holds_all_values_and_its_numbers_stand_apart(values: list[float], width: int) -> None:
    scale = scale_of(values)
    assert scale.low <= min(values)
    assert max(values) <= scale.high
    assert scale.high - scale.low >= 10
    heading = scale_heading(scale, width)
    assert len(heading) == width
    numbers = [int(word) for word in heading.split()]
    assert all(scale.low <= number <= scale.high for number in numbers)
    assert len({after - here for here, after in pairwise(numbers)}) <= 1


def test_the_heading_of_a_scale_names_its_cells() -> None:
    scale = scale_of([62, 97.5])
    assert scale == Scale(60, 100)
    assert scale_heading(scale, 21) == "60  70   80   90  100"
    assert whisker(70, 80, 90, scale, 21) == "     ├────●────┤     "


def test_a_scale_that_runs_back_is_refused() -> None:
    for kind in (Scale, Axis):
        with pytest.raises(ValueError, match="less to more"):
            kind(5, 5)


@pytest.mark.parametrize(
    ("ends", "scale"),
    [
        ([61.5, 88.25], Scale(61.5, 88.25)),
        ([80], Scale(75, 85)),
        ([99, 100], Scale(90, 100)),
        ([0, 2], Scale(0, 10)),
        ([0, 100], Scale(0, 100)),
    ],
)
def test_an_upright_scale_is_as_wide_as_its_values_and_ten_points_at_least(
    ends: list[float], scale: Scale
) -> None:
    assert close_scale(ends) == scale
    assert len(scale_numbers(scale, 6)) >= 2


def test_words_of_an_axis_stand_apart_and_end_in_the_frame() -> None:
    cells, words = [0, 10, 20, 30], ["12345678"] * 4
    assert words_with_room(cells, words, 31, 5) == (0, 1, 2)
    assert words_with_room(cells, words, 40, 0) == (1, 2, 3)
    assert words_with_room(cells, ["1234567890"] * 4, 40, 5) == (1, 3)
    assert words_with_room([0], ["far too long"], 5, 0) == ()


# ── Lists ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (80, {"MEAN", "N"}),
        (110, {"MEAN", "VISITS", "95 %", "LIKELIER"}),
        (130, {"MEAN", "VISITS", "95 %", "LIKELIER", "quays-long"}),
    ],
)
def test_a_league_leaves_columns_out_before_it_cuts_names(width: int, columns: set[str]) -> None:
    long = "The Harbour by the Quays"
    means = {"quays-long": (14, 92.0), **{f"b{at}": (10 + at, 79.0 + at % 3) for at in range(9)}}
    [found] = leagues_of(samples(means), Level.BRANCH, {"quays-long": long}, {})
    rows = LeagueRows(found)
    lines = [rows.heads(width).plain, *(rows.row(at, width).plain for at in range(len(rows)))]
    shown = "  ".join(lines)
    assert {
        one for one in ("MEAN", "N", "VISITS", "95 %", "LIKELIER", "quays-long") if f" {one} " in shown
    } == columns
    assert f" {long} " in lines[1]
    assert max(map(len, lines)) <= width


# ── Courses ────────────────────────────────────────────────────────────────────────────────────────


def course(scores: Sequence[float], *, since: int = 99, name: str = "Harbour") -> Course:
    """A branch's course, a visit each week; from the visit at `since` on under edition 2."""
    rows = [
        VisitScoreRow(
            *(
                "unannounced",
                "Quays",
                "quays",
                "HAR",
                "",
                f"v{at}",
                "2" if at >= since else "1",
            ),
            FIRST_DAY + timedelta(weeks=at),
            score,
        )
        for at, score in enumerate(scores)
    ]
    [found] = score_courses(rows, Level.BRANCH, {"HAR": name})
    return found


@asynccontextmanager
async def drawn(drive: Drive, widget: Drawn, answer: object, size: Size = (80, 24)) -> AsyncIterator[Driven]:
    """The app with this drawing as its page."""

    class Alone(Screen[None]):
        def compose(self) -> ComposeResult:
            yield widget

    async with drive(size=size) as app:
        await app.app.push_screen(Alone())
        widget.show(answer)  # type: ignore[arg-type]  # each test gives its own kind
        await app.settle()
        yield app


def cells_of(app: Driven, sign: str) -> list[tuple[int, int]]:
    """The cells (column, row) in the frame of the plot where a sign stands."""
    lines = [line for line in app.text.split("\n") if "┃" in line or "┫" in line]
    return [(at, row) for row, line in enumerate(lines) for at, one in enumerate(line) if one == sign]


SIXTEEN = (81, 79, 82, 80, 78, 81, 79, 80, 82, 78, 80, 81, 79, 80, 52, 81)
"""About 80, and one far below."""


async def test_a_signal_has_a_mark_of_its_own_and_is_named_below(drive: Drive) -> None:
    trend = TrendPlot()
    async with drawn(drive, trend, course(SIXTEEN, name=HOSTILE)) as app:
        assert len(cells_of(app, "●")) == 15
        [low] = cells_of(app, "▽")
        assert low[1] > max(row for _at, row in cells_of(app, "●"))
        assert "7\u00a0August\u00a02025: 52.0 · ▽ below the limit" in app.text
        assert "16 visits" in app.text
        assert "Provisional" in app.text
        assert "╌ limits" in app.text
        assert "[red]Mall[/]" in app.text
        assert "\x1b" not in app.text
        trend.move(-1)
        await app.settle()
        assert trend.chosen is not None
        assert trend.chosen.visit == "v14"
        assert "7\u00a0August\u00a02025: 52.0 · n = 1 · edition 1 · ▽ below the limit" in app.text
        assert {at for at, _row in cells_of(app, "│")} == {low[0]}
        trend.move(-20)
        assert trend.chosen.visit == "v0"
        trend.choose("v7")
        trend.choose("another")
        assert trend.chosen.visit == "v7"


async def test_another_edition_is_a_line_and_a_long_run_is_one_sentence(drive: Drive) -> None:
    async with drawn(drive, TrendPlot(), course([70, 77] * 6 + [79, 86] * 6, since=12)) as app:
        assert "△ long above the median · 5 points" in app.text
        assert len(cells_of(app, "△")) == len(cells_of(app, "▿")) == 5
        columns = {at for at, _row in cells_of(app, "┊")}
        points = sorted(at for sign in "●△▿" for at, _row in cells_of(app, sign))
        assert len(columns) == 1
        assert points[11] < columns.pop() < points[12]
        assert "┊ edition 2 from 24\u00a0July\u00a02025" in app.text


async def test_a_course_is_drawn_as_it_is_whatever_its_length(drive: Drive) -> None:
    """Of no visit, of one, of one score, from end to end, and too short for limits."""
    trend = TrendPlot()
    nothing = replace(course([1]), points=())
    async with drawn(drive, trend, nothing) as app:
        assert "No visit to draw." in app.text
        trend.move(1)
        assert trend.chosen is None
        for size in SIZES:
            await app.pilot.resize_terminal(*size)
            for scores, sentence in (
                ([88], "No limits: too few (n = 1, needs 8)"),
                ([88] * 12, "No limits: all the same"),
                ([0, 100] * 6, "No signal"),
                ([60, 70, 80, 90], "No limits: too few (n = 4, needs 8)"),
            ):
                trend.show(course(scores))
                await app.settle()
                assert len(cells_of(app, "●")) == len(scores)
                assert sentence in app.text
            points = sorted(cells_of(app, "●"))
            rows = [row for _at, row in points]
            assert rows == sorted(set(rows), reverse=True)
            steps = [after[0] - here[0] for here, after in pairwise(points)]
            assert max(steps) - min(steps) <= 1
            assert "╌" not in app.text
        await app.pilot.resize_terminal(60, 10)
        trend.show(course(SIXTEEN))
        await app.settle()
        assert "┏" not in app.text
        assert "A larger window shows the plot." in app.text
        assert "▽ below the limit" in app.text
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert len(cells_of(app, "▽")) == 1


async def test_a_rate_is_drawn_in_percent_with_limits_as_wide_as_its_n(drive: Drive) -> None:
    rows = [
        MonthRateRow("unannounced", "Quays", "quays", "HAR", f"2025-{at + 1:02}", n, n // 10, "1", "1")
        for at, n in enumerate([40, 400] * 5)
    ]
    [rates] = rate_courses(rows, Level.BRANCH, {})
    async with drawn(drive, TrendPlot(), rates) as app:
        assert len({row for _at, row in cells_of(app, "╌")}) > 2
        assert "standards met" in app.text
        assert "10 months · n = 2200" in app.text
        assert "Median 90.0." in app.text
        assert "May\u00a02025" in app.text


def test_months_are_written_as_the_reader_writes_them() -> None:
    day = date(2026, 5, 14)
    assert month_words(day) == "May\u00a02026"
    with speaking("ro"):
        assert month_words(day) == "mai\u00a02026"
    with speaking("he"):
        assert month_words(day) == "מאי\u00a02026"


# ── Funnels and heat maps ──────────────────────────────────────────────────────────────────────────


def samples(means: dict[str, tuple[int, float]], key: str = "") -> list[SampleRow]:
    """Members with so many visits and this mean; visits vary by about five points."""
    return [
        SampleRow("unannounced", "Quays", "quays", key, member, n, mean, 25.0 if n > 1 else 0.0, "1", "1")
        for member, (n, mean) in means.items()
    ]


def league(means: dict[str, tuple[int, float]]) -> League:
    [found] = leagues_of(samples(means), Level.BRANCH, {"low": HOSTILE}, {})
    return found


ALIKE = {f"b{at}": (10 + at, 79.0 + at % 3) for at in range(10)}


async def test_who_is_outside_the_funnel_is_drawn_apart_and_named(drive: Drive) -> None:
    funnel = FunnelPlot()
    async with drawn(drive, funnel, league({**ALIKE, "low": (12, 60.0), "high": (14, 92.0)})) as app:
        [low], [high] = cells_of(app, "▽"), cells_of(app, "▲")
        inside = cells_of(app, "●")
        assert len(inside) == 10
        assert high[1] < min(row for _at, row in inside) <= max(row for _at, row in inside) < low[1]
        assert low[0] < high[0]
        assert "▽ below the 99.8\u00a0% limit: [red]Mall[/]" in app.text
        assert "▲ above the 99.8\u00a0% limit: high (92.0)" in app.text
        assert cells_of(app, "·")
        assert cells_of(app, "╌")
        funnel.choose("high")
        await app.settle()
        assert "◆ high: 92.0 · n = 14 · above the 99.8\u00a0% limit" in app.text
        assert cells_of(app, "◆") == [high]
        assert not cells_of(app, "▲")
        funnel.move(1)
        assert funnel.chosen is not None
        assert funnel.chosen.member == "b5"
        funnel.choose(None)
        funnel.show(league({f"b{at}": (10 + at // 3, 80.0) for at in range(9)}))
        await app.settle()
        assert len(cells_of(app, "3")) == 3
        assert not cells_of(app, "●")
        assert "Nobody is outside the limits." in app.text
        funnel.show(league({"a": (5, 80.0), "b": (6, 81.0)}))
        await app.settle()
        assert "No funnel: too few to compare (n = 2, needs 5)" in app.text
        assert "┏" not in app.text
        funnel.move(1)
        assert funnel.chosen is None


def heat(sections: int = 4, members: int = 8) -> HeatMap:
    """The first member is far below the others in the first section; the last has one visit, and none in the last."""
    rows = []
    totals = samples({f"b{one:02}": (12 if one < members - 1 else 1, 75.0) for one in range(members)})
    for at in range(sections):
        means = {f"b{one:02}": (12, 50.0 if one == at == 0 else 78.0 + one % 4) for one in range(members - 1)}
        if at < sections - 1:
            means[f"b{members - 1:02}"] = (1, 66.0)
        rows += samples(means, f"SEC{at:02}")
    [found] = heat_maps_of(rows, totals, Level.BRANCH, {"b00": HOSTILE}, {})
    return found


async def test_a_cell_unlike_the_others_has_a_sign_and_is_told(drive: Drive) -> None:
    grid = HeatGrid()
    async with drawn(drive, grid, heat()) as app:
        assert app.text.count("50▽") + app.text.count("50.0▽") == 1
        assert app.text.count("66?") + app.text.count("66.0?") == 3
        assert "[red]Mall[/]" in app.text
        assert "SEC00: 50.0 (" in app.text
        assert "n = 12 · ▽ worse" in app.text
        grid.move_down(99)
        await app.settle()
        assert "b07 · SEC00: 66.0" in app.text
        assert "too few (n = 1, needs 3)" in app.text
        grid.move_across(99)
        await app.settle()
        assert "b07 · SEC03: no visit" in app.text
        grid.move_to_unlike()
        assert grid.chosen is not None
        assert (grid.chosen[0].member, grid.chosen[1]) == ("b00", "SEC00")
        lines = app.text.split("\n")
        row = next(at for at, line in enumerate(lines) if line.startswith(" b03"))
        await app.pilot.click(offset=(lines[1].index("SEC02") + 2, row))
        await app.settle()
        assert (grid.chosen[0].member, grid.chosen[1]) == ("b03", "SEC02")
        assert "b03 · SEC02: " in app.text


async def test_heads_stay_while_one_goes_through_a_large_map(drive: Drive) -> None:
    grid = HeatGrid()
    async with drawn(drive, grid, heat(sections=30, members=60), (40, 20)) as app:
        assert "SEC00" in app.text
        assert "SEC29" not in app.text
        grid.move_down(58)
        grid.move_across(29)
        await app.settle()
        lines = app.text.split("\n")
        assert "SEC29" in lines[1]
        assert any(line.startswith(" b58") for line in lines)
        assert any(line.startswith(" all") for line in lines)
        assert "b00" not in app.text
        grid.show(heat(sections=30, members=59))
        assert grid.chosen is not None
        assert grid.chosen[1] == "SEC29"


async def test_in_hebrew_names_stand_at_the_right_and_the_right_key_goes_right(drive: Drive) -> None:
    grid = HeatGrid()
    with speaking("he"):
        async with drawn(drive, grid, heat()) as app:
            heads = next(line for line in app.text.split("\n") if "SEC00" in line)
            assert heads.index("SEC01") < heads.index("SEC00")
            grid.move_across(-1)
            assert grid.chosen is not None
            assert grid.chosen[1] == "SEC01"


def test_every_ground_of_a_heat_map_leaves_its_figure_legible() -> None:
    theme = app_theme()
    for primary in (theme.primary, "#ffffff", "#ffd800", "#7f7fff"):
        grounds = grounds_of(GROUND, INK, primary, str(theme.success), str(theme.error))
        steps = [contrast(Color.parse(ground), Color.parse(GROUND)) for ground in grounds.by_value]
        assert steps == sorted(steps, reverse=True)
        assert len(set(grounds.by_value)) == 5
        for ground in (*grounds.by_value, grounds.better, grounds.worse):
            assert contrast(Color.parse(INK), Color.parse(ground)) >= LEAST_CONTRAST

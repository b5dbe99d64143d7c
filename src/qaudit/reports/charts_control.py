"""The course of one branch as a control chart: points, centre, limits, and what is more than usual, named in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from qaudit.reports.charts import LINE, TRACK, Svg
from qaudit.reports.charts_drawing import (
    TEXT_SIZE,
    Anchor,
    Canvas,
    Pen,
    Point,
    apart,
    diamond,
    label_width,
    triangle,
    words_width,
)
from qaudit.reports.charts_scale import Scale, scale_for
from qaudit.reports.theme import INK, Theme

Shown = Callable[[float], str]
"""How a value is written on an axis."""

WIDTH, HEIGHT = 480.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 78.0, 20.0, 26.0
_FEW, _MANY = 40, 150
"""From how many points marks are smaller; and from how many the usual points are the line alone."""
_FOOT = 3.0


class Mark(StrEnum):
    """What a point is."""

    USUAL = "usual"
    ABOVE = "above"
    BELOW = "below"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One visit. `label` names it below the axis, `words` stand beside it where it is a signal.

    `is_apart`: it has no part in centre and limits, and is drawn hollow.
    """

    label: str
    value: float
    mark: Mark = Mark.USUAL
    words: str = ""
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart with its words: `mean 88.2 %`."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Break:
    """An upright line before the point at `place`, and why it is there."""

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Control:
    """A course in the order of time. Without `centre` there are too few points for limits, and `words` say so.

    `bounds` are the lowest and the highest value there can be.
    """

    points: tuple[ControlPoint, ...]
    centre: Level | None
    limits: tuple[Level, ...]
    breaks: tuple[Break, ...]
    title: str
    words: str
    bounds: tuple[float, float] = (0.0, 100.0)


def control_chart(chart: Control, shown: Shown, theme: Theme) -> Svg:
    """The chart as wide as the page; `shown` writes its ticks. Time runs as the language is read."""
    canvas = Canvas(WIDTH, HEIGHT)
    levels = [*chart.limits, *([chart.centre] if chart.centre else [])]
    values = [one.value for one in chart.points] + [level.value for level in levels]
    scale = scale_for(values, chart.bounds)
    places = [(_x(index, len(chart.points)), _y(p.value, scale)) for index, p in enumerate(chart.points)]
    _grid(canvas, scale, shown)
    _levels(canvas, chart, scale)
    _breaks(canvas, chart, places)
    _course(canvas, chart.points, places, theme)
    _marks(canvas, chart.points, places, theme)
    _signal_words(canvas, chart.points, places)
    _days(canvas, chart.points, places)
    return canvas.picture("control", chart.title, chart.words)


def _grid(canvas: Canvas, scale: Scale, shown: Shown) -> None:
    for tick in scale.ticks:
        y = _y(tick, scale)
        canvas.line([(_LEFT, y), (WIDTH - _RIGHT, y)], Pen(TRACK, 0.6))
        canvas.label(shown(tick), (_LEFT - 5, y - TEXT_SIZE * 0.72), Anchor.END, name="faint")


def _levels(canvas: Canvas, chart: Control, scale: Scale) -> None:
    """Centre and limits, each named at the end of its line; names that would touch are moved apart."""
    levels = [(level, Pen(INK, 0.9, "4 3")) for level in chart.limits]
    if chart.centre is not None:
        levels.append((chart.centre, Pen(INK, 0.9)))
    levels.sort(key=lambda pair: -pair[0].value)
    for level, pen in levels:
        y = _y(level.value, scale)
        canvas.line([(_LEFT, y), (WIDTH - _RIGHT, y)], pen)
    wanted = [_y(level.value, scale) for level, _pen in levels]
    spread = apart(wanted, [TEXT_SIZE * 1.4] * len(levels), 0.0, HEIGHT - _BOTTOM + TEXT_SIZE)
    for (level, _pen), y in zip(levels, spread, strict=True):
        canvas.label(level.words, (WIDTH - _RIGHT + 4, y - TEXT_SIZE * 0.72), Anchor.START, is_ours=True)


def _breaks(canvas: Canvas, chart: Control, places: Sequence[Point]) -> None:
    """Each line with its words after it, or before it at the far side; in a second row where they would touch.

    Where that is taken too, the line stands alone.
    """
    taken = [-WIDTH, -WIDTH]
    for one in sorted(chart.breaks, key=lambda one: one.place):
        if not 0 < one.place < len(places):
            continue
        x = (places[one.place - 1][0] + places[one.place][0]) / 2
        wide = label_width(one.words)
        is_after = x + wide < WIDTH
        begins = x + 2 if is_after else x - 2 - wide
        row = next((row for row, end in enumerate(taken) if begins >= end), None)
        top = (row or 0) * TEXT_SIZE * 1.25
        canvas.line([(x, top + 1), (x, HEIGHT - _BOTTOM)], Pen(LINE, 0.8, "1.5 2.5"))
        if row is None:
            continue
        taken[row] = begins + wide
        at, anchor = (x + 2, Anchor.START) if is_after else (x - 2, Anchor.END)
        canvas.label(one.words, (at, top), anchor, name="faint", is_ours=True)


def _course(canvas: Canvas, points: Sequence[ControlPoint], places: Sequence[Point], theme: Theme) -> None:
    """The line; points that stand apart are joined by a lighter one."""
    numbered = list(zip(points, places, strict=True))
    for is_apart, group in groupby(numbered, key=lambda pair: pair[0].is_apart):
        ends = [place for _point, place in group]
        if len(ends) > 1:
            canvas.line(ends, Pen(LINE if is_apart else theme.bar, 1.0 if is_apart else 1.3))


def _marks(canvas: Canvas, points: Sequence[ControlPoint], places: Sequence[Point], theme: Theme) -> None:
    radius = 2.6 if len(points) <= _FEW else 1.6
    for point, at in zip(points, places, strict=True):
        if point.mark is Mark.USUAL:
            if point.is_apart:
                canvas.dot(at, radius, "#ffffff", Pen(theme.bar, 1))
            elif len(points) <= _MANY:
                canvas.dot(at, radius, theme.bar)
            continue
        corners = (
            diamond(at, radius + 2.2)
            if point.mark is Mark.RUN
            else triangle(at, radius + 2.2, points_up=point.mark is Mark.ABOVE)
        )
        canvas.polygon(corners, "#ffffff", Pen(INK, 1.4))


def _signal_words(canvas: Canvas, points: Sequence[ControlPoint], places: Sequence[Point]) -> None:
    """The words of signals, the first of those that would touch; all of them stand in the text too.

    They stand over the mark, those of a low one under it, or beside it where the axis is too near.
    """
    taken = {True: -WIDTH, False: -WIDTH}
    for point, (x, y) in zip(points, places, strict=True):
        if not point.words:
            continue
        is_over = point.mark is not Mark.BELOW
        wide = words_width(point.words)
        is_beside = not is_over and y + TEXT_SIZE * 2.4 > HEIGHT - _BOTTOM
        begins = x + TEXT_SIZE if is_beside else x - wide / 2
        if begins < taken[is_over]:
            continue
        if is_beside:
            at, anchor = (begins, y - TEXT_SIZE * 0.72), Anchor.START
        else:
            at, anchor = (x, y - TEXT_SIZE * 2.1 if is_over else y + TEXT_SIZE * 0.8), Anchor.MIDDLE
        canvas.label(point.words, at, anchor, name="strong", is_ours=True)
        taken[is_over] = begins + wide + TEXT_SIZE


def _days(canvas: Canvas, points: Sequence[ControlPoint], places: Sequence[Point]) -> None:
    """The axis, and the days below it: the last always, and as many of those before as have room."""
    bottom = HEIGHT - _BOTTOM
    canvas.line([(_LEFT, bottom), (WIDTH - _RIGHT, bottom)], Pen(LINE, 0.8))
    free = WIDTH
    chosen: list[int] = []
    for index in range(len(points) - 1, -1, -1):
        half = words_width(points[index].label) / 2 + TEXT_SIZE / 2
        if places[index][0] + half <= free:
            chosen.append(index)
            free = places[index][0] - half
    for index in chosen:
        x = places[index][0]
        canvas.line([(x, bottom), (x, bottom + _FOOT)], Pen(LINE, 0.8))
        canvas.label(points[index].label, (x, bottom + _FOOT + 2), Anchor.MIDDLE, name="faint")


def _x(index: int, count: int) -> float:
    wide = WIDTH - _LEFT - _RIGHT - 24
    return _LEFT + 12 + (wide / 2 if count < 2 else index / (count - 1) * wide)


def _y(value: float, scale: Scale) -> float:
    return _TOP + (1 - scale.share(value)) * (HEIGHT - _TOP - _BOTTOM)

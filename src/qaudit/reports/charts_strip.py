"""Measured values of one standard as they lie: a mark for each, the limits as lines, median and ninth decile named."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from qaudit.reports.charts import LINE, TRACK, Svg
from qaudit.reports.charts_drawing import TEXT_SIZE, Anchor, Canvas, Pen, Point, apart, triangle, words_width
from qaudit.reports.charts_scale import Scale
from qaudit.reports.theme import INK, Theme
from qaudit.wording.phrases import Phrase

WIDTH, HEIGHT = 250.0, 42.0
_FLOOR, _CEILING = 26.0, 11.0
_RADIUS = 2.0
_RIM = 4.0
_HIGHEST = 5
"""Marks that stand on one another before the steps grow smaller."""


@dataclass(frozen=True, slots=True)
class Named:
    """A value with its words: `median 48 s`, `limit 60 s`."""

    value: float
    words: str | Phrase


@dataclass(frozen=True, slots=True)
class Strip:
    """The values, none below 0, all in one unit. What lies beyond `most`, or short of `least`, is drawn hollow."""

    values: tuple[float, ...]
    least: Named | None
    most: Named | None
    median: Named | None
    high: Named | None
    title: str
    words: str


def strip(one: Strip, theme: Theme) -> Svg:
    """The picture, on a scale of its own that begins at 0."""
    canvas = Canvas(WIDTH, HEIGHT)
    known = [mark.value for mark in (one.least, one.most, one.median, one.high) if mark is not None]
    top = max([*one.values, *known, 0.0]) * 1.04
    scale = Scale(0.0, top or 1.0, ())
    _ground(canvas, one, scale)
    for at, is_off in _stacked(one, scale):
        canvas.dot(at, _RADIUS, "#ffffff" if is_off else theme.bar, Pen(theme.bar, 1.1) if is_off else None)
    _limits(canvas, one, scale)
    _summary(canvas, one, scale)
    return canvas.picture("times-strip", one.title, one.words)


def _ground(canvas: Canvas, one: Strip, scale: Scale) -> None:
    """The base line; what is within the limits lies on a broader track."""
    low = 0.0 if one.least is None else one.least.value
    high = scale.high if one.most is None else one.most.value
    begins = _x(low, scale)
    canvas.box(begins, _FLOOR, _x(high, scale) - begins, 2.4, TRACK)
    canvas.line([(_RIM, _FLOOR), (WIDTH - _RIM, _FLOOR)], Pen(LINE, 0.7))


def _limits(canvas: Canvas, one: Strip, scale: Scale) -> None:
    ends = [mark for mark in (one.least, one.most) if mark is not None]
    for mark in ends:
        at = _x(mark.value, scale)
        canvas.line([(at, _CEILING - 1), (at, _FLOOR + 3.5)], Pen(INK, 1.6))
    _labels(canvas, ends, scale, -1.0, "strong")


def _summary(canvas: Canvas, one: Strip, scale: Scale) -> None:
    found = [mark for mark in (one.median, one.high) if mark is not None]
    for mark in found:
        at = _x(mark.value, scale)
        is_filled = mark is one.median
        canvas.polygon(
            triangle((at, _FLOOR + 4.4), 2.4, points_up=True), INK if is_filled else "#ffffff", Pen(INK, 0.8)
        )
    _labels(canvas, found, scale, _FLOOR + 6.8, "")


def _labels(canvas: Canvas, marks: list[Named], scale: Scale, top: float, name: str) -> None:
    wide = [words_width(str(mark.words)) + TEXT_SIZE for mark in marks]
    places = apart([_x(mark.value, scale) for mark in marks], wide, 0.0, WIDTH)
    for mark, place in zip(marks, places, strict=True):
        canvas.label(mark.words, (place, top), Anchor.MIDDLE, name=name, is_ours=True)


def _stacked(one: Strip, scale: Scale) -> Iterator[tuple[Point, bool]]:
    """The place of each mark and whether it is beyond a limit. Marks that would touch stand on one another."""
    columns: dict[tuple[int, bool], list[float]] = defaultdict(list)
    for value in sorted(one.values):
        columns[round(_x(value, scale) / (2 * _RADIUS)), _is_off(one, value)].append(value)
    highest = max((len(column) for column in columns.values()), default=0)
    room = _FLOOR - _CEILING - 2 * _RADIUS
    step = min(2 * _RADIUS, room / max(highest - 1, _HIGHEST - 1))
    for (_place, is_off), column in columns.items():
        x = _x(sum(column) / len(column), scale)
        for level in range(len(column)):
            yield (x, _FLOOR - _RADIUS - 0.6 - level * step), is_off


def _is_off(one: Strip, value: float) -> bool:
    return (one.most is not None and value > one.most.value) or (
        one.least is not None and value < one.least.value
    )


def _x(value: float, scale: Scale) -> float:
    return _RIM + scale.share(value) * (WIDTH - 2 * _RIM)

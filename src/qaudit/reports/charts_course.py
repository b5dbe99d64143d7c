"""The course of a visit: for each moment a line as long as the time since the moment before, all on one scale.

A visit may hold twenty seconds at a desk and a night in a room. So a pause that is many times as long as the others is
drawn shorter than it is, and its line is broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from qaudit.reports.charts import TRACK, Svg
from qaudit.reports.charts_drawing import Canvas, Pen
from qaudit.reports.theme import INK, Theme

WIDTH, HEIGHT = 160.0, 14.0
LONGEST = 4
"""A pause is drawn at most so many times as long as the middle one."""
_RIM = 4.0
_BREAK = 2.4


@dataclass(frozen=True, slots=True)
class Leg:
    """From one moment to the next. Where it begins and ends on the picture are shares of 1."""

    begins: float
    ends: float
    is_broken: bool


def legs(pauses: Sequence[float]) -> tuple[Leg, ...]:
    """The legs of these pauses, in seconds and none below 0. The last one ends at 1 unless no time passed at all."""
    longest = LONGEST * median(pauses or (0.0,)) or max(pauses, default=0.0)
    drawn = [min(pause, longest) for pause in pauses]
    whole = sum(drawn) or 1.0
    found, begins = [], 0.0
    for pause, length in zip(pauses, drawn, strict=True):
        ends = min(begins + length / whole, 1.0)
        found.append(Leg(begins, ends, pause > longest))
        begins = ends
    return tuple(found)


def course_row(leg: Leg, theme: Theme) -> Svg:
    """The picture of one moment: the leg that led to it, and a dot where it lies. It stands beside both in words."""
    canvas = Canvas(WIDTH, HEIGHT)
    middle = HEIGHT / 2
    canvas.line([(_RIM, middle), (WIDTH - _RIM, middle)], Pen(TRACK, 1.6))
    begins, ends = _x(leg.begins), _x(leg.ends)
    canvas.line([(begins, middle), (ends, middle)], Pen(theme.bar, 3.6))
    if leg.is_broken:
        _break(canvas, (begins + ends) / 2, middle)
    canvas.dot((ends, middle), 3.4, INK)
    return canvas.bare("bar")


def _break(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x - _BREAK, y), (x + _BREAK, y)], Pen("#ffffff", 4.4))
    for side in (-_BREAK, _BREAK):
        canvas.line([(x + side - 1.2, y + 4.4), (x + side + 1.2, y - 4.4)], Pen(INK, 1))


def _x(share: float) -> float:
    return _RIM + share * (WIDTH - 2 * _RIM)

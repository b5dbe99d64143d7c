"""The course of one member as strokes of a control chart. Points stand evenly, as on paper; all in percent."""

from datetime import date

from qaudit.analysis.control_charts import ControlChart, Signal
from qaudit.desk.comparison.courses import Course, CourseOf, CoursePoint
from qaudit.tui.widgets.axes import close_scale, scale_numbers, words_with_room
from qaudit.tui.widgets.plot import (
    Across,
    At,
    Axis,
    Drawing,
    Joined,
    Marks,
    Stroke,
    Upright,
    cell_of,
    inner,
    margin_for,
)
from qaudit.wording.regional import day_words, month_words

POINT, LINE, CENTRE, LIMIT, EDITION, CHOSEN = "●", "·", "─", "╌", "┊", "│"
SIGNS = {
    Signal.ABOVE_LIMIT: ("▲", "success"),
    Signal.BELOW_LIMIT: ("▽", "error"),
    Signal.RUN_ABOVE: ("△", "success"),
    Signal.RUN_BELOW: ("▿", "error"),
}
"""The sign of a signal, as the words of `wording.comparison` begin with it, and its colour."""


def course_drawing(course: Course, chosen: int, width: int, height: int) -> Drawing | None:
    """The chart for a widget of this size; None without a point. `chosen` is the place of a point."""
    if not course.points:
        return None
    values = [in_percent(course, point.value) for point in course.points]
    limits = _limits(course)
    scale = close_scale([*values, *(end for pair in limits for end in pair)])
    rows = height - 3
    up = Axis(scale.low, scale.high, scale_numbers(scale, rows))
    last = len(values) - 1
    across = Axis(0, last) if last else Axis(-1, 1)
    columns, _rows = inner(width, height, up)
    cells = [cell_of(place, across, columns) for place in range(len(values))]
    words = [when_words(point) for point in course.points]
    # The words may begin under the numbers of the upright axis.
    told = words_with_room([cell + 1 for cell in cells], words, columns + 2, margin_for(up))
    across = Axis(across.low, across.high, tuple((float(place), words[place]) for place in told))
    return Drawing(
        across, up, (*_levels(course, limits), *_uprights(course, chosen), *_marks(course, values))
    )


def in_percent(course: Course, value: float) -> float:
    """A value of the course in percent."""
    return 100 * value if course.of is CourseOf.RATE else value


def when_words(point: CoursePoint) -> str:
    """`14 May 2026`, or `May 2026` of a month; as it is where it is no day."""
    try:
        if len(point.when) == len("2026-05"):
            return month_words(date.fromisoformat(f"{point.when}-01"))
        return day_words(date.fromisoformat(point.when))
    except ValueError:
        return point.when


def sign_of(signals: tuple[Signal, ...]) -> tuple[str, str]:
    """The sign and the colour of a point: a passed limit before a run."""
    return SIGNS[signals[0]] if signals else (POINT, "primary")


def _limits(course: Course) -> list[tuple[float, float]]:
    if not isinstance(course.chart, ControlChart):
        return []
    return [
        (in_percent(course, point.limits.low), in_percent(course, point.limits.high))
        for point in course.chart.points
    ]


def _levels(course: Course, limits: list[tuple[float, float]]) -> tuple[Stroke, ...]:
    """Limits that are nearly the same for all points are level lines, others are steps."""
    if not isinstance(course.chart, ControlChart):
        return ()
    low, high = (tuple((float(at), pair[end]) for at, pair in enumerate(limits)) for end in (0, 1))
    centre = in_percent(course, course.chart.centre)
    return (
        Across(low, LIMIT, "muted"),
        Across(high, LIMIT, "muted"),
        Across(((0.0, centre),), CENTRE, "muted"),
    )


def _uprights(course: Course, chosen: int) -> tuple[Stroke, ...]:
    editions = tuple(
        Upright(place - 0.5, EDITION, "accent")
        for place, point in enumerate(course.points)
        if point.new_edition
    )
    return (*editions, Upright(float(chosen), CHOSEN, "accent"))


def _marks(course: Course, values: list[float]) -> tuple[Stroke, ...]:
    """The line, then the usual points, then the signals, which no other point may hide."""
    points: tuple[At, ...] = tuple((float(place), value) for place, value in enumerate(values))
    signals = (
        [point.signals for point in course.chart.points] if isinstance(course.chart, ControlChart) else []
    )
    signals += [()] * (len(points) - len(signals))
    kinds = sorted({sign_of(one) for one in signals}, key=lambda kind: (kind[0] != POINT, kind[0] in "▲▽"))
    marks = (
        Marks(tuple(point for point, one in zip(points, signals, strict=True) if sign_of(one) == kind), *kind)
        for kind in kinds
    )
    return (Joined(points, LINE, "primary"), *marks)

"""A funnel as strokes: members by how many visits they have and their score, the target and its limits. Percent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from statistics import median_low

from qaudit.analysis.funnel import Funnel, FunnelPoint, Where
from qaudit.tui.widgets.axes import close_scale, round_numbers, scale_numbers
from qaudit.tui.widgets.plot import Across, At, Axis, Drawing, Joined, Marks, Stroke, Upright, cell_of, inner

MEMBER, TARGET, NEAR, FAR, CHOSEN, CHOSEN_LINE = "●", "─", "╌", "·", "◆", "┊"
SIGNS: Mapping[Where, tuple[str, str]] = {
    Where.ABOVE_95: ("△", "success"),
    Where.BELOW_95: ("▿", "error"),
    Where.ABOVE_998: ("▲", "success"),
    Where.BELOW_998: ("▽", "error"),
}
"""The sign of a member outside the limits, and its colour; what lies further out is drawn over the rest."""
MOST_STEPS = 100
"""Points of a curve."""
CELLS_OF_A_NUMBER = 10
MOST_COUNTED = 9


def funnel_drawing(funnel: Funnel, chosen: FunnelPoint | None, width: int, height: int) -> Drawing:
    """The funnel for a widget of this size."""
    points = tuple(funnel.points.values())
    usual = funnel.edges(median_low([point.n for point in points]))[1]
    scale = close_scale([*(point.value for point in points), funnel.target, usual.low, usual.high])
    up = Axis(scale.low, scale.high, scale_numbers(scale, height - 3))
    columns, rows = inner(width, height, up)
    low, high = max(1, min(point.n for point in points) - 1), max(point.n for point in points) + 1
    numbers = round_numbers(low, high, columns // CELLS_OF_A_NUMBER)
    across = Axis(low, high, tuple((float(number), str(number)) for number in numbers))
    strokes: tuple[Stroke, ...] = (
        Across(((0.0, funnel.target),), TARGET, "muted"),
        *_curves(funnel, range(low, high + 1, ceil((high - low) / MOST_STEPS))),
        *_inside(points, across, columns, up, rows),
        *(Marks(_at(points, where), *SIGNS[where]) for where in SIGNS),
    )
    if chosen is not None:
        here = (float(chosen.n), chosen.value)
        strokes = (Upright(here[0], CHOSEN_LINE, "accent"), *strokes, Marks((here,), CHOSEN, "accent"))
    return Drawing(across, up, strokes)


def _curves(funnel: Funnel, visits: Sequence[int]) -> Iterable[Stroke]:
    """The limits at 99.8 %, then those at 95 %."""
    limits = [(float(n), funnel.edges(n)) for n in visits]
    for which, sign in ((1, FAR), (0, NEAR)):
        yield Joined(tuple((n, both[which].low) for n, both in limits), sign, "muted")
        yield Joined(tuple((n, both[which].high) for n, both in limits), sign, "muted")


def _at(points: Iterable[FunnelPoint], where: Where) -> tuple[At, ...]:
    return tuple((float(point.n), point.value) for point in points if point.where is where)


def _inside(
    points: Iterable[FunnelPoint], across: Axis, columns: int, up: Axis, rows: int
) -> Iterable[Stroke]:
    """Those within the limits: a dot where there is one in a cell, a digit where there are several."""
    places = _at(points, Where.INSIDE)
    cells = Counter((cell_of(x, across, columns), cell_of(y, up, rows, 0)) for x, y in places)
    by_sign: dict[str, list[At]] = {}
    for x, y in places:
        many = cells[cell_of(x, across, columns), cell_of(y, up, rows, 0)]
        by_sign.setdefault(MEMBER if many == 1 else str(min(many, MOST_COUNTED)), []).append((x, y))
    return [Marks(tuple(found), sign, "primary") for sign, found in by_sign.items()]

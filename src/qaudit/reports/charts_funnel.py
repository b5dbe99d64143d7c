"""Many branches at once: how far from the target chance alone would set a branch with so many visits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qaudit.reports.charts import LINE, TRACK, Svg
from qaudit.reports.charts_drawing import (
    TEXT_SIZE,
    Anchor,
    Canvas,
    Pen,
    Point,
    diamond,
    label_width,
    triangle,
)
from qaudit.reports.charts_scale import Scale, scale_for
from qaudit.reports.theme import INK, Theme

WIDTH, HEIGHT = 480.0, 240.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 70.0, 10.0, 36.0
_MOST_NAMES = 12
"""Branches that are named in the picture; the others stand in the table."""


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One branch: `n` visits and its value. `side` is 1 above the outer limits, -1 below them, 0 within.

    `is_near`: it lies between the inner limits and the outer.
    """

    label: str
    n: int
    value: float
    side: int = 0
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """Limits by n, in the order of n: `low` and `high` for so many visits. `words` name them at their end."""

    edges: tuple[tuple[float, float, float], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """Branches, the target with its words, and the limits, the inner ones first. `across` names the axis of n."""

    points: tuple[FunnelPoint, ...]
    target: float
    target_words: str
    rings: tuple[Ring, ...]
    across: str
    title: str
    words: str
    bounds: tuple[float, float] = (0.0, 100.0)


def funnel_chart(chart: Funnel, shown: Callable[[float], str], theme: Theme) -> Svg:
    """The funnel as wide as the page; `shown` writes the ticks of the values."""
    canvas = Canvas(WIDTH, HEIGHT)
    edges = [edge for ring in chart.rings for _n, low, high in ring.edges for edge in (low, high)]
    up = scale_for([*(one.value for one in chart.points), *edges, chart.target], chart.bounds)
    across = scale_for([0.0, *(float(one.n) for one in chart.points)], (0.0, float("inf")), about=6)
    _grounds(canvas, chart, up, across)
    _frame(canvas, chart, up, across, shown)
    _branches(canvas, chart.points, up, across, theme)
    _names(canvas, chart, up, across)
    return canvas.picture("funnel", chart.title, chart.words)


def _grounds(canvas: Canvas, chart: Funnel, up: Scale, across: Scale) -> None:
    """The areas between the limits, the outer one first, with a line around each."""
    for place, ring in reversed(list(enumerate(chart.rings))):
        if not ring.edges:
            continue
        top: list[Point] = [(_x(n, across), _y(high, up)) for n, _low, high in ring.edges]
        foot: list[Point] = [(_x(n, across), _y(low, up)) for n, low, _high in ring.edges]
        canvas.band(top, foot, "#ffffff" if place == 0 else TRACK)
        for edge in (top, foot):
            canvas.line(edge, Pen(LINE, 0.9, "" if place == 0 else "4 3"))
        canvas.label(
            ring.words,
            (top[-1][0] + 4, top[-1][1] - TEXT_SIZE * 0.72),
            Anchor.START,
            name="faint",
            is_ours=True,
        )
    y = _y(chart.target, up)
    canvas.line([(_LEFT, y), (WIDTH - _RIGHT, y)], Pen(INK, 0.9))
    canvas.label(chart.target_words, (WIDTH - _RIGHT + 4, y - TEXT_SIZE * 0.72), Anchor.START, is_ours=True)


def _frame(canvas: Canvas, chart: Funnel, up: Scale, across: Scale, shown: Callable[[float], str]) -> None:
    bottom = HEIGHT - _BOTTOM
    for tick in up.ticks:
        canvas.label(shown(tick), (_LEFT - 5, _y(tick, up) - TEXT_SIZE * 0.72), Anchor.END, name="faint")
    canvas.line([(_LEFT, bottom), (WIDTH - _RIGHT, bottom)], Pen(LINE, 0.8))
    for tick in across.ticks:
        if tick == int(tick):
            at = _x(tick, across)
            canvas.line([(at, bottom), (at, bottom + 3)], Pen(LINE, 0.8))
            canvas.label(str(int(tick)), (at, bottom + 4), Anchor.MIDDLE, name="faint")
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    canvas.label(chart.across, (middle, HEIGHT - TEXT_SIZE * 1.6), Anchor.MIDDLE, name="faint", is_ours=True)


def _branches(canvas: Canvas, points: Sequence[FunnelPoint], up: Scale, across: Scale, theme: Theme) -> None:
    """Dots within, diamonds near, triangles beyond."""
    for one in points:
        at = (_x(one.n, across), _y(one.value, up))
        if one.side:
            canvas.polygon(triangle(at, 4.4, points_up=one.side > 0), "#ffffff", Pen(INK, 1.4))
        elif one.is_near:
            canvas.polygon(diamond(at, 3.6), "#ffffff", Pen(theme.bar, 1.2))
        else:
            canvas.dot(at, 2.2, theme.bar)


def _names(canvas: Canvas, chart: Funnel, up: Scale, across: Scale) -> None:
    """The names of those beyond first, then of those near, after their marks or before them, where there is room."""
    taken = [_room(_x(one.n, across), _y(one.value, up), 0.0) for one in chart.points]
    target = _y(chart.target, up)
    taken.append(_room(WIDTH - _RIGHT + 4, target, label_width(chart.target_words)))
    for ring in chart.rings:
        for n, _low, high in ring.edges[-1:]:
            taken.append(_room(_x(n, across) + 4, _y(high, up), label_width(ring.words)))
    wanted = sorted(
        (one for one in chart.points if one.side or one.is_near),
        key=lambda one: (not one.side, -one.n, one.label),
    )
    named = 0
    for one in wanted:
        x, y, wide = _x(one.n, across), _y(one.value, up), label_width(one.label)
        sides = ((Anchor.START, x + 7, x + 7), (Anchor.END, x - 7, x - 7 - wide))
        for anchor, at, begins in sides:
            room = _room(begins, y, wide)
            fits = begins >= _LEFT and begins + wide <= WIDTH
            if fits and not any(_touches(room, other) for other in taken):
                canvas.label(one.label, (at, y - TEXT_SIZE * 0.72), anchor)
                taken.append(room)
                named += 1
                break
        if named == _MOST_NAMES:
            return


def _room(begins: float, y: float, wide: float) -> tuple[float, float, float]:
    """Where words, or a mark of no width, lie: from, to, and how high."""
    return (begins, begins + wide, y) if wide else (begins - 4, begins + 4, y)


def _touches(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return abs(one[2] - other[2]) < TEXT_SIZE and one[0] < other[1] and other[0] < one[1]


def _x(n: float, across: Scale) -> float:
    return _LEFT + across.share(n) * (WIDTH - _LEFT - _RIGHT)


def _y(value: float, up: Scale) -> float:
    return _TOP + (1 - up.share(value)) * (HEIGHT - _TOP - _BOTTOM)

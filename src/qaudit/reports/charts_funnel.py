"""Many branches at once: how far from the target chance alone would set a branch with so many visits."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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
)
from qaudit.reports.charts_scale import Scale, scale_for
from qaudit.reports.theme import INK, Theme

WIDTH, HEIGHT = 480.0, 240.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 70.0, 10.0, 36.0
_MOST_NAMES = 12
"""Branches that are named in the picture; the others stand in the table."""
_RADIUS = 2.2
_APART = 2 * _RADIUS
"""Between the middles of two marks that stand side by side."""
_ASIDE = 0.4
"""How much of the way to the next n marks may move aside."""
Room = tuple[float, float, float]
"""Where words lie: from, to, and how high."""


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
    ends = [float(one.n) for one in chart.points] + [
        n for ring in chart.rings for n, _low, _high in ring.edges
    ]
    across = scale_for(ends, (0.0, float("inf")), about=6)
    marks = _beside(chart.points, up, across)
    _grounds(canvas, chart, up, across)
    lines = _line_names(canvas, chart, up, across)
    _frame(canvas, chart, up, across, shown)
    _branches(canvas, marks, theme)
    _names(canvas, marks, lines)
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
    y = _y(chart.target, up)
    canvas.line([(_LEFT, y), (WIDTH - _RIGHT, y)], Pen(INK, 0.9))


def _line_names(canvas: Canvas, chart: Funnel, up: Scale, across: Scale) -> list[Room]:
    """The words at the end of each line, those that would touch moved apart; the room that they take."""
    ends = [
        (ring.words, "faint", (_x(n, across) + 4, _y(high, up)))
        for ring in chart.rings
        for n, _low, high in ring.edges[-1:]
    ]
    ends.append((chart.target_words, "", (WIDTH - _RIGHT + 4, _y(chart.target, up))))
    ends.sort(key=lambda end: end[2][1])
    wanted = [y for _words, _name, (_at, y) in ends]
    spread = apart(wanted, [TEXT_SIZE * 1.4] * len(ends), 0.0, HEIGHT - _BOTTOM + TEXT_SIZE)
    rooms = []
    for (words, name, (x, _wanted)), y in zip(ends, spread, strict=True):
        canvas.label(words, (x, y - TEXT_SIZE * 0.72), Anchor.START, name=name, is_ours=True)
        rooms.append(_room(x, y, label_width(words)))
    return rooms


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


def _beside(points: Sequence[FunnelPoint], up: Scale, across: Scale) -> list[tuple[FunnelPoint, Point]]:
    """Where each mark stands: those of one n that would cover each other move aside, as far as the next n allows."""
    step = _x(across.low + 1, across) - _x(across.low, across)
    most = max(int(step * _ASIDE / _APART), 0)
    taken: dict[int, list[Point]] = defaultdict(list)
    found = []
    for one in sorted(points, key=lambda point: (point.n, point.value, point.label)):
        y, x = _y(one.value, up), _x(one.n, across)
        places = (x + side * _APART for side in _sides(most))
        near = [at for at in taken[one.n] if abs(at[1] - y) < _APART]
        free = next((place for place in places if all(abs(at[0] - place) > 0.1 for at in near)), x)
        taken[one.n].append((free, y))
        found.append((one, (free, y)))
    return found


def _sides(most: int) -> Iterator[int]:
    """0, 1, -1, 2, -2 and so on."""
    yield 0
    for step in range(1, most + 1):
        yield from (step, -step)


def _branches(canvas: Canvas, marks: Sequence[tuple[FunnelPoint, Point]], theme: Theme) -> None:
    """Dots within, diamonds near, triangles beyond."""
    for one, at in marks:
        if one.side:
            canvas.polygon(triangle(at, 4.4, points_up=one.side > 0), "#ffffff", Pen(INK, 1.4))
        elif one.is_near:
            canvas.polygon(diamond(at, 3.6), "#ffffff", Pen(theme.bar, 1.2))
        else:
            canvas.dot(at, _RADIUS, theme.bar)


def _names(canvas: Canvas, marks: Sequence[tuple[FunnelPoint, Point]], lines: Sequence[Room]) -> None:
    """The names of those beyond first, then of those near, after their marks or before them, where there is room."""
    taken = [*(_room(at[0], at[1], 0.0) for _one, at in marks), *lines]
    wanted = sorted(
        (pair for pair in marks if pair[0].side or pair[0].is_near),
        key=lambda pair: (not pair[0].side, -pair[0].n, pair[0].label),
    )
    named = 0
    for one, (x, y) in wanted:
        wide = label_width(one.label)
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


def _room(begins: float, y: float, wide: float) -> Room:
    """The room of words, or of a mark, which has no width."""
    return (begins, begins + wide, y) if wide else (begins - 4, begins + 4, y)


def _touches(one: Room, other: Room) -> bool:
    return abs(one[2] - other[2]) < TEXT_SIZE and one[0] < other[1] and other[0] < one[1]


def _x(n: float, across: Scale) -> float:
    return _LEFT + across.share(n) * (WIDTH - _LEFT - _RIGHT)


def _y(value: float, up: Scale) -> float:
    return _TOP + (1 - up.share(value)) * (HEIGHT - _TOP - _BOTTOM)

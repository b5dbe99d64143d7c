"""A plot of characters: strokes and marks on two axes. textual-plot is at home here alone.

It loads numpy, so pages import it, and what draws with it, when it is first shown. Every plot runs from the left,
whatever the language: words on its axes are drawn in their own order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual_plot import PlotWidget
from textual_plot.axis_formatter import AxisFormatter

from qaudit.tui.widgets.lines import in_order

LEAST_WIDTH, LEAST_HEIGHT = 24, 7
"""Cells and rows below which nothing is drawn."""
GAP = 1
"""Blank cells between the frame and the first and last point."""

At = tuple[float, float]
"""A point of the data: across, up."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, which lie in the middle of the outermost cells; `ticks` with their words.

    Raises ValueError where they are not in this order.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError("an axis runs from less to more")


@dataclass(frozen=True, slots=True)
class Across:
    """A sign in every column, as high as the nearest of its points: one point is a level line, more are steps."""

    points: tuple[At, ...]
    sign: str
    colour: str


@dataclass(frozen=True, slots=True)
class Upright:
    """A sign in every row of one column."""

    x: float
    sign: str
    colour: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A sign in every cell on the way from point to point; not dots of Braille, which many fonts lack."""

    points: tuple[At, ...]
    sign: str
    colour: str


@dataclass(frozen=True, slots=True)
class Marks:
    """A sign at each point."""

    points: tuple[At, ...]
    sign: str
    colour: str


Stroke = Across | Upright | Joined | Marks


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, the undermost first. Colours are variables of the theme, such as `primary`."""

    across: Axis
    up: Axis
    strokes: tuple[Stroke, ...]


Draw = Callable[[int, int], Drawing | None]
"""The drawing for so many columns and rows of the whole widget; None for nothing."""


class _Words(AxisFormatter):
    """Ticks with the words that were given for them."""

    def __init__(self, axis: Axis) -> None:
        self._words = {tick: in_order(Content(words)).plain for tick, words in axis.ticks}

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        return list(self._words)

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [self._words[tick] for tick in ticks]


class Plot(PlotWidget, can_focus=False):
    """Draws what `draw` gives for the room that there is. Its keys are the page's: it takes none itself."""

    DEFAULT_CSS = """
    Plot {
        height: 1fr;
        & > .plot--axis { color: $muted 50%; }
        & > .plot--tick { color: $muted; text-style: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, draw: Draw, *, name: str) -> None:
        super().__init__(id=name, allow_pan_and_zoom=False)
        self._draw = draw
        self._drawn: Drawing | None = None
        self._room = Size(0, 0)

    def on_mount(self) -> None:
        self.margin_top, self.margin_bottom = 0, 1

    def on_resize(self, event: events.Resize) -> None:
        self.renew()

    def on_canvas_resize(self) -> None:
        # The library notices a new size of the whole widget, not one that comes from a narrower margin.
        self.refresh(layout=True)

    def renew(self) -> None:
        """Draws anew."""
        room = self.content_size
        if not self.is_mounted or room.width < LEAST_WIDTH or room.height < LEAST_HEIGHT:
            return
        self.clear()
        drawing = self._draw(room.width, room.height)
        if drawing is None:
            return
        self.margin_left = margin_for(drawing.up)
        columns, rows = inner(room.width, room.height, drawing.up)
        low, high = _limits(drawing.across, columns, GAP)
        self.set_xlimits(low, high)
        below, above = _limits(drawing.up, rows, 0)
        self.set_ylimits(below, above)
        self._write_ticks(drawing)
        for stroke in drawing.strokes:
            self._draw_stroke(stroke, _middles(low, high, columns), _middles(below, above, rows))

    def _write_ticks(self, drawing: Drawing) -> None:
        self.set_xticks([tick for tick, _words in drawing.across.ticks])
        self.set_x_formatter(_Words(drawing.across))
        self.set_yticks([tick for tick, _words in drawing.up.ticks])
        self.set_y_formatter(_Words(drawing.up))

    def _draw_stroke(self, stroke: Stroke, columns: Sequence[float], rows: Sequence[float]) -> None:
        colour = self.app.theme_variables[stroke.colour]
        match stroke:
            case Across(points, sign):
                if points:
                    self.scatter(columns, [_nearest(points, x) for x in columns], sign, colour)
            case Upright(x, sign):
                self.scatter([x] * len(rows), rows, sign, colour)
            case Joined(points, sign):
                way = _way(points, columns[-1] - columns[0], rows[-1] - rows[0], len(columns), len(rows))
                if way:
                    self.scatter(*_apart(way), sign, colour)
            case Marks(points, sign):
                if points:
                    self.scatter(*_apart(points), sign, colour)


def inner(width: int, height: int, up: Axis) -> tuple[int, int]:
    """The columns and rows inside the frame of a widget of this size."""
    return max(1, width - margin_for(up) - 2), max(1, height - 3)


def margin_for(up: Axis) -> int:
    """The cells left of the frame: the longest number with a blank on either side."""
    return 2 + max((len(words) for _tick, words in up.ticks), default=0)


def cell_of(value: float, axis: Axis, cells: int, gap: int = GAP) -> int:
    """The cell of a value inside the frame, from 0."""
    low, high = _limits(axis, cells, gap)
    return int((value - low) / (high - low) * cells)


def _limits(axis: Axis, cells: int, gap: int) -> tuple[float, float]:
    """What the outer edges of the outermost cells stand for."""
    unit = (axis.high - axis.low) / max(1, cells - 1 - 2 * gap)
    return axis.low - (gap + 0.5) * unit, axis.high + (gap + 0.5) * unit


def _middles(low: float, high: float, cells: int) -> list[float]:
    return [low + (cell + 0.5) * (high - low) / cells for cell in range(cells)]


def _nearest(points: Sequence[At], x: float) -> float:
    return min(points, key=lambda point: abs(point[0] - x))[1]


def _way(points: Sequence[At], wide: float, high: float, columns: int, rows: int) -> list[At]:
    """A point in each cell on the way, where `columns` cells are `wide` and `rows` are `high`."""
    found: list[At] = []
    for (x, y), (next_x, next_y) in pairwise(points):
        steps = ceil(max(abs(next_x - x) * columns / wide, abs(next_y - y) * rows / high, 1))
        found += [(x + (next_x - x) * at / steps, y + (next_y - y) * at / steps) for at in range(steps)]
    return [*found, *points[-1:]]


def _apart(points: Sequence[At]) -> tuple[list[float], list[float]]:
    """What lies across, and what lies up."""
    return [x for x, _y in points], [y for _x, y in points]

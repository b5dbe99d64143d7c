"""A dot with its whisker, made of characters: a value and its interval on a scale that all rows of a list share.

The scale runs from the left in every language, as the axis of a plot does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

LEAST_SPAN = 10.0
"""Points that a scale shows at least: what wavers by one point must not look like a gulf."""
ROUND_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
APART = 2
"""Blank cells between two numbers of a heading, at least."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the first and the last cell of a line stand for. Raises ValueError where they are not in this order."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError("a scale runs from less to more")

    def cell(self, value: float, width: int) -> int:
        """The cell of a value, 0 to width - 1; the nearest end for a value beyond it."""
        share = (value - self.low) / (self.high - self.low)
        return round(min(max(share, 0.0), 1.0) * (width - 1))


PERCENT = Scale(0, 100)


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters of a whisker; each is one cell wide."""

    first: str
    line: str
    dot: str
    last: str
    before: str
    """In place of `first`: the interval goes on to the left of the scale."""
    beyond: str
    centre: str
    crossing: str


DRAWN = Signs("├", "─", "●", "┤", "◂", "▸", "┊", "┼")


def scale_of(ends: Iterable[float], within: Scale = PERCENT) -> Scale:
    """A scale on which all these values lie: it begins and ends at fives, and shows ten points at least.

    `within` bounds it, and is what it is for no values.
    """
    known = [min(max(end, within.low), within.high) for end in ends]
    if not known:
        return within
    low, high = 5.0 * floor(min(known) / 5), 5.0 * ceil(max(known) / 5)
    if high - low < LEAST_SPAN:
        low, high = low - 5, max(high, low + 5)
    low, high = max(low, within.low), min(high, within.high)
    if high - low < LEAST_SPAN:
        low, high = max(within.low, high - LEAST_SPAN), min(within.high, low + LEAST_SPAN)
    return Scale(low, high)


def whisker(
    low: float | None,
    value: float,
    high: float | None,
    scale: Scale,
    width: int,
    *,
    centre: float | None = None,
) -> str:
    """Exactly `width` cells: a dot at `value`, a line from `low` to `high`; the dot alone where no interval is known.

    `centre`, such as the mean of all, is a fine mark behind it.
    """
    if width < 1:
        return ""
    cells = [" "] * width
    at_centre = None if centre is None else scale.cell(centre, width)
    if at_centre is not None:
        cells[at_centre] = DRAWN.centre
    if low is not None and high is not None:
        first, last = scale.cell(low, width), scale.cell(high, width)
        cells[first : last + 1] = DRAWN.line * (last - first + 1)
        if at_centre is not None and first < at_centre < last:
            cells[at_centre] = DRAWN.crossing
        cells[first] = DRAWN.before if low < scale.low else DRAWN.first
        cells[last] = DRAWN.beyond if high > scale.high else DRAWN.last
    cells[scale.cell(value, width)] = DRAWN.dot
    return "".join(cells)


def scale_heading(scale: Scale, width: int) -> str:
    """The numbers of the scale above its cells, exactly `width` cells; as many round ones as there is room for."""
    cells = [" "] * max(0, width)
    for start, words in _labels(scale, width):
        cells[start : start + len(words)] = words
    return "".join(cells)


def multiples(step: int, low: float, high: float) -> tuple[int, ...]:
    """The multiples of a step from `low` to `high`."""
    return tuple(range(ceil(low / step) * step, floor(high) + 1, step))


def _ticks(scale: Scale, width: int) -> tuple[int, ...]:
    """The round numbers that are told: the finest step of which the labels stand apart."""
    for step in ROUND_STEPS:
        ticks = multiples(step, scale.low, scale.high)
        spans = [_span(scale, tick, width) for tick in ticks]
        if len(ticks) > 1 and all(after[0] - before[1] >= APART for before, after in pairwise(spans)):
            return ticks
    return ()


def _labels(scale: Scale, width: int) -> list[tuple[int, str]]:
    return [(_span(scale, tick, width)[0], str(tick)) for tick in _ticks(scale, width)]


def _span(scale: Scale, tick: int, width: int) -> tuple[int, int]:
    """The first cell of a number, and the one after its last."""
    long = len(str(tick))
    start = min(max(0, scale.cell(tick, width) - long // 2), max(0, width - long))
    return start, start + long

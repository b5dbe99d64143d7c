"""Which numbers and days stand on an axis: as many as there is room for."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor

from qaudit.tui.widgets.whisker import LEAST_SPAN, PERCENT, ROUND_STEPS, Scale, multiples

ROWS_APART = 2
"""Rows from one number of an upright axis to the next, at least."""
UPRIGHT_STEPS = (5, 10, 20, 25, 50)
CELLS_APART = 2
"""Blank cells between two words of a level axis, at least."""


def round_numbers(low: float, high: float, most: int) -> tuple[int, ...]:
    """The round numbers from low to high, no more than `most`; the ends where even the widest step gives too many."""
    all_steps = (multiples(step, low, high) for step in ROUND_STEPS)
    return next((found for found in all_steps if len(found) <= max(2, most)), (ceil(low), floor(high)))


def close_scale(ends: Iterable[float]) -> Scale:
    """An upright scale in percent on which all these values lie: no wider than they are, and ten points at least.

    Rows are few: a scale that ended at round numbers, as that of a whisker does, would leave some of them blank.
    """
    known = list(ends)
    low, high = min(known), max(known)
    beyond = max(0.0, LEAST_SPAN - (high - low)) / 2
    low, high = max(PERCENT.low, low - beyond), min(PERCENT.high, high + beyond)
    return Scale(min(low, PERCENT.high - LEAST_SPAN), max(high, PERCENT.low + LEAST_SPAN))


def scale_numbers(scale: Scale, rows: int) -> tuple[tuple[float, str], ...]:
    """The ticks of an upright axis of so many rows: the finest round ones that stand apart, but two at least."""
    row = (scale.high - scale.low) / max(1, rows - 1)
    known = [found for step in UPRIGHT_STEPS if len(found := multiples(step, scale.low, scale.high)) > 1]
    apart = (found for found in known if found[1] - found[0] >= ROWS_APART * row)
    chosen = next(apart, known[-1])
    return tuple((float(tick), str(tick)) for tick in chosen)


def words_with_room(cells: Sequence[int], words: Sequence[str], width: int, before: int) -> tuple[int, ...]:
    """Which of the points at these cells, in order, get their words: evenly so many, and the last that has room.

    Words are set with their middle at the cell, may begin `before` cells left of the first, and end within `width`.
    """
    spans = [
        (cell - (len(word) - 1) // 2, cell + 1 + len(word) // 2)
        for cell, word in zip(cells, words, strict=True)
    ]
    fitting = [place for place, (first, last) in enumerate(spans) if first >= -before and last <= width]
    for step in range(1, len(fitting) + 1):
        chosen = fitting[::-1][::step][::-1]
        if all(spans[after][0] - spans[here][1] >= CELLS_APART for here, after in pairwise(chosen)):
            return tuple(chosen)
    return ()

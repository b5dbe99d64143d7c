"""The cells of a heat map on the screen: what stands in each, and on which ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from textual.color import Color
from textual.content import Content

from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Comparison
from qaudit.core.text import printable
from qaudit.desk.comparison.league import HeatCell, HeatMap
from qaudit.speech import _
from qaudit.tui.theme import LEAST_CONTRAST, contrast
from qaudit.tui.widgets.lines import in_order
from qaudit.tui.widgets.whisker import Scale, scale_of
from qaudit.wording.comparison import NONE, cell_sign, one_place, whole

STEPS = 5
_FULLEST = 0.5
_LESS = 0.02
LEAST_NAME, MOST_HEAD = 8, 12
OF_MEAN, OF_EXACT, OF_N = 4, 6, 5
"""Cells of `78▽`, of `78.2▽`, and of the n beside it."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """Behind a cell, by its share of the scale: the fullest for the lowest; and behind those that are unlike."""

    by_value: tuple[str, ...]
    better: str
    worse: str


COLOURS = ("background", "foreground", "primary", "success", "error")
"""The variables of the theme that grounds are made of."""


@lru_cache(maxsize=16)
def grounds_of(ground: str, ink: str, primary: str, better: str, worse: str) -> Grounds:
    """Tints of the theme's colours that its ink can be read on."""
    behind, fullest = Color.parse(ground), Color.parse(tint(primary, ground, ink))
    steps = (behind.blend(fullest, 1 - step / (STEPS - 1)).hex6 for step in range(STEPS))
    return Grounds(tuple(steps), tint(better, ground, ink), tint(worse, ground, ink))


def tint(colour: str, ground: str, ink: str) -> str:
    """As much of a colour on the ground as leaves the ink legible."""
    part, behind = _FULLEST, Color.parse(ground)
    while part > 0:
        found = behind.blend(Color.parse(colour), part)
        if contrast(Color.parse(ink), found) >= LEAST_CONTRAST:
            return found.hex6
        part -= _LESS
    return behind.hex6


def heat_scale(heat: HeatMap) -> Scale:
    """The scale that the grounds are on: that of all means of the map."""
    return scale_of(cell.mean.value for row in heat.rows for cell in row.cells if cell is not None)


def ground_of(cell: HeatCell, scale: Scale, grounds: Grounds) -> str:
    """The ground of a cell: of those unlike the others by which way, of the rest by the value."""
    if isinstance(cell.flag, Flag) and cell.flag.comparison is Comparison.BETTER:
        return grounds.better
    if isinstance(cell.flag, Flag) and cell.flag.comparison is Comparison.WORSE:
        return grounds.worse
    return grounds.by_value[scale.cell(cell.mean.value, STEPS)]


def cell_words(cell: HeatCell | None, *, with_n: bool) -> str:
    """`78▽`, `78.2▽  12`, `78?` where too few to compare, at a width that all cells share."""
    if cell is None:
        return f"{NONE} ".rjust(OF_MEAN) if not with_n else f"{NONE} ".rjust(OF_EXACT) + " " * OF_N
    sign = cell_sign(cell.flag) or " "
    if not with_n:
        return f"{whole(cell.mean.value)}{sign}".rjust(OF_MEAN)
    return f"{one_place(cell.mean.value)}{sign}".rjust(OF_EXACT) + f"{cell.mean.n}".rjust(OF_N)


def head_words(column: str, *, with_n: bool) -> str:
    """The head of a column over its means, and `n` over their n."""
    if not with_n or Content(column).cell_length > OF_EXACT:
        return column
    return column.rjust(OF_EXACT - 1).ljust(OF_EXACT) + _("n").rjust(OF_N)


def mean_words(mean: float, *, with_n: bool) -> str:
    """The mean of a column, under its head."""
    return f"{one_place(mean)} ".rjust(OF_EXACT) + " " * OF_N if with_n else f"{whole(mean)} ".rjust(OF_MEAN)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns are in view, how wide each is, and how much the names take."""

    names: int
    columns: range
    widths: tuple[int, ...]
    with_n: bool


def layout_of(heat: HeatMap, longest: int, width: int, first: int) -> Layout:
    """The columns from `first` on that there is room for, at least one; with n where that leaves them all in view.

    `longest` is how many cells the longest name takes.
    """
    widths = _widths(heat, OF_EXACT + OF_N)
    if longest + _taken(widths) <= width:
        return Layout(longest, range(len(widths)), widths, True)
    widths = _widths(heat, OF_MEAN)
    room = max(LEAST_NAME, min(longest, max(width // 3, width - _taken(widths))))
    if room + _taken(widths) <= width:
        return Layout(room, range(len(widths)), widths, False)
    last, left = first, width - room
    while last < len(widths) and (left >= widths[last] + 1 or last == first):
        left -= widths[last] + 1
        last += 1
    return Layout(room, range(first, last), widths, False)


def _widths(heat: HeatMap, least: int) -> tuple[int, ...]:
    heads = (Content(printable(column, one_line=True)).cell_length for column in heat.columns)
    return tuple(max(least, min(head + 1, MOST_HEAD)) for head in heads)


def _taken(widths: Sequence[int]) -> int:
    """The cells of all columns, with the blank before each."""
    return sum(widths) + len(widths)


def fitted(words: Content, width: int, *, at_end: bool) -> Content:
    """One drawn piece of exactly so many cells, at the left or at the right end of them."""
    piece = in_order(words.truncate(width, ellipsis=True) if words.cell_length > width else words)
    blank = max(0, width - piece.cell_length)
    return piece.pad_left(blank) if at_end else piece.pad_right(blank)

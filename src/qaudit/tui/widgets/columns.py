"""A row of cells in columns: words begin where the reading begins, numbers end at the right in every language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.lines import row

GAP = 2
"""Blank cells between two columns."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column that is `width` cells wide; it is cut there. Numbers are aligned at their ends."""

    content: Content
    width: int
    is_number: bool = False


def cells_row(cells: Iterable[Cell], width: int, gap: int = GAP) -> Content:
    """One line; columns without a width are left out."""
    return row(_pieces([cell for cell in cells if cell.width > 0], gap), width)


def _pieces(cells: list[Cell], gap: int) -> Iterator[Content]:
    for place, cell in enumerate(cells):
        if place:
            yield Content(" " * gap)
        content = cell.content
        if content.cell_length > cell.width:
            content = content.truncate(cell.width, ellipsis=cell.width > 1)
        blank = Content(" " * (cell.width - content.cell_length))
        # Rows of a page that is laid out from the right are drawn from there.
        yield from (blank, content) if cell.is_number and not is_mirrored() else (content, blank)

"""The cells of a heat map, one of them chosen. Only what is in view is drawn, and the heads stay."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Comparison
from qaudit.core.text import printable
from qaudit.desk.comparison.league import HeatCell, HeatMap
from qaudit.speech import _
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.heat_figures import (
    COLOURS,
    Layout,
    cell_words,
    fitted,
    ground_of,
    grounds_of,
    head_words,
    heat_scale,
    layout_of,
    mean_words,
)
from qaudit.tui.widgets.member_names import short_name
from qaudit.tui.widgets.whisker import PERCENT
from qaudit.wording.comparison import NONE

HEADS = 2
"""Lines that stay: the columns, and the mean of each."""
NARROW = 60
"""Cells below which codes stand in the place of names."""
BAR = 1


class CellChosen(Message):
    """A cell was clicked."""


class HeatCells(Widget, can_focus=True):
    """The grid itself. It scrolls by itself, as `RowList` does: only what is in view is drawn."""

    DEFAULT_CSS = """
    HeatCells {
        height: 1fr;
        padding: 0 1;
    }
    """

    def __init__(self, *, name: str) -> None:
        super().__init__(id=name)
        self.heat: HeatMap | None = None
        self.row = 0
        self.column = 0
        self._first_row = 0
        self._page_before = 1
        self._first_column = 0
        self._names: Sequence[str] = ()
        self._longest = 0
        self._layout = Layout(0, range(0), (), with_n=False)
        self._scale = PERCENT

    def show(self, heat: HeatMap) -> None:
        """Shows this map; the chosen member and column stay chosen where it has them."""
        member, column = None, None
        if self.heat is not None and self.heat.rows and self.heat.columns:
            member, column = self.heat.rows[self.row].member, self.heat.columns[self.column]
        members = [one.member for one in heat.rows]
        self.heat, self._scale = heat, heat_scale(heat)
        self.row = members.index(member) if member in members else 0
        self.column = heat.columns.index(column) if column in heat.columns else 0
        self._name_members(heat)
        self.move(0, 0)

    def move(self, down: int, along: int) -> None:
        """Chooses another cell, and brings it into view."""
        if self.heat is None:
            return
        self.row = max(0, min(self.row + down, len(self.heat.rows) - 1))
        self.column = max(0, min(self.column + along, len(self.heat.columns) - 1))
        self._first_row = max(self.row - self.page + 1, min(self._first_row, self.row))
        self._page_before = self.page
        self._lay_out(self.heat)
        self.refresh()

    def choose(self, member: str) -> None:
        """Chooses the cell of this member in the chosen column; nothing changes where the map has no such member."""
        members = [] if self.heat is None else [one.member for one in self.heat.rows]
        if member in members:
            self.move(members.index(member) - self.row, 0)

    def _name_members(self, heat: HeatMap) -> None:
        """Finds what the members are called here. A move has no time for it."""
        is_narrow = self.content_size.width < NARROW
        self._names = [
            short_name("" if is_narrow else one.name, one.member, heat.group.brand) for one in heat.rows
        ]
        self._longest = max((Content(name).cell_length for name in self._names), default=0)

    def _lay_out(self, heat: HeatMap) -> None:
        """Finds the columns in view, the chosen one among them. A line that is drawn has no time for it."""
        room = max(1, self.content_size.width - BAR)
        for first in range(min(self._first_column, self.column), self.column + 1):
            self._first_column, self._layout = first, layout_of(heat, self._longest, room, first)
            if self.column in self._layout.columns:
                break

    def move_to_unlike(self) -> None:
        """Chooses the next cell that is unlike the others of its column, row by row; after the last the first."""
        if self.heat is None:
            return
        wide = len(self.heat.columns)
        unlike = [
            at * wide + along
            for at, member in enumerate(self.heat.rows)
            for along, cell in enumerate(member.cells)
            if _is_unlike(cell)
        ]
        if not unlike:
            return
        here = self.row * wide + self.column
        goal = next((at for at in unlike if at > here), unlike[0])
        self.move(goal // wide - self.row, goal % wide - self.column)

    def on_resize(self) -> None:
        if self.heat is not None:
            self._name_members(self.heat)
        # As in a list of rows: what is new room shows the rows above.
        self._first_row = max(0, self._first_row - max(0, self.page - self._page_before))
        self.move(0, 0)

    @property
    def page(self) -> int:
        """Rows in view."""
        return max(1, self.content_size.height - HEADS)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if self.heat is None or offset is None or offset.y < HEADS:
            return
        column = self._column_at(offset.x)
        if column is not None and self._first_row + offset.y - HEADS < len(self.heat.rows):
            self.move(self._first_row + offset.y - HEADS - self.row, column - self.column)
            self.post_message(CellChosen())

    def _column_at(self, x: int) -> int | None:
        layout = self._layout
        if is_mirrored():
            x = self.content_size.width - 1 - x
        begins = layout.names
        for column in layout.columns:
            begins += layout.widths[column] + 1
            if layout.names <= x < begins:
                return column
        return None

    def render_line(self, y: int) -> Strip:
        width, style = self.content_size.width, self.visual_style
        if self.heat is None or not self.heat.rows or y >= self.content_size.height:
            return Strip.blank(width, style.rich_style)
        place = self._first_row + y - HEADS
        if y == 0:
            line = self._heads(self.heat)
        elif y == 1:
            line = self._means(self.heat)
        elif place < len(self.heat.rows):
            line = self._member(self.heat, place)
        else:
            return Strip.blank(width, style.rich_style)
        gap = Content(" " * max(0, width - line.cell_length - BAR))
        bar = Content.styled("█" if self._is_in_view(y) else " ", "$panel")
        whole = Content.assemble(*(reversed((line, gap, bar)) if is_mirrored() else (line, gap, bar)))
        segments = [Segment(words, drawn.rich_style) for words, drawn in whole.render(style, end="")]
        return Strip(segments, whole.cell_length).adjust_cell_length(width, style.rich_style)

    def _heads(self, heat: HeatMap) -> Content:
        layout = self._layout
        more = (layout.columns.start > 0, layout.columns.stop < len(heat.columns))
        to_left, to_right = reversed(more) if is_mirrored() else more
        names = Content.styled(f"{'◂' if to_left else ' '} {'▸' if to_right else ' '}", "$muted")
        heads = [
            Content.styled(
                head_words(printable(heat.columns[at], one_line=True) or NONE, with_n=layout.with_n),
                self._head_style(at),
            )
            for at in layout.columns
        ]
        return self._line(layout, names, heads)

    @property
    def _colours(self) -> Sequence[str]:
        variables = self.app.theme_variables
        return [variables[name] for name in COLOURS]

    def _head_style(self, column: int) -> str:
        return "bold $accent" if column == self.column else "bold"

    def _means(self, heat: HeatMap) -> Content:
        layout = self._layout
        means = [
            Content.styled(mean_words(heat.means[at], with_n=layout.with_n), "$muted")
            for at in layout.columns
        ]
        return self._line(layout, Content.styled(_("all"), "$muted"), means)

    def _member(self, heat: HeatMap, place: int) -> Content:
        layout, grounds = self._layout, grounds_of(*self._colours)
        cells = []
        for at in layout.columns:
            cell = heat.rows[place].cells[at]
            words = cell_words(cell, with_n=layout.with_n).rjust(layout.widths[at])
            if (place, at) == (self.row, self.column):
                cells.append(
                    Content.styled(words, "$block-cursor-foreground on $block-cursor-background bold")
                )
            elif cell is None:
                cells.append(Content.styled(words, "$muted"))
            else:
                weight = " bold" if _is_unlike(cell) else ""
                cells.append(
                    Content.styled(words, f"$foreground on {ground_of(cell, self._scale, grounds)}{weight}")
                )
        name = Content.styled(self._names[place], "bold $accent" if place == self.row else "")
        return self._line(layout, name, cells)

    def _line(self, layout: Layout, name: Content, cells: Sequence[Content]) -> Content:
        mirrored = is_mirrored()
        pieces = [fitted(name, layout.names, at_end=mirrored)]
        for at, cell in zip(layout.columns, cells, strict=True):
            pieces += [Content(" "), fitted(cell, layout.widths[at], at_end=True)]
        return Content.assemble(*(reversed(pieces) if mirrored else pieces))

    def _is_in_view(self, y: int) -> bool:
        """Whether the line belongs to the part of the bar that is in view; a bar that shows all is not drawn."""
        assert self.heat is not None
        count, height = len(self.heat.rows), self.page
        if count <= height or y < HEADS:
            return False
        long = max(1, height * height // count)
        first = self._first_row * (height - long) // max(1, count - height)
        return first <= y - HEADS < first + long


def _is_unlike(cell: HeatCell | None) -> bool:
    return (
        cell is not None and isinstance(cell.flag, Flag) and cell.flag.comparison is not Comparison.NOT_KNOWN
    )

"""Members by sections: a mean in each cell, heads that stay while one moves, and the chosen cell told in words."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Comparison, NotEnough
from qaudit.core.text import printable
from qaudit.desk.comparison.league import HeatCell, HeatMap, HeatRow
from qaudit.speech import N_, _, ngettext
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.heat_cells import (
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
from qaudit.tui.widgets.lines import row
from qaudit.tui.widgets.plot_words import a_few
from qaudit.tui.widgets.told_lines import ToldLines
from qaudit.wording.comparison import (
    NONE,
    changed_words,
    estimate_words,
    flag_words,
    lack_words,
)
from qaudit.wording.comparison_sentences import HEAT

READ = N_("? has too few visits to be compared. The fuller the ground, the lower the mean.")
HEADS = 2
"""Lines that stay: the columns, and the mean of each."""
NARROW = 60
"""Cells below which codes stand in the place of names."""
BAR = 1
TOLD_SHARE = 4
LEAST_TOLD = 3


class HeatGrid(Vertical):
    """Shows one heat map. `move_down` and `move_across` choose a cell, which is told below."""

    DEFAULT_CSS = """
    HeatGrid {
        height: 1fr;
        & > ToldLines { background: $background; }
    }
    """

    def __init__(self, *, name: str = "heat-grid") -> None:
        super().__init__(id=name)

    def compose(self) -> ComposeResult:
        yield ToldLines(self._above, name=f"{self.id}-above")
        yield HeatCells(name=f"{self.id}-cells")
        yield ToldLines(self._below, name=f"{self.id}-below")

    def show(self, heat: HeatMap) -> None:
        """Shows this map; the chosen member and column stay chosen where it has them."""
        self.cells.show(heat)
        self._told()

    def move_down(self, step: int) -> None:
        """Chooses the member so many rows further down."""
        self.cells.move(step, 0)
        self._told()

    def move_across(self, step: int) -> None:
        """Chooses the column so many further to the right on the screen."""
        self.cells.move(0, -step if is_mirrored() else step)
        self._told()

    def move_to_unlike(self, step: int = 1) -> None:
        """Chooses the next cell, or with -1 the one before, that is unlike the others of its column."""
        self.cells.move_to_unlike(step)
        self._told()

    @property
    def page(self) -> int:
        """Rows in view."""
        return self.cells.page

    @property
    def chosen(self) -> tuple[HeatRow, str] | None:
        """The member and the column that are chosen."""
        cells = self.cells
        if cells.heat is None or not cells.heat.rows or not cells.heat.columns:
            return None
        return cells.heat.rows[cells.row], cells.heat.columns[cells.column]

    @property
    def cells(self) -> "HeatCells":
        return self.query_one(HeatCells)

    def on_resize(self) -> None:
        self._told()

    def on_cell_chosen(self, event: "CellChosen") -> None:
        event.stop()
        self._told()

    def _told(self) -> None:
        for lines in self.query(ToldLines):
            lines.refresh(layout=True)

    def _above(self, width: int) -> Sequence[Content]:
        heat = self.cells.heat
        if heat is None:
            return ()
        visits = sum(
            max((cell.mean.n for cell in one.cells if cell is not None), default=0) for one in heat.rows
        )
        about = Content.styled(_("mean score in percent"), "$muted")
        return (row((about,), width, (Content(ngettext("{n} visit", "{n} visits", visits)),)),)

    def _below(self, width: int) -> Sequence[Content]:
        heat, chosen = self.cells.heat, self.chosen
        if heat is None:
            return ()
        if chosen is None:
            return a_few((Content(_("No visit to compare.")),), width, LEAST_TOLD)
        told = (
            Content.styled(cell_told(heat, *chosen), "bold"),
            Content(changed_words(heat.changed)),
            Content.styled(f"{_(HEAT)} {_(READ)}", "$muted"),
        )
        most = max(LEAST_TOLD, self.size.height // TOLD_SHARE)
        return a_few([one for one in told if one.plain], width, most)


def cell_told(heat: HeatMap, member: HeatRow, column: str) -> str:
    """`Old Town · QUE: 78.2 (73.1 to 83.4) · n = 12 · ▽ worse`."""
    cell = member.cells[heat.columns.index(column)]
    place = " · ".join(
        printable(part, one_line=True) or NONE for part in (member.name or member.member, column)
    )
    if cell is None:
        return _("{name}: {value}", name=place, value=_("no visit"))
    mean = _("{name}: {value}", name=place, value=estimate_words(cell.mean))
    flag = lack_words(cell.flag) if isinstance(cell.flag, NotEnough) else flag_words(cell.flag)
    return f"{mean} · {_('n = {n}', n=cell.mean.n)} · {flag}"


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
        self._first_column = 0

    def show(self, heat: HeatMap) -> None:
        """Shows this map; the chosen member and column stay chosen where it has them."""
        member, column = None, None
        if self.heat is not None and self.heat.rows and self.heat.columns:
            member, column = self.heat.rows[self.row].member, self.heat.columns[self.column]
        members = [one.member for one in heat.rows]
        self.heat = heat
        self.row = members.index(member) if member in members else 0
        self.column = heat.columns.index(column) if column in heat.columns else 0
        self.move(0, 0)

    def move(self, down: int, along: int) -> None:
        """Chooses another cell, and brings it into view."""
        if self.heat is None:
            return
        self.row = max(0, min(self.row + down, len(self.heat.rows) - 1))
        self.column = max(0, min(self.column + along, len(self.heat.columns) - 1))
        self._first_row = max(self.row - self.page + 1, min(self._first_row, self.row))
        self._first_column = min(self._first_column, self.column)
        while self.column not in self._layout.columns and self._first_column < self.column:
            self._first_column += 1
        self.refresh()

    def move_to_unlike(self, step: int) -> None:
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
        after, before = [at for at in unlike if at > here], [at for at in unlike if at < here]
        goal = (after or unlike)[0] if step > 0 else (before or unlike)[-1]
        self.move(goal // wide - self.row, goal % wide - self.column)

    def on_resize(self) -> None:
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

    @property
    def _layout(self) -> Layout:
        assert self.heat is not None
        return layout_of(self.heat, self._names, max(1, self.content_size.width - BAR), self._first_column)

    @property
    def _names(self) -> Sequence[str]:
        assert self.heat is not None
        is_narrow = self.content_size.width < NARROW
        return [
            printable((one.member if is_narrow else one.name) or one.member or NONE, one_line=True)
            for one in self.heat.rows
        ]

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
        more = (
            "◂" if layout.columns.start > 0 else " ",
            "▸" if layout.columns.stop < len(heat.columns) else " ",
        )
        names = Content.styled(" ".join(reversed(more) if is_mirrored() else more), "$muted")
        heads = [
            Content.styled(
                head_words(printable(heat.columns[at], one_line=True) or NONE, with_n=layout.with_n),
                self._head_style(at),
            )
            for at in layout.columns
        ]
        return self._line(layout, names, heads, at_end=True)

    def _head_style(self, column: int) -> str:
        return "bold $accent" if column == self.column else "bold"

    def _means(self, heat: HeatMap) -> Content:
        layout = self._layout
        means = [
            Content.styled(mean_words(heat.means[at], with_n=layout.with_n), "$muted")
            for at in layout.columns
        ]
        return self._line(layout, Content.styled(_("all"), "$muted"), means, at_end=True)

    def _member(self, heat: HeatMap, place: int) -> Content:
        layout, scale, grounds = self._layout, heat_scale(heat), grounds_of(self.app.theme_variables)
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
                    Content.styled(words, f"$foreground on {ground_of(cell, scale, grounds)}{weight}")
                )
        name = Content.styled(self._names[place], "bold $accent" if place == self.row else "")
        return self._line(layout, name, cells, at_end=True)

    def _line(self, layout: Layout, name: Content, cells: Sequence[Content], *, at_end: bool) -> Content:
        mirrored = is_mirrored()
        pieces = [fitted(name, layout.names, at_end=mirrored)]
        for at, cell in zip(layout.columns, cells, strict=True):
            pieces += [Content(" "), fitted(cell, layout.widths[at], at_end=at_end)]
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

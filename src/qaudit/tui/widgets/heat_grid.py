"""Members by sections: a mean in each cell, heads that stay while one moves, and the chosen cell told in words."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from qaudit.analysis.figures import NotEnough
from qaudit.desk.comparison.league import HeatMap, HeatRow
from qaudit.speech import N_, _, ngettext
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.heat_cells import CellChosen, HeatCells
from qaudit.tui.widgets.lines import one_line, row
from qaudit.tui.widgets.member_names import short_name
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

READ = N_("? has too few visits to be compared. The brighter the ground, the lower the mean.")
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
        self.cells = HeatCells(name=f"{name}-cells")

    def compose(self) -> ComposeResult:
        yield ToldLines(self._above, name=f"{self.id}-above")
        yield self.cells
        yield ToldLines(self._below, name=f"{self.id}-below")

    def show(self, heat: HeatMap) -> None:
        """Shows this map; the chosen member and column stay chosen where it has them."""
        self.cells.show(heat)
        self._told()

    def choose(self, member: str) -> None:
        """Chooses the cell of this member in the chosen column; nothing changes where the map has no such member."""
        self.cells.choose(member)
        self._told()

    def move_down(self, step: int) -> None:
        """Chooses the member so many rows further down."""
        self.cells.move(step, 0)
        self._told()

    def move_across(self, step: int) -> None:
        """Chooses the column so many further to the right on the screen."""
        self.cells.move(0, -step if is_mirrored() else step)
        self._told()

    def move_to_unlike(self) -> None:
        """Chooses the next cell that is unlike the others of its column."""
        self.cells.move_to_unlike()
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

    def on_resize(self) -> None:
        self._told()

    def on_cell_chosen(self, event: CellChosen) -> None:
        event.stop()
        self._told()

    def _told(self) -> None:
        for lines in self.query(ToldLines):
            lines.refresh(layout=True)

    def _above(self, width: int) -> Sequence[Content]:
        heat = self.cells.heat
        if heat is None:
            return ()
        about = Content.styled(_("mean score in percent"), "$muted")
        visits = ngettext("{n} visit", "{n} visits", sum(one.n for one in heat.rows))
        return (row((about,), width, (Content(visits),)),)

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
    name = short_name(member.name, member.member, heat.group.brand)
    place = f"{name} · {one_line(column) or NONE}"
    if cell is None:
        return _("{name}: {value}", name=place, value=_("no visit"))
    mean = _("{name}: {value}", name=place, value=estimate_words(cell.mean))
    flag = lack_words(cell.flag) if isinstance(cell.flag, NotEnough) else flag_words(cell.flag)
    return f"{mean} · {_('n = {n}', n=cell.mean.n)} · {flag}"

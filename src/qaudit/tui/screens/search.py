"""A long list on a sheet: what is typed leaves only the lines that have all of it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.screens.pick import Line, room_for_lines
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import joined, one_line, row

MOST_FOUND = 100
"""Lines that are found at once; typing more finds the rest."""
MOST_HIGH = 16
ROOMY = 54
"""Cells in which a line's words are cut rather than folded."""


class SearchSheet(Sheet[str | None]):
    """Ends with the id of the line that was chosen, or None. `find` gives the lines for what was typed."""

    TABLE = "search"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("search")]
    AUTO_FOCUS = FIELD = "#typed"

    def __init__(self, title: str, find: Callable[[str], Sequence[Line]]) -> None:
        super().__init__()
        self._title = title
        self._find = find
        self._found: tuple[Line, ...] = ()
        self._searched = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield from LineField("typed").with_preview()
            yield OptionList(id="lines", markup=False)
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.show_found("")
        self.renew_keys()

    def show_found(self, typed: str) -> None:
        """Shows the first lines that have what was typed."""
        self._searched = typed
        self._found = tuple(self._find(typed))[:MOST_FOUND]
        width = max(20, min(self.size.width, 100) - 6)
        lines = self.query_one(OptionList)
        lines.set_options(Option(_drawn(line, width)) for line in self._found)
        lines.highlighted = 0 if self._found else None
        lines.styles.height = max(1, min(MOST_HIGH, room_for_lines(self.size, self._title)))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.show_found(event.value)

    @on(OptionList.OptionSelected)
    def _pick(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._found[event.option_index].id)

    def action_down(self) -> None:
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        self.query_one(OptionList).action_cursor_up()

    def action_choose(self) -> None:
        # Enter may come before the field has told of the last letters.
        typed = self.query_one("#typed", Input).value
        if typed != self._searched:
            self.show_found(typed)
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self.dismiss(self._found[place].id)

    def action_leave(self) -> None:
        self.dismiss(None)


def _drawn(line: Line, width: int) -> Content:
    words, end = Content.assemble(*line.pieces), Content.styled(one_line(line.end), "$primary")
    if width >= ROOMY or words.cell_length + 1 + end.cell_length <= width:
        return row(line.pieces, width, (end,))
    # Titles of packs begin alike: cut to the width of a phone they could not be told apart.
    *above, last = (one.rstrip() for one in words.wrap(width))
    has_room = last.cell_length + 1 + end.cell_length <= width
    folded = [row((one,), width) for one in (above if has_room else [*above, last])]
    return joined([*folded, row((last,) if has_room else (), width, (end,))])

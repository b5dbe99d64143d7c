"""A text to read on a sheet, scrolled where it is long."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.line_view import LinesAt, LineView

AROUND = 6
"""Rows of a window that are left to the title, the keys and the page below."""


class TextSheet(Sheet[None]):
    """Shows the lines that `lines_at` makes for a width."""

    TABLE = "help"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("help")]
    AUTO_FOCUS = "#sheet-text"

    def __init__(self, title: str, lines_at: LinesAt) -> None:
        super().__init__()
        self._title = title
        self._lines_at = lines_at

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield LineView(self._lines, name="sheet-text", around=AROUND)
            yield self.compose_foot()
        yield self.too_small_notice()

    def _lines(self, width: int) -> Sequence[Content]:
        return self._lines_at(width)

    def on_mount(self) -> None:
        self.renew_keys()

    def action_leave(self) -> None:
        self.dismiss(None)

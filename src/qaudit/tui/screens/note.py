"""The note of a standard, on a sheet over it. What was typed is never lost: a note put off comes back as it was."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from qaudit.core.text import printable
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.note_field import NoteField
from qaudit.tui.widgets.status_line import StatusLine


class NoteSheet(Sheet[str | None]):
    """Ends with None where the note was saved, else with the draft.

    `keep` saves a note; it raises a `QauditError` where it refuses, and the sheet stays open.
    """

    TABLE = "note"
    FIELD = "#note"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("note")]

    def __init__(self, title: str, text: str, keep: Callable[[str], bool]) -> None:
        super().__init__()
        self._title = title
        self._text = printable(text)
        self._keep = keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield from NoteField(self._text, "note").with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        area = self.query_one(NoteField)
        area.move_cursor(area.document.end)
        area.focus()
        self.renew_keys()

    def action_keep(self) -> None:
        text = self.query_one(NoteField).text
        if self.attempt(lambda: self._keep(text)):
            self.dismiss(None)

    def action_new_line(self) -> None:
        self.query_one(NoteField).insert("\n")

    def action_leave(self) -> None:
        text = self.query_one(NoteField).text
        self.dismiss(text if text != self._text else "")

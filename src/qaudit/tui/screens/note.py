"""A note, a remark or a reason in words, on a sheet. What was typed is never lost: put off, it comes back as it was."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from qaudit.core.text import printable
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.line_view import LineView
from qaudit.tui.widgets.lines import safe, wrapped
from qaudit.tui.widgets.note_field import NoteField
from qaudit.tui.widgets.status_line import StatusLine

AROUND = 14
"""Rows that the words above a note leave to it, to the keys and to the page below."""


class NoteSheet(Sheet[str | None]):
    """Ends with None where the note was saved, else with the draft.

    `keep` saves a note; it raises a `QauditError` where it refuses, and the sheet stays open. `about` are the
    words that the note is about; `does` is what Enter does, where that is more than to save.
    """

    TABLE = "note"
    FIELD = "#note"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("note")]

    def __init__(
        self, title: str, text: str, keep: Callable[[str], bool], *, about: str = "", does: str = ""
    ) -> None:
        super().__init__()
        self._about = about
        self._does = does
        self._title = title
        self._text = printable(text)
        self._keep = keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            if self._about:
                yield LineView(self._about_lines, name="about", around=AROUND)
            yield from NoteField(self._text, "note").with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def _about_lines(self, width: int) -> Sequence[Content]:
        return wrapped(safe(self._about).stylize("$muted"), width)

    def key_labels(self) -> dict[str, str]:
        return {"keep": self._does} if self._does else {}

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

"""Words that go with a deed, on a sheet over the page: the manager's reason, why an action is dropped, an answer."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.note_field import NoteField
from qaudit.tui.widgets.status_line import StatusLine

KeepWords = Callable[[str], object]
"""Saves words; raises a `QauditError` where it refuses them."""


class ReasonSheet(Sheet[bool]):
    """Ends with True once it is saved, with False where what was typed is dropped, with None where nothing was.

    `words` are those that were given before.
    """

    TABLE = "reason"
    FIELD = "#words"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reason")]

    def __init__(self, title: str, label: str, keep: KeepWords, words: str = "") -> None:
        super().__init__()
        self._title = title
        self._label = label
        self._keep = keep
        self._words = words

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield Caption(self._label, classes="box-label")
            yield from NoteField(self._words, "words").with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        area = self.query_one(NoteField)
        area.move_cursor(area.document.end)
        area.focus()
        self.renew_keys()

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(NoteField).text

    def action_keep(self) -> None:
        words = self.typed
        if self.attempt(lambda: (self._keep(words),)):
            self.dismiss(True)

    def action_new_line(self) -> None:
        self.query_one(NoteField).insert("\n")

    def action_leave(self) -> None:
        self.dismiss(False if self.typed.strip() != self._words.strip() else None)


def dropped_words() -> str:
    """What a page says once a sheet was left with something typed on it."""
    return _("Nothing is saved: what was typed is dropped")

"""A mark that was made at the wrong moment: the right time, or none, with the reason; both stay in the journal."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qaudit.core.moments import clock_text, date_text, read_time
from qaudit.core.visits import Mark
from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone

Keep = Callable[[datetime | None, str], bool]
"""Saves the corrected moment (None: taken away) with its reason; raises a `QauditError` where it refuses."""


class CorrectSheet(Sheet[bool]):
    """Ends with whether the mark was changed."""

    TABLE = "correct"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("correct")]
    AUTO_FOCUS = FIELD = "#time"

    def __init__(self, words: str, mark: Mark, offset_minutes: int, keep: Keep) -> None:
        super().__init__()
        self._words = words
        self._mark = mark
        self._offset = offset_minutes
        self._keep = keep

    def compose(self) -> ComposeResult:
        was = clock_text(self._mark.at, self._offset)
        with Vertical(classes="box"):
            title = _("{event}: marked at {time}", event=one_line(self._words), time=was)
            yield Caption(title, classes="box-title")
            yield Caption(_("It was at"), classes="box-label")
            yield from LineField("time", was).with_preview()
            yield Caption(_("Why it is corrected"), classes="box-label")
            yield from LineField("why").with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    @property
    def moment(self) -> datetime | None:
        """The moment that the typed time means."""
        return read_time(self.query_one("#time", Input).value, self.desk.world.now(), self._offset)

    @on(Input.Changed, "#time")
    def _read(self, event: Input.Changed) -> None:
        event.stop()
        at = self.moment
        if at is None:
            self.say(_("write a time such as 10:02:40"))
        else:
            date, time = date_text(at, self._offset), clock_text(at, self._offset)
            self.say(_("= {date}, {time}", date=date, time=time))

    def action_keep(self) -> None:
        at = self.moment
        if at is None:
            self.say(_("That is no time: write one such as 10:02:40"), Tone.REFUSED)
            self.query_one("#time").focus()
        else:
            self._finish(at)

    def action_take_away(self) -> None:
        self._finish(None)

    def _finish(self, at: datetime | None) -> None:
        why = self.query_one("#why", Input)
        if not why.value.strip():
            why.focus()
            self.say(_("Say why: the journal keeps the reason"), Tone.REFUSED)
        elif self.attempt(lambda: self._keep(at, why.value)):
            self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)

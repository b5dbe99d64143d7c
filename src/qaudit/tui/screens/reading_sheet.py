"""Another reading for a standard, with the reason: both stay beside the auditor's own."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qaudit.core.readings import expected_reading
from qaudit.core.standards import Standard
from qaudit.speech import _, language
from qaudit.tui.entering import as_written, interpret
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone

Keep = Callable[[str, str], bool]
"""Saves the reading, as it is written, with its reason; raises a `QauditError` where it refuses."""


class ReadingSheet(Sheet[bool]):
    """Ends with whether the reading was saved. `was` is what stands now, in words."""

    TABLE = "reading"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("reading")]
    AUTO_FOCUS = FIELD = "#reading"

    def __init__(self, title: str, standard: Standard, was: str, keep: Keep) -> None:
        super().__init__()
        self._title = title
        self._standard = standard
        self._was = was
        self._keep = keep

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield Caption(
                one_line(self._standard.text.in_language(language())), classes="box-text", id="words"
            )
            yield Caption(_("Now: {reading}", reading=one_line(self._was)), classes="box-text")
            yield Caption(_("It shall be"), classes="box-label")
            yield from LineField("reading").with_preview()
            yield Caption(_("Why"), classes="box-label")
            yield from LineField("why").with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.say(one_line(expected_reading(self._standard.measure)))
        self.renew_keys()

    @on(Input.Changed, "#reading")
    def _read(self, event: Input.Changed) -> None:
        event.stop()
        self.say(one_line(interpret(self._standard, event.value, language()).words))

    def action_keep(self) -> None:
        typed, why = self.query_one("#reading", Input), self.query_one("#why", Input)
        found = interpret(self._standard, typed.value, language())
        if found.reading is None:
            typed.focus()
            self.say(_("Not yet a reading: {hint}", hint=one_line(found.words)), Tone.REFUSED)
        elif not why.value.strip():
            if why.has_focus:
                self.say(_("Say why: the reason is kept beside the reading"), Tone.REFUSED)
            why.focus()
        else:
            written = as_written(self._standard.measure, typed.value)
            if self.attempt(lambda: self._keep(written, why.value)):
                self.dismiss(True)

    def action_leave(self) -> None:
        self.dismiss(False)

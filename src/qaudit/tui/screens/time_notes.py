"""Time notes from a pocket, such as "10:02 in, 10:02:40 greeted", turned into marks after a look at them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, TextArea
from textual.widgets.option_list import Option

from qaudit.core.moments import clock_text
from qaudit.core.time_notes import TimeNote, read_time_notes
from qaudit.core.walk import Walk
from qaudit.speech import _, language, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import hanging, joined, one_line, row
from qaudit.tui.widgets.note_field import NoteField
from qaudit.tui.widgets.status_line import StatusLine, Tone

NONE = ""
"""The id of the line that stands for no event."""


class TimeNotesPage(Page[str | None]):
    """Ends with None where the marks were saved, else with what was written so far.

    `keep` saves the marks, all or none; it raises a `QauditError` where it refuses, and the page stays.
    """

    TABLE = "time_notes"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("time_notes")]
    AUTO_FOCUS = FIELD = "#pasted"

    def __init__(self, walk: Walk, text: str, keep: Callable[[Mapping[str, datetime]], bool]) -> None:
        super().__init__()
        self._walk = walk
        self._text = text
        self._keep = keep
        self._notes: tuple[TimeNote, ...] = ()
        self._chosen: dict[tuple[str, str], str | None] = {}

    def compose(self) -> ComposeResult:
        yield Caption(_("Paste or type your time notes"), id="title")
        yield from NoteField(self._text, "pasted").with_preview()
        yield OptionList(id="notes", markup=False)
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.show_notes()
        self.renew_keys()

    @property
    def marks(self) -> list[tuple[str, datetime]]:
        """The events and moments as they stand on the screen, those without an event left out."""
        return [(event, note.at) for note in self._notes if (event := self._event_of(note))]

    def show_notes(self) -> None:
        """Reads what is written and shows each time with the moment it stands for."""
        text = self.query_one(NoteField).text
        now, offset = self.desk.world.now(), self._walk.visit.utc_offset_minutes
        self._notes = read_time_notes(text, self._walk.pack, now, offset)
        notes = self.query_one(OptionList)
        highlighted, width = notes.highlighted, max(24, self.size.width - 5)
        notes.set_options(Option(self._line(note, width)) for note in self._notes)
        if self._notes:
            notes.highlighted = min(highlighted or 0, len(self._notes) - 1)
        self._tell()

    def on_resize(self) -> None:
        self.show_notes()

    def _tell(self) -> None:
        left_out = sum(1 for note in self._notes if not self._event_of(note))
        if not self._notes:
            self.say(_('Write them like "10:02 in, 10:02:40 greeted"'))
        elif twice := self._marked_twice():
            words = _("{event} stands twice: Enter on a line chooses another moment", event=twice)
            self.say(words, Tone.REFUSED)
        elif left_out:
            self.say(
                ngettext(
                    "{n} time without a moment: Tab, then Enter on the line chooses one",
                    "{n} times without a moment: Tab, then Enter on the line chooses one",
                    left_out,
                )
            )
        else:
            self.say(ngettext("{n} mark ready to save", "{n} marks ready to save", len(self._notes)))

    def _line(self, note: TimeNote, width: int) -> Content:
        at = clock_text(note.at, self._walk.visit.utc_offset_minutes)
        words = Content.styled(one_line(note.words), "$muted")
        pieces = (Content.styled(at, "bold $accent"), Content("  "), words)
        meant = self._meant(note)
        if sum(piece.cell_length for piece in (*pieces, meant)) < width:
            return row(pieces, width, (meant,))
        return joined([row(pieces, width), *hanging(Content(""), meant, width, 10)])

    def _meant(self, note: TimeNote) -> Content:
        event = self._event_of(note)
        if not event:
            return Content.styled(_("no moment yet"), "$warning")
        there = self._walk.visit.mark(event)
        if there is None or there.at == note.at:
            return Content(self._words(event))
        was = clock_text(there.at, self._walk.visit.utc_offset_minutes)
        return Content(_("{event} (replaces {time})", event=self._words(event), time=was))

    def _event_of(self, note: TimeNote) -> str | None:
        return self._chosen.get((note.written, note.words), note.event)

    def _words(self, event: str) -> str:
        known = self._walk.pack.event(event)
        return one_line(known.text.in_language(language()) if known else event)

    def _marked_twice(self) -> str:
        events = [event for event, at in self.marks]
        return next((self._words(event) for event in events if events.count(event) > 1), "")

    @on(TextArea.Changed)
    def _read(self, event: TextArea.Changed) -> None:
        event.stop()
        self.show_notes()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        note = self._notes[event.option_index]
        lines = [Line(known.name, self._words(known.name)) for known in self._walk.pack.events]
        title = _("{time} {words}: which moment?", time=note.written, words=one_line(note.words))
        sheet = PickSheet(title, [*lines, Line(NONE, _("none of these: leave it out"))], self._event_of(note))
        self.app.push_screen(sheet, lambda picked: self._take(note, picked))

    def _take(self, note: TimeNote, picked: str | None) -> None:
        if picked is not None:
            self._chosen[note.written, note.words] = picked or None
            self.show_notes()

    def action_keep(self) -> None:
        if self._marked_twice():
            self._tell()
        elif not (marks := dict(self.marks)):
            self.say(_("There is no mark to save yet"), Tone.REFUSED)
        elif self.attempt(lambda: self._keep(marks)):
            self.dismiss(None)

    def action_other_half(self) -> None:
        self.focus_next()

    def action_leave(self) -> None:
        self.dismiss(self.query_one(NoteField).text)

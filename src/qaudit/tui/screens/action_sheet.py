"""A corrective action, or another day for one: a line of words and a due day, which may be so many days from now."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from qaudit.speech import _, ngettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.wording.phrases import plain
from qaudit.wording.regional import weekday_words

KeepPromise = Callable[[str, date], object]
"""Saves words with a due day; raises a `QauditError` where it refuses them."""
_DAYS_ON = re.compile(r"\+\s*(\d{1,4})", re.ASCII)


class ActionSheet(Sheet[bool]):
    """Ends with True once it is saved, with False where what was typed is dropped, with None where nothing was.

    `today` is the day of the branch, `due` the day that stands in the field at first.
    """

    TABLE = "action"
    AUTO_FOCUS = FIELD = "#what"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("action")]

    def __init__(self, title: str, label: str, keep: KeepPromise, today: date, due: str = "") -> None:
        super().__init__()
        self._title = title
        self._label = label
        self._keep = keep
        self._today = today
        self._due = due

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(self._title, classes="box-title")
            yield Caption(self._label, classes="box-label")
            yield from LineField("what").with_preview()
            yield Caption(
                _("Until the end of the day: 2026-12-01, or +14 for days from now"), classes="box-label"
            )
            yield from LineField("due", self._due).with_preview()
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()

    @property
    def day(self) -> date | None:
        """The day that is meant; None where what is typed is none."""
        return read_due(self._value("due"), self._today)

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    @on(Input.Changed, "#due")
    def _read(self, event: Input.Changed) -> None:
        event.stop()
        day = self.day
        if not event.value.strip():
            self.say("")
        elif day is None:
            self.say(_("write a day such as 2026-12-01, or +14"))
        else:
            self.say(f"= {day_and_distance(day, self._today)}")

    def action_keep(self) -> None:
        day, words = self.day, self._value("what")
        if not words.strip():
            self._go_to("what", _("Words are missing"))
        elif day is None:
            # On the first Enter nothing is wrong yet: the words are written, the day comes next.
            is_typed = bool(self._value("due").strip()) or self.query_one("#due").has_focus
            self._go_to("due", _("write a day such as 2026-12-01, or +14"), is_typed)
        elif self.attempt(lambda: (self._keep(words, day),)):
            self.dismiss(True)

    def _go_to(self, name: str, words: str, is_refusal: bool = True) -> None:
        self.query_one(f"#{name}").focus()
        self.say(words, Tone.REFUSED if is_refusal else Tone.PLAIN)

    def action_other_field(self) -> None:
        self.query_one("#what" if self.query_one("#due").has_focus else "#due").focus()

    def action_leave(self) -> None:
        is_typed = self._value("what").strip() or self._value("due") != self._due
        self.dismiss(False if is_typed else None)


def read_due(typed: str, today: date) -> date | None:
    """`2026-12-01`, or `+14`: so many days after today. None for anything else."""
    words = typed.strip()
    try:
        if found := _DAYS_ON.fullmatch(words):
            return today + timedelta(days=int(found[1]))
        return date.fromisoformat(words) if "-" in words else None
    except (ValueError, OverflowError):
        return None


def day_and_distance(day: date, today: date) -> str:
    """`Tuesday 1 December 2026, in 14 days`."""
    days = (day - today).days
    written = plain(weekday_words(day))
    if days == 0:
        return _("{day}, today", day=written)
    if days < 0:
        return ngettext("{day}, {n} day ago", "{day}, {n} days ago", -days, day=written)
    return ngettext("{day}, in {n} day", "{day}, in {n} days", days, day=written)

"""One line that says what happened: saved and when, or refused and why. Words carry it, colour only helps."""

from dataclasses import dataclass
from enum import Enum

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.text import printable


class Tone(Enum):
    """How a line is meant."""

    PLAIN = "$muted"
    SAVED = "$success"
    REFUSED = "bold $error"


@dataclass(frozen=True, slots=True)
class Status:
    """A sentence with its tone."""

    words: str = ""
    tone: Tone = Tone.PLAIN


class StatusLine(Widget):
    """Draws the last status."""

    status: reactive[Status] = reactive(Status(), layout=True)

    def render(self) -> Content:
        return Content(printable(self.status.words)).stylize(self.status.tone.value)

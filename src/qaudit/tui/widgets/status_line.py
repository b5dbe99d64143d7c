"""What happened: saved and when, on one line; or refused and why, on as many as that needs.

Words carry it, colour only helps.
"""

from dataclasses import dataclass
from enum import Enum

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.text import printable
from qaudit.tui.widgets.lines import aligned, joined


class Tone(Enum):
    """How a line is meant."""

    PLAIN = "$muted"
    SAVED = "$success"
    WRITTEN = "bold $success"
    REFUSED = "bold $error"


WHOLE = frozenset((Tone.WRITTEN, Tone.REFUSED))
"""Tones of what must not be cut: a path, a reason."""


@dataclass(frozen=True, slots=True)
class Status:
    """A sentence with its tone."""

    words: str = ""
    tone: Tone = Tone.PLAIN


class StatusLine(Widget):
    """Draws the last status."""

    status: reactive[Status] = reactive(Status())

    def watch_status(self, was: Status, status: Status) -> None:
        # Only these are higher than one line: laying the page out anew costs more than all the rest.
        if WHOLE & {was.tone, status.tone}:
            self.refresh(layout=True)

    def render(self) -> Content:
        line = Content(printable(self.status.words)).stylize(self.status.tone.value)
        width = max(1, self.content_size.width)
        if self.status.tone in WHOLE:
            return joined(aligned(line, width))
        return aligned(line.truncate(width, ellipsis=True), width)[0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if self.status.tone not in WHOLE:
            return 1
        return len(aligned(Content(printable(self.status.words)), width))

"""The entry line: where a number, a time or a duration is typed, with what it comes to beside it.

The screen hands it each key itself, in the order they came: a focused input would take its keys through a queue
of its own, and the key after Enter could get lost there.
"""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.text import printable
from qaudit.tui.messages import EntryClicked
from qaudit.tui.widgets.lines import pointer, row

LONGEST_ENTRY = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """A line in the making; the cursor stands before the character at `cursor`."""

    text: str
    cursor: int

    @classmethod
    def whole(cls, text: str) -> "Typed":
        """A line with the cursor at its end."""
        return cls(text, len(text))

    def with_inserted(self, characters: str) -> "Typed":
        """The line after characters were typed or pasted; line breaks become blanks."""
        added = printable(characters, one_line=True)[: LONGEST_ENTRY - len(self.text)]
        text = self.text[: self.cursor] + added + self.text[self.cursor :]
        return Typed(text, self.cursor + len(added))


def after_key(typed: Typed, key: str) -> Typed | None:
    """The line after an editing key; None where the key does not edit."""
    text, cursor = typed.text, typed.cursor
    match key:
        case "backspace" | "ctrl+h":
            return Typed(text[: max(0, cursor - 1)] + text[cursor:], max(0, cursor - 1))
        case "delete":
            return Typed(text[:cursor] + text[cursor + 1 :], cursor)
        case "ctrl+u":
            return Typed(text[cursor:], 0)
        case "left":
            return Typed(text, max(0, cursor - 1))
        case "right":
            return Typed(text, min(len(text), cursor + 1))
        case "home" | "ctrl+a":
            return Typed(text, 0)
        case "end" | "ctrl+e":
            return Typed.whole(text)
        case _:
            return None


class EntryLine(Widget):
    """Draws the typed line, or while nothing is typed what the standard takes."""

    typed: reactive[Typed | None] = reactive(None)
    prompt: reactive[str] = reactive("")
    meaning: reactive[str] = reactive("")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(EntryClicked())

    def render(self) -> Content:
        if self.typed is None:
            return row((Content("  "), Content.styled(self.prompt, "$muted")), self.content_size.width)
        text = self.typed.text + " "
        at = self.typed.cursor
        typed = Content.assemble(text[:at], (text[at], "reverse"), text[at + 1 :])
        meaning = Content.styled(self.meaning, "$primary")
        sign = pointer(">").stylize("bold $accent")
        return row((sign, Content(" "), typed, Content("  "), meaning), self.content_size.width)

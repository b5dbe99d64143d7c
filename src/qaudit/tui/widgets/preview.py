"""What is typed, as it is drawn: below a field that holds right-to-left letters, which the field keeps as typed."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.text import printable
from qaudit.tui.display_order import turns
from qaudit.tui.widgets.entry import Typed
from qaudit.tui.widgets.lines import joined, wrapped

MOST_HIGH = 3


class Preview(Widget):
    """Draws the line that is typed, with its cursor; nothing where it is in order already."""

    DEFAULT_CSS = """
    Preview {
        display: none;
        height: auto;
        padding: 0 1;
        color: $primary;
    }
    """

    typed: reactive[Typed | None] = reactive(None)

    def watch_typed(self, typed: Typed | None) -> None:
        is_needed = typed is not None and turns(typed.text)
        # Laying the page out anew costs more than all the rest.
        if is_needed != self.display:
            self.display = is_needed
        elif is_needed and len(self._drawn(self.content_size.width)) != self.content_size.height:
            self.refresh(layout=True)

    def _drawn(self, width: int) -> list[Content]:
        return preview_lines(self.typed, width) if self.typed is not None else [Content("")]

    def render(self) -> Content:
        return joined(self._drawn(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._drawn(width))


def preview_lines(typed: Typed, width: int) -> list[Content]:
    """The lines around the cursor, at most `MOST_HIGH`."""
    before, at, after = (
        typed.text[: typed.cursor],
        typed.text[typed.cursor :][:1],
        typed.text[typed.cursor + 1 :],
    )
    line = Content.assemble(
        printable(before, one_line=True),
        (printable(at or " ", one_line=True), "reverse"),
        printable(after, one_line=True),
    )
    lines = wrapped(line, width)
    here = next(
        (place for place, one in enumerate(lines) if any(span.style == "reverse" for span in one.spans)), 0
    )
    first = max(0, min(here - 1, len(lines) - MOST_HIGH))
    return lines[first : first + MOST_HIGH]

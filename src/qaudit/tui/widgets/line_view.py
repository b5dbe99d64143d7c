"""A long text to scroll through, of which only the lines in view are drawn."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

LinesAt = Callable[[int], Sequence[Content]]
"""The drawn lines of the text at a width."""


class LineView(ScrollView, can_focus=True):
    """Draws the lines that a text has at the width that there is."""

    DEFAULT_CSS = """
    LineView {
        height: 1fr;
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    def __init__(self, lines_at: LinesAt, *, name: str, around: int | None = None) -> None:
        """On a sheet, `around` is how many rows of the window it leaves; it is no higher than its text then."""
        super().__init__(id=name)
        self._lines_at = lines_at
        self._around = around
        self._lines: Sequence[Content] = ()

    def on_resize(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Makes the lines anew."""
        width = self.scrollable_content_region.width
        if width > 0:
            self._lines = self._lines_at(width)
            self.virtual_size = Size(width, len(self._lines))
            if self._around is not None:
                self.styles.height = max(1, min(len(self._lines), self.app.size.height - self._around))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        width, place = self.scrollable_content_region.width, y + self.scroll_offset.y
        if place >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        strips = Visual.to_strips(self, self._lines[place], width, 1, self.visual_style)
        return strips[0] if strips else Strip.blank(width, self.visual_style.rich_style)

"""A long list of which only the rows in view are drawn, one of them chosen. Thousands of rows cost what twenty do."""

from collections.abc import Callable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Draw = Callable[[int, int], Sequence[Content]]
"""The drawn lines of the row at a place, at a width; every row has the list's `row_height`."""


class RowChosen(Message):
    """A row was clicked."""


class RowList(ScrollView):
    """Rows that `draw` draws when they come into view."""

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    chosen: reactive[int] = reactive(0, repaint=False)

    def __init__(self, draw: Draw, *, name: str) -> None:
        super().__init__(id=name)
        self._draw = draw
        self._count = 0
        self._row_height = 1

    def show(self, count: int, row_height: int) -> None:
        """Shows so many rows from the first on."""
        self._count, self._row_height = count, row_height
        self.chosen = 0
        self.virtual_size = Size(self.scrollable_content_region.width, count * row_height)
        self.scroll_home(animate=False)
        self.refresh()

    def move(self, step: int) -> None:
        """Chooses another row, as many rows down as `step` says."""
        self.chosen = max(0, min(self.chosen + step, self._count - 1))

    @property
    def page(self) -> int:
        """Rows in view."""
        return max(1, self.scrollable_content_region.height // self._row_height)

    def watch_chosen(self, was: int, chosen: int) -> None:
        for place in {was, chosen}:
            self.refresh_lines(place * self._row_height, self._row_height)
        row = Region(0, chosen * self._row_height, self.scrollable_content_region.width, self._row_height)
        self.scroll_to_region(row, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        place, line = divmod(y + self.scroll_offset.y, self._row_height)
        if place >= self._count or width < 1:
            return Strip.blank(width, self.visual_style.rich_style)
        drawn = self._draw(place, width)[line]
        if place == self.chosen:
            filled = drawn.pad_right(max(0, width - drawn.cell_length))
            drawn = filled.stylize_before("bold on $primary 30%")
        strips = Visual.to_strips(self, drawn, width, 1, self.visual_style)
        return strips[0] if strips else Strip.blank(width, self.visual_style.rich_style)

    def on_click(self, event: events.Click) -> None:
        place = (event.get_content_offset_capture(self).y + self.scroll_offset.y) // self._row_height
        if 0 <= place < self._count:
            event.stop()
            self.chosen = place
            self.post_message(RowChosen())

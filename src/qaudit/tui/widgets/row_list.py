"""A long list of which only the rows in view are drawn, one of them chosen. Thousands of rows cost what twenty do.

It scrolls by itself: Textual's scrolling would lay the whole page out anew whenever the number of rows changes, which
with a search is at every letter.
"""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qaudit.tui.display_order import is_mirrored

Draw = Callable[[int, int], Sequence[Content]]
"""The drawn lines of the row at a place, at a width; every row has the list's `row_height`."""
BAR = 2
"""Cells of the bar that shows which part is in view, with the gap before it."""


class RowChosen(Message):
    """A row was clicked."""


class RowList(Widget, can_focus=True):
    """Rows that `draw` draws when they come into view."""

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        padding: 0 1;
    }
    """

    def __init__(self, draw: Draw, *, name: str) -> None:
        super().__init__(id=name)
        self._draw = draw
        self._count = 0
        self._row_height = 1
        self._first = 0
        self._page_before = 1
        self.chosen = 0

    def show(self, count: int, row_height: int, chosen: int = 0) -> None:
        """Shows so many rows, with the chosen one in view."""
        self._count, self._row_height = count, row_height
        self.chosen = self._first = 0
        self.move(chosen)

    def on_resize(self) -> None:
        # Rows may have been shown before there was room. What is new room shows the rows above.
        self._first = max(0, self._first - max(0, self.page - self._page_before))
        self.move(0)

    @property
    def in_view(self) -> range:
        """The places of the rows in view."""
        return range(self._first, min(self._first + self.page, self._count))

    def move(self, step: int) -> None:
        """Chooses another row, as many rows down as `step` says."""
        self.chosen = max(0, min(self.chosen + step, self._count - 1))
        self._first = max(self.chosen - self.page + 1, min(self._first, self.chosen))
        self._page_before = self.page
        self.refresh()

    @property
    def page(self) -> int:
        """Rows in view."""
        return max(1, self.content_size.height // self._row_height)

    def render_line(self, y: int) -> Strip:
        width, style = self.content_size.width, self.visual_style
        row, line = divmod(y, self._row_height)
        place = self._first + row
        if place >= self._count or row >= self.page or width <= BAR:
            return Strip.blank(width, style.rich_style)
        drawn = self._draw(place, width - BAR)[line]
        drawn = drawn.pad_right(max(0, width - BAR - drawn.cell_length))
        if place == self.chosen:
            drawn = drawn.stylize_before("bold on $primary 30%")
        bar = Content.styled("█" if self._is_in_view(y) else " ", "$panel")
        sides = (drawn, Content(" "), bar)
        whole = Content.assemble(*(reversed(sides) if is_mirrored() else sides))
        # Textual's general way would wrap the line again and make it fit to be selected: half the time of a repaint.
        return Strip([Segment(text, (style + over).rich_style) for text, over in whole.render(end="")], width)

    def _is_in_view(self, y: int) -> bool:
        """Whether the bar is drawn on this line; nowhere where all rows are in view."""
        height = self.content_size.height
        if self._count <= self.page:
            return False
        begin = self._first * height // self._count
        return begin <= y <= begin + max(1, self.page * height // self._count) - 1

    def on_click(self, event: events.Click) -> None:
        place = self._first + event.get_content_offset_capture(self).y // self._row_height
        if self._first <= place < self._count:
            event.stop()
            self.chosen = place
            self.post_message(RowChosen())

    def on_mouse_scroll_down(self) -> None:
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        self.move(-1)

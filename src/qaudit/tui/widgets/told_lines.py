"""Lines of text that a page makes for the width that there is, as high as they are."""

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from qaudit.tui.widgets.lines import joined


class ToldLines(Widget):
    """Draws what `lines_at` gives for a width."""

    DEFAULT_CSS = """
    ToldLines {
        height: auto;
        padding: 0 1;
        background: $panel;
    }
    """

    def __init__(self, lines_at: Callable[[int], Sequence[Content]], *, name: str) -> None:
        super().__init__(id=name)
        self._lines_at = lines_at

    def render(self) -> Content:
        return joined(self._lines_at(max(1, self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines_at(max(1, width)))

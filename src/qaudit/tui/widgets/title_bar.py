"""The head of a page: what it is at the left, how much there is at the right."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.tui.widgets.lines import one_line, row


class TitleBar(Widget):
    """Draws one line."""

    count: reactive[str] = reactive("")
    words: reactive[str] = reactive("")

    def __init__(self, title: str) -> None:
        super().__init__(id="title")
        self.set_reactive(TitleBar.words, title)

    def render(self) -> Content:
        right = Content(one_line(self.count)).stylize("not bold $foreground")
        return row((Content(one_line(self.words)),), self.content_size.width, (right,))

"""A title, a label or a sentence of ours, folded to the width that there is."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.core.text import printable
from qaudit.tui.widgets.lines import aligned, centred, joined


class Caption(Widget):
    """Draws words as they are: nothing in them is markup."""

    words: reactive[str] = reactive("", layout=True)

    def __init__(self, words: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id, classes=classes)
        self.set_reactive(Caption.words, words)

    def _drawn(self, width: int) -> list[Content]:
        return aligned(Content(printable(self.words)), width)

    def render(self) -> Content:
        return joined(self._drawn(self.content_size.width))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return max(Content(line).cell_length for line in printable(self.words).split("\n"))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._drawn(width))


class Notice(Caption):
    """Words in the middle of a window that is too small for anything else."""

    def _drawn(self, width: int) -> list[Content]:
        return centred(Content(self.words), width)

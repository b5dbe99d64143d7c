"""Several lines to type in. Apart from the others, because what it needs is slow to load."""

from textual import events, on
from textual.widget import Widget
from textual.widgets import TextArea

from qaudit.tui.widgets.entry import Typed
from qaudit.tui.widgets.fields import given_to_page
from qaudit.tui.widgets.preview import Preview


class NoteField(TextArea):
    """Words of any length, folded at the window's edge; the line with the cursor has its preview."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, id=name, soft_wrap=True, compact=True, highlight_cursor_line=False)
        self.preview = Preview()

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _show(self) -> None:
        row, column = self.cursor_location
        self.preview.typed = Typed(self.document.get_line(row), column)

    def with_preview(self) -> tuple[Widget, Widget]:
        """The field and what goes below it."""
        return self, self.preview

    async def on_key(self, event: events.Key) -> None:
        await given_to_page(self, event)

    def take(self, characters: str) -> None:
        """Puts characters in at the cursor."""
        self.insert(characters)

"""Several lines to type in. Apart from the others, because what it needs is slow to load."""

from textual import events
from textual.widgets import TextArea

from qaudit.tui.widgets.fields import given_to_page


class NoteField(TextArea):
    """Words of any length, folded at the window's edge."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, id=name, soft_wrap=True, compact=True, highlight_cursor_line=False)

    async def on_key(self, event: events.Key) -> None:
        await given_to_page(self, event)

    def take(self, characters: str) -> None:
        """Puts characters in at the cursor."""
        self.insert(characters)

"""Fields to type in, which leave the page's own keys to the page in the order in which they were typed.

Textual runs a priority binding as soon as the app sees its key, while letters typed before it may still wait for the
field: Enter could save a note without its last word.
"""

from typing import TYPE_CHECKING, Protocol, cast

from textual import events
from textual.widget import Widget
from textual.widgets import Input

if TYPE_CHECKING:
    from qaudit.tui.screens.page import Page


class Field(Protocol):
    """What a page's letters are meant for."""

    def take(self, characters: str) -> None:
        """Puts characters in at the cursor."""


async def given_to_page(field: Widget, event: events.Key) -> None:
    """Lets the page of a field have a key that is its own, and any key that came after the page was left."""
    page = cast("Page[object]", field.screen)
    act = page.prior_act(event.key)
    if field.app.screen is not page:
        event.stop()
        event.prevent_default()
        field.app.post_message(events.Key(event.key, event.character))
    elif act is not None:
        event.stop()
        event.prevent_default()
        await page.run_act(act)


class LineField(Input):
    """One line."""

    async def on_key(self, event: events.Key) -> None:
        await given_to_page(self, event)

    def take(self, characters: str) -> None:
        """Puts characters in at the cursor."""
        self.insert_text_at_cursor(characters)

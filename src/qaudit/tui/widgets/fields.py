"""Fields to type in, which leave the page's own keys to the page in the order in which they were typed.

Textual runs a priority binding as soon as the app sees its key, while letters typed before it may still wait for the
field: Enter could save a note without its last word.
"""

from typing import TYPE_CHECKING, Protocol, cast

from textual import events
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from qaudit.tui.display_order import direction_of_ours, drawn, turns
from qaudit.tui.widgets.entry import Typed
from qaudit.tui.widgets.preview import Preview

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
    """One line, and below it what it holds as it is drawn, where that is another order."""

    def __init__(
        self, name: str, value: str = "", *, placeholder: str = "", suggester: Suggester | None = None
    ) -> None:
        self.preview = Preview()
        shown = drawn(placeholder, direction_of_ours(placeholder)) if turns(placeholder) else placeholder
        super().__init__(value, placeholder=shown, suggester=suggester, id=name, compact=True)

    def with_preview(self) -> tuple[Widget, Widget]:
        """The field and what goes below it."""
        return self, self.preview

    def watch_value(self) -> None:
        self._renew_preview()

    def watch_selection(self) -> None:
        self._renew_preview()

    def _renew_preview(self) -> None:
        self.preview.typed = Typed(self.value, min(self.cursor_position, len(self.value)))

    async def on_key(self, event: events.Key) -> None:
        await given_to_page(self, event)

    def take(self, characters: str) -> None:
        """Puts characters in at the cursor."""
        self.insert_text_at_cursor(characters)

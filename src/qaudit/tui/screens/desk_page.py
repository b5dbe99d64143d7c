"""What the first pages of reviewers, branch managers and headquarters share: they show what is new, and lead home."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from qaudit.core.people import Person
from qaudit.speech import _
from qaudit.tui.screens.page import Page

if TYPE_CHECKING:
    from qaudit.tui.app import QauditApp

LOOK_AROUND = 3.0
"""Seconds between two looks at what others wrote."""


class DeskPage(Page[None]):
    """A person's desk. `is_home` says that it is the app's first page, which is left by leaving the program.

    `EVERY` is how many seconds lie between two looks at what others wrote.
    """

    EVERY: ClassVar[float] = LOOK_AROUND
    # Whoever steps back by Esc, page by page, does not fall out of the program at the last one.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "step_back", show=False)]

    def __init__(self, *, is_home: bool = True) -> None:
        super().__init__()
        self._is_home = is_home

    def read(self) -> None:
        """Reads what the desk shows from the store, and draws it where it changed."""
        raise NotImplementedError

    @property
    def person(self) -> Person:
        """Who sits here."""
        return self.desk.person

    def on_mount(self) -> None:
        self.set_interval(self.EVERY, self.look_around)

    def on_screen_resume(self) -> None:
        cast("QauditApp", self.app).wear(None)
        self.read()

    def look_around(self) -> None:
        """Shows what others wrote; under another page it waits until this one is back."""
        if self.app.screen is self:
            self.read()

    def key_labels(self) -> dict[str, str]:
        return {"leave": _("quit") if self._is_home else _("back")}

    def action_visits(self) -> None:
        cast("QauditApp", self.app).show_visits()

    def action_step_back(self) -> None:
        if not self._is_home:
            self.dismiss(None)

    def action_leave(self) -> None:
        if self._is_home:
            self.app.exit(0)
        else:
            self.dismiss(None)

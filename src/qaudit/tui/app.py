"""The terminal app: it knows its desk, its colours and its first page. What can be done is known by the pages."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.command import Provider
from textual.theme import Theme

from qaudit.core.standards import Pack
from qaudit.core.walk import Walk
from qaudit.errors import QauditError
from qaudit.tui.theme import app_theme, brand_theme
from qaudit.wiring import Desk


def _acts() -> type[Provider]:
    from qaudit.tui.palette import Acts

    return Acts


class QauditApp(App[int]):
    """One desk, one terminal."""

    TITLE = "qaudit"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_acts}
    NOTIFICATION_TIMEOUT = 4

    def __init__(self, desk: Desk, visit_id: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._visit_id = visit_id
        own = app_theme()
        self.register_theme(own)
        self.theme = own.name

    def on_mount(self) -> None:
        if self._visit_id is None:
            self.show_home()
            return
        try:
            self.show_visit(self.desk.fieldwork.walk(self._visit_id))
        except QauditError as fault:
            self.show_home(fault)

    def show_home(self, refusal: QauditError | None = None) -> None:
        """Shows the visits, and what was refused."""
        from qaudit.tui.screens.home import HomePage

        self.push_screen(HomePage(refusal))

    def show_visit(self, walk: Walk) -> None:
        """Shows a visit where its auditor stood, in its brand's colours. With no page below, leaving it leads home."""
        from qaudit.tui.screens.visit import VisitPage

        is_first = len(self.screen_stack) == 1
        self.wear(walk.pack)
        self.push_screen(VisitPage(walk), lambda _: self.show_home() if is_first else None)

    def wear(self, pack: Pack | None) -> None:
        """Takes a brand's colours, or the app's own."""
        theme = self._theme_of(pack)
        if self.theme != theme.name:
            self.register_theme(theme)
            self.theme = theme.name

    def _theme_of(self, pack: Pack | None) -> Theme:
        return app_theme() if pack is None else brand_theme(f"brand-{pack.ref}", pack.brand)


def run(desk: Desk, visit_id: str | None = None) -> int:
    """Opens the app, on a visit where one is named, and gives the exit code."""
    app = QauditApp(desk, visit_id)
    result = app.run()
    return result if isinstance(result, int) else app.return_code or 0

"""The terminal app: it knows its desk, its colours and its first page. What can be done is known by the pages."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import App
from textual.command import Provider
from textual.theme import Theme

from qaudit.core.standards import Pack
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
        from qaudit.tui.screens.home import HomePage

        home = HomePage()
        self.push_screen(home)
        if self._visit_id is not None:
            home.open_visit(self._visit_id)

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

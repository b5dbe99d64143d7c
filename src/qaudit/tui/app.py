"""The terminal app: it knows its desk, its colours and its first page. What can be done is known by the pages."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.theme import Theme

from qaudit.core.people import Role
from qaudit.core.standards import Pack
from qaudit.core.walk import Walk
from qaudit.errors import QauditError
from qaudit.speech import _
from qaudit.tui.comparing import Comparing
from qaudit.tui.display_order import draw_in_order, turns
from qaudit.tui.terminal_bidi import LEAVE_ORDER, TAKE_ORDER, is_ordered_by_app
from qaudit.tui.theme import app_theme, brand_theme
from qaudit.tui.widgets.lines import joined, wrapped
from qaudit.wiring import Desk

MOST_OF_A_TOAST, AROUND_A_TOAST = 56, 4
"""Cells of a line in a toast, at most, and of what is around it."""


class QauditApp(App[int]):
    """One desk, one terminal."""

    TITLE = "qaudit"
    NOTIFICATION_TIMEOUT = 4

    def __init__(self, desk: Desk, visit_id: str | None = None) -> None:
        """Raises `UsageError` where nobody has the alias of who sits at the desk."""
        self.desk = desk
        self.role = desk.acting.role if desk.acting else None
        self.comparing = Comparing()
        draw_in_order(is_ordered_by_app(desk.bidi, desk.terminal_signs))
        self._first: Walk | QauditError | None = self._found(visit_id) if visit_id else None
        is_visit = isinstance(self._first, Walk)
        # The first page's own styles are not read by Textual; a visit needs none of the other pages'.
        super().__init__(css_path=["app.tcss"] if is_visit else ["app.tcss", "pages.tcss"])
        first = self._theme_of(self._first.pack if isinstance(self._first, Walk) else None)
        self.register_theme(first)
        # Without its watcher, which would have all styles read a second time before the first paint.
        self.set_reactive(App.theme, first.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def _found(self, visit_id: str) -> Walk | QauditError:
        try:
            return self.desk.fieldwork.walk(visit_id)
        except QauditError as fault:
            return fault

    def get_default_screen(self) -> "Screen[Any]":
        """The first page itself: an empty one below it would be painted first."""
        if isinstance(self._first, Walk):
            return self._visit_page(self._first)
        return self._home_page(self._first)

    def action_command_palette(self) -> None:
        """Lists the acts of the page, to find one by words. In a list that is searched it would search itself."""
        from qaudit.tui.palette import open_palette
        from qaudit.tui.screens.page import Page
        from qaudit.tui.screens.search import SearchSheet

        if isinstance(self.screen, Page) and not isinstance(self.screen, SearchSheet):
            open_palette(self.screen)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Shows a sentence of ours for a moment, folded and in order for the corner it is shown in."""
        if turns(message):
            lines = wrapped(
                Content(message), min(MOST_OF_A_TOAST, self.size.width // 2 - AROUND_A_TOAST), is_ours=True
            )
            message = joined(lines).plain
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def action_help_quit(self) -> None:
        """Ctrl+C copies in a field; elsewhere it is said what leaves."""
        self.notify(_("Ctrl+Q leaves the program"), markup=False)

    def show_visit(self, walk: Walk) -> None:
        """Shows a visit where its auditor stood, in its brand's colours."""
        self.wear(walk.pack)
        self.push_screen(self._visit_page(walk))

    def leave_visit(self) -> None:
        """Goes back to the visits. Where they were not shown yet, they lie over the visit from then on."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.push_screen(self._home_page())

    def show_visits(self) -> None:
        """Goes from a person's desk to the list of all visits."""
        from qaudit.tui.screens.home import HomePage

        self._go_over_to(HomePage())

    def show_desk(self) -> None:
        """Goes from the list of all visits to the desk of the person's role."""
        self._go_over_to(self._home_page())

    def _go_over_to(self, page: "Screen[Any]") -> None:
        """Goes back to a page of this kind where it lies below; else it lies over this one from then on."""
        below = self.screen_stack[-2:-1]
        if below and type(below[0]) is type(page):
            self.pop_screen()
        else:
            self.push_screen(page)

    def _home_page(self, refusal: QauditError | None = None) -> "Screen[Any]":
        if refusal is None and self.role is not None:
            return desk_page(self.role)
        from qaudit.tui.screens.home import HomePage

        return HomePage(refusal)

    def _visit_page(self, walk: Walk) -> "Screen[Any]":
        from qaudit.tui.screens.visit import VisitPage

        return VisitPage(walk)

    def wear(self, pack: Pack | None) -> None:
        """Takes a brand's colours, or the app's own."""
        theme = self._theme_of(pack)
        if self.theme != theme.name:
            self.register_theme(theme)
            self.theme = theme.name

    def _theme_of(self, pack: Pack | None) -> Theme:
        return app_theme() if pack is None else brand_theme(f"brand-{pack.ref}", pack.brand)


def desk_page(role: Role) -> "Screen[Any]":
    """The first page of a role: shoppers have the list of visits."""
    match role:
        case Role.REVIEWER:
            from qaudit.tui.screens.review_queue import ReviewQueuePage

            return ReviewQueuePage()
        case Role.MANAGER:
            from qaudit.tui.screens.branch_desk import BranchDeskPage

            return BranchDeskPage()
        case Role.HEADQUARTERS:
            from qaudit.tui.screens.headquarters_desk import HeadquartersDeskPage

            return HeadquartersDeskPage()
        case Role.SHOPPER:
            from qaudit.tui.screens.home import HomePage

            return HomePage()


@contextmanager
def _left_alone(is_wanted: bool) -> Iterator[None]:
    """Has the terminal leave the order of the text alone, where that is wanted."""
    terminal = sys.__stderr__
    if not is_wanted or terminal is None or not terminal.isatty():
        yield
        return
    terminal.write(LEAVE_ORDER)
    try:
        yield
    finally:
        terminal.write(TAKE_ORDER)
        terminal.flush()


def run(desk: Desk, visit_id: str | None = None) -> int:
    """Opens the app, on a visit where one is named, and gives the exit code."""
    app = QauditApp(desk, visit_id)
    with _left_alone(desk.bidi == "off" or is_ordered_by_app(desk.bidi, desk.terminal_signs)):
        result = app.run()
    return result if isinstance(result, int) else app.return_code or 0

"""The app for a trial of a pack: one page, and out."""

from typing import Any

from textual.screen import Screen

from qaudit.core.walk import Walk
from qaudit.tui.app import QauditApp
from qaudit.wiring import Desk


class TrialApp(QauditApp):
    """The app on a trial's visit, which is the only one its desk has."""

    def _visit_page(self, walk: Walk) -> "Screen[Any]":
        from qaudit.tui.screens.trial import TrialPage

        return TrialPage(walk)


def run_trial(desk: Desk, visit_id: str) -> int:
    """Opens the app on a trial's visit and gives the exit code."""
    app = TrialApp(desk, visit_id)
    result = app.run()
    return result if isinstance(result, int) else app.return_code or 0

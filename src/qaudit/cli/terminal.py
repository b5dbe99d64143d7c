"""The door from a command to the terminal app."""

from typing import TYPE_CHECKING

from qaudit.cli import output
from qaudit.errors import UsageError
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.wiring import Desk


def open_app(desk: "Desk", visit_id: str | None = None) -> int:
    """Runs the app, on a visit where one is named. Raises `UsageError` where there is no terminal.

    Raises `UsageError` for an alias that nobody has, and `VisitNotFound`, before the screen is taken.
    """
    refuse_without_terminal(f"qaudit visit walk {visit_id} --plain" if visit_id else "qaudit --help")
    named = desk.fieldwork.walk(visit_id).visit.id if visit_id else None
    from qaudit.tui.app import run
    from qaudit.wiring import forget_window_size

    forget_window_size()
    return run(desk, named)


def refuse_without_terminal(otherwise: str) -> None:
    """Raises `UsageError` where no full-screen app can run; `otherwise` is the command that needs none."""
    if not output.is_terminal():
        raise UsageError(
            _("The app needs a terminal and there is none here"),
            _("without one: {command}", command=otherwise),
        )

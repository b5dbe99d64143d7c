"""Days as they are typed: `--since` and `--until`."""

from datetime import date
from typing import Annotated

import typer

from qaudit.errors import UsageError
from qaudit.speech import _

Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DAY", help=_("The first day, as 2026-01-31."), show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DAY", help=_("The last day, that day included."), show_default=False),
]


def read_day(written: str | None) -> date | None:
    """The day that was typed; None where none was. Raises `UsageError`."""
    return None if written is None else needed_day(written)


def needed_day(written: str) -> date:
    """The day that was typed. Raises `UsageError`."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(_("'{written}' is no day", written=written), _("write it as 2026-01-31")) from None

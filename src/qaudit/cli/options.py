"""The options that every command has or several share, and the desk they lead to."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qaudit.cli.completion import offer_codes, offer_people, offer_visits
from qaudit.errors import UsageError
from qaudit.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from qaudit.core.walk import Walk
    from qaudit.desk.world import World
    from qaudit.wiring import Desk

Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL|PATH",
        help=_("The store. Else QAUDIT_DB, else the user's data folder."),
        show_default=False,
    ),
]
StandardsFolders = Annotated[
    list[str] | None,
    typer.Option(
        "--standards",
        metavar="DIR",
        help=_("A folder of packs beside the shipped ones; may be repeated. Else QAUDIT_STANDARDS."),
        show_default=False,
    ),
]
LakeFolder = Annotated[
    str | None,
    typer.Option(
        "--lake",
        metavar="DIR",
        help=_("The folder of the lake. Else QAUDIT_LAKE, else the settings, else beside the store."),
        show_default=False,
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="ALIAS",
        help=_("Who you are. Else QAUDIT_AS, else the settings."),
        autocompletion=offer_people,
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=_("One JSON document instead of text."))]
VisitId = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help=_("The visit's id, or enough of it."),
        autocompletion=offer_visits,
        show_default=False,
    ),
]
VisitIds = Annotated[
    list[str],
    typer.Argument(
        metavar="ID...",
        help=_("Visits by id, or enough of it."),
        autocompletion=offer_visits,
        show_default=False,
    ),
]
Code = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=_("The standard's code."), autocompletion=offer_codes, show_default=False
    ),
]
Why = Annotated[str, typer.Option(metavar="REASON", help=_("Why; kept in the journal."), show_default=False)]
ShownFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--file", metavar="FILE", help=_("A file that shows it; may be repeated."), show_default=False
    ),
]


@dataclass(frozen=True, slots=True)
class Invocation:
    """What was asked before the noun. `world` is the clock and the ids; None for the real ones."""

    db: str | None = None
    standards: tuple[str, ...] = ()
    world: "World | None" = None
    who: str | None = None


def desk_of(
    context: typer.Context,
    db: str | None = None,
    standards: "Sequence[str] | None" = None,
    who: str | None = None,
    *,
    default_design: bool = False,
) -> "Desk":
    """The desk that a command works at, closed with it. Its own options go before those ahead of the noun.

    `default_design` leaves out brands' own designs.
    """
    from qaudit.wiring import Desk

    asked = _asked(context)
    desk = Desk(
        db or asked.db,
        tuple(standards or ()) or asked.standards,
        world=asked.world,
        who=who or asked.who,
        default_design=default_design,
    )
    context.call_on_close(desk.close)
    return desk


def refuse_without_store(desk: "Desk", hint: str) -> None:
    """Raises `UsageError` where there is no store, for what only looks: else opening the store would make one."""
    from qaudit.core.text import printable

    if not desk.has_store:
        place = printable(desk.store_target, one_line=True)
        raise UsageError(_("There is no store in {place}", place=place), hint)


def again(
    context: typer.Context,
    command: str,
    db: str | None = None,
    standards: "Sequence[str] | None" = None,
    who: str | None = None,
) -> str:
    """A command to type next, with the store, the library and the person that were named for this one.

    A URL that may hold a password is not repeated.
    """
    from shlex import quote

    asked = _asked(context)
    words = ["qaudit"]
    named = db or asked.db
    if named and not ("://" in named and "@" in named):
        words += ["--db", quote(named)]
    for folder in tuple(standards or ()) or asked.standards:
        words += ["--standards", quote(folder)]
    if person := who or asked.who:
        words += ["--as", quote(person)]
    return " ".join([*words, command])


def read_moment_of(desk: "Desk", walk: "Walk", written: str | None) -> "datetime | None":
    """The moment that `--at` or `--left` names on the auditor's clock, in UTC. Raises `UsageError`."""
    if written is None:
        return None
    from qaudit.core.moments import read_time

    moment = read_time(written, desk.world.now(), walk.visit.utc_offset_minutes)
    if moment is None:
        raise UsageError(
            _("'{written}' is not a time", written=written), _("write 10:02, 10:02:40 or 2026-05-14 10:02")
        )
    return moment


def _asked(context: Any) -> Invocation:
    asked = context.find_root().obj
    return asked if isinstance(asked, Invocation) else Invocation()

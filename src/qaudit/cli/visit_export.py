"""`visit export`: finished visits as tables or one document, for the brand office."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_visits
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.core.visits import VisitKind
from qaudit.desk.results import ResultsFormat, Wanted
from qaudit.speech import _, ngettext


def export_visits(
    context: typer.Context,
    target: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR|FILE",
            help=_("A folder for CSV tables, or a file that ends in .xlsx or .json."),
            show_default=False,
        ),
    ],
    visits: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID]...",
            help=_("Visits by id, or enough of it. Else all that fit."),
            autocompletion=offer_visits,
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        ResultsFormat | None, typer.Option("--format", help=_("Else by the ending."), show_default=False)
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option("--pack", metavar="PACK[@EDITION]", help=_("Only of this pack."), show_default=False),
    ] = None,
    branch: Annotated[
        str | None,
        typer.Option("--branch", metavar="CODE", help=_("Only to this branch."), show_default=False),
    ] = None,
    kind: Annotated[
        VisitKind | None, typer.Option("--kind", help=_("Only of this kind."), show_default=False)
    ] = None,
    since: Since = None,
    until: Until = None,
    has_bom: Annotated[
        bool, typer.Option("--bom", help=_("CSV with the mark that Excel knows UTF-8 by."))
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Writes finished visits, and prints the paths. For the brand office: scores are in it."""
    wanted = Wanted(tuple(visits or ()), pack, branch, kind, read_day(since), read_day(until))
    found = form or _ENDINGS.get(target.suffix.casefold(), ResultsFormat.CSV)
    desk = desk_of(context, db, standards, who)
    done = desk.results.hand_over(
        target, found, wanted, has_bom=has_bom, progress=output.progress_of(_("visits"))
    )
    for visit, reason in done.unreadable:
        output.tell(_("{visit} was left out: {reason}", visit=visit, reason=reason))
    if as_json:
        left_out = [{"visit": visit, "reason": reason} for visit, reason in done.unreadable]
        paths = [str(path) for path in done.paths]
        about = {"format": found.value, "visits": done.visits, "paths": paths}
        output.say_json({**about, "unreadable": left_out})
        return
    output.tell(ngettext("{n} visit", "{n} visits", done.visits))
    for path in done.paths:
        output.say(str(path))


_ENDINGS = {".xlsx": ResultsFormat.XLSX, ".json": ResultsFormat.JSON}

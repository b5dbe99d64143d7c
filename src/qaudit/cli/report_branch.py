"""`qaudit report branch`: one branch over a period."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_branches
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.report_options import DocumentLanguage, OutputFile, check_language
from qaudit.core.visits import VisitKind
from qaudit.desk.branch_document import AskedPeriod, default_branch_path
from qaudit.desk.documents import ReportFormat
from qaudit.speech import _


def report_branch(
    context: typer.Context,
    branch: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help=_("The branch's code."),
            autocompletion=offer_branches,
            show_default=False,
        ),
    ],
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        VisitKind, typer.Option("--kind", help=_("Visits of one kind; kinds are never averaged together."))
    ] = VisitKind.UNANNOUNCED,
    pack: Annotated[
        str,
        typer.Option(
            "--pack",
            metavar="PACK",
            help=_("Visits by this pack. Else by that of the last visit."),
            show_default=False,
        ),
    ] = "",
    path: OutputFile = None,
    language: DocumentLanguage = None,
    form: Annotated[
        ReportFormat | None,
        typer.Option("--format", help=_("Else by the file's ending."), show_default=False),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Writes the report and prints its path."""
    desk = desk_of(context, db, standards, who)
    asked = AskedPeriod(branch, read_day(since), read_day(until), kind, pack)
    source = desk.branch_document.gathered(desk.person, asked, language)
    check_language(language, source.pack.languages)
    form = form or _form_of(path)
    target = path or default_branch_path(source, Path(), form)
    written = desk.branch_document.write(source, target, form)
    if as_json:
        about = {"branch": source.branch.code, "visits": source.visits, "path": str(written)}
        output.say_json({**about, "format": form.value})
        return
    output.say(str(written))


def _form_of(path: Path | None) -> ReportFormat:
    is_html = path is not None and path.suffix.casefold() in (".html", ".htm")
    return ReportFormat.HTML if is_html else ReportFormat.PDF

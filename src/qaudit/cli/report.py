"""`qaudit report`: printed documents."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitId, desk_of
from qaudit.cli.report_batch import report_batch
from qaudit.cli.report_blank import report_blank
from qaudit.cli.report_branch import report_branch
from qaudit.cli.report_briefing import report_briefing
from qaudit.cli.report_certificate import report_certificate
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_kept import report_kept
from qaudit.cli.report_options import DefaultDesign, DocumentLanguage, OutputFile, check_language
from qaudit.cli.report_plan import report_plan
from qaudit.cli.report_preview import report_preview
from qaudit.cli.report_round import report_round
from qaudit.cli.report_signing import PasswordFile, Sign, signature_of
from qaudit.cli.report_verify import report_verify
from qaudit.desk.documents.visit import ReportFormat, default_report_path
from qaudit.speech import _

app = noun(NOUNS["report"])


@app.command(
    "visit",
    help=_(
        "Write the report of a visit and print its path. Of an open visit it is a report so far, and says so."
    ),
)
def report_visit(
    context: typer.Context,
    visit_id: VisitId,
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
    default_design: DefaultDesign = False,
    without_font: AllowsMissing = False,
    sign: Sign = None,
    password_file: PasswordFile = None,
) -> None:
    """Writes the report and prints its path."""
    desk = desk_of(context, db, standards, who, default_design=default_design)
    walk = desk.fieldwork.walk(visit_id)
    check_language(language, walk.pack.languages)
    form = form or _form_of(path)
    target = path or default_report_path(walk, Path(), form)
    finish = signature_of(desk, sign, password_file, form)
    with fonts_told(without_font) as noticed:
        written = desk.documents.visit_report(walk.visit.id, target, form, language, finish=finish)
    if as_json:
        about = {"visit": walk.visit.id, "path": str(written), "format": form.value}
        output.say_json({**about, "without_font": font_rows(noticed.characters)})
        return
    output.say(str(written))


app.command(
    "blank",
    help=_("Write a pack's checklist for pen and paper as a PDF, and print its path. It needs no store."),
)(report_blank)

app.command("branch", help=_("Write the report of a branch over a period, and print its path."))(
    report_branch
)

app.command(
    "round", help=_("Write the summary of a round for headquarters: all branches, and print its path.")
)(report_round)

app.command("actions", help=_("Write a branch's action plan, one page for the wall, and print its path."))(
    report_plan
)

app.command("briefing", help=_("Write what an auditor is told before a visit, and print its path."))(
    report_briefing
)

app.command(
    "certificate",
    help=_(
        "Write a certificate of a visit that passed, or of all of a branch's in a period, and print its path."
    ),
)(report_certificate)

app.command(
    "preview",
    help=_(
        "Write a document as it comes out and watch its design and its pack: after each change it is made anew, "
        "and the page shows itself anew in the browser."
    ),
)(report_preview)

app.command(
    "batch",
    help=_(
        "Write the reports of many visits into a folder, and print the paths of those that were made. What is "
        "there and unchanged is not made again."
    ),
)(report_batch)

app.command(
    "kept",
    help=_("List the reports that were kept when a visit was published, or write one of them to a file."),
)(report_kept)


app.command(
    "verify",
    help=_(
        "Say whether a printed report is the store's, still stands and was not changed. Without a store it says "
        "what it can."
    ),
)(report_verify)


def _form_of(path: Path | None) -> ReportFormat:
    is_html = path is not None and path.suffix.casefold() in (".html", ".htm")
    return ReportFormat.HTML if is_html else ReportFormat.PDF

"""`qaudit report branch`: one branch over a period."""

from pathlib import Path

import typer

from qaudit.cli import output
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import (
    BranchCode,
    DefaultDesign,
    DocumentFormat,
    DocumentLanguage,
    OfKind,
    OfPack,
    OutputFile,
    check_language,
    format_of,
)
from qaudit.core.visits import VisitKind
from qaudit.desk.documents.branch import AskedPeriod, default_branch_path


def report_branch(
    context: typer.Context,
    branch: BranchCode,
    since: Since = None,
    until: Until = None,
    kind: OfKind = VisitKind.UNANNOUNCED,
    pack: OfPack = "",
    path: OutputFile = None,
    language: DocumentLanguage = None,
    form: DocumentFormat = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
    default_design: DefaultDesign = False,
    without_font: AllowsMissing = False,
) -> None:
    """Writes the report and prints its path."""
    desk = desk_of(context, db, standards, who, default_design=default_design)
    asked = AskedPeriod(branch, read_day(since), read_day(until), kind, pack)
    source = desk.branch_document.gathered(desk.person, asked, language)
    check_language(language, source.pack.languages)
    form = format_of(form, path)
    target = path or default_branch_path(source, Path(), form)
    with fonts_told(without_font) as noticed:
        written = desk.branch_document.write(source, target, form)
    if as_json:
        about = {"branch": source.branch.code, "visits": source.visits, "path": str(written)}
        fonts = font_rows(noticed.characters)
        output.say_json({**about, "format": form.value, "without_font": fonts})
        return
    output.say(str(written))

"""`qaudit report actions`: a branch's action plan for the wall."""

from pathlib import Path

import typer

from qaudit.cli import output
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import (
    BranchCode,
    DefaultDesign,
    DocumentFormat,
    DocumentLanguage,
    OutputFile,
    check_language,
    format_of,
)
from qaudit.desk.documents.plan import default_plan_path


def report_plan(
    context: typer.Context,
    branch: BranchCode,
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
    """Writes the plan and prints its path."""
    desk = desk_of(context, db, standards, who, default_design=default_design)
    source = desk.papers.plan.gathered(desk.person, branch, language)
    check_language(language, source.pack.languages)
    form = format_of(form, path)
    target = path or default_plan_path(source, Path(), form)
    with fonts_told(without_font) as noticed:
        written = desk.papers.plan.write(source, target, form)
    if as_json:
        about = {"branch": source.branch.code, "actions": len(source.actions), "path": str(written)}
        fonts = font_rows(noticed.characters)
        output.say_json({**about, "format": form.value, "without_font": fonts})
        return
    output.say(str(written))

"""`qaudit report certificate`: of one visit that passed, or of all of a period."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_branches, offer_visits
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import (
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
from qaudit.desk.documents.certificate import CertifiedPeriod, default_certificate_path
from qaudit.errors import UsageError
from qaudit.speech import _


def report_certificate(
    context: typer.Context,
    visit_id: Annotated[
        str | None,
        typer.Argument(
            metavar="VISIT",
            help=_("A visit; else --branch."),
            autocompletion=offer_visits,
            show_default=False,
        ),
    ] = None,
    branch: Annotated[
        str | None,
        typer.Option(
            "--branch",
            metavar="CODE",
            help=_("All visits of a branch in a period."),
            autocompletion=offer_branches,
            show_default=False,
        ),
    ] = None,
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
    """Writes the certificate and prints its path."""
    if (visit_id is None) == (branch is None):
        raise UsageError(
            _("A certificate is of one visit or of one branch"), _("name a visit, or --branch CODE")
        )
    document = (
        desk := desk_of(context, db, standards, who, default_design=default_design)
    ).papers.certificate
    if visit_id is not None:
        source = document.of_visit(desk.person, visit_id, language)
    else:
        asked = CertifiedPeriod(branch or "", read_day(since), read_day(until), kind, pack)
        source = document.of_period(desk.person, asked, language)
    check_language(language, source.pack.languages)
    form = format_of(form, path)
    target = path or default_certificate_path(source, Path(), form)
    with fonts_told(without_font) as noticed:
        written = document.write(source, target, form)
    if as_json:
        about = {"branch": source.branch.code, "visits": len(source.visits), "path": str(written)}
        fonts = font_rows(noticed.characters)
        output.say_json({**about, "format": form.value, "without_font": fonts})
        return
    output.say(str(written))

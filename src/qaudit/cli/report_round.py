"""`qaudit report round`: all branches of a brand over a period, for headquarters."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.days import Since, Until, read_day
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.places import OfBrand, OfRegion
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import (
    DefaultDesign,
    DocumentFormat,
    DocumentLanguage,
    OfKind,
    OutputFile,
    check_language,
    format_of,
)
from qaudit.core.visits import VisitKind
from qaudit.desk.documents.round import AskedRound, default_round_path
from qaudit.speech import _

OfOnePack = Annotated[
    str,
    typer.Option(
        "--pack",
        metavar="PACK",
        help=_("Visits by this pack; needed where there are visits by several."),
        show_default=False,
    ),
]


def report_round(
    context: typer.Context,
    brand: OfBrand = "",
    region: OfRegion = "",
    since: Since = None,
    until: Until = None,
    kind: OfKind = VisitKind.UNANNOUNCED,
    pack: OfOnePack = "",
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
    """Writes the summary and prints its path."""
    desk = desk_of(context, db, standards, who, default_design=default_design)
    asked = AskedRound(brand, region, read_day(since), read_day(until), kind, pack)
    document = desk.papers.round_summary
    source = document.gathered(desk.person, asked, language)
    check_language(language, source.pack.languages)
    form = format_of(form, path)
    with fonts_told(without_font) as noticed:
        written = document.write(source, path or default_round_path(source, Path(), form), form)
    if as_json:
        about = {"pack": source.pack.ref.pack, "branches": len(source.branches), "visits": source.visits}
        about |= {"path": str(written), "format": form.value}
        output.say_json({**about, "without_font": font_rows(noticed.characters)})
        return
    output.say(str(written))

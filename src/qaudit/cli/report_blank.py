"""`qaudit report blank`: a checklist for pen and paper."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_packs
from qaudit.cli.facts import read_facts
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import (
    DefaultDesign,
    DocumentFormat,
    DocumentLanguage,
    OutputFile,
    check_language,
    format_of,
)
from qaudit.desk.documents.blank import default_blank_path
from qaudit.speech import _


def report_blank(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK[@EDITION]",
            help=_("A pack's name, or its file."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    path: OutputFile = None,
    language: DocumentLanguage = None,
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="K=V",
            help=_("What is true of the visit already; may be repeated. What cannot apply is left out."),
            show_default=False,
        ),
    ] = None,
    form: DocumentFormat = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    default_design: DefaultDesign = False,
    without_font: AllowsMissing = False,
) -> None:
    """Writes the checklist and prints its path."""
    paper = desk_of(context, db, standards, default_design=default_design).papers.blank
    loaded = paper.load(pack)
    check_language(language, loaded.pack.languages)
    form = format_of(form, path)
    target = path or default_blank_path(loaded.pack, Path(), language, form)
    with fonts_told(without_font) as noticed:
        written = paper.blank_checklist(loaded, target, read_facts(facts or ()), language, form)
    if as_json:
        about = {"pack": str(loaded.pack.ref), "path": str(written), "format": form.value}
        output.say_json({**about, "without_font": font_rows(noticed.characters)})
    else:
        output.say(str(written))

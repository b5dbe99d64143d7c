"""`qaudit report briefing`: what an auditor is told before a visit."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_branches, offer_packs, offer_visits
from qaudit.cli.facts import read_facts
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.cli.report_fonts import AllowsMissing, font_rows, fonts_told
from qaudit.cli.report_options import (
    DefaultDesign,
    DocumentFormat,
    DocumentLanguage,
    OutputFile,
    check_language,
    format_of,
)
from qaudit.desk.documents.briefing import default_briefing_path
from qaudit.errors import UsageError
from qaudit.speech import _


def report_briefing(
    context: typer.Context,
    pack: Annotated[
        str | None,
        typer.Argument(
            metavar="PACK[@EDITION]",
            help=_("A pack's name, or its file; else --visit."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ] = None,
    visit_id: Annotated[
        str | None,
        typer.Option(
            "--visit",
            metavar="ID",
            help=_("A visit that is planned or open: its pack, branch, day and facts."),
            autocompletion=offer_visits,
            show_default=False,
        ),
    ] = None,
    branch: Annotated[
        str,
        typer.Option(
            "--branch",
            metavar="CODE",
            help=_("The branch's code."),
            autocompletion=offer_branches,
            show_default=False,
        ),
    ] = "",
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="K=V",
            help=_("What is true of the visit already; may be repeated. What cannot apply is left out."),
            show_default=False,
        ),
    ] = None,
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
    """Writes the briefing and prints its path."""
    if (pack is None) == (visit_id is None) or (visit_id is not None and (branch or facts)):
        raise UsageError(
            _("A briefing is of a pack or of a visit"),
            _("name a pack, with --branch and --fact as you know them, or --visit ID alone"),
        )
    document = desk_of(context, db, standards, who, default_design=default_design).papers.briefing
    if visit_id is not None:
        source = document.of_visit(visit_id, language)
    else:
        source = document.of_pack(pack or "", read_facts(facts or ()), branch, language)
    check_language(language, source.pack.languages)
    form = format_of(form, path)
    target = path or default_briefing_path(source, Path(), form)
    with fonts_told(without_font) as noticed:
        written = document.write(source, target, form)
    if as_json:
        about = {"pack": str(source.pack.ref), "path": str(written), "format": form.value}
        output.say_json({**about, "without_font": font_rows(noticed.characters)})
    else:
        output.say(str(written))

"""`qaudit report verify`: what a printed report proves."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.diagnostics import ExitCode
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.desk.documents.verification import Mark, Verified
from qaudit.speech import _

SIGNS = {Mark.GOOD: "✓", Mark.NOTE: "!", Mark.OPEN: "–", Mark.DIFFERS: "✗", Mark.BROKEN: "✗"}


def report_verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A report as a PDF."), show_default=False)],
    trust: Annotated[
        Path | None,
        typer.Option(
            "--trust",
            metavar="FILE.pem",
            help=_("Certificates of those who vouch for a signature."),
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Says one line for each check; the exit code tells the worst of them."""
    desk = desk_of(context, db, standards)
    found = desk.verification.verify(file, trust)
    if as_json:
        output.say_json(_document(file, found))
    else:
        for line in found.lines:
            output.say(f"{SIGNS[line.mark]} {line.words}")
    if code := _code_of(found):
        raise typer.Exit(code)


def _code_of(found: Verified) -> int:
    if found.is_broken:
        return ExitCode.REPORT
    return ExitCode.STORE if found.differs else ExitCode.DONE


def _document(file: Path, found: Verified) -> dict[str, object]:
    return {
        "file": str(file),
        "visit": found.visit_id,
        "broken": found.is_broken,
        "differs": found.differs,
        "checks": [
            {"check": line.check, "result": line.mark.value, "words": line.words} for line in found.lines
        ],
    }

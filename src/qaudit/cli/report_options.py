"""What the commands about documents share: what they are about, where they are written, and in which language."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli.completion import offer_branches
from qaudit.core.visits import VisitKind
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import UsageError
from qaudit.speech import LANGUAGES, _

OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=_("Where to write it. Else a name of its own in this folder."),
        show_default=False,
    ),
]
DocumentLanguage = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANG",
        help=_("The document's language. Else the program's, where the pack has it."),
        show_default=False,
    ),
]
DocumentFormat = Annotated[
    ReportFormat | None,
    typer.Option("--format", help=_("Else by the file's ending."), show_default=False),
]
DefaultDesign = Annotated[
    bool,
    typer.Option("--default-design", help=_("Leave out the brand's own design: qaudit's pages are made.")),
]
BranchCode = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=_("The branch's code."), autocompletion=offer_branches, show_default=False
    ),
]
OfKind = Annotated[
    VisitKind, typer.Option("--kind", help=_("Visits of one kind; kinds are never averaged together."))
]
OfPack = Annotated[
    str,
    typer.Option(
        "--pack",
        metavar="PACK",
        help=_("Visits by this pack. Else by that of the last visit."),
        show_default=False,
    ),
]


def format_of(asked: ReportFormat | None, path: Path | None) -> ReportFormat:
    """The format that was asked for, else the one of the file's ending, else PDF."""
    if asked is not None:
        return asked
    is_html = path is not None and path.suffix.casefold() in (".html", ".htm")
    return ReportFormat.HTML if is_html else ReportFormat.PDF


def check_language(language: str | None, of_pack: tuple[str, ...]) -> None:
    """Raises `UsageError` for a language that neither the pack nor the program has."""
    known = dict.fromkeys((*of_pack, *LANGUAGES))
    if language is not None and language not in known:
        raise UsageError(
            _("Neither the pack nor the program has the language '{language}'", language=language),
            _("choose one of {languages}", languages=", ".join(known)),
        )

"""What the commands about documents share: where they are written, and in which language."""

from pathlib import Path
from typing import Annotated

import typer

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


def check_language(language: str | None, of_pack: tuple[str, ...]) -> None:
    """Raises `UsageError` for a language that neither the pack nor the program has."""
    known = dict.fromkeys((*of_pack, *LANGUAGES))
    if language is not None and language not in known:
        raise UsageError(
            _("Neither the pack nor the program has the language '{language}'", language=language),
            _("choose one of {languages}", languages=", ".join(known)),
        )

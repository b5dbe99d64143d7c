"""What the commands say of characters that no font of this machine has, and of colours too pale for white paper."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.speech import _, ngettext

if TYPE_CHECKING:
    from qaudit.desk.documents.lettering import Noticed

AllowsMissing = Annotated[
    bool,
    typer.Option("--without-font", help=_("Write it though no font here has the letters of its language.")),
]


@contextmanager
def fonts_told(allows_missing: bool = False) -> "Iterator[Noticed]":
    """What is noticed while documents are made inside is told afterwards, a line for each script and pale colour."""
    from qaudit.desk.documents.lettering import noticed_words, noticing

    with noticing(allows_missing=allows_missing) as noticed:
        yield noticed
    for words in noticed_words(noticed):
        output.tell(f"qaudit: {words}")


def tell_fonts(characters: str, documents: int = 1) -> None:
    """Says which characters have no font, and what to install."""
    from qaudit.desk.documents.lettering import lacks

    if characters and documents > 1:
        output.tell(ngettext("In {n} report:", "In {n} reports:", documents))
    for lack in lacks(characters):
        output.tell(f"qaudit: {lack.sentence}")


def tell_colours(colours: Mapping[str, str]) -> None:
    """Says which colours were made darker."""
    from qaudit.desk.documents.lettering import pale_words

    for colour, darker in colours.items():
        output.tell(f"qaudit: {pale_words(colour, darker)}")


def font_rows(characters: str) -> list[dict[str, object]]:
    """The same for programs."""
    from qaudit.desk.documents.lettering import lacks

    return [
        {"script": _(lack.script.name), "characters": list(lack.codes), "install": lack.command}
        for lack in lacks(characters)
    ]

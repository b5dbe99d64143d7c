"""Which branches a list is about: `--branch`, `--region`, `--brand`."""

from typing import Annotated

import typer

from qaudit.cli.completion import offer_branches
from qaudit.speech import _

OfBranch = Annotated[
    str,
    typer.Option(
        "--branch",
        metavar="CODE",
        help=_("Only of this branch."),
        autocompletion=offer_branches,
        show_default=False,
    ),
]
OfRegion = Annotated[
    str,
    typer.Option(
        "--region", metavar="NAME", help=_("Only of the branches of this region."), show_default=False
    ),
]
OfBrand = Annotated[
    str,
    typer.Option(
        "--brand", metavar="NAME", help=_("Only of the branches of this brand."), show_default=False
    ),
]

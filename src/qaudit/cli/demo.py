"""`qaudit demo`: a store with example visits to look around in."""

from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.groups import verb
from qaudit.cli.options import AsJson, desk_of
from qaudit.speech import _

app = verb()


@app.command(
    help=_(
        "Make a store with two brands, their branches and auditors, and some thirty visits over two months.\n\n"
        "Most are submitted, some are open in all stages. The same is made each time. Prints the store's path."
    )
)
def demo(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Option("--dir", metavar="DIR", help=_("A new or empty folder for it, or an older demo's.")),
    ] = Path("qaudit-demo"),
    as_json: AsJson = False,
) -> None:
    """Makes the demonstration and prints its store's path."""
    from qaudit.desk.demonstration import make_demonstration
    from qaudit.wiring import Desk

    now = desk_of(context).world.now()
    made = make_demonstration(
        folder, lambda db, world: Desk(db, world=world), now, output.progress_of(_("visits"))
    )
    if as_json:
        output.say_json({"db": str(made)})
    else:
        output.say(str(made))
    output.tell(_("Open it with: {command}", command=f"qaudit --db {made}"))

"""`qaudit demo`: a store with example visits to look around in."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.groups import verb
from qaudit.cli.options import AsJson, desk_of
from qaudit.speech import _

app = verb()

FOLDER, YEAR_FOLDER = Path("qaudit-demo"), Path("qaudit-demo-year")
OFFICE = "head-office"
"""Who compares branches in the year."""


@app.command(
    help=_(
        "Make a store with two brands, their branches and auditors, and some thirty visits over two months.\n\n"
        "Most are submitted, some are open in all stages. The same is made each time. Prints the store's path.\n\n"
        "With --year: three brands, sixty branches and some 1,500 visits over eighteen months, with differences "
        "that are known. It takes a minute or two."
    )
)
def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--dir",
            metavar="DIR",
            help=_(
                "A new or empty folder for it, or an older demo's. Else qaudit-demo, or qaudit-demo-year."
            ),
            show_default=False,
        ),
    ] = None,
    is_year: Annotated[
        bool, typer.Option("--year", help=_("A year and a half of three brands, to compare branches in."))
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Makes the demonstration and prints its store's path."""
    now = desk_of(context).world.now()
    wanted = folder or (YEAR_FOLDER if is_year else FOLDER)
    made = _year(wanted, now) if is_year else _few_weeks(wanted, now)
    if as_json:
        output.say_json({"db": str(made)})
    else:
        output.say(str(made))
    command = f"qaudit --db {made} --as {OFFICE}" if is_year else f"qaudit --db {made}"
    output.tell(_("Open it with: {command}", command=command))


def _few_weeks(folder: Path, now: datetime) -> Path:
    from qaudit.desk.demonstration.making import make_demonstration
    from qaudit.wiring import Desk

    return make_demonstration(
        folder, lambda db, world: Desk(db, world=world), now, output.progress_of(_("visits"))
    )


def _year(folder: Path, now: datetime) -> Path:
    from qaudit.desk.year.making import make_year
    from qaudit.wiring import Desk

    return make_year(
        folder,
        lambda db, world, standards: Desk(db, standards, world=world, who=""),
        now,
        output.progress_of(_("visits")),
    )

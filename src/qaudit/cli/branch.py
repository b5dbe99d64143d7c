"""`qaudit branch`: the places that are visited."""

from typing import Annotated

import typer

from qaudit.cli import branch_visits, output
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.speech import _, pgettext

app = noun(NOUNS["branch"])


@app.command("add", help=_("Add a branch."))
def add_branch(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help=_("A short code, such as HAI-01."), show_default=False)],
    name: Annotated[str, typer.Option(help=_("The branch's name."), show_default=False)],
    region: Annotated[str, typer.Option(help=_("Its region."), show_default=False)] = "",
    country: Annotated[str, typer.Option(help=_("Its country."), show_default=False)] = "",
    brand: Annotated[str, typer.Option(help=_("The brand it belongs to."), show_default=False)] = "",
    timezone: Annotated[
        str,
        typer.Option(
            metavar="ZONE",
            help=_("Its time zone, such as Asia/Jerusalem: its days are counted in it."),
            show_default=False,
        ),
    ] = "",
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Add a branch."""
    branch = desk_of(context, db, standards).headquarters.add_branch(
        code, name, region, country, brand, timezone
    )
    output.tell(_("Branch {code} is added: {name}", code=branch.code, name=branch.name))


@app.command("list", help=_("List all branches."))
def list_branches(
    context: typer.Context, as_json: AsJson = False, db: Db = None, standards: StandardsFolders = None
) -> None:
    """List all branches."""
    branches = desk_of(context, db, standards).headquarters.branches()
    if as_json:
        output.say_json(
            [
                {
                    "code": branch.code,
                    "name": branch.name,
                    "region": branch.region,
                    "country": branch.country,
                    "brand": branch.brand,
                    "timezone": branch.timezone,
                }
                for branch in branches
            ]
        )
        return
    if not branches:
        output.tell(_("There is no branch yet: qaudit branch add CODE --name NAME"))
        return
    output.say_table(
        (
            pgettext("column", "CODE"),
            pgettext("column", "NAME"),
            pgettext("column", "REGION"),
            pgettext("column", "COUNTRY"),
        ),
        [(branch.code, branch.name, branch.region, branch.country) for branch in branches],
        wide=1,
    )


app.command("desk", help=_("Show the published visits of your branches, newest first, and what is due."))(
    branch_visits.desk
)
app.command(
    "visit",
    help=_(
        "Show a published visit as its branch works with it: what was missed and missed again, appeals, actions, trend."
    ),
)(branch_visits.show_visit)
app.command("acknowledge", help=_("Say that the branch has seen a visit."))(branch_visits.acknowledge)
app.command(
    "explain", help=_("Give the branch's reason for a miss, or for the whole visit. It changes no score.")
)(branch_visits.explain)
app.command("causes", help=_("List the causes that a visit's brand knows, as keys with their words."))(
    branch_visits.causes
)

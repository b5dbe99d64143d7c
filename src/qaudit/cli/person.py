"""`qaudit person`: who reviews, who runs which branch, who publishes."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_branches
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.core.people import Role
from qaudit.speech import _, pgettext
from qaudit.wording.life import role_of_person

app = noun(NOUNS["person"])


@app.command("add", help=_("Add a person. A branch manager needs --branch, which may be repeated."))
def add_person(
    context: typer.Context,
    alias: Annotated[
        str,
        typer.Argument(metavar="ALIAS", help=_("A name that is not the person's own."), show_default=False),
    ],
    role: Annotated[Role, typer.Option(help=_("What the person does."), show_default=False)],
    branches: Annotated[
        list[str] | None,
        typer.Option(
            "--branch",
            metavar="CODE",
            help=_("A branch that this manager runs; may be repeated."),
            autocompletion=offer_branches,
            show_default=False,
        ),
    ] = None,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Add a person."""
    desk = desk_of(context, db, standards, who)
    person = desk.people.add(alias, role, tuple(branches or ()), by=desk.acting)
    output.tell(_("{alias} is added as {role}", alias=person.alias, role=role_of_person(person.role)))


@app.command(
    "list", help=_("List all who were added. Auditors are people without that: qaudit auditor list.")
)
def list_people(
    context: typer.Context,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List all who were added."""
    people = desk_of(context, db, standards, who).people.everyone()
    if as_json:
        output.say_json(
            [{"alias": one.alias, "role": one.role.value, "branches": list(one.branches)} for one in people]
        )
        return
    if not people:
        output.tell(_("There is nobody yet: qaudit person add ALIAS --role ROLE"))
        return
    output.say_table(
        (pgettext("column", "ALIAS"), pgettext("column", "ROLE"), _("BRANCHES")),
        [(one.alias, role_of_person(one.role), ", ".join(one.branches)) for one in people],
        wide=2,
    )

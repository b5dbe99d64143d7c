"""`qaudit auditor`: those who observe, by alias."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.core.visits import AuditorRole
from qaudit.speech import _, pgettext
from qaudit.wording.names import role_name

app = noun(NOUNS["auditor"])


@app.command("add", help=_("Add an auditor."))
def add_auditor(
    context: typer.Context,
    alias: Annotated[str, typer.Argument(help=_("A name that is not the person's own."), show_default=False)],
    role: Annotated[AuditorRole, typer.Option(help=_("What the auditor is."))] = AuditorRole.SHOPPER,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Add an auditor."""
    auditor = desk_of(context, db, standards).headquarters.add_auditor(alias, role)
    output.tell(_("Auditor {alias} is added as {role}", alias=auditor.alias, role=role_name(auditor.role)))


@app.command("list", help=_("List all auditors."))
def list_auditors(
    context: typer.Context, as_json: AsJson = False, db: Db = None, standards: StandardsFolders = None
) -> None:
    """List all auditors."""
    auditors = desk_of(context, db, standards).headquarters.auditors()
    if as_json:
        output.say_json([{"alias": auditor.alias, "role": auditor.role.value} for auditor in auditors])
        return
    if not auditors:
        output.tell(_("There is no auditor yet: qaudit auditor add ALIAS"))
        return
    output.say_table(
        (pgettext("column", "ALIAS"), pgettext("column", "ROLE")),
        [(auditor.alias, role_name(auditor.role)) for auditor in auditors],
    )

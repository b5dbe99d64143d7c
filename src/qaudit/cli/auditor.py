"""`qaudit auditor`: those who observe, by alias."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.core.visits import AuditorRole

app = noun(NOUNS["auditor"])


@app.command("add")
def add_auditor(
    context: typer.Context,
    alias: Annotated[str, typer.Argument(help="A name that is not the person's own.", show_default=False)],
    role: Annotated[AuditorRole, typer.Option(help="What the auditor is.")] = AuditorRole.SHOPPER,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Add an auditor."""
    auditor = desk_of(context, db, standards).headquarters.add_auditor(alias, role)
    output.tell(f"Auditor {auditor.alias} is added as {auditor.role.value}")


@app.command("list")
def list_auditors(
    context: typer.Context, as_json: AsJson = False, db: Db = None, standards: StandardsFolders = None
) -> None:
    """List all auditors."""
    auditors = desk_of(context, db, standards).headquarters.auditors()
    if as_json:
        output.say_json([{"alias": auditor.alias, "role": auditor.role.value} for auditor in auditors])
        return
    if not auditors:
        output.tell("There is no auditor yet: qaudit auditor add ALIAS")
        return
    output.say_table(("ALIAS", "ROLE"), [(auditor.alias, auditor.role.value) for auditor in auditors])

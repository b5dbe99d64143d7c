"""`qaudit action`: corrective actions, and what is due."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.after_documents import action_document, due_document
from qaudit.cli.after_words import action_heads, action_rows, action_table, file_rows
from qaudit.cli.brand_lists import say_list
from qaudit.cli.completion import offer_actions, offer_codes
from qaudit.cli.days import needed_day, read_day
from qaudit.cli.groups import NOUNS, noun
from qaudit.cli.options import As, AsJson, Db, ShownFiles, StandardsFolders, VisitId, Why, desk_of
from qaudit.cli.places import OfBranch, OfBrand, OfRegion
from qaudit.speech import _, ngettext

if TYPE_CHECKING:
    from qaudit.core.corrective_actions import CorrectiveAction

app = noun(NOUNS["action"])

ActionId = Annotated[
    str,
    typer.Argument(
        metavar="ACTION",
        help=_("The action's id, or enough of it."),
        autocompletion=offer_actions,
        show_default=False,
    ),
]
Due = Annotated[
    str,
    typer.Option(
        metavar="DAY",
        help=_("The last day, on the branch's clock, as 2026-01-31."),
        show_default=False,
    ),
]
Overdue = Annotated[bool, typer.Option("--overdue", help=_("Only those that are over their day."))]
All = Annotated[bool, typer.Option("--all", help=_("Verified and dropped ones too."))]
DueBy = Annotated[
    str | None,
    typer.Option("--due-by", metavar="DAY", help=_("Only those due until then."), show_default=False),
]


@app.command(
    "plan", help=_("Promise to mend what was missed, with whose it is and until when; print the action's id.")
)
def plan(
    context: typer.Context,
    visit_id: VisitId,
    codes: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE...",
            help=_("Standards that were missed."),
            autocompletion=offer_codes,
            show_default=False,
        ),
    ],
    what: Annotated[str, typer.Option(metavar="WORDS", help=_("What will be done."), show_default=False)],
    owner: Annotated[
        str,
        typer.Option(
            metavar="KEY",
            help=_("Whose it is; a key of the brand's list: qaudit action owners ID."),
            show_default=False,
        ),
    ],
    due: Due,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Plan a corrective action."""
    desk = desk_of(context, db, standards, who)
    action = desk.mending.plan(visit_id, codes, what, owner, needed_day(due), desk.person)
    if as_json:
        output.say_json(action_document(action, action.kept_state))
        return
    output.say(action.id)


@app.command("done", help=_("Say that an action was done, with words or a file that show it."))
def done(
    context: typer.Context,
    action_id: ActionId,
    words: Annotated[str, typer.Option(metavar="WORDS", help=_("What was done."), show_default=False)] = "",
    files: ShownFiles = None,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Say that an action was done."""
    desk = desk_of(context, db, standards, who)
    action = desk.mending.done(action_id, words, desk.person, tuple(files or ()))
    _tell(_("The action is done; the next visit verifies it"), action)


@app.command("drop", help=_("Say that an action will not be done, with the reason."))
def drop(
    context: typer.Context,
    action_id: ActionId,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Drop an action."""
    desk = desk_of(context, db, standards, who)
    _tell(_("The action is dropped"), desk.mending.drop(action_id, why, desk.person))


@app.command("postpone", help=_("Give an action another day, with the reason."))
def postpone(
    context: typer.Context,
    action_id: ActionId,
    due: Due,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Give an action another day."""
    desk = desk_of(context, db, standards, who)
    action = desk.mending.postpone(action_id, needed_day(due), why, desk.person)
    _tell(_("The action is due {day} now", day=action.due.isoformat()), action)


@app.command("list", help=_("List the actions that are not finished, due first."))
def list_actions(
    context: typer.Context,
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    overdue: Overdue = False,
    takes_all: All = False,
    due_by: DueBy = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List corrective actions."""
    desk = desk_of(context, db, standards, who)
    found = desk.mending.actions(
        desk.person,
        branch=branch,
        region=region,
        brand=brand,
        unfinished=not takes_all,
        only_overdue=overdue,
        due_by=read_day(due_by),
    )
    if as_json:
        output.say_json([due_document(one) for one in found])
        return
    if not found:
        output.tell(_("There is no such corrective action"))
        return
    output.say_table(action_heads(), action_table(found, desk.mending.owners(found)), wide=7)


@app.command("show", help=_("Show one action, and what became of it."))
def show(
    context: typer.Context,
    action_id: ActionId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show one action."""
    desk = desk_of(context, db, standards, who)
    found = desk.mending.find(action_id, desk.person)
    if as_json:
        output.say_json(due_document(found))
        return
    rows = [
        *action_rows(found, desk.mending.owners([found])[found.action.id]),
        *file_rows(found.action.evidence, desk.fieldwork.evidence_path),
    ]
    for line in output.labelled(rows):
        output.say(line)


@app.command(
    "calendar",
    help=_(
        "Write the same list as a calendar file: one day for each action, on which it is due.\n\n"
        "Imported again, it renews what is in the calendar."
    ),
)
def calendar(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE.ics", help=_("Where to write it."), show_default=False),
    ],
    branch: OfBranch = "",
    region: OfRegion = "",
    brand: OfBrand = "",
    overdue: Overdue = False,
    takes_all: All = False,
    due_by: DueBy = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Write what is due as a calendar file."""
    desk = desk_of(context, db, standards, who)
    found = desk.mending.actions(
        desk.person,
        branch=branch,
        region=region,
        brand=brand,
        unfinished=not takes_all,
        only_overdue=overdue,
        due_by=read_day(due_by),
    )
    desk.mending.write_calendar(found, path)
    if as_json:
        output.say_json({"path": str(path), "actions": len(found)})
        return
    output.tell(ngettext("{n} action", "{n} actions", len(found)))
    output.say(str(path))


@app.command("owners", help=_("List whose an action can be for a visit's brand, as keys with their words."))
def owners(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List the owners of actions."""
    walk = desk_of(context, db, standards, who).fieldwork.walk(visit_id)
    say_list(walk.pack.follow_up.owners, as_json=as_json)


def _tell(told: str, action: "CorrectiveAction") -> None:
    output.tell(_("{told}: {what}", told=told, what=action.what))

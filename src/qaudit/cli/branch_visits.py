"""The branch manager's desk by command: `branch desk`, `visit`, `acknowledge`, `explain`, `causes`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qaudit.cli import branch_words, output
from qaudit.cli.after_documents import due_document
from qaudit.cli.after_words import action_heads, action_table
from qaudit.cli.brand_lists import say_list
from qaudit.cli.completion import offer_branches, offer_codes
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitId, desk_of
from qaudit.core.branch_time import day_of
from qaudit.core.corrective_actions import ActionState
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.desk.branch_desk import BranchVisit
    from qaudit.wiring import Desk

VISITS = 50


def desk(
    context: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="[CODE]",
            help=_("One branch. Else all of yours."),
            autocompletion=offer_branches,
            show_default=False,
        ),
    ] = "",
    limit: Annotated[int, typer.Option(min=1, metavar="N", help=_("Only the newest N visits."))] = VISITS,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show the published visits of your branches, and what is due."""
    work = desk_of(context, db, standards, who)
    overview = work.branch_desk.overview(work.person, code, limit)
    due = work.mending.actions(work.person, branch=code)
    if as_json:
        output.say_json(
            {
                "visits": [branch_words.desk_document(one) for one in overview.visits],
                "actions": [due_document(one) for one in due],
            }
        )
        return
    if not overview.visits:
        output.tell(_("No visit is published yet"))
    else:
        output.say_table(branch_words.desk_heads(), branch_words.desk_rows(overview.visits), wide=3)
    if due:
        if overview.visits:
            output.say()
        output.say_table(action_heads(), action_table(due, work.mending.owners(due)), wide=7)


def show_visit(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show a published visit as its branch works with it."""
    work = desk_of(context, db, standards, who)
    seen = work.branch_desk.look(visit_id, work.person)
    scorecard: dict[str, Any] = work.fieldwork.scorecard(seen.walk)
    states = _states(work, seen)
    if as_json:
        output.say_json(branch_words.visit_document(seen, scorecard, states))
        return
    today = day_of(work.world.now(), zone_of_visit(seen.walk.visit))
    for number, block in enumerate(branch_words.visit_blocks(seen, scorecard, states, today)):
        if number:
            output.say()
        for line in block:
            output.say(line)


def acknowledge(
    context: typer.Context,
    visit_id: VisitId,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Say that the branch has seen a visit."""
    work = desk_of(context, db, standards, who)
    walk = work.branch_desk.acknowledge(visit_id, work.person)
    output.tell(_("Visit {visit} is acknowledged", visit=walk.visit.id))


def explain(
    context: typer.Context,
    visit_id: VisitId,
    cause: Annotated[
        str,
        typer.Option(
            "--cause",
            metavar="KEY",
            help=_("A key of the brand's list: qaudit branch causes ID."),
            show_default=False,
        ),
    ],
    code: Annotated[
        str,
        typer.Argument(
            metavar="[CODE]",
            help=_("The standard's code. Else the whole visit."),
            autocompletion=offer_codes,
            show_default=False,
        ),
    ] = "",
    words: Annotated[
        str, typer.Option("--words", metavar="WORDS", help=_("In your own words."), show_default=False)
    ] = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Give the branch's reason for a miss. It changes no score."""
    work = desk_of(context, db, standards, who)
    explanation = work.branch_desk.explain(visit_id, code, cause, words, work.person)
    place = explanation.code or _("the visit")
    output.tell(_("The reason for {place} is noted", place=place))


def causes(
    context: typer.Context,
    visit_id: VisitId,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """List the causes that the visit's brand knows."""
    walk = desk_of(context, db, standards, who).fieldwork.walk(visit_id)
    say_list(walk.pack.follow_up.causes, as_json=as_json)


def _states(work: "Desk", seen: "BranchVisit") -> dict[str, ActionState]:
    today = work.mending.today(seen.walk.visit.branch)
    return {one.id: one.state_on(today) for one in (*seen.after.actions, *seen.earlier_actions)}

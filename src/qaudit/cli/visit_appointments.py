"""What an auditor agrees with the office: `visit plan`, `visit start`, `visit answer`, `visit void`."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_auditors, offer_branches, offer_packs
from qaudit.cli.days import needed_day
from qaudit.cli.facts import read_facts
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitId, Why, again, desk_of
from qaudit.cli.visit_life import tell_missing_facts
from qaudit.core.visits import VisitKind
from qaudit.speech import _


def plan(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK[@EDITION]",
            help=_("Its newest edition, or the one named."),
            autocompletion=offer_packs,
            show_default=False,
        ),
    ],
    branch: Annotated[
        str, typer.Option(help=_("The branch's code."), autocompletion=offer_branches, show_default=False)
    ],
    auditor: Annotated[
        str, typer.Option(help=_("The auditor's alias."), autocompletion=offer_auditors, show_default=False)
    ],
    day: Annotated[
        str,
        typer.Option(
            "--on", metavar="DAY", help=_("The day of the visit, as 2026-01-31."), show_default=False
        ),
    ],
    facts: Annotated[
        list[str] | None,
        typer.Option(
            "--fact", metavar="K=V", help=_("What is true of the visit; may be repeated."), show_default=False
        ),
    ] = None,
    kind: Annotated[
        VisitKind, typer.Option(help=_("How the branch meets the visit."))
    ] = VisitKind.UNANNOUNCED,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Plan a visit and print its id."""
    desk = desk_of(context, db, standards, who)
    on = needed_day(day)
    walk = desk.appointments.plan(pack, branch, auditor, on, read_facts(facts or ()), kind)
    tell_missing_facts(walk, again(context, f"visit fact {walk.visit.id} NAME KEY", db, standards, who))
    if as_json:
        output.say_json({"visit": walk.visit.id, "pack": str(walk.visit.pack), "planned_for": on.isoformat()})
        return
    output.say(walk.visit.id)


def start(
    context: typer.Context,
    visit_id: VisitId,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Open a planned visit, at the branch."""
    walk = desk_of(context, db, standards, who).appointments.start(visit_id)
    output.tell(_("Visit {visit} is open", visit=walk.visit.id))
    command = again(context, f"visit walk {walk.visit.id}", db, standards, who)
    output.tell(_("Go on with: {command}", command=command))


def answer(
    context: typer.Context,
    visit_id: VisitId,
    number: Annotated[
        int,
        typer.Argument(
            min=1, metavar="NUMBER", help=_("The remark's number, as visit show has it."), show_default=False
        ),
    ],
    words: Annotated[str, typer.Argument(metavar="WORDS", help=_("Your answer."), show_default=False)],
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Answer a remark on a visit that came back."""
    desk = desk_of(context, db, standards, who)
    remark = desk.appointments.answer(visit_id, number, words)
    output.tell(_("Remark {n} is answered", n=remark.number))
    waiting = [str(one.number) for one in desk.appointments.after(visit_id).remarks if not one.is_answered]
    if waiting:
        output.tell(_("Still without an answer: {numbers}", numbers=", ".join(waiting)))
        return
    command = again(context, f"visit submit {visit_id}", db, standards, who)
    output.tell(_("All remarks are answered. Go on with: {command}", command=command))


def void(
    context: typer.Context,
    visit_id: VisitId,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Make a visit void: it stays to be read and never counts. It needs a reason."""
    desk = desk_of(context, db, standards, who)
    walk = desk.review.void(visit_id, why, desk.person)
    output.tell(_("Visit {visit} is void: it stays to be read and never counts", visit=walk.visit.id))

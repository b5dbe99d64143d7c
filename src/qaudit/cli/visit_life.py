"""The life of a visit: `visit open`, `visit walk`, `visit submit`."""

from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_auditors, offer_branches, offer_packs
from qaudit.cli.facts import read_facts
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitId, again, desk_of, read_moment_of
from qaudit.cli.visit_words import without_verdicts
from qaudit.core.visits import VisitKind
from qaudit.errors import UsageError, VisitIncomplete
from qaudit.speech import _, language

if TYPE_CHECKING:
    from qaudit.core.walk import Walk


def open_visit(
    context: typer.Context,
    pack: Annotated[
        str,
        typer.Argument(
            metavar="PACK[@EDITION]",
            help=_("Its newest edition, or the one named."),
            autocompletion=offer_packs,
        ),
    ],
    branch: Annotated[
        str | None,
        typer.Option(
            help=_("The branch's code. Else the settings'."),
            autocompletion=offer_branches,
            show_default=False,
        ),
    ] = None,
    auditor: Annotated[
        str | None,
        typer.Option(
            help=_("The auditor's alias. Else the settings'."),
            autocompletion=offer_auditors,
            show_default=False,
        ),
    ] = None,
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
    """Open a visit and print its id."""
    desk = desk_of(context, db, standards, who)
    branch = branch or desk.settings.branch
    auditor = auditor or desk.settings.auditor
    if not branch or not auditor:
        missing = "--branch" if not branch else "--auditor"
        raise UsageError(
            _("A visit needs {option}", option=missing),
            _("{command} shows them", command=f"qaudit {missing.removeprefix('--')} list"),
        )
    walk = desk.fieldwork.open_visit(pack, branch, auditor, read_facts(facts or ()), kind)
    tell_missing_facts(walk, again(context, f"visit fact {walk.visit.id} NAME KEY", db, standards, who))
    if as_json:
        output.say_json({"visit": walk.visit.id, "pack": str(walk.visit.pack), "digest": walk.visit.digest})
        return
    output.say(walk.visit.id)


def walk(
    context: typer.Context,
    visit_id: VisitId,
    is_plain: Annotated[
        bool, typer.Option("--plain", help=_("Line by line, for screen readers and pipes."))
    ] = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Walk through a visit's standards: the screen of the app, or line by line."""
    desk = desk_of(context, db, standards, who)
    if is_plain:
        from qaudit.cli.plain import walk_plainly

        context.exit(
            walk_plainly(desk, visit_id, again(context, f"visit walk {visit_id} --plain", db, standards, who))
        )
    from qaudit.cli.terminal import open_app

    context.exit(open_app(desk, visit_id))


def submit(
    context: typer.Context,
    visit_id: VisitId,
    left: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help=_("When the branch was left: 16:40, or 2026-05-14 16:40. Else the last mark, or now."),
            show_default=False,
        ),
    ] = None,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Submit a visit that is complete; from then on it cannot be changed."""
    desk = desk_of(context, db, standards, who)
    walk = desk.fieldwork.walk(visit_id)
    left_at = read_moment_of(desk, walk, left)
    try:
        desk.fieldwork.submit(visit_id, left_at=left_at)
    except VisitIncomplete as refusal:
        raise without_verdicts(refusal, walk) from None
    output.tell(_("Visit {visit} is submitted", visit=walk.visit.id))
    output.tell(
        _(
            "The report: {command}",
            command=again(context, f"report visit {walk.visit.id}", db, standards, who),
        )
    )


def tell_missing_facts(walk: "Walk", later: str) -> None:
    """Names the facts that were not given, and the command that gives them later."""
    known = dict(walk.visit.facts)
    missing = [fact for fact in walk.pack.facts if fact.name not in known]
    if not missing:
        return
    output.tell(_("Facts that were not given; standards that depend on them are not asked:"))
    for fact in missing:
        text = fact.text.in_language(language())
        output.tell(f"  {fact.name}: {text} ({', '.join(fact.keys)})")
    output.tell(_("Give them later with: {command}", command=later))

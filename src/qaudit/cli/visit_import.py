"""`visit import`: a finished inspection of another program as a visit."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_auditors, offer_branches
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, desk_of
from qaudit.core.percent import decimal_text
from qaudit.core.visits import VisitKind
from qaudit.errors import UsageError
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.desk.inspections import TakenVisit


def import_visit(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=_("A SafetyCulture inspection as JSON."), show_default=False),
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
    kind: Annotated[VisitKind, typer.Option(help=_("How the branch met the visit."))] = VisitKind.ANNOUNCED,
    pack_file: Annotated[
        Path | None,
        typer.Option(
            "--pack-out", metavar="PACK.yaml", help=_("Write its template as a pack too."), show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Take a finished SafetyCulture inspection in as a submitted visit, and print its id."""
    desk = desk_of(context, db, standards, who)
    branch = branch or desk.settings.branch
    auditor = auditor or desk.settings.auditor
    if not branch or not auditor:
        missing = "--branch" if not branch else "--auditor"
        raise UsageError(
            _("A visit needs {option}", option=missing),
            _("{command} shows them", command=f"qaudit {missing.removeprefix('--')} list"),
        )
    taken = desk.inspections.take_in(file, branch, auditor, kind=kind, pack_file=pack_file, today=desk.today)
    if as_json:
        output.say_json(_document(taken))
        return
    from qaudit.cli.exchange import note_line

    for note in taken.notes:
        output.tell(note_line(note))
    output.tell(_score_line(taken))
    output.say(taken.walk.visit.id)


def _score_line(taken: "TakenVisit") -> str:
    card = taken.walk.scorecard()
    score = "–" if card.final_percent is None else f"{card.final_percent} %"
    points = _(
        "{earned} of {possible} points",
        earned=decimal_text(card.total.earned),
        possible=decimal_text(card.total.possible),
    )
    said = taken.said
    if said is not None and (said.earned, said.possible) == (card.total.earned, card.total.possible):
        return _(
            "Inspection {id}: {points}, {score}, as the document says",
            id=taken.inspection,
            points=points,
            score=score,
        )
    return _(
        "Inspection {id}: {points}, {score}; the document says otherwise",
        id=taken.inspection,
        points=points,
        score=score,
    )


def _document(taken: "TakenVisit") -> dict[str, object]:
    from qaudit.cli.exchange import notes_document

    visit, card, said = taken.walk.visit, taken.walk.scorecard(), taken.said
    return {
        "visit": visit.id,
        "pack": str(visit.pack),
        "digest": visit.digest,
        "inspection": taken.inspection,
        "author": taken.author,
        "final_percent": None if card.final_percent is None else str(card.final_percent),
        "earned": str(card.total.earned),
        "possible": str(card.total.possible),
        "document": None if said is None else {"earned": str(said.earned), "possible": str(said.possible)},
        "notes": notes_document(taken.notes),
    }

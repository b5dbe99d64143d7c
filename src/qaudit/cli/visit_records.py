"""What is written into an open visit: readings, notes, evidence, marks, facts; and taken back again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.completion import offer_events
from qaudit.cli.options import As, Code, Db, StandardsFolders, VisitId, Why, desk_of, read_moment_of
from qaudit.cli.visit_words import what_was_done
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.desk.fieldwork import Step

EventName = Annotated[
    str,
    typer.Argument(
        metavar="EVENT", help=_("An event of the pack."), autocompletion=offer_events, show_default=False
    ),
]


def record(
    context: typer.Context,
    visit_id: VisitId,
    code: Code,
    reading: Annotated[
        str,
        typer.Argument(
            metavar="READING",
            help=_("yes, no, 72s, 1:12, 3, 21:10, an option's key, badge+uniform, none, na or unseen."),
            show_default=False,
        ),
    ],
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("A note beside it."), show_default=False)
    ] = None,
    evidence: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help=_("A file to attach; may be repeated."), show_default=False),
    ] = None,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Record one reading. Put -- before a reading that begins with a minus."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.record(work.walk(visit_id), code, reading, note=note, evidence=evidence or (), why=why))


def clear(
    context: typer.Context,
    visit_id: VisitId,
    code: Code,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Take a reading away; its note and evidence stay."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.clear(work.walk(visit_id), code, why=why))


def note(
    context: typer.Context,
    visit_id: VisitId,
    code: Code,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help=_("The note; empty takes it away."), show_default=False)
    ],
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Write the note of a standard."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.write_note(work.walk(visit_id), code, text))


def attach(
    context: typer.Context,
    visit_id: VisitId,
    code: Code,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("A picture, receipt or recording."), show_default=False)
    ],
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Attach a file as evidence. It is copied; pictures lose their location data."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.attach(work.walk(visit_id), code, file))


def detach(
    context: typer.Context,
    visit_id: VisitId,
    code: Code,
    digest: Annotated[
        str,
        typer.Argument(
            metavar="DIGEST", help=_("The file's digest, as visit show --json has it."), show_default=False
        ),
    ],
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Take a file away from a standard."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.detach(work.walk(visit_id), code, digest, why=why))


def mark(
    context: typer.Context,
    visit_id: VisitId,
    event: EventName,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help=_("10:02, 10:02:40, or with its date 2026-05-14 10:02. Else now."),
            show_default=False,
        ),
    ] = None,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Mark a moment on the timeline. A mark that is there already needs --why."""
    desk = desk_of(context, db, standards, who)
    walk = desk.fieldwork.walk(visit_id)
    _tell(desk.fieldwork.mark(walk, event, read_moment_of(desk, walk, at), why=why))


def unmark(
    context: typer.Context,
    visit_id: VisitId,
    event: EventName,
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Take a mark away; needs --why."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.unmark(work.walk(visit_id), event, why=why))


def fact(
    context: typer.Context,
    visit_id: VisitId,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("A fact of the pack."), show_default=False)],
    key: Annotated[str, typer.Argument(metavar="KEY", help=_("One of its options."), show_default=False)],
    why: Why = "",
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Say what is true of the whole visit after all."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.correct_fact(work.walk(visit_id), name, key, why=why))


def fill(
    context: typer.Context,
    visit_id: VisitId,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="READINGS.csv", help=_("Columns code,reading,note; UTF-8."), show_default=False
        ),
    ],
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Record many readings from a CSV file: all of them or none."""
    work = desk_of(context, db, standards, who).fieldwork
    _tell(work.fill_from(work.walk(visit_id), file))


def undo(
    context: typer.Context,
    visit_id: VisitId,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Take back the last change; again for the one before."""
    work = desk_of(context, db, standards, who).fieldwork
    step = work.undo(work.walk(visit_id))
    _tell(step, nothing=_("There is nothing to take back"))


def _tell(step: "Step", nothing: str = "") -> None:
    for line in what_was_done(step) or [nothing or _("Nothing changed: it was so already")]:
        output.tell(line)
    if step.met_others:
        output.tell(_("Somebody else is writing to this visit too; both are kept"))

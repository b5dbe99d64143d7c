"""`qaudit journal`: the whole life of a visit."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.groups import verb
from qaudit.cli.options import AsJson, Db, StandardsFolders, VisitId, desk_of
from qaudit.cli.visit_words import told_moment, told_value
from qaudit.core.changes import write_moment
from qaudit.core.journal import JournalEntry, first_broken
from qaudit.core.visits import Visit
from qaudit.errors import RowUnreadable
from qaudit.speech import _, ngettext
from qaudit.wording.names import act_name, reason_words

app = verb()


@app.command(help=_("Show who changed what in a visit, when and why, oldest first."))
def journal(
    context: typer.Context,
    visit_id: VisitId,
    is_verified: Annotated[
        bool, typer.Option("--verify", help=_("Also check that no entry was changed or taken out."))
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Show who changed what in a visit, when and why, oldest first."""
    work = desk_of(context, db, standards).fieldwork
    visit = work.walk(visit_id).visit
    entries = work.journal(visit.id)
    if as_json:
        output.say_json([_document(entry) for entry in entries])
    else:
        output.say_table(
            (_("NO"), _("AT"), _("WHO"), _("ACT"), _("SUBJECT"), _("WAS"), _("BECAME"), _("WHY")),
            [_row(entry, visit) for entry in entries],
            wide=6,
        )
    if is_verified:
        _verify(entries, visit)


def _verify(entries: tuple[JournalEntry, ...], visit: Visit) -> None:
    broken = first_broken(entries, visit.version)
    if broken is not None:
        reason = _("entry {n} of visit {visit} is missing or was changed", n=broken, visit=visit.id)
        raise RowUnreadable("journal", f"{visit.id}/{broken}", reason)
    output.tell(ngettext("{n} entry, and it is whole", "All {n} entries are whole", len(entries)))


def _row(entry: JournalEntry, visit: Visit) -> tuple[str | int, ...]:
    why = reason_words(entry.why)
    return (
        entry.number,
        told_moment(visit, write_moment(entry.at)),
        entry.who,
        act_name(entry.act),
        entry.subject,
        told_value(entry.act, entry.was, visit) if entry.was is not None else "",
        told_value(entry.act, entry.became, visit) if entry.became is not None else "",
        why if entry.undoes is None else _("{why} (takes back {n})", why=why, n=entry.undoes),
    )


def _document(entry: JournalEntry) -> dict[str, object]:
    return {
        "number": entry.number,
        "at": write_moment(entry.at),
        "who": entry.who,
        "act": entry.act.value,
        "subject": entry.subject,
        "was": entry.was,
        "became": entry.became,
        "why": entry.why,
        "undoes": entry.undoes,
        "seal": entry.seal,
    }

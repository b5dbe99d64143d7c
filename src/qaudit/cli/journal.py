"""`qaudit journal`: the whole life of a visit."""

from typing import Annotated

import typer

from qaudit.cli import output
from qaudit.cli.groups import verb
from qaudit.cli.options import As, AsJson, Db, StandardsFolders, VisitId, desk_of
from qaudit.core.changes import write_moment
from qaudit.core.journal import Act, JournalEntry, first_broken
from qaudit.core.visits import Visit
from qaudit.core.walk import Walk
from qaudit.errors import RowUnreadable, SealUnknown, UsageError
from qaudit.speech import _, ngettext
from qaudit.wording.journal_values import told_moment, told_value
from qaudit.wording.journal_words import before_words, deed_words, subject_words, why_words
from qaudit.wording.names import act_name

app = verb()

SHORTEST_SEAL = 12
"""Characters of a seal that are enough to look for it."""


@app.command(help=_("Show who changed what in a visit, when and why, oldest first."))
def journal(
    context: typer.Context,
    visit_id: VisitId,
    is_verified: Annotated[
        bool,
        typer.Option(
            "--verify",
            help=_("Also check that no entry was changed or taken out, and say the seal of the last."),
        ),
    ] = False,
    tail: Annotated[
        str | None,
        typer.Option(
            "--tail",
            metavar="SEAL",
            help=_("Check that the seal printed on a report is one of this journal, and say which entry's."),
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
    who: As = None,
) -> None:
    """Show who changed what in a visit, when and why, oldest first."""
    asked = None if tail is None else _typed_seal(tail)
    work = desk_of(context, db, standards, who).fieldwork
    walk = work.walk(visit_id)
    entries = work.journal(walk.visit.id)
    if as_json:
        output.say_json([_document(entry) for entry in entries])
    else:
        output.say_table(
            (_("NO"), _("AT"), _("WHO"), _("ACT"), _("SUBJECT"), _("WAS"), _("BECAME"), _("WHY")),
            [_row(entry, walk) for entry in entries],
            wide=6,
        )
    if is_verified or asked is not None:
        _verify(entries, walk.visit)
    if asked is not None:
        _find(asked, entries, walk.visit)


def _verify(entries: tuple[JournalEntry, ...], visit: Visit) -> None:
    broken = first_broken(entries, visit.version)
    if broken is not None:
        reason = _("entry {n} of visit {visit} is missing or was changed", n=broken, visit=visit.id)
        raise RowUnreadable("journal", f"{visit.id}/{broken}", reason)
    output.tell(ngettext("{n} entry, and it is whole", "All {n} entries are whole", len(entries)))
    if entries:
        output.tell(_("The seal of the last: {seal}", seal=entries[-1].seal))


def _find(seal: str, entries: tuple[JournalEntry, ...], visit: Visit) -> None:
    """Says whose seal it is. Raises `SealUnknown`. The chain is whole: what came before that entry is as it was."""
    found = next((entry for entry in entries if entry.seal.startswith(seal)), None)
    if found is None:
        raise SealUnknown(visit.id, seal)
    output.tell(
        _(
            "That is the seal of entry {n}, {act}, {moment}: all before it is as it was then",
            n=found.number,
            act=act_name(found.act),
            moment=told_moment(visit, write_moment(found.at)),
        )
    )
    later = len(entries) - found.number
    if later:
        output.tell(ngettext("{n} entry came after it", "{n} entries came after it", later))


def _typed_seal(tail: str) -> str:
    """The seal as the journal writes it; on paper it may be broken into lines. Raises `UsageError`."""
    seal = "".join(tail.split()).lower()
    if not SHORTEST_SEAL <= len(seal) <= 64 or set(seal) - set("0123456789abcdef"):
        raise UsageError(
            _("'{written}' is no seal", written=tail[:80]),
            _("it has 64 digits and letters a to f; the first {least} are enough", least=SHORTEST_SEAL),
        )
    return seal


def _row(entry: JournalEntry, walk: Walk) -> tuple[str | int, ...]:
    told = deed_words(entry, walk)
    why = why_words(entry, told)
    if told is None:
        was, became = _value(entry.act, entry.was, walk.visit), _value(entry.act, entry.became, walk.visit)
    else:
        was, became = before_words(entry), told
    return (
        entry.number,
        told_moment(walk.visit, write_moment(entry.at)),
        entry.who,
        act_name(entry.act),
        subject_words(entry) if told is not None else entry.subject,
        was,
        became,
        why if entry.undoes is None else _("{why} (takes back {n})", why=why, n=entry.undoes),
    )


def _value(act: Act, written: str | None, visit: Visit) -> str:
    """A value in words; one that was spoilt from outside as it stands: `--verify` names it."""
    if written is None:
        return ""
    try:
        return told_value(act, written, visit)
    except (ValueError, KeyError, TypeError, AttributeError):
        return written


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

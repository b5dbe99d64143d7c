"""Changes to an open visit, and its submission: what changed and its journal entries in one transaction."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from qaudit.core.changes import Change, FactSet, NoteSet, ReadingSet, write_moment
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.lifecycle import WRITABLE
from qaudit.core.readings import Words
from qaudit.core.text import storable
from qaudit.core.visits import Visit, VisitStatus
from qaudit.errors import UsageError, VisitSubmitted
from qaudit.speech import _
from qaudit.store.journal import append
from qaudit.store.kept import Written
from qaudit.store.rows import ScorecardRow, VisitRow
from qaudit.store.scorecards import moment_of_next
from qaudit.store.touched import Touched
from qaudit.store.visits import find_visit_row, read_visit

_WRITABLE = frozenset(status.value for status in WRITABLE)


def write_changes(
    session: Session,
    visit_id: str,
    changes: Sequence[Change],
    *,
    who: str,
    at: datetime,
    why: str,
    undoes: int | None,
    expected_version: int | None,
) -> Written:
    """Writes changes in their order; those that change nothing leave no entry.

    Raises `VisitNotFound`, `VisitSubmitted`, `RowUnreadable`; `UsageError` for another version than expected.
    """
    row = _open_row(session, visit_id)
    version = row.version
    if expected_version is not None and expected_version != version:
        raise UsageError(
            _("Visit {visit} was changed by somebody else in between", visit=row.id),
            _("look at it again, then repeat this"),
        )
    kept = [_storable(change) for change in changes]
    touched = Touched(session, row, kept)
    told = [entry for change in kept if (entry := touched.change(change, at))]
    if not told:
        return Written(version, ())
    signed = [replace(entry, who=storable(who), why=storable(why), undoes=undoes) for entry in told]
    entries = append(session, row, signed)
    touched.save(entries)
    return Written(version, entries)


def submit_visit(
    session: Session,
    visit_id: str,
    *,
    left_at: datetime,
    at: datetime,
    who: str,
    scorecard: Callable[[Visit], str],
) -> Visit:
    """Submits a visit with the scorecard document that `scorecard` makes of it, or not at all.

    The document is JSON with at least `scoring_version` and `final_percent`.
    """
    row = _open_row(session, visit_id)
    visit = read_visit(session, visit_id)
    submitted = replace(visit, status=VisitStatus.SUBMITTED, left_at=left_at, submitted_at=at)
    document = scorecard(submitted)
    session.add(scorecard_row(row.id, moment_of_next(session, row.id, at), document))
    row.status, row.left_at, row.submitted_at = VisitStatus.SUBMITTED.value, left_at, at
    signed = storable(who)
    digest = digest_of_document(document)
    append(
        session,
        row,
        [
            JournalEntry(row.id, 0, at, signed, Act.LEFT, became=write_moment(left_at)),
            JournalEntry(row.id, 0, at, signed, Act.SUBMITTED, became=digest),
        ],
    )
    return replace(submitted, version=row.version)


def digest_of_document(document: str) -> str:
    """The sha256 of a scorecard document's UTF-8 text, in hexadecimal."""
    return hashlib.sha256(document.encode()).hexdigest()


def _open_row(session: Session, visit_id: str) -> VisitRow:
    row = find_visit_row(session, visit_id, lock=True)
    if row.status not in _WRITABLE:
        raise VisitSubmitted(row.id)
    return row


def scorecard_row(visit_id: str, made_at: datetime, document: str) -> ScorecardRow:
    """The row of a scorecard document: JSON with at least `scoring_version` and `final_percent`."""
    fields = json.loads(document)
    return ScorecardRow(
        visit_id=visit_id,
        made_at=made_at,
        scoring_version=fields["scoring_version"],
        final_percent=fields["final_percent"],
        document=document,
    )


def _storable(change: Change) -> Change:
    match change:
        case ReadingSet(code, Words(text)):
            return ReadingSet(code, Words(storable(text)))
        case NoteSet(code, note):
            return NoteSet(code, storable(note))
        case FactSet(fact, str(key)):
            return FactSet(fact, storable(key))
        case _:
            return change

"""Rows to core values. A row that makes no sense raises `RowUnreadable`, which names it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from qaudit.core.journal import Act, JournalEntry
from qaudit.core.standards import PackRef
from qaudit.core.visits import (
    Auditor,
    AuditorRole,
    Branch,
    Evidence,
    Mark,
    Observation,
    Visit,
    VisitKind,
    VisitStatus,
)
from qaudit.errors import RowUnreadable
from qaudit.speech import _
from qaudit.store.kept import KeptPack, KeptScorecard
from qaudit.store.reading_columns import reading_of
from qaudit.store.rows import (
    AuditorRow,
    BranchRow,
    EvidenceRow,
    JournalRow,
    MarkRow,
    ObservationRow,
    PackSnapshotRow,
    ScorecardRow,
    VisitFactRow,
    VisitRow,
)


def branch_of(row: BranchRow) -> Branch:
    """A branch."""
    with _naming("branches", row.code):
        return Branch(
            _text(row.code, "code"),
            _text(row.name, "name"),
            _text(row.region, "region"),
            _text(row.country, "country"),
        )


def auditor_of(row: AuditorRow) -> Auditor:
    """An auditor."""
    with _naming("auditors", row.alias):
        return Auditor(_text(row.alias, "alias"), AuditorRole(row.role))


def kept_pack_of(row: PackSnapshotRow) -> KeptPack:
    """A pack's snapshot."""
    with _naming("pack_snapshots", row.digest):
        if row.logo is not None and not isinstance(row.logo, bytes):
            raise ValueError(_("logo is no file"))
        return KeptPack(
            _text(row.digest, "digest"),
            PackRef(_text(row.pack, "pack"), _text(row.edition, "edition")),
            _text(row.document, "document"),
            row.logo,
            None if row.logo_name is None else _text(row.logo_name, "logo_name"),
        )


def visit_of(
    row: VisitRow,
    branch: BranchRow | None,
    auditor: AuditorRow | None,
    facts: Iterable[tuple[str, str]] = (),
    observations: Iterable[Observation] = (),
    marks: Iterable[Mark] = (),
) -> Visit:
    """A visit with its parts; facts by name, marks by moment."""
    with _naming("visits", row.id):
        if branch is None or auditor is None:
            raise ValueError(
                _("its branch is not in the store")
                if branch is None
                else _("its auditor is not in the store")
            )
        return Visit(
            id=_text(row.id, "id"),
            pack=PackRef(_text(row.pack, "pack"), _text(row.edition, "edition")),
            digest=_text(row.digest, "digest"),
            branch=branch_of(branch),
            auditor=auditor_of(auditor),
            status=VisitStatus(row.status),
            opened_at=_moment(row.opened_at, "opened_at"),
            kind=VisitKind(row.kind),
            facts=tuple(sorted(facts)),
            observations=tuple(observations),
            marks=tuple(sorted(marks, key=lambda mark: (mark.at, mark.event))),
            left_at=_moment_or_none(row.left_at, "left_at"),
            submitted_at=_moment_or_none(row.submitted_at, "submitted_at"),
            version=_whole(row.version, "version"),
            utc_offset_minutes=_whole(row.utc_offset_minutes, "utc_offset_minutes"),
        )


def fact_of(row: VisitFactRow) -> tuple[str, str]:
    """A fact as name and key."""
    with _naming("visit_facts", f"{row.visit_id}/{row.name}"):
        return _text(row.name, "name"), _text(row.key, "key")


def observation_of(row: ObservationRow, evidence: tuple[Evidence, ...] = ()) -> Observation:
    """What was seen for one standard."""
    with _naming("observations", f"{row.visit_id}/{row.code}"):
        return Observation(
            _text(row.code, "code"),
            reading_of(row.kind, row.reading),
            _text(row.note, "note"),
            _moment_or_none(row.at, "at"),
            evidence,
        )


def evidence_of(row: EvidenceRow) -> Evidence:
    """A kept file."""
    with _naming("evidence", f"{row.visit_id}/{row.code}/{row.position}"):
        return Evidence(
            _text(row.digest, "digest"),
            _text(row.name, "name"),
            _text(row.media_type, "media_type"),
            _whole(row.size, "size"),
        )


def mark_of(row: MarkRow) -> Mark:
    """One moment on the timeline."""
    with _naming("marks", f"{row.visit_id}/{row.event}"):
        return Mark(_text(row.event, "event"), _moment(row.at, "at"))


def entry_of(row: JournalRow) -> JournalEntry:
    """One entry of the journal."""
    with _naming("journal", f"{row.visit_id}/{row.number}"):
        return JournalEntry(
            visit_id=_text(row.visit_id, "visit_id"),
            number=_whole(row.number, "number"),
            at=_moment(row.at, "at"),
            who=_text(row.who, "who"),
            act=Act(row.act),
            subject=_text(row.subject, "subject"),
            was=None if row.was is None else _text(row.was, "was"),
            became=None if row.became is None else _text(row.became, "became"),
            why=_text(row.why, "why"),
            undoes=None if row.undoes is None else _whole(row.undoes, "undoes"),
            seal=_text(row.seal, "seal"),
        )


def row_of(entry: JournalEntry) -> JournalRow:
    """The row of a sealed entry."""
    return JournalRow(
        visit_id=entry.visit_id,
        number=entry.number,
        at=entry.at,
        who=entry.who,
        act=entry.act.value,
        subject=entry.subject,
        was=entry.was,
        became=entry.became,
        why=entry.why,
        undoes=entry.undoes,
        seal=entry.seal,
    )


def scorecard_of(row: ScorecardRow) -> KeptScorecard:
    """A scorecard document."""
    with _naming("scorecards", f"{row.visit_id}/{row.made_at}"):
        return KeptScorecard(
            _moment(row.made_at, "made_at"),
            _whole(row.scoring_version, "scoring_version"),
            _text(row.document, "document"),
            None if row.final_percent is None else _text(row.final_percent, "final_percent"),
        )


@contextmanager
def _naming(table: str, row_id: object) -> Iterator[None]:
    try:
        yield
    except (ValueError, ArithmeticError) as fault:
        raise RowUnreadable(table, str(row_id), str(fault)) from fault


def _text(value: object, column: str) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(_("{column} is not text", column=column))


def _whole(value: object, column: str) -> int:
    if isinstance(value, int):
        return value
    raise ValueError(_("{column} is not a whole number", column=column))


def _moment(value: object, column: str) -> datetime:
    if isinstance(value, datetime):
        return value
    raise ValueError(_("{column} is not a moment", column=column))


def _moment_or_none(value: object, column: str) -> datetime | None:
    return None if value is None else _moment(value, column)

"""Rows to core values. A row that makes no sense raises `RowUnreadable`, which names it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from qaudit.core.journal import Act, JournalEntry
from qaudit.core.standards import PackRef
from qaudit.core.visits import (
    Auditor,
    AuditorRole,
    Branch,
    Correction,
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
    with naming("branches", row.code):
        return Branch(
            text(row.code, "code"),
            text(row.name, "name"),
            text(row.region, "region"),
            text(row.country, "country"),
            text(row.brand, "brand"),
            text(row.timezone, "timezone"),
        )


def auditor_of(row: AuditorRow) -> Auditor:
    """An auditor."""
    with naming("auditors", row.alias):
        return Auditor(text(row.alias, "alias"), AuditorRole(row.role))


def kept_pack_of(row: PackSnapshotRow) -> KeptPack:
    """A pack's snapshot."""
    with naming("pack_snapshots", row.digest):
        if row.logo is not None and not isinstance(row.logo, bytes):
            raise ValueError(_("logo is no file"))
        return KeptPack(
            text(row.digest, "digest"),
            PackRef(text(row.pack, "pack"), text(row.edition, "edition")),
            text(row.document, "document"),
            row.logo,
            None if row.logo_name is None else text(row.logo_name, "logo_name"),
        )


def visit_of(
    row: VisitRow,
    branch: BranchRow | None,
    auditor: AuditorRow | None,
    facts: Iterable[tuple[str, str]] = (),
    observations: Iterable[Observation] = (),
    marks: Iterable[Mark] = (),
    corrections: Iterable[Correction] = (),
) -> Visit:
    """A visit with its parts; facts by name, marks by moment."""
    with naming("visits", row.id):
        if branch is None or auditor is None:
            raise ValueError(
                _("its branch is not in the store")
                if branch is None
                else _("its auditor is not in the store")
            )
        return Visit(
            id=text(row.id, "id"),
            pack=PackRef(text(row.pack, "pack"), text(row.edition, "edition")),
            digest=text(row.digest, "digest"),
            branch=branch_of(branch),
            auditor=auditor_of(auditor),
            status=VisitStatus(row.status),
            opened_at=moment(row.opened_at, "opened_at"),
            kind=VisitKind(row.kind),
            facts=tuple(sorted(facts)),
            observations=tuple(observations),
            marks=tuple(sorted(marks, key=lambda mark: (mark.at, mark.event))),
            left_at=moment_or_none(row.left_at, "left_at"),
            submitted_at=moment_or_none(row.submitted_at, "submitted_at"),
            version=whole(row.version, "version"),
            utc_offset_minutes=whole(row.utc_offset_minutes, "utc_offset_minutes"),
            corrections=tuple(corrections),
            planned_for=_day_or_none(row.planned_for, "planned_for"),
            published_at=moment_or_none(row.published_at, "published_at"),
            visible_from=moment_or_none(row.visible_from, "visible_from"),
            acknowledged_at=moment_or_none(row.acknowledged_at, "acknowledged_at"),
        )


def fact_of(row: VisitFactRow) -> tuple[str, str]:
    """A fact as name and key."""
    with naming("visit_facts", f"{row.visit_id}/{row.name}"):
        return text(row.name, "name"), text(row.key, "key")


def observation_of(row: ObservationRow, evidence: tuple[Evidence, ...] = ()) -> Observation:
    """What was seen for one standard."""
    with naming("observations", f"{row.visit_id}/{row.code}"):
        return Observation(
            text(row.code, "code"),
            reading_of(row.kind, row.reading),
            text(row.note, "note"),
            moment_or_none(row.at, "at"),
            evidence,
        )


def evidence_of(row: EvidenceRow) -> Evidence:
    """A kept file."""
    with naming("evidence", f"{row.visit_id}/{row.code}/{row.position}"):
        return Evidence(
            text(row.digest, "digest"),
            text(row.name, "name"),
            text(row.media_type, "media_type"),
            whole(row.size, "size"),
        )


def mark_of(row: MarkRow) -> Mark:
    """One moment on the timeline."""
    with naming("marks", f"{row.visit_id}/{row.event}"):
        return Mark(text(row.event, "event"), moment(row.at, "at"))


def entry_of(row: JournalRow) -> JournalEntry:
    """One entry of the journal."""
    with naming("journal", f"{row.visit_id}/{row.number}"):
        return JournalEntry(
            visit_id=text(row.visit_id, "visit_id"),
            number=whole(row.number, "number"),
            at=moment(row.at, "at"),
            who=text(row.who, "who"),
            act=Act(row.act),
            subject=text(row.subject, "subject"),
            was=None if row.was is None else text(row.was, "was"),
            became=None if row.became is None else text(row.became, "became"),
            why=text(row.why, "why"),
            undoes=None if row.undoes is None else whole(row.undoes, "undoes"),
            seal=text(row.seal, "seal"),
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
    with naming("scorecards", f"{row.visit_id}/{row.made_at}"):
        return KeptScorecard(
            moment(row.made_at, "made_at"),
            whole(row.scoring_version, "scoring_version"),
            text(row.document, "document"),
            None if row.final_percent is None else text(row.final_percent, "final_percent"),
        )


@contextmanager
def naming(table: str, row_id: object) -> Iterator[None]:
    """Has whatever makes no sense in a row raise `RowUnreadable`, which names it."""
    try:
        yield
    except (ValueError, TypeError, ArithmeticError) as fault:
        raise RowUnreadable(table, str(row_id), str(fault)) from fault


def text(value: object, column: str) -> str:
    """The value of a column of text. Raises `ValueError`."""
    if isinstance(value, str):
        return value
    raise ValueError(_("{column} is not text", column=column))


def whole(value: object, column: str) -> int:
    """The value of a column of whole numbers. Raises `ValueError`."""
    if isinstance(value, int):
        return value
    raise ValueError(_("{column} is not a whole number", column=column))


def moment(value: object, column: str) -> datetime:
    """The value of a column of moments. Raises `ValueError`."""
    if isinstance(value, datetime):
        return value
    raise ValueError(_("{column} is not a moment", column=column))


def moment_or_none(value: object, column: str) -> datetime | None:
    """The value of a column of moments that may be empty. Raises `ValueError`."""
    return None if value is None else moment(value, column)


def _day_or_none(value: object, column: str) -> date | None:
    return None if value is None else date.fromisoformat(text(value, column))

"""What is broken in a store: every row is read, every chain followed, every kept file weighed."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, SQLModel, col, select

from qaudit.core.appeals import Appeal
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.journal import first_broken
from qaudit.core.problems import Problem
from qaudit.core.visits import Evidence
from qaudit.errors import QauditError, RowUnreadable, StoreUnreachable
from qaudit.speech import N_, _
from qaudit.store.agreement import disagreements, life_disagreements
from qaudit.store.engine import Database
from qaudit.store.evidence import EvidenceFolder
from qaudit.store.journal import read_journal
from qaudit.store.life_book import after_visit
from qaudit.store.life_mapping import (
    action_of,
    appeal_of,
    code_of,
    correction_of,
    explanation_of,
    person_of,
    remark_of,
    report_of,
    verdict_of,
)
from qaudit.store.life_rows import (
    ActionRow,
    ActionStandardRow,
    AppealRow,
    CorrectionRow,
    ExplanationRow,
    PersonRow,
    RemarkRow,
    ReportRow,
    VerdictRow,
)
from qaudit.store.mapping import (
    auditor_of,
    branch_of,
    entry_of,
    evidence_of,
    fact_of,
    kept_pack_of,
    mark_of,
    observation_of,
    scorecard_of,
    visit_of,
)
from qaudit.store.report_folder import ReportFolder
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
from qaudit.store.scorecards import read_scorecards
from qaudit.store.visits import read_visit
from qaudit.store.voice_mapping import voice_of
from qaudit.store.voice_rows import VoiceRow

FILE, REFERENCE, ROW, CHAIN, STATE, SCORECARD, FILE_OF_EVIDENCE, FILE_OF_REPORT = (
    f"D{number:02}" for number in range(1, 9)
)
NOTHING_FILED = "[]"
_RESTORE = N_("restore the store from a copy")
_COMPARE = N_("compare it with a copy of the store")

_AT_ONCE = 1000
_Look = Callable[[Session], Iterator[Problem]]
_Table = tuple[type[SQLModel], Callable[[Any], object]]
_OF_ALL: tuple[_Table, ...] = (
    (BranchRow, branch_of),
    (AuditorRow, auditor_of),
    (PackSnapshotRow, kept_pack_of),
    (VoiceRow, voice_of),
    (PersonRow, person_of),
)
_OF_A_VISIT: tuple[_Table, ...] = (
    (VisitFactRow, fact_of),
    (ObservationRow, observation_of),
    (EvidenceRow, evidence_of),
    (MarkRow, mark_of),
    (JournalRow, entry_of),
    (ScorecardRow, scorecard_of),
    (CorrectionRow, correction_of),
)
_AFTER_A_VISIT: tuple[_Table, ...] = (
    (RemarkRow, remark_of),
    (ExplanationRow, explanation_of),
    (AppealRow, appeal_of),
    (ActionRow, lambda row: action_of(row, ())),
    (VerdictRow, verdict_of),
    (ReportRow, report_of),
)


def find_damage(database: Database, evidence: EvidenceFolder, reports: ReportFolder) -> tuple[Problem, ...]:
    """Every fault: of the file, of its references, of single rows, of what the rows say, of kept files."""
    looks: list[_Look] = [
        _shared_rows,
        _visits,
        lambda session: _evidence(session, evidence),
        lambda session: _reports(session, reports),
    ]
    if database.is_sqlite:
        looks = [_file, _references, *looks]
    return tuple(chain.from_iterable(_looked(database, look) for look in looks))


def _looked(database: Database, look: _Look) -> list[Problem]:
    found: list[Problem] = []
    try:
        with database.reading() as session:
            found.extend(look(session))
    except StoreUnreachable as fault:
        found.append(Problem(FILE, fault.message, fault.hint))
    return found


def _file(session: Session) -> Iterator[Problem]:
    for (line,) in session.connection().execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Problem(FILE, _("The database is damaged: {fault}", fault=line), _(_RESTORE))


def _references(session: Session) -> Iterator[Problem]:
    for table, row_id, other, _constraint in session.connection().execute(text("PRAGMA foreign_key_check")):
        message = (
            _("A row of {table} refers to a row of {other} that is not there", table=table, other=other)
            if row_id is None
            else _(
                "Row {row} of {table} refers to a row of {other} that is not there",
                row=row_id,
                table=table,
                other=other,
            )
        )
        yield Problem(REFERENCE, message, _(_RESTORE))


def _shared_rows(session: Session) -> Iterator[Problem]:
    for table, read in _OF_ALL:
        # A store may be larger than the memory.
        for row in session.exec(select(table).execution_options(yield_per=_AT_ONCE)):
            yield from _unreadable(read, row)


def _visits(session: Session) -> Iterator[Problem]:
    for visit_id in session.exec(select(VisitRow.id).order_by(col(VisitRow.id))).all():
        try:
            yield from _visit(session, visit_id)
        except RowUnreadable:
            yield from _rows_of_visit(session, visit_id)
        # A store may be larger than the memory.
        session.expunge_all()


def _visit(session: Session, visit_id: str) -> Iterator[Problem]:
    entries = read_journal(session, visit_id)
    visit = read_visit(session, visit_id)
    scorecards = read_scorecards(session, visit_id)
    broken = first_broken(entries, visit.version)
    if broken is not None:
        message = _("Visit {visit}: journal entry {n} is missing or was changed", visit=visit_id, n=broken)
        yield Problem(CHAIN, message, _(_COMPARE))
        return
    for is_scorecard, sentence in disagreements(visit, entries, scorecards):
        yield Problem(SCORECARD if is_scorecard else STATE, sentence, _(_COMPARE))
    for sentence in life_disagreements(visit_id, entries, after_visit(session, visit_id)):
        yield Problem(STATE, sentence, _(_COMPARE))
    for row in session.exec(select(VerdictRow).where(VerdictRow.visit_id == visit_id)):
        verdict_of(row)


def _rows_of_visit(session: Session, visit_id: str) -> Iterator[Problem]:
    """Every row of a visit that cannot be read, not only the first."""
    row = session.get(VisitRow, visit_id)
    if row is not None:
        branch, auditor = session.get(BranchRow, row.branch), session.get(AuditorRow, row.auditor)
        yield from _unreadable(lambda row: visit_of(row, branch, auditor), row)
    for table, read in (*_OF_A_VISIT, *_AFTER_A_VISIT):
        for part in session.exec(select(table).filter_by(visit_id=visit_id)):
            yield from _unreadable(read, part)
    of_visit = select(ActionRow.id).where(ActionRow.visit_id == visit_id)
    for standard in session.exec(
        select(ActionStandardRow).where(col(ActionStandardRow.action_id).in_(of_visit))
    ):
        yield from _unreadable(code_of, standard)


def _unreadable(read: Callable[[Any], object], row: SQLModel) -> Iterator[Problem]:
    try:
        read(row)
    except RowUnreadable as fault:
        yield Problem(ROW, fault.message, _(_RESTORE))


def _evidence(session: Session, folder: EvidenceFolder) -> Iterator[Problem]:
    """Files that are missing or changed: of observations, of appeals, of corrective actions."""
    weighed: dict[Evidence, str] = {}
    for visit_id, code, kept in chain(_seen(session), _filed(session)):
        if kept not in weighed:
            weighed[kept] = folder.damage_of(kept)
        if weighed[kept]:
            message = _(
                _OF_A_FILE[weighed[kept]],
                visit=visit_id,
                code=code,
                name=kept.name,
                digest=f"{kept.digest[:12]}…",
            )
            yield Problem(
                FILE_OF_EVIDENCE, message, _("put the file back from a copy of the evidence folder")
            )


def _seen(session: Session) -> Iterator[tuple[str, str, Evidence]]:
    for row in session.exec(select(EvidenceRow).order_by(col(EvidenceRow.visit_id), col(EvidenceRow.code))):
        with suppress(RowUnreadable):
            yield row.visit_id, row.code, evidence_of(row)


def _filed(session: Session) -> Iterator[tuple[str, str, Evidence]]:
    found: list[Appeal | CorrectiveAction] = []
    for appeal in session.exec(select(AppealRow).where(AppealRow.evidence != NOTHING_FILED)):
        with suppress(RowUnreadable):
            found.append(appeal_of(appeal))
    for action in session.exec(select(ActionRow).where(ActionRow.evidence != NOTHING_FILED)):
        with suppress(RowUnreadable):
            found.append(action_of(action, ()))
    for one in found:
        for kept in one.evidence:
            yield one.visit_id, one.code if isinstance(one, Appeal) else one.id, kept


def _reports(session: Session, folder: ReportFolder) -> Iterator[Problem]:
    """Kept reports that are missing, or no longer what was published."""
    for row in session.exec(select(ReportRow).order_by(col(ReportRow.visit_id), col(ReportRow.made_at))):
        try:
            kept = report_of(row)
            folder.read(kept.digest, kept.media_type)
        except RowUnreadable:
            continue
        except QauditError as fault:
            yield Problem(
                FILE_OF_REPORT,
                _("Visit {visit}: {fault}", visit=row.visit_id, fault=fault.message),
                fault.hint,
            )


_OF_A_FILE = {
    "missing": N_("Visit {visit}, {code}: evidence {name} ({digest}) is missing"),
    "changed": N_("Visit {visit}, {code}: evidence {name} ({digest}) is changed"),
    "unreadable": N_("Visit {visit}, {code}: evidence {name} ({digest}) is unreadable"),
}

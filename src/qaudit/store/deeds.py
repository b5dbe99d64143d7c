"""One deed after a visit: what it changes and what the journal tells of it, in one transaction, all or nothing."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session, col, delete, select

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.changes import ReadingSet, write_evidence, written
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.readings import Reading
from qaudit.core.remarks import Explanation, Remark
from qaudit.core.text import storable
from qaudit.core.visits import Correction, Origin, Visit, VisitStatus
from qaudit.store.journal import append
from qaudit.store.kept import KeptReport, KeptVerdict
from qaudit.store.life_mapping import action_of, appeal_of, remark_of
from qaudit.store.life_reading import actions_checked_by, checked_by_visit
from qaudit.store.life_rows import (
    ActionRow,
    ActionStandardRow,
    AppealRow,
    CorrectionRow,
    ExplanationRow,
    RemarkRow,
    ReportRow,
    VerdictRow,
)
from qaudit.store.reading_columns import columns_of
from qaudit.store.rows import VisitRow
from qaudit.store.scorecards import moment_of_next
from qaudit.store.visits import find_visit_row, read_visit
from qaudit.store.writing import digest_of_document, scorecard_row


class Deed:
    """A visit under its lock: what is read here cannot change before what is written here is kept."""

    def __init__(self, session: Session, visit_id: str, who: str, at: datetime) -> None:
        self._session = session
        self._row = find_visit_row(session, visit_id, lock=True)
        self._who = storable(who)
        self._told: list[JournalEntry] = []
        self._told_elsewhere: dict[str, list[JournalEntry]] = {}
        self.at = at
        self.visit: Visit = read_visit(session, visit_id)

    # What is there.

    def appeal(self, appeal_id: str) -> Appeal:
        """An appeal of this visit as it stands now."""
        return appeal_of(self._session.get_one(AppealRow, appeal_id, populate_existing=True))

    def has_appeal(self, code: str) -> bool:
        """Whether the verdict on a standard was appealed before."""
        found = select(AppealRow.id).where(
            AppealRow.visit_id == self.visit.id, AppealRow.code == storable(code)
        )
        return self._session.exec(found).first() is not None

    def has_open_appeal(self) -> bool:
        """Whether an appeal of this visit waits for its decision."""
        found = select(AppealRow.id).where(
            AppealRow.visit_id == self.visit.id, AppealRow.state == AppealState.OPEN.value
        )
        return self._session.exec(found).first() is not None

    def action(self, action_id: str) -> CorrectiveAction:
        """A corrective action of this visit as it stands now."""
        row = self._session.get_one(ActionRow, action_id, populate_existing=True)
        return action_of(row, _codes_of(self._session, row.id))

    def remarks(self) -> tuple[Remark, ...]:
        """The remarks of this visit in their order."""
        rows = select(RemarkRow).where(RemarkRow.visit_id == self.visit.id).order_by(col(RemarkRow.number))
        return tuple(remark_of(row) for row in self._session.exec(rows))

    def checked_actions(self) -> list[tuple[CorrectiveAction, int, int]]:
        """The branch's mended actions that this visit checks, with how many of their standards were met and missed.

        The visits that they are of are locked first: nobody can drop one while it is looked at.
        """
        self._session.flush()
        found = checked_by_visit(self._session, self.visit.id)
        self._lock_visits_of(action for action, _met, _missed in found)
        return checked_by_visit(self._session, self.visit.id) if found else found

    def actions_checked_here(self) -> tuple[CorrectiveAction, ...]:
        """The actions that this visit was the last to check; the visits that they are of are locked first."""
        self._session.flush()
        self._lock_visits_of(actions_checked_by(self._session, self.visit.id))
        return actions_checked_by(self._session, self.visit.id)

    def _lock_visits_of(self, actions: Iterable[CorrectiveAction]) -> None:
        for visit_id in sorted({action.visit_id for action in actions}):
            find_visit_row(self._session, visit_id, lock=True)
        self._session.expire_all()

    # What becomes of it.

    def tell(
        self, act: Act, subject: str = "", *, was: str | None = None, became: str | None = None, why: str = ""
    ) -> None:
        """An entry for the visit's journal."""
        self._told.append(
            JournalEntry(
                self.visit.id, 0, self.at, self._who, act, storable(subject), was, became, storable(why)
            )
        )

    def move(self, status: VisitStatus) -> None:
        """The visit's status from now on."""
        self._row.status = status.value
        self.visit = replace(self.visit, status=status)

    def start(self, opened_at: datetime, utc_offset_minutes: int) -> None:
        """A planned visit is opened now, on the clock of whoever opens it."""
        self._row.opened_at, self._row.utc_offset_minutes = opened_at, utc_offset_minutes
        self.visit = replace(self.visit, opened_at=opened_at, utc_offset_minutes=utc_offset_minutes)

    def publish(self, visible_from: datetime) -> None:
        """The visit is published now; its branch sees it from a moment on."""
        self._row.published_at, self._row.visible_from = self.at, visible_from
        self.visit = replace(self.visit, published_at=self.at, visible_from=visible_from)

    def check_now(self) -> bool:
        """Says that the visit checks now what was mended; False where it has done so before."""
        if self._row.checked_at is not None:
            return False
        self._row.checked_at = self.at
        return True

    def acknowledge(self) -> None:
        """The branch's manager has seen the visit."""
        self._row.acknowledged_at = self.at
        self.visit = replace(self.visit, acknowledged_at=self.at)

    def correct(self, code: str, reading: Reading, why: str, origin: Origin) -> None:
        """A reading that stands in for the auditor's, which stays; with its entry in the journal.

        It is of now, or of the auditor's reading where that is later by its clock: a correction comes after it.
        """
        judged = next((one for one in self.visit.judged_observations if one.code == code), None)
        at = max(self.at, judged.at) if judged is not None and judged.at is not None else self.at
        correction = Correction(code, reading, self._who, at, storable(why), origin)
        was = written(ReadingSet(code, judged.reading if judged is not None else None))
        self.tell(Act.CORRECTED, code, was=was, became=written(ReadingSet(code, reading)), why=why)
        kind, column = columns_of(reading)
        self._session.add(
            CorrectionRow(
                visit_id=self.visit.id,
                number=len(self.visit.corrections) + 1,
                code=code,
                kind=kind or "",
                reading=column,
                who=correction.who,
                at=at,
                why=correction.why,
                origin=origin.value,
            )
        )
        self.visit = replace(self.visit, corrections=(*self.visit.corrections, correction))

    def keep_scorecard(self, document: str, why: str = "") -> None:
        """A new scorecard beside the old ones, with its entry in the journal."""
        made_at = moment_of_next(self._session, self.visit.id, self.at)
        self._session.add(scorecard_row(self.visit.id, made_at, document))
        percent = json.loads(document)["final_percent"]
        self.tell(
            Act.SCORED, "" if percent is None else percent, became=digest_of_document(document), why=why
        )

    def keep_verdicts(self, verdicts: Iterable[KeptVerdict]) -> None:
        """The visit's verdicts for questions over many visits, in the place of those before."""
        self.forget_verdicts()
        visit = self.visit
        if visit.left_at is None or visit.visible_from is None:
            raise ValueError("only a published visit has verdicts for others")
        for kept in verdicts:
            self._session.add(
                VerdictRow(
                    visit_id=visit.id,
                    code=kept.code,
                    branch=visit.branch.code,
                    pack=visit.pack.pack,
                    kind=visit.kind.value,
                    left_at=visit.left_at,
                    visible_from=visit.visible_from,
                    verdict=kept.verdict,
                    is_finding=int(kept.is_finding),
                )
            )

    def forget_verdicts(self) -> None:
        """A visit that is void counts nowhere."""
        self._session.exec(delete(VerdictRow).where(col(VerdictRow.visit_id) == self.visit.id))

    def keep_report(self, report: KeptReport) -> None:
        """A report that was made, with its entry in the journal."""
        self._session.add(
            ReportRow(
                visit_id=self.visit.id,
                made_at=report.made_at,
                digest=report.digest,
                media_type=report.media_type,
                size=report.size,
                language=report.language,
            )
        )
        self.tell(Act.REPORTED, report.media_type, became=report.digest)

    def put_remark(self, remark: Remark) -> None:
        """A remark, new or with its answer."""
        self._session.merge(
            RemarkRow(
                visit_id=self.visit.id,
                number=remark.number,
                code=storable(remark.code),
                words=storable(remark.words),
                who=storable(remark.who),
                at=remark.at,
                answer=storable(remark.answer),
                answered_at=remark.answered_at,
            )
        )

    def put_explanation(self, explanation: Explanation) -> None:
        """A manager's reason, in the place of the one before."""
        self._session.merge(
            ExplanationRow(
                visit_id=self.visit.id,
                code=storable(explanation.code),
                cause=explanation.cause,
                words=storable(explanation.words),
                who=storable(explanation.who),
                at=explanation.at,
            )
        )

    def put_appeal(self, appeal: Appeal) -> None:
        """An appeal, new or decided."""
        kind, reading = columns_of(appeal.reading)
        self._session.merge(
            AppealRow(
                id=appeal.id,
                visit_id=self.visit.id,
                code=storable(appeal.code),
                reason=appeal.reason,
                words=storable(appeal.words),
                verdict=appeal.verdict,
                who=storable(appeal.who),
                at=appeal.at,
                evidence=write_evidence(appeal.evidence),
                state=appeal.state.value,
                decided_by=storable(appeal.decided_by),
                decided_at=appeal.decided_at,
                why=storable(appeal.why),
                kind=kind,
                reading=reading,
            )
        )

    def put_action(self, action: CorrectiveAction) -> None:
        """A corrective action, new or changed."""
        known = self._session.get(ActionRow, action.id) is not None
        self._session.merge(_action_row(action))
        self._session.flush()
        if not known:
            self._session.add_all(ActionStandardRow(action_id=action.id, code=code) for code in action.codes)

    def check_action(self, action: CorrectiveAction, entry: JournalEntry) -> None:
        """An action of an earlier visit that this one checked, with its entry in that visit's journal."""
        self._session.merge(_action_row(action))
        if action.visit_id == self.visit.id:
            self._told.append(entry)
        else:
            self._told_elsewhere.setdefault(action.visit_id, []).append(entry)

    def finish(self) -> None:
        """Seals what was told. Called once, when all is done."""
        self._session.add(self._row)
        self._session.flush()
        if self._told:
            append(self._session, self._row, self._told)
        self.visit = replace(self.visit, version=self._row.version)
        for visit_id in sorted(self._told_elsewhere):
            row: VisitRow = find_visit_row(self._session, visit_id, lock=True)
            append(self._session, row, self._told_elsewhere[visit_id])


def _action_row(action: CorrectiveAction) -> ActionRow:
    return ActionRow(
        id=action.id,
        visit_id=action.visit_id,
        branch=action.branch,
        pack=action.pack,
        what=storable(action.what),
        owner=action.owner,
        due=action.due.isoformat(),
        who=storable(action.who),
        at=action.at,
        state=action.kept_state.value,
        done_at=action.done_at,
        done_words=storable(action.done_words),
        evidence=write_evidence(action.evidence),
        why_dropped=storable(action.why_dropped),
        checked_by=action.checked_by,
        reopened=action.reopened,
    )


def _codes_of(session: Session, action_id: str) -> list[str]:
    rows = select(ActionStandardRow.code).where(ActionStandardRow.action_id == action_id)
    return list(session.exec(rows.order_by(col(ActionStandardRow.code))))

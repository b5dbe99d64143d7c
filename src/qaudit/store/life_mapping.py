"""Rows of what happens after a visit, to core values. A row that makes no sense raises `RowUnreadable`."""

from collections.abc import Iterable
from datetime import date

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.changes import read_evidence
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.judging import Verdict
from qaudit.core.people import Person, Role
from qaudit.core.remarks import Explanation, Remark
from qaudit.core.visits import Correction, Origin, VisitKind
from qaudit.speech import _
from qaudit.store.kept import KeptReport, KeptVerdict
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
from qaudit.store.mapping import moment, moment_or_none, naming, text, whole
from qaudit.store.reading_columns import reading_of


def person_of(row: PersonRow, branches: Iterable[str] = ()) -> Person:
    """A person with the codes of their branches."""
    with naming("people", row.alias):
        return Person(text(row.alias, "alias"), Role(row.role), tuple(branches))


def correction_of(row: CorrectionRow) -> Correction:
    """A reading that stands in for the auditor's."""
    with naming("corrections", f"{row.visit_id}/{row.number}"):
        reading = reading_of(row.kind, row.reading)
        if reading is None:
            raise ValueError(_("it has no reading"))
        return Correction(
            text(row.code, "code"),
            reading,
            text(row.who, "who"),
            moment(row.at, "at"),
            text(row.why, "why"),
            Origin(row.origin),
        )


def remark_of(row: RemarkRow) -> Remark:
    """A reviewer's remark with the auditor's answer."""
    with naming("remarks", f"{row.visit_id}/{row.number}"):
        return Remark(
            whole(row.number, "number"),
            text(row.code, "code"),
            text(row.words, "words"),
            text(row.who, "who"),
            moment(row.at, "at"),
            text(row.answer, "answer"),
            moment_or_none(row.answered_at, "answered_at"),
        )


def explanation_of(row: ExplanationRow) -> Explanation:
    """A manager's reason."""
    with naming("explanations", f"{row.visit_id}/{row.code}"):
        return Explanation(
            text(row.code, "code"),
            text(row.cause, "cause"),
            text(row.words, "words"),
            text(row.who, "who"),
            moment(row.at, "at"),
        )


def appeal_of(row: AppealRow) -> Appeal:
    """A contested verdict."""
    with naming("appeals", row.id):
        return Appeal(
            id=text(row.id, "id"),
            visit_id=text(row.visit_id, "visit_id"),
            code=text(row.code, "code"),
            reason=text(row.reason, "reason"),
            words=text(row.words, "words"),
            verdict=text(row.verdict, "verdict"),
            who=text(row.who, "who"),
            at=moment(row.at, "at"),
            evidence=read_evidence(text(row.evidence, "evidence")),
            state=AppealState(row.state),
            decided_by=text(row.decided_by, "decided_by"),
            decided_at=moment_or_none(row.decided_at, "decided_at"),
            why=text(row.why, "why"),
            reading=reading_of(row.kind, row.reading),
        )


def action_of(row: ActionRow, codes: Iterable[str]) -> CorrectiveAction:
    """A corrective action with the codes that it is about."""
    with naming("actions", row.id):
        return CorrectiveAction(
            id=text(row.id, "id"),
            visit_id=text(row.visit_id, "visit_id"),
            branch=text(row.branch, "branch"),
            pack=text(row.pack, "pack"),
            codes=tuple(codes),
            what=text(row.what, "what"),
            owner=text(row.owner, "owner"),
            due=date.fromisoformat(text(row.due, "due")),
            who=text(row.who, "who"),
            at=moment(row.at, "at"),
            kept_state=ActionState(row.state),
            done_at=moment_or_none(row.done_at, "done_at"),
            done_words=text(row.done_words, "done_words"),
            evidence=read_evidence(text(row.evidence, "evidence")),
            why_dropped=text(row.why_dropped, "why_dropped"),
            checked_by=text(row.checked_by, "checked_by"),
            reopened=whole(row.reopened, "reopened"),
        )


def code_of(row: ActionStandardRow) -> str:
    """The code of a standard that a corrective action is about."""
    with naming("action_standards", f"{row.action_id}/{row.code}"):
        return text(row.code, "code")


def verdict_of(row: VerdictRow) -> KeptVerdict:
    """What a published visit says of one standard."""
    with naming("verdicts", f"{row.visit_id}/{row.code}"):
        moment(row.left_at, "left_at")
        moment(row.visible_from, "visible_from")
        VisitKind(row.kind)
        if row.is_finding not in (0, 1):
            raise ValueError(_("is_finding is neither 0 nor 1"))
        return KeptVerdict(text(row.code, "code"), Verdict(row.verdict).value, bool(row.is_finding))


def report_of(row: ReportRow) -> KeptReport:
    """A kept report."""
    with naming("reports", f"{row.visit_id}/{row.made_at}"):
        return KeptReport(
            moment(row.made_at, "made_at"),
            text(row.digest, "digest"),
            text(row.media_type, "media_type"),
            whole(row.size, "size"),
            text(row.language, "language"),
        )

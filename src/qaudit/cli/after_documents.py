"""What happened after a visit as JSON: the shapes of `docs/commands.md`. Times are ISO 8601 in UTC."""

from typing import TYPE_CHECKING

from qaudit.cli.visit_documents import Document, evidence_document, moment_or_none
from qaudit.core.appeals import Appeal
from qaudit.core.changes import write_moment
from qaudit.core.check_values import Check
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.findings import Finding
from qaudit.core.readings import Reading, write_reading
from qaudit.core.remarks import Explanation, Remark
from qaudit.core.standards import Pack
from qaudit.core.visits import Correction, Visit
from qaudit.speech import language
from qaudit.wording.review_checks import check_title, check_words

if TYPE_CHECKING:
    from qaudit.desk.mending import DueAction


def remark_document(remark: Remark) -> Document:
    """A reviewer's remark, and the auditor's answer; an empty code stands for the whole visit."""
    return {
        "number": remark.number,
        "code": remark.code,
        "words": remark.words,
        "by": remark.who,
        "at": write_moment(remark.at),
        "answer": remark.answer,
        "answered_at": moment_or_none(remark.answered_at),
    }


def correction_document(correction: Correction, visit: Visit) -> Document:
    """A correction: `observed` is the auditor's own reading, `stands` whether this one is judged."""
    seen = visit.observation(correction.code)
    return {
        "code": correction.code,
        "observed": _written(None if seen is None else seen.reading),
        "reading": write_reading(correction.reading),
        "origin": correction.origin.value,
        "by": correction.who,
        "at": write_moment(correction.at),
        "why": correction.why,
        "stands": visit.correction(correction.code) is correction,
    }


def explanation_document(explanation: Explanation) -> Document:
    """A manager's reason; an empty code stands for the whole visit."""
    return {
        "code": explanation.code,
        "cause": explanation.cause,
        "words": explanation.words,
        "by": explanation.who,
        "at": write_moment(explanation.at),
    }


def appeal_document(appeal: Appeal) -> Document:
    """An appeal, with its decision once there is one."""
    return {
        "appeal": appeal.id,
        "visit": appeal.visit_id,
        "code": appeal.code,
        "verdict": appeal.verdict,
        "reason": appeal.reason,
        "words": appeal.words,
        "by": appeal.who,
        "at": write_moment(appeal.at),
        "evidence": [evidence_document(kept) for kept in appeal.evidence],
        "state": appeal.state.value,
        "decided_by": appeal.decided_by,
        "decided_at": moment_or_none(appeal.decided_at),
        "why": appeal.why,
        "reading": _written(appeal.reading),
    }


def action_document(action: CorrectiveAction, state: ActionState) -> Document:
    """A corrective action, with its state on this day of its branch."""
    return {
        "action": action.id,
        "visit": action.visit_id,
        "branch": action.branch,
        "pack": action.pack,
        "standards": list(action.codes),
        "what": action.what,
        "owner": action.owner,
        "due": action.due.isoformat(),
        "state": state.value,
        "by": action.who,
        "at": write_moment(action.at),
        "done_at": moment_or_none(action.done_at),
        "done": action.done_words,
        "evidence": [evidence_document(kept) for kept in action.evidence],
        "dropped": action.why_dropped,
        "checked_by": action.checked_by,
        "reopened": action.reopened,
    }


def due_document(due: "DueAction") -> Document:
    """The same in a list, with the days that are left; below 0 where it is overdue."""
    return {**action_document(due.action, due.state), "days_left": due.days_left}


def check_document(check: Check, pack: Pack) -> Document:
    """What a machine saw in a visit."""
    return {
        "check": check.id.value,
        "gravity": check.gravity.value,
        "title": check_title(check.id),
        "codes": list(check.codes),
        "sentence": check_words(check, pack, language()),
    }


def finding_document(finding: Finding) -> Document:
    """A standard that was missed or partly met."""
    reading = finding.scored.judgement.reading
    return {
        "code": finding.standard.code,
        "text": finding.standard.text.in_language(language()),
        "verdict": finding.scored.judgement.verdict.value,
        "reading": _written(reading),
        "critical": finding.is_critical,
    }


def _written(reading: Reading | None) -> str | None:
    return None if reading is None else write_reading(reading)

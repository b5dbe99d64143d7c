"""The names of states, roles and acts, as tables and lists say them; what is typed is the code itself."""

from qaudit.core.journal import Act
from qaudit.core.scoring import Outcome
from qaudit.core.visits import AuditorRole, VisitKind, VisitStatus
from qaudit.speech import ngettext, pgettext


def status_name(status: VisitStatus) -> str:
    """`open`, `submitted`."""
    names = {
        VisitStatus.PLANNED: pgettext("status of a visit", "planned"),
        VisitStatus.OPEN: pgettext("status of a visit", "open"),
        VisitStatus.SUBMITTED: pgettext("status of a visit", "submitted"),
        VisitStatus.RETURNED: pgettext("status of a visit", "returned"),
        VisitStatus.APPROVED: pgettext("status of a visit", "approved"),
        VisitStatus.PUBLISHED: pgettext("status of a visit", "published"),
        VisitStatus.CLOSED: pgettext("status of a visit", "closed"),
        VisitStatus.VOID: pgettext("status of a visit", "void"),
    }
    return names[status]


def kind_name(kind: VisitKind) -> str:
    """`unannounced`, `announced`, `self check`."""
    names = {
        VisitKind.UNANNOUNCED: pgettext("kind of visit", "unannounced"),
        VisitKind.ANNOUNCED: pgettext("kind of visit", "announced"),
        VisitKind.SELF_CHECK: pgettext("kind of visit", "self-check"),
    }
    return names[kind]


def role_name(role: AuditorRole) -> str:
    """`shopper`, `reviewer`, `self-check`."""
    names = {
        AuditorRole.SHOPPER: pgettext("role of an auditor", "shopper"),
        AuditorRole.REVIEWER: pgettext("role of an auditor", "reviewer"),
        AuditorRole.SELF_CHECK: pgettext("role of an auditor", "self-check"),
    }
    return names[role]


def outcome_name(outcome: Outcome) -> str:
    """`pass`, `fail`."""
    names = {
        Outcome.PASS: pgettext("outcome of a visit", "pass"),
        Outcome.FAIL: pgettext("outcome of a visit", "fail"),
    }
    return names[outcome]


def language_name(code: str) -> str:
    """`Hebrew` for `he`; a language that the program does not know keeps its code."""
    names = {
        "en": pgettext("name of a language", "English"),
        "he": pgettext("name of a language", "Hebrew"),
        "ro": pgettext("name of a language", "Romanian"),
    }
    return names.get(code, code)


def act_name(act: Act) -> str:
    """What a journal entry tells: `opened`, `reading`, `mark`."""
    names = {
        Act.OPENED: pgettext("journal", "opened"),
        Act.READING: pgettext("journal", "reading"),
        Act.NOTE: pgettext("journal", "note"),
        Act.EVIDENCE: pgettext("journal", "evidence"),
        Act.MARK: pgettext("journal", "mark"),
        Act.FACT: pgettext("journal", "fact"),
        Act.LEFT: pgettext("journal", "left"),
        Act.SUBMITTED: pgettext("journal", "submitted"),
        Act.PLANNED: pgettext("journal", "planned"),
        Act.STARTED: pgettext("journal", "started"),
        Act.REMARKED: pgettext("journal", "remark"),
        Act.ANSWERED: pgettext("journal", "answer"),
        Act.RETURNED: pgettext("journal", "returned"),
        Act.CORRECTED: pgettext("journal", "correction"),
        Act.SCORED: pgettext("journal", "scored anew"),
        Act.APPROVED: pgettext("journal", "approved"),
        Act.PUBLISHED: pgettext("journal", "published"),
        Act.REPORTED: pgettext("journal", "report kept"),
        Act.CLOSED: pgettext("journal", "closed"),
        Act.VOIDED: pgettext("journal", "void"),
        Act.ACKNOWLEDGED: pgettext("journal", "acknowledged"),
        Act.EXPLAINED: pgettext("journal", "reason"),
        Act.APPEALED: pgettext("journal", "appeal"),
        Act.DECIDED: pgettext("journal", "decision"),
        Act.ACTION: pgettext("journal", "corrective action"),
    }
    return names[act]


def reason_words(why: str) -> str:
    """Why an entry of the journal was made; the reasons that the program itself gives are kept in English."""
    known = {
        "undo": pgettext("reason in a journal", "undo"),
        "time notes": pgettext("reason in a journal", "time notes"),
    }
    return known.get(why, why)


def acts_counted(act: Act, count: int) -> str:
    """How many changes of one kind were saved: `3 readings`."""
    match act:
        case Act.READING:
            return ngettext("{n} reading", "{n} readings", count)
        case Act.NOTE:
            return ngettext("{n} note", "{n} notes", count)
        case Act.EVIDENCE:
            return ngettext("{n} change of evidence", "{n} changes of evidence", count)
        case Act.MARK:
            return ngettext("{n} mark", "{n} marks", count)
        case Act.FACT:
            return ngettext("{n} fact", "{n} facts", count)
        case _:
            return ngettext("{n} entry", "{n} entries", count)

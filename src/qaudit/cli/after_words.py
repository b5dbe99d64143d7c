"""What happened after a visit, in lines for people: what was said and decided, and what can be done next."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from qaudit.cli.output import Row
from qaudit.core.appeals import Appeal
from qaudit.core.check_values import Check
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.lifecycle import Verb
from qaudit.core.readings import Reading
from qaudit.core.remarks import Remark
from qaudit.core.standards import Pack
from qaudit.core.visits import Evidence, Origin
from qaudit.core.walk import Walk
from qaudit.speech import _, language, ngettext
from qaudit.wording.life import action_state_name, appeal_state_name, entry_words, verb_name
from qaudit.wording.review_checks import check_words, gravity_mark
from qaudit.wording.short import reading_words

if TYPE_CHECKING:
    from pathlib import Path

    from qaudit.desk.mending import DueAction

Labelled = Iterator[tuple[str, str]]

_NEXT = {
    Verb.START: "qaudit visit start {id}",
    Verb.RECORD: "qaudit visit walk {id}",
    Verb.SUBMIT: "qaudit visit submit {id}",
    Verb.ANSWER: "qaudit visit answer {id} NUMBER WORDS",
    Verb.REMARK: "qaudit review remark {id} CODE WORDS",
    Verb.RETURN: "qaudit review return {id}",
    Verb.CORRECT: "qaudit review correct {id} CODE READING --why REASON",
    Verb.APPROVE: "qaudit review approve {id}",
    Verb.PUBLISH: "qaudit round publish {id}",
    Verb.CLOSE: "qaudit round close {id}",
    Verb.VOID: "qaudit visit void {id} --why REASON",
    Verb.ACKNOWLEDGE: "qaudit branch acknowledge {id}",
    Verb.EXPLAIN: "qaudit branch explain {id} CODE --cause KEY",
    Verb.APPEAL: "qaudit appeal open {id} CODE --reason KEY --words WORDS",
    Verb.ACT: "qaudit action plan {id} CODE --what WORDS --owner KEY --due DAY",
}
"""The command of each deed. An appeal is decided by its own id, which its list has."""


def next_rows(verbs: Iterable[Verb], visit_id: str) -> Labelled:
    """What can be done with a visit, each with its command, in the order of a visit's life."""
    known = frozenset(verbs)
    for verb, pattern in _NEXT.items():
        if verb in known:
            yield _("next"), f"{verb_name(verb)}: {pattern.format(id=visit_id)}"


def remark_rows(remarks: Iterable[Remark]) -> Labelled:
    """Remarks with their answers."""
    for remark in remarks:
        place = remark.code or _("the visit")
        yield (
            _("remark"),
            _(
                "{n} on {place}, by {who}: {words}",
                n=remark.number,
                place=place,
                who=remark.who,
                words=remark.words,
            ),
        )
        yield _("answer"), remark.answer if remark.is_answered else _("none yet")


def correction_rows(walk: Walk) -> Labelled:
    """Corrections: the auditor's reading beside the one that was set, and whether that stands."""
    visit = walk.visit
    for one in visit.corrections:
        seen = visit.observation(one.code)
        own = _reading(walk, one.code, None if seen is None else seen.reading)
        told = _(
            "{code}: {own} -> {reading}, by {who}: {why}",
            code=one.code,
            own=own,
            reading=_reading(walk, one.code, one.reading),
            who=one.who,
            why=one.why,
        )
        label = _("corrected") if one.origin is Origin.REVIEW else _("after appeal")
        is_standing = visit.correction(one.code) is one
        yield label, told if is_standing else _("{told} (no longer stands)", told=told)


def _reading(walk: Walk, code: str, reading: Reading | None) -> str:
    if reading is None:
        return _("nothing")
    return reading_words(walk.index.standard[code].measure, reading, language())


def appeal_rows(appeals: Iterable[Appeal], pack: Pack) -> Labelled:
    """Appeals, each with its decision."""
    for appeal in appeals:
        reason = entry_words(appeal.reason, pack.follow_up.appeal_reasons)
        yield (
            _("appeal"),
            _(
                "{code}, {state}: {reason}: {words}",
                code=appeal.code,
                state=appeal_state_name(appeal.state),
                reason=reason,
                words=appeal.words,
            ),
        )
        if appeal.evidence:
            yield "", _files(appeal)
        if not appeal.is_open:
            yield _("decision"), _("{why} ({who})", why=appeal.why, who=appeal.decided_by)


def _files(appeal: Appeal) -> str:
    return ngettext(
        "{n} file: {names}",
        "{n} files: {names}",
        len(appeal.evidence),
        names=", ".join(kept.name for kept in appeal.evidence),
    )


def file_rows(evidence: Iterable[Evidence], path_of: Callable[[Evidence], "Path | None"]) -> Labelled:
    """Where each kept file lies, so that it can be opened."""
    for kept in evidence:
        path = path_of(kept)
        yield kept.name, _("the file is missing") if path is None else str(path)


def action_words(action: CorrectiveAction, state: str, owner: str) -> str:
    """A corrective action in one line: `due 2026-06-01 (open), trainer: Train`."""
    told = _(
        "due {day} ({state}), {owner}: {what}",
        day=action.due.isoformat(),
        state=state,
        owner=owner,
        what=action.what,
    )
    if action.reopened:
        return _("{told} (opened again: {n})", told=told, n=action.reopened)
    return told


def action_heads() -> tuple[str, ...]:
    """The heads of `action_table`."""
    return _("ACTION"), _("DUE"), _("DAYS"), _("STATE"), _("BRANCH"), _("OWNER"), _("STANDARDS"), _("WHAT")


def action_table(listed: Iterable["DueAction"], owners: Mapping[str, str]) -> list[Row]:
    """Corrective actions in a list; days that are over count below 0."""
    return [
        (
            due.action.id,
            due.action.due.isoformat(),
            due.days_left,
            action_state_name(due.state),
            due.action.branch,
            owners.get(due.action.id, due.action.owner),
            ", ".join(due.action.codes),
            due.action.what,
        )
        for due in listed
    ]


def action_rows(due: "DueAction", owner: str) -> Labelled:
    """One corrective action, label by label."""
    action = due.action
    yield _("action"), action.id
    yield _("visit"), action.visit_id
    yield _("branch"), f"{due.branch.code} {due.branch.name}"
    yield _("standards"), ", ".join(action.codes)
    yield _("what"), action.what
    yield _("owner"), owner
    yield _("due"), action.due.isoformat()
    yield _("state"), action_state_name(due.state)
    if action.done_words:
        yield _("done"), action.done_words
    for kept in action.evidence:
        yield _("evidence"), kept.name
    if action.why_dropped:
        yield _("dropped"), action.why_dropped
    if action.checked_by:
        yield _("checked by"), action.checked_by
    if action.reopened:
        yield _("reopened"), str(action.reopened)


def check_rows(checks: Iterable[Check], pack: Pack) -> Labelled:
    """Checks, each with its id, its sign and its sentence."""
    for check in checks:
        yield f"{check.id.value} {gravity_mark(check.gravity)}", check_words(check, pack, language())

"""The branch manager's desk, in lines for people and as JSON."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from qaudit.cli.after_documents import (
    action_document,
    appeal_document,
    correction_document,
    explanation_document,
    finding_document,
)
from qaudit.cli.after_words import (
    Labelled,
    action_words,
    appeal_rows,
    correction_rows,
    next_rows,
)
from qaudit.cli.output import Row, labelled
from qaudit.cli.review_words import finding_reading, score_cell
from qaudit.cli.score_words import score_rows
from qaudit.cli.visit_documents import Document, evidence_document, moment_or_none, visit_fields
from qaudit.cli.visit_words import visit_lines
from qaudit.core.branch_time import day_of
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.lifecycle import Verb
from qaudit.core.remarks import Explanation
from qaudit.desk.branch_zone import zone_of
from qaudit.speech import N_, _, language, ngettext
from qaudit.wording.life import action_state_name, entry_words
from qaudit.wording.names import status_name
from qaudit.wording.values import verdict_name

if TYPE_CHECKING:
    from qaudit.desk.branch_desk import BranchVisit, Missed
    from qaudit.desk.headquarters import VisitSummary

States = Mapping[str, ActionState]
"""The states of actions on this day of their branch, by the actions' ids."""


def desk_document(visit: "VisitSummary") -> Document:
    """A published visit on the manager's first page."""
    return {
        "visit": visit.id,
        "pack": str(visit.pack),
        "branch": visit.branch.code,
        "kind": visit.kind.value,
        "status": visit.status.value,
        "left_at": moment_or_none(visit.left_at),
        "visible_from": moment_or_none(visit.visible_from),
        "acknowledged_at": moment_or_none(visit.acknowledged_at),
        "final_percent": visit.final_percent,
        "findings": visit.findings,
    }


def desk_heads() -> tuple[str, ...]:
    """The heads of `desk_rows`."""
    return _("VISIT"), _("DAY"), _("BRANCH"), _("PACK"), _("SCORE"), _("FINDINGS"), _("STATUS")


def desk_rows(visits: Iterable["VisitSummary"]) -> list[Row]:
    """Published visits; those that nobody acknowledged yet are new."""
    return [
        (
            one.id,
            day_of(one.left_at or one.opened_at, zone_of(one.branch)).isoformat(),
            one.branch.code,
            str(one.pack),
            score_cell(one.final_percent),
            one.findings,
            _("new") if one.acknowledged_at is None else status_name(one.status),
        )
        for one in visits
    ]


def visit_document(seen: "BranchVisit", scorecard: Document, states: States) -> Document:
    """A published visit as its manager works with it."""
    visit = seen.walk.visit
    return {
        **visit_fields(visit),
        "visible_from": moment_or_none(visit.visible_from),
        "acknowledged_at": moment_or_none(visit.acknowledged_at),
        "appeal_until": None if seen.appeal_until is None else seen.appeal_until.isoformat(),
        "score": scorecard,
        "scores_before": [None if percent is None else f"{percent:f}" for percent in seen.scores_before],
        "missed": [_missed_document(one, seen, states) for one in seen.missed],
        "explanations": [explanation_document(one) for one in seen.after.explanations],
        "appeals": [appeal_document(one) for one in seen.after.appeals],
        "actions": [action_document(one, states[one.id]) for one in seen.after.actions],
        "earlier_actions": [action_document(one, states[one.id]) for one in seen.earlier_actions],
        "trend": [
            {
                "visit": point.visit_id,
                "day": point.day.isoformat(),
                "percent": None if point.percent is None else f"{point.percent:f}",
            }
            for point in seen.trend
        ],
        "can": sorted(verb.value for verb in seen.verbs),
    }


def _missed_document(one: "Missed", seen: "BranchVisit", states: States) -> Document:
    observed = seen.walk.visit.observation(one.code)
    return {
        **finding_document(one.finding),
        "in_a_row": one.in_a_row,
        "note": observed.note if observed else "",
        "evidence": [evidence_document(kept) for kept in (observed.evidence if observed else ())],
        "correction": None
        if one.correction is None
        else correction_document(one.correction, seen.walk.visit),
        "explanation": None if one.explanation is None else explanation_document(one.explanation),
        "appeal": None if one.appeal is None else appeal_document(one.appeal),
        "actions": [action_document(action, states[action.id]) for action in one.actions],
    }


def visit_blocks(
    seen: "BranchVisit", scorecard: dict[str, Any], states: States, today: date
) -> Iterator[list[str]]:
    """A published visit in blocks of lines, none of them empty: the visit, each miss, the trend, what can be done."""
    walk = seen.walk
    yield visit_lines(walk)
    yield labelled([*score_rows(scorecard, walk.pack, walk.scorecard()), *_until_rows(seen, today)])
    for one in seen.missed:
        yield [_missed_head(one), *labelled(_missed_rows(one, seen, states))]
    rest = (
        [*_whole_rows(seen), *_settled_rows(seen)],
        [(_("earlier"), _action(one, seen, states)) for one in seen.earlier_actions],
        _trend_rows(seen),
        next_rows(_useful(seen, today), walk.visit.id),
    )
    for rows in rest:
        if lines := labelled(rows):
            yield lines


def _useful(seen: "BranchVisit", today: date) -> frozenset[Verb]:
    """What can be done, without what would change nothing."""
    useless = set()
    if seen.walk.visit.acknowledged_at is not None:
        useless.add(Verb.ACKNOWLEDGE)
    if _is_late(seen, today) or all(one.appeal is not None for one in seen.missed):
        useless.add(Verb.APPEAL)
    if not seen.missed:
        useless.add(Verb.ACT)
    return seen.verbs - useless


def _is_late(seen: "BranchVisit", today: date) -> bool:
    return seen.appeal_until is not None and today > seen.appeal_until


def _until_rows(seen: "BranchVisit", today: date) -> Labelled:
    for percent in seen.scores_before:
        yield _("before"), _("unscored") if percent is None else score_cell(f"{percent:f}")
    if seen.appeal_until is not None:
        pattern = N_("until {day}, which is over") if _is_late(seen, today) else N_("until {day}")
        yield _("appeals"), _(pattern, day=seen.appeal_until.isoformat())


def _missed_head(one: "Missed") -> str:
    return f"{one.code}  {one.finding.standard.text.in_language(language())}"


def _missed_rows(one: "Missed", seen: "BranchVisit", states: States) -> Labelled:
    walk, finding = seen.walk, one.finding
    verdict = verdict_name(finding.scored.judgement.verdict.value).lower()
    told = [verdict, finding_reading(finding), _("critical") if finding.is_critical else ""]
    if one.in_a_row > 1:
        told.append(ngettext("{n} visit in a row", "{n} visits in a row", one.in_a_row))
    yield _("verdict"), ", ".join(filter(None, told))
    observed = walk.visit.observation(one.code)
    if observed is not None and observed.note:
        yield _("note"), observed.note
    for kept in observed.evidence if observed is not None else ():
        yield _("evidence"), kept.name
    if one.correction is not None:
        yield from (row for row in correction_rows(walk) if row[1].startswith(f"{one.code}:"))
    if one.explanation is not None:
        yield _("reason"), _explanation(one.explanation, seen)
    if one.appeal is not None:
        yield from appeal_rows([one.appeal], walk.pack)
    for action in one.actions:
        yield _("action"), _action(action, seen, states)


def _whole_rows(seen: "BranchVisit") -> Labelled:
    for one in seen.after.explanations:
        if not one.code:
            yield _("reason"), _explanation(one, seen)


def _settled_rows(seen: "BranchVisit") -> Labelled:
    """Appeals on what is no longer missed, with the corrections that they made."""
    missed = {one.code for one in seen.missed}
    settled = [one for one in seen.after.appeals if one.code not in missed]
    yield from appeal_rows(settled, seen.walk.pack)
    for one in settled:
        yield from (row for row in correction_rows(seen.walk) if row[1].startswith(f"{one.code}:"))


def _explanation(one: Explanation, seen: "BranchVisit") -> str:
    cause = entry_words(one.cause, seen.walk.pack.follow_up.causes)
    return f"{cause}: {one.words}" if one.words else cause


def _action(action: CorrectiveAction, seen: "BranchVisit", states: States) -> str:
    owner = entry_words(action.owner, seen.walk.pack.follow_up.owners)
    return action_words(action, action_state_name(states[action.id]), owner)


def _trend_rows(seen: "BranchVisit") -> Labelled:
    for point in seen.trend:
        score = _("unscored") if point.percent is None else score_cell(f"{point.percent:f}")
        yield _("trend"), f"{point.day.isoformat()}  {score}"

"""Questions about what happened after visits, each answered by one query or two, however many visits there are."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from qaudit.core.appeals import Appeal, AppealState
from qaudit.core.corrective_actions import UNFINISHED, ActionState, CorrectiveAction
from qaudit.core.journal import Act
from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.remarks import Explanation, Remark
from qaudit.core.text import printable, storable
from qaudit.core.visits import VisitKind
from qaudit.errors import RowUnreadable, UsageError
from qaudit.speech import N_, _
from qaudit.store.kept import ActionTrace, KeptReport, VisitSummary
from qaudit.store.life_mapping import action_of, appeal_of, code_of, explanation_of, remark_of, report_of
from qaudit.store.life_rows import (
    ActionRow,
    ActionStandardRow,
    AppealRow,
    ExplanationRow,
    RemarkRow,
    ReportRow,
    VerdictRow,
)
from qaudit.store.rows import BranchRow, JournalRow, VisitRow
from qaudit.store.visits import SHORTEST_PREFIX, find_visit_row

Found = TypeVar("Found")
Kept = TypeVar("Kept")
_log = logging.getLogger("qaudit.store")
_PIECE = 500
"""Ids that are asked for in one query: fewer than any database's limit of parameters."""


@dataclass(frozen=True, slots=True)
class AppealFilter:
    """Which appeals; empty where it does not matter."""

    visit_id: str = ""
    branches: tuple[str, ...] | None = None
    region: str = ""
    brand: str = ""
    states: tuple[AppealState, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which corrective actions; empty where it does not matter. `states` are kept ones: never `overdue`.

    `due_by` is a day as ISO writes it, its end included.
    """

    visit_id: str = ""
    branches: tuple[str, ...] | None = None
    region: str = ""
    brand: str = ""
    states: tuple[ActionState, ...] = ()
    due_by: str = ""
    limit: int | None = None


def remarks(session: Session, visit_id: str) -> tuple[Remark, ...]:
    """A visit's remarks in their order."""
    of_visit = select(RemarkRow).where(RemarkRow.visit_id == storable(visit_id))
    return tuple(remark_of(row) for row in session.exec(of_visit.order_by(col(RemarkRow.number))))


def explanations(session: Session, visit_id: str) -> tuple[Explanation, ...]:
    """A visit's reasons by code, the one of the whole visit first."""
    of_visit = select(ExplanationRow).where(ExplanationRow.visit_id == storable(visit_id))
    return tuple(explanation_of(row) for row in session.exec(of_visit.order_by(col(ExplanationRow.code))))


def reports(session: Session, visit_id: str) -> tuple[KeptReport, ...]:
    """A visit's kept reports, oldest first."""
    of_visit = select(ReportRow).where(ReportRow.visit_id == storable(visit_id))
    return tuple(report_of(row) for row in session.exec(of_visit.order_by(col(ReportRow.made_at))))


def appeals(session: Session, wanted: AppealFilter) -> tuple[Appeal, ...]:
    """Appeals, oldest first. A row that cannot be read raises `RowUnreadable` for one visit; a list leaves it out."""
    statement = (
        select(AppealRow)
        .join(VisitRow, col(VisitRow.id) == AppealRow.visit_id)
        .join(BranchRow, col(BranchRow.code) == VisitRow.branch)
        .order_by(col(AppealRow.at), col(AppealRow.id))
        .limit(wanted.limit)
    )
    if wanted.visit_id:
        statement = statement.where(AppealRow.visit_id == storable(wanted.visit_id))
    if wanted.branches is not None:
        statement = statement.where(col(VisitRow.branch).in_(_stored(wanted.branches)))
    if wanted.region:
        statement = statement.where(BranchRow.region == storable(wanted.region))
    if wanted.brand:
        statement = statement.where(BranchRow.brand == storable(wanted.brand))
    if wanted.states:
        statement = statement.where(col(AppealRow.state).in_([state.value for state in wanted.states]))
    found = session.exec(statement)
    return tuple(map(appeal_of, found) if wanted.visit_id else _readable(found, appeal_of))


def actions(session: Session, wanted: ActionFilter) -> tuple[CorrectiveAction, ...]:
    """Corrective actions, those that are due first, first. Rows that cannot be read are treated as by `appeals`."""
    statement = (
        select(ActionRow)
        .join(BranchRow, col(BranchRow.code) == ActionRow.branch)
        .order_by(col(ActionRow.due), col(ActionRow.id))
        .limit(wanted.limit)
    )
    if wanted.visit_id:
        statement = statement.where(ActionRow.visit_id == storable(wanted.visit_id))
    if wanted.branches is not None:
        statement = statement.where(col(ActionRow.branch).in_(_stored(wanted.branches)))
    if wanted.region:
        statement = statement.where(BranchRow.region == storable(wanted.region))
    if wanted.brand:
        statement = statement.where(BranchRow.brand == storable(wanted.brand))
    if wanted.states:
        statement = statement.where(col(ActionRow.state).in_([state.value for state in wanted.states]))
    if wanted.due_by:
        statement = statement.where(col(ActionRow.due) <= wanted.due_by)
    return _actions_of(session, session.exec(statement).all(), is_list=not wanted.visit_id)


def earlier_actions(session: Session, visit_id: str, limit: int) -> tuple[CorrectiveAction, ...]:
    """The actions of other visits that a published visit has to do with: those it checked, those for what it missed.

    At most `limit`: the unfinished before the others, the newer before the older. Given with those due first, first.
    """
    visit = find_visit_row(session, visit_id)
    is_missed_here = (
        select(ActionStandardRow.code)
        .join(VerdictRow, col(VerdictRow.code) == ActionStandardRow.code)
        .where(
            ActionStandardRow.action_id == ActionRow.id,
            VerdictRow.visit_id == visit.id,
            VerdictRow.is_finding == 1,
        )
        .correlate(ActionRow)
        .exists()
    )
    is_unfinished = col(ActionRow.state).in_([state.value for state in UNFINISHED])
    statement = (
        select(ActionRow)
        .where(
            ActionRow.branch == visit.branch,
            ActionRow.pack == visit.pack,
            ActionRow.visit_id != visit.id,
            or_(col(ActionRow.checked_by) == visit.id, is_missed_here),
        )
        .order_by(is_unfinished.desc(), col(ActionRow.at).desc(), col(ActionRow.id))
        .limit(limit)
    )
    rows = sorted(session.exec(statement), key=lambda row: (row.due, row.id))
    return _actions_of(session, rows, is_list=True)


def find_appeal(session: Session, prefix: str) -> Appeal:
    """The appeal whose id begins so. Raises `UsageError`."""
    found = session.exec(select(AppealRow).where(_begins(AppealRow.id, prefix)).limit(2)).all()
    return appeal_of(
        _single(found, prefix, N_("There is no appeal {id}"), N_("qaudit appeal list shows them"))
    )


def find_action(session: Session, prefix: str) -> CorrectiveAction:
    """The action whose id begins so. Raises `UsageError`."""
    found = session.exec(select(ActionRow).where(_begins(ActionRow.id, prefix)).limit(2)).all()
    row = _single(
        found, prefix, N_("There is no corrective action {id}"), N_("qaudit action list shows them")
    )
    return _actions_of(session, [row])[0]


def action_traces(session: Session, ids: Sequence[str]) -> dict[str, ActionTrace]:
    """What the journals have of corrective actions, by their ids."""
    found: dict[str, ActionTrace] = {}
    for piece in _pieces(ids):
        rows = session.exec(
            select(ActionRow.id, VisitRow.digest, func.count(), func.max(JournalRow.at))
            .join(VisitRow, col(VisitRow.id) == ActionRow.visit_id)
            .join(JournalRow, col(JournalRow.visit_id) == ActionRow.visit_id)
            .where(
                col(ActionRow.id).in_(piece),
                JournalRow.act == Act.ACTION.value,
                JournalRow.subject == ActionRow.id,
            )
            .group_by(col(ActionRow.id), col(VisitRow.digest))
        )
        found.update((id_, ActionTrace(digest, told - 1, at)) for id_, digest, told, at in rows)
    return found


def with_findings(session: Session, visits: Sequence[VisitSummary]) -> tuple[VisitSummary, ...]:
    """The visits with the number of their findings, counted by the database."""
    counted: dict[str, int] = {}
    for piece in _pieces([visit.id for visit in visits]):
        rows = session.exec(
            select(VerdictRow.visit_id, func.count())
            .where(col(VerdictRow.visit_id).in_(piece), VerdictRow.is_finding == 1)
            .group_by(col(VerdictRow.visit_id))
        )
        counted.update(dict(rows.all()))
    return tuple(replace(visit, findings=counted.get(visit.id, 0)) for visit in visits)


def checked_by_visit(session: Session, visit_id: str) -> list[tuple[CorrectiveAction, int, int]]:
    """The actions that a published visit checks, each with how many of its standards were met and missed in it.

    Those of the same branch and pack that were said to be done before the visit was over.
    """
    visit = find_visit_row(session, visit_id)
    if visit.kind == VisitKind.SELF_CHECK.value:
        return []
    findings = func.sum(VerdictRow.is_finding)
    rows = session.exec(
        select(ActionRow, func.count() - findings, findings)
        .join(ActionStandardRow, col(ActionStandardRow.action_id) == ActionRow.id)
        .join(VerdictRow, col(VerdictRow.code) == ActionStandardRow.code)
        .where(
            ActionRow.branch == visit.branch,
            ActionRow.pack == visit.pack,
            ActionRow.state == ActionState.DONE.value,
            ActionRow.visit_id != visit_id,
            col(ActionRow.done_at) <= VerdictRow.left_at,
            VerdictRow.visit_id == visit_id,
        )
        .group_by(*ActionRow.__table__.columns)  # type: ignore[attr-defined]
    ).all()
    found = _actions_of(session, [row for row, _met, _missed in rows])
    return [(action, int(met), int(missed)) for action, (_row, met, missed) in zip(found, rows, strict=True)]


def actions_checked_by(session: Session, visit_id: str) -> tuple[CorrectiveAction, ...]:
    """The actions that a visit was the last to check."""
    branch = find_visit_row(session, visit_id).branch
    rows = session.exec(
        select(ActionRow)
        .where(ActionRow.branch == branch, ActionRow.checked_by == visit_id)
        .order_by(ActionRow.id)
    )
    return _actions_of(session, rows.all())


def _actions_of(
    session: Session, rows: Sequence[ActionRow], *, is_list: bool = False
) -> tuple[CorrectiveAction, ...]:
    standards: dict[str, list[ActionStandardRow]] = defaultdict(list)
    for piece in _pieces([row.id for row in rows]):
        of_actions = select(ActionStandardRow).where(col(ActionStandardRow.action_id).in_(piece))
        for standard in session.exec(of_actions.order_by(col(ActionStandardRow.code))):
            standards[standard.action_id].append(standard)

    def read(row: ActionRow) -> CorrectiveAction:
        return action_of(row, [code_of(standard) for standard in standards[row.id]])

    return tuple(_readable(rows, read) if is_list else map(read, rows))


def _readable(rows: Iterable[Kept], read: Callable[[Kept], Found]) -> Iterator[Found]:
    """What can be read; the rest is named in the log, and `damage` names it too."""
    for row in rows:
        try:
            yield read(row)
        except RowUnreadable as fault:
            _log.warning("%s", fault)


def _pieces(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _PIECE] for start in range(0, len(ids), _PIECE))


def _stored(codes: Iterable[str]) -> list[str]:
    return [storable(code) for code in codes]


def _begins(column: str, prefix: str) -> ColumnElement[bool]:
    wanted = storable(prefix.strip().lower())
    return (
        col(column).startswith(wanted, autoescape=True)
        if len(wanted) >= SHORTEST_PREFIX
        else col(column) == wanted
    )


def _single(found: Sequence[Found], prefix: str, none: str, listing: str) -> Found:
    shown = printable(prefix, one_line=True)[:80]
    if not found:
        raise UsageError(_(none, id=shown), _(listing))
    if len(found) > 1:
        raise UsageError(_("Several begin with {shown}", shown=shown), _("give more of the id"))
    return found[0]


def coming_into_force(session: Session, now: datetime) -> tuple[tuple[str, str], ...]:
    """Published visits that may be seen by now and have checked nothing yet, and who published them; oldest first."""
    rows = session.exec(
        select(VisitRow.id, JournalRow.who)
        .join(JournalRow, col(JournalRow.visit_id) == VisitRow.id)
        .where(
            col(VisitRow.visible_from).is_not(None),
            col(VisitRow.checked_at).is_(None),
            col(VisitRow.visible_from) <= now,
            col(VisitRow.status).in_([status.value for status in SEEN_BY_BRANCH]),
            JournalRow.act == Act.PUBLISHED.value,
        )
        .order_by(col(VisitRow.left_at), col(VisitRow.id))
    )
    return tuple((visit_id, who) for visit_id, who in rows)

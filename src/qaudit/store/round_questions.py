"""Questions about many branches at once, each answered by one query, however many branches there are.

Published visits are counted, those under an embargo with them: these are headquarters' questions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from qaudit.core.appeals import AppealState
from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.text import storable
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.core.voices import VoiceKind
from qaudit.store.branch_questions import SeenVisit, read_visits, visits_left_at
from qaudit.store.engine import Database
from qaudit.store.life_rows import AppealRow, VerdictRow
from qaudit.store.rows import BranchRow, ScorecardRow, VisitRow
from qaudit.store.scorecards import is_latest
from qaudit.store.voice_queries import Scope, in_scope
from qaudit.store.voice_rows import VoiceRow

AT_ONCE = 100
"""Scorecard documents that are held at one time."""


@dataclass(frozen=True, slots=True)
class OfRound:
    """What is asked about: visits by one pack, of these kinds, at these branches and within their days."""

    pack: str
    kinds: tuple[VisitKind, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class BranchTally:
    """How often one branch was judged on one standard and missed it, by one snapshot of the pack."""

    branch: str
    code: str
    digest: str
    judged: int
    findings: int


@dataclass(frozen=True, slots=True)
class RowOfMisses:
    """A standard that the last visit of a branch that judged it missed: in how many visits in a row."""

    branch: str
    code: str
    visits: int


@dataclass(frozen=True, slots=True)
class Embargo:
    """Published visits that their branches do not see yet, and the moment from which all of them are seen."""

    visits: int
    until: datetime | None


class RoundQuestions:
    """A method is one transaction. Every fault is a `QauditError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def visits(self, scope: Scope) -> tuple[SeenVisit, ...]:
        """All published visits, whatever their pack and kind; oldest first."""
        with self._database.reading() as session:
            return read_visits(session, in_scope(scope, col(VisitRow.branch), visits_left_at()), None)

    def packs(self) -> dict[str, int]:
        """How many published visits there are by each pack."""
        statement = (
            select(col(VisitRow.pack), func.count())
            .where(col(VisitRow.status).in_([status.value for status in SEEN_BY_BRANCH]))
            .group_by(col(VisitRow.pack))
        )
        with self._database.reading() as session:
            return {str(pack): int(number) for pack, number in session.execute(statement)}

    def standing(self, asked: OfRound, since: str, until: str) -> dict[VisitStatus, int]:
        """How many visits stand where. A planned one belongs to its planned day, one without an end to its beginning.

        `since` and `until` are days as ISO writes them, ends included; empty where there is no such end.
        """
        at = cast("Mapped[datetime]", func.coalesce(col(VisitRow.left_at), col(VisitRow.opened_at)))
        is_planned = col(VisitRow.status) == VisitStatus.PLANNED.value
        places = Scope(asked.scope.branches, asked.scope.region, asked.scope.brand)
        planned = [is_planned, *_days(cast("Mapped[str]", col(VisitRow.planned_for)), since, until)]
        others = [~is_planned, *in_scope(asked.scope, col(VisitRow.branch), at)]
        statement = (
            select(col(VisitRow.status), func.count())
            .join(BranchRow, col(BranchRow.code) == VisitRow.branch)
            .where(
                *_of_visits(asked),
                *in_scope(places, col(VisitRow.branch), at),
                or_(and_(*planned), and_(*others)),
            )
            .group_by(col(VisitRow.status))
        )
        with self._database.reading() as session:
            found = {str(status): int(number) for status, number in session.execute(statement)}
        return {status: found[status.value] for status in VisitStatus if status.value in found}

    def embargo(self, asked: OfRound, now: datetime) -> Embargo:
        """What the branches do not see yet."""
        statement = (
            select(func.count(), func.max(VisitRow.visible_from))
            .join(BranchRow, col(BranchRow.code) == VisitRow.branch)
            .where(
                *_of_visits(asked),
                col(VisitRow.status).in_([status.value for status in SEEN_BY_BRANCH]),
                col(VisitRow.visible_from) > now,
                *in_scope(asked.scope, col(VisitRow.branch), visits_left_at()),
            )
        )
        with self._database.reading() as session:
            number, until = session.execute(statement).one()
            return Embargo(int(number), until)

    def documents(self, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The latest scorecard document of each of these visits, with its id; a part at a time."""
        for start in range(0, len(ids), AT_ONCE):
            part = ids[start : start + AT_ONCE]
            statement = select(col(ScorecardRow.visit_id), col(ScorecardRow.document)).where(
                col(ScorecardRow.visit_id).in_(part), is_latest()
            )
            with self._database.reading() as session:
                rows = [(str(visit_id), str(document)) for visit_id, document in session.execute(statement)]
            yield from rows

    def tallies(self, asked: OfRound) -> tuple[BranchTally, ...]:
        """How often each standard was judged and missed at each branch, apart for each snapshot of the pack."""
        statement = (
            select(
                col(VerdictRow.branch),
                col(VerdictRow.code),
                col(VisitRow.digest),
                func.count(),
                func.sum(VerdictRow.is_finding),
            )
            .join(VisitRow, col(VisitRow.id) == VerdictRow.visit_id)
            .join(BranchRow, col(BranchRow.code) == VerdictRow.branch)
            .where(*_of_verdicts(asked), *in_scope(asked.scope, col(VerdictRow.branch), _judged_at()))
            .group_by(col(VerdictRow.branch), col(VerdictRow.code), col(VisitRow.digest))
        )
        with self._database.reading() as session:
            return tuple(
                BranchTally(branch, code, digest, int(judged), int(findings))
                for branch, code, digest, judged, findings in session.execute(statement)
            )

    def missed_in_a_row(self, asked: OfRound) -> tuple[RowOfMisses, ...]:
        """What each branch missed twice or more in a row, its last visit that judged it included.

        The row goes back to the last visit that met the standard, before the span too; the last of it lies in the
        span. Visits in which it was not judged neither count nor end it.
        """
        ends = {zone: (None, span[1]) for zone, span in (asked.scope.spans or {}).items()}
        by_the_end = Scope(asked.scope.branches, asked.scope.region, asked.scope.brand, ends)
        known = [*_of_verdicts(asked), *in_scope(by_the_end, col(VerdictRow.branch), _judged_at())]
        met = (
            select(
                col(VerdictRow.branch).label("branch"),
                col(VerdictRow.code).label("code"),
                func.max(VerdictRow.left_at).label("last_met"),
            )
            .join(BranchRow, col(BranchRow.code) == VerdictRow.branch)
            .where(*known, col(VerdictRow.is_finding) == 0)
            .group_by(col(VerdictRow.branch), col(VerdictRow.code))
            .subquery()
        )
        last = cast("Mapped[datetime]", func.max(VerdictRow.left_at))
        statement = (
            select(col(VerdictRow.branch), col(VerdictRow.code), func.count())
            .join(BranchRow, col(BranchRow.code) == VerdictRow.branch)
            .outerjoin(met, (met.c.branch == VerdictRow.branch) & (met.c.code == VerdictRow.code))
            .where(
                *known,
                col(VerdictRow.is_finding) == 1,
                or_(met.c.last_met.is_(None), col(VerdictRow.left_at) > met.c.last_met),
            )
            .group_by(col(VerdictRow.branch), col(VerdictRow.code), col(BranchRow.code))
            .having(and_(func.count() > 1, *in_scope(asked.scope, col(VerdictRow.branch), last)))
        )
        with self._database.reading() as session:
            return tuple(
                RowOfMisses(branch, code, int(number)) for branch, code, number in session.execute(statement)
            )

    def appeals(self, asked: OfRound) -> dict[tuple[str, AppealState], int]:
        """How many verdicts on each standard were appealed, by what became of the appeals."""
        statement = (
            select(col(AppealRow.code), col(AppealRow.state), func.count())
            .join(VisitRow, col(VisitRow.id) == AppealRow.visit_id)
            .join(BranchRow, col(BranchRow.code) == VisitRow.branch)
            .where(*_of_visits(asked), *in_scope(asked.scope, col(VisitRow.branch), visits_left_at()))
            .group_by(col(AppealRow.code), col(AppealRow.state))
            .order_by(col(AppealRow.code), col(AppealRow.state))
        )
        known = {state.value: state for state in AppealState}
        with self._database.reading() as session:
            return {
                (code, known[state]): int(number)
                for code, state, number in session.execute(statement)
                if state in known
            }

    def said(self, scope: Scope) -> dict[VoiceKind, int]:
        """How many voices of customers there were of each kind, whatever they were about."""
        statement = (
            select(col(VoiceRow.kind), func.count())
            .join(BranchRow, col(BranchRow.code) == VoiceRow.branch)
            .where(*in_scope(scope, col(VoiceRow.branch), col(VoiceRow.at)))
            .group_by(col(VoiceRow.kind))
        )
        with self._database.reading() as session:
            found = {str(kind): int(number) for kind, number in session.execute(statement)}
        return {kind: found[kind.value] for kind in VoiceKind if kind.value in found}


def _of_visits(asked: OfRound) -> list[ColumnElement[bool]]:
    return [
        col(VisitRow.pack) == storable(asked.pack),
        col(VisitRow.kind).in_([kind.value for kind in asked.kinds]),
    ]


def _of_verdicts(asked: OfRound) -> list[ColumnElement[bool]]:
    return [
        col(VerdictRow.pack) == storable(asked.pack),
        col(VerdictRow.kind).in_([kind.value for kind in asked.kinds]),
    ]


def _days(column: Mapped[str], since: str, until: str) -> list[ColumnElement[bool]]:
    bounds = [column >= since] if since else []
    return [*bounds, column <= until] if until else bounds


def _judged_at() -> Mapped[datetime]:
    return cast("Mapped[datetime]", col(VerdictRow.left_at))

"""The branch manager's desk: published visits, what was missed and missed again, reasons, the trend, what is due."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qaudit.core.appeals import Appeal, last_day
from qaudit.core.branch_time import day_of
from qaudit.core.changes import write_moment
from qaudit.core.corrective_actions import UNFINISHED, CorrectiveAction
from qaudit.core.findings import Finding, findings_of
from qaudit.core.journal import Act
from qaudit.core.lifecycle import SEEN_BY_BRANCH, Verb
from qaudit.core.people import Person, Role
from qaudit.core.problems import nearest
from qaudit.core.remarks import Explanation, written_explanation
from qaudit.core.visits import Correction, Visit
from qaudit.core.walk import Walk
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.desk.checking import take_effect
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.permits import WHO_MANAGES, permit, refuse_other_branch, verbs_for
from qaudit.desk.readings_table import find_standard
from qaudit.desk.words_given import limited
from qaudit.desk.world import World
from qaudit.errors import NotAllowed, UsageError, did_you_mean
from qaudit.speech import _
from qaudit.store.kept import VisitSummary
from qaudit.store.life_book import ActionFilter, AfterVisit, VisitFilter
from qaudit.store.store import Store

TREND = 12
"""Visits that a trend shows."""
MOST_EARLIER = 24
"""Actions of other visits that stand beside a visit; those that are not finished come before the others."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One finding on the manager's desk. `in_a_row` counts the visits in a row that missed it, this one too."""

    finding: Finding
    in_a_row: int
    correction: Correction | None
    explanation: Explanation | None
    appeal: Appeal | None
    actions: tuple[CorrectiveAction, ...]

    @property
    def code(self) -> str:
        return self.finding.standard.code


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A visit of the branch in its trend; `percent` is None where it is unscored."""

    visit_id: str
    day: date
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class BranchVisit:
    """A published visit as its branch manager works with it: findings gravest first, those missed again before others.

    `appeal_until` is the last day, on the branch's clock, on which a verdict can be appealed. `scores_before`
    are those that the branch saw before appeals changed them, oldest first; None for unscored. `earlier_actions`
    are those of other visits that touch what was missed here, or that this visit checked.
    """

    walk: Walk
    missed: tuple[Missed, ...]
    after: AfterVisit
    verbs: frozenset[Verb]
    trend: tuple[TrendPoint, ...]
    appeal_until: date | None
    scores_before: tuple[Decimal | None, ...] = ()
    earlier_actions: tuple[CorrectiveAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """A manager's first page: visits newest first, and the actions that are not finished, due first."""

    visits: tuple[VisitSummary, ...]
    actions: tuple[CorrectiveAction, ...]


class BranchDesk:
    """The desk of those who run branches, over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def overview(self, person: Person, branch: str = "", limit: int | None = None) -> Overview:
        """The published visits and unfinished actions of the manager's branches, or of one of them.

        Headquarters may look at any. Raises `NotAllowed`, `UsageError` for an unknown branch.
        """
        branches = self._branches(person, branch)
        now = self._world.now()
        take_effect(self._store, now)
        return Overview(
            self._store.life.visits(
                VisitFilter(
                    statuses=tuple(SEEN_BY_BRANCH),
                    branches=branches,
                    visible_at=now,
                    limit=limit,
                )
            ),
            self._store.life.actions(ActionFilter(branches=branches, states=UNFINISHED)),
        )

    def look(self, visit_id: str, person: Person) -> BranchVisit:
        """One visit as its manager works with it. Raises `VisitNotFound`, `NotAllowed`."""
        take_effect(self._store, self._world.now())
        walk = self._fieldwork.walk(visit_id)
        visit = walk.visit
        if person.role is Role.MANAGER:
            permit(Verb.ACKNOWLEDGE, visit, person, self._world.now())
        elif visit.status not in SEEN_BY_BRANCH:
            raise NotAllowed(
                _("Visit {visit} is not published", visit=visit.id),
                _("the branch desk shows what a branch may see"),
            )
        after = self._store.life.after(visit.id)
        return BranchVisit(
            walk,
            self._missed(walk, after),
            after,
            verbs_for(visit, person, self._world.now()),
            self._trend(visit),
            appeal_until(walk),
            self._scores_before(visit),
            self._store.life.earlier_actions(visit.id, MOST_EARLIER),
        )

    def acknowledge(self, visit_id: str, person: Person) -> Walk:
        """The manager has seen the visit; a second time it changes nothing. Raises `NotAllowed`."""
        found = self._store.resolve_visit_id(visit_id)
        now = self._world.now()
        with self._store.life.deed(found, who=person.alias, at=now) as deed:
            permit(Verb.ACKNOWLEDGE, deed.visit, person, now)
            if deed.visit.acknowledged_at is None:
                deed.acknowledge()
                deed.tell(Act.ACKNOWLEDGED, became=write_moment(now))
        return self._fieldwork.walk(found)

    def explain(self, visit_id: str, code: str, cause: str, words: str, person: Person) -> Explanation:
        """The manager's reason for a miss, or for the whole visit where `code` is empty. It changes no score.

        `cause` is a key of the brand's list. Raises `NotAllowed`, `UnknownStandard`, `UsageError`.
        """
        walk = self._fieldwork.walk(visit_id)
        if code:
            find_standard(code, walk.index.standard)
        checked_entry(cause, [one.key for one in walk.pack.follow_up.causes], _("cause"))
        now = self._world.now()
        explanation = Explanation(code, cause, limited(words), person.alias, now)
        with self._store.life.deed(walk.visit.id, who=person.alias, at=now) as deed:
            permit(Verb.EXPLAIN, deed.visit, person, now)
            deed.put_explanation(explanation)
            deed.tell(Act.EXPLAINED, code, became=written_explanation(explanation))
        return explanation

    def _missed(self, walk: Walk, after: AfterVisit) -> tuple[Missed, ...]:
        in_a_row = self._store.life.repeats(walk.visit.id)
        reasons = {one.code: one for one in after.explanations}
        appeals = {one.code: one for one in after.appeals}
        found = [
            Missed(
                finding,
                in_a_row.get(finding.standard.code, 1),
                walk.visit.correction(finding.standard.code),
                reasons.get(finding.standard.code),
                appeals.get(finding.standard.code),
                tuple(one for one in after.actions if finding.standard.code in one.codes),
            )
            for finding in findings_of(walk.scorecard(), walk.pack.scoring)
        ]
        return tuple(sorted(found, key=lambda one: (not one.finding.is_critical, one.in_a_row == 1)))

    def _trend(self, visit: Visit) -> tuple[TrendPoint, ...]:
        """The branch's last visits of the same pack and kind up to this one, oldest first."""
        found = self._store.life.visits(
            VisitFilter(
                statuses=tuple(SEEN_BY_BRANCH),
                branches=(visit.branch.code,),
                pack=visit.pack.pack,
                kind=visit.kind,
                visible_at=self._world.now(),
                until=visit.left_at,
                limit=TREND,
            )
        )
        zone = zone_of_visit(visit)
        return tuple(
            TrendPoint(
                one.id,
                day_of(one.left_at or one.opened_at, zone),
                None if one.final_percent is None else Decimal(one.final_percent),
            )
            for one in reversed(found)
        )

    def _scores_before(self, visit: Visit) -> tuple[Decimal | None, ...]:
        cards = self._store.scorecards(visit.id)
        published = visit.published_at
        unseen = sum(1 for card in cards if published is not None and card.made_at <= published)
        return tuple(
            None if card.final_percent is None else Decimal(card.final_percent)
            for card in cards[max(0, unseen - 1) : -1]
        )

    def _branches(self, person: Person, branch: str) -> tuple[str, ...] | None:
        if branch:
            self._store.branch(branch)
        if person.role is Role.HEADQUARTERS:
            return (branch,) if branch else None
        if person.role is not Role.MANAGER:
            raise NotAllowed(_("This is the desk of branch managers"), _(WHO_MANAGES))
        if not branch:
            return person.branches
        refuse_other_branch(person, branch)
        return (branch,)


def appeal_until(walk: Walk) -> date | None:
    """The last day on which a verdict of a published visit can be appealed, on the branch's clock."""
    visit = walk.visit
    if visit.visible_from is None:
        return None
    return last_day(day_of(visit.visible_from, zone_of_visit(visit)), walk.pack.follow_up.appeal_days)


def checked_entry(key: str, known: list[str], what: str) -> str:
    """A key of one of the brand's lists. Raises `UsageError`, naming the nearest and all of them."""
    if key in known:
        return key
    near = nearest(key, known)
    keys = ", ".join(known)
    raise UsageError(
        _("'{key}' is no {what} of this brand", key=key[:80], what=what),
        did_you_mean(near, _("one of {keys}", keys=keys)),
    )

"""What of two visits can be compared when their packs are not the same: standards, sections, the total.

Two numbers compare where the same readings would have given the same number under both packs. Words do not
matter to that; limits, weights, conditions and what is asked at all do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qaudit.core.differences import Aspect
from qaudit.core.edition_changes import EditionChanges, Fate, NamedChange, StandardChange
from qaudit.core.judging import codes_named
from qaudit.core.standards import Condition, CriticalMode, Pack, RollUp, Section, Standard


class Continuity(StrEnum):
    """How far a standard is the same one in both packs.

    Of the first three the verdicts compare; of `same` and `reworded` the points do too.
    """

    SAME = "same"
    REWORDED = "reworded"
    """Described otherwise: words, tags, its place, or what is asked for beside the reading."""
    REWEIGHTED = "reweighted"
    """The same readings count otherwise, or in another section."""
    REMEASURED = "remeasured"
    """The same reading gives another verdict, or it is asked on other visits."""
    NEW = "new"
    DROPPED = "dropped"

    @property
    def has_same_verdict(self) -> bool:
        return self in (Continuity.SAME, Continuity.REWORDED, Continuity.REWEIGHTED)


REMEASURING = frozenset(
    {
        Aspect.KIND,
        Aspect.LIMIT,
        Aspect.CREDIT,
        Aspect.EVENTS,
        Aspect.OPTION,
        Aspect.SHARE,
        Aspect.NOT_APPLICABLE,
        Aspect.WHEN,
    }
)
REWEIGHTING = frozenset({Aspect.WEIGHT, Aspect.BONUS, Aspect.SCORED, Aspect.CRITICAL, Aspect.SECTION})


class Obstacle(StrEnum):
    """Why two numbers do not compare."""

    # of a section
    NEW_SECTION = "new_section"
    DROPPED_SECTION = "dropped_section"
    NEW_STANDARDS = "new_standards"
    DROPPED_STANDARDS = "dropped_standards"
    REMEASURED = "remeasured"
    REWEIGHTED = "reweighted"
    MOVED = "moved"
    ASKED_OTHERWISE = "asked_otherwise"
    SECTION_WHEN = "section_when"
    NOT_OBSERVED = "not_observed"
    BONUS_POLICY = "bonus_policy"
    # of the total
    SECTIONS = "sections"
    SECTION_WEIGHTS = "section_weights"
    ROLL_UP = "roll_up"
    CRITICAL_RULE = "critical_rule"
    CRITICAL_STANDARDS = "critical_standards"
    # of the outcome
    TOTAL = "total"
    PASS_MARK = "pass_mark"  # noqa: S105 - a mark that a score passes
    BANDS = "bands"
    GATES = "gates"
    DECIMALS = "decimals"


@dataclass(frozen=True, slots=True)
class Reason:
    """One obstacle, with the codes of the standards or sections that it comes of."""

    obstacle: Obstacle
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One number of a scorecard. It compares where there is no reason against it."""

    reasons: tuple[Reason, ...]

    @property
    def is_comparable(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Comparability:
    """What compares between visits of two packs.

    `standards` and `sections` are by code, in the order of the changes. `outcome` is passing and the bands.
    """

    standards: dict[str, Continuity]
    sections: dict[str, Comparison]
    total: Comparison
    outcome: Comparison

    @property
    def changed_standards(self) -> tuple[str, ...]:
        """The standards whose verdicts do not compare."""
        return tuple(code for code, found in self.standards.items() if not found.has_same_verdict)


def comparability(before: Pack, after: Pack, changes: EditionChanges) -> Comparability:
    """What compares between visits of `before` and of `after`, whose differences are `changes`."""
    return _Comparing(before, after, changes).found()


def continuity_of(change: StandardChange) -> Continuity:
    """How far a standard is the same one."""
    if change.fate in (Fate.NEW, Fate.DROPPED):
        return Continuity(change.fate.value)
    if change.touches(REMEASURING):
        return Continuity.REMEASURED
    if change.touches(REWEIGHTING):
        return Continuity.REWEIGHTED
    return Continuity.REWORDED if change.changes else Continuity.SAME


class _Comparing:
    def __init__(self, before: Pack, after: Pack, changes: EditionChanges) -> None:
        self.before = before
        self.after = after
        self.changes = changes
        self.standards = {change.code: continuity_of(change) for change in changes.standards}
        self.unlike = {code for code, found in self.standards.items() if not found.has_same_verdict}
        self.had = {standard.code: standard for standard in before.standards}
        self.has = {standard.code: standard for standard in after.standards}

    def found(self) -> Comparability:
        sections = {
            change.name: Comparison(tuple(self._section_reasons(change))) for change in self.changes.sections
        }
        total = Comparison(tuple(self._total_reasons(sections)))
        outcome = Comparison(tuple(self._outcome_reasons(total)))
        return Comparability(self.standards, sections, total, outcome)

    # A section.

    def _section_reasons(self, section: NamedChange) -> Iterator[Reason]:
        if section.fate is Fate.NEW:
            yield Reason(Obstacle.NEW_SECTION)
        elif section.fate is Fate.DROPPED:
            yield Reason(Obstacle.DROPPED_SECTION)
        else:
            yield from self._reasons_of_standards(section.name)
            if _touches(section, Aspect.WHEN) or self._looks_at_unlike(self._section(section.name).when):
                yield Reason(Obstacle.SECTION_WHEN)
            yield from self._policy_reasons({Aspect.NOT_OBSERVED, Aspect.BONUS_POLICY})

    def _reasons_of_standards(self, section: str) -> Iterator[Reason]:
        inside = [change for change in self.changes.standards if change.section == section]
        left = [change for change in self.changes.standards if _left(change) == section]
        found: dict[Obstacle, list[str]] = {}
        for change in (*inside, *left):
            obstacle = Obstacle.MOVED if _left(change) is not None else self._obstacle(change)
            if obstacle is not None and self._carries_points(change.code):
                found.setdefault(obstacle, []).append(change.code)
        for obstacle in _OF_STANDARDS:
            if obstacle in found:
                yield Reason(obstacle, tuple(found[obstacle]))

    def _obstacle(self, change: StandardChange) -> Obstacle | None:
        obstacle = _BY_CONTINUITY.get(self.standards[change.code])
        if obstacle is None and change.touches((Aspect.WEIGHT, Aspect.BONUS, Aspect.SCORED)):
            return Obstacle.REWEIGHTED
        if obstacle is None and self._looks_at_unlike(self.has[change.code].when):
            return Obstacle.ASKED_OTHERWISE
        return obstacle

    def _carries_points(self, code: str) -> bool:
        """Whether it counts in either pack."""
        either = (pack[code] for pack in (self.had, self.has) if code in pack)
        return any(standard.is_scored and standard.weight > 0 for standard in either)

    def _looks_at_unlike(self, when: Condition | None) -> bool:
        return not self.unlike.isdisjoint(codes_named(when))

    def _section(self, code: str) -> Section:
        return next(section for section in self.after.sections if section.code == code)

    # The total, and the outcome.

    def _total_reasons(self, sections: Mapping[str, Comparison]) -> Iterator[Reason]:
        is_pooled = RollUp.POOLED in (self.before.scoring.roll_up, self.after.scoring.roll_up)
        weights = [_weights(pack) for pack in (self.before, self.after)]
        unlike = tuple(
            code
            for code, found in sections.items()
            if found.reasons and (is_pooled or any(of_pack.get(code, 0) > 0 for of_pack in weights))
        )
        if unlike:
            yield Reason(Obstacle.SECTIONS, unlike)
        if not is_pooled and (reweighted := _out_of_proportion(*weights)):
            yield Reason(Obstacle.SECTION_WEIGHTS, reweighted)
        yield from self._policy_reasons({Aspect.ROLL_UP})
        yield from self._critical_reasons({CriticalMode.CAP, CriticalMode.ZERO})

    def _outcome_reasons(self, total: Comparison) -> Iterator[Reason]:
        if not total.is_comparable:
            yield Reason(Obstacle.TOTAL)
        yield from self._policy_reasons({Aspect.PASS_MARK, Aspect.DECIMALS})
        if any(change.aspect is Aspect.BAND and not change.language for change in self.changes.pack):
            yield Reason(Obstacle.BANDS)
        gated = tuple(change.name for change in self.changes.sections if _touches(change, Aspect.GATE))
        if gated:
            yield Reason(Obstacle.GATES, gated)
        yield from self._critical_reasons({CriticalMode.FAIL})

    def _policy_reasons(self, aspects: set[Aspect]) -> Iterator[Reason]:
        for change in self.changes.pack:
            if change.aspect in aspects:
                yield Reason(Obstacle(change.aspect.value))

    def _critical_reasons(self, modes: set[CriticalMode]) -> Iterator[Reason]:
        """Which critical misses have an effect, where a rule of one of these modes is in either pack."""
        rules = (self.before.scoring.critical, self.after.scoring.critical)
        if modes.isdisjoint(rule.mode for rule in rules):
            return
        if rules[0] != rules[1]:
            yield Reason(Obstacle.CRITICAL_RULE)
        was, now = (_critical(standards) for standards in (self.had, self.has))
        if was != now:
            yield Reason(
                Obstacle.CRITICAL_STANDARDS, tuple(code for code in self.standards if code in was ^ now)
            )


def _touches(change: NamedChange, aspect: Aspect) -> bool:
    return any(each.aspect is aspect for each in change.changes)


def _left(change: StandardChange) -> str | None:
    """The section that a standard stood in before it was moved to another."""
    return next((str(each.before) for each in change.changes if each.aspect is Aspect.SECTION), None)


def _weights(pack: Pack) -> dict[str, Fraction]:
    return {section.code: section.weight for section in pack.sections}


def _out_of_proportion(before: Mapping[str, Fraction], after: Mapping[str, Fraction]) -> tuple[str, ...]:
    """Sections of both packs whose weights do not stand to one another as most of them did."""
    growth = {
        code: after[code] / before[code] if before[code] else None
        for code in after
        if code in before and (before[code] or after[code])
    }
    usual = Counter(growth.values()).most_common(1)
    return tuple(code for code, ratio in growth.items() if ratio is None or ratio != usual[0][0])


def _critical(standards: Mapping[str, Standard]) -> frozenset[str]:
    return frozenset(code for code, standard in standards.items() if standard.is_critical)


_BY_CONTINUITY = {
    Continuity.NEW: Obstacle.NEW_STANDARDS,
    Continuity.DROPPED: Obstacle.DROPPED_STANDARDS,
    Continuity.REMEASURED: Obstacle.REMEASURED,
}
_OF_STANDARDS = (
    Obstacle.NEW_STANDARDS,
    Obstacle.DROPPED_STANDARDS,
    Obstacle.REMEASURED,
    Obstacle.REWEIGHTED,
    Obstacle.MOVED,
    Obstacle.ASKED_OTHERWISE,
)

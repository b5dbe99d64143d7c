"""Verdicts worth telling someone: what was missed or partly met, with what it cost."""

from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.judging import Verdict
from qaudit.core.scoring import Scorecard, SectionScore, StandardScore, is_critical_miss
from qaudit.core.standards import NotObservedPolicy, RollUp, ScoringPolicy, Section, Standard


@dataclass(frozen=True, slots=True)
class Finding:
    """One standard that was missed or partly met, or unseen where the pack counts that as a miss (S04).

    `lost` is the points lost; `cost` the part of the whole visit's score they are worth, as a fraction of 1,
    taken before any cap and any critical rule; None where the section has no part in the score.
    """

    section: Section
    standard: Standard
    scored: StandardScore
    is_critical: bool
    lost: Fraction
    cost: Fraction | None


def findings_of(card: Scorecard, policy: ScoringPolicy) -> tuple[Finding, ...]:
    """The findings, gravest first: missed critical standards, then by cost, then in pack order."""
    found = [
        _finding(section, scored, card, policy)
        for section in card.sections
        for scored in section.standards
        if _is_finding(scored, policy)
    ]
    return tuple(sorted(found, key=_gravity))


def _is_finding(scored: StandardScore, policy: ScoringPolicy) -> bool:
    if scored.standard.is_bonus or not scored.standard.is_scored:
        return False
    verdict = scored.judgement.verdict
    return verdict in (Verdict.MISSED, Verdict.PARTLY) or (
        verdict is Verdict.NOT_OBSERVED and policy.not_observed is NotObservedPolicy.MISS
    )


def _finding(section: SectionScore, scored: StandardScore, card: Scorecard, policy: ScoringPolicy) -> Finding:
    lost = scored.score.possible - scored.score.earned
    return Finding(
        section.section,
        scored.standard,
        scored,
        is_critical_miss(scored.standard, scored.judgement, policy),
        lost,
        _cost(lost, section, card, policy),
    )


def _cost(lost: Fraction, section: SectionScore, card: Scorecard, policy: ScoringPolicy) -> Fraction | None:
    if card.raw is None or section.score.possible == 0:
        return None
    if policy.roll_up is RollUp.POOLED:
        return lost / card.total.possible
    scored_weight = sum(
        (other.section.weight for other in card.sections if other.share is not None), Fraction(0)
    )
    return section.section.weight / scored_weight * lost / section.score.possible


def _gravity(finding: Finding) -> tuple[bool, Fraction]:
    return (not finding.is_critical, -(finding.cost or Fraction(0)))

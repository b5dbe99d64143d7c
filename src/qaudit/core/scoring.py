"""Points, section scores and the whole visit's scorecard (rules S02 to S20), in exact fractions.

The rounding of S14 happens in `qaudit.core.percent`, and only there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from qaudit.core.judging import ONE, Judgement, Judgements, Verdict, judge_visit
from qaudit.core.percent import percent, sum_of
from qaudit.core.standards import (
    Band,
    BonusPolicy,
    CriticalMode,
    NotObservedPolicy,
    Pack,
    RollUp,
    ScoringPolicy,
    Section,
    Standard,
)
from qaudit.core.timeline import moments_of
from qaudit.core.visits import Visit

SCORING_VERSION = 1
"""Changes together with any change of a rule (S19)."""
NOTHING = Fraction(0)
Tags = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Points earned of points possible. `share` is None where nothing was possible: *unscored* (S07)."""

    earned: Fraction = NOTHING
    possible: Fraction = NOTHING

    @property
    def share(self) -> Fraction | None:
        return self.earned / self.possible if self.possible else None

    @classmethod
    def total(cls, scores: Sequence["Score"]) -> "Score":
        """The sum of many scores."""
        return cls(
            sum_of(score.earned for score in scores),
            sum_of(score.possible for score in scores),
        )


NO_SCORE = Score()


class Outcome(StrEnum):
    """Whether the visit passed, where the pack says what passing is (S20)."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    FAIL = "fail"


PASS_MARK = "pass_mark"  # noqa: S105 - a reason, no password


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a score or an outcome is what it is: the rule, and the standard, section or `pass_mark` behind."""

    rule: str
    code: str


@dataclass(frozen=True, slots=True)
class StandardScore:
    """One standard's judgement and points."""

    standard: Standard
    judgement: Judgement
    score: Score


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's points; `share` is its score as a fraction of 1 (capped where the pack caps), or None.

    `percent` is the share rounded for display (S14).
    """

    section: Section
    score: Score
    share: Fraction | None
    percent: Decimal | None
    standards: tuple[StandardScore, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Points of the standards that carry one tag value (S18)."""

    tag: str
    value: str
    score: Score
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole visit's score. Percentages are rounded once (S14); None means *unscored*."""

    sections: tuple[SectionScore, ...]
    total: Score
    raw: Fraction | None
    raw_percent: Decimal | None
    final_percent: Decimal | None
    band: Band | None
    outcome: Outcome | None
    reasons: tuple[Reason, ...]
    profiles: tuple[Profile, ...]
    is_complete: bool
    scoring_version: int = SCORING_VERSION

    @property
    def standards(self) -> tuple[StandardScore, ...]:
        """Every standard's score, in pack order."""
        return tuple(standard for section in self.sections for standard in section.standards)


def score_visit(pack: Pack, visit: Visit) -> Scorecard:
    """The scorecard of a visit as it stands; before submission it is the score "so far" (S05)."""
    readings = {seen.code: seen for seen in visit.judged_observations}
    judged = judge_visit(pack, dict(visit.facts), readings, moments_of(visit.marks))
    return score_judged(pack, judged)


def score_judged(pack: Pack, judged: Judgements) -> Scorecard:
    """The scorecard of judgements that are already made, one for each standard of the pack."""
    policy = pack.scoring
    sections = tuple(_score_section(section, judged, policy) for section in pack.sections)
    total = Score.total([section.score for section in sections])
    raw = _raw_share(sections, total, policy)
    triggered = _missed_criticals(sections, policy)
    final = _final_share(raw, bool(triggered), policy)
    final_percent = _percent(final, policy)
    reasons = (
        *_critical_reasons(triggered),
        *_gate_reasons(sections),
        *_pass_mark_reasons(final_percent, policy),
    )
    return Scorecard(
        sections=sections,
        total=total,
        raw=raw,
        raw_percent=_percent(raw, policy),
        final_percent=final_percent,
        band=None if final_percent is None else band_of(policy.bands, final_percent),
        outcome=None if final_percent is None else _outcome(pack, reasons),
        reasons=reasons,
        profiles=_profiles(sections, policy),
        is_complete=all(judgement.verdict is not Verdict.UNANSWERED for judgement in judged.values()),
    )


def points(standard: Standard, judgement: Judgement, policy: ScoringPolicy) -> Score:
    """What one judged standard adds to the sums (S02 to S04, S06, S10, S11)."""
    share, weight = judgement.share, standard.weight
    if share is not None:
        # Most readings earn the whole weight or nothing, and a multiplication of fractions is slow.
        earned = weight if share is ONE or share == 1 else weight * share if share else NOTHING
        return Score(earned, NOTHING if standard.is_bonus else weight)
    if judgement.verdict is not Verdict.NOT_OBSERVED or policy.not_observed is NotObservedPolicy.EXCLUDE:
        return NO_SCORE
    return NO_SCORE if standard.is_bonus or not standard.is_scored else Score(NOTHING, weight)


def band_of(bands: Iterable[Band], final_percent: Decimal) -> Band | None:
    """The band with the greatest lower bound that is not above the score (S15)."""
    reached = [band for band in bands if band.lower <= final_percent]
    return max(reached, key=lambda band: band.lower, default=None)


def is_critical_miss(standard: Standard, judgement: Judgement, policy: ScoringPolicy) -> bool:
    """Whether a standard counts for the critical rule (S12): missed, or unseen where that is a miss (S04)."""
    if not standard.is_critical:
        return False
    verdict = judgement.verdict
    return verdict is Verdict.MISSED or (
        verdict is Verdict.NOT_OBSERVED and policy.not_observed is NotObservedPolicy.MISS
    )


def _score_section(section: Section, judged: Judgements, policy: ScoringPolicy) -> SectionScore:
    standards = tuple(
        StandardScore(standard, judged[standard.code], points(standard, judged[standard.code], policy))
        for standard in section.standards
    )
    score = Score.total([scored.score for scored in standards])
    share = _capped(score.share, policy)
    return SectionScore(section, score, share, _percent(share, policy), standards)


def _raw_share(sections: tuple[SectionScore, ...], total: Score, policy: ScoringPolicy) -> Fraction | None:
    weighed = [
        (section.section.weight, section.share)
        for section in sections
        if section.share is not None and section.section.weight > 0
    ]
    if not weighed:
        return None
    if policy.roll_up is RollUp.POOLED:
        return _capped(total.share, policy)
    whole = sum_of(weight for weight, _ in weighed)
    return _capped(sum_of(weight * share for weight, share in weighed) / whole, policy)


def _capped(share: Fraction | None, policy: ScoringPolicy) -> Fraction | None:
    if share is None or policy.bonus is BonusPolicy.OVER:
        return share
    return min(share, Fraction(1))


def _missed_criticals(sections: tuple[SectionScore, ...], policy: ScoringPolicy) -> tuple[Standard, ...]:
    missed = tuple(
        scored.standard
        for section in sections
        for scored in section.standards
        if is_critical_miss(scored.standard, scored.judgement, policy)
    )
    return missed if len(missed) >= policy.critical.count else ()


def _final_share(raw: Fraction | None, is_triggered: bool, policy: ScoringPolicy) -> Fraction | None:
    if raw is None or not is_triggered:
        return raw
    if policy.critical.mode is CriticalMode.ZERO:
        return NOTHING
    if policy.critical.mode is CriticalMode.CAP and policy.critical.cap is not None:
        return min(raw, policy.critical.cap / 100)
    return raw


def _critical_reasons(missed: tuple[Standard, ...]) -> tuple[Reason, ...]:
    return tuple(Reason("S12", standard.code) for standard in missed)


def _gate_reasons(sections: tuple[SectionScore, ...]) -> tuple[Reason, ...]:
    return tuple(
        Reason("S13", section.section.code)
        for section in sections
        if section.section.gate is not None
        and section.percent is not None
        and section.percent < section.section.gate
    )


def _pass_mark_reasons(final_percent: Decimal | None, policy: ScoringPolicy) -> tuple[Reason, ...]:
    if final_percent is None or policy.pass_mark is None or final_percent >= policy.pass_mark:
        return ()
    return (Reason("S20", PASS_MARK),)


def _outcome(pack: Pack, reasons: tuple[Reason, ...]) -> Outcome | None:
    policy = pack.scoring
    critical_fails = policy.critical.mode in (CriticalMode.FAIL, CriticalMode.ZERO)
    if any(reason.rule != "S12" or critical_fails for reason in reasons):
        return Outcome.FAIL
    has_gate = any(section.gate is not None for section in pack.sections)
    can_fail = policy.pass_mark is not None or has_gate or critical_fails
    return Outcome.PASS if can_fail else None


def _profiles(sections: tuple[SectionScore, ...], policy: ScoringPolicy) -> tuple[Profile, ...]:
    alike: dict[Tags, list[Score]] = {}
    for section in sections:
        for scored in section.standards:
            if scored.standard.is_scored and not scored.standard.is_bonus:
                alike.setdefault(scored.standard.tags, []).append(scored.score)
    carriers: dict[tuple[str, str], list[Score]] = {}
    for tags, scores in alike.items():
        together = Score.total(scores)
        for tag in tags:
            carriers.setdefault(tag, []).append(together)
    totals = {tag: Score.total(scores) for tag, scores in carriers.items()}
    return tuple(
        Profile(tag, value, score, _percent(score.share, policy)) for (tag, value), score in totals.items()
    )


def _percent(share: Fraction | None, policy: ScoringPolicy) -> Decimal | None:
    return None if share is None else percent(share, policy.decimals)

"""What a standard makes of a reading (rules S01, S03 to S06, S11): a verdict and a share, for every standard.

A judgement says nothing about points: that is `qaudit.core.scoring`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qaudit.core.measures import (
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.percent import sum_of
from qaudit.core.readings import (
    Choice,
    Count,
    Duration,
    NotApplicable,
    NotObserved,
    Parts,
    Rating,
    Reading,
    TimeOfDay,
    YesNo,
    write_reading,
)
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    Pack,
    Section,
    Standard,
    StandardIs,
    StandardMissed,
)
from qaudit.core.timeline import Moments, measured
from qaudit.core.visits import Observation


class Verdict(StrEnum):
    """Exactly one for every standard of a visit (S01)."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"
    NOT_OBSERVED = "not_observed"
    UNANSWERED = "unanswered"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A standard's verdict. `share` (0 to 1) is there for met, partly and missed alone.

    `reading` is the reading that was judged; `by_clock` says that the timeline gave it. `is_asked` is false
    where a condition put the standard aside (S06): then the verdict is *not applicable*, a reading that was
    already there is ignored, and `unmet` is the condition that did not hold.
    """

    verdict: Verdict
    share: Fraction | None = None
    reading: Reading | None = None
    by_clock: bool = False
    is_asked: bool = True
    unmet: Condition | None = None


UNANSWERED = Judgement(Verdict.UNANSWERED)
EMPTY_NOTE = Judgement(Verdict.NOTED)
"""S05: a `note` standard may stay empty, and nothing is outstanding then."""

Facts = Mapping[str, str]
Judgements = Mapping[str, Judgement]
Readings = Mapping[str, Observation]
ONE = Fraction(1)
ZERO = Fraction(0)


def share_of(measure: Measure, reading: Reading) -> Fraction:
    """The part of the weight that `reading` earns, 0 to 1.

    Raises `KeyError` for a measure that has no share (`note`) and for a key that is none of its options, and
    `AttributeError` for a reading of another kind: all are our own faults, since readings are checked against
    their measure when they are read.
    """
    return _SHARES[type(measure)](measure, reading)


def judge(standard: Standard, reading: Reading | None) -> Judgement:
    """The standard's judgement of one reading, as if it is asked."""
    if isinstance(reading, NotApplicable):
        return Judgement(Verdict.NOT_APPLICABLE, reading=reading)
    if isinstance(reading, NotObserved):
        return Judgement(Verdict.NOT_OBSERVED, reading=reading)
    if reading is None:
        return UNANSWERED if type(standard.measure) in _SHARES else EMPTY_NOTE
    if not standard.is_scored:
        return Judgement(Verdict.NOTED, reading=reading)
    share = share_of(standard.measure, reading)
    return Judgement(_verdict(standard.measure, reading, share), share, reading)


def judge_seen(standard: Standard, observation: Observation | None, moments: Moments) -> Judgement:
    """The judgement of what was entered by hand, or else of what the timeline measured."""
    entered = observation.reading if observation is not None else None
    if entered is not None:
        return judge(standard, entered)
    timed = measured(standard, moments)
    if timed is None:
        return judge(standard, None)
    judgement = judge(standard, timed)
    return Judgement(judgement.verdict, judgement.share, timed, by_clock=True)


def judge_visit(pack: Pack, facts: Facts, readings: Readings, moments: Moments) -> dict[str, Judgement]:
    """Every standard's judgement by code, in pack order. Readings of codes the pack lacks are ignored."""
    judged: dict[str, Judgement] = {}
    for section in pack.sections:
        for standard in section.standards:
            unmet = unmet_condition(section, standard, facts, judged)
            seen = readings.get(standard.code)
            judged[standard.code] = judge_seen(standard, seen, moments) if unmet is None else put_aside(unmet)
    return judged


def unmet_condition(
    section: Section, standard: Standard, facts: Facts, earlier: Judgements
) -> Condition | None:
    """The condition that puts a standard aside (S06): its section's or its own; None where it is asked."""
    for condition in (section.when, standard.when):
        if condition is not None and not holds(condition, facts, earlier):
            return condition
    return None


def put_aside(unmet: Condition) -> Judgement:
    """The judgement of a standard that is not asked, with the reason (S06)."""
    return Judgement(Verdict.NOT_APPLICABLE, is_asked=False, unmet=unmet)


def holds(condition: Condition, facts: Facts, earlier: Judgements) -> bool:
    """Whether a condition is true, given the facts and the judgements of the standards before it.

    A fact that is not known and a standard that is not asked make their condition false.
    """
    match condition:
        case FactIs(fact, keys):
            return facts.get(fact) in keys
        case StandardIs(code, key):
            found = earlier.get(code)
            return found is not None and found.reading is not None and _says(found.reading, key)
        case StandardMissed(code):
            found = earlier.get(code)
            return found is not None and found.verdict is Verdict.MISSED
        case AllOf(parts):
            return all(holds(part, facts, earlier) for part in parts)
        case Not(part):
            return not holds(part, facts, earlier)
        case _:
            return any(holds(part, facts, earlier) for part in condition.parts)


def codes_named(condition: Condition | None) -> frozenset[str]:
    """The standards that a condition looks at."""
    match condition:
        case StandardIs(code, _) | StandardMissed(code):
            return frozenset((code,))
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*(codes_named(part) for part in parts))
        case Not(part):
            return codes_named(part)
        case _:
            return frozenset()


def _says(reading: Reading, key: str) -> bool:
    if isinstance(reading, Parts):
        return key in reading.keys
    return write_reading(reading) == key


def _verdict(measure: Measure, reading: Reading, share: Fraction) -> Verdict:
    if share is ONE or share == 1:
        return Verdict.MET
    if share is ZERO or share == 0:
        return Verdict.MISSED
    if (
        isinstance(measure, RatingMeasure)
        and isinstance(reading, Rating)
        and reading.step >= measure.met_from
    ):
        return Verdict.MET
    return Verdict.PARTLY


def _climb(ladder: tuple[Rung, ...], value: Fraction) -> Fraction:
    for rung in ladder:
        if rung.limit.admits(value):
            return rung.share
    return ZERO


def _yes_no_share(measure: YesNoMeasure, reading: YesNo) -> Fraction:
    return ONE if reading.is_yes == measure.expects_yes else ZERO


def _duration_share(measure: DurationMeasure, reading: Duration) -> Fraction:
    is_in_seconds = measure.unit is TimeUnit.SECOND
    return _climb(
        measure.ladder, reading.seconds if is_in_seconds else reading.seconds / measure.unit.seconds
    )


def _count_share(measure: CountMeasure, reading: Count) -> Fraction:
    return _climb(measure.ladder, Fraction(reading.number))


def _clock_share(measure: ClockMeasure, reading: TimeOfDay) -> Fraction:
    return ONE if measure.admits(reading.second) else ZERO


def _rating_share(measure: RatingMeasure, reading: Rating) -> Fraction:
    return Fraction(reading.step - measure.low, measure.high - measure.low)


def _choice_share(measure: ChoiceMeasure, reading: Choice) -> Fraction:
    return {option.key: option.share for option in measure.options}[reading.key]


def _checklist_share(measure: ChecklistMeasure, reading: Parts) -> Fraction:
    shares = {part.key: part.share for part in measure.parts}
    return sum_of(shares[key] for key in reading.keys)


_SHARES: dict[type, Callable[..., Fraction]] = {
    YesNoMeasure: _yes_no_share,
    DurationMeasure: _duration_share,
    CountMeasure: _count_share,
    ClockMeasure: _clock_share,
    RatingMeasure: _rating_share,
    ChoiceMeasure: _choice_share,
    ChecklistMeasure: _checklist_share,
}

"""What an auditor of the year saw: readings, moments and notes of one visit, drawn from what is true."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from statistics import NormalDist

from qaudit.core.completeness import is_demanded, is_evidence_demanded, is_hand_timed
from qaudit.core.judging import Judgement, Verdict, judge, judge_seen, judge_visit, put_aside, unmet_condition
from qaudit.core.measures import AtMost, DurationMeasure, NoteMeasure, TimeUnit
from qaudit.core.readings import NOT_APPLICABLE, NOT_OBSERVED, Duration, Misfit, Reading, Words, read_reading
from qaudit.core.standards import Standard
from qaudit.core.walk import PackIndex
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration.readings import moments_between, readings_by_verdict
from qaudit.desk.year.facts import facts_of
from qaudit.desk.year.plan import Outing
from qaudit.desk.year.truths import (
    HALF_TIME_SHARE,
    OTHERS_EYES,
    PARTLY,
    SEED,
    SPREAD_OF_TIMES,
    is_singular,
    kept_share,
    rush,
)
from qaudit.desk.year.words import by_hand, closing_words, note_for

_NORMAL = NormalDist()
_NOT_APPLICABLE, _NOT_OBSERVED, _HAS_WORDS = 0.02, 0.035, 0.25
_SHORT = (TimeUnit.SECOND, TimeUnit.MINUTE)


@dataclass(frozen=True, slots=True)
class Seen:
    """Moments in UTC; readings and notes by code, in the pack's order; `filed` are the codes with a picture.

    What the timeline measures has no reading.
    """

    facts: Mapping[str, str]
    moments: Mapping[str, datetime]
    readings: Mapping[str, Reading]
    notes: Mapping[str, str]
    filed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kinds:
    """Readings by verdict, and the mean share (0 to 1) of those that are met and partly met."""

    readings: Mapping[Verdict, tuple[Reading, ...]]
    met: float
    partly: float


class Drawing:
    """Draws visits with one pack."""

    def __init__(self, index: PackIndex) -> None:
        self._index = index
        self._kinds: dict[str, _Kinds] = {}

    def see(self, outing: Outing) -> Seen:
        """What the auditor saw on this visit, and what they wrote of it."""
        pack = self._index.pack
        sight = Chances(f"{SEED} {outing.sight}")
        facts = facts_of(pack.facts, outing.place.code, sight)
        at_first = judge_visit(pack, facts, {}, {})
        asked = [one for one in pack.standards if at_first[one.code].is_asked]
        eyes = _Eyes(outing, sight, self._kinds_of)
        moments = moments_between(pack, asked, outing.begins, eyes.length, sight)
        readings: dict[str, Reading] = {}
        judged: dict[str, Judgement] = {}
        for standard in pack.standards:
            # Conditions ask for what was read before: so one after the other.
            code = standard.code
            unmet = unmet_condition(self._index.section[code], standard, facts, judged)
            judged[code] = judge_seen(standard, None, moments) if unmet is None else put_aside(unmet)
            if unmet is None and not judged[code].by_clock:
                reading = eyes.reading(standard)
                if reading is not None:
                    readings[code] = reading
                    judged[code] = judge(standard, reading)
        return Seen(facts, moments, readings, *self._written(outing, judged))

    def _kinds_of(self, standard: Standard) -> _Kinds:
        if standard.code not in self._kinds:
            self._kinds[standard.code] = _kinds_of(standard)
        return self._kinds[standard.code]

    def _written(
        self, outing: Outing, judged: Mapping[str, Judgement]
    ) -> tuple[Mapping[str, str], tuple[str, ...]]:
        """The notes and the pictures that the pack asks for."""
        language, chances = outing.brand.language, Chances(f"notes {outing.name}")
        notes: dict[str, str] = {}
        filed = []
        for code, judgement in judged.items():
            standard = self._index.standard[code]
            if not judgement.is_asked:
                continue
            if is_demanded(standard.note, judgement):
                notes[code] = note_for(language, standard, judgement, chances)
            elif is_hand_timed(standard, judgement):
                notes[code] = by_hand(language)
            if is_evidence_demanded(standard, judgement):
                filed.append(code)
        return notes, tuple(filed)


class _Eyes:
    """How one auditor sees what there was to see. Two who see the same differ by their severity, and by mistakes."""

    def __init__(self, outing: Outing, sight: Chances, kinds: Callable[[Standard], _Kinds]) -> None:
        self._outing = outing
        self._sight = sight
        self._kinds = kinds
        self._own = Chances(f"eyes {outing.name}")
        self._points = outing.points
        self._rush = rush(outing.wall)

    def reading(self, standard: Standard) -> Reading | None:
        """A reading for a standard, or None for a `note` standard that stays empty."""
        code = standard.code
        if isinstance(standard.measure, NoteMeasure):
            if self._own.share(f"{code} has words") > _HAS_WORDS:
                return None
            return Words(closing_words(self._outing.brand.language, self._own.of(code)))
        if exempt := self._exempt(standard):
            return exempt
        if _is_time(standard):
            return Duration(Fraction(max(1, round(self.length(code, standard)))))
        return self._drawn(standard)

    def length(self, event: str, standard: Standard) -> float:
        """Seconds that a timed standard took, to a tenth."""
        measure = standard.measure
        assert isinstance(measure, DurationMeasure)
        if not isinstance(measure.limit, AtMost):
            drawn = self._drawn(standard)
            assert isinstance(drawn, Duration)
            return float(drawn.seconds)
        half = HALF_TIME_SHARE if len(measure.ladder) > 1 else 0.0
        within = (self._expected(standard) - half) / (1 - half)
        usual = _NORMAL.inv_cdf(min(max(within, 0.03), 0.97))
        fallen = _NORMAL.inv_cdf(0.0005 + 0.999 * self._chances(event).share(f"{event} time"))
        rushed = self._rush if measure.unit in _SHORT else 1.0
        limit = float(measure.limit.most * measure.unit.seconds)
        return round(limit * math.exp(SPREAD_OF_TIMES * (fallen - usual)) * rushed, 1)

    def _exempt(self, standard: Standard) -> Reading | None:
        if is_singular(self._outing.brand, standard.code):
            return None
        fallen = self._own.share(f"{standard.code} exempt")
        if fallen < _NOT_APPLICABLE:
            return NOT_APPLICABLE if standard.may_be_not_applicable else None
        return NOT_OBSERVED if fallen < _NOT_OBSERVED else None

    def _drawn(self, standard: Standard) -> Reading:
        kinds = self._kinds(standard)
        chances = self._chances(standard.code)
        partly = PARTLY if Verdict.PARTLY in kinds.readings else 0.0
        met = (self._expected(standard) - partly * kinds.partly) / (kinds.met - partly * kinds.partly)
        fallen = chances.share(f"{standard.code} verdict")
        wanted = Verdict.MISSED
        if fallen < met:
            wanted = Verdict.MET
        elif fallen < met + (1 - met) * partly:
            wanted = Verdict.PARTLY
        order = (wanted, Verdict.MISSED, Verdict.MET, Verdict.PARTLY, Verdict.NOTED)
        found = next(kinds.readings[verdict] for verdict in order if verdict in kinds.readings)
        return chances.pick(f"{standard.code} reading", found)

    def _expected(self, standard: Standard) -> float:
        return kept_share(standard, self._outing.place, self._points)

    def _chances(self, name: str) -> Chances:
        is_mistaken = self._outing.is_second and self._own.share(f"{name} mistaken") < OTHERS_EYES
        return self._own if is_mistaken else self._sight


def _is_time(standard: Standard) -> bool:
    measure = standard.measure
    return isinstance(measure, DurationMeasure) and isinstance(measure.limit, AtMost)


def _kinds_of(standard: Standard) -> _Kinds:
    found: dict[Verdict, tuple[Reading, ...]] = {}
    for verdict, written in readings_by_verdict(standard).items():
        readings = [read_reading(standard.measure, one) for one in written]
        found[verdict] = tuple(one for one in readings if not isinstance(one, Misfit))
    met = _mean_share(standard, found.get(Verdict.MET, ()))
    return _Kinds(found, met or 1.0, _mean_share(standard, found.get(Verdict.PARTLY, ())))


def _mean_share(standard: Standard, readings: tuple[Reading, ...]) -> float:
    shares = [float(judge(standard, reading).share or 0) for reading in readings]
    return sum(shares) / len(shares) if shares else 0.0

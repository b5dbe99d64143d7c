"""Readings and moments of a made-up visit: each standard is met, partly met or missed as the branch is good."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from qaudit.core.judging import Verdict, judge
from qaudit.core.measures import (
    AtLeast,
    AtMost,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    NoteMeasure,
    RatingMeasure,
    Rung,
    YesNoMeasure,
)
from qaudit.core.readings import Duration, Misfit, TimeOfDay, read_reading, write_reading
from qaudit.core.standards import Pack, Standard
from qaudit.core.timeline import ends_of
from qaudit.core.walk import Walk
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration.notes import WORDS

_FACTORS = tuple(Fraction(tenths, 20) for tenths in (4, 7, 10, 13, 15, 17, 19, 20, 22, 25, 29, 34, 42, 55))
GAPS = {
    "door": (20 * 3600, 60 * 3600),
    "seated": (3 * 3600, 4 * 3600),
    "bf_door": (11 * 3600, 13 * 3600),
    "out_desk": (3600, 2 * 3600),
    "sent": (5 * 3600, 8 * 3600),
}
"""Seconds between an event and the one before, where nothing is measured between them and it is no mere minute."""


def written_reading(standard: Standard, quality: float, chances: Chances) -> str | None:
    """A reading for a standard, or None for a `note` standard that stays empty."""
    code = standard.code
    if isinstance(standard.measure, NoteMeasure):
        return chances.pick(f"{code} words", WORDS) if chances.share(f"{code} has words") < 0.6 else None
    exempt = chances.share(f"{code} exempt")
    if exempt < 0.03 and standard.may_be_not_applicable:
        return "na"
    if exempt < 0.05:
        return "unseen"
    return chances.pick(f"{code} reading", _fitting(standard, _wanted(standard, quality, chances)))


def moments_of_visit(walk: Walk, start: datetime, quality: float, chances: Chances) -> dict[str, datetime]:
    """The moments of the events that the visit's standards are measured by, in the pack's order."""
    asked = [standard for standard in walk.pack.standards if walk.judged[standard.code].is_asked]

    def length(event: str, standard: Standard) -> float:
        written = chances.pick(f"{event} time", _fitting(standard, _wanted(standard, quality, chances)))
        reading = read_reading(standard.measure, written)
        assert isinstance(reading, Duration)
        return float(reading.seconds) - chances.between(f"{event} tenths", 0, 9) / 10

    return moments_between(walk.pack, asked, start, length, chances)


def moments_between(
    pack: Pack,
    asked: Sequence[Standard],
    start: datetime,
    length: Callable[[str, Standard], float],
    chances: Chances,
) -> dict[str, datetime]:
    """The moments of the events that standards which are asked are measured by, in the pack's order.

    `length` gives the seconds up to an event by the standard that is measured up to it.
    """
    moments: dict[str, datetime] = {}
    last = start
    for event in _events(pack, asked):
        gap = timedelta(seconds=chances.between(f"{event} gap", *GAPS.get(event, (25, 200))))
        measured = _measured(event, asked, moments, length)
        moments[event] = max(measured or last + gap, last + timedelta(seconds=3)) if moments else start
        last = max(last, moments[event])
    return moments


def _events(pack: Pack, asked: Iterable[Standard]) -> list[str]:
    def named(standards: Iterable[Standard]) -> set[str]:
        ends = [ends_of(standard) for standard in standards]
        return {name for end in ends if end for name in (end.from_event, end.to_event)}

    needed, known = named(asked), named(pack.standards)
    return [event.name for event in pack.events if event.name in needed or event.name not in known]


def _measured(
    event: str,
    asked: Iterable[Standard],
    moments: dict[str, datetime],
    length: Callable[[str, Standard], float],
) -> datetime | None:
    """When an event comes, by the standard that is measured from the latest moment up to it."""
    ending = [
        (moments[ends.from_event], standard)
        for standard in asked
        if (ends := ends_of(standard)) and ends.to_event == event and ends.from_event in moments
    ]
    if not ending:
        return None
    began, standard = max(ending, key=lambda pair: pair[0])
    return began + timedelta(milliseconds=round(1000 * length(event, standard)))


def _wanted(standard: Standard, quality: float, chances: Chances) -> Verdict:
    if standard.is_critical:
        quality = 1 - (1 - quality) / 5
    fallen = chances.share(f"{standard.code} verdict")
    if fallen < quality:
        return Verdict.MET
    return Verdict.PARTLY if fallen < quality + (1 - quality) * 0.4 else Verdict.MISSED


def _fitting(standard: Standard, wanted: Verdict) -> list[str]:
    """The readings that bring the wanted verdict; those that come next to it where none does."""
    by_verdict = readings_by_verdict(standard)
    order = (wanted, Verdict.MISSED, Verdict.MET, Verdict.PARTLY, Verdict.NOTED)
    return next(by_verdict[verdict] for verdict in order if verdict in by_verdict)


def readings_by_verdict(standard: Standard) -> dict[Verdict, list[str]]:
    """Readings of many kinds, as they are written, by the verdict that they bring."""
    by_verdict: dict[Verdict, list[str]] = {}
    for written in _CANDIDATES[type(standard.measure)](standard.measure):
        reading = read_reading(standard.measure, written)
        if not isinstance(reading, Misfit):
            by_verdict.setdefault(judge(standard, reading).verdict, []).append(written)
    return by_verdict


def _edges(limit: Limit, ladder: tuple[Rung, ...]) -> list[Fraction]:
    edges = []
    for found in (limit, *(rung.limit for rung in ladder)):
        if isinstance(found, AtMost):
            edges.append(found.most)
        elif isinstance(found, AtLeast):
            edges.append(found.least)
        else:
            edges += [found.least, found.most]
    return edges


def _lengths(measure: DurationMeasure) -> list[str]:
    edges = _edges(measure.limit, measure.ladder)
    seconds = {int(edge * factor * measure.unit.seconds) for edge in edges for factor in _FACTORS}
    return [f"{second}s" for second in sorted(seconds)]


def _counts(measure: CountMeasure) -> list[str]:
    return [str(number) for number in range(int(max(_edges(measure.limit, measure.ladder))) * 2 + 3)]


def _times(measure: ClockMeasure) -> list[str]:
    return [write_reading(TimeOfDay(second)) for second in range(0, 86400, 900)]


def _parts(measure: ChecklistMeasure) -> list[str]:
    keys = [part.key for part in measure.parts]
    return [
        "+".join(keys),
        *("+".join(keys[:place] + keys[place + 1 :]) or "none" for place in range(len(keys))),
        "none",
    ]


_CANDIDATES: dict[type, Callable[[Any], list[str]]] = {
    YesNoMeasure: lambda measure: ["yes", "no"],
    DurationMeasure: _lengths,
    CountMeasure: _counts,
    ClockMeasure: _times,
    RatingMeasure: lambda measure: [str(step) for step in range(measure.low, measure.high + 1)],
    ChoiceMeasure: lambda measure: [option.key for option in measure.options],
    ChecklistMeasure: _parts,
}

"""A visit's marks in order, and the times between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from qaudit.core.measures import AtLeast, DurationMeasure
from qaudit.core.readings import Duration
from qaudit.core.standards import Pack, Standard
from qaudit.core.visits import Mark

Moments = Mapping[str, datetime]
"""Event name to its moment, in UTC."""


def moments_of(marks: Iterable[Mark]) -> dict[str, datetime]:
    """The moment of each marked event."""
    return {mark.event: mark.at for mark in marks}


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks by time; those of the same moment by name, so that the order never depends on how they came."""
    return tuple(sorted(marks, key=lambda mark: (mark.at, mark.event)))


def seconds_of(length: timedelta) -> Fraction:
    """A length of time in seconds, exact to the microsecond."""
    return Fraction(length // timedelta(microseconds=1), 1_000_000)


@dataclass(frozen=True, slots=True)
class Ends:
    """The two events that a timed standard is measured between, with its measure."""

    measure: DurationMeasure
    from_event: str
    to_event: str


def ends_of(standard: Standard) -> Ends | None:
    """The standard's two events; none where the timeline does not measure it."""
    measure = standard.measure
    if not isinstance(measure, DurationMeasure) or measure.from_event is None or measure.to_event is None:
        return None
    return Ends(measure, measure.from_event, measure.to_event)


def measured(standard: Standard, moments: Moments) -> Duration | None:
    """The time between the standard's two events; none while one is missing or they are out of order."""
    ends = ends_of(standard)
    if ends is None:
        return None
    start, stop = moments.get(ends.from_event), moments.get(ends.to_event)
    if start is None or stop is None or stop < start:
        return None
    return Duration(seconds_of(stop - start))


@dataclass(frozen=True, slots=True)
class RunningClock:
    """A timed standard whose first event is marked and whose second is not.

    `limit` is the most seconds it may take, or None where there is no upper limit.
    """

    code: str
    from_event: str
    to_event: str
    started_at: datetime
    limit: Fraction | None

    def elapsed(self, now: datetime) -> Fraction:
        """Seconds since the start; 0 where `now` lies before it."""
        return max(Fraction(0), seconds_of(now - self.started_at))

    def over_by(self, now: datetime) -> Fraction | None:
        """Seconds past the limit; None while within it or where there is none."""
        if self.limit is None:
            return None
        over = self.elapsed(now) - self.limit
        return over if over > 0 else None


def running_clocks(standards: Iterable[Standard], moments: Moments) -> tuple[RunningClock, ...]:
    """The clocks that run, in pack order."""
    return tuple(
        RunningClock(
            standard.code,
            ends.from_event,
            ends.to_event,
            moments[ends.from_event],
            upper_seconds(ends.measure),
        )
        for standard in standards
        if (ends := ends_of(standard)) and ends.from_event in moments and ends.to_event not in moments
    )


def upper_seconds(measure: DurationMeasure) -> Fraction | None:
    """The most seconds that are still within the limit; None for `at_least`."""
    if isinstance(measure.limit, AtLeast):
        return None
    return measure.limit.most * measure.unit.seconds


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """Two marks of one timed standard in the wrong order: `to_event` lies before `from_event`."""

    code: str
    from_event: str
    to_event: str
    early_by: Fraction


def out_of_order(pack: Pack, moments: Moments) -> tuple[OutOfOrder, ...]:
    """Every timed standard whose second event is marked before its first."""
    found = []
    for standard in pack.standards:
        ends = ends_of(standard)
        if ends is None or ends.from_event not in moments or ends.to_event not in moments:
            continue
        early_by = seconds_of(moments[ends.from_event] - moments[ends.to_event])
        if early_by > 0:
            found.append(OutOfOrder(standard.code, ends.from_event, ends.to_event, early_by))
    return tuple(found)

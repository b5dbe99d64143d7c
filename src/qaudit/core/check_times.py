"""Checks of marks and lengths of time: what lies in the wrong order, and what cannot have taken so long."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import permutations

from qaudit.core.check_order import (
    Clock,
    Sequels,
    after,
    arrival_of,
    asked_clocks,
    events_at_branch,
    is_far,
    next_marked,
    sequels_of,
)
from qaudit.core.check_values import (
    ByHand,
    Check,
    CheckId,
    LongerPart,
    LongerThanVisit,
    OutsideHours,
    OutsideVisit,
    Past,
    WrongOrder,
)
from qaudit.core.measures import DurationMeasure
from qaudit.core.moments import local
from qaudit.core.readings import Duration, TimeOfDay
from qaudit.core.standards import Standard
from qaudit.core.timeline import ends_of, measured, moments_of, seconds_of
from qaudit.core.walk import Walk

LEAST_OFF = Fraction(5)
SHARE_OFF = Fraction(1, 10)
"""A length entered by hand may be off by the greater of these: seconds, and the part of the other length."""
A_MINUTE = timedelta(minutes=1)
"""Times are often written to the minute."""
AN_HOUR = timedelta(hours=1)
"""How far outside the visit a time of day may lie."""
A_DAY = timedelta(days=1)


def wrong_order(walk: Walk, past: Past) -> Iterator[Check]:
    """Two marks of which one can only come after the other, the wrong way round."""
    clocks = asked_clocks(walk)
    sequels = sequels_of(walk.pack, clocks)
    moments = moments_of(walk.visit.marks)
    for earlier in [event for event in sequels if event in moments]:
        for later in next_marked(earlier, sequels, moments):
            by = seconds_of(moments[earlier] - moments[later])
            if by > 0 and earlier not in after(later, sequels):
                yield Check(CheckId.ORDER, WrongOrder(earlier, later, by), _between(clocks, earlier, later))


def _between(clocks: tuple[Clock, ...], earlier: str, later: str) -> tuple[str, ...]:
    """The standards between these two events; where there is none, those that are timed by one of them."""
    both = tuple(clock.code for clock in clocks if (clock.first, clock.last) == (earlier, later))
    return both or tuple(clock.code for clock in clocks if {earlier, later} & {clock.first, clock.last})


def longer_parts(walk: Walk, past: Past) -> Iterator[Check]:
    """A length that lies inside another and is longer: a hold longer than its call.

    Where the clock measured both, the marks are in the wrong order, and that is told instead.
    """
    clocks = [clock for clock in asked_clocks(walk) if _length(walk, clock.code) is not None]
    sequels = sequels_of(walk.pack, asked_clocks(walk))
    for part, whole in permutations(clocks, 2):
        taken, most = _length(walk, part.code), _length(walk, whole.code)
        if taken is None or most is None or taken <= most + _tolerance(most):
            continue
        by_clock = all(walk.judged[clock.code].by_clock for clock in (part, whole))
        if not by_clock and _lies_in(part, whole, sequels):
            yield Check(CheckId.LONGER_PART, LongerPart(taken, most), (part.code, whole.code))


def _lies_in(part: Clock, whole: Clock, sequels: Sequels) -> bool:
    if (part.first, part.last) == (whole.first, whole.last) or whole.first in after(whole.first, sequels):
        return False
    begins = part.first == whole.first or part.first in after(whole.first, sequels)
    return begins and (part.last == whole.last or whole.last in after(part.last, sequels))


def by_hand(walk: Walk, past: Past) -> Iterator[Check]:
    """A length entered by hand that is not the one between the standard's own marks."""
    moments = moments_of(walk.visit.marks)
    for standard in walk.pack.standards:
        entered, between = _entered(walk, standard), measured(standard, moments)
        if entered is not None and between is not None:
            off = abs(entered - between.seconds)
            if off > _tolerance(between.seconds):
                yield Check(CheckId.BY_HAND, ByHand(entered, between.seconds), (standard.code,))


def before_arrival(walk: Walk, past: Past) -> Iterator[Check]:
    """Something of the visit marked before the arrival, where the order of marks does not tell it already."""
    moments = moments_of(walk.visit.marks)
    arrival = arrival_of(walk.pack)
    if arrival is None or arrival not in moments:
        return
    told = after(arrival, sequels_of(walk.pack, asked_clocks(walk)))
    here = events_at_branch(walk.pack) - told
    for event in (event.name for event in walk.pack.events if event.name in here and event.name in moments):
        early = moments[arrival] - moments[event]
        if early > A_MINUTE:
            yield Check(CheckId.BEFORE_ARRIVAL, OutsideVisit(event, seconds_of(early), arrival))


def after_leaving(walk: Walk, past: Past) -> Iterator[Check]:
    """Something of the visit marked after leaving."""
    left = walk.visit.left_at
    if left is None:
        return
    moments, here = moments_of(walk.visit.marks), events_at_branch(walk.pack)
    for event in (event.name for event in walk.pack.events if event.name in here and event.name in moments):
        late = moments[event] - left
        if late > A_MINUTE:
            yield Check(CheckId.AFTER_LEAVING, OutsideVisit(event, seconds_of(late)))


def longer_than_visit(walk: Walk, past: Past) -> Iterator[Check]:
    """A length entered by hand that the visit has no room for."""
    visit = _visit_length(walk)
    if visit is None:
        return
    most = visit + max(seconds_of(A_MINUTE), visit * SHARE_OFF)
    for standard in walk.pack.standards:
        entered = _entered(walk, standard)
        if entered is not None and entered > most and _is_at_branch(walk, standard):
            yield Check(CheckId.LONGER_THAN_VISIT, LongerThanVisit(entered, visit), (standard.code,))


def _visit_length(walk: Walk) -> Fraction | None:
    """Seconds from the first known moment to leaving; None where the arrival is not marked."""
    visit, moments = walk.visit, moments_of(walk.visit.marks)
    beginnings = {arrival_of(walk.pack), *(event.name for event in walk.pack.events[:1])}
    if visit.left_at is None or beginnings.isdisjoint(moments):
        return None
    length = seconds_of(visit.left_at - min(visit.opened_at, *moments.values()))
    return length if length > 0 else None


def _is_at_branch(walk: Walk, standard: Standard) -> bool:
    assert isinstance(standard.measure, DurationMeasure)
    ends = ends_of(standard)
    here = ends is None or {ends.from_event, ends.to_event} <= events_at_branch(walk.pack)
    return here and not is_far(standard.measure.unit)


def outside_hours(walk: Walk, past: Past) -> Iterator[Check]:
    """Times of day at which nobody was at the branch; all in one, since packs also ask for hours that are told."""
    span = _visit_span(walk)
    if span is None:
        return
    first, length = span
    outside = {
        standard.code: reading.second
        for standard in walk.pack.standards
        if isinstance(reading := walk.judged[standard.code].reading, TimeOfDay)
        and not _is_within(reading.second, first, length)
    }
    if outside:
        last = (first + length) % _seconds(A_DAY)
        detail = OutsideHours(tuple(outside.values()), first // 60 * 60, last // 60 * 60)
        yield Check(CheckId.OUTSIDE_HOURS, detail, tuple(outside))


def _visit_span(walk: Walk) -> tuple[int, int] | None:
    """The visit's first second of the day where the auditor was, and its length in seconds.

    None without a mark, and where the visit with an hour before and after it fills the day.
    """
    visit = walk.visit
    marked = [mark.at for mark in visit.marks]
    if not marked:
        return None
    last = max(marked) if visit.left_at is None else max(*marked, visit.left_at)
    first = min(*marked, visit.opened_at)
    length = last - first
    if length + 2 * AN_HOUR >= A_DAY:
        return None
    return _second_of_day(first, visit.utc_offset_minutes), _seconds(length)


def _is_within(second: int, first: int, length: int) -> bool:
    margin = _seconds(AN_HOUR)
    return (second - first + margin) % _seconds(A_DAY) <= length + 2 * margin


def _second_of_day(moment: datetime, offset_minutes: int) -> int:
    here = local(moment, offset_minutes)
    return here.hour * 3600 + here.minute * 60 + here.second


def _seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)


def _length(walk: Walk, code: str) -> Fraction | None:
    reading = walk.judged[code].reading
    return reading.seconds if isinstance(reading, Duration) else None


def _entered(walk: Walk, standard: Standard) -> Fraction | None:
    """A length of time that the timeline did not give, in seconds."""
    return None if walk.judged[standard.code].by_clock else _length(walk, standard.code)


def _tolerance(length: Fraction) -> Fraction:
    return max(LEAST_OFF, length * SHARE_OFF)

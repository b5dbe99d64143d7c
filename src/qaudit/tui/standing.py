"""Where an auditor stands in a visit and where the walk goes from there. Pure."""

from collections.abc import Collection
from datetime import UTC, datetime

from qaudit.core.judging import codes_named
from qaudit.core.measures import NoteMeasure
from qaudit.core.timeline import RunningClock, ends_of, moments_of, running_clocks
from qaudit.core.walk import Walk

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def resumed_at(walk: Walk) -> str:
    """Where an auditor who comes back stands.

    After a reading that is the next standard without one; after a mark it is the first unsettled standard
    that the mark times. In a fresh visit, and in a finished one, it is the first standard that is asked.
    """
    seen = max(walk.visit.observations, key=lambda one: one.at or _LONG_AGO, default=None)
    mark = max(walk.visit.marks, key=lambda one: one.at, default=None)
    if mark is not None and (seen is None or seen.at is None or mark.at > seen.at):
        timed = walk.index.timed_by.get(mark.event, ())
        waiting = next((code for code in timed if not walk.is_settled(code)), None)
        if waiting is not None:
            return waiting
    last = seen.code if seen is not None and seen.code in walk.index.position else None
    return walk.next_unanswered(last) or last or first_asked(walk)


def first_asked(walk: Walk) -> str:
    """The first standard that is asked; the pack's first where none is."""
    codes = walk.index.codes
    return next((code for code in codes if walk.judged[code].is_asked), codes[0])


def onward(walk: Walk, code: str, passed: Collection[str] = ()) -> str | None:
    """The next stop after `code`: a standard without a reading, or on the way to it one that asks for words.

    Words may stay unwritten, so each such standard is a stop only once: `passed` are those that were. None
    where nothing is left.
    """
    goal = walk.next_unanswered(code)
    here = walk.index.position[code]
    end = walk.index.position[goal] if goal is not None else len(walk.index.codes)
    between = walk.index.codes[here + 1 : end] if end > here else walk.index.codes[here + 1 :]
    return next((stop for stop in between if _wants_words(walk, stop) and stop not in passed), goal)


def section_start(walk: Walk, code: str, step: int) -> str:
    """The first asked standard of the next (`step` 1) or previous (-1) section that asks any; else `code`."""
    sections = walk.pack.sections
    place = sections.index(walk.index.section[code]) + step
    while 0 <= place < len(sections):
        for standard in sections[place].standards:
            if walk.judged[standard.code].is_asked:
                return standard.code
        place += step
    return code


def awaited_event(walk: Walk, code: str) -> str | None:
    """The moment that is marked next: of this standard's two, else the one a running clock waits for.

    Of several running clocks it is the event that stands first in the pack. None where nothing waits.
    """
    moments = moments_of(walk.visit.marks)
    ends = ends_of(walk.index.standard[code])
    if ends is not None and not walk.is_settled(code):
        for event in (ends.from_event, ends.to_event):
            if event not in moments:
                return event
    order = {event.name: place for place, event in enumerate(walk.pack.events)}
    waiting = {clock.to_event for clock in running(walk)}
    return min(waiting, key=order.__getitem__, default=None)


def running(walk: Walk) -> tuple[RunningClock, ...]:
    """The clocks that run for standards that are asked, or may yet be, and have no reading."""
    index = walk.index
    timed = {code for mark in walk.visit.marks for code in index.timed_by.get(mark.event, ())}
    waiting = [code for code in timed if _may_need_a_clock(walk, code)]
    standards = [index.standard[code] for code in sorted(waiting, key=index.position.__getitem__)]
    return running_clocks(standards, moments_of(walk.visit.marks))


def _wants_words(walk: Walk, code: str) -> bool:
    if not isinstance(walk.index.standard[code].measure, NoteMeasure) or not walk.judged[code].is_asked:
        return False
    seen = walk.readings.get(code)
    return seen is None or seen.reading is None


def _may_need_a_clock(walk: Walk, code: str) -> bool:
    judgement = walk.judged[code]
    if judgement.is_asked:
        return not walk.is_settled(code)
    return any(not walk.is_settled(other) for other in codes_named(judgement.unmet))

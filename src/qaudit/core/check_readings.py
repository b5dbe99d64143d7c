"""Checks of the readings themselves: traps, readings that are all alike, readings that were saved at one go."""

from collections.abc import Iterator
from datetime import datetime

from qaudit.core.check_values import AllBest, AllSame, AtOneGo, Check, CheckId, Past, TrapReading
from qaudit.core.judging import ONE, share_of
from qaudit.core.measures import ChoiceMeasure, Measure, RatingMeasure, YesNoMeasure, options_of
from qaudit.core.readings import NotApplicable, NotObserved, Parts, Reading, write_reading
from qaudit.core.standards import Standard
from qaudit.core.timeline import seconds_of
from qaudit.core.walk import Walk

ALIKE = 10
"""Readings there have to be before it is told that all are alike."""
ALIKE_OF_A_KIND = 5
"""Readings of one kind there have to be for that kind to be looked at."""
AT_ONE_GO = 20
SECONDS_EACH = 2
"""So many readings in a row, each saved within so many seconds of the one before on average, are told."""


def sprung_traps(walk: Walk, past: Past) -> Iterator[Check]:
    """A trap whose reading nobody can have who was there. It is the auditor's own reading, corrected or not."""
    for standard in walk.pack.standards:
        judgement = walk.judged[standard.code]
        if not standard.is_trap or not judgement.is_asked:
            continue
        seen = walk.visit.observation(standard.code)
        reading = seen.reading if seen is not None and seen.reading is not None else judgement.reading
        if reading is not None and not _ways_to_write(reading).isdisjoint(standard.gives_away):
            yield Check(CheckId.TRAP, TrapReading(write_reading(reading)), (standard.code,))


def _ways_to_write(reading: Reading) -> frozenset[str]:
    """The written reading; of a checklist also each part that was ticked, as in conditions."""
    ticked = reading.keys if isinstance(reading, Parts) else ()
    return frozenset((write_reading(reading), *ticked))


def all_best(walk: Walk, past: Past) -> Iterator[Check]:
    """Every scored yes or no, rating and choice at its best, and not a word or a file in the whole visit."""
    found = [
        (standard, reading)
        for standard, reading in _compared(walk)
        if standard.is_scored and not standard.is_trap
    ]
    is_bare = not any(seen.note.strip() or seen.evidence for seen in walk.visit.observations)
    if len(found) >= ALIKE and is_bare and all(_is_best(standard, reading) for standard, reading in found):
        yield Check(CheckId.ALL_BEST, AllBest(len(found)))


def all_same(walk: Walk, past: Past) -> Iterator[Check]:
    """Every reading of each kind the same, and not because all was well."""
    kinds: dict[object, list[tuple[Standard, Reading]]] = {}
    for standard, reading in _compared(walk):
        kinds.setdefault(_kind(standard.measure), []).append((standard, reading))
    large = [found for found in kinds.values() if len(found) >= ALIKE_OF_A_KIND]
    written = [sorted({write_reading(reading) for _, reading in found}) for found in large]
    count = sum(map(len, large))
    is_alike = count >= ALIKE and all(len(words) == 1 for words in written)
    if is_alike and not all(_is_best(standard, reading) for found in large for standard, reading in found):
        yield Check(CheckId.ALL_SAME, AllSame(count, tuple(words[0] for words in written)))


def nothing_seen(walk: Walk, past: Past) -> Iterator[Check]:
    """Every standard that was asked *not applicable*, or every one *not observed*."""
    found = [write_reading(reading) for _, reading in _asked(walk) if isinstance(reading, _WITHOUT)]
    if len(found) >= ALIKE and len(set(found)) == 1 and len(found) == sum(1 for _ in _asked(walk)):
        yield Check(CheckId.ALL_SAME, AllSame(len(found), (found[0],)))


def at_one_go(walk: Walk, past: Past) -> Iterator[Check]:
    """The longest run of readings that followed each other faster than they can be looked at.

    Readings of one moment were written by one act, such as filling in a table, and count once.
    """
    moments = sorted({seen.at for seen in walk.visit.observations if seen.at is not None and seen.reading})
    run = _longest_run(moments)
    if run:
        yield Check(CheckId.AT_ONE_GO, AtOneGo(len(run), seconds_of(run[-1] - run[0])))


def _longest_run(moments: list[datetime]) -> list[datetime]:
    """The longest stretch in which every `AT_ONE_GO` moments lie close together; empty where there is none."""
    best: list[datetime] = []
    start = None
    for place in range(len(moments) - AT_ONE_GO + 1):
        last = place + AT_ONE_GO - 1
        if seconds_of(moments[last] - moments[place]) >= SECONDS_EACH * (AT_ONE_GO - 1):
            start = None
            continue
        start = place if start is None else start
        if last + 1 - start > len(best):
            best = moments[start : last + 1]
    return best


_WITHOUT = NotApplicable | NotObserved
_COMPARED = YesNoMeasure | RatingMeasure | ChoiceMeasure
"""What a hand can answer alike without looking."""


def _asked(walk: Walk) -> Iterator[tuple[Standard, Reading]]:
    """The standards that were asked and have a reading, in pack order."""
    for standard in walk.pack.standards:
        judgement = walk.judged[standard.code]
        if judgement.is_asked and judgement.reading is not None:
            yield standard, judgement.reading


def _compared(walk: Walk) -> Iterator[tuple[Standard, Reading]]:
    for standard, reading in _asked(walk):
        if isinstance(standard.measure, _COMPARED) and not isinstance(reading, _WITHOUT):
            yield standard, reading


def _kind(measure: Measure) -> object:
    """Readings are compared where they are written alike: on one scale, among the same options."""
    if isinstance(measure, RatingMeasure):
        return (measure.low, measure.high)
    return tuple(option.key for option in options_of(measure))


def _is_best(standard: Standard, reading: Reading) -> bool:
    best = max((option.share for option in options_of(standard.measure)), default=ONE)
    return share_of(standard.measure, reading) == best

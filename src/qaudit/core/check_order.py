"""What a pack says about the order of its events: which can only come after which, which belong to the visit.

A timed standard says that its second event comes after its first. Beyond that a pack says little: the order in
which it lists its events is mostly that of a visit, and names are only names. So names are trusted twice, where a
mistake costs little: to find the moment of arrival, and to know that being put on hold is part of a call.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qaudit.core.measures import TimeUnit
from qaudit.core.standards import Pack
from qaudit.core.timeline import Ends, Moments, ends_of
from qaudit.core.walk import Walk

_ARRIVALS = frozenset(
    (
        "arrival", "arrived", "arrives", "came_in", "door", "enters", "entered", "entrance", "entry", "inside",
        "joined", "kerb", "הגעה", "הגיע", "כניסה", "דלת", "sosire", "sosit", "intrare", "intrat", "ușă", "ușa",
    )
)  # fmt: skip
"""Whole names of events that packs give to the moment of arrival."""
_HOLDS = frozenset(("hold", "held", "המתנה", "așteptare", "asteptare"))
_ENDS = frozenset(("end", "ends", "ended", "סיום", "סוף", "sfârșit", "sfarsit", "încheiere", "incheiere"))
_WORD = re.compile(r"[^\W_]+")
_FAR = frozenset((TimeUnit.HOUR, TimeUnit.DAY))
"""What is measured in these may end long after the visit, or begin long before."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A timed standard that is asked."""

    code: str
    ends: Ends

    @property
    def first(self) -> str:
        return self.ends.from_event

    @property
    def last(self) -> str:
        return self.ends.to_event


def asked_clocks(walk: Walk) -> tuple[Clock, ...]:
    """The timed standards that are asked, in pack order."""
    return tuple(
        Clock(standard.code, ends)
        for standard in walk.pack.standards
        if walk.judged[standard.code].is_asked and (ends := ends_of(standard)) is not None
    )


Sequels = Mapping[str, tuple[str, ...]]
"""An event to those that can only come after it, said outright."""


def sequels_of(pack: Pack, clocks: Iterable[Clock]) -> Sequels:
    """What the timed standards say, and that a hold lies inside its call."""
    known = tuple(clocks)
    found: dict[str, list[str]] = {}
    for clock in known:
        found.setdefault(clock.first, []).append(clock.last)
    for hold, call in _held_calls(pack, known):
        found.setdefault(call.first, []).append(hold.first)
        found.setdefault(hold.last, []).append(call.last)
    return {event: tuple(after) for event, after in found.items()}


def _held_calls(pack: Pack, clocks: tuple[Clock, ...]) -> Iterator[tuple[Clock, Clock]]:
    """A hold by its name, and the one that ends by its name and is listed around it."""
    place = {event.name: number for number, event in enumerate(pack.events)}
    listed = [clock for clock in clocks if clock.first in place and clock.last in place]
    for hold in listed:
        if not _HOLDS & words_of(hold.first):
            continue
        for call in listed:
            stops = (place[call.first], place[hold.first], place[hold.last], place[call.last])
            if _ENDS & words_of(call.last) and list(stops) == sorted(set(stops)):
                yield hold, call


def words_of(name: str) -> frozenset[str]:
    """The words of an event's name: `hold` and `on` of `hold_on`."""
    return frozenset(_WORD.findall(name.casefold()))


def after(event: str, sequels: Sequels) -> frozenset[str]:
    """All that can only come after an event; the event itself too where the pack contradicts itself."""
    found: set[str] = set()
    waiting = list(sequels.get(event, ()))
    while waiting:
        later = waiting.pop()
        if later not in found:
            found.add(later)
            waiting.extend(sequels.get(later, ()))
    return frozenset(found)


def next_marked(event: str, sequels: Sequels, moments: Moments) -> Iterator[str]:
    """The marked events that come after one with no other mark in between."""
    seen: set[str] = set()
    waiting = list(reversed(sequels.get(event, ())))
    while waiting:
        later = waiting.pop()
        if later in seen:
            continue
        seen.add(later)
        if later in moments:
            yield later
        else:
            waiting.extend(reversed(sequels.get(later, ())))


def arrival_of(pack: Pack) -> str | None:
    """The event of arriving: the first in the pack's list whose whole name says so; None where none does."""
    return next((event.name for event in pack.events if event.name.casefold() in _ARRIVALS), None)


def events_at_branch(pack: Pack) -> frozenset[str]:
    """The events that belong to the time between arriving and leaving.

    Left out are those that the pack lists before the arrival (a call to book), and those that a standard in hours
    or days ends or begins with (an answer by letter).
    """
    names = [event.name for event in pack.events]
    arrival = arrival_of(pack)
    here = names if arrival is None else names[names.index(arrival) :]
    timed = [ends for standard in pack.standards if (ends := ends_of(standard)) is not None]
    far = {event for ends in timed if ends.measure.unit in _FAR for event in (ends.from_event, ends.to_event)}
    return frozenset(here) - far


def is_far(unit: TimeUnit) -> bool:
    """Whether what is measured in a unit may reach beyond the visit."""
    return unit in _FAR

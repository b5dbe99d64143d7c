"""What is still to happen, each at its moment: worked off in the order of time, up to now."""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush

from qaudit.desk.demonstration.clock import MovedClock

Deed = Callable[[], None]


class Agenda:
    """Deeds by moment (UTC); those of one moment in the order in which they were put down."""

    def __init__(self, clock: MovedClock) -> None:
        self._clock = clock
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._put = 0

    def put(self, moment: datetime, deed: Deed) -> None:
        """Something to be done at a moment, or at once where that is over."""
        heappush(self._waiting, (moment, self._put, deed))
        self._put += 1

    def work_off(self, until: datetime) -> None:
        """Does what is due up to a moment, with the clock at each deed's own; the rest never happens."""
        while self._waiting and self._waiting[0][0] <= until:
            moment, _number, deed = heappop(self._waiting)
            self._clock.now = moment
            deed()

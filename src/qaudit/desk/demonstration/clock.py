"""The clock of the demonstration, which is moved from moment to moment."""

from datetime import datetime
from uuid import UUID

from qaudit.desk.chances import Chances
from qaudit.desk.world import World

OFFSET_MINUTES = 120


class MovedClock:
    """A clock that shows what it was set to, and ids that follow from it."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.offset_minutes = OFFSET_MINUTES
        self._made = 0

    def world(self) -> World:
        """The clock as a world. Ids are UUIDs of version 7 with chances that fall the same way each time."""
        return World(lambda: self.now, lambda moment: self.offset_minutes, self._new_id)

    def _new_id(self) -> str:
        self._made += 1
        fallen = Chances("id").number(str(self._made))
        milliseconds = int(self.now.timestamp() * 1000)
        low = (fallen & (2**62 - 1)) | (0b10 << 62)
        return str(UUID(int=milliseconds << 80 | 7 << 76 | (fallen >> 52) << 64 | low))

"""What the desk is given by the world: the clock and fresh ids."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class World:
    """The clock (UTC), the local offset from UTC in minutes at a moment, and fresh ids that sort by time."""

    now: Callable[[], datetime]
    offset_minutes: Callable[[datetime], int]
    new_id: Callable[[], str]

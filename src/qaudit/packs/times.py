"""Times of day as packs write them."""

from qaudit.core.measures import ClockMeasure
from qaudit.core.readings import TimeOfDay, read_reading

_ANY_TIME = ClockMeasure(0, 0)


def second_of_day(time: str) -> int:
    """`21:30` as seconds since midnight. Raises `ValueError` for what is no time of day."""
    reading = read_reading(_ANY_TIME, time)
    if not isinstance(reading, TimeOfDay):
        raise ValueError(f"{time!r} is no time of day")
    return reading.second

"""Readings as two columns, so that a row reads back without its pack."""

from collections.abc import Callable
from fractions import Fraction

from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Duration,
    NotApplicable,
    NotObserved,
    Parts,
    Rating,
    Reading,
    TimeOfDay,
    Words,
    YesNo,
    write_reading,
)
from qaudit.speech import _

KIND_OF: dict[type, str] = {
    YesNo: "yes_no",
    Duration: "duration",
    Count: "count",
    TimeOfDay: "clock",
    Rating: "rating",
    Choice: "choice",
    Parts: "parts",
    Words: "words",
    NotApplicable: "na",
    NotObserved: "unseen",
}


def columns_of(reading: Reading | None) -> tuple[str | None, str | None]:
    """A reading as its kind and its canonical text; the kind lets it be read back without the pack."""
    return (None, None) if reading is None else (KIND_OF[type(reading)], write_reading(reading))


def reading_of(kind: str | None, text: str | None) -> Reading | None:
    """The reading that `columns_of` wrote. Raises `ValueError` for anything else."""
    if kind is None and text is None:
        return None
    if kind not in _READERS or not isinstance(text, str):
        raise ValueError(_("{kind} is no kind of reading", kind=kind))
    reading = _READERS[kind](text)
    if write_reading(reading) != text:
        raise ValueError(_("the reading is none of the kind {kind}", kind=kind))
    return reading


def _yes_no(text: str) -> Reading:
    return YesNo(text == "yes")


def _duration(text: str) -> Reading:
    seconds = Fraction(text.removesuffix("s"))
    if seconds < 0:
        raise ValueError(_("a duration is negative"))
    return Duration(seconds)


def _count(text: str) -> Reading:
    number = int(text)
    if number < 0:
        raise ValueError(_("a count is negative"))
    return Count(number)


def _clock(text: str) -> Reading:
    hours, minutes, *rest = (int(part) for part in text.split(":"))
    if not (0 <= hours < 24 and 0 <= minutes < 60 and len(rest) <= 1 and all(0 <= s < 60 for s in rest)):
        raise ValueError(_("the reading is no time of day"))
    return TimeOfDay(hours * 3600 + minutes * 60 + sum(rest))


_READERS: dict[str, Callable[[str], Reading]] = {
    "yes_no": _yes_no,
    "duration": _duration,
    "count": _count,
    "clock": _clock,
    "rating": lambda text: Rating(int(text)),
    "choice": Choice,
    "parts": lambda text: Parts(() if text == "none" else tuple(text.split("+"))),
    "words": Words,
    "na": lambda text: NOT_APPLICABLE,
    "unseen": lambda text: NOT_OBSERVED,
}

"""What a standard asks for, in short words: its limit, its options, how a reading is written."""

from collections.abc import Iterator
from fractions import Fraction

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    RatingMeasure,
)
from qaudit.core.percent import decimal_text
from qaudit.core.readings import TimeOfDay, write_reading
from qaudit.core.standards import Standard


def limit_words(measure: Measure) -> str:
    """`at most 60 s`, `between 17:00 and 21:30`, `4 or more of 1 to 5`; empty where there is no limit."""
    match measure:
        case DurationMeasure() | CountMeasure():
            return _of_limit(measure.limit, str(measure.unit))
        case ClockMeasure():
            return f"between {_time(measure.opens)} and {_time(measure.closes)}"
        case RatingMeasure():
            return f"{measure.met_from} or more of {measure.low} to {measure.high}"
        case _:
            return ""


def option_lines(measure: Measure) -> Iterator[str]:
    """What each key means, a line for each."""
    match measure:
        case ChoiceMeasure():
            yield from (f"{option.key}: {option.text}" for option in measure.options)
        case ChecklistMeasure():
            yield from (f"{part.key}: {part.text}" for part in measure.parts)
        case RatingMeasure():
            yield from (f"{step}: {text}" for step, text in measure.anchors)
        case _:
            return


def flag_words(standard: Standard) -> str:
    """What sets a standard apart: `critical`, `bonus`, `not scored`."""
    flags = (
        (standard.is_critical, "critical"),
        (standard.is_bonus, "bonus"),
        (not standard.is_scored, "not scored"),
    )
    return ", ".join(word for holds, word in flags if holds)


def _of_limit(limit: Limit, unit: str) -> str:
    if isinstance(limit, AtMost):
        return f"at most {_number(limit.most)} {unit}"
    if isinstance(limit, AtLeast):
        return f"at least {_number(limit.least)} {unit}"
    return f"{_number(limit.least)} to {_number(limit.most)} {unit}"


def _number(value: Fraction) -> str:
    return decimal_text(value)


def _time(second: int) -> str:
    return write_reading(TimeOfDay(second))

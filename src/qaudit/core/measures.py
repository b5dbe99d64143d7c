"""How a standard is measured: the kinds of `docs/pack-format.md`, with limits, ladders and shares.

All numbers are exact fractions in the standard's own unit. A share is a fraction of 1: the part of the
weight that a reading earns.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qaudit.core.text import Text


class TimeUnit(StrEnum):
    """A unit of time as packs write it."""

    SECOND = "s"
    MINUTE = "min"
    HOUR = "h"
    DAY = "d"

    @property
    def seconds(self) -> int:
        return _SECONDS[self]


_SECONDS = {TimeUnit.SECOND: 1, TimeUnit.MINUTE: 60, TimeUnit.HOUR: 3600, TimeUnit.DAY: 86400}


@dataclass(frozen=True, slots=True)
class AtMost:
    """`at_most: n`, end included."""

    most: Fraction

    def admits(self, value: Fraction) -> bool:
        return value <= self.most


@dataclass(frozen=True, slots=True)
class AtLeast:
    """`at_least: n`, end included."""

    least: Fraction

    def admits(self, value: Fraction) -> bool:
        return value >= self.least


@dataclass(frozen=True, slots=True)
class Between:
    """`between: [a, b]`, both ends included."""

    least: Fraction
    most: Fraction

    def admits(self, value: Fraction) -> bool:
        return self.least <= value <= self.most


Limit = AtMost | AtLeast | Between


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: within `limit` the reading earns `share`."""

    limit: Limit
    share: Fraction


@dataclass(frozen=True, slots=True)
class YesNoMeasure:
    """Yes or no; `expects_yes` says which of them is met."""

    expects_yes: bool = True


@dataclass(frozen=True, slots=True)
class DurationMeasure:
    """A length of time. `limit` and `ladder` are in `unit`; the ladder is never empty, best rung first."""

    unit: TimeUnit
    limit: Limit
    ladder: tuple[Rung, ...]
    from_event: str | None = None
    to_event: str | None = None

    @property
    def is_clocked(self) -> bool:
        """Whether the visit's timeline measures it."""
        return self.from_event is not None and self.to_event is not None


@dataclass(frozen=True, slots=True)
class CountMeasure:
    """A whole number of `unit`s (a word in the pack's languages)."""

    unit: Text
    limit: Limit
    ladder: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class ClockMeasure:
    """A time of day inside a window, ends included. Both are seconds since midnight; it may pass midnight."""

    opens: int
    closes: int

    def admits(self, second_of_day: int) -> bool:
        if self.opens <= self.closes:
            return self.opens <= second_of_day <= self.closes
        return second_of_day >= self.opens or second_of_day <= self.closes


@dataclass(frozen=True, slots=True)
class RatingMeasure:
    """A step on a scale from `low` to `high`; met from `met_from` up. `anchors` say what a step means."""

    low: int
    high: int
    met_from: int
    anchors: tuple[tuple[int, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One of several choices, or one part of a checklist, with the share it earns."""

    key: str
    text: Text
    share: Fraction


@dataclass(frozen=True, slots=True)
class ChoiceMeasure:
    """Exactly one of several options."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ChecklistMeasure:
    """Which parts were there; the shares of all parts sum to 1."""

    parts: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class NoteMeasure:
    """Words, never scored."""


Measure = (
    YesNoMeasure
    | DurationMeasure
    | CountMeasure
    | ClockMeasure
    | RatingMeasure
    | ChoiceMeasure
    | ChecklistMeasure
    | NoteMeasure
)

MEASURE_KINDS: dict[type, str] = {
    YesNoMeasure: "yes_no",
    DurationMeasure: "duration",
    CountMeasure: "count",
    ClockMeasure: "clock",
    RatingMeasure: "rating",
    ChoiceMeasure: "choice",
    ChecklistMeasure: "checklist",
    NoteMeasure: "note",
}


def options_of(measure: Measure) -> tuple[Option, ...]:
    """The options of a choice or the parts of a checklist; none for the other kinds."""
    if isinstance(measure, ChoiceMeasure):
        return measure.options
    return measure.parts if isinstance(measure, ChecklistMeasure) else ()


def kind_of(measure: Measure) -> str:
    """The measure's name as packs write it."""
    return MEASURE_KINDS[type(measure)]

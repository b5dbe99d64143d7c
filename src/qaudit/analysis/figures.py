"""What an analysis gives back: estimates with n and interval, and "not enough" as a value."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf

LEVEL = 0.95
"""How often an interval should hold the truth."""

SCORE_BOUNDS = (0.0, 100.0)
RATE_BOUNDS = (0.0, 1.0)
DIFFERENCE_BOUNDS = (-100.0, 100.0)
UNBOUNDED = (-inf, inf)

Bounds = tuple[float, float]
"""Lowest and highest value there can be."""


class Why(StrEnum):
    """Why there is no figure."""

    NOTHING = "nothing"
    """n is 0."""
    TOO_FEW = "too_few"
    """Fewer than `NotEnough.needed`."""
    TOO_FEW_SECOND_VISITS = "too_few_second_visits"
    """Visits beyond the first of each branch, all together: what shows how much one varies."""
    ALL_THE_SAME = "all_the_same"
    """Every value is equal: they say nothing about how much they vary."""
    TOO_FEW_GROUPS = "too_few_groups"
    """Fewer branches (or standards, or auditors) than `NotEnough.needed`."""
    NOT_CROSSED = "not_crossed"
    """No two auditors share a branch: who was there and where it was cannot be told apart."""


@dataclass(frozen=True, slots=True)
class NotEnough:
    """The honest answer where a figure would mislead."""

    why: Why
    n: int
    """How many there were, of whatever `needed` counts."""
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float
    cut: bool = False
    """It reached past the bounds of the measure and was cut there."""
    level: float = LEVEL

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def width(self) -> float:
        return self.high - self.low

    def beside(self, value: float) -> "Comparison":
        """Where `value` lies, seen from the interval, if more is better: HIGHER means the interval is higher."""
        return Comparison.of(self.low - value, self.high - value)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, the n it comes from, and how far it can be trusted. The interval always holds the value."""

    n: int
    value: float
    interval: Interval | NotEnough


class Comparison(StrEnum):
    """What may be said of one thing beside another. There is no fourth word."""

    BETTER = "better"
    WORSE = "worse"
    NOT_KNOWN = "not_known"

    @staticmethod
    def of(low: float, high: float, *, less_is_better: bool = False) -> "Comparison":
        """The word for a difference whose interval is `low` to `high`; NOT_KNOWN if it holds 0 or ends there."""
        if low > 0:
            return Comparison.WORSE if less_is_better else Comparison.BETTER
        if high < 0:
            return Comparison.BETTER if less_is_better else Comparison.WORSE
        return Comparison.NOT_KNOWN


def interval_about(value: float, half: float, bounds: Bounds, level: float = LEVEL) -> Interval:
    """`value` ± `half`, cut at the bounds (and said so); it holds `value` whatever rounding does."""
    low, high = value - half, value + half
    cut = low < bounds[0] or high > bounds[1]
    return Interval(min(max(low, bounds[0]), value), max(min(high, bounds[1]), value), cut, level)

"""The scale of a picture: from where to where, and the round numbers that are written on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, inf, isfinite, log10

Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high`; `ticks` are round numbers between them, both ends possible."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value lies between the ends, 0 to 1; what is beyond them stands at them."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def scale_for(values: Iterable[float], bounds: Bounds = (-inf, inf), about: int = 5) -> Scale:
    """A scale with round ends that holds all the values, within `bounds`, and some `about` ticks.

    No values, or one value alone, have a scale too: it is never without length.
    """
    known = [min(max(value, bounds[0]), bounds[1]) for value in values if isfinite(value)]
    low, high = (min(known), max(known)) if known else _nothing(bounds)
    if high - low < max(abs(high), 1.0) * 1e-9:
        pad = max(abs(high) * 0.05, 1.0)
        low, high = low - pad, high + pad
    step = _step((high - low) / max(about - 1, 1))
    low = max(floor(low / step + 1e-9) * step, bounds[0])
    high = min(ceil(high / step - 1e-9) * step, bounds[1])
    return Scale(low, high, _ticks(low, high, step))


def _nothing(bounds: Bounds) -> Bounds:
    return bounds if all(map(isfinite, bounds)) else (0.0, 1.0)


def _step(raw: float) -> float:
    """The round number (1, 2 or 5 and zeros) that is at least `raw`."""
    size = 10.0 ** floor(log10(raw))
    return next(factor * size for factor in (1, 2, 5, 10) if factor * size >= raw * (1 - 1e-9))


def _ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(round(place * step, 9) for place in range(first, last + 1))

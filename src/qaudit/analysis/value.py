"""What poor visits may cost in a year: a range from the brand's own figures, never a number.

An estimate, and whoever shows it says so. It multiplies what the brand assumes; it proves nothing about customers.
"""

from dataclasses import dataclass, fields
from math import fsum, isfinite, prod

import numpy as np

from qaudit.analysis.figures import Estimate, Interval, NotEnough

DRAWS = 10_000
SEED = 20260504
LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class Range:
    """An assumption: not below `low`, not above `high`. Equal ends mean that it is known."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not (isfinite(self.high) and 0 <= self.low <= self.high):
            raise ValueError(
                f"a range goes from a number of 0 or more to a higher one: {self.low} to {self.high}"
            )


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the brand believes, each as a range."""

    visitors: Range
    """Customers in a year."""
    leave: Range
    """Of those who had a poor visit, the share (0 to 1) who leave because of it."""
    visits_lost: Range
    """Visits that one who leaves would have made, within the time the brand looks at."""
    spend: Range
    """In one visit, in the brand's currency."""
    margin: Range
    """The share (0 to 1) of the spend that is earned."""


@dataclass(frozen=True, slots=True)
class CostOfMisses:
    """A year's margin that poor visits may cost, in the currency of the assumptions."""

    n: int
    """Visits that the share of poor ones comes from."""
    least: float
    most: float
    """Every assumption at its lowest, and at its highest: it cannot be outside if the assumptions hold."""
    likely: Interval
    """Where it lies eight times in ten if every value within a range is as likely as the next."""
    widest: tuple[tuple[str, float], ...]
    """The assumptions by how much of the doubt is theirs (shares, the largest first): the one to find out about."""


def cost_of_misses(poor: Estimate, assumptions: Assumptions) -> CostOfMisses | NotEnough:
    """What poor visits may cost: visitors x poor x leave x visits lost x spend x margin.

    `poor` is the share of visits that were poor (or missed one standard), with its interval, as `rate_interval`
    gives it. Without an interval there is no range: NotEnough.
    """
    if isinstance(poor.interval, NotEnough):
        return poor.interval
    factors = {"poor": Range(max(poor.interval.low, 0.0), poor.interval.high)}
    factors |= {field.name: getattr(assumptions, field.name) for field in fields(assumptions)}
    generator = np.random.default_rng(SEED)
    drawn = np.ones(DRAWS)
    for one in factors.values():
        drawn = drawn * generator.uniform(one.low, one.high, DRAWS)
    tail = (1 - LIKELY) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    least, most = prod(one.low for one in factors.values()), prod(one.high for one in factors.values())
    # Rounding of the draws may step over ends that are exact.
    likely = Interval(max(float(low), least), min(float(high), most), level=LIKELY)
    return CostOfMisses(poor.n, least, most, likely, _doubt(factors))


def _doubt(factors: dict[str, Range]) -> tuple[tuple[str, float], ...]:
    """Each range's relative width, as a share of all of them."""
    widths = {
        name: (one.high - one.low) / (one.high + one.low) if one.high else 0.0
        for name, one in factors.items()
    }
    total = fsum(widths.values())
    shares = {name: width / total if total else 0.0 for name, width in widths.items()}
    return tuple(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])))

"""Many numbers as three: how many, their mean, their variance. A database can give the same three."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isfinite, sqrt


@dataclass(frozen=True, slots=True)
class Sample:
    """n values of one branch (or region, auditor, period): visit scores, most often."""

    n: int
    mean: float
    """0.0 where n is 0."""
    variance: float
    """The sample variance (divided by n - 1); 0.0 where n is below 2."""

    @property
    def sd(self) -> float:
        return sqrt(self.variance)

    @property
    def varies(self) -> bool:
        """Whether it shows any spread. Less than a billionth of the mean is rounding."""
        return self.n > 1 and self.variance > (1e-9 * max(abs(self.mean), 1e-3)) ** 2


def sample_of(values: Sequence[float]) -> Sample:
    """The sample of plain numbers. Sums are exact, so the order of the values changes nothing.

    Raises ValueError for a number that is not finite: what has no score has to be left out before.
    """
    if not all(isfinite(value) for value in values):
        raise ValueError("every value has to be a finite number")
    n = len(values)
    if n == 0:
        return Sample(0, 0.0, 0.0)
    # Rounding of a sum may push a mean of equal values past them.
    mean = min(max(fsum(values) / n, min(values)), max(values))
    variance = fsum((value - mean) ** 2 for value in values) / (n - 1) if n > 1 else 0.0
    return Sample(n, mean, variance)

"""Many numbers as three: how many, their mean, their variance. A database can give the same three."""

from collections.abc import Iterable, Sequence
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


def together(samples: Iterable[Sample]) -> Sample:
    """The sample of all their values as one: that of a region, from those of its branches."""
    parts = [one for one in samples if one.n]
    n = sum(one.n for one in parts)
    if n == 0:
        return Sample(0, 0.0, 0.0)
    means = [one.mean for one in parts]
    mean = min(max(fsum(one.n * one.mean for one in parts) / n, min(means)), max(means))
    squares = fsum((one.n - 1) * one.variance + one.n * (one.mean - mean) ** 2 for one in parts)
    return Sample(n, mean, squares / (n - 1) if n > 1 else 0.0)

"""Programmes of known truth: branches whose true mean score is known, and visits drawn from them.

Scores are what scores are: a share of standards met, on a scale that ends at 100. Within a visit standards hang
together (a good day, a poor one), so the share met is drawn from a beta distribution and the count from a binomial.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Generator = np.random.Generator


@dataclass(frozen=True, slots=True)
class Drawn:
    """`truth`: programmes x branches. `scores`: programmes x branches x visits."""

    truth: Floats
    scores: Floats


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of programme: `draw(generator, (programmes, branches, visits), alike)`."""

    name: str
    says: str
    draw: Callable[[Generator, tuple[int, int, int], bool], Drawn]


@dataclass(frozen=True, slots=True)
class Shares:
    """Scores that are shares of standards met."""

    standards: int
    good: float
    """The true mean share of all branches."""
    together: float = 20.0
    """How little a visit's days differ: the beta distribution's a + b."""
    branches: float = 25.0
    """How little branches differ, likewise."""
    uneven: float = 0.0
    """How much branches differ in `together` (a factor's logarithm)."""
    capped: float = 0.0
    """The share of visits with a critical miss, which caps the score at 60."""

    def draw(self, generator: Generator, size: tuple[int, int, int], alike: bool) -> Drawn:
        programmes, branches, visits = size
        share = np.full((programmes, branches), self.good)
        if not alike:
            share = generator.beta(self.good * self.branches, (1 - self.good) * self.branches, share.shape)
        together = (
            self.together * np.exp(generator.normal(0, self.uneven, share.shape)) if self.uneven else None
        )
        scores = self.scores(generator, share, visits, together)
        return Drawn(self._truth(share), scores)

    def scores(self, generator: Generator, share: Floats, visits: int, together: Floats | None) -> Floats:
        phi = np.broadcast_to(self.together if together is None else together, share.shape)[..., None]
        size = (*share.shape, visits)
        days = generator.beta(share[..., None] * phi, (1 - share[..., None]) * phi, size)
        scores = 100 * generator.binomial(self.standards, days) / self.standards
        if not self.capped:
            return scores
        return np.where(generator.random(size) < self.capped, np.minimum(scores, 60.0), scores)

    def _truth(self, share: Floats) -> Floats:
        return _under_caps(self)(share) if self.capped else 100 * share


@cache
def _under_caps(shares: Shares) -> np.polynomial.Polynomial:
    """The true mean score at each share: what a cap takes has no formula, so many visits are drawn."""
    grid = np.linspace(0.3, 0.999, 200)
    many = shares.scores(np.random.default_rng(3), grid, 20_000, None).mean(axis=1)
    return np.polynomial.Polynomial.fit(grid, many, 6)


def _normal(generator: Generator, size: tuple[int, int, int], alike: bool) -> Drawn:
    truth = 80 + (0 if alike else 4) * generator.standard_normal(size[:2])
    return Drawn(truth, truth[..., None] + 8 * generator.standard_normal(size))


KINDS = (
    Kind("normal", "normal scores, for reference (mean 80, SD 8)", _normal),
    Kind("long pack", "60 standards, mean 83, SD 9", Shares(60, 0.83).draw),
    Kind("short pack", "10 standards, mean 83, SD 14", Shares(10, 0.83).draw),
    Kind("uneven", "as the long pack, some branches steady, some not", Shares(60, 0.83, uneven=0.7).draw),
    Kind("capped", "as the long pack, 8 % of visits capped at 60", Shares(60, 0.83, capped=0.08).draw),
    Kind("near the top", "60 standards, mean 95, SD 5", Shares(60, 0.95, branches=60).draw),
)


def kind(name: str) -> Kind:
    return next(one for one in KINDS if one.name == name)

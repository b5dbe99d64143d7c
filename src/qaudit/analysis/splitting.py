"""Standards that some branches keep and others do not: how far the branches' true rates lie apart, beyond chance.

A standard that everybody meets nine times in ten needs another text or other equipment; one that half of the branches
always meet and half never do needs a manager to talk to another. The sums this takes are a database's work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from qaudit.analysis.discovery import FALSE_SHARE, adjusted_p
from qaudit.analysis.figures import NotEnough, Why

FEWEST_BRANCHES = 5
FEWEST_EXPECTED = 1.0
"""Misses (and observations met) that a branch should have on average, for chi-square to be near enough."""


@dataclass(frozen=True, slots=True)
class RateSums:
    """One standard over its branches: how many, and the sums of asked, met, met²/asked and asked²."""

    branches: int
    asked: float
    met: float
    met_squares: float
    asked_squares: float


@dataclass(frozen=True, slots=True)
class Split:
    """How much a standard splits the branches."""

    n: int
    """Observations."""
    branches: int
    rate: float
    """Met of asked over all, 0 to 1."""
    between: float
    """The standard deviation of the branches' true rates, 0 to 1; 0 where chance explains all."""
    dispersion: float
    """The mean square of the branches' distances in standard errors. 1: chance explains all."""
    adjusted: float
    """How often chance alone gives as much, once it is known how many standards were looked at."""
    beyond_chance: bool


def splits(standards: Mapping[str, RateSums]) -> dict[str, Split | NotEnough]:
    """Every standard by code, the one that splits most first, those that cannot be told at the end.

    NotEnough for fewer than five branches, for a rate of 0 or 1, and where a branch has less than one miss (or less
    than one met) on average.
    """
    from scipy.special import chdtrc

    lacks = {code: _lack(sums) for code, sums in standards.items()}
    told = [code for code in sorted(standards) if lacks[code] is None]
    dispersions = [_dispersion(standards[code]) for code in told]
    p = [
        float(chdtrc(standards[code].branches - 1, found * (standards[code].branches - 1)))
        for code, found in zip(told, dispersions, strict=True)
    ]
    found = {
        code: _split(standards[code], dispersion, adjusted)
        for code, dispersion, adjusted in zip(told, dispersions, adjusted_p(p), strict=True)
    }
    ordered = sorted(found.items(), key=lambda pair: (-pair[1].between, pair[0]))
    return dict(ordered) | {code: lack for code, lack in sorted(lacks.items()) if lack is not None}


def _lack(sums: RateSums) -> NotEnough | None:
    if sums.branches < FEWEST_BRANCHES:
        return NotEnough(Why.TOO_FEW_GROUPS, sums.branches, FEWEST_BRANCHES)
    rarer = min(sums.met, sums.asked - sums.met)
    if rarer <= 0:
        return NotEnough(Why.ALL_THE_SAME, int(sums.asked))
    needed = int(FEWEST_EXPECTED * sums.branches)
    return NotEnough(Why.TOO_FEW, int(rarer), needed) if rarer < needed else None


def _dispersion(sums: RateSums) -> float:
    """Pearson's chi-square of the branches' rates, for each degree of freedom."""
    rate = sums.met / sums.asked
    return _squares(sums) / (rate * (1 - rate)) / (sums.branches - 1)


def _squares(sums: RateSums) -> float:
    """Sum of asked x (branch's rate - rate)²."""
    return max(sums.met_squares - sums.met**2 / sums.asked, 0.0)


def _split(sums: RateSums, dispersion: float, adjusted: float) -> Split:
    rate = sums.met / sums.asked
    # What the squares are on average is (branches - 1)(rate(1 - rate) - v) + v(asked - asked²/asked) for a variance v.
    weight = sums.asked - sums.asked_squares / sums.asked - (sums.branches - 1)
    surplus = _squares(sums) - (sums.branches - 1) * rate * (1 - rate)
    between = sqrt(surplus / weight) if surplus > 0 and weight > 0 else 0.0
    # Rates cannot lie further apart than all of them at 0 and 1.
    between = min(between, sqrt(rate * (1 - rate)))
    return Split(
        int(sums.asked),
        sums.branches,
        rate,
        between,
        dispersion,
        adjusted,
        adjusted <= FALSE_SHARE and dispersion > 1,
    )

"""Means drawn towards the mean of all, the more so the fewer visits they come from (empirical Bayes).

The best raw mean of a league belongs to a branch that is good and was lucky. A shrunken mean is the better guess
of the next visit's; it is shown beside the raw one, never instead of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from qaudit.analysis.figures import NotEnough, Why

Floats = NDArray[np.float64]

FEWEST_GROUPS = 3
NEAR_ENOUGH = 1e-12
"""Of the spread between true means, the last step towards it."""


@dataclass(frozen=True, slots=True)
class Shrunken:
    """One mean beside what all the others make of it."""

    raw: float
    shrunken: float
    """Between `raw` and the mean of all."""
    error: float
    """The standard error of the shrunken mean, as if the spread between branches were known."""
    kept: float
    """How much of its distance from the mean of all it keeps: 1 all of it, 0 nothing."""


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """The mean of all, how much branches truly differ, and the means in the order they were given."""

    n: int
    """How many means."""
    centre: float
    between: float
    """The standard deviation of the true means (tau). 0: nothing shows that they differ at all."""
    means: tuple[Shrunken, ...]


def shrink(means: Sequence[float], errors: Sequence[float]) -> Shrinkage | NotEnough:
    """Shrink means whose standard errors are known, by Paule and Mandel's estimate of the spread between them.

    NotEnough for fewer than three. Raises ValueError for an error that is not above 0.
    """
    if len(means) < FEWEST_GROUPS:
        return NotEnough(Why.TOO_FEW_GROUPS, len(means), FEWEST_GROUPS)
    raw, variance = np.asarray(means, dtype=float), np.asarray(errors, dtype=float) ** 2
    if raw.shape != variance.shape or not (variance > 0).all():
        raise ValueError("every mean needs a standard error above 0")
    between = between_variance(raw, variance)
    weight = 1 / (variance + between)
    centre = float(weight @ raw / weight.sum())
    kept = between / (between + variance)
    # What is drawn nearer takes with it the doubt about the centre.
    error = np.sqrt(kept * variance + (1 - kept) ** 2 / weight.sum())
    shrunken = centre + kept * (raw - centre)
    return Shrinkage(
        len(raw),
        centre,
        sqrt(between),
        tuple(
            Shrunken(float(a), float(np.clip(b, min(a, centre), max(a, centre))), float(c), float(d))
            for a, b, c, d in zip(raw, shrunken, error, kept, strict=True)
        ),
    )


def between_variance(means: Floats, variance: Floats) -> float:
    """Paule and Mandel's variance between true means: what makes the weighted squares equal their expectation.

    0 where the means differ no more than their errors explain. By Newton's steps: the weighted squares only fall as the
    variance grows, and ever more slowly, so that no step goes too far.
    """
    between = 0.0
    while True:
        weight = 1 / (variance + between)
        squares = weight * (means - weight @ means / weight.sum()) ** 2
        surplus = float(squares.sum()) - (len(means) - 1)
        step = surplus / float(weight @ squares) if surplus > 0 else 0.0
        if step <= NEAR_ENOUGH * between:
            return between
        between += step

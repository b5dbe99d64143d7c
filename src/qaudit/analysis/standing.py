"""Places in a league, with the places that each branch could as well have.

The place goes by the shrunken mean, so that three lucky visits do not win. Its interval comes from leagues drawn
at random: how far branches truly differ, where their centre is, and each branch's true mean are drawn given the
visits seen (a normal hierarchy, Gelman et al. 2013, 5.4), and the drawn branches are put in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qaudit.analysis.borrowed_spread import Spread
from qaudit.analysis.figures import LEVEL, Interval, NotEnough, Why
from qaudit.analysis.samples import Sample
from qaudit.analysis.shrinkage import Shrinkage, shrink

Floats = NDArray[np.float64]

FEWEST_VISITS = 3
"""Below this a branch has no place."""
FEWEST_BRANCHES = 3
"""Two branches are a comparison (`differences`), not a league."""
DRAWS = 4000
SEED = 20260501
GRID = 200
MOST_CELLS = 500_000


@dataclass(frozen=True, slots=True)
class Standing:
    """One branch's place among `of` ranked branches; 1 is the highest mean."""

    n: int
    """Its visits."""
    place: int
    of: int
    tied: int
    """How many branches share the place, this one included."""
    interval: Interval
    """The places it could have; holds `place`."""
    shrunken: float
    """What the place goes by."""


@dataclass(frozen=True, slots=True)
class League:
    """Every branch by code: its standing, or why it has none. In the order of the codes."""

    n: int
    """Branches that have a place."""
    between: float
    """Standard deviation of the branches' true means; 0 where nothing shows that they differ."""
    standings: dict[str, Standing | NotEnough]


def league(
    samples: Mapping[str, Sample],
    spreads: Mapping[str, Spread],
    *,
    fewest_visits: int = FEWEST_VISITS,
    decimals: int = 1,
    level: float = LEVEL,
) -> League | NotEnough:
    """Places of the branches that have `fewest_visits`; the others are NotEnough, and NotEnough is all of fewer than
    three ranked branches. Branches whose shrunken means are equal at `decimals` share a place.
    """
    codes = sorted(code for code, sample in samples.items() if sample.n >= fewest_visits)
    if len(codes) < FEWEST_BRANCHES:
        return NotEnough(Why.TOO_FEW_GROUPS, len(codes), FEWEST_BRANCHES)
    means = np.array([samples[code].mean for code in codes])
    errors = np.array([spreads[code].error() for code in codes])
    shrunken = shrink(means.tolist(), errors.tolist())
    assert isinstance(shrunken, Shrinkage)
    guesses = np.array([one.shrunken for one in shrunken.means])
    places, tied = _places(np.round(guesses, decimals))
    tail = (1 - level) / 2
    drawn = drawn_places(means, errors)
    low, high = np.quantile(drawn, [tail, 1 - tail], axis=0, method="inverted_cdf")
    standings: dict[str, Standing | NotEnough] = {
        code: NotEnough(Why.TOO_FEW, samples[code].n, fewest_visits) for code in sorted(samples)
    }
    for i, code in enumerate(codes):
        # A tie for a place is a tie for the places after it too.
        first, last = int(places[i]), int(places[i] + tied[i] - 1)
        interval = Interval(float(min(low[i], first)), float(max(high[i], last)), level=level)
        standings[code] = Standing(
            samples[code].n, first, len(codes), int(tied[i]), interval, float(guesses[i])
        )
    return League(len(codes), shrunken.between, standings)


def drawn_places(means: Floats, errors: Floats, draws: int = DRAWS) -> NDArray[np.int32]:
    """`draws` x branches: the place of each branch in each league drawn; equal input gives equal draws."""
    generator = np.random.default_rng(SEED)
    between = _drawn_between(generator, means, errors**2, draws)
    # Thousands of branches times thousands of draws: a part at a time, so that memory stays small.
    parts = np.array_split(between, max(draws * len(means) // MOST_CELLS, 1))
    return np.concatenate([_ordered(_drawn_means(generator, means, errors, part)) for part in parts])


def _drawn_means(generator: np.random.Generator, means: Floats, errors: Floats, between: Floats) -> Floats:
    """A league of true means for each variance between them."""
    weight = 1 / (errors**2 + between[:, None])
    total = weight.sum(axis=1)
    centre = weight @ means / total + generator.standard_normal(len(between)) / np.sqrt(total)
    kept = between[:, None] * weight
    guess = centre[:, None] + kept * (means - centre[:, None])
    true: Floats = guess + np.sqrt(kept) * errors * generator.standard_normal(guess.shape)
    return true


def _ordered(drawn: Floats) -> NDArray[np.int32]:
    """The place of each branch in each row, the highest first."""
    order = np.argsort(-drawn, axis=1)
    places = np.empty(order.shape, dtype=np.int32)
    np.put_along_axis(places, order, np.arange(1, drawn.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return places


def _drawn_between(generator: np.random.Generator, means: Floats, variance: Floats, draws: int) -> Floats:
    """Variances between true means as likely as the visits make them, their standard deviation flat before."""
    widest = float(np.std(means, ddof=1)) * 3 + float(np.sqrt(variance.mean()))
    tau = (np.arange(GRID) + 0.5) / GRID * widest
    weight = 1 / (variance + tau[:, None] ** 2)
    total = weight.sum(axis=1)
    centre = weight @ means / total
    squares = (weight * (means - centre[:, None]) ** 2).sum(axis=1)
    likelihood = 0.5 * (np.log(weight).sum(axis=1) - np.log(total) - squares)
    chance = np.exp(likelihood - likelihood.max())
    drawn: Floats = generator.choice(tau, size=draws, p=chance / chance.sum())
    return drawn**2


def _places(values: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Competition places (1, 2, 2, 4), the highest value first, and how many share each."""
    higher = np.sort(-values)
    first = np.searchsorted(higher, -values, side="left")
    last = np.searchsorted(higher, -values, side="right")
    return first + 1, last - first

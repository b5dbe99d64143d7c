"""Do auditors who saw the same visit say the same? Krippendorff's alpha, with an interval.

1 is full agreement, 0 what chance alone would give, below 0 less than that. Low agreement most often means a
standard that can be read in two ways, not a bad auditor.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qaudit.analysis.figures import LEVEL, Estimate, Interval, NotEnough, Why
from qaudit.analysis.intervals import t_quantile

Level = Literal["nominal", "ordinal", "interval"]
Rating = str | float
Counts = NDArray[np.float64]
"""Units x values: how often each value was given."""
Said = Mapping[tuple[int, ...], int]
"""What was said of the units of one visit: how often each value was given to a unit, and of how many units so."""

FEWEST_VISITS = 5
"""Visits seen twice that an interval takes."""
MOST_BLOCKS = 100
SEED = 20260503


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha over visits that two auditors or more have seen."""

    n: int
    """Visits."""
    units: int
    """Observations in them that two or more have judged."""
    alike: float
    """The share of pairs of judgements that are equal: what most people mean by agreement. Chance is in it."""
    alpha: Estimate


def agreement(
    visits: Sequence[Sequence[Sequence[Rating]]], measure: Level = "nominal", level: float = LEVEL
) -> Agreement | NotEnough:
    """Alpha of the ratings of each observation of each visit: `visits[v][o]` holds what each auditor said of it.

    Verdicts are `nominal`, ratings on a scale `ordinal`, shares and scores `interval` (numbers both). An
    observation that one auditor alone has judged is left out. Where all said the same of everything alpha is not
    defined, since nothing shows that they would have noticed a difference: NotEnough. What is seen in one visit
    hangs together, so the interval comes from leaving out whole visits; full agreement has none.
    """
    values = _values(visits, measure)
    said = [Counter(tuple(unit.count(value) for value in values) for unit in visit) for visit in visits]
    return agreement_of_counts(said, values, measure, level)


def agreement_of_counts(
    visits: Sequence[Said], values: Sequence[Rating], measure: Level = "nominal", level: float = LEVEL
) -> Agreement | NotEnough:
    """The same from counts; `values` are those that could be given, in their order."""
    # A canonical order, so that the order of visits changes nothing.
    rows = sorted(rows for visit in visits if (rows := _pairable(visit)))
    if not rows:
        return NotEnough(Why.NOTHING, 0, 1)
    tables: list[Counts] = [np.array(table, dtype=float) for table in rows]
    units = np.concatenate(tables)
    given = units.sum(axis=0) > 0
    if given.sum() < 2:
        return NotEnough(Why.ALL_THE_SAME, len(tables))
    domain = [value for value, is_given in zip(values, given, strict=True) if is_given]
    tables = [table[:, given] for table in tables]
    value = _alpha(units[:, given], domain, measure)
    interval: Interval | NotEnough = NotEnough(Why.TOO_FEW, len(tables), FEWEST_VISITS)
    if len(tables) >= FEWEST_VISITS:
        interval = _jackknife(tables, domain, measure, value, level)
    return Agreement(len(tables), len(units), _alike(units), Estimate(len(tables), value, interval))


def _values(visits: Sequence[Sequence[Sequence[Rating]]], measure: Level) -> list[Rating]:
    values = {rating for units in visits for unit in units for rating in unit}
    if measure != "nominal" and any(isinstance(value, str) for value in values):
        raise ValueError(f"{measure} ratings are numbers")
    return sorted(values, key=str) if measure == "nominal" else sorted(values, key=float)


def _pairable(visit: Said) -> list[tuple[int, ...]]:
    """The units of a visit that two or more have judged, in order."""
    return [counts for counts, units in sorted(visit.items()) if sum(counts) > 1 for _ in range(units)]


def _alpha(counts: Counts, domain: Sequence[Rating], measure: Level) -> float:
    """Alpha of units x values counts, at least two values among them."""
    import krippendorff

    numbers = np.arange(len(domain)) if measure == "nominal" else np.asarray(domain, dtype=float)
    return float(krippendorff.alpha(value_counts=counts, value_domain=numbers, level_of_measurement=measure))


def _jackknife(
    tables: list[Counts], domain: Sequence[Rating], measure: Level, value: float, level: float
) -> Interval | NotEnough:
    """What alpha would have been without each visit (or block of visits), on the scale of log(1 - alpha)."""
    apart = 1 - value
    if apart <= 0:
        return NotEnough(Why.ALL_THE_SAME, len(tables))
    without = np.array([1 - _alpha_or_full(counts, domain, measure) for counts in _without_each(tables)])
    many = len(without)
    error = sqrt((many - 1) / many * float(((without - without.mean()) ** 2).sum())) / apart
    factor = exp(t_quantile(level, many - 1) * error)
    return Interval(min(1 - apart * factor, value), max(1 - apart / factor, value), level=level)


def _without_each(tables: list[Counts]) -> Iterator[Counts]:
    """The units of all visits but one, for each visit; above `MOST_BLOCKS` visits blocks of them, drawn once."""
    order = np.random.default_rng(SEED).permutation(len(tables))
    many = min(len(tables), MOST_BLOCKS)
    for block in range(many):
        yield np.concatenate([tables[place] for turn, place in enumerate(order) if turn % many != block])


def _alpha_or_full(counts: Counts, domain: Sequence[Rating], measure: Level) -> float:
    """Alpha; 1 where the visit left out was the only one in which anything differed."""
    varied = (counts.sum(axis=0) > 0).sum() > 1
    return _alpha(counts, domain, measure) if varied else 1.0


def _alike(counts: Counts) -> float:
    """The share of equal pairs within units, each unit counting as it does in alpha."""
    each = counts.sum(axis=1)
    equal = (counts * (counts - 1)).sum(axis=1) / (each - 1)
    return float(equal.sum() / each.sum())

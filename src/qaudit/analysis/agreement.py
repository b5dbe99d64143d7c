"""Do auditors who saw the same visit say the same? Krippendorff's alpha, with an interval.

1 is full agreement, 0 what chance alone would give, below 0 less than that. Low agreement most often means a
standard that can be read in two ways, not a bad auditor.
"""

from collections.abc import Iterator, Sequence
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
    pairable = [[unit for unit in visit if len(unit) > 1] for visit in visits]
    pairable = [units for units in pairable if units]
    if not pairable:
        return NotEnough(Why.NOTHING, 0, 1)
    domain = _domain(pairable, measure)
    if len(domain) < 2:
        return NotEnough(Why.ALL_THE_SAME, len(pairable))
    # A canonical order, so that the order of visits changes nothing.
    counts = sorted(([_counted(unit, domain) for unit in units] for units in pairable), key=_key)
    tables = [np.array(sorted(table), dtype=float) for table in counts]
    value = _alpha(np.concatenate(tables), domain, measure)
    interval: Interval | NotEnough = NotEnough(Why.TOO_FEW, len(tables), FEWEST_VISITS)
    if len(tables) >= FEWEST_VISITS:
        interval = _jackknife(tables, domain, measure, value, level)
    all_units = np.concatenate(tables)
    return Agreement(len(tables), len(all_units), _alike(all_units), Estimate(len(tables), value, interval))


def _domain(visits: Sequence[Sequence[Sequence[Rating]]], measure: Level) -> list[Rating]:
    values = {rating for units in visits for unit in units for rating in unit}
    if measure != "nominal" and any(isinstance(value, str) for value in values):
        raise ValueError(f"{measure} ratings are numbers")
    return sorted(values, key=str) if measure == "nominal" else sorted(values, key=float)


def _counted(unit: Sequence[Rating], domain: Sequence[Rating]) -> list[int]:
    return [unit.count(value) for value in domain]


def _key(table: list[list[int]]) -> list[list[int]]:
    return sorted(table)


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

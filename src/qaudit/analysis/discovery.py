"""Which of many may be flagged without flagging many by chance alone (Benjamini and Hochberg 1995)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qaudit.analysis.borrowed_spread import Spread
from qaudit.analysis.figures import Comparison, NotEnough, Why
from qaudit.analysis.samples import Sample

FALSE_SHARE = 0.05
"""Of those flagged, the share that may be flagged by chance."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One branch beside the mean of all the others."""

    n: int
    apart: float
    """Its mean less the mean of the others."""
    p: float
    """How often chance alone sets a branch at least so far apart."""
    adjusted: float
    """The same once it is known how many branches were looked at: flagged at or below the false share."""
    comparison: Comparison
    """BETTER or WORSE where flagged, else NOT_KNOWN."""


def adjusted_p(p_values: Sequence[float]) -> tuple[float, ...]:
    """Benjamini and Hochberg's adjusted p values, in the order given; `()` of none.

    Raises ValueError for one that is not between 0 and 1.
    """
    p = np.asarray(p_values, dtype=float)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("p values lie between 0 and 1")
    order = np.argsort(-p, kind="stable")
    many = len(p)
    steps = p[order] * many / np.arange(many, 0, -1)
    adjusted = np.empty(many)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps), 1.0)
    return tuple(float(value) for value in adjusted)


def surely_below(rates: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    """Of rates as (met, asked): which are below that of all others together by more than chance (Fisher's exact test).

    Once it is known how many were looked at: the lowest of many rates is low by chance alone.
    """
    from scipy.special import gammaln

    def ways(of: int, chosen: np.ndarray | int) -> np.ndarray:
        return np.asarray(gammaln(of + 1) - gammaln(np.add(chosen, 1)) - gammaln(np.subtract(of, chosen) + 1))

    met_of_all, all_asked = (sum(one[place] for one in rates) for place in (0, 1))
    p = []
    for met, asked in rates:
        counts = np.arange(max(0, asked - (all_asked - met_of_all)), met + 1)
        likely = (
            ways(met_of_all, counts) + ways(all_asked - met_of_all, asked - counts) - ways(all_asked, asked)
        )
        p.append(min(2 * float(np.exp(likely).sum()), 1.0))
    return tuple(after <= FALSE_SHARE for after in adjusted_p(p))


def flags(
    samples: Mapping[str, Sample], spreads: Mapping[str, Spread], *, false_share: float = FALSE_SHARE
) -> dict[str, Flag | NotEnough]:
    """Every branch against the mean of the others (each branch counting once), in the order of the codes.

    A branch without a spread (no visit), or without another beside it, is NotEnough.
    """
    codes = sorted(code for code in samples if code in spreads)
    found: dict[str, Flag | NotEnough] = {
        code: NotEnough(Why.NOTHING, samples[code].n, 1) for code in sorted(samples)
    }
    if len(codes) < 2:
        return found | {code: NotEnough(Why.TOO_FEW_GROUPS, len(codes), 2) for code in codes}
    apart, p_values = _against_others(codes, samples, spreads)
    for i, after in enumerate(adjusted_p(p_values)):
        word = Comparison.NOT_KNOWN if after > false_share else Comparison.of(apart[i], apart[i])
        found[codes[i]] = Flag(samples[codes[i]].n, apart[i], p_values[i], after, word)
    return found


def _against_others(
    codes: list[str], samples: Mapping[str, Sample], spreads: Mapping[str, Spread]
) -> tuple[list[float], list[float]]:
    """How far each branch is from the mean of the others, and the two-sided p value of that."""
    from scipy.special import stdtr

    mean = np.array([samples[code].mean for code in codes])
    square = np.array([spreads[code].error() for code in codes]) ** 2
    freedom = np.array([spreads[code].freedom for code in codes])
    others = len(codes) - 1
    apart = mean - (mean.sum() - mean) / others
    error = np.sqrt(square + (square.sum() - square) / others**2)
    p = 2 * stdtr(freedom, -np.abs(apart) / error)
    return apart.tolist(), p.tolist()

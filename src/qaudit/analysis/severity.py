"""Auditors beside their peers at the same branches. For briefing and rewording, never a list to punish by.

An auditor who is stricter than the others has most often read a standard another way. So results go by alias and
not by size, nothing is ranked, and nobody is called strict or lenient whose interval does not say so once it is
known how many auditors were looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from qaudit.analysis.crossed import Crossed, auditor_effects, branch_effects, crossed, squares
from qaudit.analysis.discovery import FALSE_SHARE, adjusted_p
from qaudit.analysis.figures import LEVEL, UNBOUNDED, Estimate, NotEnough, Why, interval_about
from qaudit.analysis.intervals import t_quantile
from qaudit.analysis.shrinkage import Shrinkage, Shrunken, shrink

FEWEST_VISITS = 3
FEWEST_FREEDOM = 3


class Leaning(StrEnum):
    """What may be said of an auditor beside the peers."""

    STRICTER = "stricter"
    MORE_LENIENT = "more_lenient"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Severity:
    """One auditor, in points of the score; above 0 is more lenient than the peers' average."""

    n: int
    """Visits."""
    branches: int
    """Of these visits' branches, those that a peer has visited too."""
    peers: int
    """Auditors who share a branch with this one."""
    apart: Estimate
    shrunken: Shrunken | None
    """The likelier guess; None with fewer than three auditors."""
    leaning: Leaning


def severities(
    branches: Sequence[str], auditors: Sequence[str], scores: Sequence[float], *, level: float = LEVEL
) -> dict[str, Severity | NotEnough]:
    """Every auditor by alias, in the order of the aliases; one branch, auditor and score for each visit.

    To compare within a period only, let `branches` name branch and period. NotEnough for fewer than three visits,
    for an auditor who shares no branch with a peer, and for all where too few visits are left over to show how much
    visits vary, or branch and auditor leave nothing over. Raises ValueError as `crossed`.
    """
    if not scores:
        return {}
    design = crossed(branches, auditors, scores)
    lacks = _lacks(design)
    found: dict[str, Severity | NotEnough] = {alias: lack for alias, lack in lacks.items() if lack}
    told = [place for place, alias in enumerate(design.auditors) if lacks[alias] is None]
    rest = squares(design).rest
    if (lack := _nothing_left(design, rest)) is not None:
        return dict.fromkeys(design.auditors, lack) | found
    variance = rest / design.freedom
    apart = auditor_effects(design)[told]
    errors = np.sqrt(variance * np.diag(design.inverse)[told])
    shrunken = shrink(apart.tolist(), errors.tolist()) if told else NotEnough(Why.TOO_FEW_GROUPS, 0)
    leanings = _leanings(apart, errors, design.freedom)
    for i, place in enumerate(told):
        half = t_quantile(level, design.freedom) * float(errors[i])
        estimate = Estimate(
            _visits(design, place), float(apart[i]), interval_about(float(apart[i]), half, UNBOUNDED, level)
        )
        shared = (design.counts[:, place] > 0) & ((design.counts > 0).sum(axis=1) > 1)
        found[design.auditors[place]] = Severity(
            estimate.n,
            int(shared.sum()),
            int((design.counts[shared] > 0).any(axis=0).sum()) - 1,
            estimate,
            shrunken.means[i] if isinstance(shrunken, Shrinkage) else None,
            leanings[i],
        )
    return {alias: found[alias] for alias in design.auditors}


def departures(
    branches: Sequence[str], auditors: Sequence[str], scores: Sequence[float], alias: str
) -> tuple[float, ...]:
    """Each visit of one auditor less what the branch would have had from an average auditor, in the order given.

    Drift is looked for on a control chart of these (`control_charts.score_chart`, without bounds). `()` if that
    auditor has no visit.
    """
    every = all_departures(branches, auditors, scores)
    return tuple(apart for apart, auditor in zip(every, auditors, strict=True) if auditor == alias)


def all_departures(
    branches: Sequence[str], auditors: Sequence[str], scores: Sequence[float]
) -> tuple[float, ...]:
    """The same for every visit, in the order given."""
    if not scores:
        return ()
    design = crossed(branches, auditors, scores)
    usual = dict(zip(design.branches, branch_effects(design).tolist(), strict=True))
    # What rounding leaves of no departure at all would have a course of its own.
    return tuple(round(score - usual[branch], 9) for branch, score in zip(branches, scores, strict=True))


def _visits(design: Crossed, place: int) -> int:
    return int(design.counts[:, place].sum())


def _nothing_left(design: Crossed, rest: float) -> NotEnough | None:
    """Why the visits do not show how much visits vary; None if they do."""
    if design.freedom < FEWEST_FREEDOM:
        return NotEnough(Why.TOO_FEW, design.freedom, FEWEST_FREEDOM)
    return None if rest > 0 and np.ptp(design.score) > 0 else NotEnough(Why.ALL_THE_SAME, design.n)


def _lacks(design: Crossed) -> dict[str, NotEnough | None]:
    """Why an auditor cannot be compared; None if one can."""
    island_size = np.bincount(design.islands)
    lacks: dict[str, NotEnough | None] = {}
    for place, alias in enumerate(design.auditors):
        visits = _visits(design, place)
        lacks[alias] = None
        if visits < FEWEST_VISITS:
            lacks[alias] = NotEnough(Why.TOO_FEW, visits, FEWEST_VISITS)
        elif island_size[design.islands[place]] < 2:
            lacks[alias] = NotEnough(Why.NOT_CROSSED, 0, 1)
    return lacks


def _leanings(apart: NDArray[np.float64], errors: NDArray[np.float64], freedom: int) -> list[Leaning]:
    from scipy.special import stdtr

    p = 2 * stdtr(freedom, -np.abs(apart) / errors)
    words = np.where(apart > 0, Leaning.MORE_LENIENT, Leaning.STRICTER).tolist()
    return [
        Leaning(word) if after <= FALSE_SHARE else Leaning.NOT_KNOWN
        for word, after in zip(words, adjusted_p(p.tolist()), strict=True)
    ]

"""A league in one call: for every branch its mean, the likelier mean, its place, and whether it may be flagged.

So that nobody puts raw means in order and forgets the rest. The three figures share one spread, and too few visits
close place and flag together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.analysis.borrowed_spread import Spread, borrowed_spreads, peer_interval
from qaudit.analysis.discovery import Flag, flags
from qaudit.analysis.figures import SCORE_BOUNDS, Bounds, Estimate, NotEnough, Why
from qaudit.analysis.intervals import mean_interval
from qaudit.analysis.samples import Sample
from qaudit.analysis.shrinkage import Shrinkage, Shrunken, shrink
from qaudit.analysis.standing import FEWEST_VISITS, League, Standing, league


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """One branch in its league."""

    n: int
    """Visits, at least one."""
    mean: Estimate
    shrunken: Shrunken | NotEnough
    standing: Standing | NotEnough
    flag: Flag | NotEnough


def league_table(
    samples: Mapping[str, Sample], *, fewest_visits: int = FEWEST_VISITS, bounds: Bounds = SCORE_BOUNDS
) -> dict[str, BranchFigures | NotEnough]:
    """Every branch by code, in the order of the codes; NotEnough for a branch without a visit.

    Where the branches together show too little to borrow from, means have their own intervals and nothing else is
    said; the reason stands in its place.
    """
    codes = sorted(samples)
    visited = {code: samples[code] for code in codes if samples[code].n}
    none = {code: NotEnough(Why.NOTHING, 0, 1) for code in codes}
    spreads = borrowed_spreads(visited, bounds)
    if isinstance(spreads, NotEnough):
        return none | {
            code: _alone(sample, bounds, spreads, fewest_visits) for code, sample in visited.items()
        }
    ranked = {code: sample for code, sample in visited.items() if sample.n >= fewest_visits}
    table = league(visited, spreads, fewest_visits=fewest_visits)
    flagged = flags(ranked, spreads)
    shrunken = _shrunken(visited, spreads)
    return none | {
        code: BranchFigures(
            sample.n,
            peer_interval(sample, spreads[code], bounds),
            shrunken if isinstance(shrunken, NotEnough) else shrunken[code],
            table.standings[code] if isinstance(table, League) else _no_place(sample, fewest_visits, table),
            flagged.get(code, NotEnough(Why.TOO_FEW, sample.n, fewest_visits)),
        )
        for code, sample in visited.items()
    }


def _alone(sample: Sample, bounds: Bounds, lack: NotEnough, fewest_visits: int) -> BranchFigures:
    mean = mean_interval(sample, bounds)
    assert isinstance(mean, Estimate)
    own = _no_place(sample, fewest_visits, lack)
    return BranchFigures(sample.n, mean, lack, own, own)


def _no_place(sample: Sample, fewest_visits: int, lack: NotEnough) -> NotEnough:
    """Too few visits of its own come before what all branches together lack."""
    return NotEnough(Why.TOO_FEW, sample.n, fewest_visits) if sample.n < fewest_visits else lack


def _shrunken(
    visited: Mapping[str, Sample], spreads: Mapping[str, Spread]
) -> dict[str, Shrunken] | NotEnough:
    codes = sorted(visited)
    found = shrink([visited[code].mean for code in codes], [spreads[code].error() for code in codes])
    return dict(zip(codes, found.means, strict=True)) if isinstance(found, Shrinkage) else found

"""With how many visits a difference that is truly there is found."""

from dataclasses import dataclass
from math import sqrt

from qaudit.analysis.discovery import FALSE_SHARE

USUAL_POWER = 0.8
MOST_VISITS = 10_000


@dataclass(frozen=True, slots=True)
class VisitsNeeded:
    """How many visits of one branch it takes."""

    n: int
    power: float
    """The chance, with that many, to find it."""
    difference: float
    sd: float


def power_of(
    difference: float, sd: float, visits: int, *, looked_at: int = 1, peers_freedom: int = 0
) -> float:
    """The chance (0 to 1) that a branch truly `difference` points off its group is flagged, as what it is.

    `sd` is how much visits of such a branch vary: lower ones vary more. `looked_at` branches are flagged at once:
    if this one alone is off, the false-discovery limit for it is 0.05 / looked_at. `peers_freedom` is what the
    peers lend to its spread. The mean of the group is taken as known, as it nearly is among many. Raises ValueError
    for an sd not above 0, or less than one visit or branch.
    """
    from scipy.special import nctdtr, stdtrit

    if sd <= 0 or visits < 1 or looked_at < 1:
        raise ValueError("power needs an sd above 0, a visit and a branch")
    freedom = visits - 1 + peers_freedom
    if freedom < 1:
        return 0.0
    limit = float(stdtrit(freedom, 1 - FALSE_SHARE / looked_at / 2))
    away = abs(difference) / sd * sqrt(visits)
    return float(1 - nctdtr(freedom, away, limit))


def visits_needed(
    difference: float,
    sd: float,
    *,
    looked_at: int = 1,
    peers_freedom: int = 0,
    power: float = USUAL_POWER,
) -> VisitsNeeded | None:
    """The fewest visits that find the difference with that chance; None if 10,000 are not enough."""
    few, many = 0, 1
    while power_of(difference, sd, many, looked_at=looked_at, peers_freedom=peers_freedom) < power:
        few, many = many, many * 2
        if many > MOST_VISITS:
            return None
    while many - few > 1:
        middle = (few + many) // 2
        if power_of(difference, sd, middle, looked_at=looked_at, peers_freedom=peers_freedom) < power:
            few = middle
        else:
            many = middle
    found = power_of(difference, sd, many, looked_at=looked_at, peers_freedom=peers_freedom)
    return VisitsNeeded(many, found, difference, sd)

"""What is true in the year besides its places: auditors, months, hours, days, standards; and what it adds up to.

Points are percent of the promises that are kept. The page demo.md says the same in words.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from statistics import NormalDist

from qaudit.core.standards import Standard
from qaudit.core.visits import AuditorRole, VisitKind
from qaudit.desk.chances import Chances
from qaudit.desk.year.places import KETTLE, LANTERNFIELD, PLACES, PODURI, Brand, Course, Place

MONTHS = 18
MENDED_FROM = 10
"""The month from which a branch that mends itself has no points of its own any more."""
DECLINES_FROM, DECLINES_TO, DECLINE = 7, 18, -10.0

SEED = "a year and a half"
"""What all chances of the visits are named after."""

LEVEL = 0.80
"""The part of an ordinary standard's points that a visit earns on average."""
SPREAD = 0.10
"""Ordinary standards are easier or harder by up to this."""
CRITICAL = 0.996
"""Critical standards are kept so often, whoever is there: a miss caps the score of the visit, a point it takes."""
DAY = NormalDist(0.0, 0.03)
"""Good days and poor days: what all standards of a visit have in common."""


@dataclass(frozen=True, slots=True)
class Observer:
    """An auditor, how many points they give above or below the others, and the brands they visit."""

    alias: str
    brands: tuple[Brand, ...]
    points: float = 0.0
    role: AuditorRole = AuditorRole.SHOPPER


STRICT, LENIENT = "falcon", "poppy"
OBSERVERS = (
    Observer(STRICT, (LANTERNFIELD, KETTLE), -4.0),
    Observer(LENIENT, (KETTLE, PODURI), 4.0),
    Observer("alder", (LANTERNFIELD, KETTLE)),
    Observer("bramble", (LANTERNFIELD, PODURI)),
    Observer("curlew", (KETTLE, PODURI)),
    Observer("dunlin", (LANTERNFIELD, KETTLE)),
    Observer("elder", (LANTERNFIELD, PODURI)),
    Observer("fulmar", (KETTLE, PODURI)),
    Observer("gorse", (LANTERNFIELD,)),
)
SELF_CHECKS = {
    brand.name: Observer(f"{brand.code}-self", (brand,), 0.0, AuditorRole.SELF_CHECK)
    for brand in (LANTERNFIELD, KETTLE, PODURI)
}
KIND_POINTS = {VisitKind.UNANNOUNCED: 0.0, VisitKind.ANNOUNCED: 4.0, VisitKind.SELF_CHECK: 7.0}

NEVER_KEPT = {LANTERNFIELD.pack: "DEP-05", KETTLE.pack: "ORD-04", PODURI.pack: "QUE-08"}
"""Of each pack the standard that fails nearly everywhere."""
NEVER, ALWAYS = 0.12, 1.0
ALWAYS_KEPT = {LANTERNFIELD.pack: "ROM-02", KETTLE.pack: "ORD-09", PODURI.pack: "ENT-01"}
"""Of each pack the standard that everyone meets: dead weight."""
SPLITTING = {LANTERNFIELD.pack: "HSK-02", KETTLE.pack: "FOO-04", PODURI.pack: "GRT-04"}
"""Of each pack the standard that half of the branches keep and the others do not."""
KEEPS, KEEPS_NOT = 0.97, 0.30

PARTLY = 0.4
"""Of what is not met, the part that is met in part, where the standard knows that."""
HALF_TIME_SHARE = 0.45
"""What a time beyond its limit still earns on average, where the standard gives something for that."""

NOON, FRIDAY, SEASON = 1.5, 1.25, 1.3
"""By how much times are longer at noon, on Fridays, and in the busy months."""
NOON_HOURS = (12, 13)
BUSY_MONTHS = (7, 8, 12)
SPREAD_OF_TIMES = 0.45
"""The standard deviation of the logarithm of a time."""

OTHERS_EYES = 0.06
"""Of two auditors who see the same thing, one notes something else in so many readings."""


def branch_points(place: Place, month: int) -> float:
    """What a branch is above or below its brand in a month from 1 on, its region's points with it."""
    own = place.points
    if place.course is Course.MENDS and month >= MENDED_FROM:
        own = 0.0
    if place.course is Course.DECLINES and month >= DECLINES_FROM:
        own += DECLINE * (min(month, DECLINES_TO) - DECLINES_FROM + 1) / (DECLINES_TO - DECLINES_FROM + 1)
    return own + place.region.points


def is_keeping(place: Place) -> bool:
    """Whether the branch is one of the half that keeps the standard that splits them."""
    return PLACES.index(place) % 2 == 0


def is_singular(brand: Brand, code: str) -> bool:
    """Whether the standard is one of those that behave like no other."""
    return code in (NEVER_KEPT[brand.pack], ALWAYS_KEPT[brand.pack], SPLITTING[brand.pack])


def kept_share(standard: Standard, place: Place, points: float) -> float:
    """The part of a standard's points (0 to 1) that a branch earns on average, `points` being those of the visit."""
    pack, code = place.region.brand.pack, standard.code
    if code == NEVER_KEPT[pack]:
        return NEVER
    if code == ALWAYS_KEPT[pack]:
        return ALWAYS
    if code == SPLITTING[pack]:
        return KEEPS if is_keeping(place) else KEEPS_NOT
    if standard.is_critical:
        return CRITICAL
    return min(max(_level(pack, code) + points / 100, 0.02), 0.995)


@cache
def _level(pack: str, code: str) -> float:
    return LEVEL + SPREAD * (2 * Chances(f"level {pack}").share(code) - 1)


def rush(wall: datetime) -> float:
    """By how much times are longer than usual when a visit begins, on the branch's clock."""
    factor = NOON if wall.hour in NOON_HOURS else 1.0
    if wall.isoweekday() == 5:
        factor *= FRIDAY
    return factor * (SEASON if wall.month in BUSY_MONTHS else 1.0)

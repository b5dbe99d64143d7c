"""Which visits the year has: where, when, by whom, of what kind."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from qaudit.core.branch_time import moment_at
from qaudit.core.visits import VisitKind
from qaudit.desk.chances import Chances
from qaudit.desk.year.places import LANTERNFIELD, PLACES, Brand, Place
from qaudit.desk.year.truths import (
    DAY,
    KIND_POINTS,
    MONTHS,
    OBSERVERS,
    SEED,
    SELF_CHECKS,
    Observer,
    branch_points,
)

DAYS = 548
"""The length of the year and a half."""
ORDINARY = 24
"""How many visits a branch has at the least in that time; up to two more, and those in pairs."""
_BEHIND = timedelta(minutes=20)
"""Of two auditors who come on the same day, how much later the second comes."""


@dataclass(frozen=True, slots=True)
class Outing:
    """One visit to be made. `begins` is in UTC, `wall` on the branch's clock; `month` counts from 1.

    `sight` names what there was to see: two auditors of a pair share it. `is_second` is the other of a pair.
    `is_last` says that the branch has no later one.
    """

    place: Place
    observer: Observer
    kind: VisitKind
    begins: datetime
    wall: datetime
    month: int
    sight: str
    is_second: bool = False
    is_last: bool = False

    @property
    def brand(self) -> Brand:
        return self.place.region.brand

    @property
    def name(self) -> str:
        """What its chances are named after: no other outing has the same."""
        return f"{self.sight}/{self.observer.alias}"

    @property
    def edition(self) -> str:
        """The pack with its edition."""
        changes = self.brand.edition_changes
        return f"{self.brand.pack}@{1 if changes is None or self.month < changes else 2}"

    @property
    def points(self) -> float:
        """What this visit is above or below its brand: branch, month, auditor, kind and the day's luck."""
        luck = 100 * DAY.inv_cdf(0.001 + 0.998 * Chances(f"{SEED} day").share(self.sight))
        return branch_points(self.place, self.month) + self.observer.points + KIND_POINTS[self.kind] + luck


def outings(now: datetime) -> tuple[Outing, ...]:
    """All visits up to `now` (UTC), oldest first."""
    found = [outing for number, place in enumerate(PLACES) for outing in _of_place(place, number, now)]
    return tuple(sorted(found, key=lambda outing: (outing.begins, outing.name)))


def _of_place(place: Place, number: int, now: datetime) -> list[Outing]:
    chances = Chances(f"plan {place.code}")
    count = ORDINARY + chances.between("visits", 0, 2) if place.visits is None else place.visits
    apart = DAYS / count if place.visits is None else 30
    made: list[Outing] = []
    for turn in range(count):
        days_ago = (count - turn - chances.share(f"visit {turn}")) * apart
        made += _outings_of_turn(place, number, turn, now - timedelta(days=days_ago), now, chances)
    last = max(made, key=lambda outing: outing.begins)
    return [replace(outing, is_last=outing is last) for outing in made]


def _outings_of_turn(
    place: Place, number: int, turn: int, about: datetime, now: datetime, chances: Chances
) -> list[Outing]:
    brand = place.region.brand
    wall = _wall(place, turn, about, now, chances)
    begins = moment_at(wall, ZoneInfo(place.region.timezone))
    days_ago = (now - begins).total_seconds() / 86400
    month = min(max(MONTHS - int(days_ago * MONTHS / DAYS), 1), MONTHS)
    sight = f"{place.code} {turn}"
    those = [observer for observer in OBSERVERS if brand in observer.brands]
    first, second = those[(number + turn) % len(those)], those[(number + turn + 1) % len(those)]
    kind = _kind(number, turn)
    if kind is VisitKind.SELF_CHECK:
        first = SELF_CHECKS[brand.name]
    made = [Outing(place, first, kind, begins, wall, month, sight)]
    if kind is VisitKind.UNANNOUNCED and _comes_in_pairs(place) and (number + turn) % 8 == 4:
        later = wall + _BEHIND
        made.append(
            Outing(place, second, kind, begins + _BEHIND, later, month, sight, is_second=True),
        )
    return made


def _comes_in_pairs(place: Place) -> bool:
    """Whether two auditors sometimes come on one day: not where they would meet at breakfast, nor where few come."""
    return place.region.brand is not LANTERNFIELD and place.visits is None


def _kind(number: int, turn: int) -> VisitKind:
    if (3 * number + turn) % 13 == 6:
        return VisitKind.ANNOUNCED
    return VisitKind.SELF_CHECK if (5 * number + turn) % 14 == 9 else VisitKind.UNANNOUNCED


def _wall(place: Place, turn: int, about: datetime, now: datetime, chances: Chances) -> datetime:
    """When a visit begins on the branch's clock: on a day that it is open, at one of its hours, and by now."""
    brand, zone = place.region.brand, ZoneInfo(place.region.timezone)
    hour = chances.pick(f"hour {turn}", brand.hours)
    at = time(hour, chances.between(f"minute {turn}", 0, 39))
    day = about.astimezone(zone).date()
    if moment_at(datetime.combine(day, at), zone) + _BEHIND >= now:
        day -= timedelta(days=1)
    if brand.is_closed_at_weekends and day.isoweekday() > 5:
        day -= timedelta(days=day.isoweekday() - 5)
    return datetime.combine(day, at)

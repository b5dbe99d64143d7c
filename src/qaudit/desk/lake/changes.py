"""What of the lake is to be changed: visits that are new, amended or void, found without reading a scorecard."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from qaudit.core.branch_time import day_of
from qaudit.desk.branch_zone import zone_at
from qaudit.lake.folder import partition_of
from qaudit.lake.scored import month_of
from qaudit.speech import _
from qaudit.store.lake_book import StandsNow, UnreadVisit

Known = Callable[[str], Mapping[str, datetime]]
"""The visits that the lake has of a brand's month, each with the moment its scorecard was made."""


@dataclass
class Changes:
    """`new` are visits to put in, in the order of their places; `gone` those to take out, by brand's month.

    An amended visit is in both. `left_out` are visits that cannot be read, each with the reason.
    """

    new: tuple[str, ...] = ()
    gone: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    left_out: dict[str, str] = field(default_factory=dict)
    added: int = 0
    amended: int = 0
    removed: int = 0

    @property
    def visits(self) -> int:
        """How many visits are to be touched."""
        return self.added + self.amended + self.removed


def changes_of(found: Iterable[StandsNow | UnreadVisit], known: Known) -> Changes:
    """What is to be changed so that the lake has these visits as they stand."""
    changes = Changes()
    places: list[tuple[str, str, datetime, str]] = []
    in_lake: dict[str, Mapping[str, datetime]] = {}
    for one in found:
        if isinstance(one, UnreadVisit):
            changes.left_out[one.id] = one.reason
            continue
        partition = partition_at(one)
        if partition is None or one.left_at is None:
            if one.is_published:
                changes.left_out[one.id] = _("nobody knows when it was left")
            continue
        if partition not in in_lake:
            in_lake[partition] = known(partition)
        if _note(changes, one, partition, in_lake[partition].get(one.id)):
            places.append((partition, one.branch, one.left_at, one.id))
    changes.new = tuple(visit for *_place, visit in sorted(places))
    return changes


def partition_at(one: StandsNow) -> str | None:
    """The brand's month that a visit belongs to; None where nobody has left it."""
    if one.left_at is None:
        return None
    try:
        day = day_of(one.left_at, zone_at(one.timezone, one.utc_offset_minutes))
    except (ValueError, OverflowError):
        # A clock or a year that cannot be: doctor names the row.
        return None
    return partition_of(one.brand, month_of(day))


def _note(changes: Changes, one: StandsNow, partition: str, before: datetime | None) -> bool:
    """Whether the visit is to be put in; what is to be counted and taken out is noted."""
    if one.is_published and before is None:
        changes.added += 1
        return True
    if before is None or (one.is_published and before == one.made_at):
        return False
    changes.gone[partition].append(one.id)
    if one.is_published:
        changes.amended += 1
    else:
        changes.removed += 1
    return one.is_published


def nothing_known(partition: str) -> Mapping[str, datetime]:
    """What a lake that is made afresh has."""
    return {}

"""What a brand asks for after a visit: days to appeal in, lists of reasons and causes, owners, answer clocks."""

from dataclasses import dataclass

from qaudit.core.text import Text


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list that the brand sets. Without a `text` the key is one of the program's own words."""

    key: str
    text: Text | None = None


def _own(*keys: str) -> tuple[ListEntry, ...]:
    return tuple(ListEntry(key) for key in keys)


APPEAL_REASONS = _own(
    "wrong_fact", "wrong_time", "did_not_arise", "wrong_place", "other_company", "beyond_control", "other"
)
CAUSES = _own(
    "short_of_staff",
    "training",
    "not_known",
    "equipment",
    "supply",
    "refit",
    "busy",
    "not_our_fault",
    "other",
)
OWNERS = _own("branch_manager", "shift_leader", "trainer", "maintenance", "regional_manager", "headquarters")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What happens after a visit. Days are calendar days of the branch, hours are hours.

    A standard may be appealed for `appeal_days` days after the day on which the branch could see the visit.
    An auditor comes to the same branch again after `rotation_days` at the earliest; 0 where that does not matter.
    A customer's voice is acknowledged within `acknowledge_hours` and answered within `answer_days`.
    """

    appeal_days: int = 7
    appeal_reasons: tuple[ListEntry, ...] = APPEAL_REASONS
    causes: tuple[ListEntry, ...] = CAUSES
    owners: tuple[ListEntry, ...] = OWNERS
    rotation_days: int = 90
    acknowledge_hours: int = 24
    answer_days: int = 10

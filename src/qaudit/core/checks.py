"""The checks that a machine does well, beside a submitted visit (docs/review-checks.md).

A check points at something and a person decides. Each is a pure function of the walk and of what was before, quiet
where it may be wrong, and none says anything about the auditor.
"""

from collections.abc import Callable, Iterable
from types import MappingProxyType

from qaudit.core.check_history import far_from_history, too_soon, written_late
from qaudit.core.check_notes import empty_notes, same_notes, thin_grounds, without_note
from qaudit.core.check_readings import all_best, all_same, at_one_go, nothing_seen, sprung_traps
from qaudit.core.check_times import (
    after_leaving,
    before_arrival,
    by_hand,
    longer_parts,
    longer_than_visit,
    outside_hours,
    wrong_order,
)
from qaudit.core.check_values import NO_PAST, Check, CheckId, Past
from qaudit.core.walk import Walk

CheckFunction = Callable[[Walk, Past], Iterable[Check]]

CHECKS = MappingProxyType[CheckId, tuple[CheckFunction, ...]](
    {
        CheckId.TRAP: (sprung_traps,),
        CheckId.ORDER: (wrong_order,),
        CheckId.LONGER_PART: (longer_parts,),
        CheckId.THIN_GROUND: (thin_grounds,),
        CheckId.NO_NOTE: (without_note,),
        CheckId.EMPTY_WORDS: (empty_notes,),
        CheckId.SAME_NOTE: (same_notes,),
        CheckId.BY_HAND: (by_hand,),
        CheckId.LONGER_THAN_VISIT: (longer_than_visit,),
        CheckId.BEFORE_ARRIVAL: (before_arrival,),
        CheckId.AFTER_LEAVING: (after_leaving,),
        CheckId.ALL_SAME: (nothing_seen, all_same),
        CheckId.ALL_BEST: (all_best,),
        CheckId.AT_ONE_GO: (at_one_go,),
        CheckId.FAR_FROM_HISTORY: (far_from_history,),
        CheckId.LATE: (written_late,),
        CheckId.ROTATION: (too_soon,),
        CheckId.OUTSIDE_HOURS: (outside_hours,),
    }
)
"""Gravest first: those that stop before those that are worth a look. The ids say nothing of the order."""


def checks_of(walk: Walk, past: Past = NO_PAST) -> tuple[Check, ...]:
    """What a reviewer of this visit should look at, gravest first, then in pack order."""
    return tuple(check for functions in CHECKS.values() for see in functions for check in see(walk, past))

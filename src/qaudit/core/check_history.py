"""Checks of a visit against others: this branch's scores, the day of writing, the auditor's last time here."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from qaudit.core.check_values import Check, CheckId, FarFromHistory, Late, Past, TooSoon
from qaudit.core.moments import local
from qaudit.core.timeline import seconds_of
from qaudit.core.visits import AuditorRole, Visit, VisitKind
from qaudit.core.walk import Walk

FEWEST_VISITS = 5
"""Earlier visits there have to be: fewer say nothing of how a branch varies."""
MOST_VISITS = 12
"""The newest visits that count: what a branch was years ago says nothing of it now."""
CUTOFF = Fraction(7, 2)
"""How many spreads from the median is far."""
TO_DEVIATION = Fraction("1.4826")
"""Makes the median absolute deviation of normally distributed values their standard deviation."""
LEAST_SPREAD = Fraction(4)
"""Points of a percentage: no branch varies less than this, whatever a few visits say."""
WRITTEN_WITHIN = timedelta(hours=24)


def far_from_history(walk: Walk, past: Past) -> Iterator[Check]:
    """A final score far from the median of the branch's earlier visits, in units of their own spread."""
    recent = [Fraction(percent) for percent in past.percents[-MOST_VISITS:]]
    if len(recent) < FEWEST_VISITS:
        return
    card = walk.scorecard()
    if card.final_percent is None or not card.is_complete:
        return
    middle = median(recent)
    deviation = median([abs(percent - middle) for percent in recent])
    reach = CUTOFF * max(TO_DEVIATION * deviation, LEAST_SPREAD)
    if abs(Fraction(card.final_percent) - middle) > reach:
        yield Check(CheckId.FAR_FROM_HISTORY, FarFromHistory(card.final_percent, middle, reach, len(recent)))


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two middle ones. There is at least one."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def written_late(walk: Walk, past: Past) -> Iterator[Check]:
    """Submitted, for the first time, more than a day after leaving."""
    visit = walk.visit
    submitted = past.first_submitted_at or visit.submitted_at
    if visit.left_at is None or submitted is None or submitted - visit.left_at <= WRITTEN_WITHIN:
        return
    saved = [seen.at for seen in visit.observations if seen.reading is not None]
    in_time = bool(saved) and all(at is not None and at - visit.left_at <= WRITTEN_WITHIN for at in saved)
    yield Check(CheckId.LATE, Late(seconds_of(submitted - visit.left_at), in_time))


def too_soon(walk: Walk, past: Past) -> Iterator[Check]:
    """The same auditor at the same branch before the brand's days are over. Nobody but a branch checks itself."""
    visit, asked = walk.visit, walk.pack.follow_up.rotation_days
    is_own = visit.kind is VisitKind.SELF_CHECK or visit.auditor.role is AuditorRole.SELF_CHECK
    when = _moment_of(visit)
    earlier = [
        (other.left_at, other.id)
        for other in past.by_same_auditor
        if other.id != visit.id and other.left_at <= when
    ]
    if not earlier or is_own:
        return
    last, visit_id = max(earlier)
    offset = visit.utc_offset_minutes
    days = (local(when, offset).date() - local(last, offset).date()).days
    if days < asked:
        yield Check(CheckId.ROTATION, TooSoon(visit_id, days, asked))


def _moment_of(visit: Visit) -> datetime:
    return visit.left_at or visit.submitted_at or visit.opened_at

"""What happened after a visit, as a report is given it: plain values of the core."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from qaudit.core.appeals import Appeal
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.judging import judge_seen
from qaudit.core.readings import Reading
from qaudit.core.remarks import Explanation
from qaudit.core.standards import Standard
from qaudit.core.timeline import moments_of
from qaudit.core.visits import Correction, Origin, Visit


@dataclass(frozen=True, slots=True)
class KeptScore:
    """The score of a scorecard that was made at `made_at` (UTC), as text (`"68.0"`); None where it is unscored."""

    made_at: datetime
    percent: str | None


@dataclass(frozen=True, slots=True)
class Aftermath:
    """All of it. `scores` are oldest first, and the last one stands; `in_a_row` has, by code, in how many visits
    in a row a standard was missed. Days are counted in `zone`, or on the auditor's clock where it is None;
    `today` is the day for which the state of an action is told. `void_why` is the reason for a void visit.
    """

    appeals: tuple[Appeal, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    actions: tuple[CorrectiveAction, ...] = ()
    in_a_row: Mapping[str, int] = field(default_factory=dict)
    scores: tuple[KeptScore, ...] = ()
    void_why: str = ""
    today: date | None = None
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class EarlierScore:
    """A score that no longer stands, what took its place, and when (UTC)."""

    score: KeptScore
    origin: Origin
    until: datetime


def earlier_scores(visit: Visit, scores: tuple[KeptScore, ...]) -> tuple[EarlierScore, ...]:
    """The scores since the visit was last submitted that no longer stand, oldest first.

    Corrections in one review count as one change; each appeal is one of its own.
    """
    origins = _origins(visit.corrections, scores)
    last_submission = max((place for place, origin in enumerate(origins) if origin is None), default=0)
    found = []
    for place in range(last_submission + 1, len(scores)):
        origin = origins[place]
        if origin is not None and (origin is Origin.APPEAL or origin is not origins[place - 1]):
            found.append(EarlierScore(scores[place - 1], origin, scores[place].made_at))
    return tuple(found)


def _origins(corrections: tuple[Correction, ...], scores: tuple[KeptScore, ...]) -> list[Origin | None]:
    """For each score the correction behind it; None for that of a submission. Each correction made one score."""
    origins: list[Origin | None] = [None] * len(scores)
    place = 1
    for correction in corrections:
        while place < len(scores) and scores[place].made_at < correction.at:
            place += 1
        if place < len(scores):
            origins[place] = correction.origin
            place += 1
    return origins


def standing_corrections(visit: Visit, code: str) -> tuple[Correction, ...]:
    """The corrections of one standard that the auditor did not write over afterwards, oldest first."""
    if visit.correction(code) is None:
        return ()
    seen = visit.observation(code)
    since = None if seen is None else seen.at
    return tuple(one for one in visit.corrections if one.code == code and (since is None or since <= one.at))


def auditors_reading(visit: Visit, standard: Standard) -> Reading | None:
    """What the auditor noted for a standard, or what the timeline measured; None for neither."""
    return judge_seen(standard, visit.observation(standard.code), moments_of(visit.marks)).reading

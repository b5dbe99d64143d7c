"""A visit: one auditor at one branch on one occasion, with what was seen. Values; nothing here changes."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from qaudit.core.readings import Reading
from qaudit.core.standards import PackRef


class VisitStatus(StrEnum):
    """Where a visit stands in its life: `qaudit.core.lifecycle` has the ways from one to the next."""

    PLANNED = "planned"
    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    CLOSED = "closed"
    VOID = "void"


class VisitKind(StrEnum):
    """How the branch met the visit. The kinds are never averaged together."""

    UNANNOUNCED = "unannounced"
    ANNOUNCED = "announced"
    SELF_CHECK = "self_check"


class AuditorRole(StrEnum):
    """Who observes."""

    SHOPPER = "shopper"
    REVIEWER = "reviewer"
    SELF_CHECK = "self_check"


@dataclass(frozen=True, slots=True)
class Branch:
    """A place of the brand. All but `code` and `name` may be empty.

    `timezone` is a name of the IANA database (`Asia/Jerusalem`): the branch's days are counted in it.
    """

    code: str
    name: str
    region: str = ""
    country: str = ""
    brand: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Auditor:
    """Who observed, by alias."""

    alias: str
    role: AuditorRole = AuditorRole.SHOPPER


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kept file: the sha256 of the kept bytes, `size` in bytes, `media_type` as IANA writes it."""

    digest: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen for one standard. A missing reading with a note is a note made ahead of the reading."""

    code: str
    reading: Reading | None
    note: str = ""
    at: datetime | None = None
    evidence: tuple[Evidence, ...] = ()


class Origin(StrEnum):
    """What made a correction necessary."""

    REVIEW = "review"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class Correction:
    """A reading that stands in for the auditor's, with who made it, when (UTC) and why.

    The auditor's own reading stays in the observation.
    """

    code: str
    reading: Reading
    who: str
    at: datetime
    why: str
    origin: Origin = Origin.REVIEW


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment on the timeline, in UTC."""

    event: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as it stands.

    Times are UTC. `facts` are pairs of name and key; `digest` names the pack's snapshot.
    `version` counts the entries of its journal: two readers with the same version saw the same visit.
    `corrections` are oldest first. Its branch sees a published visit from `visible_from` on; `planned_for`
    is a day of the branch.
    """

    id: str
    pack: PackRef
    digest: str
    branch: Branch
    auditor: Auditor
    status: VisitStatus
    opened_at: datetime
    kind: VisitKind = VisitKind.UNANNOUNCED
    facts: tuple[tuple[str, str], ...] = ()
    observations: tuple[Observation, ...] = ()
    marks: tuple[Mark, ...] = ()
    left_at: datetime | None = None
    submitted_at: datetime | None = None
    version: int = 0
    utc_offset_minutes: int = 0
    corrections: tuple[Correction, ...] = ()
    planned_for: date | None = None
    published_at: datetime | None = None
    visible_from: datetime | None = None
    acknowledged_at: datetime | None = None

    def observation(self, code: str) -> Observation | None:
        return next((seen for seen in self.observations if seen.code == code), None)

    def mark(self, event: str) -> Mark | None:
        return next((mark for mark in self.marks if mark.event == event), None)

    @property
    def judged_observations(self) -> tuple[Observation, ...]:
        """What is judged: the observations, each with its last correction in the place of the auditor's reading.

        A reading that the auditor wrote after a correction, in a visit that was returned, stands over it.
        """
        if not self.corrections:
            return self.observations
        last = {correction.code: correction for correction in self.corrections}
        seen = {observation.code for observation in self.observations}
        corrected = tuple(_corrected(one, last.get(one.code)) for one in self.observations)
        added = tuple(
            Observation(code, correction.reading, at=correction.at)
            for code, correction in last.items()
            if code not in seen
        )
        return corrected + added

    def correction(self, code: str) -> Correction | None:
        """The correction that stands for one standard."""
        last = next((one for one in reversed(self.corrections) if one.code == code), None)
        seen = self.observation(code)
        return last if last is not None and _stands(last, seen) else None

    @property
    def lag(self) -> timedelta | None:
        """From leaving the branch to submitting; unknown until both are."""
        if self.left_at is None or self.submitted_at is None:
            return None
        return self.submitted_at - self.left_at


def _stands(correction: Correction, seen: Observation | None) -> bool:
    return seen is None or seen.at is None or seen.at <= correction.at


def _corrected(seen: Observation, correction: Correction | None) -> Observation:
    if correction is None or not _stands(correction, seen):
        return seen
    return replace(seen, reading=correction.reading)

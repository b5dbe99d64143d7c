"""A visit: one auditor at one branch on one occasion, with what was seen. Values; nothing here changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qaudit.core.readings import Reading
from qaudit.core.standards import PackRef


class VisitStatus(StrEnum):
    """Where a visit stands in its life."""

    OPEN = "open"
    SUBMITTED = "submitted"


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
    """A place of the brand. `region` and `country` may be empty."""

    code: str
    name: str
    region: str = ""
    country: str = ""


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

    def observation(self, code: str) -> Observation | None:
        return next((seen for seen in self.observations if seen.code == code), None)

    def mark(self, event: str) -> Mark | None:
        return next((mark for mark in self.marks if mark.event == event), None)

    @property
    def lag(self) -> timedelta | None:
        """From leaving the branch to submitting; unknown until both are."""
        if self.left_at is None or self.submitted_at is None:
            return None
        return self.submitted_at - self.left_at

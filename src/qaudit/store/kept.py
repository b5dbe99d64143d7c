"""What the store hands out besides the core's own values. Frozen; nothing here is a row."""

from dataclasses import dataclass
from datetime import date, datetime

from qaudit.core.appeals import Appeal
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.journal import JournalEntry
from qaudit.core.remarks import Explanation, Remark
from qaudit.core.standards import PackRef
from qaudit.core.visits import Auditor, Branch, VisitKind, VisitStatus


@dataclass(frozen=True, slots=True)
class KeptPack:
    """A pack as visits used it: `digest` names it, `document` is its own text, `logo` a file's bytes."""

    digest: str
    ref: PackRef
    document: str
    logo: bytes | None = None
    logo_name: str | None = None


@dataclass(frozen=True, slots=True)
class KeptScorecard:
    """A scorecard document (JSON text) as it was made at `made_at` (UTC); `final_percent` is text out of it."""

    made_at: datetime
    scoring_version: int
    document: str
    final_percent: str | None = None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as it was made at `made_at` (UTC): `digest` is the sha256 of its bytes, `size` their number."""

    made_at: datetime
    digest: str
    media_type: str
    size: int
    language: str


@dataclass(frozen=True, slots=True)
class AfterVisit:
    """Everything that was said and done about one visit; each in the order in which it came."""

    remarks: tuple[Remark, ...]
    explanations: tuple[Explanation, ...]
    appeals: tuple[Appeal, ...]
    actions: tuple[CorrectiveAction, ...]
    reports: tuple[KeptReport, ...]


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """What a published visit says of one standard that was judged."""

    code: str
    verdict: str
    is_finding: bool


@dataclass(frozen=True, slots=True)
class VisitSummary:
    """A visit in a list. `answered` counts the standards with a reading; times are UTC.

    `final_percent` is the text of its latest scorecard (`"87.5"`); None before that, or where it is unscored.
    `findings` counts the standards that were missed or partly met; 0 before publication.
    """

    id: str
    pack: PackRef
    branch: Branch
    auditor: Auditor
    status: VisitStatus
    kind: VisitKind
    opened_at: datetime
    submitted_at: datetime | None
    answered: int
    final_percent: str | None
    left_at: datetime | None = None
    planned_for: date | None = None
    visible_from: datetime | None = None
    acknowledged_at: datetime | None = None
    findings: int = 0


@dataclass(frozen=True, slots=True)
class ActionTrace:
    """What the journal has of a corrective action: how often it was changed, and when last (UTC).

    `digest` names the pack's snapshot of the visit it comes from.
    """

    digest: str
    changes: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did: the version it found, and its entries, none where nothing changed."""

    version_before: int
    entries: tuple[JournalEntry, ...]

"""What the document of a branch is made of: plain values of one period. Statistics come finished, each with its n."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import StrEnum
from fractions import Fraction

from qaudit.core.appeals import Appeal
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.standards import Pack, Standard
from qaudit.core.visits import Branch, VisitKind
from qaudit.core.voices import BesideStandard, VoiceKind
from qaudit.reports.design import Design


class Lack(StrEnum):
    """Why there is no interval, or no figure."""

    NOTHING = "nothing"
    TOO_FEW = "too_few"
    ALL_THE_SAME = "all_the_same"


class Word(StrEnum):
    """What may be said of one figure beside another."""

    BETTER = "better"
    WORSE = "worse"
    NOT_KNOWN = "not_known"


class TrendSignal(StrEnum):
    """Why a visit is more than the usual ups and downs."""

    ABOVE = "above"
    BELOW = "below"
    RUN_ABOVE = "run_above"
    RUN_BELOW = "run_below"


class MendReason(StrEnum):
    """Why a standard is among the next things to mend."""

    CRITICAL_AGAIN = "critical_again"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval and the n it comes from; what is not known is None, and `lack` says why."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """The other branches of the region, or of the whole brand: `figure.n` counts their visits.

    `difference` is this branch less the others, in points of 100; None where either side has too few visits.
    """

    branches: int
    figure: Figure
    difference: Figure | None
    word: Word


@dataclass(frozen=True, slots=True)
class TrendVisit:
    """One scored visit. `is_before`: it lies before the period; `is_apart`: its edition does not compare."""

    day: date
    percent: float
    edition: str
    signals: tuple[TrendSignal, ...] = ()
    is_before: bool = False
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """The course, oldest first. Limits are None where there are too few visits: `lack` says why, `n` counts them.

    A limit at the end of the scale is None alone: nothing can pass it.
    """

    visits: tuple[TrendVisit, ...]
    n: int
    needed: int
    centre: float | None = None
    low: float | None = None
    high: float | None = None
    provisional: bool = False
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class RepeatMiss:
    """A standard that was missed in its last `visits` visits in a row, the first of them on `since`."""

    code: str
    visits: int
    since: date
    last: date


@dataclass(frozen=True, slots=True)
class SharedMiss:
    """How often a standard was met: a share of 1 with its interval."""

    code: str
    met: Figure


@dataclass(frozen=True, slots=True)
class MeasuredTimes:
    """What one standard measured, in seconds; shares are of 1."""

    code: str
    seconds: tuple[float, ...]
    median: Figure
    high: Figure
    within: Figure


@dataclass(frozen=True, slots=True)
class Mend:
    """One of the next things to mend. `cost` is what its last miss took from the whole score, a fraction of 1."""

    code: str
    reason: MendReason
    visits: int
    cost: Fraction | None


@dataclass(frozen=True, slots=True)
class EditionUse:
    """An edition of the pack, and in how many visits of the period it was used, the first on `since`.

    `compares`: a score by it compares with one by the newest of them.
    """

    edition: str
    visits: int
    since: date
    compares: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """From one day of the branch to another, ends included. `as_of` is the day on which states are told."""

    since: date
    until: date
    as_of: date


@dataclass(frozen=True, slots=True)
class BranchReportInput:
    """All of it. `pack` is the newest snapshot that was used; `visits` counts those of the kind in the period.

    `scores` are those that `mean` is of, oldest first, in percent. `others_by_kind` counts the visits of other
    kinds in the period, `other_packs` those by other packs. `changed` are the standards whose verdicts do not
    compare between the editions used: only visits of editions that ask the same are counted for them. `dropped` are
    those that the newest edition has no more, for their words.
    `appeals` are with the day of their visits. `zone` is the branch's clock. `language` is that of the pack's
    texts, `words` that of the document's own; None for the pack's and the program's.
    `design` is the brand's own.
    """

    branch: Branch
    pack: Pack
    kind: VisitKind
    period: Period
    visits: int
    mean: Figure
    scores: tuple[float, ...]
    region: Others | None
    brand: Others | None
    trend: Trend
    editions: tuple[EditionUse, ...]
    others_by_kind: Mapping[VisitKind, int] = field(default_factory=dict)
    other_packs: int = 0
    changed: frozenset[str] = frozenset()
    dropped: tuple[Standard, ...] = ()
    repeats: tuple[RepeatMiss, ...] = ()
    weakest: tuple[SharedMiss, ...] = ()
    never_missed: int = 0
    times: tuple[MeasuredTimes, ...] = ()
    actions: tuple[CorrectiveAction, ...] = ()
    appeals: tuple[tuple[Appeal, date], ...] = ()
    voices: tuple[BesideStandard, ...] = ()
    said: Mapping[VoiceKind, int] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()
    zone: tzinfo | None = None
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None
    design: Design | None = None

    def standard(self, code: str) -> Standard | None:
        """The standard of that code in the newest edition, else as an earlier one had it; None where none is known."""
        return next((one for one in (*self.pack.standards, *self.dropped) if one.code == code), None)

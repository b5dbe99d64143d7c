"""What the summary of a round is made of: plain values of many branches. Statistics come finished, each with its n."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.standards import Pack, Standard
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.core.voices import BesideStandard, VoiceKind
from qaudit.reports.branch_subject import EditionUse, Figure, Lack, Period, SharedMiss, Word
from qaudit.reports.design import Design


class Side(StrEnum):
    """Where a branch lies in the funnel."""

    INSIDE = "inside"
    NEAR_ABOVE = "near_above"
    NEAR_BELOW = "near_below"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Place:
    """A place among `of` ranked branches, shared by `tied` of them, and the places it could as well have."""

    place: int
    of: int
    low: int
    high: int
    tied: int = 1


@dataclass(frozen=True, slots=True)
class LeagueEntry:
    """One branch by its code. `mean.n` counts the visits whose scores compare.

    `likelier` is the mean drawn towards that of all. Without a `place` it is not ranked; `word` says whether it is
    surely apart from the mean of the others.
    """

    code: str
    mean: Figure
    likelier: float | None = None
    place: Place | None = None
    word: Word = Word.NOT_KNOWN


@dataclass(frozen=True, slots=True)
class FunnelEntry:
    """One branch in the funnel. `usual` is its side once the usual spread between branches is allowed for."""

    code: str
    n: int
    value: float
    side: Side
    usual: Side


@dataclass(frozen=True, slots=True)
class FunnelFigures:
    """The funnel; without entries there is none, and `lack` says why, `n` counting branches.

    `near` and `far` are the limits at 95 and 99.8 %: n, lowest, highest.
    """

    n: int
    needed: int = 0
    target: float = 0.0
    over_dispersed: bool = False
    near: tuple[tuple[float, float, float], ...] = ()
    far: tuple[tuple[float, float, float], ...] = ()
    entries: tuple[FunnelEntry, ...] = ()
    lack: Lack | None = None


@dataclass(frozen=True, slots=True)
class RegionFigure:
    """A region: how many of its branches have a scored visit, and the mean of their visits."""

    name: str
    branches: int
    mean: Figure


@dataclass(frozen=True, slots=True)
class HeatEntry:
    """A branch's mean percentage in each section, in the order of the pack; `value` is None below the fewest visits."""

    code: str
    sections: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class CommonMiss:
    """How often a standard was missed (a share of 1), and at how many of the branches that were judged on it.

    `mostly` counts the branches that missed it more often than they met it.
    """

    code: str
    missed: Figure
    branches: int
    of: int
    mostly: int = 0


@dataclass(frozen=True, slots=True)
class RepeatedMiss:
    """A standard that branches missed in their last two or more visits: how many branches, and the longest row."""

    code: str
    branches: int
    longest: int
    where: str


@dataclass(frozen=True, slots=True)
class RoundTimes:
    """What one standard measured, in seconds; `within` is a share of 1."""

    code: str
    median: Figure
    high: Figure
    within: Figure


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """All statistics of a round. `league` has the ranked branches by place first, then the others by code."""

    mean: Figure
    league: tuple[LeagueEntry, ...] = ()
    is_ranked: bool = False
    funnel: FunnelFigures = FunnelFigures(0)
    regions: tuple[RegionFigure, ...] = ()
    heat: tuple[HeatEntry, ...] = ()
    passed: Figure | None = None
    bands: tuple[int, ...] = ()
    unbanded: int = 0
    weakest: tuple[CommonMiss, ...] = ()
    never_missed: tuple[SharedMiss, ...] = ()
    times: tuple[RoundTimes, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundBranch:
    """A branch of the round and how many published visits of the kind it had."""

    code: str
    name: str
    region: str
    visits: int


@dataclass(frozen=True, slots=True)
class RoundAfter:
    """What became of the visits. `appealed` are standards with their appeals, and how many of those were granted.

    `overdue_at` are branches by code with their overdue actions. `embargoed` published visits are not seen by their
    branches before `embargoed_until`.
    """

    standing: Mapping[VisitStatus, int] = field(default_factory=dict)
    embargoed: int = 0
    embargoed_until: date | None = None
    appeals: Mapping[AppealState, int] = field(default_factory=dict)
    appealed: tuple[tuple[str, int, int], ...] = ()
    actions: Mapping[ActionState, int] = field(default_factory=dict)
    overdue_at: tuple[tuple[str, int], ...] = ()
    said: Mapping[VoiceKind, int] = field(default_factory=dict)
    voices: tuple[BesideStandard, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundInput:
    """All of it. `pack` is the newest snapshot that was used; `visits` counts those of the kind in the period.

    `brand` and `region` are what was asked for, empty for all. `branches` are all of the round by code, those
    without a visit too. `others_by_kind` and `other_packs` count the published visits that have no part in it.
    `changed` are the standards whose verdicts do not compare between the editions used, `dropped` those that the
    newest has no more, for their words. `language` is that of the pack's texts, `words` that of the document's own.
    `design` is the brand's own.
    """

    pack: Pack
    kind: VisitKind
    period: Period
    visits: int
    branches: tuple[RoundBranch, ...]
    figures: RoundFigures
    editions: tuple[EditionUse, ...]
    brand: str = ""
    region: str = ""
    others_by_kind: Mapping[VisitKind, int] = field(default_factory=dict)
    other_packs: int = 0
    changed: frozenset[str] = frozenset()
    dropped: tuple[Standard, ...] = ()
    repeats: tuple[RepeatedMiss, ...] = ()
    after: RoundAfter = RoundAfter()
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None
    design: Design | None = None

    def standard(self, code: str) -> Standard | None:
        """The standard of that code in the newest edition, else as an earlier one had it; None where none is known."""
        return next((one for one in (*self.pack.standards, *self.dropped) if one.code == code), None)

    def branch(self, code: str) -> RoundBranch:
        """The branch of that code; by its code alone where the round has none."""
        return next((one for one in self.branches if one.code == code), RoundBranch(code, "", "", 0))

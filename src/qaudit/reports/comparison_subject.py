"""What the comparison report is made of: the answers to headquarters' questions, group by group, as plain values.

Scores are percent, rates and shares 0 to 1. A part that was not asked for, or that has nothing to tell, is None or
empty. `code` is a branch's (a region's, a brand's) or a standard's, `name` what it is called.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from qaudit.analysis.control_charts import ControlChart
from qaudit.analysis.differences import Contribution, Difference
from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Estimate, NotEnough
from qaudit.analysis.funnel import Funnel
from qaudit.analysis.league_table import BranchFigures
from qaudit.analysis.severity import Severity
from qaudit.analysis.splitting import Split
from qaudit.analysis.spread import VarianceShares
from qaudit.analysis.times import TimesSummary
from qaudit.analysis.value import Assumptions, CostOfMisses
from qaudit.core.comparability import Continuity
from qaudit.core.standards import Pack
from qaudit.reports.design import Design

Editions = tuple[str, str]
"""The first and the last edition by name; most often they are one."""


@dataclass(frozen=True, slots=True)
class LeagueLine:
    """A branch, region or brand in its league."""

    code: str
    name: str
    figures: BranchFigures


@dataclass(frozen=True, slots=True)
class LeagueFigures:
    """Those with a place first, by place. The funnel's points are by code."""

    lines: tuple[LeagueLine, ...]
    funnel: Funnel | NotEnough


@dataclass(frozen=True, slots=True)
class HeatLine:
    """A branch over all sections; None where it has no visit with that section."""

    code: str
    name: str
    n: int
    """Its visits."""
    cells: tuple[tuple[Estimate, Flag | NotEnough] | None, ...]


@dataclass(frozen=True, slots=True)
class HeatFigures:
    """Branches by sections."""

    columns: tuple[str, ...]
    lines: tuple[HeatLine, ...]


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """The mean of a month's visits. `edition` is told where another begins with it."""

    month: str
    n: int
    value: float
    edition: Editions | None = None


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A branch's months; the chart's points stand beside them, one for one."""

    code: str
    name: str
    points: tuple[MonthPoint, ...]
    chart: ControlChart | NotEnough


@dataclass(frozen=True, slots=True)
class StandardLine:
    """How often a standard is met of `n` times that it was judged; `lost_share` is its part of all lost points."""

    code: str
    section: str
    n: int
    met: Estimate
    lost_share: float
    is_dead_weight: bool
    changed: Continuity | None = None


@dataclass(frozen=True, slots=True)
class RepeatLine:
    """`n` misses that were judged again, the rate of those missed again; branches that missed it, and still do."""

    code: str
    n: int
    repeated: Estimate | NotEnough
    branches: int
    running: int


@dataclass(frozen=True, slots=True)
class RunLine:
    """A standard that the last `visits` visits of a branch that judged it have all missed."""

    code: str
    branch: str
    visits: int
    n: int
    since: date
    last: date


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """How much the visits of a branch vary, in points of the score."""

    code: str
    name: str
    n: int
    mean: float
    sd: Estimate | NotEnough


@dataclass(frozen=True, slots=True)
class ConsistencyFigures:
    """Whose the variance of a score is, and the spread of each branch."""

    shares: VarianceShares | NotEnough
    lines: tuple[SpreadLine, ...]


@dataclass(frozen=True, slots=True)
class TimesLine:
    """What a standard measured, in seconds; `lost` is what passed the limit."""

    code: str
    summary: TimesSummary
    lost: float
    lost_share: float


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a standard has to do with the difference; `is_flagged` where its own change may be called one."""

    code: str
    contribution: Contribution | NotEnough
    is_flagged: bool
    changed: Continuity | None = None


@dataclass(frozen=True, slots=True)
class ChangeFigures:
    """The first side and the second. `points` are earned of possible, percent, without caps and weights."""

    n: tuple[int, int]
    means: tuple[float | None, float | None]
    difference: Difference | NotEnough
    points: tuple[float | None, float | None]
    lines: tuple[ChangeLine, ...]
    editions: tuple[Editions | None, Editions | None]


@dataclass(frozen=True, slots=True)
class GapLine:
    """A dimension or standard as `n` customers see it, and as the audit does."""

    key: str
    n: int
    expectation: Estimate | NotEnough
    perception: Estimate | NotEnough
    gap: Estimate | NotEnough
    audited: Estimate | NotEnough


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A standard that customers complained of, beside how often it is met; `is_doubtful`: it may be the wrong one."""

    code: str
    complaints: int
    n: int
    met: Estimate | None
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class ComplaintFigures:
    """The standards that were complained of, most often first; `elsewhere` complaints name none of them."""

    n: int
    elsewhere: int
    lines: tuple[ComplaintLine, ...]


@dataclass(frozen=True, slots=True)
class ValueFigures:
    """What poor visits, those below `limit`, may cost, from what the brand believes."""

    limit: float
    poor: Estimate | NotEnough
    assumptions: Assumptions
    cost: CostOfMisses | NotEnough


@dataclass(frozen=True, slots=True)
class AuditorLine:
    """An auditor by alias beside the peers; `drift` are the months that are signals."""

    alias: str
    n: int
    severity: Severity | NotEnough
    drift: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionLine:
    """From one edition to the next, first used on a day: the standards that are not the same."""

    pack: str
    before: str
    after: str
    since: date
    standards: tuple[tuple[str, Continuity], ...]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What may be averaged together: one kind of visit, one brand, one pack. `n` counts visits with a score."""

    kind: str
    brand: str
    pack: str
    n: int = 0
    editions: Editions | None = None
    changed: tuple[str, ...] = ()
    changes: ChangeFigures | None = None
    league: LeagueFigures | None = None
    regions: LeagueFigures | None = None
    heat: HeatFigures | None = None
    courses: tuple[CourseLine, ...] = ()
    standards: tuple[StandardLine, ...] = ()
    splits: tuple[tuple[str, Split | NotEnough], ...] = ()
    repeats: tuple[RepeatLine, ...] = ()
    runs: tuple[RunLine, ...] = ()
    consistency: ConsistencyFigures | None = None
    times: tuple[TimesLine, ...] = ()
    gap: tuple[GapLine, ...] = ()
    complaints: ComplaintFigures | None = None
    value: ValueFigures | None = None
    auditors: tuple[AuditorLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonInput:
    """All of it. `filters` are the filters by name with their values; `brands` are beside each other by kind of visit.

    `against` and `against_period` are those of the visits that changes are told from: the first side.
    `packs` are those of the groups, by name, as far as the store has them: they bring words to codes. `language` is
    that of the packs' texts, `words` that of the document's own. `design` is the brand's own, where there is one pack.
    """

    as_of: date
    groups: tuple[GroupFigures, ...]
    brands: tuple[tuple[str, LeagueFigures], ...] = ()
    editions: tuple[EditionLine, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    period: tuple[date | None, date | None] = (None, None)
    against: tuple[tuple[str, tuple[str, ...]], ...] = ()
    against_period: tuple[date | None, date | None] = (None, None)
    packs: Mapping[str, Pack] = field(default_factory=dict)
    logo: bytes | None = None
    language: str | None = None
    words: str | None = None
    design: Design | None = None

    @property
    def own_pack(self) -> Pack | None:
        """The pack whose brand the document is dressed as: that of all groups, where they have one and it is known."""
        names = {group.pack for group in self.groups}
        return self.packs.get(names.pop()) if len(names) == 1 else None

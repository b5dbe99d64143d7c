"""Standards over all branches: the weakest, those that everybody meets, those that split branches, repeat misses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qaudit.analysis.figures import Estimate, Interval, NotEnough
from qaudit.analysis.intervals import rate_interval
from qaudit.analysis.splitting import RateSums, Split, splits
from qaudit.core.comparability import Continuity
from qaudit.desk.comparison.groups import Editions, Group, Marks, changed_in, editions_of, grouped
from qaudit.lake.answers import RepeatRow, SpreadRow, TallyRow
from qaudit.lake.asked import Level

DEAD_WEIGHT = 0.95
"""A standard that is surely met more often than this tells branches apart no longer."""
FEWEST_IN_A_ROW = 2
"""Misses in a row that are a run."""

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StandardFigures:
    """One standard over all visits asked about."""

    code: str
    section: str
    n: int
    """Times it was judged."""
    met: Estimate
    """The rate of those met in full, 0 to 1."""
    share: float
    """The mean share of its points, 0 to 1: partly met counts in part."""
    lost: float
    """Points it lost."""
    lost_share: float
    """Of all points lost, the part that this standard lost (0 to 1)."""
    is_dead_weight: bool
    editions: Editions
    changed: Continuity | None
    """How it differs between editions, where it does."""


@dataclass(frozen=True, slots=True)
class Standards:
    """The standards of a group, the one that is met least first."""

    group: Group
    n: int
    """Observations that were judged."""
    rows: tuple[StandardFigures, ...]
    editions: Editions

    @property
    def dead_weight(self) -> tuple[StandardFigures, ...]:
        """Those that everybody meets, the most often met first."""
        return tuple(row for row in reversed(self.rows) if row.is_dead_weight)


def standards_of(rows: Sequence[TallyRow], marks: Marks) -> tuple[Standards, ...]:
    """The standards of each group."""
    return tuple(_standards(group, of_group, marks) for group, of_group in grouped(rows).items())


def _standards(group: Group, rows: Sequence[TallyRow], marks: Marks) -> Standards:
    lost = sum(row.possible - row.earned for row in rows)
    changed = marks.get((group.brand, group.pack), {})
    found = [_standard(row, lost, changed.get(row.code)) for row in rows]
    ordered = sorted(found, key=lambda one: (one.met.value, -one.n, one.code))
    return Standards(group, sum(row.judged for row in rows), tuple(ordered), editions_of(rows))


def _standard(row: TallyRow, lost: float, changed: Continuity | None) -> StandardFigures:
    met = rate_interval(row.judged - row.findings, row.judged)
    assert isinstance(met, Estimate)  # only what was judged has a row
    own = row.possible - row.earned
    return StandardFigures(
        row.code,
        row.section,
        row.judged,
        met,
        met.value if row.share is None else row.share,
        own,
        own / lost if lost > 0 else 0.0,
        isinstance(met.interval, Interval) and met.interval.low >= DEAD_WEIGHT,
        (row.first_edition, row.last_edition),
        changed,
    )


# ── What splits branches ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SplitStandards:
    """The standards of a group by how far they split branches (or regions …), those that cannot be told last."""

    group: Group
    level: Level
    rows: tuple[tuple[str, Split | NotEnough], ...]
    changed: tuple[str, ...]


def splits_of(rows: Sequence[SpreadRow], level: Level, marks: Marks) -> tuple[SplitStandards, ...]:
    """For each group."""
    return tuple(
        SplitStandards(
            group,
            level,
            tuple(splits({row.code: _sums(row) for row in of_group}).items()),
            changed_in(group, marks),
        )
        for group, of_group in grouped(rows).items()
    )


def _sums(row: SpreadRow) -> RateSums:
    return RateSums(row.members, row.asked, row.met, row.met_squares, row.asked_squares)


# ── Repeat misses ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RepeatedStandard:
    """How often a standard that was missed is missed again by the next visit that judges it."""

    code: str
    n: int
    """Misses that were judged again."""
    repeated: Estimate | NotEnough
    """Rate, 0 to 1."""
    branches: int
    """That missed it once at least."""
    running: int
    """Branches whose last two visits or more missed it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A standard that the last visits of one branch have all missed."""

    code: str
    branch: str
    name: str
    n: int
    """Visits that judged it at all."""
    visits: int
    """Misses in a row, up to the last."""
    since: date
    last: date


@dataclass(frozen=True, slots=True)
class Repeats:
    """The standards of a group by how often misses of theirs come again; the runs, the longest first."""

    group: Group
    standards: tuple[RepeatedStandard, ...]
    runs: tuple[Run, ...]


def repeats_of(rows: Sequence[RepeatRow], names: Names) -> tuple[Repeats, ...]:
    """For each group."""
    return tuple(_repeats(group, of_group, names) for group, of_group in grouped(rows).items())


def _repeats(group: Group, rows: Sequence[RepeatRow], names: Names) -> Repeats:
    of_code: dict[str, list[RepeatRow]] = {}
    for row in rows:
        of_code.setdefault(row.code, []).append(row)
    found = [_repeated(code, of_standard) for code, of_standard in of_code.items()]
    runs = [
        Run(row.code, row.branch, names.get(row.branch, row.branch), row.judged, row.run, row.since, row.last)
        for row in rows
        if row.run >= FEWEST_IN_A_ROW and row.since is not None
    ]
    return Repeats(
        group,
        tuple(sorted(found, key=_most_repeated)),
        tuple(sorted(runs, key=lambda run: (-run.visits, run.branch, run.code))),
    )


def _repeated(code: str, rows: Sequence[RepeatRow]) -> RepeatedStandard:
    again = sum(row.again for row in rows)
    rate = rate_interval(sum(row.repeated for row in rows), again)
    return RepeatedStandard(
        code, again, rate, len(rows), sum(1 for row in rows if row.run >= FEWEST_IN_A_ROW)
    )


def _most_repeated(one: RepeatedStandard) -> tuple[float, int, str]:
    rate = one.repeated.value if isinstance(one.repeated, Estimate) else -1.0
    return -rate, -one.n, one.code

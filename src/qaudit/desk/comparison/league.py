"""Leagues and heat maps: the lake's samples, made into figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qaudit.analysis.borrowed_spread import Spread, borrowed_spreads, peer_interval
from qaudit.analysis.discovery import Flag, flags
from qaudit.analysis.figures import Estimate, NotEnough, Why
from qaudit.analysis.funnel import Funnel, mean_funnel
from qaudit.analysis.intervals import mean_interval
from qaudit.analysis.league_table import BranchFigures, league_table
from qaudit.analysis.samples import Sample
from qaudit.analysis.standing import FEWEST_VISITS, Standing
from qaudit.desk.comparison.groups import Editions, Group, Marks, changed_in, editions_of, grouped
from qaudit.lake.answers import SampleRow
from qaudit.lake.asked import Level

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """A branch, region or brand in its league."""

    member: str
    name: str
    editions: Editions
    figures: BranchFigures


@dataclass(frozen=True, slots=True)
class League:
    """One league: those with a place first, by place; the others after them, by code. Scores are percent."""

    group: Group
    level: Level
    n: int
    """Visits."""
    rows: tuple[LeagueRow, ...]
    funnel: Funnel | NotEnough
    """Its points are by member."""
    editions: Editions
    changed: tuple[str, ...]
    """Standards that are not the same in all of its editions: their part of the scores does not compare."""


def leagues_of(
    rows: Sequence[SampleRow],
    level: Level,
    names: Names,
    marks: Marks,
    *,
    fewest_visits: int = FEWEST_VISITS,
) -> tuple[League, ...]:
    """A league for each group."""
    return tuple(
        _league(group, of_group, level, names, marks, fewest_visits)
        for group, of_group in grouped(rows).items()
    )


def _league(
    group: Group, rows: Sequence[SampleRow], level: Level, names: Names, marks: Marks, fewest_visits: int
) -> League:
    samples = samples_of(rows)
    table = league_table(samples, fewest_visits=fewest_visits)
    of_member = {row.member: row for row in rows}
    found = []
    for member, figures in table.items():
        assert isinstance(figures, BranchFigures)  # only members with a visit have a row
        row = of_member[member]
        editions = (row.first_edition, row.last_edition)
        found.append(LeagueRow(member, names.get(member, member), editions, figures))
    return League(
        group,
        level,
        sum(row.n for row in rows),
        tuple(sorted(found, key=_place)),
        mean_funnel(samples),
        editions_of(rows),
        changed_in(group, marks),
    )


def samples_of(rows: Sequence[SampleRow]) -> dict[str, Sample]:
    """The samples by member."""
    return {row.member: sample_of_row(row) for row in rows}


def sample_of_row(row: SampleRow) -> Sample:
    """The sample of a row."""
    return Sample(row.n, row.mean, row.variance)


def _place(row: LeagueRow) -> tuple[float, str]:
    standing = row.figures.standing
    return (standing.place if isinstance(standing, Standing) else float("inf"), row.member)


# ── Heat map ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A branch in one section: its mean (percent), and what may be said of it beside the others there."""

    mean: Estimate
    flag: Flag | NotEnough


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A branch over all sections; None where it has no visit with that section."""

    member: str
    name: str
    n: int
    """Its visits; not each of them need have every section."""
    cells: tuple[HeatCell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Members by sections (or layers …), both in the order of their codes. The key of its group is empty."""

    group: Group
    level: Level
    columns: tuple[str, ...]
    means: tuple[float, ...]
    """Of all visits in each column."""
    rows: tuple[HeatRow, ...]
    editions: Editions
    changed: tuple[str, ...]


def heat_maps_of(
    rows: Sequence[SampleRow], totals: Sequence[SampleRow], level: Level, names: Names, marks: Marks
) -> tuple[HeatMap, ...]:
    """A heat map for each brand, pack and kind. Flags are adjusted for how many members a column has.

    `totals` are the same visits by total: a member's visits may each have other columns.
    """
    maps: dict[Group, dict[str, list[SampleRow]]] = {}
    for group, of_group in grouped(rows).items():
        maps.setdefault(Group(group.kind, group.brand, group.pack), {})[group.key] = of_group
    visits = {group: {row.member: row.n for row in of_group} for group, of_group in grouped(totals).items()}
    return tuple(
        _heat_map(group, columns, visits.get(group, {}), level, names, marks)
        for group, columns in maps.items()
    )


def _heat_map(
    group: Group,
    columns: Mapping[str, Sequence[SampleRow]],
    visits: Mapping[str, int],
    level: Level,
    names: Names,
    marks: Marks,
) -> HeatMap:
    cells = {column: _cells(rows) for column, rows in columns.items()}
    members = sorted({row.member for rows in columns.values() for row in rows})
    return HeatMap(
        group,
        level,
        tuple(columns),
        tuple(
            sum(row.n * row.mean for row in rows) / sum(row.n for row in rows) for rows in columns.values()
        ),
        tuple(
            HeatRow(
                member,
                names.get(member, member),
                # A visit that is unscored as a whole may have a section with a score.
                max(visits.get(member, 0), *(own[member].mean.n for own in cells.values() if member in own)),
                tuple(cells[column].get(member) for column in columns),
            )
            for member in members
        ),
        editions_of([row for rows in columns.values() for row in rows]),
        changed_in(group, marks),
    )


def _cells(rows: Sequence[SampleRow]) -> dict[str, HeatCell]:
    samples = samples_of(rows)
    spreads = borrowed_spreads(samples)
    if isinstance(spreads, NotEnough):
        return {member: HeatCell(_alone(sample), spreads) for member, sample in samples.items()}
    ranked = {member: sample for member, sample in samples.items() if sample.n >= FEWEST_VISITS}
    flagged = flags(ranked, spreads)
    return {member: _cell(sample, spreads[member], flagged.get(member)) for member, sample in samples.items()}


def _cell(sample: Sample, spread: Spread, flag: Flag | NotEnough | None) -> HeatCell:
    return HeatCell(peer_interval(sample, spread), flag or NotEnough(Why.TOO_FEW, sample.n, FEWEST_VISITS))


def _alone(sample: Sample) -> Estimate:
    mean = mean_interval(sample)
    assert isinstance(mean, Estimate)
    return mean

"""How far scores are the branch's, the auditor's and the visit's.

For briefing and rewording, never a list to punish by. Auditors come by alias, in the order of the aliases, and have
no places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qaudit.analysis.agreement import Agreement, agreement_of_counts
from qaudit.analysis.control_charts import ControlChart, score_chart
from qaudit.analysis.figures import UNBOUNDED, Estimate, NotEnough
from qaudit.analysis.samples import sample_of
from qaudit.analysis.severity import Severity, all_departures, severities
from qaudit.analysis.spread import VarianceShares, score_sd, variance_shares
from qaudit.desk.comparison.groups import Group, grouped
from qaudit.lake.answers import OccasionRow, ScoreRow, TwiceJudgedRow

LEAST_AGREED = 10
"""Standards of which agreement is told one by one: those that were judged alike least."""

VERDICTS = ("met", "missed", "partly")
"""What two auditors may say of one standard."""

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BranchSpread:
    """How much the visits of one branch vary, in points of the score."""

    member: str
    name: str
    n: int
    mean: float
    sd: Estimate | NotEnough


@dataclass(frozen=True, slots=True)
class Consistency:
    """The spread of scores, and whose it is; branches by code."""

    group: Group
    n: int
    """Visits."""
    shares: VarianceShares | NotEnough
    branches: tuple[BranchSpread, ...]


def consistencies_of(rows: Sequence[ScoreRow], names: Names) -> tuple[Consistency, ...]:
    """For each group and key."""
    return tuple(_consistency(group, of_group, names) for group, of_group in grouped(rows).items())


def _consistency(group: Group, rows: Sequence[ScoreRow], names: Names) -> Consistency:
    scores: dict[str, list[float]] = {}
    for row in rows:
        scores.setdefault(row.member, []).append(row.score)
    spreads = (
        BranchSpread(member, names.get(member, member), len(own), sample_of(own).mean, score_sd(own))
        for member, own in sorted(scores.items())
    )
    branches, auditors, all_scores = _columns(rows)
    return Consistency(group, len(rows), variance_shares(branches, auditors, all_scores), tuple(spreads))


def _columns(rows: Sequence[ScoreRow]) -> tuple[list[str], list[str], list[float]]:
    return [row.branch for row in rows], [row.auditor for row in rows], [row.score for row in rows]


# ── Auditors ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Drift:
    """An auditor's course: for each month the mean departure from what its branches usually get (points)."""

    months: tuple[str, ...]
    visits: tuple[int, ...]
    departures: tuple[float, ...]
    chart: ControlChart | NotEnough


@dataclass(frozen=True, slots=True)
class AuditorFigures:
    """One auditor beside peers at the same branches."""

    alias: str
    n: int
    severity: Severity | NotEnough
    drift: Drift


@dataclass(frozen=True, slots=True)
class Auditors:
    """The auditors of a group by alias."""

    group: Group
    n: int
    rows: tuple[AuditorFigures, ...]


def auditors_of(rows: Sequence[ScoreRow]) -> tuple[Auditors, ...]:
    """For each group and key."""
    return tuple(_auditors(group, of_group) for group, of_group in grouped(rows).items())


def _auditors(group: Group, rows: Sequence[ScoreRow]) -> Auditors:
    columns = _columns(rows)
    months: dict[str, dict[str, list[float]]] = {}
    for row, apart in zip(rows, all_departures(*columns), strict=True):
        months.setdefault(row.auditor, {}).setdefault(row.day.isoformat()[:7], []).append(apart)
    found = (
        AuditorFigures(alias, sum(map(len, months[alias].values())), severity, _drift(months[alias]))
        for alias, severity in severities(*columns).items()
    )
    return Auditors(group, len(rows), tuple(found))


def _drift(months: Mapping[str, Sequence[float]]) -> Drift:
    ordered = sorted(months)
    means = tuple(sample_of(months[month]).mean for month in ordered)
    chart = score_chart(means, bounds=UNBOUNDED)
    return Drift(tuple(ordered), tuple(len(months[month]) for month in ordered), means, chart)


# ── Observed twice ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StandardAgreement:
    """A standard that two auditors or more judged on the same occasions."""

    code: str
    n: int
    """Occasions."""
    alike: float
    """The share of pairs of judgements that were equal, 0 to 1."""
    agreement: Agreement | NotEnough | None
    """Told for those judged alike least, None for the others."""


@dataclass(frozen=True, slots=True)
class Doubles:
    """Occasions that were observed twice: one branch, day, kind and edition, two auditors or more."""

    group: Group
    n: int
    """Occasions."""
    verdicts: Agreement | NotEnough
    """Of the verdicts: met, partly, missed."""
    standards: tuple[StandardAgreement, ...]
    """Judged alike least first. Most often such a standard can be read in two ways."""


Said = tuple[int, ...]
"""How many auditors gave each of `VERDICTS`."""


def doubles_of(occasions: Sequence[OccasionRow], standards: Sequence[TwiceJudgedRow]) -> tuple[Doubles, ...]:
    """For each group that has an occasion."""
    judged = grouped(standards)
    return tuple(
        _doubles(group, of_group, judged.get(group, ())) for group, of_group in grouped(occasions).items()
    )


def _doubles(group: Group, occasions: Sequence[OccasionRow], standards: Sequence[TwiceJudgedRow]) -> Doubles:
    said: dict[tuple[str, str, date], dict[Said, int]] = {}
    for row in occasions:
        said.setdefault((row.edition, row.branch, row.day), {})[_said(row)] = row.standards
    of_code: dict[str, dict[Said, int]] = {}
    for one in standards:
        of_code.setdefault(one.code, {})[_said(one)] = one.occasions
    alike = sorted((_alike(counts), code) for code, counts in of_code.items())
    return Doubles(
        group,
        len(said),
        agreement_of_counts(list(said.values()), VERDICTS),
        tuple(
            StandardAgreement(
                code,
                sum(of_code[code].values()),
                float(share),
                _agreement(of_code[code]) if place < LEAST_AGREED else None,
            )
            for place, (share, code) in enumerate(alike)
        ),
    )


def _said(row: OccasionRow | TwiceJudgedRow) -> Said:
    return row.met, row.missed, row.partly


def _agreement(said: Mapping[Said, int]) -> Agreement | NotEnough:
    """Of one standard: every occasion is a visit with one unit."""
    units = [{counts: 1} for counts, occasions in said.items() for _ in range(occasions)]
    return agreement_of_counts(units, VERDICTS)


def _alike(said: Mapping[Said, int]) -> Fraction:
    """The share of equal pairs; each occasion counts as often as it has auditors."""
    equal = Fraction()
    for counts, occasions in said.items():
        pairs = sum(count * (count - 1) for count in counts)
        equal += occasions * Fraction(pairs, sum(counts) - 1)
    return equal / sum(occasions * sum(counts) for counts, occasions in said.items())

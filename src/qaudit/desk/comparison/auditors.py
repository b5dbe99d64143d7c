"""How far scores are the branch's, the auditor's and the visit's.

For briefing and rewording, never a list to punish by. Auditors come by alias, in the order of the aliases, and have
no places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qaudit.analysis.agreement import Agreement, agreement
from qaudit.analysis.control_charts import ControlChart, score_chart
from qaudit.analysis.figures import UNBOUNDED, Estimate, NotEnough
from qaudit.analysis.samples import sample_of
from qaudit.analysis.severity import Severity, all_departures, severities
from qaudit.analysis.spread import VarianceShares, score_sd, variance_shares
from qaudit.desk.comparison.groups import Group, grouped
from qaudit.lake.answers import DoubleRow, VisitScoreRow

LEAST_AGREED = 10
"""Standards of which agreement is told one by one: those that were judged alike least."""

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


def consistencies_of(rows: Sequence[VisitScoreRow], names: Names) -> tuple[Consistency, ...]:
    """For each group and key."""
    return tuple(_consistency(group, of_group, names) for group, of_group in grouped(rows).items())


def _consistency(group: Group, rows: Sequence[VisitScoreRow], names: Names) -> Consistency:
    scores: dict[str, list[float]] = {}
    for row in rows:
        scores.setdefault(row.member, []).append(row.score)
    spreads = (
        BranchSpread(member, names.get(member, member), len(own), sample_of(own).mean, score_sd(own))
        for member, own in sorted(scores.items())
    )
    branches, auditors, all_scores = _columns(rows)
    return Consistency(group, len(rows), variance_shares(branches, auditors, all_scores), tuple(spreads))


def _columns(rows: Sequence[VisitScoreRow]) -> tuple[list[str], list[str], list[float]]:
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


def auditors_of(rows: Sequence[VisitScoreRow]) -> tuple[Auditors, ...]:
    """For each group and key; rows are in the order of time."""
    return tuple(_auditors(group, of_group) for group, of_group in grouped(rows).items())


def _auditors(group: Group, rows: Sequence[VisitScoreRow]) -> Auditors:
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


Occasion = tuple[str, str, date]
"""Edition, branch, day."""
Judged = dict[Occasion, dict[str, list[str]]]
"""The verdicts by occasion and standard."""


def doubles_of(rows: Sequence[DoubleRow]) -> tuple[Doubles, ...]:
    """For each group that has an occasion."""
    return tuple(_doubles(group, of_group) for group, of_group in grouped(rows).items())


def _doubles(group: Group, rows: Sequence[DoubleRow]) -> Doubles:
    judged: Judged = {}
    for row in rows:
        of_occasion = judged.setdefault((row.edition, row.branch, row.day), {})
        of_occasion.setdefault(row.code, []).append(row.verdict)
    verdicts = agreement([list(of_occasion.values()) for of_occasion in judged.values()])
    of_code: dict[str, list[list[str]]] = {}
    for of_occasion in judged.values():
        for code, said in of_occasion.items():
            if len(said) > 1:
                of_code.setdefault(code, []).append(said)
    alike = sorted((_alike(said), code) for code, said in of_code.items())
    standards = (
        StandardAgreement(
            code,
            len(of_code[code]),
            share,
            agreement([[said] for said in of_code[code]]) if place < LEAST_AGREED else None,
        )
        for place, (share, code) in enumerate(alike)
    )
    return Doubles(group, len(judged), verdicts, tuple(standards))


def _alike(judged: Sequence[Sequence[str]]) -> float:
    """The share of equal pairs; each occasion counts as often as it has auditors."""
    equal = sum(sum(said.count(one) - 1 for one in said) / (len(said) - 1) for said in judged)
    return equal / sum(len(said) for said in judged)

"""What customers expect and perceive beside what the audit found."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qaudit.analysis.figures import UNBOUNDED, Estimate, NotEnough, Why
from qaudit.analysis.intervals import mean_interval
from qaudit.analysis.samples import Sample, sample_of, together
from qaudit.desk.comparison.groups import Group, grouped
from qaudit.desk.comparison.league import sample_of_row
from qaudit.errors import UsageError, system_reason
from qaudit.interop.survey_table import Survey, SurveyAnswer, read_survey
from qaudit.lake.answers import SampleRow
from qaudit.speech import _

__all__ = ["Gap", "Gaps", "Survey", "gaps_of", "survey_of"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A dimension or standard as customers and auditors see it. The two scales are never subtracted."""

    key: str
    n: int
    """Answers of customers."""
    expectation: Estimate | NotEnough
    perception: Estimate | NotEnough
    gap: Estimate | NotEnough
    """Perception less expectation, on the survey's scale; below 0 less than was expected."""
    audited: Estimate | NotEnough
    """Percent of points, over the visits; not enough where nobody audited it."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps beside the audit of one group; what falls short of expectation most comes first."""

    group: Group
    by: str
    """`dimension` or `code`."""
    visits: int
    rows: tuple[Gap, ...]


def survey_of(path: Path) -> Survey:
    """The answers in a file. Raises `UsageError` for one that cannot be read or is no survey."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise UsageError(
            _("{file} cannot be read: {reason}", file=str(path), reason=system_reason(fault))
        ) from fault
    return read_survey(data, path.name)


def gaps_of(survey: Survey, rows: Sequence[SampleRow]) -> tuple[Gaps, ...]:
    """For each kind, brand and pack; `rows` have the keys of the survey. Answers name no visit: each group has all."""
    audited: dict[Group, dict[str, Sample]] = {}
    for group, of_group in grouped(rows).items():
        samples = [sample_of_row(row) for row in of_group]
        audited.setdefault(Group(group.kind, group.brand, group.pack), {})[group.key] = together(samples)
    answers: dict[str, list[SurveyAnswer]] = {}
    for answer in survey.answers:
        answers.setdefault(answer.key, []).append(answer)
    return tuple(
        Gaps(
            group,
            survey.by,
            max(sample.n for sample in of_key.values()),
            tuple(sorted((_gap(key, own, of_key.get(key)) for key, own in answers.items()), key=_shortest)),
        )
        for group, of_key in audited.items()
    )


def _gap(key: str, answers: Sequence[SurveyAnswer], audited: Sample | None) -> Gap:
    return Gap(
        key,
        len(answers),
        mean_interval(sample_of([answer.expectation for answer in answers]), UNBOUNDED),
        mean_interval(sample_of([answer.perception for answer in answers]), UNBOUNDED),
        mean_interval(sample_of([answer.perception - answer.expectation for answer in answers]), UNBOUNDED),
        NotEnough(Why.NOTHING, 0, 1) if audited is None else mean_interval(audited),
    )


def _shortest(gap: Gap) -> tuple[float, str]:
    return (gap.gap.value if isinstance(gap.gap, Estimate) else 0.0, gap.key)

"""Headquarters' questions over all published visits: the lake is asked, the statistics answer.

Every answer is a value that screens, commands and documents print alike: it carries n, and its reason where there is
not enough. Groups are never mixed: see `groups.Group`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaudit.analysis.standing import FEWEST_VISITS
from qaudit.desk.comparison.asked import CourseOf, Every
from qaudit.desk.comparison.auditors import (
    Auditors,
    Consistency,
    Doubles,
    auditors_of,
    consistencies_of,
    doubles_of,
)
from qaudit.desk.comparison.changes import Changes, changes_of
from qaudit.desk.comparison.complaints import (
    Complaint,
    Complaints,
    complaints_of,
    found_of_keys,
    found_of_standards,
)
from qaudit.desk.comparison.courses import Course, rate_courses, score_courses
from qaudit.desk.comparison.gap import Gaps, Survey, gaps_of
from qaudit.desk.comparison.groups import EditionChange, Marks, edition_changes, marks_of
from qaudit.desk.comparison.known import choices, refuse_unknown
from qaudit.desk.comparison.league import HeatMap, League, heat_maps_of, leagues_of
from qaudit.desk.comparison.standards import (
    Repeats,
    SplitStandards,
    Standards,
    repeats_of,
    splits_of,
    standards_of,
)
from qaudit.desk.comparison.times import Times, times_of
from qaudit.desk.comparison.value import Value, ValueFile, values_of
from qaudit.lake.answers import EditionRow, OutcomeRow
from qaudit.lake.asked import OF_VISIT, Along, Asked, By, Level

if TYPE_CHECKING:
    from qaudit.lake.asking import Lake

__all__ = [
    "Along",
    "Asked",
    "By",
    "Comparisons",
    "CourseOf",
    "Every",
    "Level",
    "OutcomeRow",
    "open_comparisons",
]

DUCKDB = "duckdb"
LOCAL = "local[*]"
"""Where Spark runs unless a cluster is named: on this machine."""


class Comparisons:
    """The questions. Every one may raise `LakeUnusable`, and `lake.engines.Stopped` after `stop`."""

    def __init__(self, lake: "Lake") -> None:
        self._lake = lake
        self._used: dict[Asked, tuple[EditionRow, ...]] = {}

    def stop(self) -> None:
        """Stop the questions that run now; from any thread."""
        self._lake.stop()

    def until(self, is_stopped: Callable[[], bool]) -> "Comparisons":
        """The same questions, ending with `Stopped` before the next look at the lake once `is_stopped` says so."""
        found = Comparisons(self._lake.until(is_stopped))
        found._used = self._used
        return found

    def choices(self, asked: Asked, filtered: str) -> dict[str, int]:
        """What a filter could be set to beside the others of `asked`, with how many visits have it."""
        return choices(self._lake, asked, filtered)

    def refuse_unknown(self, asked: Asked) -> None:
        """Raises `UsageError` for a brand, branch, standard … that no visit of the lake has; kinds may be missing."""
        refuse_unknown(self._lake, asked)

    def leagues(self, asked: Asked, fewest_visits: int = FEWEST_VISITS) -> tuple[League, ...]:
        """Branches, regions or brands (`asked.level`) in order, by total, section, layer … (`asked.by`).

        Members with fewer visits than `fewest_visits` have no place.
        """
        rows, names = self._lake.samples(asked), self._names(asked)
        return leagues_of(rows, asked.level, names, self._marks(asked), fewest_visits=fewest_visits)

    def heat_maps(self, asked: Asked) -> tuple[HeatMap, ...]:
        """Members by sections, or by layers … where `asked.by` says so."""
        by = By.SECTION if asked.by is By.TOTAL else asked.by
        rows, totals = (self._lake.samples(replace(asked, by=one)) for one in (by, By.TOTAL))
        return heat_maps_of(rows, totals, asked.level, self._names(asked), self._marks(asked))

    def courses(
        self, asked: Asked, every: Every = Every.MONTH, of: CourseOf = CourseOf.SCORE
    ) -> tuple[Course, ...]:
        """The course of each member: control charts of scores, or of rates of standards met."""
        names = self._names(asked)
        if of is CourseOf.SCORE and every is Every.MONTH:
            return score_courses(self._lake.samples_by_month(asked), asked.level, names)
        if of is CourseOf.SCORE:
            return score_courses(self._lake.scores_by_visit(asked), asked.level, names)
        if every is Every.MONTH:
            return rate_courses(self._lake.rates_by_month(asked), asked.level, names)
        return rate_courses(self._lake.rates_by_visit(asked), asked.level, names)

    def outcomes(self, asked: Asked) -> tuple[OutcomeRow, ...]:
        """The visits one by one with what became of each, the latest first; filters on standards are passed over."""
        return tuple(reversed(self._lake.outcomes(_of_visits(asked))))

    def standards(self, asked: Asked) -> tuple[Standards, ...]:
        """How often each standard is met: the weakest first, and those that everybody meets."""
        return standards_of(self._lake.tallies(asked), self._marks(asked))

    def splits(self, asked: Asked) -> tuple[SplitStandards, ...]:
        """The standards that some branches (regions, brands) keep and others do not."""
        return splits_of(self._lake.spreads(asked), asked.level, self._marks(asked))

    def repeats(self, asked: Asked) -> tuple[Repeats, ...]:
        """Misses that come again on the next visit."""
        return repeats_of(self._lake.repeats(asked), self._branch_names(asked))

    def consistencies(self, asked: Asked) -> tuple[Consistency, ...]:
        """How much visits vary within branches, and the shares of branch, auditor and visit."""
        return consistencies_of(self._lake.visit_scores(asked), self._names(asked))

    def times(self, asked: Asked, along: Along = Along.STANDARD) -> tuple[Times, ...]:
        """Measured times, by branch, hour, weekday or month where `along` says so."""
        return times_of(self._lake.times(asked, along), along, self._marks(asked))

    def auditors(self, asked: Asked) -> tuple[Auditors, ...]:
        """Auditors beside their peers at the same branches, and their drift over months."""
        return auditors_of(self._lake.visit_scores(asked))

    def doubles(self, asked: Asked) -> tuple[Doubles, ...]:
        """How far auditors agreed on what two of them observed: one branch, day, kind and edition."""
        return doubles_of(self._lake.twice_by_occasion(asked), self._lake.twice_by_standard(asked))

    def changes(self, first: Asked, second: Asked) -> tuple[Changes, ...]:
        """What changed from one period or group to another, and the standards that made it."""
        samples = [
            self._lake.samples(replace(side, by=By.TOTAL, level=Level.BRANCH)) for side in (first, second)
        ]
        rows = self._lake.tallies_of_both(first, second)
        return changes_of(samples[0], samples[1], rows, self._marks(_either(first, second)))

    def gaps(self, asked: Asked, survey: Survey) -> tuple[Gaps, ...]:
        """What customers expect and perceive beside the audit; `gap.survey_of` reads their answers.

        Where branches are asked about, answers about other branches are left out; and so are those about other
        dimensions or standards.
        """
        by = By(survey.by)
        keys = asked.codes if by is By.STANDARD else asked.dimensions
        places = ("", *asked.branches) if asked.branches else ()
        survey = replace(
            survey,
            answers=tuple(
                one
                for one in survey.answers
                if (not keys or one.key in keys) and (not places or one.branch in places)
            ),
        )
        codes = tuple(dict.fromkeys(answer.key for answer in survey.answers)) if by is By.STANDARD else ()
        of_survey = replace(asked, by=by, level=Level.BRANCH, codes=codes or asked.codes)
        return gaps_of(survey, self._lake.samples(of_survey))

    def complaints(self, asked: Asked, said: Sequence[Complaint]) -> tuple[Complaints, ...]:
        """What customers complain of beside the audit, by standard, section, layer … (`asked.by`; not the total).

        `complaints.complaints_in` has what they said.
        """
        if asked.by is By.STANDARD:
            found = found_of_standards(standards_of(self._lake.tallies(asked), {}))
        else:
            found = found_of_keys(self._lake.samples(replace(asked, level=Level.BRANCH)))
        every = Asked(brands=asked.brands, packs=asked.packs, kinds=())
        return complaints_of(said, asked, self._editions(every), found)

    def values(self, asked: Asked, file: ValueFile) -> tuple[Value, ...]:
        """What poor visits may cost; `value.read_value_file` reads the brand's figures."""
        return values_of(self._lake.visit_scores(replace(asked, by=By.TOTAL)), file)

    def editions(self, asked: Asked) -> tuple[EditionChange, ...]:
        """Which editions changed which standards, as far as the lake knows."""
        return edition_changes(self._editions(asked))

    def snapshots(self, asked: Asked) -> tuple[str, ...]:
        """The packs as visits used them, by their digests; of one pack in the order in which they were first used."""
        return tuple(dict.fromkeys(row.digest for row in self._editions(asked)))

    def _editions(self, asked: Asked) -> tuple[EditionRow, ...]:
        """What the lake knows of each edition's standards: most questions want it, and it is asked once."""
        of_visits = _of_visits(asked)
        if of_visits not in self._used:
            self._used[of_visits] = self._lake.editions(of_visits)
        return self._used[of_visits]

    def _marks(self, asked: Asked) -> Marks:
        return marks_of(self.editions(asked))

    def _names(self, asked: Asked) -> dict[str, str]:
        """What branches are called, by code; regions and brands are called as they are named."""
        return self._branch_names(asked) if asked.level is Level.BRANCH else {}

    def _branch_names(self, asked: Asked) -> dict[str, str]:
        return {place.branch: place.name for place in self._lake.places(_of_visits(asked))}


def _of_visits(asked: Asked) -> Asked:
    """The same visits, with all of their standards."""
    return Asked(**{name: getattr(asked, name) for name in OF_VISIT}, since=asked.since, until=asked.until)


def _either(first: Asked, second: Asked) -> Asked:
    """Wide enough for both: what either lets through, from the first day of both to the last."""
    both: dict[str, Any] = {name: _both(getattr(first, name), getattr(second, name)) for name in OF_VISIT}
    return Asked(
        **both,
        since=None if first.since is None or second.since is None else min(first.since, second.since),
        until=None if first.until is None or second.until is None else max(first.until, second.until),
    )


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """A filter that lets through what either of two lets through."""
    return tuple(dict.fromkeys((*first, *second))) if first and second else ()


@contextmanager
def open_comparisons(folder: Path, engine: str = DUCKDB, master: str = LOCAL) -> Iterator[Comparisons]:
    """The questions over the lake in `folder`. `engine` is duckdb or spark, `master` where Spark runs.

    Raises `UsageError` for an unknown engine, `LakeUnusable` for no lake, an empty, damaged or newer one.
    """
    from qaudit.lake.asking import opened_lake

    with opened_lake(folder, engine, master) as lake:
        yield Comparisons(lake)

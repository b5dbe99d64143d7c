"""The visits of one branch in a comparison, drawn below its course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from qaudit.core.scoring import Outcome
from qaudit.desk.comparison.asking import OutcomeRow
from qaudit.desk.comparison.courses import Course
from qaudit.speech import _, ngettext
from qaudit.tui.screens.comparison_filters import value_name
from qaudit.tui.screens.comparison_rows import DRAWN_FROM, FIGURE, HEAD, gap_of, named, widest
from qaudit.tui.widgets.columns import Cell, cells_row
from qaudit.tui.widgets.compared_list import ComparedList
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.trend_plot import TrendPlot
from qaudit.wording import comparison as say
from qaudit.wording.names import outcome_name
from qaudit.wording.regional import day_words

DAY = 10
"""Cells of 2026-05-14."""


def heading_of(course: Course) -> str:
    """`Deal (tk-deal)`."""
    return named(course.member, course.name)


@dataclass(frozen=True, slots=True)
class VisitRows:
    """Visits, the latest first. `scores` are those of the standards that are asked about, where not all of them are."""

    visits: Sequence[OutcomeRow]
    scores: Mapping[str, float] | None = None

    def __len__(self) -> int:
        return len(self.visits)

    def id_at(self, place: int) -> str:
        return self.visits[place].visit

    def heads(self, width: int) -> Content:
        total = _("SCORE") if self.scores is None else _("WHOLE VISIT")
        heads = (_("DAY"), _("KIND"), _("SCORE"), total, _("OUTCOME"), _("MISSED"))
        return self._cells(heads, width).stylize(HEAD)

    def row(self, place: int, width: int) -> Content:
        found = self.visits[place]
        own = _score(None if self.scores is None else self.scores.get(found.visit))
        cells = (found.day.isoformat(), _kind(found), own, _score(found.percent), _outcome(found))
        return self._cells((*cells, str(found.findings)), width)

    def _cells(self, words: Sequence[str], width: int) -> Content:
        is_narrow = width < DRAWN_FROM
        day, kind, own, total, outcome, missed = words
        score = max(FIGURE, widest([_("SCORE")]))
        totals = score if self.scores is None else max(FIGURE, widest([_("WHOLE VISIT")]))
        kinds = 0 if is_narrow else max(widest([_("KIND")]), widest(map(_kind, self.visits)))
        outcomes = max(widest([_("OUTCOME")]), widest(map(_outcome, self.visits)))
        cells = (
            Cell(Content(day), DAY),
            Cell(Content(kind), kinds),
            Cell(Content(own), 0 if self.scores is None else score, is_number=True),
            Cell(Content(total), 0 if is_narrow and self.scores is not None else totals, is_number=True),
            Cell(Content(outcome), outcomes),
            Cell(Content(missed), max(3, widest([_("MISSED")])), is_number=True),
        )
        return cells_row(cells, width, gap_of(width))

    def told(self, place: int) -> Sequence[str]:
        found = self.visits[place]
        missed = ngettext(
            "{n} of {judged} standards was not fully met",
            "{n} of {judged} standards were not fully met",
            found.findings,
            judged=found.judged,
        )
        capped = _("capped by a critical miss") if found.capped else ""
        parts = (
            missed,
            capped,
            say.editions_words((found.edition, found.edition)),
            _("auditor {alias}", alias=one_line(found.auditor)),
        )
        return day_words(found.day), " · ".join(part for part in parts if part)


def _score(percent: float | None) -> str:
    return say.NONE if percent is None else say.one_place(percent)


def scores_of(course: Course) -> Mapping[str, float]:
    """The score of each visit that is a point."""
    return {point.visit: point.value for point in course.points if point.visit is not None}


def _kind(found: OutcomeRow) -> str:
    return value_name("kinds", found.kind)


def _outcome(found: OutcomeRow) -> str:
    known = {one.value: one for one in Outcome}
    if found.outcome is None:
        return say.NONE
    return outcome_name(known[found.outcome]) if found.outcome in known else one_line(found.outcome)


class BranchPane(Vertical):
    """The course, and the visits below it; the chosen visit is marked on the course."""

    DEFAULT_CSS = """
    BranchPane {
        height: 1fr;
        & > TrendPlot { height: 3fr; }
        & > ComparedList { height: 2fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="branch")
        self._rows = VisitRows(())

    def compose(self) -> ComposeResult:
        yield TrendPlot(name="branch-course")
        yield ComparedList(name="branch-visits")

    def show(self, course: Course, rows: VisitRows) -> None:
        """Shows a branch; the chosen visit stays chosen."""
        visits = self.query_one(ComparedList)
        place = visits.chosen or 0
        self._rows = rows
        visits.show(len(rows), rows.heads, rows.row, rows.told, min(place, max(0, len(rows) - 1)))
        plot = self.query_one(TrendPlot)
        plot.show(course)
        plot.choose(self.chosen)

    @property
    def chosen(self) -> str:
        """The visit that is chosen; empty for none."""
        place = self.query_one(ComparedList).chosen
        return "" if place is None else self._rows.id_at(place)

    def move(self, step: int, *, pages: bool = False) -> None:
        """Chooses another visit, and marks it on the course where that has a point for it."""
        visits = self.query_one(ComparedList)
        visits.move(step * (visits.page if pages else 1))
        self.query_one(TrendPlot).choose(self.chosen)

"""The views of a comparison: which answer each takes, which part of it is shown, and how it is read.

Statistics and drawings are loaded by this module: a page reads it in the thread that asks, after its first paint.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from qaudit.desk.comparison.asked import Asked
from qaudit.desk.comparison.asking import Comparisons
from qaudit.desk.comparison.courses import Course
from qaudit.desk.comparison.groups import Group
from qaudit.errors import QauditError
from qaudit.speech import _, language, ngettext
from qaudit.tui.comparing import Between, Sight, View
from qaudit.tui.screens.comparison_rows import LeagueRows, Rows, place_of
from qaudit.tui.screens.comparison_standard_rows import RepeatRows, StandardRows
from qaudit.tui.widgets.compared_list import ComparedList
from qaudit.tui.widgets.course_lines import edition_lines, sentence_words, signal_lines
from qaudit.tui.widgets.funnel_lines import outside_lines
from qaudit.tui.widgets.funnel_plot import FunnelPlot
from qaudit.tui.widgets.heat_grid import READ, HeatGrid
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.trend_plot import TrendPlot
from qaudit.wiring import Desk
from qaudit.wording import comparison as say
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison_members import (
    between_words,
    group_words,
    ranked_notes,
    unranked_words,
    visits_words,
)

Pane = ComparedList | TrendPlot | FunnelPlot | HeatGrid
Texts = dict[str, str]


def asked_of(comparisons: Comparisons, sight: Sight) -> tuple[Any, ...]:
    """The answers that a view is made from."""
    asked = sight.question.asked
    match sight.view:
        case View.LEAGUE | View.FUNNEL:
            return comparisons.leagues(asked)
        case View.TREND:
            return comparisons.courses(asked, sight.every, sight.of)
        case View.HEAT:
            return comparisons.heat_maps(asked)
        case View.STANDARDS:
            return comparisons.standards(asked)
        case View.REPEATS:
            return comparisons.repeats(asked)


def new_pane(view: View) -> Pane:
    """What draws a view."""
    name = f"view-{view.value}"
    match view:
        case View.TREND:
            return TrendPlot(name=name)
        case View.FUNNEL:
            return FunnelPlot(name=name)
        case View.HEAT:
            return HeatGrid(name=name)
        case _:
            return ComparedList(name=name)


# ── Which part of an answer ────────────────────────────────────────────────────────────────────────


def groups_of(answers: Sequence[Any]) -> list[Group]:
    """What was never averaged together, in the order of the answers."""
    return list(dict.fromkeys(answer.group for answer in answers))


def nearest_group(groups: Sequence[Group], between: Between | None, key: str) -> Group | None:
    """The group that was chosen last; where it is not there, the one that has most in common with it."""
    if not groups:
        return None
    kind, brand, pack = between or ("", "", "")

    def alike(group: Group) -> tuple[bool, bool, bool, bool]:
        return group.brand == brand, group.pack == pack, group.kind == kind, group.key == key

    return max(groups, key=alike)


def of_group(answers: Sequence[Any], group: Group) -> list[Any]:
    """The answers about one group: several courses, else one."""
    return [answer for answer in answers if answer.group == group]


def rows_of(sight: Sight, answer: Any, texts: Texts) -> Rows | None:
    """What a list draws; None for what is drawn otherwise."""
    match sight.view:
        case View.LEAGUE:
            return LeagueRows(answer)
        case View.STANDARDS:
            return StandardRows(answer, texts)
        case View.REPEATS:
            return RepeatRows(answer, texts)
        case _:
            return None


def texts_of(desk: Desk, comparisons: Comparisons, asked: Asked) -> Texts:
    """The words of standards as the last edition has them that has them. `asked` names the visits of one group."""
    found: Texts = {}
    for digest in comparisons.snapshots(asked):
        try:
            pack = desk.fieldwork.pack_of(digest)
        except QauditError:
            continue
        found |= {one.code: one.text.in_language(language()) for one in pack.standards}
    return found


# ── Words about an answer ──────────────────────────────────────────────────────────────────────────


def counted_words(view: View, answer: Any) -> str:
    """How much a list is made from; drawings say it themselves."""
    if view is View.LEAGUE:
        return visits_words(answer.n)
    return sentences.observations_words(answer.n) if view is View.STANDARDS else ""


def editions_of(answer: Any) -> str:
    """`editions 1 to 2`; nothing where an answer tells them point by point."""
    return say.editions_words(getattr(answer, "editions", None))


def group_parts(group: Group) -> tuple[str, ...]:
    """What a group is, the section or layer first."""
    key = one_line(group.key)
    words = group_words(group.brand, group.pack, group.kind, "", "")
    return (key, words) if key else (words,)


def group_name(group: Group) -> str:
    """`Tin Kettle · tin-kettle · unannounced visits · QUE`."""
    return group_words(group.brand, group.pack, group.kind, group.key, "")


def notes_of(view: View, answer: Any) -> Iterator[str]:
    """How a view is read, and what it does not say."""
    match view:
        case View.LEAGUE | View.FUNNEL:
            if view is View.FUNNEL:
                yield from outside_lines(answer)
            yield from ranked_notes(row.figures for row in answer.rows)
            yield sentences.funnel_words(answer.funnel)
            yield from unranked_words((row.member, row.figures) for row in answer.rows)
            yield between_words(answer.group.brand)
            yield say.changed_words(answer.changed)
        case View.TREND:
            is_rate = answer.of.value == "rate"
            yield _(sentences.RATES) if is_rate else _(sentences.SCORES)
            yield sentence_words(answer)
            yield from signal_lines(answer)
            yield from edition_lines(answer)
        case View.HEAT:
            yield f"{_(sentences.HEAT)} {_(READ)}"
            yield between_words(answer.group.brand)
            yield say.changed_words(answer.changed)
        case View.STANDARDS:
            yield _(sentences.RATES)
            yield _(sentences.LOST)
            dead = [row.code for row in answer.dead_weight]
            if dead:
                yield ngettext(
                    "{n} standard that nearly everybody meets: {codes}",
                    "{n} standards that nearly everybody meets: {codes}",
                    len(dead),
                    codes=say.named(dead),
                )
        case View.REPEATS:
            yield _(sentences.REPEATS)


# ── What a pane shows, and where one stands in it ──────────────────────────────────────────────────


def show_in(pane: Pane, sight: Sight, answers: Sequence[Any], texts: Texts) -> None:
    """Shows the answers about one group, with what was chosen last where it is there."""
    answer = answers[0]
    if isinstance(pane, TrendPlot):
        pane.show(course_of(answers, sight.member))
    elif isinstance(pane, FunnelPlot | HeatGrid):
        pane.show(answer)
        if sight.member:
            pane.choose(sight.member)
    else:
        rows = rows_of(sight, answer, texts)
        assert rows is not None
        chosen = sight.member if sight.view is View.LEAGUE else sight.code
        pane.show(len(rows), rows.heads, rows.row, rows.told, place_of(rows, chosen))


def course_of(courses: Sequence[Course], member: str) -> Course:
    """The course of a member; the first one where it has none."""
    return next((one for one in courses if one.member == member), courses[0])


def chosen_in(pane: Pane, sight: Sight, answers: Sequence[Any]) -> str:
    """The member, or in a list of standards the code, that is chosen; empty for none."""
    if isinstance(pane, TrendPlot):
        return course_of(answers, sight.member).member
    if isinstance(pane, FunnelPlot):
        return pane.chosen.member if pane.chosen is not None else ""
    if isinstance(pane, HeatGrid):
        return pane.chosen[0].member if pane.chosen is not None else ""
    rows = rows_of(sight, answers[0], {})
    return rows.id_at(pane.chosen) if rows is not None and pane.chosen is not None else ""


def column_in(pane: Pane) -> str:
    """The section, layer … that is chosen on a heat map; empty elsewhere."""
    return pane.chosen[1] if isinstance(pane, HeatGrid) and pane.chosen is not None else ""


def visit_in(pane: Pane) -> str:
    """The visit of the chosen point of a course; empty for a month, and elsewhere."""
    return (pane.chosen.visit or "") if isinstance(pane, TrendPlot) and pane.chosen is not None else ""


def move_in(pane: Pane, step: int, *, pages: bool = False) -> None:
    """Goes up or down by rows or pages; on a funnel along its members."""
    if isinstance(pane, HeatGrid):
        pane.move_down(step * (pane.page if pages else 1))
    elif isinstance(pane, ComparedList):
        pane.move(step * (pane.page if pages else 1))
    elif isinstance(pane, FunnelPlot):
        pane.move(step)


def across_in(pane: Pane, step: int) -> None:
    """Goes to the right on the screen: along a course, a funnel, the columns of a heat map."""
    if isinstance(pane, HeatGrid):
        pane.move_across(step)
    elif isinstance(pane, TrendPlot | FunnelPlot):
        pane.move(step)


def next_unlike_in(pane: Pane) -> None:
    """On a heat map goes to the next cell that is unlike the others of its column."""
    if isinstance(pane, HeatGrid):
        pane.move_to_unlike()


def names_in(sight: Sight, answers: Sequence[Any], texts: Texts) -> dict[str, str]:
    """What may be found by words: members by name, standards by their words."""
    if sight.view in (View.STANDARDS, View.REPEATS):
        rows = rows_of(sight, answers[0], texts)
        codes = [rows.id_at(place) for place in range(len(rows))] if rows is not None else []
        return {code: texts.get(code, "") for code in codes}
    if sight.view is View.TREND:
        return {course.member: course.name for course in answers}
    return {row.member: row.name for row in answers[0].rows}

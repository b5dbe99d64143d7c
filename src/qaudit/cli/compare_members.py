"""Leagues, heat maps, courses, spread and auditors as tables for people."""

from collections.abc import Iterable, Iterator, Sequence

from qaudit.analysis.control_charts import ControlChart
from qaudit.analysis.figures import NotEnough, Why
from qaudit.analysis.severity import Severity
from qaudit.cli import output
from qaudit.cli.compare_lines import Block, cells, group_title, has_room
from qaudit.desk.comparison.asked import CourseOf
from qaudit.desk.comparison.asking import Level
from qaudit.desk.comparison.auditors import AuditorFigures, Auditors, Consistency
from qaudit.desk.comparison.courses import Course
from qaudit.desk.comparison.league import HeatCell, HeatMap, HeatRow, League
from qaudit.speech import _, ngettext, pgettext
from qaudit.wording import comparison as say
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison import NONE
from qaudit.wording.comparison_members import (
    between_words,
    member_head,
    ranked_notes,
    unranked_words,
    visits_words,
)

# ── League ─────────────────────────────────────────────────────────────────────────────────────────


def league_blocks(leagues: Iterable[League]) -> Iterator[Block]:
    """A table for each league: place, mean, likelier mean, flag; below it who has no place, and why."""
    for league in leagues:
        named = has_room() and league.level is Level.BRANCH
        names = (pgettext("column", "NAME"),) if named else ()
        heads = (
            _("PLACE"), member_head(league.level), *names,
            _("VISITS"), _("MEAN (95 %)"), _("LIKELIER"), _("OTHERS"),
        )  # fmt: skip
        rows = tuple(
            cells(
                say.place_words(row.figures.standing),
                row.member or NONE,
                *((row.name,) if named else ()),
                row.figures.n,
                say.estimate_words(row.figures.mean),
                NONE if isinstance(row.figures.shrunken, NotEnough) else say.one_place(row.figures.shrunken.shrunken),
                say.flag_words(row.figures.flag),
            )
            for row in league.rows
        )  # fmt: skip
        notes = (
            *unranked_words((row.member, row.figures) for row in league.rows),
            *ranked_notes(row.figures for row in league.rows),
            sentences.funnel_words(league.funnel),
            between_words(league.group.brand),
            say.changed_words(league.changed),
        )
        title = f"{group_title(league.group, visits_words(league.n))} · {say.editions_words(league.editions)}"
        yield Block(title, heads, rows, notes, wide=2 if named else 1, is_cut=False)


# ── Heat map ───────────────────────────────────────────────────────────────────────────────────────


def heat_blocks(heats: Iterable[HeatMap]) -> Iterator[Block]:
    """Members by sections; several tables where the terminal is too narrow for all columns."""
    for heat in heats:
        counted = ngettext("{n} column", "{n} columns", len(heat.columns))
        title = group_title(heat.group, f"{counted} · {say.editions_words(heat.editions)}")
        notes = (
            _(sentences.HEAT),
            _(sentences.HEAT_FEW) if _has_too_few(heat) else "",
            between_words(heat.group.brand),
            say.changed_words(heat.changed),
        )
        parts = list(_parts(heat))
        for columns in parts:
            heads = (
                member_head(heat.level),
                _("VISITS"),
                *(heat.columns[place] or NONE for place in columns),
            )
            means = cells(_("all"), "", *(say.whole(heat.means[place]) for place in columns))
            rows = (*(_heat_row(row, columns) for row in heat.rows), means)
            yield Block(title, heads, rows, notes if columns is parts[-1] else (), is_cut=False)


def _heat_row(row: HeatRow, columns: Sequence[int]) -> output.Row:
    return cells(row.member or NONE, str(row.n), *(_heat_cell(row.cells[place]) for place in columns))


def _heat_cell(cell: HeatCell | None) -> str:
    return NONE if cell is None else f"{say.whole(cell.mean.value)}{say.cell_sign(cell.flag)}"


def _has_too_few(heat: HeatMap) -> bool:
    cells_shown = (cell for row in heat.rows for cell in row.cells if cell is not None)
    return any(say.cell_sign(cell.flag) == say.TOO_FEW for cell in cells_shown)


def _parts(heat: HeatMap) -> Iterator[list[int]]:
    """The columns that go into one table each."""
    width = output.terminal_width()
    taken = max((output.cell_width(row.member) for row in heat.rows), default=0) + 10
    used = taken
    found: list[int] = []
    for place, column in enumerate(heat.columns):
        needed = max(output.cell_width(column), 4) + 2
        if found and width is not None and used + needed > width:
            yield found
            used, found = taken, []
        found.append(place)
        used += needed
    yield found


# ── Trend ──────────────────────────────────────────────────────────────────────────────────────────


def trend_blocks(courses: Iterable[Course]) -> Iterator[Block]:
    """The course of each member: every point with its limits, and which of them are signals."""
    for course in courses:
        write = say.as_percent if course.of is CourseOf.RATE else say.one_place
        chart = course.chart
        points = chart.points if isinstance(chart, ControlChart) else [None] * len(course.points)
        rows = tuple(
            cells(
                point.when,
                point.n,
                write(point.value),
                NONE if charted is None else say.interval_words(charted.limits, write),
                "" if charted is None else say.signal_words(charted.signals),
                say.editions_words(point.editions) if point.new_edition else "",
            )
            for point, charted in zip(course.points, points, strict=True)
        )
        name = "" if course.name == course.member else course.name
        title = " · ".join(
            part for part in (course.member or NONE, name, group_title(course.group, "")) if part
        )
        heads = (_("WHEN"), _("N"), _("VALUE"), _("LIMITS"), _("SIGNAL"), _("EDITION"))
        about = sentences.RATES if course.of is CourseOf.RATE else sentences.SCORES
        notes = (_(about), *sentences.course_words(chart, write))
        yield Block(title, heads, rows, notes, is_cut=False)


# ── Consistency ────────────────────────────────────────────────────────────────────────────────────


def consistency_blocks(found: Iterable[Consistency]) -> Iterator[Block]:
    """How much the visits of each branch vary, and whose the variance is."""
    for one in found:
        rows = tuple(
            cells(row.member or NONE, row.n, say.one_place(row.mean), say.estimate_words(row.sd))
            for row in one.branches
        )
        heads = (_("BRANCH"), _("VISITS"), _("MEAN"), _("SPREAD (95 %)"))
        notes = (
            _(sentences.SPREAD),
            sentences.shares_words(one.shares),
        )
        yield Block(group_title(one.group, visits_words(one.n)), heads, rows, notes, is_cut=False)


# ── Auditors ───────────────────────────────────────────────────────────────────────────────────────


def auditor_blocks(found: Iterable[Auditors]) -> Iterator[Block]:
    """Auditors by alias beside their peers, and the months that are signals."""
    heads = (
        _("AUDITOR"),
        _("VISITS"),
        _("BRANCHES"),
        _("PEERS"),
        _("APART (95 %)"),
        _("LEANING"),
        _("DRIFT"),
    )
    for one in found:
        rows = tuple(_auditor_row(row) for row in one.rows)
        notes = (_(sentences.SEVERITY), *_auditor_lacks(one), _(sentences.NO_PUNISHMENT))
        yield Block(group_title(one.group, visits_words(one.n)), heads, rows, notes, is_cut=False)


def _auditor_row(row: AuditorFigures) -> output.Row:
    severity = row.severity
    if not isinstance(severity, Severity):
        return cells(row.alias, row.n, NONE, NONE, NONE, NONE, _drift_words(row))
    return cells(
        row.alias,
        row.n,
        severity.branches,
        severity.peers,
        say.estimate_words(severity.apart, say.with_sign),
        say.leaning_words(severity.leaning),
        _drift_words(row),
    )


def _drift_words(row: AuditorFigures) -> str:
    """The months whose mean departure is more than the usual ups and downs."""
    if isinstance(row.drift.chart, NotEnough):
        return say.lack_words(row.drift.chart) if row.drift.chart.why is Why.ALL_THE_SAME else NONE
    months = [
        month for month, point in zip(row.drift.months, row.drift.chart.points, strict=True) if point.signals
    ]
    return say.named(months) if months else _("none")


def _auditor_lacks(auditors: Auditors) -> Iterator[str]:
    for row in auditors.rows:
        if isinstance(row.severity, NotEnough):
            yield _("{reason}: {members}", reason=say.lack_words(row.severity), members=row.alias)

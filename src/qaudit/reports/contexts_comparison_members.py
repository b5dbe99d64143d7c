"""Branches in more than one figure: by section, over time, and how much their visits vary."""

from collections.abc import Sequence

from qaudit.analysis.control_charts import ControlChart, Signal
from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Comparison, Estimate, NotEnough
from qaudit.reports.charts_control import Break, Control, ControlPoint, Level, Mark, control_chart
from qaudit.reports.charts_heat import STEPS
from qaudit.reports.charts_scale import Scale, scale_for
from qaudit.reports.charts_spread import dot_and_whisker
from qaudit.reports.comparison_subject import CourseLine, GroupFigures, HeatFigures, HeatLine, SpreadLine
from qaudit.reports.contexts_branch_values import LONGEST_PLACE, percent_of, short_text
from qaudit.reports.contexts_comparison_standards import Telling
from qaudit.reports.contexts_comparison_tables import (
    Cell,
    ChartContext,
    Head,
    Kind,
    PartContext,
    TableContext,
    Words,
    ends_of,
    figure_cell,
    member_cell,
    named_month,
    phrases,
    section_words,
    sorting,
    spoken_words,
    spread_of,
    whole_number,
)
from qaudit.reports.contexts_scales import number_axis, tick_words
from qaudit.speech import _, ngettext
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison import (
    NONE,
    TOO_FEW,
    cell_sign,
    changed_words,
    editions_words,
    lack_words,
    one_place,
    signal_words,
    whole,
)
from qaudit.wording.phrases import Phrase, Value, joined, own, phrase

MOST_HEAT_ROWS, MOST_HEAT_COLUMNS = 60, 7
"""Branches and sections that one heat map holds."""
MOST_COURSES = 6
"""Courses that are drawn."""

# ── Branches and sections ──────────────────────────────────────────────────────────────────────────


def heat_parts(group: GroupFigures, telling: Telling) -> tuple[PartContext, ...]:
    """Branches by sections; those that stand out first where there are too many. Many sections make several maps."""
    heat = group.heat
    if heat is None or not heat.lines:
        return ()
    lines = _shown_lines(heat)
    least = _least(heat)
    parts = []
    maps = -(-len(heat.columns) // MOST_HEAT_COLUMNS)
    wide = -(-len(heat.columns) // maps)
    for first in range(0, len(heat.columns), wide):
        places = range(first, min(first + wide, len(heat.columns)))
        parts.append(_heat_table(heat, lines, places, least, telling))
    words = telling.words
    few = f" {_(sentences.HEAT_FEW)}" if _has_too_few(lines) else ""
    told: list[Words] = [own(f"{_(sentences.HEAT)}{few} {words.heat_note}")]
    rest = len(heat.lines) - len(lines)
    if rest:
        told.append(
            own(
                ngettext(
                    "{n} branch that stands out less is not shown: qaudit compare heat lists all.",
                    "{n} branches that stand out less are not shown: qaudit compare heat lists all.",
                    rest,
                )
            )
        )
    if group.changed:
        told.append(own(changed_words(group.changed)))
    last = len(parts) - 1
    return tuple(
        PartContext(words.heat if place == 0 else "", table=table, about=tuple(told) if place == last else ())
        for place, table in enumerate(parts)
    )


def _shown_lines(heat: HeatFigures) -> tuple[HeatLine, ...]:
    """All branches by code; of too many those with the most cells that are surely unlike the others."""
    if len(heat.lines) <= MOST_HEAT_ROWS:
        return heat.lines
    chosen = sorted(heat.lines, key=lambda line: (-_unlike(line), line.code))[:MOST_HEAT_ROWS]
    kept = {line.code for line in chosen}
    return tuple(line for line in heat.lines if line.code in kept)


def _unlike(line: HeatLine) -> int:
    flags = (cell[1] for cell in line.cells if cell is not None)
    return sum(isinstance(flag, Flag) and flag.comparison is not Comparison.NOT_KNOWN for flag in flags)


def _has_too_few(lines: Sequence[HeatLine]) -> bool:
    flags = (cell[1] for line in lines for cell in line.cells if cell is not None)
    return any(cell_sign(flag) == TOO_FEW for flag in flags)


def _least(heat: HeatFigures) -> float:
    """Where the grounds begin, 0 to 1: a round number, so that a good brand is not all of one shade."""
    values = [cell[0].value for line in heat.lines for cell in line.cells if cell is not None]
    return max(0.0, min(min(values, default=0.0) // 10 / 10, 0.9))


def _heat_table(
    heat: HeatFigures, lines: Sequence[HeatLine], places: range, least: float, telling: Telling
) -> TableContext:
    words = telling.words
    wide = 100 - 24 - 6
    columns = tuple(
        Head(
            str(section_words(heat.columns[place], telling.pack, telling.language)) or NONE,
            wide // len(places),
        )
        for place in places
    )
    heads = (Head(words.branch, 24, Kind.TEXT), Head("n", 6), *columns)
    rows = tuple(_heat_row(line, places, least) for line in lines)
    return TableContext("heat", words.heat, heads, rows, is_heat=True)


def _heat_row(line: HeatLine, places: range, least: float) -> tuple[Cell, ...]:
    name = short_text(line.name or line.code or NONE, LONGEST_PLACE)
    return (
        Cell(name, name.text),
        Cell(str(line.n), str(line.n), ground="heat-none"),
        *(_heat_cell(line.cells[place], least) for place in places),
    )


def _heat_cell(cell: tuple[Estimate, Flag | NotEnough] | None, least: float) -> Cell:
    if cell is None:
        return Cell(NONE, ground="heat-none")
    mean, flag = cell
    step = int(min(max((mean.value / 100 - least) / max(1 - least, 1e-9), 0.0), 1.0) * STEPS)
    shown = f"{whole(mean.value)} {cell_sign(flag)}".strip()
    return Cell(shown, sorting(mean.value), ground=f"heat-{min(step, STEPS - 1)}")


# ── Over time ──────────────────────────────────────────────────────────────────────────────────────

_MARKS = {
    Signal.ABOVE_LIMIT: Mark.ABOVE,
    Signal.BELOW_LIMIT: Mark.BELOW,
    Signal.RUN_ABOVE: Mark.RUN,
    Signal.RUN_BELOW: Mark.RUN,
}


def courses_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """The courses of branches with signals, the latest signal first; how many there are, and who shows the others."""
    if not group.courses:
        return None
    words = telling.words
    signalled = [line for line in group.courses if _last_signal(line)]
    judged = [line for line in group.courses if isinstance(line.chart, ControlChart)]
    ordered = sorted(signalled, key=lambda line: line.code)
    ordered.sort(key=_last_signal, reverse=True)
    shown = ordered[:MOST_COURSES]
    told: list[Words] = []
    if not judged:
        told.append(own(_("No branch has months enough for limits: 8 are needed.")))
    else:
        told.append(
            own(
                ngettext(
                    "{n} of {all} branches with enough months has a signal.",
                    "{n} of {all} branches with enough months have a signal.",
                    len(signalled),
                    all=len(judged),
                )
            )
        )
    if len(shown) < len(group.courses):
        told.append(own(_("qaudit compare trend shows every branch.")))
    charts = tuple(_course(line, telling) for line in shown)
    return PartContext(words.courses, words.courses_note if judged else "", before=tuple(told), charts=charts)


def _last_signal(line: CourseLine) -> str:
    """The month of the last signal; empty for none."""
    if isinstance(line.chart, NotEnough) or not line.chart.signals:
        return ""
    return line.points[line.chart.signals[-1][0]].month


def _course(line: CourseLine, telling: Telling) -> ChartContext:
    chart = line.chart
    assert isinstance(chart, ControlChart)
    told = _signals_told(line, chart)
    limits = chart.points[0].limits
    control = Control(
        points=tuple(
            _point(point.month, point.value, charted.signals)
            for point, charted in zip(line.points, chart.points, strict=True)
        ),
        centre=Level(chart.centre, _("median {score}", score=percent_of(chart.centre))),
        limits=tuple(
            Level(limit, _("limit {score}", score=percent_of(limit)))
            for limit in (limits.low, limits.high)
            if 0 < limit < 100
        ),
        breaks=tuple(
            Break(place, editions_words(point.edition))
            for place, point in enumerate(line.points)
            if point.edition is not None
        ),
        title=f"{telling.words.courses}: {line.name or line.code}",
        words=" ".join(str(one) for one in told),
    )
    visits = sum(point.n for point in line.points)
    name = short_text(line.name or line.code, LONGEST_PLACE)
    title = joined([name, own(ngettext("{n} visit", "{n} visits", visits))], " · ")
    picture = control_chart(control, tick_words, telling.theme)
    return ChartContext(picture, title, told)


def _point(month: str, value: float, signals: Sequence[Signal]) -> ControlPoint:
    first = next(iter(signals), None)
    mark = Mark.USUAL if first is None else _MARKS[first]
    return ControlPoint(named_month(month), value, mark, named_month(month) if signals else "")


def _signals_told(line: CourseLine, chart: ControlChart) -> tuple[Phrase, ...]:
    """Each signal in words, and whether the limits may still move."""
    told = [
        phrase(
            "{month}: {score} (n = {n}), {signal}.",
            month=Value(named_month(point.month)),
            score=Value(percent_of(point.value)),
            n=Value(str(point.n)),
            signal=own(signal_words(charted.signals)),
        )
        for point, charted in zip(line.points, chart.points, strict=True)
        if charted.signals
    ]
    if chart.provisional:
        told.append(own(_("Provisional: limits may still move, with fewer than 20 points.")))
    return tuple(told)


# ── How much visits vary ───────────────────────────────────────────────────────────────────────────


def consistency_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """Whose the variance is, and the spread of each branch, the widest first."""
    found = group.consistency
    if found is None:
        return None
    words = telling.words
    shares = sentences.shares_words(found.shares)
    ends = [end for line in found.lines for end in ends_of(line.sd)]
    if not ends:
        lacking = _("No spread: {reason}", reason=lack_words(_lack(found.lines)))
        return PartContext(words.consistency, before=phrases((shares,)), about=phrases((lacking,)))
    scale = scale_for(ends, (0.0, float("inf")))
    heads = (
        Head(words.branch, 36, Kind.TEXT),
        Head(words.interval, 32, Kind.CHART, number_axis(scale, words.spread)),
        Head(words.spread, 14),
        Head(words.mean, 11),
        Head("n", 7),
    )
    rows, rest = telling.cut(
        tuple(_spread(line, scale, telling) for line in sorted(found.lines, key=_widest)),
        "qaudit compare consistency",
    )
    table = TableContext("consistency", words.consistency, heads, rows)
    before = phrases((shares, _(sentences.SPREAD)))
    return PartContext(words.consistency, before=before, table=table, about=rest)


def _spread(line: SpreadLine, scale: Scale, telling: Telling) -> tuple[Cell, ...]:
    sd = figure_cell(line.sd)
    spoken = spoken_words(sd, line.n)
    member = member_cell(line.code, line.name)
    return (
        member,
        Cell(picture=dot_and_whisker(spread_of(line.sd), scale, str(member.shown), spoken, telling.theme)),
        sd,
        Cell(one_place(line.mean), sorting(line.mean)),
        whole_number(line.n),
    )


def _widest(line: SpreadLine) -> tuple[float, str]:
    return (-line.sd.value if isinstance(line.sd, Estimate) else 1.0, line.code)


def _lack(lines: Sequence[SpreadLine]) -> NotEnough:
    """Why the branch with the most visits has no spread."""
    most = max(lines, key=lambda line: line.n)
    assert isinstance(most.sd, NotEnough)
    return most.sd

"""Branches, regions and brands beside each other: the league with its intervals, and the funnel."""

from collections.abc import Sequence
from decimal import Decimal

from qaudit.analysis.discovery import Flag
from qaudit.analysis.figures import Comparison, NotEnough
from qaudit.analysis.funnel import Funnel as FunnelOf
from qaudit.analysis.funnel import FunnelPoint as PointOf
from qaudit.analysis.funnel import Where
from qaudit.analysis.shrinkage import Shrunken
from qaudit.analysis.standing import Standing
from qaudit.reports.charts_funnel import Funnel, FunnelPoint, Ring, funnel_chart
from qaudit.reports.charts_scale import Scale, scale_for
from qaudit.reports.charts_spread import dot_and_whisker
from qaudit.reports.comparison_subject import GroupFigures, LeagueFigures, LeagueLine
from qaudit.reports.comparison_words import ComparisonWords
from qaudit.reports.contexts_branch_values import percent_of
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
    sorting,
    spoken_words,
    spread_of,
    whole_number,
)
from qaudit.reports.contexts_round_league import outside_words
from qaudit.reports.contexts_scales import SCORES, number_axis, tick_words
from qaudit.reports.theme import Theme
from qaudit.speech import _
from qaudit.wording.comparison import (
    NONE,
    changed_words,
    flag_words,
    interval_words,
    named,
    one_place,
    short_lack_words,
    where_words,
    whole,
)
from qaudit.wording.comparison_members import unranked
from qaudit.wording.comparison_sentences import FLAGS, PACKS_DIFFER, funnel_words
from qaudit.wording.phrases import Value, own, phrase
from qaudit.wording.values import percent_words

_SIDES = {Where.ABOVE_998: 1, Where.BELOW_998: -1}
_NEAR = (Where.ABOVE_95, Where.BELOW_95)


def league_part(group: GroupFigures, theme: Theme, words: ComparisonWords) -> PartContext | None:
    """The branches by place; those without one after them."""
    if group.league is None:
        return None
    table = _league_table(group.league, "league", words.league, words.branch, theme, words)
    about: list[Words] = [*_unranked(group.league.lines)]
    if any(isinstance(line.figures.standing, Standing) for line in group.league.lines):
        about.append(own(_(FLAGS)))
    if group.changed:
        about.append(own(changed_words(group.changed)))
    return PartContext(words.league, words.league_note, table=table, about=tuple(about))


def regions_part(group: GroupFigures, theme: Theme, words: ComparisonWords) -> PartContext | None:
    """The regions, where there are several."""
    if group.regions is None or len(group.regions.lines) < 2:
        return None
    table = _league_table(group.regions, "regions", words.regions, words.region, theme, words)
    about = tuple(_unranked(group.regions.lines))
    return PartContext(words.regions, words.regions_note, table=table, about=about)


def brands_part(kind: str, found: LeagueFigures, theme: Theme, words: ComparisonWords) -> PartContext:
    """Brands beside each other, of one kind of visits."""
    table = _league_table(found, "brands", words.brands_beside, words.brand, theme, words)
    about = (own(_(PACKS_DIFFER)), *_unranked(found.lines))
    return PartContext(kind, table=table, about=about)


def _league_table(
    found: LeagueFigures, name: str, title: str, head: str, theme: Theme, words: ComparisonWords
) -> TableContext:
    """A league as a table, each row with its dot and whisker."""
    means = [line.figures.mean for line in found.lines]
    scale = scale_for((end for mean in means for end in ends_of(mean)), SCORES)
    total = sum(mean.n for mean in means)
    reference = sum(mean.n * mean.value for mean in means) / total if total else None
    heads = (
        Head(words.place, 11),
        Head(head, 26, Kind.TEXT),
        Head(words.interval, 23, Kind.CHART, number_axis(scale, words.mean)),
        Head(words.mean, 13),
        Head(words.likelier, 8),
        Head("n", 5),
        Head(words.beside, 14, Kind.TEXT),
    )
    rows = tuple(_row(line, scale, reference, theme, words) for line in found.lines)
    return TableContext(name, title, heads, rows)


def _row(
    line: LeagueLine, scale: Scale, reference: float | None, theme: Theme, words: ComparisonWords
) -> tuple[Cell, ...]:
    figures = line.figures
    ranked = figures.standing if isinstance(figures.standing, Standing) else None
    likelier = figures.shrunken.shrunken if isinstance(figures.shrunken, Shrunken) else None
    mean = figure_cell(figures.mean)
    member = member_cell(line.code, line.name)
    picture = dot_and_whisker(
        spread_of(figures.mean),
        scale,
        str(member.shown),
        spoken_words(mean, figures.n),
        theme,
        reference,
        likelier if ranked is not None else None,
    )
    return (
        _place(ranked),
        member,
        Cell(picture=picture),
        mean,
        Cell(NONE) if likelier is None else Cell(one_place(likelier), sorting(likelier)),
        whole_number(figures.n),
        flag_cell(figures.flag),
    )


def _place(standing: Standing | None) -> Cell:
    if standing is None:
        return Cell(NONE)
    return Cell(str(standing.place), str(standing.place), own(interval_words(standing.interval, whole)))


_ORDER = {Comparison.BETTER: "1", Comparison.NOT_KNOWN: "2", Comparison.WORSE: "3"}


def flag_cell(flag: Flag | NotEnough) -> Cell:
    """Better, worse, not known; sorted with what is surely better first."""
    if isinstance(flag, NotEnough):
        return Cell(own(short_lack_words(flag)))
    return Cell(own(flag_words(flag)), _ORDER[flag.comparison])


def _unranked(lines: Sequence[LeagueLine]) -> list[Words]:
    """Those without a place by the reason."""
    found = unranked((line.name or line.code, line.figures) for line in lines)
    return [
        phrase("{reason}: {members}", reason=own(reason), members=Value(members))
        for reason, members in found.items()
    ]


# ── Funnel ─────────────────────────────────────────────────────────────────────────────────────────


def funnel_part(group: GroupFigures, theme: Theme, words: ComparisonWords) -> PartContext | None:
    """Whether branches differ by more than chance."""
    if group.league is None:
        return None
    found = group.league.funnel
    if isinstance(found, NotEnough):
        reason = own(_("No funnel: {reason}", reason=short_lack_words(found)))
        return PartContext(words.funnel, about=(reason,))
    names = {line.code: line.name or line.code for line in group.league.lines}
    about = _funnel_words(found, names)
    chart = Funnel(
        points=tuple(_point(code, point) for code, point in found.points.items()),
        target=found.target,
        target_words=_("mean {percent}", percent=percent_of(found.target)),
        rings=_rings(found),
        across=words.funnel_visits,
        title=words.funnel,
        words=" ".join(map(str, about)),
    )
    picture = funnel_chart(chart, tick_words, theme)
    return PartContext(words.funnel, words.funnel_note, charts=(ChartContext(picture),), about=about)


def _point(code: str, point: PointOf) -> FunnelPoint:
    return FunnelPoint(
        str(Value(code)), point.n, point.value, _SIDES.get(point.where, 0), point.where in _NEAR
    )


def _rings(found: FunnelOf) -> tuple[Ring, ...]:
    """The inner limits and the outer ones."""
    curve = found.curve()
    near = tuple((float(n), near.low, near.high) for n, near, _far in curve)
    far = tuple((float(n), far.low, far.high) for n, _near, far in curve)
    return Ring(near, percent_words(Decimal(95))), Ring(far, percent_words(Decimal("99.8")))


def _funnel_words(found: FunnelOf, names: dict[str, str]) -> tuple[Words, ...]:
    outside = [code for code, point in found.points.items() if point.where is not Where.INSIDE]
    told: list[Words] = [outside_words(len(outside), found.n)]
    for where in (Where.ABOVE_998, Where.BELOW_998):
        beyond = [names.get(code, code) for code, point in found.points.items() if point.where is where]
        if beyond:
            told.append(
                phrase("{reason}: {members}", reason=own(where_words(where)), members=Value(named(beyond)))
            )
    told.append(own(funnel_words(found)))
    return tuple(told)

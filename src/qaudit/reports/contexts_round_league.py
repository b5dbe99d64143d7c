"""The branches of a round beside each other: the league, the funnel, the regions, and who was not visited."""

from dataclasses import dataclass
from decimal import Decimal

from qaudit.reports.branch_subject import Lack, Word
from qaudit.reports.charts import Svg
from qaudit.reports.charts_funnel import Funnel, FunnelPoint, Ring, funnel_chart
from qaudit.reports.charts_scale import Scale
from qaudit.reports.charts_spread import Spread, dot_and_whisker
from qaudit.reports.contexts_branch_values import (
    LONGEST_PLACE,
    one_place,
    percent_of,
    range_words,
    score_words,
    short_text,
)
from qaudit.reports.contexts_scales import figures_scale, number_axis, tick_words
from qaudit.reports.round_subject import FunnelEntry, LeagueEntry, RegionFigure, RoundBranch, RoundInput, Side
from qaudit.reports.round_words import RoundWords
from qaudit.reports.theme import Theme
from qaudit.speech import N_, _, ngettext
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, joined, own, phrase
from qaudit.wording.regional import written_number
from qaudit.wording.values import percent_words

MOST_NAMED = 40
"""Branches that a sentence names; how many more there are is said."""
SIGNS = {Word.BETTER: "▲", Word.WORSE: "▽"}


@dataclass(frozen=True, slots=True)
class LeagueRow:
    """One branch, or one region. `flag` and `instead` are words of ours, or empty; the other parts may be too."""

    place: str
    places: Phrase
    name: UserText
    sub: Phrase
    flag: str
    picture: Svg
    value: str
    interval: Phrase
    instead: str
    likelier: str
    n: str


@dataclass(frozen=True, slots=True)
class LeagueContext:
    """The rows with their axis. `about` are sentences below them."""

    rows: tuple[LeagueRow, ...]
    axis: Svg | None
    about: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class FunnelContext:
    """The funnel, and what it says in words. Without a chart there are too few branches for one."""

    chart: Svg | None
    about: tuple[Phrase, ...]


def league(source: RoundInput, theme: Theme, words: RoundWords) -> LeagueContext:
    """Ranked branches by place, then the others."""
    entries = source.figures.league
    scale = figures_scale(one.mean for one in entries)
    rows = tuple(_row(one, scale, source, theme, words) for one in entries)
    return LeagueContext(rows, number_axis(scale, words.mean) if rows else None, tuple(_about(source)))


def regions(source: RoundInput, theme: Theme, words: RoundWords) -> LeagueContext:
    """The regions by name."""
    found = source.figures.regions
    scale = figures_scale(one.mean for one in found)
    rows = tuple(_region(one, scale, source, theme, words) for one in found)
    return LeagueContext(rows, number_axis(scale, words.mean) if rows else None, ())


def not_visited(source: RoundInput) -> Phrase:
    """The branches that had no visit of the kind."""
    missing = [one for one in source.branches if not one.visits]
    if not missing:
        return NOTHING
    counted = ngettext("{n} branch of {all}", "{n} branches of {all}", len(missing), all=len(source.branches))
    return phrase("{counted}: {branches}", counted=own(counted), branches=named_branches(missing))


def named_branches(branches: list[RoundBranch]) -> Phrase:
    """Their names, and how many more there are."""
    shown = [short_text(one.name or one.code, LONGEST_PLACE) for one in branches[:MOST_NAMED]]
    rest = len(branches) - MOST_NAMED
    more = [own(ngettext("and {n} more", "and {n} more", rest))] if rest > 0 else []
    return joined([*shown, *more], "; ")


def funnel(source: RoundInput, theme: Theme, words: RoundWords) -> FunnelContext:
    """The funnel, where there are branches enough for one."""
    found = source.figures.funnel
    if not found.entries:
        if found.lack is Lack.ALL_THE_SAME:
            return FunnelContext(
                None, (own(_("All visits of each branch have one score: chance cannot be told.")),)
            )
        if found.n >= found.needed:
            return FunnelContext(None, (own(_("Not enough visits: no branch was visited twice.")),))
        return FunnelContext(
            None, (own(_("Not enough branches: {n} of {needed}.", n=found.n, needed=found.needed)),)
        )
    about = tuple(_funnel_words(source))
    chart = Funnel(
        points=tuple(_point(one) for one in found.entries),
        target=found.target,
        target_words=_("mean {percent}", percent=percent_of(found.target)),
        rings=(Ring(found.near, percent_words(Decimal(95))), Ring(found.far, percent_words(Decimal("99.8")))),
        across=words.funnel_visits,
        title=words.funnel,
        words=" ".join(map(str, about)),
    )
    return FunnelContext(funnel_chart(chart, tick_words, theme), about)


def _row(one: LeagueEntry, scale: Scale, source: RoundInput, theme: Theme, words: RoundWords) -> LeagueRow:
    told = score_words(one.mean)
    branch = source.branch(one.code)
    name = short_text(branch.name or branch.code, LONGEST_PLACE)
    region = short_text(branch.region, LONGEST_PLACE)
    likelier = "" if one.likelier is None else written_number(f"{one_place(one.likelier):f}")
    instead = _("all the same score") if one.mean.lack is Lack.ALL_THE_SAME else ""
    spoken = [told.value, str(told.interval) or instead, f"n = {told.n}"]
    if one.place is not None and likelier:
        spoken.insert(2, f"{words.likelier} {likelier}")
    spread = Spread(one.mean.value, one.mean.low, one.mean.high)
    reference = source.figures.mean.value
    ranked = one.likelier if one.place is not None else None
    return LeagueRow(
        place=str(one.place.place) if one.place else "–",
        places=range_words(str(one.place.low), str(one.place.high)) if one.place else NOTHING,
        name=name,
        sub=joined([part for part in (Value(branch.code), region) if str(part)], " · "),
        flag=_flag(one, source, words),
        picture=dot_and_whisker(
            spread, scale, str(name), ", ".join(filter(None, spoken)), theme, reference, ranked
        ),
        value=told.value,
        interval=told.interval,
        instead=instead,
        likelier=likelier,
        n=told.n,
    )


def _flag(one: LeagueEntry, source: RoundInput, words: RoundWords) -> str:
    """What is said of a branch beyond its figures; nothing where no branch is ranked."""
    if one.word is not Word.NOT_KNOWN:
        apart = words.surely_above if one.word is Word.BETTER else words.surely_below
        return f"{SIGNS[one.word]} {apart}"
    return words.too_few if source.figures.is_ranked and one.place is None else ""


def _region(
    one: RegionFigure, scale: Scale, source: RoundInput, theme: Theme, words: RoundWords
) -> LeagueRow:
    told = score_words(one.mean)
    name = short_text(one.name, LONGEST_PLACE)
    counted = ngettext("{n} branch", "{n} branches", one.branches)
    instead = "" if told.value else words.not_enough
    spoken = ", ".join(part for part in (told.value or instead, str(told.interval), f"n = {told.n}") if part)
    spread = Spread(one.mean.value, one.mean.low, one.mean.high)
    return LeagueRow(
        place="",
        places=NOTHING,
        name=name,
        sub=own(counted),
        flag="",
        picture=dot_and_whisker(spread, scale, str(name), spoken, theme, source.figures.mean.value),
        value=told.value,
        interval=told.interval,
        instead=instead,
        likelier="",
        n=told.n,
    )


def _about(source: RoundInput) -> list[Phrase]:
    """What may be said of the league as a whole."""
    entries = source.figures.league
    if not source.figures.is_ranked:
        words = _(
            "No branch is ranked: the visits are too few, or too much alike, to put branches in an order."
        )
        return [own(words)]
    found = []
    unranked = sum(1 for one in entries if one.place is None)
    if unranked:
        found.append(
            own(
                ngettext(
                    "{n} branch has fewer than 3 scored visits: too few to rank.",
                    "{n} branches have fewer than 3 scored visits each: too few to rank.",
                    unranked,
                )
            )
        )
    flagged = [one for one in entries if one.word is not Word.NOT_KNOWN]
    if flagged:
        found.append(
            own(
                ngettext(
                    "{n} branch is surely apart from the mean of the others: it is marked ▲ or ▽.",
                    "{n} branches are surely apart from the mean of the others: they are marked ▲ or ▽.",
                    len(flagged),
                )
            )
        )
    else:
        found.append(
            own(
                _(
                    "No branch is surely above or below the mean of the others: the visits do not tell them apart."
                )
            )
        )
    return found


_MARKS = {Side.ABOVE: 1, Side.BELOW: -1}
_BEYOND = {
    Side.ABOVE: N_("Beyond the outer lines, above: {branches}."),
    Side.BELOW: N_("Beyond the outer lines, below: {branches}."),
}


def _point(one: FunnelEntry) -> FunnelPoint:
    is_near = one.side in (Side.NEAR_ABOVE, Side.NEAR_BELOW)
    return FunnelPoint(str(Value(one.code)), one.n, one.value, _MARKS.get(one.side, 0), is_near)


def outside_words(outside: int, every: int) -> Phrase:
    """How many branches lie outside the inner lines of a funnel, and how many chance alone would set there."""
    counted = ngettext(
        "{n} of {all} branches lies outside the inner lines",
        "{n} of {all} branches lie outside the inner lines",
        outside,
        all=every,
    )
    return phrase(
        "{counted}; by chance alone it would be about {expected}.",
        counted=own(counted),
        expected=Value(written_number(f"{one_place(every * 0.05):f}")),
    )


def _funnel_words(source: RoundInput) -> list[Phrase]:
    """How many lie outside, and what the usual spread between branches makes of it."""
    found = source.figures.funnel
    outside = [one for one in found.entries if one.side is not Side.INSIDE]
    beyond = [one for one in outside if one.side in _MARKS]
    parts = [outside_words(len(outside), found.n)]
    for side, pattern in _BEYOND.items():
        named = [source.branch(one.code) for one in beyond if one.side is side]
        if named:
            parts.append(phrase(pattern, branches=named_branches(named)))
    if found.over_dispersed:
        unusual = sum(1 for one in found.entries if one.usual is not Side.INSIDE)
        parts.append(
            own(
                ngettext(
                    "Branches differ by more than chance. Beside the spread usual among them, {n} stays outside.",
                    "Branches differ by more than chance. Beside the spread usual among them, {n} stay outside.",
                    unusual,
                )
            )
        )
    return parts

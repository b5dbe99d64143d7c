"""The standards of a round: sections by branch, what is missed most and again, what everyone meets, measured times."""

from dataclasses import dataclass

from qaudit.core.measures import DurationMeasure
from qaudit.core.visits import VisitKind
from qaudit.reports.branch_subject import Figure, SharedMiss
from qaudit.reports.charts import Svg
from qaudit.reports.charts_heat import HeatCell, HeatContext, HeatRow, heat_map
from qaudit.reports.contexts_branch_values import (
    LONGEST_PLACE,
    NamedStandard,
    named,
    one_place,
    range_words,
    seconds_of,
    share_words,
    short_text,
)
from qaudit.reports.contexts_shares import more_standards, share_bar
from qaudit.reports.round_subject import CommonMiss, HeatEntry, RepeatedMiss, RoundInput, RoundTimes
from qaudit.reports.round_words import RoundWords
from qaudit.reports.theme import Theme
from qaudit.speech import _
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, joined, own
from qaudit.wording.readings import limit_in_words
from qaudit.wording.regional import written_number
from qaudit.wording.values import NBSP

MOST_WEAK, MOST_REPEATS, MOST_CLEAN, MOST_TIMES = 15, 15, 15, 16
"""Standards that are shown in a part; how many more there are is said."""
LONGEST_IN_HEAT = 40
"""Characters of a branch's name beside its row of the heat map."""
FEWEST_EVERYWHERE = 3
"""Branches from which on *every branch* is said."""
MOST_TITLES = 6
"""Sections whose titles stand over the columns of the heat map; more have their codes there."""
MOST_COLUMNS = 12
"""Sections beside each other in one heat map; more make several, one below the other."""


@dataclass(frozen=True, slots=True)
class MissContext:
    """A standard that was missed. `label` is a sentence, or empty."""

    standard: NamedStandard
    bar: Svg
    share: str
    interval: Phrase
    branches: str
    n: str
    label: str


@dataclass(frozen=True, slots=True)
class RepeatContext:
    """A standard that branches missed again."""

    standard: NamedStandard
    branches: str
    longest: str
    where: UserText


@dataclass(frozen=True, slots=True)
class CleanContext:
    """A standard that was never missed; `least` is what is sure of it."""

    standard: NamedStandard
    least: str
    n: str


@dataclass(frozen=True, slots=True)
class RoundTimesContext:
    """What one standard measured. Each part but n and the bar may be empty."""

    standard: NamedStandard
    limit: Phrase
    median: str
    median_interval: Phrase
    ninth: str
    ninth_interval: Phrase
    bar: Svg
    within: str
    interval: Phrase
    n: str


@dataclass(frozen=True, slots=True)
class RoundStandardsContext:
    """The parts. `more_` is how many standards are not shown; it may be empty. `heat` has no map without a figure."""

    heat: tuple[HeatContext, ...]
    weakest: tuple[MissContext, ...]
    more_weakest: str
    repeats: tuple[RepeatContext, ...]
    repeats_note: str
    more_repeats: str
    clean: tuple[CleanContext, ...]
    more_clean: str
    times: tuple[RoundTimesContext, ...]
    more_times: str


def round_standards(source: RoundInput, theme: Theme, words: RoundWords) -> RoundStandardsContext:
    """All parts about standards."""
    figures = source.figures
    clean = sorted(figures.never_missed, key=lambda one: -one.met.n)
    is_own = source.kind is VisitKind.SELF_CHECK
    return RoundStandardsContext(
        heat=heat_of(source, words),
        weakest=tuple(_miss(one, source, theme, words) for one in figures.weakest[:MOST_WEAK]),
        more_weakest=more_standards(len(figures.weakest) - MOST_WEAK),
        repeats=tuple(_repeat(one, source, words) for one in source.repeats[:MOST_REPEATS]),
        repeats_note=words.repeats_self if is_own else words.repeats_note,
        more_repeats=more_standards(len(source.repeats) - MOST_REPEATS),
        clean=tuple(_clean(one, source, words) for one in clean[:MOST_CLEAN]),
        more_clean=more_standards(len(clean) - MOST_CLEAN),
        times=tuple(_times(one, source, theme, words) for one in figures.times[:MOST_TIMES]),
        more_times=more_standards(len(figures.times) - MOST_TIMES),
    )


def heat_of(source: RoundInput, words: RoundWords) -> tuple[HeatContext, ...]:
    """Branches by sections; a section that no branch has a figure for is left out. Many sections make several maps."""
    entries = source.figures.heat
    figures = [figure.value for one in entries for figure in one.sections if figure.value is not None]
    shown = [
        place
        for place in range(len(source.pack.sections))
        if any(one.sections[place].value is not None for one in entries)
    ]
    maps = -(-len(shown) // MOST_COLUMNS)
    wide = -(-len(shown) // maps) if maps else 1
    return tuple(
        _heat_map(source, words, shown[first : first + wide], len(shown) > MOST_TITLES, _least(min(figures)))
        for first in range(0, len(shown), wide)
    )


def _heat_map(
    source: RoundInput, words: RoundWords, shown: list[int], has_codes: bool, least: float
) -> HeatContext:
    """One map of the sections at the places `shown`, with their codes over the columns or their titles."""
    sections = [source.pack.sections[place] for place in shown]
    titles = [short_text(one.title.in_language(source.language), LONGEST_PLACE) for one in sections]
    caption, columns = own(words.heat_caption), [title.text for title in titles]
    if has_codes:
        columns = [one.code for one in sections]
        pairs = zip(sections, titles, strict=True)
        caption = joined([_key(one.code, title) for one, title in pairs], " · ")
    visits = {one.code: one.mean.n for one in source.figures.league}
    rows = [_heat_row(one, shown, visits.get(one.code, 0), source) for one in source.figures.heat]
    return heat_map(caption, ["n", *columns], rows, least)


def _key(code: str, title: UserText) -> Phrase:
    return joined([Value(code), title], " ")


def _heat_row(one: HeatEntry, shown: list[int], visits: int, source: RoundInput) -> HeatRow:
    branch = source.branch(one.code)
    name = short_text(branch.name or branch.code, LONGEST_IN_HEAT)
    cells = (HeatCell(None, str(visits)), *(_heat_cell(one.sections[place]) for place in shown))
    return HeatRow(name.text, cells)


def _heat_cell(figure: Figure) -> HeatCell:
    if figure.value is None:
        return HeatCell(None, "")
    return HeatCell(figure.value / 100, written_number(f"{one_place(figure.value):f}"))


def _least(lowest: float) -> float:
    """Where the grounds begin: a round number, so that a good round is not all of one shade."""
    return max(0.0, min(lowest // 10 / 10, 0.9))


def _miss(one: CommonMiss, source: RoundInput, theme: Theme, words: RoundWords) -> MissContext:
    told = share_words(one.missed)
    branches = _("{n} of {all}", n=one.branches, all=one.of)
    everywhere = one.mostly == one.of and one.of >= FEWEST_EVERYWHERE
    return MissContext(
        named(one.code, source, words),
        share_bar(one.missed, one.code, words.missed, theme),
        told.value,
        told.interval,
        branches,
        told.n,
        words.everywhere if everywhere else "",
    )


def _repeat(one: RepeatedMiss, source: RoundInput, words: RoundWords) -> RepeatContext:
    branch = source.branch(one.where)
    return RepeatContext(
        named(one.code, source, words),
        str(one.branches),
        str(one.longest),
        short_text(branch.name or branch.code, LONGEST_PLACE),
    )


def _clean(one: SharedMiss, source: RoundInput, words: RoundWords) -> CleanContext:
    least = share_words(Figure(one.met.n, one.met.low)).value
    return CleanContext(named(one.code, source, words), least, str(one.met.n))


def _times(one: RoundTimes, source: RoundInput, theme: Theme, words: RoundWords) -> RoundTimesContext:
    standard = source.standard(one.code)
    assert standard is not None
    assert isinstance(standard.measure, DurationMeasure)
    told = share_words(one.within)
    return RoundTimesContext(
        standard=named(one.code, source, words),
        limit=limit_in_words(standard.measure, source.language),
        median=_shown(one.median.value),
        median_interval=_interval(one.median),
        ninth=_shown(one.high.value),
        ninth_interval=_interval(one.high),
        bar=share_bar(one.within, one.code, words.within, theme),
        within=told.value,
        interval=told.interval,
        n=told.n,
    )


def _interval(figure: Figure) -> Phrase:
    if figure.low is None or figure.high is None:
        return NOTHING
    low, high = (_shown(end).replace(" ", NBSP) for end in (figure.low, figure.high))
    return range_words(low, high)


_STEPS = ((36_000, 3600), (600, 60), (10, 1))


def _shown(seconds: float | None) -> str:
    """Whole seconds from ten on, minutes from ten minutes on, hours from ten hours on: a summary is no more exact."""
    if seconds is None:
        return "–"
    step = next((step for least, step in _STEPS if seconds >= least), None)
    return seconds_of(float(one_place(seconds)) if step is None else float(round(seconds / step) * step))

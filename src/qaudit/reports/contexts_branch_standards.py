"""The standards of a branch: what was missed again, what is met least often, what was measured, what customers say."""

from dataclasses import dataclass

from qaudit.core.measures import AtLeast, AtMost, Between, DurationMeasure
from qaudit.core.visits import VisitKind
from qaudit.reports.branch_subject import BranchReportInput, Figure, MeasuredTimes, RepeatMiss, SharedMiss
from qaudit.reports.branch_words import BranchWords
from qaudit.reports.charts import Svg
from qaudit.reports.charts_strip import Named, Strip, strip
from qaudit.reports.contexts_branch_values import (
    NamedStandard,
    named,
    seconds_of,
    share_words,
)
from qaudit.reports.contexts_shares import more_standards, share_bar
from qaudit.reports.contexts_voiced import SAID, VoicedContext, voiced
from qaudit.reports.theme import Theme
from qaudit.speech import _, ngettext
from qaudit.wording.phrases import Phrase, Value, joined, own, phrase
from qaudit.wording.readings import limit_in_words
from qaudit.wording.regional import day_words
from qaudit.wording.values import in_unit

MOST_REPEATS, MOST_TIMES = 20, 16
"""Standards that are shown in a part; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class RepeatContext:
    """A standard that was missed again."""

    standard: NamedStandard
    visits: str
    since: str
    last: str


@dataclass(frozen=True, slots=True)
class ShareContext:
    """How often a standard was met."""

    standard: NamedStandard
    bar: Svg
    share: str
    interval: Phrase
    n: str


@dataclass(frozen=True, slots=True)
class TimesContext:
    """What one standard measured: the strip, and how many were within the limit."""

    standard: NamedStandard
    strip: Svg
    within: str
    interval: Phrase
    n: str


@dataclass(frozen=True, slots=True)
class BranchStandardsContext:
    """The parts. `more_` is how many standards are not shown; it and the other sentences may be empty."""

    repeats: tuple[RepeatContext, ...]
    repeats_note: str
    more_repeats: str
    weakest: tuple[ShareContext, ...]
    clean: str
    times: tuple[TimesContext, ...]
    more_times: str
    voices: tuple[VoicedContext, ...]
    said: Phrase


def branch_standards(source: BranchReportInput, theme: Theme, words: BranchWords) -> BranchStandardsContext:
    """All parts about single standards."""
    is_own = source.kind is VisitKind.SELF_CHECK
    return BranchStandardsContext(
        repeats=tuple(_repeat(one, source, words) for one in source.repeats[:MOST_REPEATS]),
        more_repeats=more_standards(len(source.repeats) - MOST_REPEATS),
        repeats_note=words.repeats_self if is_own else words.repeats_note,
        weakest=tuple(_share(one, source, theme, words) for one in source.weakest),
        clean=_clean(source),
        times=tuple(_times(one, source, theme, words) for one in source.times[:MOST_TIMES]),
        more_times=more_standards(len(source.times) - MOST_TIMES),
        voices=tuple(voiced(one, source, words) for one in source.voices),
        said=_said(source),
    )


def _repeat(one: RepeatMiss, source: BranchReportInput, words: BranchWords) -> RepeatContext:
    return RepeatContext(
        named(one.code, source, words), str(one.visits), day_words(one.since), day_words(one.last)
    )


def _share(one: SharedMiss, source: BranchReportInput, theme: Theme, words: BranchWords) -> ShareContext:
    told, bar = share_words(one.met), share_bar(one.met, one.code, words.met, theme)
    return ShareContext(named(one.code, source, words), bar, told.value, told.interval, told.n)


def _clean(source: BranchReportInput) -> str:
    if not source.never_missed:
        return ""
    return ngettext(
        "{n} other standard was judged and never missed.",
        "{n} other standards were judged and never missed.",
        source.never_missed,
    )


def _times(one: MeasuredTimes, source: BranchReportInput, theme: Theme, words: BranchWords) -> TimesContext:
    standard = source.standard(one.code)
    assert standard is not None
    measure = standard.measure
    assert isinstance(measure, DurationMeasure)
    limit = limit_in_words(measure, source.language)
    least, most = _ends(measure)
    kept = round((one.within.value or 0.0) * one.within.n)
    within = phrase("{n} of {all}", n=Value(str(kept)), all=Value(str(one.within.n)))
    told = share_words(one.within)
    middle = _summary(one.median, phrase("median {time}", time=Value(_shown(one.median))))
    high = _summary(one.high, phrase("p90 {time}", time=Value(_shown(one.high))))
    marks = [str(mark.words) for mark in (middle, high) if mark is not None]
    spoken = "; ".join((f"n = {told.n}", str(limit), f"{words.within}: {within}", *marks))
    picture = strip(Strip(one.seconds, least, most, middle, high, str(Value(one.code)), spoken), theme)
    return TimesContext(named(one.code, source, words), picture, str(within), told.interval, told.n)


def _ends(measure: DurationMeasure) -> tuple[Named | None, Named | None]:
    """The limits as they are drawn, in seconds."""
    unit = measure.unit.seconds
    match measure.limit:
        case AtMost(most):
            return None, Named(float(most * unit), _("limit {most}", most=in_unit(most, unit)))
        case AtLeast(least):
            return Named(float(least * unit), _("at least {least}", least=in_unit(least, unit))), None
        case Between(least, most):
            return Named(float(least * unit), in_unit(least, unit)), Named(
                float(most * unit), in_unit(most, unit)
            )


def _summary(figure: Figure, words: Phrase) -> Named | None:
    return None if figure.value is None else Named(figure.value, words)


def _shown(figure: Figure) -> str:
    """Whole seconds from ten on: a summary is no more exact."""
    if figure.value is None:
        return ""
    return seconds_of(float(round(figure.value)) if figure.value >= 10 else figure.value)


def _said(source: BranchReportInput) -> Phrase:
    """How many voices of each kind there were, whatever they were about."""
    return joined(own(SAID[kind](number)) for kind, number in source.said.items())

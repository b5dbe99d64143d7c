"""Readings, limits and verdicts in short words, as terminals say them: plain text in one line."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.measures import (
    AtLeast,
    AtMost,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    Option,
    RatingMeasure,
    Rung,
    YesNoMeasure,
    options_of,
)
from qaudit.core.percent import percent, rounded
from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Duration,
    NotApplicable,
    NotObserved,
    Parts,
    Rating,
    Reading,
    TimeOfDay,
    Words,
    YesNo,
    write_reading,
)
from qaudit.core.standards import Condition, Pack, Standard
from qaudit.core.text import printable
from qaudit.core.walk import Progress, Walk
from qaudit.speech import N_, _, ngettext, pgettext
from qaudit.wording import values
from qaudit.wording.conditions import ConditionWords
from qaudit.wording.names import outcome_name
from qaudit.wording.phrases import plain
from qaudit.wording.values import (
    counted_words,
    ends_in_one,
    exact_words,
    length_text,
    off_limit,
    off_words,
    percent_words,
    places_for,
    verdict_key,
    verdict_name,
)

_PLAIN_WORDS: dict[Reading, str] = {
    YesNo(True): N_("yes"),
    YesNo(False): N_("no"),
    NOT_APPLICABLE: N_("not applicable"),
    NOT_OBSERVED: N_("not observed"),
}


def verdict_words(judgement: Judgement) -> str:
    """The verdict, with the share of the weight where it is a part: `partly met, 50 % of the points`."""
    words = verdict_name(verdict_key(judgement)).lower()
    if judgement.verdict is Verdict.PARTLY and judgement.share is not None:
        share = plain(percent_words(percent(judgement.share, 0)))
        return _("{verdict}, {share} of the points", verdict=words, share=share)
    return words


def expected_words(measure: Measure, language: str | None = None) -> str:
    """What the standard asks for, in words; empty where its options or parts say it."""
    if isinstance(measure, YesNoMeasure):
        return _("yes") if measure.expects_yes else _("no")
    return limit_words(measure, language)


def limit_words(measure: Measure, language: str | None = None) -> str:
    """`at most 60 s`, `between 17:00 and 21:30`, `4 or more, from 1 to 5`; empty where there is no limit."""
    match measure:
        case DurationMeasure(unit, limit):
            return _limit(limit, lambda value: length_text(value * unit.seconds))
        case CountMeasure(word, limit):
            unit_words = printable(word.in_language(language), one_line=True)
            if ends_in_one(limit):
                return _("{unit}: {limit}", unit=unit_words, limit=_limit(limit, exact_words))
            return _limit(
                limit, lambda value: plain(counted_words(value, unit_words, exact_words)), exact_words
            )
        case ClockMeasure(opens, closes):
            return _("between {least} and {most}", least=_time(opens), most=_time(closes))
        case RatingMeasure(low, high, met_from):
            return _("{step} or more, from {low} to {high}", step=met_from, low=low, high=high)
        case _:
            return ""


def ladder_words(measure: Measure) -> str:
    """What is still earned past the limit: `up to 120 s earns 50 %`; empty where nothing is."""
    if not isinstance(measure, DurationMeasure | CountMeasure):
        return ""
    unit = measure.unit.seconds if isinstance(measure, DurationMeasure) else None
    return "; ".join(_rung(rung, unit) for rung in measure.ladder[1:])


def reading_words(measure: Measure, reading: Reading, language: str | None = None) -> str:
    """A reading as a person says it: `1 min 12 s`, `yes`, an option's text."""
    match reading:
        case YesNo() | NotApplicable() | NotObserved() | TimeOfDay():
            return _(_PLAIN_WORDS[reading]) if reading in _PLAIN_WORDS else write_reading(reading)
        case Duration(seconds):
            return _length(measure, seconds)
        case Count(number):
            if not isinstance(measure, CountMeasure):
                return str(number)
            unit = printable(measure.unit.in_language(language), one_line=True)
            return plain(counted_words(Fraction(number), unit))
        case Rating(step):
            return _step(measure, step, language)
        case Choice(key):
            return _option(options_of(measure), key, language)
        case Parts(keys):
            return ", ".join(_option(options_of(measure), key, language) for key in keys) or _("none of them")
        case Words(text):
            return printable(text)


def past_limit_words(measure: Measure, reading: Reading) -> str:
    """How far a reading lies outside its limit: `over by 12 s`, `2 too few`; `within the limit` inside it."""
    match measure, reading:
        case DurationMeasure(), Duration(seconds):
            off = _off_seconds(measure, seconds)
            return off_words(off, _rounded_length(abs(off), places_for(off))) or _("within the limit")
        case CountMeasure(), Count(number):
            off = off_limit(Fraction(number), measure.limit)
            return _count_off(off)
        case ClockMeasure(), TimeOfDay(second):
            return _("within the limit") if measure.admits(second) else _("outside these hours")
        case _:
            return ""


def progress_words(progress: Progress) -> str:
    """`12 of 63`."""
    return _("{n} of {all}", n=progress.settled, all=progress.asked)


def condition_words(condition: Condition, pack: Pack, language: str | None = None) -> str:
    """When a standard is asked: `“How was the room booked?” is By telephone`, `RES-04 is “yes”`."""
    return plain(ConditionWords(pack, language).words(condition))


def score_words(walk: Walk, language: str | None = None) -> str:
    """The visit's score, band and outcome: `87.5 %, Reliable, pass`; `unscored` where nothing counts."""
    card = walk.scorecard()
    if card.final_percent is None:
        return _("unscored")
    band = printable(card.band.name.in_language(language), one_line=True) if card.band else ""
    outcome = outcome_name(card.outcome) if card.outcome else ""
    return ", ".join(filter(None, (plain(percent_words(card.final_percent)), band, outcome)))


def age_words(then: datetime, now: datetime) -> str:
    """How long ago, roughly: `now`, `5 min ago`, `3 h ago`, `2 days ago`."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 1:
        return pgettext("how long ago", "now")
    if minutes < 60:
        return ngettext("{n} min ago", "{n} min ago", minutes)
    if minutes < 48 * 60:
        return ngettext("{n} h ago", "{n} h ago", minutes // 60)
    return ngettext("{n} day ago", "{n} days ago", minutes // (24 * 60))


def size_words(size: int) -> str:
    """A file's size: `640 bytes`, `48 kB`, `2.4 MB`."""
    return plain(values.size_words(size))


def flag_words(standard: Standard) -> str:
    """What sets a standard apart: `critical`, `bonus`, `not scored`; of a trap nothing, so that it stays one."""
    flags = (
        (standard.is_critical, _("critical")),
        (standard.is_bonus, _("bonus")),
        (not standard.is_scored and not standard.is_trap, _("not scored")),
    )
    return ", ".join(word for holds, word in flags if holds)


_Write = Callable[[Fraction], str]


def _limit(limit: Limit, write: _Write, write_least: _Write | None = None) -> str:
    """`write_least` where the lower of two bounds goes without its unit."""
    if isinstance(limit, AtMost):
        return _("at most {most}", most=write(limit.most))
    if isinstance(limit, AtLeast):
        return _("at least {least}", least=write(limit.least))
    least = (write_least or write)(limit.least)
    return _("from {least} to {most}", least=least, most=write(limit.most))


def _count_off(off: Fraction) -> str:
    if not off:
        return _("within the limit")
    number = exact_words(abs(off))
    return _("{n} too many", n=number) if off > 0 else _("{n} too few", n=number)


def _rung(rung: Rung, unit: int | None) -> str:
    def write(value: Fraction) -> str:
        return exact_words(value) if unit is None else length_text(value * unit)

    share = plain(percent_words(percent(rung.share, 0)))
    if isinstance(rung.limit, AtMost):
        return _("at most {most} earns {share}", most=write(rung.limit.most), share=share)
    if isinstance(rung.limit, AtLeast):
        return _("at least {least} earns {share}", least=write(rung.limit.least), share=share)
    least, most = write(rung.limit.least), write(rung.limit.most)
    return _("from {least} to {most} earns {share}", least=least, most=most, share=share)


def _off_seconds(measure: DurationMeasure, seconds: Fraction) -> Fraction:
    return off_limit(seconds / measure.unit.seconds, measure.limit) * measure.unit.seconds


def _length(measure: Measure, seconds: Fraction) -> str:
    off = _off_seconds(measure, seconds) if isinstance(measure, DurationMeasure) else Fraction(0)
    return _rounded_length(seconds, places_for(off))


def _rounded_length(seconds: Fraction, places: int) -> str:
    return length_text(Fraction(rounded(seconds, places)))


def _step(measure: Measure, step: int, language: str | None) -> str:
    anchors = dict(measure.anchors) if isinstance(measure, RatingMeasure) else {}
    anchor = anchors.get(step)
    return f"{step} {printable(anchor.in_language(language), one_line=True)}" if anchor else str(step)


def _option(options: tuple[Option, ...], key: str, language: str | None) -> str:
    found = next((option for option in options if option.key == key), None)
    return printable(found.text.in_language(language) if found else key, one_line=True)


def _time(second_of_day: int) -> str:
    return write_reading(TimeOfDay(second_of_day))

"""Readings, limits and verdicts in short words, as the screens say them. Pure: text in, text out."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.measures import (
    AtLeast,
    AtMost,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    Option,
    RatingMeasure,
    Rung,
    YesNoMeasure,
)
from qaudit.core.moments import length_text
from qaudit.core.percent import decimal_text, percent
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
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    Fact,
    FactIs,
    Not,
    Pack,
    StandardIs,
    StandardMissed,
)
from qaudit.core.text import printable
from qaudit.core.walk import Progress, Walk

VERDICT_WORDS = {
    Verdict.MET: "met",
    Verdict.PARTLY: "partly met",
    Verdict.MISSED: "missed",
    Verdict.NOT_APPLICABLE: "not applicable",
    Verdict.NOT_OBSERVED: "not observed",
    Verdict.UNANSWERED: "no reading yet",
    Verdict.NOTED: "noted",
}


_PLAIN_WORDS: dict[Reading, str] = {
    YesNo(True): "yes",
    YesNo(False): "no",
    NOT_APPLICABLE: "not applicable",
    NOT_OBSERVED: "not observed",
}


def verdict_words(judgement: Judgement) -> str:
    """The verdict, with the share of the weight where it is a part: `partly met, 50 % of the points`."""
    words = VERDICT_WORDS[judgement.verdict]
    if judgement.verdict is Verdict.PARTLY and judgement.share is not None:
        return f"{words}, {percent(judgement.share, 0)} % of the points"
    return words


def limit_words(measure: Measure, language: str | None = None) -> str:
    """What the standard asks for, in words; empty where its options or parts say it."""
    match measure:
        case YesNoMeasure(expects_yes):
            return "yes" if expects_yes else "no"
        case DurationMeasure(unit, limit):
            return _limit(limit, lambda value: length_text(value * unit.seconds))
        case CountMeasure(word, limit):
            return f"{_limit(limit, decimal_text)} {printable(word.in_language(language), one_line=True)}"
        case ClockMeasure(opens, closes):
            return f"from {_time(opens)} to {_time(closes)}"
        case RatingMeasure(low, high, met_from):
            return f"{met_from} or more, from {low} to {high}"
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
            return _PLAIN_WORDS.get(reading) or write_reading(reading)
        case Duration(seconds):
            return length_text(seconds)
        case Count(number):
            unit = measure.unit.in_language(language) if isinstance(measure, CountMeasure) else ""
            return f"{number} {printable(unit, one_line=True)}".strip()
        case Rating(step):
            return _step(measure, step, language)
        case Choice(key):
            return _option(options_of(measure), key, language)
        case Parts(keys):
            return ", ".join(_option(options_of(measure), key, language) for key in keys) or "none of them"
        case Words(text):
            return printable(text)


def past_limit_words(measure: Measure, reading: Reading) -> str:
    """How far a reading lies outside its limit: `over by 12 s`, `2 too few`; `within the limit` inside it."""
    match measure, reading:
        case DurationMeasure(), Duration(seconds):
            outside = _outside(measure.limit, seconds / measure.unit.seconds)
            if outside is None:
                return "within the limit"
            length = length_text(abs(outside) * measure.unit.seconds)
            return f"over by {length}" if outside > 0 else f"short by {length}"
        case CountMeasure(), Count(number):
            outside = _outside(measure.limit, Fraction(number))
            if outside is None:
                return "within the limit"
            return f"{decimal_text(abs(outside))} too {'many' if outside > 0 else 'few'}"
        case ClockMeasure(), TimeOfDay(second):
            return "within the limit" if measure.admits(second) else "outside these hours"
        case _:
            return ""


def options_of(measure: Measure) -> tuple[Option, ...]:
    """The options of a choice or the parts of a checklist; none for the other kinds."""
    if isinstance(measure, ChoiceMeasure):
        return measure.options
    return measure.parts if isinstance(measure, ChecklistMeasure) else ()


def progress_words(progress: Progress) -> str:
    """`12 of 63`."""
    return f"{progress.settled} of {progress.asked}"


def condition_words(condition: Condition, pack: Pack, language: str | None = None) -> str:
    """When a standard is asked: `How was the room booked?: By telephone`, `RES-04 is yes`."""
    match condition:
        case FactIs(name, keys):
            return _fact_words(pack.fact(name), keys, language)
        case StandardIs(code, key):
            return f"{code} is {key}"
        case StandardMissed(code):
            return f"{code} is missed"
        case AllOf(parts) | AnyOf(parts):
            joint = " and " if isinstance(condition, AllOf) else " or "
            return joint.join(condition_words(part, pack, language) for part in parts)
        case Not(part):
            return f"not ({condition_words(part, pack, language)})"


def _fact_words(fact: Fact | None, keys: tuple[str, ...], language: str | None) -> str:
    if fact is None:
        return " or ".join(keys)
    options = [option.text.in_language(language) for option in fact.options if option.key in keys]
    return printable(f"{fact.text.in_language(language)} {' or '.join(options)}", one_line=True)


def score_words(walk: Walk) -> str:
    """The visit's score, band and outcome: `87.5 %, Reliable, pass`; `unscored` where nothing counts."""
    card = walk.scorecard()
    if card.final_percent is None:
        return "unscored"
    band = printable(card.band.name.in_language(), one_line=True) if card.band else ""
    outcome = card.outcome.value if card.outcome else ""
    return ", ".join(filter(None, (f"{card.final_percent} %", band, outcome)))


def age_words(then: datetime, now: datetime) -> str:
    """How long ago, roughly: `now`, `5 min ago`, `3 h ago`, `2 days ago`."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min ago"
    if minutes < 48 * 60:
        return f"{minutes // 60} h ago"
    return f"{minutes // (24 * 60)} days ago"


def size_words(size: int) -> str:
    """A file's size: `820 B`, `12 KB`, `3.4 MB`."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size // 1000} KB"
    return f"{size / 1_000_000:.1f} MB"


def plural(number: int, noun: str, many: str = "") -> str:
    """`1 standard`, `3 standards`; `many` where the plural is not made with an s."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def _limit(limit: Limit, write: Callable[[Fraction], str]) -> str:
    if isinstance(limit, AtMost):
        return f"at most {write(limit.most)}"
    if isinstance(limit, AtLeast):
        return f"at least {write(limit.least)}"
    return f"from {write(limit.least)} to {write(limit.most)}"


def _rung(rung: Rung, unit: int | None) -> str:
    def write(value: Fraction) -> str:
        return decimal_text(value) if unit is None else length_text(value * unit)

    return f"{_limit(rung.limit, write)} earns {percent(rung.share, 0)} %"


def _outside(limit: Limit, value: Fraction) -> Fraction | None:
    if limit.admits(value):
        return None
    if isinstance(limit, AtLeast):
        return value - limit.least
    if isinstance(limit, AtMost) or value > limit.most:
        return value - limit.most
    return value - limit.least


def _step(measure: Measure, step: int, language: str | None) -> str:
    anchors = dict(measure.anchors) if isinstance(measure, RatingMeasure) else {}
    anchor = anchors.get(step)
    return f"{step} {printable(anchor.in_language(language), one_line=True)}" if anchor else str(step)


def _option(options: tuple[Option, ...], key: str, language: str | None) -> str:
    found = next((option for option in options if option.key == key), None)
    return printable(found.text.in_language(language) if found else key, one_line=True)


def _time(second_of_day: int) -> str:
    return write_reading(TimeOfDay(second_of_day))

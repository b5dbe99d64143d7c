"""What was seen, as a sentence: the reading, its limit, and how far it lies outside."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.judging import Judgement
from qaudit.core.measures import (
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    Option,
    RatingMeasure,
    YesNoMeasure,
)
from qaudit.core.readings import (
    Choice,
    Count,
    Duration,
    NotApplicable,
    NotObserved,
    Parts,
    Rating,
    TimeOfDay,
    Words,
    YesNo,
)
from qaudit.core.standards import Standard
from qaudit.speech import _
from qaudit.wording.phrases import NOTHING, Phrase, Value, base_direction, joined, own, phrase, user_text
from qaudit.wording.values import (
    NBSP,
    counted_words,
    duration_words,
    ends_in_one,
    in_unit,
    limit_words,
    number_words,
    off_limit,
    off_words,
    places_for,
    time_of_day,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen for one standard.

    `reading` is what was seen, `limit` what the standard asks for, `off` how far the one lies outside the
    other; `detail` is what else belongs to it (missing parts, the meaning of a step). Each may be empty.
    """

    reading: Phrase = NOTHING
    limit: Phrase = NOTHING
    off: Phrase = NOTHING
    detail: Phrase = NOTHING

    @property
    def sentence(self) -> Phrase:
        """All of it in one line: `1 min 35 s, limit 60 s: over by 35 s`."""
        head = joined([part for part in (self.reading, self.limit) if part])
        tail = joined([part for part in (self.off, self.detail) if part], "; ")
        return joined([part for part in (head, tail) if part], ": ")


UNSEEN = Seen()


def seen_in_words(standard: Standard, judgement: Judgement, language: str | None) -> Seen:
    """What was seen for a standard; empty where there is no reading of a value."""
    reading = judgement.reading
    if reading is None or isinstance(reading, NotApplicable | NotObserved):
        return UNSEEN
    if isinstance(reading, Words):
        return Seen(Phrase((user_text(reading.text, one_line=False),)))
    return _SEEN[type(standard.measure)](standard.measure, reading, language)


def limit_in_words(measure: Measure, language: str | None) -> Phrase:
    """What a measured standard asks for, as a limit; empty for the other kinds."""
    match measure:
        case DurationMeasure(unit=time_unit, limit=limit):
            return _value(limit_words(limit, lambda value: in_unit(value, time_unit.seconds)))
        case CountMeasure(unit=unit, limit=limit):
            return _count_limit(limit, unit.in_language(language))
        case ClockMeasure(opens, closes):
            return _value(_between(time_of_day(opens), time_of_day(closes)))
        case _:
            return NOTHING


def _value(words: str) -> Phrase:
    return Phrase((Value(words),)) if words else NOTHING


def _between(least: str, most: str) -> str:
    return _("between {least} and {most}", least=least, most=most)


def _count_limit(limit: Limit, unit: str) -> Phrase:
    """A limit with the pack's word for its unit; a word of another direction than ours stands apart."""
    word = user_text(unit)
    if ends_in_one(limit):
        return phrase("{unit}: {limit}", unit=word, limit=Value(limit_words(limit, number_words)))
    if word.direction == base_direction():
        return _value(limit_words(limit, lambda value: counted_words(value, str(word))))
    return Phrase((Value(limit_words(limit, number_words)), NBSP, word))


def _counted(number: int, unit: str) -> Phrase:
    """A number with the pack's word for its unit."""
    return _value(counted_words(Fraction(number), str(user_text(unit))))


def _yes_no(measure: YesNoMeasure, reading: YesNo, language: str | None) -> Seen:
    said = own(_("Yes") if reading.is_yes else _("No"))
    if reading.is_yes == measure.expects_yes:
        return Seen(said)
    return Seen(said, detail=own(_("expected yes") if measure.expects_yes else _("expected no")))


def _duration(measure: DurationMeasure, reading: Duration, language: str | None) -> Seen:
    off = off_limit(reading.seconds / measure.unit.seconds, measure.limit) * measure.unit.seconds
    places = places_for(off)
    return Seen(
        _value(duration_words(reading.seconds, places)),
        limit_in_words(measure, language),
        _value(off_words(off, duration_words(abs(off), places))),
    )


def _count(measure: CountMeasure, reading: Count, language: str | None) -> Seen:
    off = off_limit(Fraction(reading.number), measure.limit)
    return Seen(
        _counted(reading.number, measure.unit.in_language(language)),
        _value(limit_words(measure.limit, number_words)),
        _value(off_words(off, number_words(abs(off)))),
    )


def _clock(measure: ClockMeasure, reading: TimeOfDay, language: str | None) -> Seen:
    off = ""
    if not measure.admits(reading.second):
        late = (reading.second - measure.closes) % 86_400
        early = (measure.opens - reading.second) % 86_400
        by = duration_words(Fraction(min(late, early)))
        off = _("late by {length}", length=by) if late <= early else _("early by {length}", length=by)
    return Seen(_value(time_of_day(reading.second)), limit_in_words(measure, language), _value(off))


def _rating(measure: RatingMeasure, reading: Rating, language: str | None) -> Seen:
    anchor = dict(measure.anchors).get(reading.step)
    return Seen(
        phrase("{step} of {high}", step=Value(str(reading.step)), high=Value(str(measure.high))),
        phrase("met from {step}", step=Value(str(measure.met_from))),
        detail=NOTHING if anchor is None else Phrase((user_text(anchor.in_language(language)),)),
    )


def _choice(measure: ChoiceMeasure, reading: Choice, language: str | None) -> Seen:
    chosen = [option for option in measure.options if option.key == reading.key]
    return Seen(_options(chosen, language) if chosen else _value(reading.key))


def _parts(measure: ChecklistMeasure, reading: Parts, language: str | None) -> Seen:
    there = [part for part in measure.parts if part.key in reading.keys]
    absent = [part for part in measure.parts if part.key not in reading.keys]
    count = phrase("{n} of {all}", n=Value(str(len(there))), all=Value(str(len(measure.parts))))
    missing = phrase("missing {parts}", parts=_options(absent, language)) if absent else NOTHING
    return Seen(count, detail=missing)


def _options(options: Iterable[Option], language: str | None) -> Phrase:
    return joined([user_text(option.text.in_language(language)) for option in options])


_SEEN: dict[type, Callable[..., Seen]] = {
    YesNoMeasure: _yes_no,
    DurationMeasure: _duration,
    CountMeasure: _count,
    ClockMeasure: _clock,
    RatingMeasure: _rating,
    ChoiceMeasure: _choice,
    ChecklistMeasure: _parts,
}

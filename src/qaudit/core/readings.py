"""What was seen or measured, and the one way it is written as text.

The written form is the same in the app, in the command line, in CSV files and in the store:
`yes`, `no`; `72` or `72s`, `1:12`, `2.5min`, `3h`; `3`; `21:10`; an option's key; `badge+uniform` or `none`;
`na`; `unseen` (docs/commands.md).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.measures import (
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.percent import decimal_text
from qaudit.core.problems import nearest
from qaudit.speech import _, ngettext


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""

    is_yes: bool


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in seconds, exact, never negative."""

    seconds: Fraction


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number, never negative."""

    number: int


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Seconds since midnight, 0 to 86399."""

    second: int


@dataclass(frozen=True, slots=True)
class Rating:
    """A step on the standard's scale."""

    step: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The key of the option that applied."""

    key: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The keys of the parts that were there, in the pack's order; empty where none was."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Free words for a `note` standard."""

    text: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The situation did not arise."""


@dataclass(frozen=True, slots=True)
class NotObserved:
    """It arose, or may have, and the auditor could not see it."""


Reading = (
    YesNo
    | Duration
    | Count
    | TimeOfDay
    | Rating
    | Choice
    | Parts
    | Words
    | NotApplicable
    | NotObserved
)  # fmt: skip

NOT_APPLICABLE = NotApplicable()
NOT_OBSERVED = NotObserved()
LONGEST_WORDS = 20_000
"""Characters in a note; more is refused rather than cut."""
LONGEST_SECONDS = 10**12
"""A length of time has fewer seconds than this (some 31 000 years), so that what is written can be read."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a written reading does not fit its measure, and what would."""

    reason: str
    hint: str


def read_reading(measure: Measure, written: str) -> Reading | Misfit:
    """The reading that `written` stands for under `measure`, or why it is none.

    Whether the standard allows *not applicable* is the standard's business, not the measure's.
    """
    text = written.strip()
    if isinstance(measure, NoteMeasure):
        if text in _WITHOUT:
            return _WITHOUT[text]
        return _words(written)
    folded = text.casefold()
    if folded in _WITHOUT:
        return _WITHOUT[folded]
    if not folded:
        return Misfit(_("the reading is empty"), _EXPECTED[type(measure)](measure))
    return _READERS[type(measure)](measure, folded)


def write_reading(reading: Reading) -> str:
    """The canonical text of a reading; `read_reading` gives the same reading back."""
    return _WRITERS[type(reading)](reading)


def expected_reading(measure: Measure) -> str:
    """What may be written for this measure, in a few words (`yes or no`, `1 to 5`)."""
    return _EXPECTED[type(measure)](measure)


_WITHOUT: dict[str, Reading] = {"na": NOT_APPLICABLE, "unseen": NOT_OBSERVED}
# A comma is a decimal one, but not before three digits after a number: 1,250 may be meant as 1250.
_NUMBER = r"\d{1,12}(?:\.\d{1,9}|,\d{1,2}|,\d{4,9})?|0,\d{3}|[.,]\d{1,9}"
_LENGTH = re.compile(rf"({_NUMBER})\s*(s|min|h|d)?", re.ASCII)
_COLONS = re.compile(r"(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d(?:[.,]\d{1,9})?)", re.ASCII)
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_SIGNED = re.compile(r"-?\d{1,9}", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_YES_NO = {"yes": True, "no": False}


def read_seconds(text: str, unit: TimeUnit) -> Fraction | None:
    """A length of time in seconds: `72`, `72s`, `1:12`, `1:02:03`, `2.5min`; a bare number is in `unit`.

    A decimal comma is read as well, where it cannot set thousands apart.
    """
    folded = text.strip().casefold()
    if colons := _COLONS.fullmatch(folded):
        hours, minutes, seconds = colons.groups()
        if hours is not None and int(minutes) > 59:
            return None
        return Fraction(int(hours or 0) * 3600 + int(minutes) * 60) + _number(seconds)
    if length := _LENGTH.fullmatch(folded):
        number, suffix = length.groups()
        found = _number(number) * (TimeUnit(suffix) if suffix else unit).seconds
        return found if found < LONGEST_SECONDS else None
    return None


def _number(written: str) -> Fraction:
    return Fraction(written.replace(",", "."))


def _read_yes_no(measure: Measure, text: str) -> Reading | Misfit:
    if text in _YES_NO:
        return YesNo(_YES_NO[text])
    return Misfit(
        _("{written} is neither {yes} nor {no}", written=_quoted(text), yes="yes", no="no"), _write(measure)
    )


def _read_duration(measure: Measure, text: str) -> Reading | Misfit:
    assert isinstance(measure, DurationMeasure)
    seconds = read_seconds(text, measure.unit)
    if seconds is None:
        return Misfit(_("{written} is not a length of time", written=_quoted(text)), _write(measure))
    return Duration(seconds)


def _read_count(measure: Measure, text: str) -> Reading | Misfit:
    if _WHOLE.fullmatch(text):
        return Count(int(text))
    return Misfit(
        _("{written} is not a whole number of 0 or more", written=_quoted(text)),
        _("write a number such as 3"),
    )


def _read_time_of_day(measure: Measure, text: str) -> Reading | Misfit:
    if found := _TIME.fullmatch(text):
        hour, minute, second = (int(part or 0) for part in found.groups())
        return TimeOfDay(hour * 3600 + minute * 60 + second)
    return Misfit(_("{written} is not a time of day", written=_quoted(text)), _("write a time such as 21:10"))


def _read_rating(measure: Measure, text: str) -> Reading | Misfit:
    assert isinstance(measure, RatingMeasure)
    if _SIGNED.fullmatch(text) and measure.low <= int(text) <= measure.high:
        return Rating(int(text))
    return Misfit(_("{written} is not on the scale", written=_quoted(text)), _write(measure))


def _read_choice(measure: Measure, text: str) -> Reading | Misfit:
    assert isinstance(measure, ChoiceMeasure)
    key = _key_of(measure.options, text)
    return Choice(key) if key is not None else _unknown_key(measure.options, text)


def _read_parts(measure: Measure, text: str) -> Reading | Misfit:
    assert isinstance(measure, ChecklistMeasure)
    if text == "none":
        return Parts(())
    ticked = set()
    for word in text.split("+"):
        key = _key_of(measure.parts, word.strip())
        if key is None:
            return _unknown_key(measure.parts, word.strip())
        ticked.add(key)
    return Parts(tuple(part.key for part in measure.parts if part.key in ticked))


def _words(written: str) -> Reading | Misfit:
    if len(written) > LONGEST_WORDS:
        return Misfit(
            ngettext("the note has {n} character", "the note has {n} characters", len(written)),
            _("write at most {most}", most=LONGEST_WORDS),
        )
    return Words(written)


def _key_of(options: tuple[Option, ...], text: str) -> str | None:
    return next((option.key for option in options if option.key.casefold() == text.casefold()), None)


def _unknown_key(options: tuple[Option, ...], text: str) -> Misfit:
    keys = [option.key for option in options]
    near = nearest(text, keys)
    hint = _("did you mean {word}?", word=near[0]) if near else _("write one of {keys}", keys=", ".join(keys))
    return Misfit(_("{written} is none of its options", written=_quoted(text)), hint)


_READERS: dict[type, Callable[[Measure, str], Reading | Misfit]] = {
    YesNoMeasure: _read_yes_no,
    DurationMeasure: _read_duration,
    CountMeasure: _read_count,
    ClockMeasure: _read_time_of_day,
    RatingMeasure: _read_rating,
    ChoiceMeasure: _read_choice,
    ChecklistMeasure: _read_parts,
}


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= 40 else f"'{text[:40]}…'"


def _write(measure: Measure) -> str:
    return _("write {expected}", expected=expected_reading(measure))


def _expected_keys(options: tuple[Option, ...], joint: str) -> str:
    return joint.join(option.key for option in options)


# What is typed is the same in every language, so it stands in the sentences as a value.
_EXPECTED: dict[type, Callable[..., str]] = {
    YesNoMeasure: lambda measure: _("{yes} or {no}", yes="yes", no="no"),
    DurationMeasure: lambda measure: _(
        "a length of time such as 72s, 1:12 or 2.5min (bare: {unit})", unit=measure.unit
    ),
    CountMeasure: lambda measure: _("a whole number such as 3"),
    ClockMeasure: lambda measure: _("a time of day such as 21:10"),
    RatingMeasure: lambda measure: _("a number from {low} to {high}", low=measure.low, high=measure.high),
    ChoiceMeasure: lambda measure: _("one of {keys}", keys=_expected_keys(measure.options, ", ")),
    ChecklistMeasure: lambda measure: _(
        "{keys} (those that were there) or {none}", keys=_expected_keys(measure.parts, "+"), none="none"
    ),
    NoteMeasure: lambda measure: _("words"),
}


def _write_time_of_day(reading: TimeOfDay) -> str:
    minutes, second = divmod(reading.second, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")


_WRITERS: dict[type, Callable[..., str]] = {
    YesNo: lambda reading: "yes" if reading.is_yes else "no",
    Duration: lambda reading: f"{decimal_text(reading.seconds)}s",
    Count: lambda reading: str(reading.number),
    TimeOfDay: _write_time_of_day,
    Rating: lambda reading: str(reading.step),
    Choice: lambda reading: reading.key,
    Parts: lambda reading: "+".join(reading.keys) or "none",
    Words: lambda reading: reading.text,
    NotApplicable: lambda reading: "na",
    NotObserved: lambda reading: "unseen",
}

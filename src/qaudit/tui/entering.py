"""What typed keys mean for a standard: which key is a reading at once, and what a typed line comes to. Pure."""

from dataclasses import dataclass

from qaudit.core.measures import (
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    NoteMeasure,
    RatingMeasure,
    YesNoMeasure,
    options_of,
)
from qaudit.core.readings import Misfit, NotApplicable, Parts, Reading, expected_reading, read_reading
from qaudit.core.standards import Standard
from qaudit.speech import N_, _
from qaudit.wording.short import past_limit_words, reading_words

MOST_NUMBERED = 9
"""Options and steps that one digit can name; more are typed in the entry line."""

KIND_OF: dict[type, str] = {
    YesNoMeasure: "yes_no",
    DurationMeasure: "number",
    CountMeasure: "number",
    ClockMeasure: "number",
    RatingMeasure: "rating",
    ChoiceMeasure: "choice",
    ChecklistMeasure: "parts",
    NoteMeasure: "words",
}
"""The footer's context for each measure, as `qaudit.tui.keys` names it."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a typed line comes to. `reading` is None where it is no reading yet; `words` say what it is or lacks."""

    reading: Reading | None
    words: str


def interpret(standard: Standard, typed: str, language: str | None = None) -> Interpretation:
    """The reading that a typed line stands for: `1:12` is `72 s, over by 12 s`."""
    measure = standard.measure
    if not typed.strip():
        return Interpretation(None, expected_reading(measure))
    found = read_reading(measure, as_written(measure, typed))
    if isinstance(found, Misfit):
        return Interpretation(None, found.hint)
    if isinstance(found, NotApplicable) and not standard.may_be_not_applicable:
        return Interpretation(None, _("this standard always applies"))
    past = past_limit_words(measure, found)
    words = reading_words(measure, found, language)
    said = _("= {reading}, {past}", reading=words, past=past) if past else _("= {reading}", reading=words)
    return Interpretation(found, said)


def as_written(measure: Measure, typed: str) -> str:
    """The typed line as readings are written; a number stands for the option or part of that number."""
    keys = [option.key for option in options_of(measure)]
    return "+".join(_key(word, keys) for word in typed.split("+")) if keys else typed


def _key(word: str, keys: list[str]) -> str:
    number = word.strip()
    if number in keys or not (number.isascii() and number.isdecimal()):
        return number
    return keys[int(number) - 1] if 1 <= int(number) <= len(keys) else number


def written_by_digit(measure: Measure, digit: str) -> str | None:
    """The reading that one digit is, or None where a digit only begins a line."""
    number = int(digit)
    if isinstance(measure, RatingMeasure) and measure.low >= 0 and measure.high <= MOST_NUMBERED:
        return digit
    if isinstance(measure, ChoiceMeasure) and len(measure.options) <= MOST_NUMBERED:
        return measure.options[number - 1].key if 1 <= number <= len(measure.options) else digit
    return None


def parts_after(measure: ChecklistMeasure, reading: Reading | None, number: int) -> str | None:
    """The parts as written after the part of that number was turned round; `none` for 0.

    None where nothing is left ticked: then there is no reading.
    """
    if number == 0:
        return "none"
    ticked = set(reading.keys) if isinstance(reading, Parts) else set()
    ticked ^= {measure.parts[number - 1].key}
    return "+".join(part.key for part in measure.parts if part.key in ticked) or None


def all_parts(measure: ChecklistMeasure) -> str:
    """Every part, as written."""
    return "+".join(part.key for part in measure.parts)


def prompt_words(standard: Standard) -> str:
    """What the entry line says while nothing is typed."""
    kind = KIND_OF[type(standard.measure)]
    return _(_PROMPTS[kind]) if kind in _PROMPTS else expected_reading(standard.measure)


_PROMPTS = {
    "yes_no": N_("y or n"),
    "parts": N_("numbers tick, Enter goes on; y all, n none"),
    "choice": N_("choose by number"),
    "words": N_("Enter writes; may stay empty"),
}

"""The choice lists of a form, and what each is: yes and no, a scale, points, or words without points."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from qaudit.core.text import Text
from qaudit.interop.xlsform_grammar import number_of
from qaudit.interop.xlsform_words import (
    NO,
    NOT_APPLICABLE,
    NOT_APPLICABLE_CODES,
    NOT_KNOWN,
    NOT_KNOWN_CODES,
    STEP_OF,
    YES,
    is_any,
    plain_words,
)

MOST_STEPS, FEWEST_STEPS = 11, 3
MOST_MEANT = 12
"""Options of a list in which a name alone may say yes or not known: in a list of countries `dk` and `no` do not."""
_POINTS_IN_NAME = re.compile(r"^yes(\d+(?:p\d+)?)_no(\d+(?:p\d+)?)(?![0-9])", re.IGNORECASE)
_OTHER_CODES = frozenset(
    {"66", "77", "88", "95", "96", "97", "98", "99", "777", "888", "996", "997", "998", "999"}
)
"""Codes that are no steps of anything: other, refused and their kin."""


class Meaning(StrEnum):
    """What one choice says."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    NOT_KNOWN = "not_known"
    OTHER = "other"


class ListKind(StrEnum):
    """What a list is."""

    YES_NO = "yes_no"
    RATING = "rating"
    POINTS = "points"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list. `points` are those that the form says, in a column of its own."""

    name: str
    text: Text
    row: int
    points: Fraction | None = None
    meaning: Meaning = Meaning.OTHER
    has_words: bool = True


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A list as a form has it."""

    name: str
    options: tuple[Option, ...]

    def of(self, *meanings: Meaning) -> tuple[Option, ...]:
        """The options that mean one of these."""
        return tuple(option for option in self.options if option.meaning in meanings)

    @property
    def answers(self) -> tuple[Option, ...]:
        """The options that are no readings of their own."""
        return self.of(Meaning.YES, Meaning.NO, Meaning.OTHER)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a list is, and the points of its answers by name (none for words); for a rating, its two ends."""

    kind: ListKind
    points: Mapping[str, Fraction]
    ends: tuple[int, int] = (0, 0)
    is_turned: bool = False
    """For points that were taken from a scale whose best step is the lowest."""


def understood(listed: ChoiceList) -> ChoiceList:
    """The list with the meaning of each of its options."""
    by_name = len(listed.options) <= MOST_MEANT
    return replace(
        listed, options=tuple(replace(option, meaning=_meaning(option, by_name)) for option in listed.options)
    )


def sort_list(listed: ChoiceList) -> Sorted:
    """What a list is, by its answers."""
    answers = listed.answers
    if _is_yes_no(answers):
        return _sorted_yes_no(listed)
    given = {option.name: option.points for option in answers if option.points is not None}
    if given:
        points = {option.name: given.get(option.name, Fraction(0)) for option in answers}
        return Sorted(ListKind.POINTS, points)
    return _sorted_numbers(answers) or Sorted(ListKind.WORDS, {})


_WORDS_OF = {
    Meaning.NOT_APPLICABLE: NOT_APPLICABLE,
    Meaning.NOT_KNOWN: NOT_KNOWN,
    Meaning.YES: YES,
    Meaning.NO: NO,
}


def _meaning(option: Option, by_name: bool) -> Meaning:
    labels = [words for _, words in option.text.entries] if option.has_words else []
    for said in (labels, [option.name] if by_name else []):
        for meaning, words in _WORDS_OF.items():
            if is_any(said, words):
                return meaning
    if option.name in NOT_KNOWN_CODES:
        return Meaning.NOT_KNOWN
    return Meaning.NOT_APPLICABLE if option.name in NOT_APPLICABLE_CODES else Meaning.OTHER


def _is_yes_no(answers: Sequence[Option]) -> bool:
    return len(answers) == 2 and {option.meaning for option in answers} == {Meaning.YES, Meaning.NO}


def _sorted_yes_no(listed: ChoiceList) -> Sorted:
    """Points from their own column, else from the list's name, else from names such as 5 and 0."""
    yes, no = (next(o for o in listed.answers if o.meaning is m) for m in (Meaning.YES, Meaning.NO))
    if yes.points is not None or no.points is not None:
        points = {yes.name: yes.points or Fraction(0), no.name: no.points or Fraction(0)}
    elif found := _POINTS_IN_NAME.match(listed.name):
        points = {yes.name: _points(found.group(1)), no.name: _points(found.group(2))}
    else:
        points = _points_by_name(yes, no)
    return Sorted(ListKind.YES_NO, points)


def _points(written: str) -> Fraction:
    return Fraction(written.lower().replace("p", "."))


def _points_by_name(yes: Option, no: Option) -> dict[str, Fraction]:
    numbers = number_of(yes.name), number_of(no.name)
    if numbers[0] is None or numbers[1] is None or min(numbers[0], numbers[1]) != 0:
        return {}
    return {yes.name: numbers[0], no.name: numbers[1]}


def _sorted_numbers(answers: Sequence[Option]) -> Sorted | None:
    """A scale, or points, out of names that are numbers; None where the numbers only count the choices."""
    steps = [option for option in answers if option.name not in _OTHER_CODES]
    numbers = {option.name: number for option in steps if (number := number_of(option.name)) is not None}
    if len(numbers) < 2 or len(numbers) < len(steps):
        return None
    has_codes = len(steps) < len(answers)
    ordered = sorted(steps, key=lambda option: numbers[option.name])
    if not has_codes and (rating := _rating(ordered, numbers)) is not None:
        return rating
    return (
        None if has_codes or not _are_points(sorted(numbers.values())) else Sorted(ListKind.POINTS, numbers)
    )


def _are_points(found: Sequence[Fraction]) -> bool:
    """Whether numbers, smallest first, may be points: those that count 1, 2, 3 and those of a region are not."""
    is_counted = list(found) == [Fraction(n) for n in range(1, len(found) + 1)]
    return len(found) <= MOST_STEPS and not is_counted and found[0] >= 0 and 2 * found[0] <= found[-1] <= 100


def _rating(ordered: Sequence[Option], numbers: Mapping[str, Fraction]) -> Sorted | None:
    """Steps one after the other whose labels are numbers, or words of a scale."""
    found = [numbers[option.name] for option in ordered]
    is_even = all(later - earlier == 1 for earlier, later in pairwise(found))
    if not is_even or found[0].denominator != 1 or not FEWEST_STEPS <= len(found) <= MOST_STEPS:
        return None
    rating = Sorted(ListKind.RATING, numbers, (int(found[0]), int(found[-1])))
    grades = [grade for option in ordered if (grade := _grade(option)) is not None]
    if len(grades) < 2:
        return rating if all(_is_number_label(option) for option in ordered) else None
    if grades == sorted(grades):
        return rating
    if grades == sorted(grades, reverse=True):
        return Sorted(
            ListKind.POINTS, {name: found[-1] - number for name, number in numbers.items()}, is_turned=True
        )
    return None


def _is_number_label(option: Option) -> bool:
    words = plain_words(str(option.text))
    return not option.has_words or (words.startswith(option.name) and re.match(r"-?\d+\b", words) is not None)


def _grade(option: Option) -> int | None:
    for _, words in option.text.entries:
        plain = re.sub(r"^\d+\s*[-.:)=\u2013]?\s*", "", plain_words(words))
        if plain in STEP_OF:
            return STEP_OF[plain]
    return None

"""What a row of a form is measured by, and what its answers are called then.

Nothing here is asked of the user: what a form does not say is taken as the reference table of `docs/interop.md`
says, and each guess is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    Between,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.percent import decimal_text
from qaudit.core.text import Text
from qaudit.interop import xlsform_lists as lists
from qaudit.interop.naming import RESERVED, Names
from qaudit.interop.xlsform_conditions import Answered, Keyed, Timed, Untold
from qaudit.interop.xlsform_limits import (
    exact_number,
    ladder_of,
    limit_of_columns,
    limit_of_words,
    time_unit,
    unit_of_words,
)
from qaudit.interop.xlsform_lists import ChoiceList, ListKind, Meaning, sort_list
from qaudit.interop.xlsform_words import NONE_OF_THEM, is_any
from qaudit.speech import N_, _

MOST_OPTIONS = 200
"""Options of a choice; from a longer list nobody chooses in a terminal."""
ONE, NOTHING = Fraction(1), Fraction(0)
NUMBER_WORDS = {
    "en": "number", "he": "מספר", "ro": "număr", "fr": "nombre",
    "es": "número", "pt": "número", "de": "Anzahl", "ar": "عدد",
}  # fmt: skip
_NO_WORDS = N_("its answer is words, and no condition can ask for words")
_NO_NUMBERS = N_("it is a number, and no condition compares numbers")
NO_POINTS = N_("the form says no points: it is asked and shown, and not scored; give its options a share")
NO_LIMIT = N_("the form says no limit: it is asked and shown, and not scored; give it a limit")


@dataclass
class Made:
    """A measure with all that hangs on it. `guesses` are sentences about what the form did not say."""

    measure: Measure
    answers: Mapping[str, str | None] = field(default_factory=dict)
    weight: Fraction = ONE
    counts: bool = True
    has_na: bool = False
    guesses: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    untold: str = ""
    most: Fraction | None = None

    def answered(self, code: str) -> Answered:
        """What later conditions may ask of it."""
        if self.answers:
            return Keyed(code, self.answers)
        if self.most is not None and not self.untold:
            return Timed(code, self.most)
        return Untold(_(self.untold or _NO_WORDS))


def words_measure() -> Made:
    """For texts, dates, places: words beside the score."""
    return Made(NoteMeasure(), counts=True, untold=_NO_WORDS)


def choice_measure(listed: ChoiceList, ours: Mapping[str, str]) -> Made:
    """For `select_one`: yes and no, a rating, a choice with points, or a choice without."""
    if len(listed.options) > MOST_OPTIONS or len(listed.answers) < 1:
        made = words_measure()
        made.changes.append(_("its list has {n} choices: it is asked in words", n=len(listed.options)))
        return made
    found = sort_list(listed)
    match ours.get("qa:kind", ""), found.kind:
        case ("yes_no", ListKind.YES_NO) | ("", ListKind.YES_NO):
            return _yes_no(listed, found, ours)
        case ("rating", _) | ("", ListKind.RATING) if found.kind is ListKind.RATING or _has_scale(listed):
            return _rating(listed, ours)
        case _:
            return _choice(listed, found)


def parts_measure(listed: ChoiceList, ours: Mapping[str, str]) -> Made:
    """For `select_multiple`: a checklist, scored only where the form has points for its parts."""
    keys = _keys(listed, without_none=True)
    parts = [option for option in listed.options if keys[option.name] is not None]
    if not parts or len(parts) > MOST_OPTIONS:
        made = words_measure()
        made.changes.append(_("its list has {n} choices: it is asked in words", n=len(listed.options)))
        return made
    points = {option.name: max(option.points or NOTHING, NOTHING) for option in parts}
    whole = sum(points.values(), NOTHING)
    made = Made(NoteMeasure(), keys, has_na=bool(listed.of(Meaning.NOT_APPLICABLE)))
    shares = {name: value / whole if whole else Fraction(1, len(parts)) for name, value in points.items()}
    made.measure = ChecklistMeasure(
        tuple(Option(str(keys[option.name]), option.text, shares[option.name]) for option in parts)
    )
    made.weight, made.counts = whole or ONE, bool(whole)
    if not whole:
        made.guesses.append(_(NO_POINTS))
    return made


def number_measure(texts: Sequence[Text], ours: Mapping[str, str], *, is_whole: bool, counted: Text) -> Made:
    """For `integer` and `decimal`: a length of time or a count with a limit, else asked without points.

    `counted` is what a plain number counts.
    """
    if ours.get("qa:kind") == "rating" and (typed := _typed_rating(ours)) is not None:
        return typed
    label, *hints = [str(text) for text in texts] or [""]
    words = " ".join((label, *hints))
    if ours.get("qa:kind") == "clock" and (clock := clock_measure(ours)) is not None:
        return clock
    said = limit_of_columns(ours)
    guessed = None if said else limit_of_words(label, " ".join(hints), may_count=is_whole)
    limit = said or (guessed.limit if guessed else None)
    unit = time_unit(ours.get("qa:unit", "")) or (guessed.unit if guessed else None)
    if unit is None and limit is not None and not ours.get("qa:unit"):
        unit = unit_of_words(words)
    made = _timed(unit, limit, ours) if unit else _counted(limit, ours, is_whole=is_whole, counted=counted)
    if guessed is not None and not isinstance(made.measure, NoteMeasure):
        made.guesses.append(_("its limit was found in the words '{words}'", words=guessed.words))
    return made


def range_measure(parameters: str, texts: Sequence[Text], ours: Mapping[str, str], counted: Text) -> Made:
    """For `range`: a rating where its steps are whole and few, else a number."""
    given = dict(part.split("=", 1) for part in parameters.replace(";", " ").split() if "=" in part)
    ends = [
        exact_number(given.get(key, default))
        for key, default in (("start", "1"), ("end", "10"), ("step", "1"))
    ]
    low, high, step = (end if end is not None else ONE for end in ends)
    is_rating = step == 1 and low.denominator == high.denominator == 1 and 0 < high - low < lists.MOST_STEPS
    if not is_rating:
        is_whole = all(end.denominator == 1 for end in (low, step))
        return number_measure(texts, ours, is_whole=is_whole, counted=counted)
    steps = [str(number) for number in range(int(low), int(high) + 1)]
    return _rated(int(low), int(high), (), {name: name for name in steps}, ours)


def clock_measure(ours: Mapping[str, str]) -> Made | None:
    """For our own times of day, `qa:between` with two of them; None for others: those are asked in words."""
    ends = [_second_of_day(part) for part in ours.get("qa:between", "").split()]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    return Made(ClockMeasure(ends[0], ends[1]), untold=_NO_NUMBERS)


def _second_of_day(written: str) -> int | None:
    hour, colon, minute = written.partition(":")
    is_time = colon and hour.isdecimal() and minute.isdecimal() and len(written) <= len("23:59")
    return int(hour) * 3600 + int(minute) * 60 if is_time and int(hour) < 24 and int(minute) < 60 else None


def _yes_no(listed: ChoiceList, found: lists.Sorted, ours: Mapping[str, str]) -> Made:
    yes, no = (next(o for o in listed.answers if o.meaning is m) for m in (Meaning.YES, Meaning.NO))
    points = found.points
    keys = {option.name: None for option in listed.options} | {yes.name: "yes", no.name: "no"}
    made = Made(
        YesNoMeasure(ours.get("qa:expect") != "no"), keys, has_na=bool(listed.of(Meaning.NOT_APPLICABLE))
    )
    if not points or "qa:expect" in ours:
        return made
    best, least = max(points.values()), min(points.values())
    if best <= 0:
        made.counts = False
        made.guesses.append(_("both answers have 0 points: it is asked and not scored"))
        return made
    if least > 0:
        return _choice(listed, lists.Sorted(ListKind.POINTS, points))
    made.measure = YesNoMeasure(points[yes.name] == best)
    made.weight = best
    if best != 1:
        told = _("its weight, {points}, was found in the choices' points", points=decimal_text(best))
        made.guesses.append(told)
    return made


def _has_scale(listed: ChoiceList) -> bool:
    steps = sorted(int(option.name) for option in listed.answers if option.name.lstrip("-").isdecimal())
    return len(steps) == len(listed.answers) > 1 and steps == list(range(steps[0], steps[-1] + 1))


def _rating(listed: ChoiceList, ours: Mapping[str, str]) -> Made:
    steps = sorted(int(option.name) for option in listed.answers)
    anchors = tuple(
        (int(option.name), option.text)
        for option in sorted(listed.answers, key=lambda option: int(option.name))
        if option.has_words and str(option.text).strip() != option.name
    )
    keys: dict[str, str | None] = {option.name: None for option in listed.options}
    keys |= {option.name: str(int(option.name)) for option in listed.answers}
    made = _rated(steps[0], steps[-1], anchors, keys, ours)
    made.has_na = bool(listed.of(Meaning.NOT_APPLICABLE))
    return made


def _rated(
    low: int,
    high: int,
    anchors: tuple[tuple[int, Text], ...],
    keys: Mapping[str, str | None],
    ours: Mapping[str, str],
) -> Made:
    """A rating is met from three quarters of its scale up, where the form does not say."""
    said = exact_number(ours.get("qa:met_from", ""))
    is_said = said is not None and said.denominator == 1 and low < said <= high
    met_from = int(said) if is_said and said is not None else low + -(-3 * (high - low) // 4)
    made = Made(RatingMeasure(low, high, met_from, anchors), keys)
    if not is_said:
        made.guesses.append(_("the form does not say from where on it is met: from {step}", step=met_from))
    return made


def _typed_rating(ours: Mapping[str, str]) -> Made | None:
    """Our own long scales, whose step is typed: `qa:scale` has the two ends."""
    ends = [exact_number(part) for part in ours.get("qa:scale", "").split()]
    low, high = ends if len(ends) == 2 else (None, None)
    if low is None or high is None or low.denominator * high.denominator != 1 or low >= high:
        return None
    made = _rated(int(low), int(high), (), {}, ours)
    made.untold = _NO_NUMBERS
    return made


def _choice(listed: ChoiceList, found: lists.Sorted) -> Made:
    points = {name: max(value, NOTHING) for name, value in found.points.items()}
    whole = max(points.values(), default=NOTHING)
    keys = _keys(listed)
    options = [option for option in listed.options if keys[option.name] is not None]
    made = Made(NoteMeasure(), keys, has_na=bool(listed.of(Meaning.NOT_APPLICABLE)))
    if len(options) < 2:
        made = words_measure()
        made.changes.append(_("its list has no two answers to choose from: it is asked in words"))
        return made
    made.measure = ChoiceMeasure(
        tuple(
            Option(
                str(keys[option.name]),
                option.text,
                points.get(option.name, NOTHING) / whole if whole else ONE,
            )
            for option in options
        )
    )
    made.weight = ONE if found.is_turned else whole or ONE
    made.counts = bool(whole)
    if not whole:
        made.guesses.append(_(NO_POINTS))
    elif all(option.points is None for option in options):
        made.guesses.append(
            _("its points were taken from the names of its choices: look whether they are points")
        )
    if any(value < 0 for value in found.points.values()):
        made.changes.append(_("points below 0 became 0"))
    return made


def _keys(listed: ChoiceList, *, without_none: bool = False) -> dict[str, str | None]:
    """The key of ours for each choice; None for those that are readings of their own here."""
    names = Names(RESERVED if without_none else RESERVED - {"none"})
    keys: dict[str, str | None] = {}
    for option in listed.options:
        labels = [words for _language, words in option.text.entries]
        is_none = without_none and is_any([option.name, *labels], NONE_OF_THEM)
        is_own = is_none or option.meaning in (Meaning.NOT_APPLICABLE, Meaning.NOT_KNOWN)
        keys[option.name] = None if is_own else names.give(option.name)
    return keys


def _timed(unit: TimeUnit, limit: Limit | None, ours: Mapping[str, str]) -> Made:
    given = limit or AtLeast(NOTHING)
    ladder = ladder_of(ours.get("qa:credit", ""), given)
    ends = (ours.get("qa:from"), ours.get("qa:to"))
    made = Made(
        DurationMeasure(unit, given, ladder, *(ends if all(ends) else (None, None))),
        untold="" if limit else _NO_NUMBERS,
    )
    return _limited(made, limit, ladder[-1].limit)


def _counted(limit: Limit | None, ours: Mapping[str, str], *, is_whole: bool, counted: Text) -> Made:
    """A number of things. Numbers with decimals have no measure here; with a limit they are worth rounding."""
    if not is_whole and limit is None:
        made = words_measure()
        made.changes.append(
            _("a number with decimals that is no length of time has no measure here: it is asked in words")
        )
        return made
    given = limit or AtLeast(NOTHING)
    ladder = ladder_of(ours.get("qa:credit", ""), given)
    made = Made(CountMeasure(counted, given, ladder), untold="" if limit else _NO_NUMBERS)
    if not is_whole:
        made.changes.append(_("its readings are whole numbers here"))
    return _limited(made, limit, ladder[-1].limit)


def _limited(made: Made, limit: Limit | None, widest: Limit) -> Made:
    if limit is None:
        made.counts = False
        made.guesses.append(_(NO_LIMIT))
    match widest:
        case AtMost(most) if limit is not None:
            made.most = most
        case AtLeast() | Between():
            made.untold = _NO_NUMBERS
    return made

"""The measure of a row that does not name its kind: found in its options, its limit or its words.

Whatever is found here is told: somebody has to look at it before the pack is used.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    Between,
    ChoiceMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.percent import decimal_text
from qaudit.core.text import Text
from qaudit.interop.imported import Fate
from qaudit.interop.naming import RESERVED, Names, plain_name
from qaudit.interop.table_account import shown
from qaudit.interop.table_grammar import (
    KEPT,
    NO,
    NOT_KEPT,
    NOT_SEEN,
    YES,
    OptionEntry,
    number_of,
    read_loose_options,
)
from qaudit.interop.table_measures import Reading
from qaudit.interop.thresholds import Threshold, threshold_in, threshold_of_cell, time_unit_of
from qaudit.speech import _

_REMARKS = frozenset(
    (
        "comments", "comment", "remarks", "general comments", "notes", "general remarks", "other comments",
        "הערות", "הערות כלליות", "הערות נוספות", "observații", "comentarii", "observații generale", "alte observații",
    )
)  # fmt: skip
_COUNT_OF = {"en": "times", "he": "פעמים", "ro": "ori"}
_MOST_STEPS = 11


@dataclass(frozen=True, slots=True)
class Guess:
    """A measure that was found. `weight` are the points of its options; `may_not_apply` what they say of that.

    `counts` is false where nobody knows what its options earn.
    """

    measure: Measure
    weight: Fraction | None = None
    may_not_apply: bool | None = None
    counts: bool = True


def guess_measure(reading: Reading, words: str, code: str) -> Guess:
    """The measure of a row, from its options, else its limit, else its `words`; yes or no where nothing is said."""
    cell, where = reading.languages.own_cell(reading.row, "options")
    if cell:
        guess = _of_options(reading, reading.account.words(cell, where), code)
        _offer_threshold(reading, words, code)
        return guess
    if (limited := _of_limit_cells(reading, code)) is not None:
        return Guess(limited)
    if words.strip(" .:").casefold() in _REMARKS:
        _tell(reading, code, "text", _("it was taken for a place for remarks, without points"))
        return Guess(NoteMeasure())
    if reading.row.place("answer") is None and (found := threshold_in(words)) is not None:
        return Guess(_of_threshold(reading, found, code, "text"))
    _offer_threshold(reading, words, code)
    return Guess(YesNoMeasure())


def _offer_threshold(reading: Reading, words: str, code: str) -> None:
    found = threshold_in(words)
    if found is not None:
        told = _(
            "the words {words} could be measured: {limit}; it is yes or no as the table says",
            words=shown(found.words),
            limit=_limit_words(found),
        )
        _tell(reading, code, "text", told)


def _tell(reading: Reading, code: str, column: str, message: str, fate: Fate = Fate.GUESSED) -> None:
    reading.account.tell(fate, message, reading.row.where(column), code)


# Limits.


def _of_limit_cells(reading: Reading, code: str) -> Measure | None:
    """The measure of a row with a column of limits: min and max, or a threshold in words."""
    row = reading.row
    unit_words, _where = reading.languages.own_cell(row, "unit")
    if cell := row.cell("limit"):
        found = threshold_of_cell(cell, unit_words or _remark(reading, "limit"))
        if found is None:
            _tell(reading, code, "limit", _("{words} was not understood", words=shown(cell)), Fate.LEFT_OUT)
            return None
        return _of_threshold(reading, found, code, "limit")
    least, most = (_number_or_told(reading, column, code) for column in ("min", "max"))
    if least is None and most is None:
        return None
    limit: Limit
    if least is not None and most is not None:
        limit = Between(least, most)
    else:
        limit = AtMost(most) if most is not None else AtLeast(least or Fraction(0))
    column = "max" if most is not None else "min"
    unit = unit_words or _remark(reading, column)
    found = Threshold(limit, time_unit_of(unit) or unit, "")
    return _of_threshold(reading, found, code, column)


def _number_or_told(reading: Reading, column: str, code: str) -> Fraction | None:
    cell = reading.name(column)
    number = number_of(cell) if cell else None
    if cell and number is None:
        _tell(reading, code, column, _("{words} was not understood", words=shown(cell)), Fate.LEFT_OUT)
    return number


def _remark(reading: Reading, column: str) -> str:
    return next((head.remark for head in reading.row.heads.values() if head.column == column), "")


def _of_threshold(reading: Reading, found: Threshold, code: str, column: str) -> Measure:
    limit, unit = found.limit, found.unit
    ladder = (Rung(limit, Fraction(1)),)
    origin = _("from {words}", words=shown(found.words)) if found.words else _("from its columns")
    told = _("measured: {limit}, {origin}", limit=_limit_words(found), origin=origin)
    _tell(reading, code, column, told)
    if isinstance(unit, TimeUnit):
        return DurationMeasure(unit, limit, ladder)
    if not unit:
        unit = _COUNT_OF.get(reading.languages.own, "times")
        _tell(reading, code, column, _("what is counted is not said: {unit}", unit=unit))
    return CountMeasure(Text.plain(unit, reading.languages.own), limit, ladder)


def _limit_words(found: Threshold) -> str:
    return f"{_bounds_words(found.limit)} {found.unit}".strip()


def _bounds_words(limit: Limit) -> str:
    if isinstance(limit, AtMost):
        return _("at most {number}", number=decimal_text(limit.most))
    if isinstance(limit, AtLeast):
        return _("at least {number}", number=decimal_text(limit.least))
    return _("{least} to {most}", least=decimal_text(limit.least), most=decimal_text(limit.most))


# Options.


def _of_options(reading: Reading, cell: str, code: str) -> Guess:
    entries = read_loose_options(cell)
    kept = [
        entry for entry in entries if not entry.is_not_applicable and entry.label.casefold() not in NOT_SEEN
    ]
    may_not_apply = len(kept) < len(entries) and any(entry.is_not_applicable for entry in entries)
    points = [entry.earns for entry in kept if entry.earns is not None and not entry.is_share]
    weight = max(points, default=Fraction(0)) or None
    measure = _yes_no_of(reading, kept, code) or _scale_of(reading, kept, cell, code)
    if measure is not None:
        return Guess(measure, weight, may_not_apply)
    if len(kept) < 2:
        _tell(reading, code, "options", _("{words} was not understood", words=shown(cell)), Fate.LEFT_OUT)
        return Guess(YesNoMeasure(), weight, may_not_apply if entries else None)
    is_known = any(entry.earns for entry in kept)
    if not is_known:
        _tell(reading, code, "options", _("what its options earn is not said: it carries no points"))
    return Guess(ChoiceMeasure(_options(reading, kept, is_known)), weight, may_not_apply, counts=is_known)


def _yes_no_of(reading: Reading, entries: list[OptionEntry], code: str) -> Measure | None:
    if len(entries) != 2:
        return None
    good = next((entry for entry in entries if entry.label.casefold() in YES | KEPT), None)
    bad = next((entry for entry in entries if entry.label.casefold() in NO | NOT_KEPT), None)
    if good is None or bad is None:
        return None
    if good.label.casefold() in KEPT:
        told = _("{good} and {bad} became yes and no", good=shown(good.label), bad=shown(bad.label))
        _tell(reading, code, "options", told, Fate.CHANGED)
    expects_yes = (good.earns or 0) >= (bad.earns or 0)
    earns_both = min(good.earns or 0, bad.earns or 0)
    if earns_both > 0:
        told = _("both answers earn points; a standard that is missed earns none")
        _tell(reading, code, "options", told, Fate.CHANGED)
    return YesNoMeasure(expects_yes)


def _scale_of(reading: Reading, entries: list[OptionEntry], cell: str, code: str) -> Measure | None:
    """A rating, where the options are the steps of a scale: `1-5`, `1|2|3`, `1=Poor, 5=Excellent`."""
    steps, anchors = _steps_of(entries, cell, reading.languages.own)
    if steps is None:
        return None
    low, high = steps
    met_from = high - 1 if high - low >= 3 else high
    told = _("a rating from {low} to {high}, met from {step}", low=low, high=high, step=met_from)
    _tell(reading, code, "options", told)
    return RatingMeasure(low, high, met_from, anchors)


def _steps_of(
    entries: list[OptionEntry], cell: str, language: str
) -> tuple[tuple[int, int] | None, tuple[tuple[int, Text], ...]]:
    ends = [piece.strip() for piece in cell.replace("–", "-").replace(" to ", "-").split("-")]
    if (
        len(ends) == 2
        and all(end.isascii() and end.isdigit() for end in ends)
        and int(ends[0]) < int(ends[1])
    ):
        return (int(ends[0]), int(ends[1])), ()
    keyed = [(_step(entry.key), entry.label) for entry in entries if entry.key is not None]
    if len(keyed) == len(entries) >= 2 and all(step is not None for step, _label in keyed):
        anchors = sorted((step, Text.plain(label, language)) for step, label in keyed if step is not None)
        return (anchors[0][0], anchors[-1][0]), tuple(anchors)
    labels = sorted(step for entry in entries if (step := _step(entry.label)) is not None)
    is_a_row = len(labels) == len(entries) >= 3 and all(
        after - before == 1 for before, after in pairwise(labels)
    )
    has_points = any(entry.earns is not None for entry in entries)
    return ((labels[0], labels[-1]), ()) if is_a_row and not has_points else (None, ())


def _step(text: str | None) -> int | None:
    number = number_of(text or "")
    is_step = number is not None and number.denominator == 1 and abs(number) <= 10**_MOST_STEPS
    return int(number) if number is not None and is_step else None


def _options(reading: Reading, entries: list[OptionEntry], is_known: bool) -> tuple[Option, ...]:
    best = max((entry.earns or Fraction(0) for entry in entries if not entry.is_share), default=Fraction(0))
    names = Names(RESERVED)
    options = []
    if any((entry.earns or 0) < 0 for entry in entries):
        told = _("points below 0 count as 0: a standard that is missed takes none away")
        reading.account.tell(Fate.CHANGED, told, reading.row.where("options"))
    for place, entry in enumerate(entries):
        share = (entry.earns or Fraction(0)) / (1 if entry.is_share else best or 1)
        if not is_known:
            share = Fraction(1 if place == 0 else 0)
        wanted = entry.key or plain_name(entry.label).casefold()
        text = Text.plain(entry.label, reading.languages.own)
        options.append(Option(names.give(wanted, f"o{place + 1}"), text, max(share, Fraction(0))))
    return tuple(options)

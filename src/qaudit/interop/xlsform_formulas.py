"""What a pack knows about its standards, as the formulas of an XLSForm: shares, misses and conditions.

A reading that is not there is empty in a form, also where its row was not asked; `na` and `unseen` are choices.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    NoteMeasure,
    RatingMeasure,
    YesNoMeasure,
)
from qaudit.core.percent import decimal_text
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    NotObservedPolicy,
    Standard,
    StandardIs,
    StandardMissed,
)

MOST_STEPS = 30
"""Steps of a scale that are listed; a longer scale is a number to type."""


@dataclass(frozen=True, slots=True)
class Row:
    """A standard as a row of the form: its name there, and the name of the row that says why it has no number."""

    standard: Standard
    name: str
    without: str = ""

    @property
    def ref(self) -> str:
        return f"${{{self.name}}}"

    @property
    def is_typed(self) -> bool:
        """Whether a number or a time is typed, beside which `na` and `unseen` have a row of their own."""
        return is_typed(self.standard)


def is_typed(standard: Standard) -> bool:
    """Whether the reading is typed and not chosen."""
    measure = standard.measure
    if isinstance(measure, RatingMeasure):
        return measure.high - measure.low >= MOST_STEPS
    return isinstance(measure, DurationMeasure | CountMeasure | ClockMeasure)


def number_text(number: Fraction) -> str:
    """A number as a formula takes it: `0.5`, `(1 div 3)`."""
    written = decimal_text(number)
    return written if "/" not in written else f"({number.numerator} div {number.denominator})"


def answered(row: Row) -> str:
    """Whether there is a reading that is judged."""
    if row.is_typed or isinstance(row.standard.measure, NoteMeasure):
        return f"{row.ref} != ''"
    if isinstance(row.standard.measure, ChecklistMeasure):
        return f"({row.ref} != '' and not(selected({row.ref}, 'na')) and not(selected({row.ref}, 'unseen')))"
    return f"({row.ref} != '' and {row.ref} != 'na' and {row.ref} != 'unseen')"


def share(row: Row) -> str:
    """The part of the weight that the reading earns, where there is one."""
    return _SHARES[type(row.standard.measure)](row)


def missed(row: Row) -> str:
    """Whether the reading earns nothing."""
    return _MISSES[type(row.standard.measure)](row)


def earned(row: Row) -> str:
    """The points of a standard."""
    return f"if({answered(row)}, {number_text(row.standard.weight)} * ({share(row)}), 0)"


def possible(row: Row, policy: NotObservedPolicy) -> str:
    """The points that it could have earned; empty for one that adds to what is earned alone."""
    if row.standard.is_bonus:
        return ""
    asked = answered(row)
    if policy is NotObservedPolicy.MISS:
        asked = f"({asked} or {unseen(row)})"
    return f"if({asked}, {number_text(row.standard.weight)}, 0)"


def unseen(row: Row) -> str:
    """Whether it was not observed."""
    if isinstance(row.standard.measure, ChecklistMeasure):
        return f"selected({row.ref}, 'unseen')"
    return f"${{{row.without}}} = 'unseen'" if row.is_typed else f"{row.ref} = 'unseen'"


def relevant(condition: Condition, facts: Mapping[str, str], rows: Mapping[str, Row]) -> str:
    """A condition as a form says it. `facts` are the names of the facts' rows."""
    match condition:
        case FactIs(fact, keys):
            return _either([f"${{{facts[fact]}}} = '{key}'" for key in keys])
        case StandardIs(code, key):
            row = rows[code]
            is_many = isinstance(row.standard.measure, ChecklistMeasure)
            return f"selected({row.ref}, '{key}')" if is_many else f"{row.ref} = '{key}'"
        case StandardMissed(code):
            return missed(rows[code])
        case AllOf(parts):
            return "(" + " and ".join(relevant(part, facts, rows) for part in parts) + ")"
        case AnyOf(parts):
            return _either([relevant(part, facts, rows) for part in parts])
        case Not(part):
            return f"not({relevant(part, facts, rows)})"


def _either(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else "(" + " or ".join(parts) + ")"


def _within(limit: Limit, value: str) -> str:
    match limit:
        case AtMost(most):
            return f"{value} <= {number_text(most)}"
        case AtLeast(least):
            return f"{value} >= {number_text(least)}"
        case Between(least, most):
            return f"({value} >= {number_text(least)} and {value} <= {number_text(most)})"


def _yes_no_share(row: Row) -> str:
    return f"if({row.ref} = '{_expected(row, is_met=True)}', 1, 0)"


def _expected(row: Row, *, is_met: bool) -> str:
    assert isinstance(row.standard.measure, YesNoMeasure)
    return "yes" if row.standard.measure.expects_yes is is_met else "no"


def _ladder_share(row: Row) -> str:
    assert isinstance(row.standard.measure, DurationMeasure | CountMeasure)
    formula = "0"
    for rung in reversed(row.standard.measure.ladder):
        formula = f"if({_within(rung.limit, row.ref)}, {number_text(rung.share)}, {formula})"
    return formula


def _ladder_miss(row: Row) -> str:
    assert isinstance(row.standard.measure, DurationMeasure | CountMeasure)
    worth = [rung.limit for rung in row.standard.measure.ladder if rung.share > 0]
    match worth[-1]:
        case AtMost(most):
            return f"{row.ref} > {number_text(most)}"
        case limit:
            return f"({row.ref} != '' and not({_within(limit, row.ref)}))"


def _clock_share(row: Row) -> str:
    measure = row.standard.measure
    assert isinstance(measure, ClockMeasure)
    minute = f"(number(substr({row.ref}, 0, 2)) * 60 + number(substr({row.ref}, 3, 5)))"
    after, before = f"{minute} >= {measure.opens // 60}", f"{minute} <= {measure.closes // 60}"
    joint = "and" if measure.opens <= measure.closes else "or"
    return f"if({after} {joint} {before}, 1, 0)"


def _rating_share(row: Row) -> str:
    measure = row.standard.measure
    assert isinstance(measure, RatingMeasure)
    return f"({row.ref} - {measure.low}) div {measure.high - measure.low}".replace("- -", "+ ")


def _rating_miss(row: Row) -> str:
    measure = row.standard.measure
    assert isinstance(measure, RatingMeasure)
    return f"{row.ref} = '{measure.low}'"


def _choice_share(row: Row) -> str:
    measure = row.standard.measure
    assert isinstance(measure, ChoiceMeasure)
    formula = "0"
    for option in reversed(measure.options):
        if option.share:
            formula = f"if({row.ref} = '{option.key}', {number_text(option.share)}, {formula})"
    return formula


def _choice_miss(row: Row) -> str:
    measure = row.standard.measure
    assert isinstance(measure, ChoiceMeasure)
    worthless = [f"{row.ref} = '{option.key}'" for option in measure.options if option.share == 0]
    return _either(worthless) if worthless else "false()"


def _parts_share(row: Row) -> str:
    measure = row.standard.measure
    assert isinstance(measure, ChecklistMeasure)
    terms = [
        f"if(selected({row.ref}, '{part.key}'), {number_text(part.share)}, 0)"
        for part in measure.parts
        if part.share
    ]
    return " + ".join(terms)


def _parts_miss(row: Row) -> str:
    measure = row.standard.measure
    assert isinstance(measure, ChecklistMeasure)
    worth = [f"not(selected({row.ref}, '{part.key}'))" for part in measure.parts if part.share]
    return "(" + " and ".join([answered(row), *worth]) + ")"


_SHARES: dict[type, Callable[[Row], str]] = {
    YesNoMeasure: _yes_no_share,
    DurationMeasure: _ladder_share,
    CountMeasure: _ladder_share,
    ClockMeasure: _clock_share,
    RatingMeasure: _rating_share,
    ChoiceMeasure: _choice_share,
    ChecklistMeasure: _parts_share,
}
_MISSES: dict[type, Callable[[Row], str]] = {
    YesNoMeasure: lambda row: f"{row.ref} = '{_expected(row, is_met=False)}'",
    DurationMeasure: _ladder_miss,
    CountMeasure: _ladder_miss,
    ClockMeasure: lambda row: f"({answered(row)} and {_clock_share(row)} = 0)",
    RatingMeasure: _rating_miss,
    ChoiceMeasure: _choice_miss,
    ChecklistMeasure: _parts_miss,
}

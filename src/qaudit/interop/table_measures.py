"""The measure of a row that names its kind: taken at its word, and refused with its cell where it makes no sense."""

from collections.abc import Callable
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
    Measure,
    NoteMeasure,
    Option,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.readings import TimeOfDay, read_reading
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_grammar import NO, YES, OptionEntry, number_of, share_of
from qaudit.interop.table_options import WordedOption, own_options, worded_options
from qaudit.interop.table_rows import TableRow
from qaudit.interop.table_texts import Languages
from qaudit.interop.thresholds import time_unit_of
from qaudit.speech import _

KINDS: dict[str, str] = {
    word: kind
    for kind, words in {
        "yes_no": "yes_no, yes/no, yesno, boolean, yes no, כן/לא, כן ולא, da/nu, boolean",
        "duration": "duration, time, timer, length of time, stopwatch, משך, זמן, משך זמן, durată, timp",
        "count": "count, number, integer, numeric, ספירה, מספר, כמות, număr, numărare",
        "clock": "clock, time of day, hour, שעה, שעת יום, oră, ora",
        "rating": "rating, scale, score, likert, stars, דירוג, סולם, ציון, evaluare, notă, scală",
        "choice": "choice, single choice, select, select_one, multiple choice, dropdown, list, בחירה, רשימה, alegere",
        "checklist": "checklist, checkboxes, multiple, select_multiple, multi, parts, רשימת תיוג, סימון, bifare, listă",
        "note": "note, text, comment, free text, open, words, טקסט, הערה, מלל, text liber, comentariu",
    }.items()
    for word in words.split(", ")
}
"""The words for a kind of measure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What measures are read with: the row, the pack's languages, and the books."""

    row: TableRow
    languages: Languages
    account: Account

    def name(self, column: str) -> str:
        """A cell as one plain word or number."""
        return self.account.name(self.row.cell(column), self.row.where(column))

    def refuse(self, column: str, message: str) -> None:
        self.account.refuse(self.row.where(column), message)

    def number(self, column: str) -> Fraction | None:
        """The exact number in a cell; None where it is empty, refused where it is something else."""
        cell = self.name(column)
        found = number_of(cell) if cell else None
        if cell and found is None:
            self.refuse(column, _("{words} is no number", words=shown(cell)))
        return found

    def whole(self, column: str) -> int | None:
        """The whole number in a cell, in the same way."""
        found = self.number(column)
        if found is not None and found.denominator != 1:
            self.refuse(column, _("{words} is no whole number", words=shown(self.name(column))))
            return None
        return None if found is None else int(found)

    def entries(self) -> tuple[OptionEntry, ...]:
        """The options of the pack's own language, without *not applicable*."""
        return own_options(self.row, self.languages, self.account)

    def options(self) -> list[WordedOption]:
        """The options with their words in all languages."""
        return worded_options(self.row, self.languages, self.account)


def kind_named(cell: str) -> str | None:
    """The kind that a cell names; None for a word that names none."""
    return KINDS.get(" ".join(cell.split()).casefold())


def measure_named(kind: str, reading: Reading) -> Measure | None:
    """The measure of a row of that kind; None where something in it was refused."""
    return _READERS[kind](reading)


def _yes_no(reading: Reading) -> Measure | None:
    entries = reading.entries()
    yes = next((entry.earns for entry in entries if entry.label.casefold() in YES), None)
    no = next((entry.earns for entry in entries if entry.label.casefold() in NO), None)
    return YesNoMeasure(expects_yes=(yes or 0) >= (no or 0))


def _duration(reading: Reading) -> Measure | None:
    word, _where = reading.languages.own_cell(reading.row, "unit")
    unit = time_unit_of(reading.account.name(word, reading.row.where("unit")) or "s")
    limit = _limit(reading)
    if unit is None:
        reading.refuse("unit", _("{words} is no unit of time (it takes s, min, h or d)", words=shown(word)))
    if unit is None or limit is None:
        return None
    start, stop = reading.name("from") or None, reading.name("to") or None
    return DurationMeasure(TimeUnit(unit), limit, _ladder(reading, limit), start, stop)


def _count(reading: Reading) -> Measure | None:
    unit = reading.languages.text(reading.row, "unit", reading.account)
    limit = _limit(reading)
    if unit is None:
        reading.refuse("unit", _("a count needs a unit: what is counted"))
    if unit is None or limit is None:
        return None
    return CountMeasure(unit, limit, _ladder(reading, limit))


def _limit(reading: Reading) -> Limit | None:
    least, most = reading.number("min"), reading.number("max")
    if least is not None and most is not None:
        return Between(least, most)
    if most is not None:
        return AtMost(most)
    if least is not None:
        return AtLeast(least)
    if not reading.row.cell("min") and not reading.row.cell("max"):
        reading.refuse("max", _("the limit is missing: write the most under max, or the least under min"))
    return None


def _ladder(reading: Reading, limit: Limit) -> tuple[Rung, ...]:
    """The rungs in the column `credit`: `60:100%|120:50%`, `0..3:100%|0..5:50%`."""
    cell = reading.name("credit")
    alone = (Rung(limit, Fraction(1)),)
    if not cell:
        return alone
    rungs: list[tuple[Limit, Fraction]] = []
    are_points = False
    for piece in cell.split("|"):
        ends, _sign, earns = piece.rpartition(":")
        share = share_of(earns)
        points = number_of(earns) if share is None else share
        rung = _rung_limit(ends, limit)
        if points is None or rung is None:
            reading.refuse(
                "credit", _("{words} is no step (it takes {example})", words=shown(piece), example="120:50%")
            )
            return alone
        are_points = are_points or share is None
        rungs.append((rung, points))
    best = max(points for _rung, points in rungs) if are_points else Fraction(1)
    return tuple(Rung(rung, points / best if best else points) for rung, points in rungs)


def _rung_limit(text: str, own: Limit) -> Limit | None:
    numbers = [number_of(end) for end in text.split("..")]
    match own, numbers:
        case Between(), [Fraction() as least, Fraction() as most]:
            return Between(least, most)
        case AtMost(), [Fraction() as most]:
            return AtMost(most)
        case AtLeast(), [Fraction() as least]:
            return AtLeast(least)
    return None


_ANY_TIME = ClockMeasure(0, 0)


def _clock(reading: Reading) -> Measure | None:
    times: list[int] = []
    for column in ("min", "max"):
        found = read_reading(_ANY_TIME, reading.name(column))
        if isinstance(found, TimeOfDay):
            times.append(found.second)
        else:
            reading.refuse(
                column, _("{words} is no time of day such as 17:00", words=shown(reading.name(column)))
            )
    return ClockMeasure(*times) if len(times) == 2 else None


def _rating(reading: Reading) -> Measure | None:
    low, high, met_from = (reading.whole(column) for column in ("min", "max", "met_from"))
    for column, step in (("min", low), ("max", high), ("met_from", met_from)):
        if step is None and not reading.row.cell(column):
            reading.refuse(column, _("a rating needs min, max and met_from"))
    if low is None or high is None or met_from is None:
        return None
    anchors = [
        (int(option.key), option.text) for option in reading.options() if _is_step(reading, option.key)
    ]
    return RatingMeasure(low, high, met_from, tuple(sorted(anchors, key=lambda anchor: anchor[0])))


def _is_step(reading: Reading, key: str) -> bool:
    number = number_of(key)
    if number is None or number.denominator != 1:
        reading.refuse("options", _("{words} is no step of a rating", words=shown(key)))
        return False
    return True


def _choice(reading: Reading) -> Measure | None:
    options = reading.options()
    if any(option.earns is None for option in options):
        reading.refuse(
            "options", _("each option of a choice needs what it earns, as in {example}", example="Yes:3|No:0")
        )
        return None
    return ChoiceMeasure(_with_shares(options, best_is_one=True))


def _checklist(reading: Reading) -> Measure | None:
    options = reading.options()
    given = [option for option in options if option.earns is not None]
    if given and len(given) < len(options):
        reading.refuse("options", _("some parts say what they earn and some do not"))
        return None
    if not options:
        reading.refuse(
            "options", _("a checklist needs its parts, as in {example}", example="badge=Badge|shoes=Shoes")
        )
        return None
    if not given:
        equal = Fraction(1, len(options))
        return ChecklistMeasure(tuple(Option(option.key, option.text, equal) for option in options))
    return ChecklistMeasure(_with_shares(options, best_is_one=False))


def _note(reading: Reading) -> Measure | None:
    return NoteMeasure()


def _with_shares(options: list[WordedOption], *, best_is_one: bool) -> tuple[Option, ...]:
    """Options with the part of the weight they earn: of points, compared with the best or with their sum."""
    points = [option.earns or Fraction(0) for option in options if not option.is_share]
    whole = (max(points, default=Fraction(0)) if best_is_one else sum(points, Fraction(0))) or Fraction(1)
    return tuple(
        Option(option.key, option.text, (option.earns or Fraction(0)) / (1 if option.is_share else whole))
        for option in options
    )


_READERS: dict[str, Callable[[Reading], Measure | None]] = {
    "yes_no": _yes_no,
    "duration": _duration,
    "count": _count,
    "clock": _clock,
    "rating": _rating,
    "choice": _choice,
    "checklist": _checklist,
    "note": _note,
}

"""The tables of the comparison report: cells of ready strings, each with the plain value that it is sorted by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qaudit.analysis.differences import Difference
from qaudit.analysis.figures import Estimate, Interval, NotEnough
from qaudit.core.comparability import Continuity
from qaudit.core.standards import Pack
from qaudit.reports.charts import Svg
from qaudit.reports.charts_spread import Spread
from qaudit.reports.contexts_branch_values import LONGEST_PLACE, LONGEST_STANDARD, short_text
from qaudit.wording.comparison import NONE, Write, interval_words, one_place, short_lack_words
from qaudit.wording.edition_changes import continuity_words
from qaudit.wording.phrases import NOTHING, Phrase, UserText, Value, joined, own
from qaudit.wording.regional import month_words

Words = UserText | Value | Phrase | str


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its name, how wide it is (percent), and for a chart its axis."""

    words: str
    width: int
    kind: Kind = Kind.NUMBER
    axis: Svg | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and `value`, which it is sorted by: a number or text; an empty one comes last.

    `flag` are words of ours that stand out. `ground` is a class of `sheets.heat_sheet`.
    """

    shown: Words = ""
    value: str = ""
    sub: Words = NOTHING
    flag: str = ""
    picture: Svg | None = None
    ground: str = ""

    @property
    def direction(self) -> str:
        """The direction of its first words, where they are somebody's own."""
        return self.shown.direction if isinstance(self.shown, UserText) else ""


@dataclass(frozen=True, slots=True)
class TableContext:
    """A table with its rows. `name` is its mark in the page; `is_heat`: its cells have grounds."""

    name: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_heat: bool = False


@dataclass(frozen=True, slots=True)
class ChartContext:
    """A picture with a heading and what it says in words; both may be empty."""

    picture: Svg
    title: Phrase = NOTHING
    about: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class PartContext:
    """A part of a group: sentences, pictures, a table, and sentences below it."""

    title: str
    note: str = ""
    before: tuple[Words, ...] = ()
    charts: tuple[ChartContext, ...] = ()
    table: TableContext | None = None
    about: tuple[Words, ...] = ()


def sorting(value: float | None) -> str:
    """A number as a program reads it; empty for none."""
    return "" if value is None else f"{value:.6g}"


def whole_number(number: int) -> Cell:
    """An n."""
    return Cell(str(number), str(number))


def figure_cell(found: Estimate | Difference | NotEnough | None, write: Write = one_place) -> Cell:
    """A value with its interval below it; where there is no interval, why."""
    if found is None:
        return Cell(NONE)
    if isinstance(found, NotEnough):
        return Cell(NONE, sub=own(short_lack_words(found)))
    return Cell(write(found.value), sorting(found.value), own(beside_words(found.interval, write)))


def spoken_words(cell: Cell, n: int) -> str:
    """A figure as its picture is read aloud: the value, its interval or why it has none, and n."""
    return ", ".join(part for part in (str(cell.shown), str(cell.sub), f"n = {n}") if part)


def beside_words(interval: Interval | NotEnough, write: Write) -> str:
    """The interval, or in a few words why there is none."""
    return short_lack_words(interval) if isinstance(interval, NotEnough) else interval_words(interval, write)


def spread_of(found: Estimate | Difference | NotEnough | None) -> Spread:
    """An estimate as it is drawn: without an interval where it has none."""
    if found is None or isinstance(found, NotEnough):
        return Spread(None)
    if isinstance(found.interval, NotEnough):
        return Spread(found.value)
    return Spread(found.value, found.interval.low, found.interval.high)


def ends_of(found: Estimate | Difference | NotEnough | None) -> list[float]:
    """What a scale has to hold to draw an estimate."""
    spread = spread_of(found)
    return [end for end in (spread.value, spread.low, spread.high) if end is not None]


def member_cell(code: str, name: str, flag: str = "") -> Cell:
    """A branch by its name, with its code below; a region or a brand by its name alone."""
    shown = short_text(name or code or NONE, LONGEST_PLACE)
    sub: Words = NOTHING if name in ("", code) else Value(code)
    return Cell(shown, shown.text, sub, flag)


def standard_cell(
    code: str, pack: Pack | None, language: str | None, changed: Continuity | None = None, flag: str = ""
) -> Cell:
    """A standard by its words, with its code below; by its code alone where nobody has its words."""
    marks = [own(continuity_words(changed))] if changed is not None else []
    standard = None if pack is None else next((one for one in pack.standards if one.code == code), None)
    if standard is None:
        return Cell(Value(code), str(Value(code)), joined(marks, " · "), flag)
    words = short_text(standard.text.in_language(language), LONGEST_STANDARD)
    return Cell(words, str(Value(code)), joined([Value(code), *marks], " · "), flag)


def section_words(code: str, pack: Pack | None, language: str | None) -> Words:
    """A section by its title, or by its code."""
    section = None if pack is None else next((one for one in pack.sections if one.code == code), None)
    return Value(code) if section is None else short_text(section.title.in_language(language), LONGEST_PLACE)


def named_month(written: str) -> str:
    """`May 2026` of `2026-05`."""
    year, _dash, month = written.partition("-")
    return month_words(date(int(year), int(month), 1))


def phrases(words: Sequence[str]) -> tuple[Words, ...]:
    """The sentences that say something."""
    return tuple(own(one) for one in words if one)

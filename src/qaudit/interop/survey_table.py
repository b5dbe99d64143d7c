"""Customers' survey answers as a table: what they expect and what they perceive, by dimension or standard."""

from collections import Counter
from dataclasses import dataclass
from math import isfinite

from qaudit.core.problems import nearest
from qaudit.core.text import printable
from qaudit.errors import QauditError, UsageError, did_you_mean
from qaudit.interop.opening import open_sheets
from qaudit.interop.sheets import Sheet, SheetRow
from qaudit.speech import _, ngettext

KEYS = ("dimension", "code")
NUMBERS = ("expectation", "perception")
COLUMNS = (*KEYS, *NUMBERS, "branch")
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """One answer of one customer, on the survey's own scale; `key` is a dimension, or a standard's code."""

    key: str
    expectation: float
    perception: float
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """All answers of a file. `by` says what their keys are: `dimension` or `code`."""

    by: str
    answers: tuple[SurveyAnswer, ...]


class SurveyRefused(UsageError):
    """A table that is no survey; the message has every problem with its place, the first twenty one by one."""

    def __init__(self, source: str, problems: list[str]) -> None:
        head = ngettext(
            "{source}: no survey that can be read, {n} problem:",
            "{source}: no survey that can be read, {n} problems:",
            len(problems),
            source=source,
        )
        lines = [head, *(f"  {problem}" for problem in problems[:MOST_TOLD])]
        if (more := len(problems) - MOST_TOLD) > 0:
            lines.append("  " + ngettext("and {n} more", "and {n} more", more))
        QauditError.__init__(self, "\n".join(lines))


def read_survey(data: bytes, source: str) -> Survey:
    """The answers of a CSV file or a workbook's first sheet. `source` is the file's name for messages.

    Raises `SurveyRefused` for other columns or a number that is none, `ImportRefused` for a file that is no table.
    """
    sheets = open_sheets(data, source).sheets
    if not sheets or not sheets[0].rows:
        raise SurveyRefused(source, [_("the table is empty")])
    sheet = sheets[0]
    places, problems = _columns(sheet.rows[0])
    if problems:
        raise SurveyRefused(source, problems)
    by = next(key for key in KEYS if key in places)
    found: list[SurveyAnswer] = []
    for row in sheet.rows[1:]:
        one = _answer(sheet, row, by, places)
        if isinstance(one, SurveyAnswer):
            found.append(one)
        else:
            problems.extend(one)
    if problems or not found:
        raise SurveyRefused(source, problems or [_("the table has no answers")])
    return Survey(by, tuple(found))


def _columns(head: SheetRow) -> tuple[dict[str, int], list[str]]:
    """The place of each column that is known, and what is wrong with the head."""
    names = [cell.strip().casefold() for cell in head.cells]
    places = {name: place for place, name in reversed(list(enumerate(names))) if name in COLUMNS}
    problems = [_("the column {column} is missing", column=name) for name in NUMBERS if name not in places]
    if not any(key in places for key in KEYS):
        problems.append(_("a column dimension or code is missing"))
    if all(key in places for key in KEYS):
        problems.append(_("there are both columns dimension and code: leave one out"))
    twice = [name for name, times in Counter(names).items() if times > 1 and name in COLUMNS]
    problems.extend(_("the column {column} is there twice", column=name) for name in twice)
    if problems:
        problems.extend(_meant(name) for name in names if name and name not in COLUMNS and _near(name))
    return places, problems


def _near(name: str) -> tuple[str, ...]:
    return nearest(name, COLUMNS)


def _meant(name: str) -> str:
    shown = printable(name, one_line=True)
    unknown = _("the column {column} is not known", column=shown)
    return f"{unknown} ({did_you_mean(_near(name), '')})"


def _answer(sheet: Sheet, row: SheetRow, by: str, places: dict[str, int]) -> SurveyAnswer | list[str]:
    problems = []
    numbers = []
    for name in NUMBERS:
        cell = row.cell(places[name])
        number = _number(cell)
        numbers.append(number)
        if number is None:
            shown = printable(cell, one_line=True)
            where = sheet.where(row.number, places[name])
            problems.append(_("{where}: '{cell}' is not a number", where=where, cell=shown))
    key = row.cell(places[by])
    if not key:
        problems.append(_("{where}: the {column} is empty", where=sheet.where(row.number), column=by))
    if problems:
        return problems
    expectation, perception = numbers
    assert expectation is not None
    assert perception is not None
    branch = row.cell(places["branch"]) if "branch" in places else ""
    return SurveyAnswer(key, expectation, perception, branch)


def _number(cell: str) -> float | None:
    """A number with a point or a comma before its decimals."""
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None

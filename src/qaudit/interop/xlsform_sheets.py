"""The sheets of an XLSForm as rows with known columns: survey, choices, settings.

Lenient about what people do to their workbooks: the head in another row, sheets and columns in any case, blanks
for underscores, one colon for two, old names of columns. Strict where guessing would lose something: a column that
stands twice is refused.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qaudit.interop.imported import ImportRefused
from qaudit.interop.sheets import Sheet, SheetFile, SheetRow, column_letters
from qaudit.speech import N_, _

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
HEAD_ROWS = 20
"""So far down the head of a sheet is looked for."""
TEXT_KEYS = frozenset({"label", "hint", "guidance_hint", "image", "audio", "video"})
"""Columns that may come once for each language."""

_SHEET_NAMES = {
    SURVEY: frozenset({"survey"}),
    CHOICES: frozenset({"choices", "choices and columns"}),
    SETTINGS: frozenset({"settings"}),
}
_NEEDED = {
    SURVEY: (frozenset({"type"}), frozenset({"name", "label"})),
    CHOICES: (frozenset({"list_name"}), frozenset({"name", "label"})),
    SETTINGS: (
        frozenset({"form_title", "form_id", "version", "default_language", "style", "submission_url"}),
    ),
}
"""A row is the head where it has one column of each of these."""
_OLD_NAMES = {
    "relevance": "relevant",
    "caption": "label",
    "value": "name",
    "title": "form_title",
    "id_string": "form_id",
    "read_only": "readonly",
    "calculate": "calculation",
}
_BELOW = frozenset({"bind", "control", "media", "body", "attribute"})
"""Words before a column's name that add nothing to it."""
_LAYOUT = N_("a form has the sheets survey, choices and settings")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place counted from 0, its name as we know it, and the language behind it as written."""

    place: int
    key: str
    language: str
    head: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: the cells that are not empty, by column; texts by language as it is written in the head."""

    number: int
    cells: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]

    def get(self, key: str) -> str:
        """The cell of a column; empty where there is none."""
        return self.cells.get(key, "")


@dataclass(frozen=True)
class FormSheet:
    """A sheet whose head was found, in row `head`. `before` are the rows above the head that are not empty."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[FormRow, ...]
    head: int = 1
    before: tuple[int, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the labels, as written, in the order of the columns; empty for a bare label."""
        return tuple(column.language for column in self.columns if column.key == "label")

    def where(self, row: int, key: str = "") -> str:
        """A place as its reader would look for it."""
        place = next((column.place for column in self.columns if column.key == key), None)
        return self.sheet.where(row, place)


@dataclass(frozen=True)
class Form:
    """The sheets of a form; `others` are the names of those that were not read."""

    source: str
    survey: FormSheet
    choices: FormSheet | None
    settings: FormSheet | None
    others: tuple[str, ...]


def is_form(file: SheetFile) -> bool:
    """Whether a file is meant as an XLSForm: it has a sheet survey with a head that we know."""
    found = _find(_split(file), SURVEY)
    return found is not None and _head_place(found, SURVEY) is not None


def read_form_sheets(file: SheetFile) -> Form:
    """The sheets of a form. Raises `ImportRefused` where there is no survey, or a column stands twice."""
    sheets = _split(file)
    survey = _find(sheets, SURVEY)
    if survey is None:
        names = ", ".join(sheet.name for sheet in sheets) or _("none")
        fault = _("there is no sheet survey; the sheets are: {names}", names=names)
        raise ImportRefused(file.source, [fault], _(_LAYOUT))
    if _head_place(survey, SURVEY) is None:
        fault = _(
            "{where}: no row of the first {count} has type and name", where=survey.name, count=HEAD_ROWS
        )
        raise ImportRefused(file.source, [fault], _("name the columns: type, name, label"))
    known = {
        name: _form_sheet(file.source, sheet, name) for name in _SHEET_NAMES if (sheet := _find(sheets, name))
    }
    read = {found.sheet.name for found in known.values() if found is not None}
    form_survey = known[SURVEY]
    assert form_survey is not None
    others = tuple(sheet.name for sheet in sheets if sheet.name not in read)
    return Form(file.source, form_survey, known.get(CHOICES), known.get(SETTINGS), others)


def column_key(head: str) -> tuple[str, str]:
    """The name of a column as we know it, and the language behind it: `label::English (en)`, `media:image:fr`."""
    parts = [part.strip() for part in (head.split("::") if "::" in head else head.split(":"))]
    first = _plain(parts[0])
    if first in _BELOW and len(parts) > 1:
        if first == "media":
            return _plain(parts[1]), ":".join(parts[2:])
        return _plain(":".join(parts[1:])), ""
    if first in TEXT_KEYS or first in ("caption", "constraint_message", "required_message"):
        return first, "::".join(parts[1:])
    return _plain(":".join(parts)), ""


def _plain(words: str) -> str:
    return re.sub(r"[\s_]+", "_", words.strip().casefold())


def _find(sheets: Iterable[Sheet], name: str) -> Sheet | None:
    return next((sheet for sheet in sheets if sheet.name.strip().casefold() in _SHEET_NAMES[name]), None)


def _head_place(sheet: Sheet, name: str) -> int | None:
    for place, row in enumerate(sheet.rows[:HEAD_ROWS]):
        keys = {_OLD_NAMES.get(key, key) for key in (column_key(cell)[0] for cell in row.cells if cell)}
        if all(keys & needed for needed in _NEEDED[name]):
            return place
    return None


def _form_sheet(source: str, sheet: Sheet, name: str) -> FormSheet | None:
    place = _head_place(sheet, name)
    if place is None:
        return None
    head = sheet.rows[place]
    columns = _columns(source, sheet, head)
    rows = tuple(found for row in sheet.rows[place + 1 :] if (found := _row(row, columns)) is not None)
    return FormSheet(sheet, columns, rows, head.number, tuple(row.number for row in sheet.rows[:place]))


def _columns(source: str, sheet: Sheet, head: SheetRow) -> tuple[Column, ...]:
    found = [(place, *column_key(cell), cell) for place, cell in enumerate(head.cells) if cell]
    plain = {key for _place, key, _language, _head in found}
    columns = []
    for place, key, language, cell in found:
        renamed = _OLD_NAMES.get(key, key)
        columns.append(Column(place, key if renamed in plain else renamed, language, cell))
    faults = [
        _(
            "{where}: the column '{head}' stands twice, first in column {first}",
            where=sheet.where(head.number, column.place),
            head=column.head,
            first=column_letters(columns[first].place),
        )
        for number, column in enumerate(columns)
        if (first := _twin(columns[:number], column)) is not None
    ]
    if faults:
        raise ImportRefused(source, faults, _("give each column a name of its own, or take one of them away"))
    return tuple(columns)


def _twin(columns: list[Column], column: Column) -> int | None:
    same = (column.key, column.language.casefold())
    return next(
        (n for n, other in enumerate(columns) if (other.key, other.language.casefold()) == same), None
    )


def _row(row: SheetRow, columns: tuple[Column, ...]) -> FormRow | None:
    cells: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for column in columns:
        words = row.cell(column.place)
        if not words:
            continue
        if column.key in TEXT_KEYS:
            texts.setdefault(column.key, {})[column.language] = words
        else:
            cells[column.key] = words
    return FormRow(row.number, cells, texts) if cells or texts else None


def _split(file: SheetFile) -> tuple[Sheet, ...]:
    """The sheets; of a text table those that stand in it, each begun by its name alone in the first column."""
    if len(file.sheets) != 1 or not file.sheets[0].is_text:
        return file.sheets
    whole = file.sheets[0]
    known = frozenset().union(*_SHEET_NAMES.values())
    if not any(row.cell(0).casefold() in known for row in whole.rows[:HEAD_ROWS]):
        return file.sheets
    parts: list[tuple[str, list[SheetRow]]] = []
    for row in whole.rows:
        if row.cell(0) and not any(row.cells[1:]):
            parts.append((row.cell(0), []))
        elif parts:
            parts[-1][1].append(row)
    return tuple(Sheet(name, tuple(rows), is_text=True) for name, rows in parts)

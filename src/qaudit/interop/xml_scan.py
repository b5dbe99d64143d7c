"""One XML part of a workbook looked through for what its sheets claim, before anybody takes memory for them.

The scan counts rows, columns and characters, and finds what the reader of cells does not tell: formulas, formulas
whose value was never saved, and cells that hold an error.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from qaudit.interop.limits import MOST_COLUMNS, MOST_ROWS

Attributes = Mapping[str, str]
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,10})")
MOST_PLACES = 20
"""Places that are listed one by one; of more, only the number is told."""


@dataclass
class Places:
    """Cells of one kind: how many, and the first of them by name."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, cell: str) -> None:
        self.count += 1
        if len(self.first) < MOST_PLACES:
            self.first.append(cell)


@dataclass
class SheetScan:
    """One sheet: the last row and column in use, its formulas, and texts by the number of their shared string.

    `farthest` is the name of the cell that stands farthest to the right.
    """

    name: str = ""
    rows: int = 0
    columns: int = 0
    farthest: str = ""
    cells: int = 0
    characters: int = 0
    formulas: Places = field(default_factory=Places)
    valueless: Places = field(default_factory=Places)
    errors: Places = field(default_factory=Places)
    shared: dict[int, int] = field(default_factory=dict)

    @property
    def is_within(self) -> bool:
        return self.rows <= MOST_ROWS and self.columns <= MOST_COLUMNS


class Broken(Exception):
    """A part that is no XML, or XML of a kind that no workbook has."""


class Enough(Exception):
    """The scan has seen more than is allowed and need not go on."""


def scan(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    words: Callable[[str], None],
) -> None:
    """Calls back for each element, by its name without a prefix. Raises `Broken`."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_arguments: object) -> None:
        raise Broken("a workbook declares no entities")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = words
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as fault:
        # LookupError is what an encoding that nobody knows raises.
        raise Broken(str(fault)) from None


class WorksheetScanner:
    """A worksheet of an XLSX file, element by element. Rows and columns count from 1."""

    def __init__(self) -> None:
        self.found = SheetScan()
        self._row = 0
        self._column = 0
        self._kind = ""
        self._has_formula = False
        self._value: str | None = None
        self._is_in_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = 0
        elif name == "c":
            self._open_cell(attributes)
        elif name == "f":
            self._has_formula = True
        elif name in ("v", "t"):
            self._is_in_value = True
            self._value = self._value or ""

    def words(self, text: str) -> None:
        if self._is_in_value and self._value is not None:
            self._value += text

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._is_in_value = False
        elif name == "c":
            self._close_cell()

    def _open_cell(self, attributes: Attributes) -> None:
        self._column += 1
        if found := _REFERENCE.fullmatch(attributes.get("r", "")):
            self._column, self._row = _column_number(found[1]), int(found[2])
        self._kind = attributes.get("t", "")
        self._has_formula = False
        self._value = None

    def _close_cell(self) -> None:
        if not self._value and not self._has_formula:
            return
        seen = self.found
        cell = cell_name(self._row, self._column)
        seen.cells += 1
        seen.rows = max(seen.rows, self._row)
        if self._column > seen.columns:
            seen.columns, seen.farthest = self._column, cell
        if self._kind == "s":
            number = _whole(self._value, -1)
            seen.shared[number] = seen.shared.get(number, 0) + 1
        else:
            seen.characters += len(self._value or "")
        if self._has_formula:
            seen.formulas.add(cell)
            if not self._value and self._kind != "str":
                seen.valueless.add(cell)
        if self._kind == "e":
            seen.errors.add(cell)
        if not seen.is_within:
            raise Enough


class StringsScanner:
    """The texts that an XLSX file's sheets share: the length of each."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self._is_in_text = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self.lengths.append(0)
        self._is_in_text = name == "t"

    def words(self, text: str) -> None:
        if self._is_in_text and self.lengths:
            self.lengths[-1] += len(text)

    def end(self, name: str) -> None:
        self._is_in_text = False


class BookScanner:
    """The list of sheets of an XLSX file: names by the id of their part, and parts by id in its relations."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.parts: dict[str, str] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            part = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            self.names[part] = attributes.get("name", "")
        elif name == "Relationship":
            self.parts[attributes.get("Id", "")] = attributes.get("Target", "")

    def words(self, text: str) -> None:
        """Nothing of interest stands between its elements."""

    def end(self, name: str) -> None:
        """Its elements have no inside."""


class OdsScanner:
    """All sheets of an ODS file. Rows and cells may be repeated there by a number."""

    def __init__(self) -> None:
        self.sheets: list[SheetScan] = []
        self._row = self._row_repeat = 0
        self._column = self._repeat = 0
        self._attributes: Attributes = {}
        self._words = 0
        self._is_in_cell = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self.sheets.append(SheetScan(name=_local(attributes, "name")))
            self._row = 0
        elif name == "table-row":
            self._row_repeat = _whole(_local(attributes, "number-rows-repeated"), 1)
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._repeat = _whole(_local(attributes, "number-columns-repeated"), 1)
            self._attributes, self._words, self._is_in_cell = attributes, 0, True
        elif name == "s" and self._is_in_cell:
            self._words += _whole(_local(attributes, "c"), 1)

    def words(self, text: str) -> None:
        if self._is_in_cell:
            self._words += len(text)

    def end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._row_repeat
        elif name in ("table-cell", "covered-table-cell"):
            self._is_in_cell = False
            if self.sheets and (self._words or _local(self._attributes, "value-type")):
                self._count(self.sheets[-1])
            elif self.sheets and _local(self._attributes, "formula"):
                self.sheets[-1].valueless.add(cell_name(self._row + 1, self._column + 1))
            self._column += self._repeat

    def _count(self, seen: SheetScan) -> None:
        last = self._column + self._repeat
        seen.rows = max(seen.rows, self._row + self._row_repeat)
        if last > seen.columns:
            seen.columns, seen.farthest = last, cell_name(self._row + 1, last)
        seen.cells += self._repeat * self._row_repeat
        seen.characters += self._words * self._repeat * self._row_repeat
        if _local(self._attributes, "formula"):
            seen.formulas.add(cell_name(self._row + 1, self._column + 1))
        if not seen.is_within:
            raise Enough


def cell_name(row: int, column: int) -> str:
    """`C12`; both count from 1."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"{letters}{row}"


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 10 else otherwise


def _local(attributes: Attributes, wanted: str) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == wanted), "")

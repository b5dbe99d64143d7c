"""Many readings as a CSV table with the columns `code,reading,note`: read whole, every fault named."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.problems import nearest
from qaudit.core.readings import Misfit, NotApplicable, Reading, expected_reading, read_reading
from qaudit.core.standards import Standard
from qaudit.core.text import printable, storable
from qaudit.errors import QauditError, ReadingRefused, UnknownStandard, UsageError

COLUMNS = ("code", "reading", "note")
LARGEST_TABLE = 20_000_000
LONGEST_NOTE = 20_000


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One row that fits its standard. `reading` is None where the row brings a note alone."""

    code: str
    reading: Reading | None
    note: str


class ReadingsRefused(ReadingRefused):
    """A table with faults, all of them; nothing of it was taken."""

    def __init__(self, source: str, faults: list[str]) -> None:
        QauditError.__init__(
            self,
            f"{source}: nothing was recorded, {len(faults)} {'row is' if len(faults) == 1 else 'rows are'} "
            "wrong:\n" + "\n".join(f"  {fault}" for fault in faults),
        )
        self.where = source
        self.reason = faults[0]
        self.faults = tuple(faults)


def read_readings_table(
    data: bytes, source: str, standards: Mapping[str, Standard]
) -> tuple[ReadingRow, ...]:
    """The rows of a table (UTF-8, comma separated, a header with at least `code` and `reading`).

    Raises `ReadingsRefused` with every row that is wrong, `UsageError` where the file is no such table.
    """
    rows: list[ReadingRow] = []
    faults: list[str] = []
    first_line: dict[str, int] = {}
    for line, cells in _rows(data, source):
        code = cells["code"].strip()
        if not code and not any(value.strip() for value in cells.values()):
            continue
        if code in first_line:
            faults.append(f"line {line}: {code} stands already in line {first_line[code]}")
            continue
        first_line[code] = line
        try:
            rows.append(_row(code, cells, standards))
        except (ReadingRefused, UnknownStandard) as refusal:
            faults.append(f"line {line}: {refusal}")
    if faults:
        raise ReadingsRefused(source, faults)
    return tuple(rows)


def read_for(standard: Standard, written: str) -> Reading:
    """The reading that `written` means for a standard. Raises `ReadingRefused`."""
    reading = read_reading(standard.measure, storable(written))
    if isinstance(reading, Misfit):
        raise ReadingRefused(standard.code, printable(reading.reason, one_line=True), reading.hint)
    if isinstance(reading, NotApplicable) and not standard.may_be_not_applicable:
        hint = f"write {expected_reading(standard.measure)}, or unseen"
        raise ReadingRefused(standard.code, "this standard always applies", hint)
    return reading


def checked_note(code: str, note: str) -> str:
    """The note as it is kept. Raises `ReadingRefused` where it is too long: notes are never cut."""
    if len(note) > LONGEST_NOTE:
        raise ReadingRefused(
            code,
            f"the note has {len(note)} characters",
            f"keep it under {LONGEST_NOTE}; attach the rest as a file",
        )
    return storable(note)


def find_standard(code: str, standards: Mapping[str, Standard]) -> Standard:
    """The standard with that code. Raises `UnknownStandard`, naming the nearest."""
    found = standards.get(code)
    if found is None:
        folded = {known.casefold(): known for known in standards}
        twin = folded.get(code.casefold())
        raise UnknownStandard(
            printable(code, one_line=True)[:80], (twin,) if twin else nearest(code, standards)
        )
    return found


def _row(code: str, cells: Mapping[str, str], standards: Mapping[str, Standard]) -> ReadingRow:
    standard = find_standard(code, standards)
    written = cells["reading"]
    reading = read_for(standard, written) if written.strip() else None
    note = checked_note(code, cells.get("note", ""))
    return ReadingRow(code, reading, note)


def _rows(data: bytes, source: str) -> list[tuple[int, dict[str, str]]]:
    if len(data) > LARGEST_TABLE:
        raise UsageError(
            f"{source} has {len(data)} bytes", f"a table of readings has at most {LARGEST_TABLE}"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise UsageError(
            f"{source}:{line}: the file is not UTF-8", "save it as UTF-8 and try again"
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        _check_header(header, source)
        found = []
        for cells in reader:
            if len(cells) > len(header):
                raise UsageError(
                    f"{source}:{reader.line_num}: the row has {len(cells)} cells for {len(header)} columns",
                    'put a note with a comma in double quotes: "like, this"',
                )
            padded = [*cells, *([""] * (len(header) - len(cells)))]
            found.append((reader.line_num, dict(zip(header, padded, strict=True))))
    except csv.Error as fault:
        raise UsageError(
            f"{source}:{reader.line_num}: the file is not a table: {fault}", "save it as CSV"
        ) from None
    return found


def _check_header(header: list[str], source: str) -> None:
    wanted = ", ".join(COLUMNS)
    if "code" not in header or "reading" not in header:
        raise UsageError(f"{source}:1: the first line must name the columns", f"columns: {wanted}")
    for name in header:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            hint = f"did you mean {near[0]}?" if near else f"columns: {wanted}"
            raise UsageError(f"{source}:1: unknown column '{printable(name, one_line=True)}'", hint)
    if len(set(header)) < len(header):
        raise UsageError(f"{source}:1: a column is named twice", f"columns: {wanted}")

"""Many readings as a CSV table with the columns `code,reading,note`: read whole, every fault named."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.problems import nearest
from qaudit.core.readings import Misfit, NotApplicable, Reading, expected_reading, read_reading
from qaudit.core.standards import Standard
from qaudit.core.text import printable, storable
from qaudit.errors import QauditError, ReadingRefused, UnknownStandard, UsageError, did_you_mean
from qaudit.speech import _, ngettext

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
        head = ngettext(
            "{source}: nothing was recorded, {n} row is wrong:",
            "{source}: nothing was recorded, {n} rows are wrong:",
            len(faults),
            source=source,
        )
        QauditError.__init__(
            self,
            "\n".join((head, *(f"  {fault}" for fault in faults))),
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
            faults.append(
                _(
                    "line {line}: {code} stands already in line {first}",
                    line=line,
                    code=code,
                    first=first_line[code],
                )
            )
            continue
        first_line[code] = line
        try:
            rows.append(_row(code, cells, standards))
        except (ReadingRefused, UnknownStandard) as refusal:
            faults.append(_("line {line}: {fault}", line=line, fault=refusal))
    if faults:
        raise ReadingsRefused(source, faults)
    return tuple(rows)


def read_for(standard: Standard, written: str) -> Reading:
    """The reading that `written` means for a standard. Raises `ReadingRefused`."""
    reading = read_reading(standard.measure, storable(written))
    if isinstance(reading, Misfit):
        raise ReadingRefused(standard.code, printable(reading.reason, one_line=True), reading.hint)
    if isinstance(reading, NotApplicable) and not standard.may_be_not_applicable:
        expected = expected_reading(standard.measure)
        hint = _("write {expected}, or {unseen}", expected=expected, unseen="unseen")
        raise ReadingRefused(standard.code, _("this standard always applies"), hint)
    return reading


def checked_note(code: str, note: str) -> str:
    """The note as it is kept. Raises `ReadingRefused` where it is too long: notes are never cut."""
    if len(note) > LONGEST_NOTE:
        raise ReadingRefused(
            code,
            ngettext("the note has {n} character", "the note has {n} characters", len(note)),
            _("keep it under {most}; attach the rest as a file", most=LONGEST_NOTE),
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
            ngettext("{source} has {n} byte", "{source} has {n} bytes", len(data), source=source),
            _("a table of readings has at most {most}", most=LARGEST_TABLE),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise UsageError(
            _("{place}: the file is not UTF-8", place=f"{source}:{line}"),
            _("save it as UTF-8 and try again"),
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip().casefold() for cell in next(reader, [])]
        _check_header(header, source)
        found = []
        for cells in reader:
            if len(cells) > len(header):
                raise UsageError(
                    _(
                        "{place}: the row has more cells ({cells}) than there are columns ({columns})",
                        place=f"{source}:{reader.line_num}",
                        cells=len(cells),
                        columns=len(header),
                    ),
                    _('put a note with a comma in double quotes: "like, this"'),
                )
            padded = [*cells, *([""] * (len(header) - len(cells)))]
            found.append((reader.line_num, dict(zip(header, padded, strict=True))))
    except csv.Error as fault:
        raise UsageError(
            _("{place}: the file is not a table: {fault}", place=f"{source}:{reader.line_num}", fault=fault),
            _("save it as CSV"),
        ) from None
    return found


def _check_header(header: list[str], source: str) -> None:
    wanted = _("columns: {columns}", columns=", ".join(COLUMNS))
    if "code" not in header or "reading" not in header:
        raise UsageError(_("{place}: the first line must name the columns", place=f"{source}:1"), wanted)
    for name in header:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            shown = printable(name, one_line=True)
            raise UsageError(
                _("{place}: unknown column '{column}'", place=f"{source}:1", column=shown),
                did_you_mean(near, wanted),
            )
    if len(set(header)) < len(header):
        raise UsageError(_("{place}: a column is named twice", place=f"{source}:1"), wanted)

"""Text tables (CSV and its kin): commas, semicolons or tabs, quoted line breaks, any of five encodings."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from qaudit.core.text import printable
from qaudit.interop import limits
from qaudit.interop.file_kinds import misnamed
from qaudit.interop.imported import Fate, ImportNote, ImportRefused
from qaudit.interop.neutral import as_meant
from qaudit.interop.sheets import FileKind, Sheet, SheetFile, SheetRow
from qaudit.interop.text_encoding import Decoded, decode
from qaudit.speech import N_, _

_LOOKED_AT = 50
"""Rows that decide what divides the cells."""
_NEARLY_ALL = 0.9
"""Of the rows: so many with something to divide, whatever the number of cells, are no sentences with commas."""
_NOTHING = "\x1f"
"""Divides no cells: for a table of one column, whose sentences may hold commas."""
_NAMES = {
    ",": N_("commas"),
    ";": N_("semicolons"),
    "\t": N_("tabs"),
    _NOTHING: N_("nothing: one column"),
}
_SAID = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)


def read_text_table(data: bytes, source: str, asked_encoding: str | None = None) -> SheetFile:
    """The one sheet of a text table. Raises `ImportRefused`."""
    decoded = decode(data, source, asked_encoding)
    text = decoded.text.lstrip("\ufeff")
    said = _SAID.match(text)
    if said:
        # What Excel writes ahead of a table to say what divides its cells.
        text = "\n" + text[said.end() :]
    divider = said[1] if said else _divider_of(text)
    sheet = Sheet(PurePath(source).name, tuple(_rows(text, divider, source)), is_text=True)
    return SheetFile(source, FileKind.CSV, (sheet,), tuple(_notes(source, decoded, divider)))


def _divider_of(text: str) -> str:
    """What divides most rows into the same number of cells, more than one."""
    best, best_score = _NOTHING, (0.5, 0)
    for divider in (",", ";", "\t"):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
        try:
            widths = [len(row) for row in islice((row for row in reader if any(row)), _LOOKED_AT)]
        except csv.Error:
            continue
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = (times / len(widths), width)
        if width > 1 and score > best_score:
            best, best_score = divider, score
        elif best is _NOTHING and sum(width > 1 for width in widths) >= _NEARLY_ALL * len(widths):
            best = divider
    return best


def _rows(text: str, divider: str, source: str) -> Iterator[SheetRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    line = 1
    try:
        for count, cells in enumerate(reader):
            if count >= limits.MOST_ROWS:
                raise limits.too_many_rows(source, _("the table"))
            row = _row(line, cells)
            line = reader.line_num + 1
            if row is not None:
                if len(row.cells) > limits.MOST_COLUMNS:
                    raise limits.too_many_columns(source, _("line {line}", line=row.number))
                yield row
    except csv.Error as fault:
        reason = printable(str(fault), one_line=True)
        raise ImportRefused(
            source,
            [_("line {line}: the row cannot be read: {reason}", line=line, reason=reason)],
            _('a quoted cell ends with ", and a " inside it is written twice'),
        ) from None


def _row(line: int, cells: list[str]) -> SheetRow | None:
    texts = [as_meant(cell).strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return SheetRow(line, tuple(texts)) if texts else None


def _notes(source: str, decoded: Decoded, divider: str) -> Iterator[ImportNote]:
    if told := misnamed(source, FileKind.CSV):
        yield ImportNote(Fate.READ_AS, told)
    names = {"encoding": decoded.encoding, "divider": _(_NAMES.get(divider, divider))}
    if decoded.is_guess:
        told = _("{encoding} was assumed from the letters; cells divided by {divider}", **names)
    else:
        told = _("{encoding}, cells divided by {divider}", **names)
    yield ImportNote(Fate.READ_AS, told)
    if decoded.is_respelt:
        told = _("ş and ţ with a cedilla were written as ș and ț, which Windows-1250 does not have")
        yield ImportNote(Fate.CHANGED, told)

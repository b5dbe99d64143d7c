"""The rows of a table by what they are: standards, sections, facts, events, bands and what is said of the pack.

A workbook of ours has a sheet for each; a text table of ours says in its first column, `row`, what each row is. A
table of others has standards alone, on one sheet or several, with a head somewhere in the first rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from qaudit.interop.imported import Fate, ImportRefused
from qaudit.interop.sheets import Sheet, SheetFile, SheetRow
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_heads import Head, heads_of
from qaudit.speech import _, ngettext

_HEAD_WITHIN = 40
"""Rows of a sheet in which its head is looked for."""


class RowKind(StrEnum):
    """What a row tells of."""

    PACK = "pack"
    FACT = "fact"
    EVENT = "event"
    BAND = "band"
    SECTION = "section"
    STANDARD = "standard"


SHEET_NAMES = {
    RowKind.STANDARD: "standards",
    RowKind.SECTION: "sections",
    RowKind.FACT: "facts",
    RowKind.EVENT: "events",
    RowKind.BAND: "bands",
    RowKind.PACK: "pack",
}
"""The sheets of a workbook of ours, in their order."""
_KIND_OF = {name: kind for kind, name in SHEET_NAMES.items()} | {kind.value: kind for kind in RowKind}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with the heads of its sheet. `heading` is the section that a line above it named, if one did.

    `used` are the places of the cells that somebody asked for: what is in none of them is told of in the end.
    """

    kind: RowKind
    sheet: Sheet
    row: SheetRow
    heads: Mapping[int, Head]
    heading: str = ""
    used: set[int] = field(default_factory=set, compare=False, repr=False)

    def place(self, column: str, language: str | None = None) -> int | None:
        """Where the column of a name (and language) stands; None where the table has none."""
        wanted = (column, language)
        return next((at for at, head in self.heads.items() if (head.column, head.language) == wanted), None)

    def cell(self, column: str, language: str | None = None) -> str:
        """The text in a column; empty where there is none."""
        at = self.place(column, language)
        return "" if at is None else self.at(at)

    def at(self, place: int) -> str:
        """The text at a place."""
        self.used.add(place)
        return self.row.cell(place)

    def in_languages(self, column: str) -> Iterator[tuple[str | None, str, str]]:
        """Language (None where the head has none), text and place of each filled cell of a column of words."""
        for at, head in self.heads.items():
            if head.column == column and (text := self.row.cell(at)):
                self.used.add(at)
                yield head.language, text, self.sheet.where(self.row.number, at)

    def where(self, column: str | None = None, language: str | None = None) -> str:
        """The place of a cell, or of the row where it has no such column."""
        at = None if column is None else self.place(column, language)
        if column is not None and at is None:
            at = next((place for place, head in self.heads.items() if head.column == column), None)
        return self.sheet.where(self.row.number, at)

    def unused(self) -> Iterator[tuple[int, Head, str]]:
        """The filled cells that nobody asked for, with their places and heads."""
        for at, head in self.heads.items():
            if at not in self.used and (text := self.row.cell(at)):
                yield at, head, text

    def is_number(self, column: str) -> bool:
        """Whether the cell holds a number, and not digits written as text."""
        return self.place(column) in self.row.numeric


@dataclass(frozen=True, slots=True)
class Table:
    """All rows, in order. `is_ours`: a table that this program wrote, or somebody in its form.

    `title` is what stands above the head of the first sheet; it may be empty.
    """

    rows: tuple[TableRow, ...]
    is_ours: bool
    title: str = ""

    def of(self, kind: RowKind) -> tuple[TableRow, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind is kind)


def read_table(file: SheetFile, account: Account, asked_sheet: str | None = None) -> Table:
    """The rows of a file's sheets. Raises `ImportRefused` where no sheet has standards in it."""
    sheets = _asked_sheets(file, asked_sheet)
    ours = _our_sheets(sheets)
    if ours:
        for sheet in sheets:
            if sheet not in ours.values():
                _leave_out_sheet(sheet, account)
        rows = [row for kind, sheet in ours.items() for row in _rows_of_ours(sheet, kind, account)]
        return Table(tuple(rows), is_ours=True)
    return _read_others(file, sheets, account)


def _asked_sheets(file: SheetFile, asked: str | None) -> tuple[Sheet, ...]:
    if asked is None:
        return file.sheets
    found = file.sheet(asked)
    if found is None:
        names = ", ".join(sheet.name for sheet in file.sheets)
        raise ImportRefused(
            file.source,
            [_("there is no sheet {name}", name=shown(asked))],
            _("its sheets: {names}", names=names),
        )
    return (found,)


def _our_sheets(sheets: Iterable[Sheet]) -> dict[RowKind, Sheet]:
    """The sheets of a workbook of ours: it has one called `pack`, with the columns `code` and `value`."""
    by_name = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    pack = by_name.get("pack")
    if pack is None or not pack.rows or "standards" not in by_name:
        return {}
    columns = {head.column for head in heads_of(pack.rows[0].cells).values()}
    if not {"code", "value"} <= columns:
        return {}
    return {kind: by_name[name] for kind, name in SHEET_NAMES.items() if name in by_name}


def _rows_of_ours(sheet: Sheet, kind: RowKind, account: Account) -> Iterator[TableRow]:
    if not sheet.rows:
        return
    heads = heads_of(sheet.rows[0].cells)
    _tell_columns(sheet, sheet.rows[0], heads, sheet.rows[1:], account)
    for row in sheet.rows[1:]:
        yield TableRow(kind, sheet, row, heads)


def _read_others(file: SheetFile, sheets: tuple[Sheet, ...], account: Account) -> Table:
    rows: list[TableRow] = []
    title = ""
    is_ours = False
    tables = dict(_tables_in(sheets, account, takes_hidden=len(sheets) == 1))
    for sheet in sheets:
        if sheet.name not in tables:
            continue
        at = tables[sheet.name]
        heads = heads_of(sheet.rows[at].cells)
        title = title or _title_above(sheet, at)
        _tell_head(sheet, at, title, account)
        _tell_columns(sheet, sheet.rows[at], heads, sheet.rows[at + 1 :], account)
        if any(head.column == "row" for head in heads.values()):
            is_ours = True
            rows += _typed_rows(sheet, at, heads, account)
        else:
            rows += _standard_rows(sheet, at, heads, account, is_one_of_many=len(tables) > 1)
    if not any(row.kind is RowKind.STANDARD for row in rows):
        raise _without_standards(file.source, account, has_head=bool(tables))
    return Table(tuple(rows), is_ours, title)


def _without_standards(source: str, account: Account, *, has_head: bool) -> ImportRefused:
    if account.faults:
        return ImportRefused(source, account.faults)
    hint = _("name the columns in one row: section, text, and what else there is (docs/interop.md)")
    if has_head:
        return ImportRefused(source, [_("below the head of the table there is no standard")], hint)
    return ImportRefused(
        source, [_("no sheet has a head with a column of standards: text, standard or question")], hint
    )


def _tables_in(
    sheets: tuple[Sheet, ...], account: Account, *, takes_hidden: bool
) -> Iterator[tuple[str, int]]:
    """The sheets that have standards in them, each with the place of its head; the others are told of."""
    for sheet in sheets:
        at = None if sheet.is_hidden and not takes_hidden else _head_row(sheet)
        if at is None:
            _leave_out_sheet(sheet, account)
        else:
            yield sheet.name, at


def _head_row(sheet: Sheet) -> int | None:
    """The place of the row that names most columns, the text of the standards among them."""
    best: tuple[int, int] | None = None
    for at, row in enumerate(sheet.rows[:_HEAD_WITHIN]):
        columns = {head.column for head in heads_of(row.cells).values()}
        if "text" in columns and (best is None or len(columns) > best[0]):
            best = (len(columns), at)
    return None if best is None else best[1]


def _title_above(sheet: Sheet, at: int) -> str:
    return next((cell for row in sheet.rows[:at] for cell in row.cells if cell), "")


def _typed_rows(sheet: Sheet, at: int, heads: Mapping[int, Head], account: Account) -> Iterator[TableRow]:
    for row in sheet.rows[at + 1 :]:
        plain = TableRow(RowKind.STANDARD, sheet, row, heads)
        word = plain.cell("row").casefold()
        kind = _KIND_OF.get(word) if word else RowKind.STANDARD
        if kind is None:
            known = ", ".join(kind.value for kind in RowKind)
            account.refuse(
                plain.where("row"),
                _("{word} is no kind of row (it takes {known})", word=shown(word), known=known),
            )
            continue
        yield replace(plain, kind=kind)


def _standard_rows(
    sheet: Sheet, at: int, heads: Mapping[int, Head], account: Account, *, is_one_of_many: bool
) -> Iterator[TableRow]:
    """The standards of a table of others, each with the section that a heading or the sheet's name gives it."""
    filled = _filled_down(sheet, heads)
    has_sections = any(head.column == "section" for head in heads.values())
    heading = sheet.name if is_one_of_many and not has_sections else ""
    for written in sheet.rows[at + 1 :]:
        row = filled.get(written.number, written)
        if words := _heading_in(sheet, row, heads):
            heading = words
            told = _("{words} was taken for the name of a section", words=shown(words))
            account.tell(Fate.GUESSED, told, sheet.where(row.number))
            continue
        yield TableRow(RowKind.STANDARD, sheet, row, heads, heading)


def _heading_in(sheet: Sheet, row: SheetRow, heads: Mapping[int, Head]) -> str:
    """The words of a row that is a heading: alone in their row and merged across it, or not in the text's column."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    if len(filled) != 1:
        return ""
    at = filled[0]
    is_merged = any(
        merge.top <= row.number <= merge.bottom
        and merge.left <= at <= merge.right
        and merge.right > merge.left
        for merge in sheet.merged
    )
    is_text = at in heads and heads[at].column == "text"
    return row.cells[at] if is_merged or (not is_text and not _is_number(row.cells[at])) else ""


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").isdigit()


def _filled_down(sheet: Sheet, heads: Mapping[int, Head]) -> dict[int, SheetRow]:
    """Rows whose cells are part of a merge downwards, with the text that the merge shows in them."""
    by_number = {row.number: row for row in sheet.rows}
    filled: dict[int, SheetRow] = {}
    for merge in sheet.merged:
        if merge.bottom == merge.top or merge.left not in heads or merge.top not in by_number:
            continue
        words = by_number[merge.top].cell(merge.left)
        for number in range(merge.top + 1, min(merge.bottom, sheet.rows[-1].number) + 1):
            row = filled.get(number) or by_number.get(number)
            if row is not None and words:
                cells = list(row.cells) + [""] * (merge.left + 1 - len(row.cells))
                cells[merge.left] = words
                filled[number] = SheetRow(number, tuple(cells), row.numeric)
    return filled


def _tell_head(sheet: Sheet, at: int, title: str, account: Account) -> None:
    row = sheet.rows[at]
    if row.number > 1 and at > 0:
        told = _("the head of the table stands here; what is above it was not taken over")
        account.tell(Fate.READ_AS, told, sheet.where(row.number))
        for above in sheet.rows[:at]:
            words = "; ".join(filter(None, above.cells))
            if words != title:
                account.tell(Fate.LEFT_OUT, shown(words, 200), sheet.where(above.number))


def _tell_columns(
    sheet: Sheet, head: SheetRow, heads: Mapping[int, Head], rows: Iterable[SheetRow], account: Account
) -> None:
    """Columns that nobody knows, with how much stands in them."""
    counts: dict[int, int] = {}
    for row in rows:
        for at, cell in enumerate(row.cells):
            if cell and at not in heads:
                counts[at] = counts.get(at, 0) + 1
    for at, number in sorted(counts.items()):
        name = shown(head.cell(at)) if head.cell(at) else _("a column without a head")
        told = ngettext("{name}: {n} cell was left out", "{name}: {n} cells were left out", number, name=name)
        account.tell(Fate.LEFT_OUT, told, sheet.where(head.number, at))


def _leave_out_sheet(sheet: Sheet, account: Account) -> None:
    if not sheet.rows:
        return
    if sheet.is_hidden:
        told = _("the sheet is hidden and was not read")
    else:
        told = _("the sheet has no column of standards and was not read")
    account.tell(Fate.LEFT_OUT, told, sheet.name)

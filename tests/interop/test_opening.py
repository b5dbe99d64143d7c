"""Files are opened by what they are; those that are damaged, hostile or too large are refused in one message."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from xlsxwriter.worksheet import Worksheet

from qaudit.errors import UsageError
from qaudit.interop.cells_apart import cell_text
from qaudit.interop.imported import ImportRefused
from qaudit.interop.limits import MOST_BYTES
from qaudit.interop.opening import open_sheets
from qaudit.interop.sheets import FileKind, SheetFile
from tests.interop import made_files as made

HEAD = ("section", "text", "points")
ROW = ("Arrival", "The door is open", 3)
SMALL = made.xlsx([HEAD, ROW])


def cells(file: SheetFile, sheet: int = 0) -> list[tuple[str, ...]]:
    return [row.cells for row in file.sheets[sheet].rows]


def notes(file: SheetFile) -> list[str]:
    return [f"{note.where}: {note.message}" if note.where else note.message for note in file.notes]


def refusal(data: bytes, name: str = "table.xlsx") -> str:
    with pytest.raises(ImportRefused) as refused:
        open_sheets(data, name)
    message = str(refused.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (SMALL, FileKind.XLSX),
        (made.xls((0, 0, "section"), (0, 1, "text"), (0, 2, "points")), FileKind.XLS),
        (made.ods(made.ods_row("section", "text", "points")), FileKind.ODS),
        (b"section,text,points\n", FileKind.CSV),
    ],
)
@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.csv", "list"])
def test_a_file_is_what_its_bytes_are_and_a_false_name_is_told(
    data: bytes, kind: FileKind, name: str
) -> None:
    file = open_sheets(data, name)
    assert (file.kind, cells(file)[0]) == (kind, HEAD)
    is_false = name != "list" and not name.endswith(kind.value)
    assert any("read as what it is" in note for note in notes(file)) == is_false


def test_cells_are_written_as_a_person_would() -> None:
    def write(page: Worksheet) -> None:
        page.write_row(0, 0, ["words", 60, 0.1, 1e-6, True, "007"])

    file = open_sheets(made.xlsx(write), "a.xlsx")
    assert cells(file) == [("words", "60", "0.1", "0.000001", "TRUE", "007")]
    assert file.sheets[0].rows[0].numeric == {1, 2, 3}
    assert cell_text(time(17, 0)) == "17:00"
    assert cell_text(datetime(2026, 1, 31)) == "2026-01-31"  # noqa: DTZ001 - a spreadsheet has no zone
    assert cell_text(timedelta(seconds=90)) == "0:01:30"


def test_formulas_are_taken_by_their_values_and_those_without_are_named() -> None:
    def write(page: Worksheet) -> None:
        page.write_row(0, 0, HEAD)
        page.write_formula(1, 2, "=1+2", value=3)
        page.write_formula(2, 2, "=1+1", value="")
        page.write_formula(3, 2, "=1/0", value="#DIV/0!")

    file = open_sheets(made.xlsx(write, names=["List"]), "a.xlsx")
    assert cells(file)[1:] == [("", "", "3")]
    assert notes(file) == [
        "List: 2 cells are calculated: the values that were saved with them were taken",
        "List!C3: the cell is calculated and no value was saved: it was read as empty",
        "List!C4: the cell shows an error: it was read as empty",
    ]


def test_of_many_cells_without_values_only_the_first_are_named() -> None:
    def write(page: Worksheet) -> None:
        for row in range(30):
            page.write_formula(row, 0, "=1+1", value="")
        page.write(30, 0, "text")

    told = notes(open_sheets(made.xlsx(write), "a.xlsx"))
    assert len(told) == 21
    assert told[-1] == "Sheet1: the same of 10 more cells"


def test_macros_hidden_sheets_and_merged_cells() -> None:
    def write(page: Worksheet) -> None:
        page.merge_range(0, 0, 2, 1, "Arrival")
        page.hide()

    data = made.repacked(made.xlsx([HEAD], write), xl__vbaProject_DOT_bin=b"macro")
    file = open_sheets(data, "a.xlsx")
    assert notes(file) == ["the macros were neither read nor run"]
    assert [sheet.is_hidden for sheet in file.sheets] == [False, True]
    [merge] = file.sheets[1].merged
    assert (merge.top, merge.left, merge.bottom, merge.right) == (1, 0, 3, 1)
    assert notes(open_sheets(made.xls((0, 0, "a"), streams=("Workbook", "_VBA_PROJECT_CUR")), "a.xls")) == [
        "the macros were neither read nor run"
    ]


def test_an_ods_file_with_repeated_cells_and_endless_empty_rows() -> None:
    rows = made.ods_row("section", "text", more=' table:number-columns-repeated="2"')
    rows += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    assert cells(open_sheets(made.ods(rows), "a.ods")) == [("section", "text", "text")]


def _in_utf16(xml: str) -> bytes:
    sheet = f'<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData>{xml}</sheetData></worksheet>'
    return made.repacked(SMALL, xl__worksheets__sheet1_DOT_xml=sheet.encode("utf-16"))


def _shared_text() -> bytes:
    return made.xlsx([["x" * 32_000]] * 2100)


def _with_count(count: int) -> bytes:
    strings = f'<sst xmlns="{made.MAIN}" uniqueCount="{count}"><si><t>a</t></si></sst>'
    return made.repacked(SMALL, xl__sharedStrings_DOT_xml=strings.encode())


def _with_entity() -> bytes:
    cell = '<row><c t="str"><v>&a;</v></c></row>'
    sheet = f'<!DOCTYPE w [<!ENTITY a "aa">]><worksheet><sheetData>{cell}</sheetData></worksheet>'
    return made.repacked(SMALL, xl__worksheets__sheet1_DOT_xml=sheet.encode())


def _without_book() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    return file.getvalue()


LOCKED = "the file is locked with a password"
TOO_FAR = "the file unpacks to more than 128 MB"
FAR_ROW = '<row r="1"><c r="A1048576"><v>1</v></c></row>'
FAR_COLUMN = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
MANY_ROWS = "<row><c><v>1</v></c></row>" * 50_001
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("a cell far down", lambda: made.with_sheet(FAR_ROW), "Sheet1 has more than 50,000 rows"),
    ("the same in UTF-16", lambda: _in_utf16(FAR_ROW), "Sheet1 has more than 50,000 rows"),
    ("rows without numbers", lambda: made.with_sheet(MANY_ROWS), "Sheet1 has more than 50,000 rows"),
    ("a cell far out", lambda: made.with_sheet(FAR_COLUMN), "Sheet1!XFD1 stands beyond column 400"),
    ("one text in many cells", _shared_text, "the sheets hold more than a table of standards ever does"),
    ("unpacks too far", lambda: made.repacked(SMALL, xl__media__z_DOT_bin=b"\0" * (129 << 20)), TOO_FAR),
    (
        "claims less than it unpacks to",
        lambda: made.claiming_less(made.repacked(SMALL, xl__media__z_DOT_bin=b"\0" * (129 << 20)), "z.bin", 9),
        TOO_FAR,
    ),
    ("asks for memory", lambda: _with_count(2**32), "the file is damaged"),
    ("entities", _with_entity, "a workbook declares no entities"),
    ("half a file", lambda: SMALL[: len(SMALL) // 2], "the file is damaged"),
    ("no zip after all", lambda: b"PK\x03\x04" + b"garbage" * 9, "the file is damaged"),
    ("a binary workbook", lambda: made.repacked(SMALL, xl__workbook_DOT_bin=b"x"), "this is a binary workbook (XLSB)"),
    ("a text document", lambda: made.repacked(_without_book(), word__document_DOT_xml=b"<w/>"), "(DOCX)"),
    ("a locked XLSX", lambda: made.xls((0, 0, "a"), streams=("EncryptedPackage",)), LOCKED),
    ("a locked XLS", lambda: made.xls((0, 0, "a"), extra=struct.pack("<HH", 0x2F, 4) + b"abcd"), LOCKED),
    ("a long XLS", lambda: made.xls((60_000, 0, "a")), "Old has more than 50,000 rows"),
    ("a wide and long XLS", lambda: made.xls((49_000, 200, "a")), "the sheets hold more"),
    ("an old document", lambda: made.xls((0, 0, "a"), streams=("WordDocument",)), "an older office program"),
    ("half an XLS", lambda: made.xls((0, 0, "a"))[:1500], "the file is damaged"),
    (
        "an ODS of endless rows",
        lambda: made.ods(made.ods_row("a", times=1_000_000)),
        "List has more than 50,000 rows",
    ),
    ("an ODS of endless blanks", lambda: made.ods(made.ods_row('a<text:s text:c="99999999"/>')), "hold more than"),
    ("a PDF", lambda: b"%PDF-1.7 ...", "this is a PDF and no table"),
    ("a picture", lambda: b"\x89PNG\r\n\x1a\n", "this is a picture and no table"),
    ("a web page", lambda: b"\n<HTML><body><table>", "this is a web page (HTML) and no table"),
    ("a JSON document", lambda: b'{"items": []}', "this is a JSON document and no table"),
    ("a pack", lambda: b"# ours\n\nformat: 1\npack: a\n", "this is a pack file already (qaudit pack check"),
    ("nothing", lambda: b" \r\n", "the file is empty"),
    ("only marks", lambda: b"\xef\xbb\xbf", "the file is empty"),
    ("bytes of zero", lambda: b"text\x00\x00\x01\x02,a" * 9, "this is no text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "said"), [entry[1:] for entry in REFUSED], ids=[entry[0] for entry in REFUSED]
)
def test_what_cannot_be_read_is_refused_in_one_line(make: Callable[[], bytes], said: str) -> None:
    assert said in refusal(make())


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(UsageError, match="more than 20 MB"):
        open_sheets(b"a" * (MOST_BYTES + 1), "a.csv")
    assert "the table has more than 50,000 rows" in refusal(b"a,b\n" * 50_001, "a.csv")
    assert "line 1 stands beyond column 400" in refusal((b"x," * 401 + b"x\n") * 2, "a.csv")


# Text tables.

SAID = "text;points\n„Ușa este deschisă”;3\n"
HEBREW = "סעיף,שאלה\nקבלה,הלקוח מתקבל תוך 30 שניות\nחדר,המיטה מוצעת\n"
OLD_ROMANIAN = "Întrebare;Punctaj\nUşa este deschisă în faţă;3\nClientul aşteaptă;2\n"


@pytest.mark.parametrize(
    ("data", "read_as", "cell"),
    [
        (SAID.encode(), "UTF-8, cells divided by semicolons", "„Ușa este deschisă”"),
        (SAID.encode("utf-8-sig"), "UTF-8, cells divided by semicolons", "„Ușa este deschisă”"),
        (SAID.encode("utf-16"), "UTF-16, cells divided by semicolons", "„Ușa este deschisă”"),
        (SAID.encode("utf-16-be"), "UTF-16 was assumed from the letters; cells divided by semicolons",
         "„Ușa este deschisă”"),
        (HEBREW.encode("cp1255"), "Windows-1255 was assumed from the letters; cells divided by commas", "קבלה"),
        (
            OLD_ROMANIAN.encode("cp1250"),
            "Windows-1250 was assumed from the letters; cells divided by semicolons",
            "Ușa este deschisă în față",
        ),
        (b"text\tpoints\nDoor open\t3\n", "UTF-8, cells divided by tabs", "Door open"),
        (b"sep=;\r\ntext;points\r\nDoor, open;3\r\n", "UTF-8, cells divided by semicolons", "Door, open"),
        (b"text\nThe door, the lamp and the bell\nThe bed\n", "UTF-8, cells divided by nothing: one column",
         "The door, the lamp and the bell"),
        (b'text,points\n"two\r\nlines",3\n', "UTF-8, cells divided by commas", "two\r\nlines"),
        (b"text,points\n'=1+1,3\n", "UTF-8, cells divided by commas", "=1+1"),
        ("text,points\ncafé,3\n".encode("cp1252"), "Windows-1250 was assumed from the letters; cells divided by commas",
         "café"),
    ],
)  # fmt: skip
def test_text_tables_of_every_encoding_and_divider(data: bytes, read_as: str, cell: str) -> None:
    file = open_sheets(data, "list.csv")
    assert read_as in notes(file)
    assert cells(file)[1][0] == cell


def test_letters_that_windows_1250_lacks_are_respelt_and_told() -> None:
    file = open_sheets(OLD_ROMANIAN.encode("cp1250"), "list.csv")
    assert any("cedilla" in note for note in notes(file))
    assert not any(
        "cedilla" in note for note in notes(open_sheets("text,a\ncafé,1\n".encode("cp1250"), "list.csv"))
    )


def test_an_encoding_that_is_named_is_believed() -> None:
    file = open_sheets("text,n\nniño,1\n".encode("cp1252"), "list.csv", "windows-1252")
    assert cells(file)[1] == ("niño", "1")
    with pytest.raises(ImportRefused, match="there is no encoding klingon"):
        open_sheets(b"text", "list.csv", "klingon")
    with pytest.raises(ImportRefused, match="line 2: byte ff is not UTF-8"):
        open_sheets(b"text\n\xff", "list.csv", "utf-8")


def test_utf8_with_one_bad_byte_is_not_taken_for_another_encoding() -> None:
    data = ("text\n" + "ăîșț\n" * 20).encode() + b"\xff\n"
    assert "line 22: byte ff is not UTF-8" in refusal(data, "list.csv")


def test_an_open_quotation_mark_is_refused_with_its_line() -> None:
    said = refusal(b'text,points\ngood,1\n"never closed,2\nmore,3\n', "list.csv")
    assert "line 3: the row cannot be read" in said


def test_lines_are_counted_where_rows_begin() -> None:
    file = open_sheets(b'text,points\n"a\nb\nc",1\nlast,2\n', "list.csv")
    assert [row.number for row in file.sheets[0].rows] == [1, 2, 5]
    assert file.sheets[0].where(5, 1) == "line 5, column 2"
    assert open_sheets(SMALL, "a.xlsx").sheets[0].where(5, 27) == "Sheet1!AB5"

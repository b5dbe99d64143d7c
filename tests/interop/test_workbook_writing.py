"""Workbooks that are written: words stay words, numbers stay exact, and what does not fit is refused."""

import errno
import gc
import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from qaudit.errors import UsageError
from qaudit.interop import workbook_writing
from qaudit.interop.neutral import as_meant, neutral
from qaudit.interop.opening import open_sheets
from qaudit.interop.table_files import pack_as_xlsx
from qaudit.interop.workbook_writing import Cell, SheetOut, write_workbook
from tests.builders import a_pack


def written(*rows: Sequence[Cell]) -> bytes:
    file = io.BytesIO()
    write_workbook(file, [SheetOut("s", ["a", "b"], rows)])
    return file.getvalue()


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+4",
        "-x",
        "@a",
        "\tx",
        "https://a.example/",
        "mailto:a@b",
        "{=1}",
        "'x",
        "007",
        "1e5",
        "TRUE",
        " x",
    ],
)
def test_words_are_written_as_words(words: str) -> None:
    data = written([words, "x"])
    file = open_sheets(data, "a.xlsx")
    assert not file.notes, "nothing is a formula"
    assert file.sheets[0].rows[1].cells == (words.strip(), "x")
    assert not file.sheets[0].rows[1].numeric
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not any(
            "hyperlink" in archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@pytest.mark.parametrize(
    ("number", "is_number"),
    [
        (3, True),
        (Decimal("2.5"), True),
        (Decimal("0.000001"), True),
        (10**16, False),
        (Decimal("1.2345678901234567"), False),
    ],
)
def test_numbers_that_a_spreadsheet_would_round_are_words(number: int | Decimal, is_number: bool) -> None:
    [_, row] = open_sheets(written([number, "x"]), "a.xlsx").sheets[0].rows
    assert Decimal(row.cells[0]) == number
    assert (0 in row.numeric) == is_number


def test_what_no_cell_and_no_sheet_can_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="has 32,768 characters"):
        written(["x" * 32_768])
    monkeypatch.setattr(workbook_writing, "MOST_ROWS", 3)
    written(["a"], ["b"])
    with pytest.raises(UsageError, match="s has more than 2 rows"):
        written(["a"], ["b"], ["c"])


def test_equal_packs_give_equal_files_and_hebrew_ones_begin_at_the_right() -> None:
    assert pack_as_xlsx(a_pack()) == pack_as_xlsx(a_pack())
    for languages, is_right_to_left in ((("en",), False), (("he", "en"), True)):
        with zipfile.ZipFile(io.BytesIO(pack_as_xlsx(a_pack(languages=languages)))) as archive:
            assert (b'rightToLeft="1"' in archive.read("xl/worksheets/sheet1.xml")) == is_right_to_left


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1", "'=1"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-5 %", "'-5 %"),
        ("+1", "'+1"),
        ("'=1", "''=1"),
        ("it's", "it's"),
        ("\ta", "'\ta"),
    ],
)
def test_a_cell_of_a_text_table_is_no_formula_and_comes_back(cell: str, kept: str) -> None:
    assert neutral(cell) == kept
    assert as_meant(kept) == cell


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is full")
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_the_systems_refusal_and_nothing_is_muttered_behind_it() -> None:
    with pytest.raises(OSError, match="No space left") as refused, Path("/dev/full").open("wb") as full:
        write_workbook(full, [SheetOut("s", ["a"], [["x" * 30] for _ in range(4000)])])
    assert refused.value.errno == errno.ENOSPC
    del refused
    gc.collect()

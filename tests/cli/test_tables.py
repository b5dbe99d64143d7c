"""Readings from a file: all of them or none, and every wrong row named."""

import pytest

from tests.command_line import Cli
from tests.corner_shop import ALL_MET


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"code,reading\nARR-02,\xff\n", ["readings.csv:2: the file is not UTF-8"]),
        (b"\xff\xfec\x00o\x00d\x00e\x00", ["readings.csv:1: the file is not UTF-8"]),
        (
            b"code;reading\nARR-02;yes\n",
            ["readings.csv:1: the first line must name the columns", "code, reading"],
        ),
        (b"", ["readings.csv:1: the first line must name the columns"]),
        (b"code,reading,nte\nARR-02,yes,\n", ["unknown column 'nte'", "did you mean note?"]),
        (b"code,reading,code\nARR-02,yes,\n", ["a column is named twice"]),
        (
            b"code,reading,note\nARR-02,yes,a,b\n",
            ["readings.csv:2: the row has more cells (4) than there are columns (3)"],
        ),
        (b'code,reading,note\nARR-02,yes,"open\n', ["the file is not a table"]),
    ],
)
def test_a_file_that_is_no_table(cli: Cli, content: bytes, words: list[str]) -> None:
    visit = cli.opened()
    file = cli.folder / "readings.csv"
    file.write_bytes(content)
    for said in (cli("visit", "fill", visit, str(file)), cli("pack", "score", "corner-shop", str(file))):
        assert (said.code, said.out) == (2, "")
        for word in words:
            assert word in said.err
        assert "Traceback" not in said.err


def test_a_file_that_is_not_there(cli: Cli) -> None:
    visit = cli.opened()
    said = cli("visit", "fill", visit, str(cli.folder / "none.csv"))
    assert said.code == 2
    assert "none.csv cannot be read" in said.err


def test_wrong_rows_are_all_named_and_nothing_is_taken(cli: Cli) -> None:
    visit = cli.opened()
    file = cli.folder / "readings.csv"
    file.write_text(
        "code,reading,note\nARR-02,yes,\nARR-2,yes,\nTLK-03,9,\nARR-02,no,\n\nTLK-05,21:10,\n",
        encoding="utf-8",
    )
    said = cli("visit", "fill", visit, str(file))
    assert said.code == 4
    assert "nothing was recorded, 3 rows are wrong" in said.err
    assert "line 3: The pack has no standard ARR-2 (did you mean ARR-02?)" in said.err
    assert "line 4: TLK-03: '9' is not on the scale" in said.err
    assert "line 5: ARR-02 stands already in line 2" in said.err
    assert cli.done("visit", "show", visit, "--json").document["readings"] == []


def test_a_table_from_a_spreadsheet(cli: Cli) -> None:
    """With a byte order mark, other line ends, capitals in the header, a quoted note over two lines."""
    visit = cli.opened()
    file = cli.folder / "readings.csv"
    file.write_bytes(b'\xef\xbb\xbfCode,Reading,Note\r\nARR-02,no,"one, two\r\nthree"\r\n')
    cli.done("visit", "fill", visit, str(file))
    [reading] = cli.done("visit", "show", visit, "--json").document["readings"]
    assert (reading["code"], reading["reading"], reading["note"]) == ("ARR-02", "no", "one, two\r\nthree")


def test_what_was_filled_is_told_in_sum(cli: Cli) -> None:
    visit = cli.opened()
    file = cli.folder / "readings.csv"
    file.write_text(ALL_MET, encoding="utf-8")
    assert cli.done("visit", "fill", visit, str(file)).err == "saved: 8 readings, 1 note\n"


def test_filling_twice_changes_nothing_the_second_time(cli: Cli) -> None:
    visit = cli.opened()
    file = cli.folder / "readings.csv"
    file.write_text("code,reading,note\nARR-02,no,A stain\n", encoding="utf-8")
    cli.done("visit", "fill", visit, str(file))
    assert cli.done("visit", "fill", visit, str(file)).err == "Nothing changed: it was so already\n"


def test_a_row_may_bring_a_note_alone(cli: Cli) -> None:
    visit = cli.opened()
    file = cli.folder / "readings.csv"
    file.write_text("code,reading,note\nARR-02,,ahead of its reading\n", encoding="utf-8")
    cli.done("visit", "fill", visit, str(file))
    [reading] = cli.done("visit", "show", visit, "--json").document["readings"]
    assert (reading["reading"], reading["note"]) == (None, "ahead of its reading")

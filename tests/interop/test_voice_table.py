"""Tables of what customers said: good ones, and everything that can be wrong with one."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.problems import Problem
from qaudit.core.voices import Channel, VoiceKind
from qaudit.interop import voice_table
from qaudit.interop.voice_table import COLUMNS, Known, VoiceCells, read_voice_table

CODES = {"corner-shop": frozenset({"ARR-01", "ARR-02", "TLK-01"}), "corner-shop@1": frozenset({"ARR-01"})}
KNOWN = Known(
    zones={
        "HAI-01": ZoneInfo("Asia/Jerusalem"),
        "NYC-03": ZoneInfo("America/New_York"),
        "twin": UTC,
        "TWIN": UTC,
    },
    packs=frozenset(CODES),
    codes_of=lambda pack: CODES[pack],
    now=datetime(2026, 5, 14, 12, 0, tzinfo=UTC),
)
HEAD = "branch,kind,channel,at,words\n"
GOOD = "HAI-01,complaint,phone,2026-05-14 10:00,Nobody came\n"


def read(table: str | bytes) -> list[VoiceCells | Problem]:
    data = table.encode() if isinstance(table, str) else table
    return [*read_voice_table(io.BytesIO(data), "voices.csv", KNOWN)]


def voices(table: str | bytes) -> list[VoiceCells]:
    found = read(table)
    assert not [str(problem) for problem in found if isinstance(problem, Problem)]
    return [voice for voice in found if isinstance(voice, VoiceCells)]


def problems(table: str | bytes) -> list[str]:
    return [str(problem) for problem in read(table) if isinstance(problem, Problem)]


def test_a_whole_row() -> None:
    head = ",".join(COLUMNS).upper()
    row = (
        'hai-01,Complaint,Face to face,2026-05-12 23:30,"She said ""no"",\r\nand left",corner-shop,'
        "TLK-01 ARR-01,2026-05-13T08:00Z,2026-05-14,We are sorry"
    )
    assert voices(f"{head}\n{row}\n") == [
        VoiceCells(
            2,
            "HAI-01",
            VoiceKind.COMPLAINT,
            Channel.FACE_TO_FACE,
            datetime(2026, 5, 12, 20, 30, tzinfo=UTC),
            'She said "no",\nand left',
            "corner-shop",
            ("TLK-01", "ARR-01"),
            datetime(2026, 5, 13, 8, 0, tzinfo=UTC),
            datetime(2026, 5, 14, 9, 0, tzinfo=UTC),
            "We are sorry",
        )
    ]


@pytest.mark.parametrize(
    "table",
    [
        HEAD + GOOD,
        "\ufeff" + HEAD + GOOD,
        (HEAD + GOOD).replace("\n", "\r\n"),
        (HEAD + GOOD).replace(",", ";"),
        (HEAD + GOOD).replace(",", "\t"),
        "sep=;\r\n" + (HEAD + GOOD).replace(",", ";"),
        "\ufeffSEP=,\n" + HEAD + GOOD,
        "Branch , KIND,Channel,At,Words,,\n" + GOOD.strip() + ",,,,\n,,,,\n\n  \n",
        "\n" + HEAD + "\n" + GOOD,
        (HEAD + GOOD).removesuffix("\n"),
        "words,at,channel,kind,branch\nNobody came,2026-05-14T10:00,PHONE,COMPLAINT,HAI-01",
    ],
    ids=[
        "plain",
        "BOM",
        "CRLF",
        "semicolons",
        "tabs",
        "sep",
        "BOM and sep",
        "Excel",
        "blank",
        "no end",
        "order",
    ],
)
def test_the_ways_a_table_is_saved(table: str) -> None:
    [voice] = voices(table)
    assert (voice.branch, voice.kind, voice.channel) == ("HAI-01", VoiceKind.COMPLAINT, Channel.PHONE)
    assert (voice.at, voice.words) == (datetime(2026, 5, 14, 7, 0, tzinfo=UTC), "Nobody came")
    assert (voice.acknowledged_at, voice.answered_at, voice.pack, voice.codes) == (None, None, "", ())


def test_a_table_of_a_head_alone_has_no_voices() -> None:
    assert read(HEAD) == []


@pytest.mark.parametrize(
    ("branch", "at", "moment"),
    [
        ("HAI-01", "2026-05-13", "2026-05-13T09:00"),
        ("NYC-03", "2026-05-13", "2026-05-13T16:00"),
        # Today, before noon in New York: 12:00 there is 16:00 UTC, and now is 12:00 UTC.
        ("NYC-03", "2026-05-14", "2026-05-14T16:00"),
        ("NYC-03", "2026-05-14 07:59:59", "2026-05-14T11:59:59"),
        # Shown twice when the clock was put back; never shown when it was put forward.
        ("NYC-03", "2025-11-02 01:30", "2025-11-02T05:30"),
        ("NYC-03", "2026-03-08 02:30", "2026-03-08T07:30"),
    ],
)
def test_a_moment_is_on_the_branch_s_clock_and_a_day_is_its_noon(branch: str, at: str, moment: str) -> None:
    [voice] = voices(f"{HEAD}{branch},compliment,other,{at},Thanks\n")
    assert voice.at == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_an_answer_acknowledges_and_nothing_is_done_before_it_came() -> None:
    head = HEAD.strip() + ",acknowledged_at,answered_at\n"

    def times(at: str, acknowledged: str, answered: str) -> list[str]:
        [voice] = voices(f"{head}HAI-01,complaint,phone,{at},Words,{acknowledged},{answered}\n")
        return [moment.strftime("%d %H") for moment in (voice.acknowledged_at, voice.answered_at) if moment]

    assert times("2026-05-12 10:00", "", "2026-05-13 10:00") == ["13 07", "13 07"]
    assert times("2026-05-12 10:00", "2026-05-14 10:00", "2026-05-13 10:00") == ["13 07", "13 07"]
    assert times("2026-05-12 10:00", "2026-05-12 11:00", "") == ["12 08"]
    # A day alone is told apart by its day: its noon is before the evening it came, and counts as that evening.
    assert times("2026-05-12 20:00", "2026-05-12", "2026-05-13") == ["12 17", "13 09"]
    assert times("2026-05-12", "2026-05-12 08:00", "") == ["12 09"]


BAD = {
    "an unknown branch": (
        "HAI-1,complaint,phone,2026-05-14,W",
        "2:1: V04 there is no branch 'HAI-1' (did you mean HAI-01?)",
    ),
    "a branch like two": (
        "Twin,complaint,phone,2026-05-14,W",
        "2:1: V04 there is no branch 'Twin' (did you mean TWIN?)",
    ),
    "an empty branch": (" ,complaint,phone,2026-05-14,W", "2:1: V04 branch is empty"),
    "an unknown kind": ("HAI-01,rage,phone,2026-05-14,W", "2:2: V04 kind cannot be 'rage'"),
    "an empty kind": ("HAI-01,,phone,2026-05-14,W", "2:2: V04 kind is empty"),
    "an unknown channel": ("HAI-01,complaint,pigeon,2026-05-14,W", "2:3: V04 channel cannot be 'pigeon'"),
    "no moment": (
        "HAI-01,complaint,phone,14/05/2026,W",
        "2:4: V05 '14/05/2026' is no moment (write 2026-05-14 10:02, or",
    ),
    "the future": (
        "HAI-01,complaint,phone,2026-05-14 15:01,W",
        "2:4: V05 '2026-05-14 15:01' is in the future",
    ),
    "tomorrow": ("HAI-01,complaint,phone,2026-05-15,W", "2:4: V05 '2026-05-15' is in the future"),
    "no words": ("HAI-01,complaint,phone,2026-05-14, ", "2:5: V04 words is empty"),
    "a short row": ("HAI-01,complaint,phone,2026-05-14", "2:5: V04 words is empty"),
    "many words": (
        "HAI-01,complaint,phone,2026-05-14," + "w" * 20_001,
        "2:5: V04 the words have 20001 characters (at most 20,000)",
    ),
    "a long row": (
        "HAI-01,complaint,phone,2026-05-14,Slow, and rude",
        "2:6: V03 the row has 1 cell more than there are columns",
    ),
    "hostile text": (
        "HAI-01,\x1b[31m\u202erage,phone,2026-05-14,W",
        "2:2: V04 kind cannot be '␛[31m[RLO]rage'",
    ),
    "an open quote": (
        'HAI-01,complaint,phone,2026-05-14,"W',
        "2:1: V01 the row cannot be read: unexpected end of data",
    ),
}


@pytest.mark.parametrize(("row", "told"), BAD.values(), ids=BAD)
def test_a_row_that_is_wrong(row: str, told: str) -> None:
    [problem] = problems(f"{HEAD}{row}\n")
    assert problem.startswith(f"voices.csv:{told}")


BAD_ENDS = {
    "an unknown pack": ("corner-shp,,,,", "6: V06 there is no pack 'corner-shp' (did you mean corner-shop?)"),
    "codes without a pack": (",ARR-01,,,", "7: V06 codes need the pack that they stand in (fill pack)"),
    "an unknown code": (
        "corner-shop,TLK-01+TLK-1,,,",
        "7: V07 the pack has no standard 'TLK-1' (did you mean TLK-01?)",
    ),
    "a code of another edition": (
        "corner-shop@1,TLK-01,,,",
        "7: V07 the pack has no standard 'TLK-01' (qaudit pack show",
    ),
    "heard too early": (",,2026-05-12 09:59,,", "8: V05 '2026-05-12 09:59' is before it came"),
    "heard the day before": (",,2026-05-11,,", "8: V05 '2026-05-11' is before it came"),
    "answered in the future": (",,,2026-05-15 10:00,", "9: V05 '2026-05-15 10:00' is in the future"),
    "answered at no moment": (",,,soon,", "9: V05 'soon' is no moment (write 2026-05-14 10:02, or"),
    "an answer without a moment": (
        ",,,,Sorry",
        "10: V05 there is an answer and no moment of it (fill answered_at)",
    ),
}


@pytest.mark.parametrize(("cells", "told"), BAD_ENDS.values(), ids=BAD_ENDS)
def test_the_columns_that_may_be_left_out_are_looked_at_too(cells: str, told: str) -> None:
    table = f"{','.join(COLUMNS)}\nHAI-01,complaint,phone,2026-05-12 10:00,Words,{cells}\n"
    [problem] = problems(table)
    assert problem.startswith(f"voices.csv:2:{told}")


BAD_FILES: dict[str, tuple[str | bytes, list[str]]] = {
    "nothing": ("", [f"1:1: V02 there is no column '{name}'" for name in COLUMNS[:5]]),
    "no head": (GOOD, ["1:1: V02 unknown column 'hai-01'", "1:2: V02 unknown column 'complaint'"]),
    "an unknown column": (
        HEAD.strip() + ",Custmer,code\n" + GOOD.strip() + ",Mr. X,\n",
        ["1:6: V02 unknown column 'custmer'", "1:7: V02 unknown column 'code' (did you mean codes?)"],
    ),
    "a column twice": (HEAD.strip() + ",words\n" + GOOD, ["1:6: V02 column 'words' is named twice"]),
    "a missing column": (
        "branch,kind,at,words\nHAI-01,complaint,2026-05-14,W\n",
        ["1:1: V02 there is no column 'channel'"],
    ),
    "another encoding": (
        HEAD.encode() + GOOD.encode() + "HAI-01,complaint,phone,2026-05-14,שלום\n".encode("cp1255"),
        ["3:1: V01 the file is not UTF-8 (save it as CSV UTF-8)"],
    ),
    "UTF-16": ((HEAD + GOOD).encode("utf-16"), ["1:1: V01 the file is not UTF-8 (save it as CSV UTF-8)"]),
    "a workbook": (
        b"PK\x03\x04\xff\xfe" + bytes(range(256)) * 9,
        ["1:1: V01 the file is not UTF-8 (save it as CSV UTF-8)"],
    ),
    "one endless line": (HEAD.encode() + b"x" * 300_000, ["2:1: V01 the line is too long for a table"]),
    "a quote that swallows the table": (
        HEAD + 'HAI-01,complaint,phone,2026-05-14,"W\n' + GOOD * 4000,
        ["2:1: V01 the row cannot be read: field larger than field limit (131072)"],
    ),
}


@pytest.mark.parametrize(("table", "told"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_wrong(table: str | bytes, told: list[str]) -> None:
    found = problems(table)
    assert len(found) >= len(told)
    for problem, beginning in zip(found, told, strict=False):
        assert problem.startswith(f"voices.csv:{beginning}")


@pytest.fixture
def raised_limit() -> Iterator[None]:
    """How long a cell may be is one setting of the whole process: so another library leaves it."""
    before = csv.field_size_limit(10**9)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("raised_limit")
@pytest.mark.parametrize("cell", ["w" * 131_073, '"W'], ids=["a long word", "a quote"])
def test_no_other_library_says_how_long_a_cell_may_be(cell: str) -> None:
    file = io.BytesIO(f"{HEAD}HAI-01,complaint,phone,2026-05-14,{cell}\n{GOOD * 20_000}".encode())
    [problem] = read_voice_table(file, "voices.csv", KNOWN)
    assert str(problem).startswith(
        "voices.csv:2:1: V01 the row cannot be read: field larger than field limit (131072)"
    )
    assert file.tell() < 200_000, "what a quote swallows is not held in memory"


def test_every_problem_is_told_with_the_line_that_its_row_begins_in() -> None:
    table = (
        HEAD
        + 'HAI-01,complaint,phone,2026-05-14,"one\ntwo\nthree"\n\n'
        + "X,rage,pigeon,never,\n"
        + GOOD
        + 'HAI-01,praise,phone,2026-05-14,"four\nfive"\n'
    )
    found = read(table)
    places = [one.line if isinstance(one, VoiceCells) else str(one.place).split(":", 1)[1] for one in found]
    # The moment of an unknown branch cannot be read: it has no clock.
    assert places == [2, "6:1", "6:2", "6:3", "6:5", 7, "8:2"]


def test_a_table_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_table, "MOST_ROWS", 3)
    assert len(voices(HEAD + GOOD * 3)) == 3
    assert problems(HEAD + GOOD * 4) == ["voices.csv:5:1: V01 the table has more than 3 rows (divide it)"]


def test_no_more_of_a_file_is_read_than_is_asked_for() -> None:
    file = io.BytesIO((HEAD + GOOD * 50_000).encode())
    found = read_voice_table(file, "voices.csv", KNOWN)
    assert isinstance(next(found), VoiceCells)
    assert file.tell() == len(HEAD + GOOD)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert all(isinstance(one, VoiceCells | Problem) for one in read(data))
    assert all(isinstance(one, VoiceCells | Problem) for one in read(HEAD.encode() + data))


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=9))
def test_no_cells_break_the_reader(cells: list[str]) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    assert all(isinstance(one, VoiceCells | Problem) for one in read(f"{','.join(COLUMNS)}\n{quoted}\n"))

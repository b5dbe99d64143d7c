"""The pack writer: what it writes, the pack reader reads back to an equal pack."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from qaudit.core.standards import Pack
from qaudit.core.upkeep import PackUpkeep, Upkeep
from qaudit.packs.flat import FlatValue, flat_values
from qaudit.packs.notices import Notice
from qaudit.packs.reader import read_pack
from qaudit.packs.upkeep import upkeep_of
from qaudit.packs.writer import Remarks, write_pack
from qaudit.packs.yaml_text import compose_yaml, read_yaml
from qaudit.packs.yaml_writing import Plain, entry_lines, number_text
from tests.core.random_packs import LAW
from tests.interop.whole_packs import whole_packs
from tests.packs.good_pack import GOOD, read
from tests.shipped import SHIPPED, shipped


@settings(LAW, max_examples=20)
@given(whole_packs())
def test_law_a_written_pack_is_read_back_equal(pack: Pack) -> None:
    back = read_pack(write_pack(pack).text.encode(), "written.yaml")
    assert back.pack == pack, [str(problem) for problem in back.faults]


@pytest.mark.parametrize("ref", SHIPPED)
def test_a_shipped_pack_is_read_back_equal(ref: str) -> None:
    pack = shipped(ref).pack
    assert str(pack.ref) == ref
    assert read_pack(write_pack(pack).text.encode(), "written.yaml").pack == pack


def test_the_written_good_pack_is_written_as_people_write() -> None:
    pack = read(GOOD).pack
    assert pack is not None
    text = write_pack(
        pack, Remarks(["Taken in from table.xlsx"], standards={"A2": ["standards!C3: guessed"]})
    ).text
    assert text.startswith("# Taken in from table.xlsx\n\nformat: 1\npack: small-pack\n")
    assert 'edition: "2026.1"\n' in text
    assert "      # standards!C3: guessed\n      - code: A2\n" in text
    assert "        when: {fact: channel, is: desk}\n" in text
    assert '        measure: {kind: clock, between: ["17:00", "21:30"]}\n' in text
    assert "roll_up" not in text, "a default is not written"


def test_a_line_knows_its_standard() -> None:
    pack = read(GOOD).pack
    assert pack is not None
    written = write_pack(pack)
    lines = written.text.splitlines()
    at = next(number for number, line in enumerate(lines, 1) if "code: E2" in line)
    assert written.code_at(at) == written.code_at(at + 2) == "E2"
    assert written.code_at(1) == written.code_at(10**6) == ""


def test_what_is_said_to_the_checker_comes_back() -> None:
    pack = read(GOOD).pack
    assert pack is not None
    said = PackUpkeep(
        Upkeep(Fraction(100), (("P811", "walked over two days"),)),
        {"ARR": Upkeep(Fraction("7.5"), (("P807", "for: now"),))},
        {"E2": Upkeep(None, (("P804", 'the "clock"'), ("P802", "ok")))},
    )
    text = write_pack(pack, upkeep=said).text
    assert read_pack(text.encode(), "x.yaml").pack == pack
    assert upkeep_of(_flat(text)) == said


def _flat(text: str) -> tuple[FlatValue, ...]:
    root = compose_yaml(text.encode())
    assert not isinstance(root, Notice)
    return flat_values(root, "x.yaml")


@pytest.mark.parametrize(
    "number", ["0", "2.5", "1e-30", "0.12345678901234567890123456789012345", "123456789012345678901234567890"]
)
def test_numbers_are_written_so_that_the_reader_takes_them(number: str) -> None:
    value = Fraction(number)
    assert read_yaml(f"a: {number_text(value)}".encode()).value == {"a": value}


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "null",
        "- x",
        "a: b",
        "x #y",
        "'",
        '"',
        "#",
        "1.5",
        "a\u2028b",
        "a\u200fb",
        "\u200b",
        "x" * 300,
        "w " * 90 + "e",
    ],
)
def test_words_come_back_whatever_yaml_makes_of_them(words: str) -> None:
    values: tuple[Plain, ...] = (words, {"k": words}, [words, {"é": words}])
    for value in values:
        text = "\n".join(entry_lines("key", value))
        assert read_yaml(text.encode()).value == {"key": value}, text

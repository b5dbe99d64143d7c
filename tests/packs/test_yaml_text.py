"""YAML by the 1.2 core schema, exact and placed."""

from fractions import Fraction
from typing import Any

import pytest

from qaudit.packs.yaml_text import UNUSABLE, read_yaml


def value_of(text: str) -> Any:
    found = read_yaml(f"value: {text}\n".encode())
    assert found.notices == ()
    return found.value["value"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("1:30:00", "1:30:00"),
        ("190:20:30", "190:20:30"),
        ("2026-01-01", "2026-01-01"),
        ("1_000", "1_000"),
        ("0b1", "0b1"),
        ("<<", "<<"),
        ("=", "="),
        ("'5'", "5"),
        ('"true"', "true"),
        ("!!str 5", "5"),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("5", 5),
        ("+5", 5),
        ("-5", -5),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("0x", "0x"),
        ("0.1", Fraction(1, 10)),
        ("1.10", Fraction(11, 10)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("-1.5e3", Fraction(-1500)),
        ("1e2", Fraction(100)),
        ("12e03", Fraction(12000)),
        ("0.1234567890123456789", Fraction(1234567890123456789, 10**19)),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        ("+39 1", "+39 1"),
        (".", "."),
        ("٣", "٣"),
        ("[a, 1, 0.5]", ["a", 1, Fraction(1, 2)]),
    ],
)
def test_a_plain_scalar_means_what_the_core_schema_says(text: str, value: Any) -> None:
    if text == "-":
        text = '"-"'
    found = value_of(text)
    assert found == value
    assert type(found) is type(value)


def test_a_decimal_never_passes_through_a_float() -> None:
    assert value_of("0.3") == Fraction(3, 10) != Fraction(0.3)


def test_keys_are_always_text() -> None:
    found = read_yaml(b"1: a\n1.10: b\ntrue: c\nno: d\n2026-01-01: e\n")
    assert list(found.value) == ["1", "1.10", "true", "no", "2026-01-01"]


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    found = read_yaml(b"\xef\xbb\xbfformat: 1\n")
    assert found.value == {"format": 1}
    assert found.places is not None
    assert found.places.spot_of(("format",), at_key=True) == (1, 1)


def test_an_alias_stands_for_its_value_and_counts_each_time() -> None:
    found = read_yaml(b"a: &x {b: 1}\nc: *x\n")
    assert found.value == {"a": {"b": 1}, "c": {"b": 1}}


def test_a_value_that_cannot_be_used_is_marked_so_that_nobody_complains_twice() -> None:
    found = read_yaml(b"a: 1e99\nb: ~\n")
    assert found.value == {"a": UNUSABLE, "b": UNUSABLE}
    assert repr(UNUSABLE) == "UNUSABLE"
    assert [notice.kind.code for notice in found.notices] == ["P114", "P115"]


@pytest.mark.parametrize(
    ("path", "at_key", "spot"),
    [
        (("a",), False, (1, 4)),
        (("a",), True, (1, 1)),
        (("b", "c", 1), False, (3, 10)),
        (("b", "c", 1, "deeper"), False, (3, 10)),
        (("b", "nothing"), False, (3, 3)),
        (("b", "c", 7), False, (3, 6)),
        ((), False, (1, 1)),
        (("d",), False, (5, 3)),
    ],
)
def test_every_value_knows_its_line_and_column(path: Any, at_key: bool, spot: tuple[int, int]) -> None:
    found = read_yaml("a: é\nb:\n  c: [x, yy]\nd:\n  - 1\n".encode())
    assert found.places is not None
    assert found.places.spot_of(path, at_key) == spot


def test_a_scalar_can_be_shown_as_it_is_written() -> None:
    found = read_yaml(b"a: 1.10\nb: [x]\n")
    assert found.places is not None
    assert found.places.written_at(("a",)) == "1.10"
    assert found.places.written_at(("b",)) is None
    assert found.places.written_at(("c",)) is None

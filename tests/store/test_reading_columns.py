"""Readings go into two columns and come back without their pack."""

import pytest
from hypothesis import given

from qaudit.core.readings import Parts, Reading, YesNo
from qaudit.store.reading_columns import KIND_OF, columns_of, reading_of
from tests.store.strategies import readings


@given(readings)
def test_a_reading_comes_back_equal(reading: Reading) -> None:
    kind, text = columns_of(reading)
    assert kind == KIND_OF[type(reading)]
    assert reading_of(kind, text) == reading


def test_no_reading_is_two_empty_columns() -> None:
    assert columns_of(None) == (None, None)
    assert reading_of(None, None) is None


def test_no_part_at_all_is_a_reading() -> None:
    assert columns_of(Parts(())) == ("parts", "none")
    assert reading_of("parts", "none") == Parts(())
    assert reading_of("yes_no", "no") == YesNo(False)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("yes_no", "maybe"),
        ("yes_no", None),
        (None, "yes"),
        ("guess", "yes"),
        ("duration", "-1s"),
        ("duration", "1/0s"),
        ("duration", "72"),
        ("duration", "1:12"),
        ("count", "-3"),
        ("count", "3.0"),
        ("count", "٣"),
        ("clock", "24:00"),
        ("clock", "9:30"),
        ("clock", "09:30:00:00"),
        ("clock", "09:60"),
        ("rating", "five"),
        ("na", "yes"),
        ("unseen", ""),
        ("parts", ""),
    ],
)
def test_columns_that_are_no_reading_are_refused(kind: str | None, text: str | None) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        reading_of(kind, text)

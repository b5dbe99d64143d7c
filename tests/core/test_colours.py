"""Contrast as WCAG computes it, and colours made dark enough to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.colours import WHITE, contrast, darkened

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "value"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), (WHITE, WHITE, 1)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, value: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(value, abs=0.01)


@given(colours, st.floats(1, 21))
def test_darkening_reaches_what_was_asked(colour: str, least: float) -> None:
    assert contrast(darkened(colour, least), WHITE) >= least


def test_what_is_dark_enough_is_left_alone() -> None:
    assert darkened("#0b3d5c", 4.5) == "#0b3d5c"
    assert darkened("#ffffff", 22) == "#000000"

"""Whatever colours a brand has, a report can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.colours import WHITE, contrast
from qaudit.core.standards import Brand
from qaudit.core.text import Text
from qaudit.reports.lettering import noticing
from qaudit.reports.theme import DEFAULT_PRIMARY, theme_of

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def brand(primary: str | None, accent: str | None = None) -> Brand:
    return Brand(Text.plain("Harbour"), primary=primary, accent=accent)


@given(colours, colours)
def test_text_and_marks_always_stand_out(primary: str, accent: str) -> None:
    theme = theme_of(brand(primary, accent))
    assert contrast(theme.on_primary, theme.primary) >= 4.5
    assert contrast(theme.heading, WHITE) >= 4.5
    assert contrast(theme.accent_text, WHITE) >= 4.5
    assert contrast(theme.bar, WHITE) >= 3
    assert contrast(theme.accent, WHITE) >= 3


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    theme = theme_of(brand("#0b3d5c", "#a8481f"))
    assert (theme.primary, theme.heading, theme.bar, theme.accent) == (
        "#0b3d5c",
        "#0b3d5c",
        "#0b3d5c",
        "#a8481f",
    )


def test_a_pale_colour_fills_the_head_and_is_darkened_elsewhere() -> None:
    theme = theme_of(brand("#ffee00"))
    assert theme.primary == "#ffee00"
    assert theme.on_primary != WHITE
    assert theme.bar != "#ffee00"
    with noticing() as noticed:
        told = [theme_of(brand("#ffee00", "#0b3d5c")), theme_of(brand("#0b3d5c", "#a8481f"))]
    assert noticed.colours == {"#ffee00": told[0].heading}


@pytest.mark.parametrize(
    "written",
    [None, "", "red", "#fff", "#0b3d5c;}", "url(file:///etc/passwd)", "#0b3d5c\n", "#0b3d5g", "＃0b3d5c"],
)
def test_what_is_no_colour_is_not_printed(written: str | None) -> None:
    theme = theme_of(brand(written, written))
    assert theme.primary == theme.accent == DEFAULT_PRIMARY

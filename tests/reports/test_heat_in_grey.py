"""A heat map that is printed without colour still shows what is low, and its figures can be read."""

from itertools import pairwise

import pytest

from qaudit.core.colours import TEXT_CONTRAST, contrast
from qaudit.core.standards import Brand
from qaudit.core.text import Text
from qaudit.reports.charts_heat import heat_grounds
from qaudit.reports.theme import theme_of

LEAST_STEP = 15
"""Of 255 greys; the eye tells some eight apart."""


def grey(colour: str) -> float:
    """A colour as a printer without colours makes it: 0 (black) to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("primary", [None, "#0b3d2e", "#c8102e", "#ffd800", "#1f4e79", "#ffffff", "#000000"])
def test_each_step_of_a_heat_map_is_another_grey(primary: str | None) -> None:
    grounds = heat_grounds(theme_of(Brand(Text.plain("Quays"), primary=primary)))
    assert len(grounds) == 5
    greys = [grey(ground) for ground, _ink in grounds]
    assert all(after - here > LEAST_STEP for here, after in pairwise(greys)), greys
    assert min(contrast(ground, ink) for ground, ink in grounds) >= TEXT_CONTRAST

"""Pictures are well-formed, say in words what they show, and draw nothing outside themselves."""

from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.standards import Brand
from qaudit.core.text import Text
from qaudit.reports.charts import (
    BAR_WIDTH,
    SCALE_WIDTH,
    Svg,
    empty_bar,
    limit_bar,
    score_scale,
    share_bar,
    window_bar,
)
from qaudit.reports.theme import theme_of

SVG = "{http://www.w3.org/2000/svg}"
THEME = theme_of(Brand(Text.plain("Harbour"), primary="#0b3d5c"))
HOSTILE = '</title><script>alert(1)</script>"&'

shares = st.fractions(Fraction(-1), Fraction(3))
amounts = st.fractions(Fraction(0), Fraction(10**9))
seconds_of_day = st.integers(0, 86_399)


def parsed(picture: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(picture.__html__())


def edges(picture: Svg) -> list[float]:
    """Every left and right edge of what is drawn."""
    found: list[float] = []
    for shape in parsed(picture):
        x = float(shape.get("x", "nan"))
        if shape.tag == f"{SVG}rect":
            found += [x, x + float(shape.get("width", "nan"))]
        elif shape.tag == f"{SVG}path":
            found.append(float(shape.get("d", "").partition("V")[0].partition("H")[0].split()[0][1:]))
    assert found
    return found


def pictures() -> list[Svg]:
    half = Fraction(1, 2)
    return [
        share_bar(half, HOSTILE, HOSTILE, THEME, Fraction(3, 5)),
        empty_bar(HOSTILE, HOSTILE),
        score_scale(
            Fraction(60), Fraction(70), (Fraction(0), Fraction(80)), Fraction(80), HOSTILE, HOSTILE, THEME
        ),
    ]


@pytest.mark.parametrize("picture", pictures())
def test_a_picture_says_what_it_shows_and_keeps_text_as_text(picture: Svg) -> None:
    root = parsed(picture)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == HOSTILE
    assert root.findtext(f"{SVG}desc") in (HOSTILE, None)
    assert "script" not in {element.tag.removeprefix(SVG) for element in root.iter()}


@pytest.mark.parametrize(
    "picture",
    [limit_bar(Fraction(95), None, Fraction(60), THEME), window_bar(80_000, 61_200, 77_400, THEME)],
)
def test_a_bar_beside_its_words_is_hidden_from_who_listens(picture: Svg) -> None:
    root = parsed(picture)
    assert root.get("aria-hidden") == "true"
    assert root.get("role") is None


@given(shares, st.none() | shares)
def test_a_bar_stays_inside_itself(share: Fraction, gate: Fraction | None) -> None:
    assert all(0 <= edge <= BAR_WIDTH for edge in edges(share_bar(share, "x", "x", THEME, gate)))


@given(amounts, st.none() | amounts, st.none() | amounts)
def test_a_measured_bar_stays_inside_itself(
    value: Fraction, least: Fraction | None, most: Fraction | None
) -> None:
    assert all(0 <= edge <= BAR_WIDTH + 0.5 for edge in edges(limit_bar(value, least, most, THEME)))


@given(seconds_of_day, seconds_of_day, seconds_of_day)
def test_a_window_stays_inside_the_day(second: int, opens: int, closes: int) -> None:
    assert all(0 <= edge <= BAR_WIDTH for edge in edges(window_bar(second, opens, closes, THEME)))


percentages = st.fractions(Fraction(0), Fraction(130))


@given(percentages, percentages, st.lists(percentages, max_size=6), st.none() | percentages)
def test_a_scale_stays_inside_itself(
    final: Fraction, raw: Fraction, bands: list[Fraction], mark: Fraction | None
) -> None:
    picture = score_scale(final, raw, tuple(bands), mark, "x", "x", THEME)
    assert all(-0.1 <= edge <= SCALE_WIDTH + 0.5 for edge in edges(picture))


def test_bounds_that_would_touch_are_not_both_written() -> None:
    picture = score_scale(Fraction(90), Fraction(90), (Fraction(88), Fraction(89)), None, "x", "x", THEME)
    assert [text.text for text in parsed(picture).iter(f"{SVG}text")] == ["0", "88", "100"]


def test_what_is_over_a_limit_is_drawn_as_an_outline() -> None:
    """So that it can be told apart without colour."""
    within = limit_bar(Fraction(50), None, Fraction(60), THEME).markup
    beyond = limit_bar(Fraction(95), None, Fraction(60), THEME).markup
    outline = f'fill="#ffffff" stroke="{THEME.bar}"'
    assert outline not in within
    assert outline in beyond


def test_a_score_that_was_held_down_shows_what_was_lost() -> None:
    held = score_scale(Fraction(60), Fraction(88), (), None, "x", "x", THEME).markup
    assert f'fill="#ffffff" stroke="{THEME.bar}"' in held

"""The canvas: what is drawn on it is mirrored where a language is written from the right, and words stay text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.reports.charts_drawing import Anchor, Canvas, Pen, apart, number, tinted, words_width
from qaudit.reports.charts_scale import scale_for
from qaudit.speech import speaking
from tests.reports.pictures import HOSTILE, taken_apart

values = st.floats(-1e9, 1e9, allow_nan=False)


def test_words_stand_over_the_picture_as_text_of_their_own_direction() -> None:
    canvas = Canvas(100, 50)
    canvas.dot((10, 10), 2, "#000000")
    canvas.label("מלון הים", (50, 10), Anchor.MIDDLE)
    canvas.label(HOSTILE, (0, 20), Anchor.START, room=40, name="faint")
    drawn = taken_apart(canvas.picture("plan", HOSTILE, HOSTILE))
    assert drawn.title == drawn.told == HOSTILE.replace("\u202e", "[RLO]")
    assert drawn.words == ["מלון הים", HOSTILE.replace("\u202e", "[RLO]")]
    assert [label.direction for label in drawn.labels] == ["rtl", "ltr"]
    assert drawn.labels[1].classes == ("word", "at-left", "wraps", "faint")
    assert drawn.labels[1].width == 40


def test_a_picture_without_words_is_the_svg_alone() -> None:
    assert Canvas(10, 10).picture("plan", "A plan").markup.startswith("<svg")


def test_in_hebrew_everything_is_mirrored_and_the_words_with_it() -> None:
    def drawn(language: str, *, is_mirrored: bool = True) -> list[tuple[float, str]]:
        with speaking(language):
            canvas = Canvas(100, 50, is_mirrored=is_mirrored)
            canvas.dot((10, 10), 2, "#000000")
            canvas.box(20, 0, 30, 5, "#000000")
            canvas.line([(10, 0), (30, 0)], Pen())
            canvas.label("n", (10, 10), Anchor.START, room=20, is_ours=True)
            found = taken_apart(canvas.picture("plan", "A plan"))
        [label] = found.labels
        places = [(x, "") for x, _y in found.points()]
        return [*places, (label.left, label.classes[1]), (0, label.direction)]

    assert drawn("en") == [(10, ""), (20, ""), (50, ""), (10, ""), (30, ""), (10, "at-left"), (0, "ltr")]
    assert drawn("he") == [(90, ""), (50, ""), (80, ""), (90, ""), (70, ""), (70, "at-right"), (0, "rtl")]
    assert drawn("he", is_mirrored=False)[0] == (10, "")


@given(st.lists(st.floats(-50, 150, allow_nan=False), max_size=8).map(sorted))
def test_labels_are_moved_until_none_touches_the_next(wanted: list[float]) -> None:
    places = apart(wanted, [10.0] * len(wanted), 0.0, 100.0)
    assert len(places) == len(wanted)
    assert all(b - a >= 10 - 1e-9 for a, b in pairwise(places))
    assert all(5 - 1e-9 <= place <= 95 + 1e-9 for place in places)


@given(st.lists(values, max_size=6))
def test_a_scale_holds_every_value_between_its_ends(found: list[float]) -> None:
    scale = scale_for(found)
    assert scale.low < scale.high
    slack = (scale.high - scale.low) * 1e-6
    assert all(scale.low - slack <= value <= scale.high + slack for value in found)
    assert all(0 <= scale.share(value) <= 1 for value in found)
    assert len(scale.ticks) <= 12


@pytest.mark.parametrize(
    ("found", "bounds", "ends", "ticks"),
    [
        ([72.4, 97.4], (0, 100), (70, 100), (70, 80, 90, 100)),
        ([99.0, 99.5], (0, 100), (99.0, 99.6), (99.0, 99.2, 99.4, 99.6)),
        ([100.0], (0, 100), (95, 100), (95, 100)),
        ([], (0, 100), (0, 100), (0, 50, 100)),
        ([0.0, 24.0], (0, float("inf")), (0, 30), (0, 10, 20, 30)),
    ],
)
def test_the_ends_of_a_scale_are_round(
    found: list[float],
    bounds: tuple[float, float],
    ends: tuple[float, float],
    ticks: tuple[float, ...],
) -> None:
    scale = scale_for(found, bounds)
    assert (scale.low, scale.high) == pytest.approx(ends)
    assert scale.ticks == pytest.approx(ticks)


def test_small_things() -> None:
    assert [number(value) for value in (0.0, -0.001, 1.5, 2.0, -3.25)] == ["0", "0", "1.5", "2", "-3.25"]
    assert tinted("#0b3d5c", 0) == "#ffffff"
    assert tinted("#0b3d5c", 1) == "#0b3d5c"
    assert words_width("WWW") > words_width("iii") > 0

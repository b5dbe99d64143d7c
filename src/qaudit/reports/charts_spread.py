"""Values with their intervals, a row of a table each: a dot with whiskers, a bar with whiskers, and their axis.

What the interval is not known of is drawn without one. The n, the value and the name stand in the table, as text.
"""

from dataclasses import dataclass

from qaudit.reports.charts import LINE, TRACK, Svg
from qaudit.reports.charts_drawing import TEXT_SIZE, Anchor, Canvas, Pen, diamond, tinted, words_width
from qaudit.reports.charts_scale import Scale
from qaudit.reports.theme import INK, Theme

WIDTH, HEIGHT, AXIS_HEIGHT = 230.0, 14.0, 16.0
_TINT = 0.35
_RIM = 3.0
"""Room at both ends, so that no mark is cut off."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A value and the ends of its interval, all on the same scale; None where there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None


def dot_and_whisker(
    spread: Spread,
    scale: Scale,
    title: str,
    words: str,
    theme: Theme,
    reference: float | None = None,
    likelier: float | None = None,
) -> Svg:
    """A dot where the value lies, a line as long as its interval, a hollow diamond where it more likely lies, and a
    dashed line at the reference.
    """
    canvas = Canvas(WIDTH, HEIGHT)
    middle = HEIGHT / 2
    canvas.line([(_RIM, middle), (WIDTH - _RIM, middle)], Pen(TRACK))
    if reference is not None:
        canvas.line([(_x(reference, scale), 0), (_x(reference, scale), HEIGHT)], Pen(LINE, 1, "2 2"))
    _whisker(canvas, spread, scale, theme.bar)
    if spread.value is not None:
        canvas.dot((_x(spread.value, scale), middle), 3.4, theme.bar, Pen("#ffffff", 1))
    if likelier is not None:
        canvas.polygon(diamond((_x(likelier, scale), middle), 3.2), "#ffffff", Pen(INK, 1))
    return canvas.bare("spread", title, words)


def bar_and_whisker(spread: Spread, scale: Scale, title: str, words: str, theme: Theme) -> Svg:
    """A pale bar from the scale's beginning to the value, where a post stands, and its interval as a line."""
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.box(_RIM, 3, WIDTH - 2 * _RIM, 8, TRACK)
    if spread.value is None:
        canvas.box(_RIM, 3, WIDTH - 2 * _RIM, 8, "#ffffff", Pen(LINE, 1, "3 3"))
        return canvas.bare("spread", title, words)
    end = _x(spread.value, scale)
    canvas.box(_RIM, 3, end - _RIM, 8, tinted(theme.bar, _TINT))
    canvas.box(min(max(end - 1.25, _RIM - 1), WIDTH - _RIM), 1.5, 2.5, 11, theme.bar)
    _whisker(canvas, spread, scale, INK)
    return canvas.bare("spread", title, words)


def axis(scale: Scale, shown: tuple[str, ...], title: str, *, is_above: bool = False) -> Svg:
    """The ticks of a scale, with their numbers as `shown`; those that would touch the one before are left out.

    `is_above`: it stands over what it measures, its ticks pointing down.
    """
    canvas = Canvas(WIDTH, AXIS_HEIGHT)
    line, end, top = (AXIS_HEIGHT - 0.5, AXIS_HEIGHT - 3.5, 1.0) if is_above else (0.5, 3.5, 4.0)
    canvas.line([(_RIM, line), (WIDTH - _RIM, line)], Pen(LINE, 0.7))
    taken = -WIDTH
    for tick, words in zip(scale.ticks, shown, strict=True):
        at, half = _x(tick, scale), words_width(words) / 2
        canvas.line([(at, line), (at, end)], Pen(LINE, 0.7))
        if at - half > taken + TEXT_SIZE / 2:
            canvas.label(words, (at, top), Anchor.MIDDLE)
            taken = at + half
    return canvas.picture("axis", title)


def _whisker(canvas: Canvas, spread: Spread, scale: Scale, colour: str) -> None:
    """The interval, with a cap at each end."""
    if spread.low is None or spread.high is None:
        return
    low, high, middle = _x(spread.low, scale), _x(spread.high, scale), HEIGHT / 2
    pen = Pen(colour, 1.3)
    canvas.line([(low, middle), (high, middle)], pen)
    for end in (low, high):
        canvas.line([(end, middle - 3), (end, middle + 3)], pen)


def _x(value: float, scale: Scale) -> float:
    return _RIM + scale.share(value) * (WIDTH - 2 * _RIM)

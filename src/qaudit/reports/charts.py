"""Small pictures of numbers as SVG text, mirrored where the language is written from the right.

Shares and positions are clamped, text is escaped. Every picture has a `<title>`, and a `<desc>` where that is not
all, that say in words what it shows; one that stands beside those words only decorates, and is hidden from who
listens. Nothing is said by colour alone: limits and gates are lines that stand out of
the bar, what lies beyond a limit is drawn with an outline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise

from qaudit.reports.theme import INK, Theme
from qaudit.speech import is_right_to_left
from qaudit.wording.regional import written_number

TRACK = "#e6eaed"
LINE = "#8a949c"
SCALE_WIDTH, SCALE_HEIGHT = 480, 34
BAR_WIDTH, BAR_HEIGHT = 160, 12
FONT = "Open Sans, Segoe UI, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Svg:
    """A finished picture. `__html__` lets a template print it as it stands: all text in it is escaped here."""

    markup: str

    def __html__(self) -> str:
        return self.markup


NO_PICTURE = Svg("")


def share_bar(share: Fraction, title: str, words: str, theme: Theme, gate: Fraction | None = None) -> Svg:
    """A bar for a share of 1, with a line where the gate (a share of 1) stands."""
    filled = _clamped(share) * BAR_WIDTH
    shapes = [
        _box(0, 2, BAR_WIDTH, 8, TRACK),
        _box(0, 2, filled, 8, theme.bar),
    ]
    if gate is not None:
        shapes.append(_post(_inside(_clamped(gate) * BAR_WIDTH, BAR_WIDTH), 0, BAR_HEIGHT))
    return _svg("bar", BAR_WIDTH, BAR_HEIGHT, title, shapes, words)


def empty_bar(title: str, words: str) -> Svg:
    """The place of a bar where nothing could be scored: a dashed outline."""
    dashes = (
        f'<rect x="0.5" y="2.5" width="{BAR_WIDTH - 1}" height="7" fill="none" stroke="{LINE}"'
        ' stroke-dasharray="3 3"/>'
    )
    return _svg("bar", BAR_WIDTH, BAR_HEIGHT, title, [dashes], words)


def limit_bar(value: Fraction, least: Fraction | None, most: Fraction | None, theme: Theme) -> Svg:
    """A measured value against its limit or limits, on a scale of its own that begins at 0.

    It stands beside both in words, so it decorates. The part beyond the upper limit is outlined and not filled, so
    that it can be told apart without colour.
    """
    ends = [edge for edge in (least, most) if edge is not None]
    whole = max([value * Fraction(21, 20), *(edge * Fraction(7, 5) for edge in ends), Fraction(1, 1000)])
    place = {edge: float(edge / whole) * BAR_WIDTH for edge in (*ends, value)}
    within = value if most is None else min(value, most)
    shapes = [_box(0, 2, BAR_WIDTH, 8, TRACK), _box(0, 2, float(within / whole) * BAR_WIDTH, 8, theme.bar)]
    if most is not None and value > most:
        shapes.append(_outline(place[most], 2, place[value] - place[most], 8, theme.bar))
    shapes.extend(_post(_inside(place[edge], BAR_WIDTH), 0, BAR_HEIGHT) for edge in ends)
    return _svg("bar", BAR_WIDTH, BAR_HEIGHT, "", shapes)


def window_bar(second: int, opens: int, closes: int, theme: Theme) -> Svg:
    """A time of day on a bar of 24 hours, with the window it should lie in; seconds since midnight. It decorates."""
    day = 86_400
    spans = [(opens, closes)] if opens <= closes else [(0, closes), (opens, day)]
    shapes = [_box(0, 2, BAR_WIDTH, 8, TRACK)]
    shapes.extend(_box(a / day * BAR_WIDTH, 2, (b - a) / day * BAR_WIDTH, 8, theme.bar) for a, b in spans)
    at = second / day * BAR_WIDTH
    shapes.append(f'<circle cx="{_n(at)}" cy="6" r="4.5" fill="#ffffff" stroke="{INK}" stroke-width="2"/>')
    return _svg("bar", BAR_WIDTH, BAR_HEIGHT, "", shapes)


def score_scale(
    final: Fraction,
    raw: Fraction,
    bands: tuple[Fraction, ...],
    pass_mark: Fraction | None,
    title: str,
    words: str,
    theme: Theme,
) -> Svg:
    """The final score from 0 to 100 percent, the bounds of the bands below it, and the pass mark as a line.

    All are percentages. Where a rule lowered the score, what was lost is drawn as an outline up to the raw
    score.
    """
    top, height = 6, 12
    at, raw_at = _x(final), _x(raw)
    shapes = [_box(0, top, SCALE_WIDTH, height, TRACK), _box(0, top, at, height, theme.bar)]
    if raw_at > at:
        shapes.append(_outline(at, top, raw_at - at, height, theme.bar))
    edges = sorted({_x(bound) for bound in bands} | {0.0, float(SCALE_WIDTH)})
    for left, right in pairwise(edges):
        shapes.append(_line(left + 0.75, right - 0.75, top + height + 3.5))
    labels = _bound_labels(bands, top + height + 15)
    if pass_mark is not None:
        shapes.append(_post(_inside(_x(pass_mark), SCALE_WIDTH), 0, top + height + 4))
    return _svg("scale", SCALE_WIDTH, SCALE_HEIGHT, title, shapes, words, labels)


def _bound_labels(bands: tuple[Fraction, ...], baseline: float) -> list[str]:
    """The bounds as numbers, left out where they would touch the one before."""
    labels, taken = [], -100.0
    for bound in sorted({Fraction(0), *bands, Fraction(100)}):
        at = _x(bound)
        if at - taken < 26 and bound != 100:
            continue
        shown_at = SCALE_WIDTH - at if is_right_to_left() else at
        anchor = "start" if shown_at < 8 else "end" if shown_at > SCALE_WIDTH - 8 else "middle"
        labels.append(
            f'<text x="{_n(shown_at)}" y="{_n(baseline)}" font-size="8" font-family="{FONT}" fill="#55606a"'
            f' text-anchor="{anchor}">{escape(_number(bound))}</text>'
        )
        taken = at
    return labels


def _number(value: Fraction) -> str:
    return written_number(f"{float(value):g}")


def _x(percentage: Fraction) -> float:
    return _clamped(percentage / 100) * SCALE_WIDTH


def _clamped(share: Fraction) -> float:
    return float(min(max(share, Fraction(0)), Fraction(1)))


def _inside(x: float, width: int) -> float:
    """A line's place moved inside the picture, so that no half of it is cut off."""
    return min(max(x, 2), width - 2)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    size = f'width="{_n(max(width, 0))}" height="{_n(height)}"'
    return f'<rect x="{_n(x)}" y="{_n(y)}" {size} fill="{colour}"/>'


def _outline(x: float, y: float, width: float, height: float, colour: str) -> str:
    return (
        f'<rect x="{_n(x + 0.5)}" y="{_n(y + 0.5)}" width="{_n(max(width - 1, 0.5))}"'
        f' height="{_n(height - 1)}" fill="#ffffff" stroke="{colour}"/>'
    )


def _post(x: float, top: float, bottom: float) -> str:
    """An upright line, with a white rim so that it stands out of a dark bar."""
    place = f'x="{_n(x - 1.5)}" y="{_n(top)}" width="3" height="{_n(bottom - top)}"'
    return f'<rect {place} fill="{INK}" stroke="#ffffff"/>'


def _line(left: float, right: float, y: float) -> str:
    return f'<path d="M{_n(left)} {_n(y)}H{_n(right)}" stroke="{LINE}" stroke-width="1.5"/>'


def _svg(
    name: str,
    width: int,
    height: int,
    title: str,
    shapes: list[str],
    words: str = "",
    labels: Sequence[str] = (),
) -> Svg:
    """In a language written from the right the shapes are mirrored, as such readers expect; labels are not.

    A picture without a title decorates.
    """
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    told = f"<title>{escape(title)}</title>" if title else ""
    told += f"<desc>{escape(words)}</desc>" if words else ""
    drawn, turned = "".join(shapes), ""
    if is_right_to_left():
        drawn = f'<g transform="translate({width} 0) scale(-1 1)">{drawn}</g>'
        turned = ' direction="ltr"'
    role = 'role="img"' if title else 'aria-hidden="true"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" {size}{turned} {role}>'
    return Svg(f"{head}{told}{drawn}{''.join(labels)}</svg>")

"""What pictures with words are drawn on: shapes as SVG, and words beside them as HTML in the places they name.

WeasyPrint sets the text of an SVG letter by letter, from left to right: Hebrew would come out backwards. So the
words of a picture are ordinary text that stands over it: they wrap, they are found and copied in their order, and
the direction of each is its own. Places are given as they are read in a left-to-right language; where the language
is written from the right, the canvas mirrors them. One unit is about a point on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from qaudit.core.text import printable
from qaudit.reports.charts import LINE, Svg
from qaudit.speech import is_right_to_left
from qaudit.wording.phrases import Phrase, base_direction, direction_of

Point = tuple[float, float]
TEXT_SIZE = 7.5
"""Height of a picture's words in units; on paper they are set in as many points."""


class Anchor(StrEnum):
    """Which side of a label its place is, as it is read."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn; `dash` as SVG writes it."""

    colour: str = LINE
    width: float = 1.0
    dash: str = ""

    def written(self) -> str:
        dashes = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return f' stroke="{self.colour}" stroke-width="{number(self.width)}"{dashes}'


class Canvas:
    """One picture as it comes into being. `is_mirrored`: reading direction matters, and the language decides it."""

    def __init__(self, width: float, height: float, *, is_mirrored: bool = True) -> None:
        self.width = width
        self.height = height
        self._turns = is_mirrored and is_right_to_left()
        self._shapes: list[str] = []
        self._labels: list[str] = []

    def line(self, ends: Sequence[Point], pen: Pen) -> None:
        """A line through all these points."""
        places = " ".join(f"{number(self._x(x))} {number(y)}" for x, y in ends)
        self._shapes.append(f'<path d="M{places}" fill="none"{pen.written()}/>')

    def band(self, edge: Sequence[Point], back: Sequence[Point], colour: str) -> None:
        """The area between two lines, filled."""
        places = " ".join(f"{number(self._x(x))} {number(y)}" for x, y in (*edge, *reversed(back)))
        self._shapes.append(f'<path d="M{places}Z" fill="{colour}"/>')

    def box(self, x: float, y: float, width: float, height: float, fill: str, pen: Pen | None = None) -> None:
        """A rectangle; `x` is where its reading begins."""
        left = self.width - x - width if self._turns else x
        size = f'width="{number(max(width, 0))}" height="{number(max(height, 0))}"'
        stroke = pen.written() if pen else ""
        self._shapes.append(f'<rect x="{number(left)}" y="{number(y)}" {size} fill="{fill}"{stroke}/>')

    def dot(self, at: Point, radius: float, fill: str, pen: Pen | None = None) -> None:
        """A circle."""
        place = f'cx="{number(self._x(at[0]))}" cy="{number(at[1])}" r="{number(radius)}"'
        self._shapes.append(f'<circle {place} fill="{fill}"{pen.written() if pen else ""}/>')

    def polygon(self, corners: Sequence[Point], fill: str, pen: Pen | None = None) -> None:
        """A closed shape."""
        places = " ".join(f"{number(self._x(x))} {number(y)}" for x, y in corners)
        self._shapes.append(f'<path d="M{places}Z" fill="{fill}"{pen.written() if pen else ""}/>')

    def label(
        self,
        words: str | Phrase,
        at: Point,
        anchor: Anchor = Anchor.MIDDLE,
        *,
        room: float | None = None,
        name: str = "",
        is_ours: bool = False,
    ) -> None:
        """Words at a place, `at[1]` the top of their first line. They wrap at `room` units, and never without it.

        `name` is a class of theirs. `is_ours`: a sentence in the language spoken now, which has its direction; else
        the direction is that of the words' first letter. A phrase keeps its parts apart.
        """
        shown = printable(str(words), one_line=True).strip()
        wide = room or min(label_width(shown), self.width)
        start = {Anchor.START: at[0], Anchor.MIDDLE: at[0] - wide / 2, Anchor.END: at[0] - wide}[anchor]
        start = min(max(start, 0.0), max(self.width - wide, 0.0))
        left = self.width - start - wide if self._turns else start
        aligned = _SIDES[self._turns][anchor]
        classes = " ".join(part for part in ("word", aligned, "wraps" if room else "", name) if part)
        direction = base_direction() if is_ours else direction_of(shown)
        parts = (("left", left, self.width), ("top", at[1], self.height), ("width", wide, self.width))
        place = ";".join(f"{side}:{number(length / whole * 100)}%" for side, length, whole in parts)
        said = words.__html__() if isinstance(words, Phrase) else escape(shown)
        self._labels.append(f'<p class="{classes}" dir="{direction}" style="{place}">{said}</p>')

    def picture(self, name: str, title: str, words: str = "") -> Svg:
        """The finished picture. `title` names it, `words` say in full what it shows."""
        svg = self.bare(name, title, words)
        if not self._labels:
            return svg
        return Svg(f'<div class="plot {name}-plot">{svg.markup}{"".join(self._labels)}</div>')

    def bare(self, name: str, title: str = "", words: str = "") -> Svg:
        """The shapes alone. Without a title they decorate, and are hidden from who listens."""
        size = f'viewBox="0 0 {number(self.width)} {number(self.height)}"'
        fixed = f'width="{number(self.width)}" height="{number(self.height)}"'
        told = f"<title>{_told(title)}</title>" if title else ""
        told += f"<desc>{_told(words)}</desc>" if words else ""
        role = 'role="img"' if title else 'aria-hidden="true"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" {size} {fixed} {role}>'
        return Svg(f"{head}{told}{''.join(self._shapes)}</svg>")

    def _x(self, x: float) -> float:
        return self.width - x if self._turns else x


def triangle(at: Point, size: float, *, points_up: bool) -> tuple[Point, ...]:
    """The corners of a triangle around a place."""
    x, y = at
    tip, foot = (y - size, y + size * 0.8) if points_up else (y + size, y - size * 0.8)
    return ((x, tip), (x + size, foot), (x - size, foot))


def diamond(at: Point, size: float) -> tuple[Point, ...]:
    """The corners of a square that stands on one of them."""
    x, y = at
    return ((x, y - size), (x + size, y), (x, y + size), (x - size, y))


def tinted(colour: str, part: float) -> str:
    """A colour mixed with white: `part` of it (0 to 1) is the colour."""
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - channel) * part):02x}" for channel in channels)


def words_width(words: str, size: float = TEXT_SIZE) -> float:
    """About how wide words are in units: enough to keep labels apart."""
    return sum(_width_of(character) for character in words) * size


def label_width(words: str) -> float:
    """The room that a label of one line takes at most: fonts differ."""
    return words_width(words) * 1.3 + 6


def apart(wanted: Iterable[float], widths: Iterable[float], low: float, high: float) -> list[float]:
    """The middles of labels that want to stand at these places, in order, moved until none touches the next.

    They keep between `low` and `high` where there is room for all.
    """
    places: list[float] = []
    wide = list(widths)
    end = low
    for place, width in zip(wanted, wide, strict=True):
        places.append(max(place, end + width / 2))
        end = places[-1] + width / 2
    end = high
    for index in range(len(places) - 1, -1, -1):
        places[index] = max(min(places[index], end - wide[index] / 2), low + wide[index] / 2)
        end = places[index] - wide[index] / 2
    return places


def number(value: float) -> str:
    """A coordinate, short."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _told(words: str) -> str:
    return escape(printable(words, one_line=True))


def _width_of(character: str) -> float:
    if character in " .,:;|!'il()[]":
        return 0.28
    if character in "mwMW@%—":
        return 0.86
    if character.isdigit():
        return 0.57
    return 0.66 if character.isupper() else 1.0 if ord(character) > 0x2E80 else 0.55


_SIDES = {
    False: {Anchor.START: "at-left", Anchor.MIDDLE: "at-middle", Anchor.END: "at-right"},
    True: {Anchor.START: "at-right", Anchor.MIDDLE: "at-middle", Anchor.END: "at-left"},
}

"""Text made into the lines that are drawn: wrapped, hung under its label, put side by side, safe whatever it holds.

Everything that is drawn passes here once. Text comes in the order of reading, is wrapped and cut in it, and leaves
as lines in the order of drawing: a line must not come back. Where the program speaks a language written from the
right, rows begin at the right.
"""

from collections.abc import Iterable, Sequence

from textual.content import Content, Span

from qaudit.core.text import printable
from qaudit.tui.display_order import (
    Direction,
    direction_of,
    direction_of_ours,
    direction_of_piece,
    drawn,
    is_mirrored,
    turns,
    visual_order,
)

_POINTERS = {"▸": "◂", ">": "<"}
LEAST_BESIDE = 12
"""Cells that a body needs beside its label."""
BETWEEN, LEAST_COLUMN = 3, 24
"""Cells between two columns, and the least of each."""
LEAST_LEFT = 4
"""Cells that are left to a row before its end; with less only the end is shown."""


def safe(words: str) -> Content:
    """Anybody's words as text: no markup, nothing that steers the terminal, line breaks kept."""
    return Content(printable(words))


def one_line(words: str) -> str:
    """Anybody's words as one line of plain text."""
    return printable(words, one_line=True)


def wrapped(content: Content, width: int, *, is_ours: bool = False) -> list[Content]:
    """The lines of `content` at `width` cells, at least one; paragraphs written from the right end at the right.

    `is_ours` says that it is a sentence of the program, not words of a pack or of a person.
    """
    width = max(1, width)
    return [
        at_right(line, width) if direction is Direction.RTL else line
        for line, direction in _folded(content, width, is_ours)
    ]


def _folded(content: Content, width: int, is_ours: bool) -> list[tuple[Content, Direction]]:
    if not turns(content.plain):
        return [(line, Direction.LTR) for line in _lines(content, width)]
    found: list[tuple[Content, Direction]] = []
    for paragraph in content.split("\n", allow_blank=True):
        direction = (direction_of_ours if is_ours else direction_of)(paragraph.plain)
        found += [(in_order(line, direction), direction) for line in _lines(paragraph, width)]
    return found


def _lines(content: Content, width: int) -> list[Content]:
    return [line.rstrip() for line in content.wrap(width)] or [Content("")]


def aligned(content: Content, width: int) -> list[Content]:
    """A title or a sentence of ours as lines; a single line stands where reading begins."""
    lines = _folded(content, max(1, width), is_ours=True)
    return [at_start(lines[0][0], width)] if len(lines) == 1 else wrapped(content, width, is_ours=True)


def hanging(
    label: Content,
    body: Content,
    width: int,
    indent: int,
    *,
    is_ours: bool = False,
    from_right: bool | None = None,
) -> list[Content]:
    """`body` beside `label`, its further lines under its first. Where too little is left it goes below.

    `from_right` puts the label at the right; by default it stands where the program's language begins to read.
    """
    room, mirrored = width - indent, is_mirrored() if from_right is None else from_right
    if room < LEAST_BESIDE:
        return [*wrapped(label, width), *wrapped(body, width, is_ours=is_ours)]
    lines = wrapped(body, room, is_ours=is_ours)
    if len(lines) == 1:
        [(line, _direction)] = _folded(body, room, is_ours)
        lines = [at_right(line, room) if mirrored else line]
    head, blank = in_order(label.truncate(indent)), Content(" " * indent)
    if mirrored:
        labels = [at_right(head, indent), *[blank] * (len(lines) - 1)]
        return [Content.assemble(_filled(line, room), one) for line, one in zip(lines, labels, strict=True)]
    labels = [_filled(head, indent), *[blank] * (len(lines) - 1)]
    return [Content.assemble(one, line) for line, one in zip(lines, labels, strict=True)]


def row(pieces: Iterable[Content], width: int, end: Sequence[Content] = ()) -> Content:
    """One line: pieces from where reading begins, cut where they must be, and `end` whole at the other side."""
    at_end = [in_order(piece) for piece in end if piece]
    taken = sum(piece.cell_length for piece in at_end)
    room = width - taken - 1 if at_end else width
    if at_end and room < LEAST_LEFT:
        return row(end, width)
    shown: list[Content] = []
    for piece in pieces:
        if piece.cell_length > room:
            piece = piece.truncate(max(0, room), ellipsis=room > 0)  # noqa: PLW2901 - it is what is left of it
        shown.append(in_order(piece))
        room -= piece.cell_length
    gap = Content(" " * (room + (1 if at_end else 0)))
    if is_mirrored():
        return Content.assemble(*reversed(at_end), gap, *reversed(shown))
    return Content.assemble(*shown, gap, *at_end) if at_end else Content.assemble(*shown)


def abreast(first: Content, second: Content, width: int) -> list[Content]:
    """Two texts in columns of their own; under each other where there is no room for two."""
    half = (width - BETWEEN) // 2
    if half < LEAST_COLUMN:
        return [
            line
            for sign, text in (("−", first), ("+", second))
            for line in hanging(Content.styled(sign, "$accent"), text, width, 4)
        ]
    columns = [wrapped(text, half) for text in (first, second)]
    rows = range(max(len(column) for column in columns))
    parts = [
        [_filled(column[place] if place < len(column) else Content(""), half) for place in rows]
        for column in columns
    ]
    if is_mirrored():
        parts.reverse()
    gap = Content(" " * BETWEEN)
    return [Content.assemble(left, gap, right).rstrip() for left, right in zip(*parts, strict=True)]


def two_ends(left: Content, right: Content, width: int) -> Content:
    """One line with `left` at its start, cut where it must be, and `right` whole at its end."""
    return row((left,), width, (right,))


def in_order(line: Content, direction: Direction | None = None) -> Content:
    """One line with its characters, and their styles, in the order in which they are drawn."""
    words = line.plain
    if not turns(words) and direction is not Direction.RTL:
        return line
    if direction is None:
        direction = direction_of_piece(words)
    if all(span.start <= 0 and span.end >= len(words) for span in line.spans):
        shown = drawn(words, direction)
        return Content(shown, [Span(0, len(shown), span.style) for span in line.spans])
    order = visual_order(words, direction)
    return Content(
        "".join(one for _place, one in order), list(_moved(line.spans, [at for at, _one in order]))
    )


def _moved(spans: Iterable[Span], places: Sequence[int]) -> Iterable[Span]:
    """Spans over the drawn characters, `places` telling where each of them stood."""
    for start, end, style in spans:
        begun: int | None = None
        for at, place in enumerate([*places, -1]):
            is_inside = start <= place < end
            if is_inside and begun is None:
                begun = at
            elif not is_inside and begun is not None:
                yield Span(begun, at, style)
                begun = None


def centred(content: Content, width: int) -> list[Content]:
    """A sentence of ours as lines in the middle of a width."""
    lines = [line for line, _direction in _folded(content, max(1, width), is_ours=True)]
    return [line.pad_left(max(0, (width - line.cell_length) // 2)) for line in lines]


def pointer(sign: str) -> Content:
    """A sign that points where the reading goes on."""
    return Content(_POINTERS[sign] if is_mirrored() else sign)


def at_start(line: Content, width: int) -> Content:
    """A drawn line where the program's language begins to read."""
    return at_right(line, width) if is_mirrored() else line


def at_right(line: Content, width: int) -> Content:
    """A drawn line at the right end of `width` cells."""
    return line.pad_left(max(0, width - line.cell_length))


def _filled(line: Content, width: int) -> Content:
    return line.pad_right(max(0, width - line.cell_length))


def joined(lines: Iterable[Content]) -> Content:
    """Lines under each other."""
    return Content("\n").join(lines)

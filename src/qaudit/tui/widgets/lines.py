"""Pre-wrapped lines: text that hangs under its label, at a given width, safe to show whatever it holds."""

from collections.abc import Iterable

from textual.content import Content

from qaudit.core.text import printable


def safe(words: str) -> Content:
    """Anybody's words as text: no markup, nothing that steers the terminal, line breaks kept."""
    return Content(printable(words))


def one_line(words: str) -> str:
    """Anybody's words as one line of plain text."""
    return printable(words, one_line=True)


def wrapped(content: Content, width: int) -> list[Content]:
    """The lines of `content` at `width` cells; at least one."""
    return [line.rstrip() for line in content.wrap(max(1, width))] or [Content("")]


def hanging(label: Content, body: Content, width: int, indent: int) -> list[Content]:
    """`body` beside `label`, its further lines under its first. Where too little is left it goes below."""
    room = width - indent
    if room < 12:
        return [*wrapped(label, width), *wrapped(body, width)]
    first, *rest = wrapped(body, room)
    head = label.truncate(indent, pad=True)
    return [Content.assemble(head, first), *(Content.assemble(" " * indent, line) for line in rest)]


def two_ends(left: Content, right: Content, width: int) -> Content:
    """One line with `left` at its start, cut where it must be, and `right` whole at its end."""
    room = width - right.cell_length - 1
    if room < 4:
        return right.truncate(width, ellipsis=True)
    shown = left.truncate(room, ellipsis=True)
    gap = width - shown.cell_length - right.cell_length
    return Content.assemble(shown, " " * gap, right)


def joined(lines: Iterable[Content]) -> Content:
    """Lines under each other."""
    return Content("\n").join(lines)

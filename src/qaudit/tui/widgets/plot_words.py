"""What is told below a drawing: as much as there is room for."""

from collections.abc import Sequence

from textual.content import Content

from qaudit.speech import ngettext
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.lines import at_right, wrapped


def a_few(told: Sequence[Content], width: int, rows: int) -> list[Content]:
    """The lines of what is told, no more than so many: whole texts and how many more there are, or the last one cut."""
    texts = [wrapped(one, width, is_ours=True) for one in told]
    if sum(map(len, texts)) <= rows:
        return [line for lines in texts for line in lines]
    found: list[Content] = []
    for place, lines in enumerate(texts):
        left, rest = rows - len(found), len(texts) - place
        if rest == 1 or (place == 0 and len(lines) >= left):
            last = lines[left - 1] if len(lines) == left else _cut(lines[left - 1], width)
            return [*found, *lines[: left - 1], last]
        if len(lines) >= left:
            more = Content.styled(ngettext("and {n} more", "and {n} more", rest), "$muted")
            return [*found, *wrapped(more, width, is_ours=True)[:1]]
        found += lines
    return found


def _cut(line: Content, width: int) -> Content:
    """A drawn line that goes on."""
    if is_mirrored():
        return at_right(Content.assemble("… ", Content(line.plain.strip())), width)
    return Content.assemble(line.truncate(max(0, width - 2)), " …")

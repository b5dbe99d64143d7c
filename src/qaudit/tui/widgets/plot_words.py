"""What is told below a drawing: as much as there is room for."""

from collections.abc import Sequence

from textual.content import Content

from qaudit.speech import ngettext
from qaudit.tui.widgets.lines import wrapped


def a_few(told: Sequence[Content], width: int, rows: int) -> list[Content]:
    """The lines of what is told, no more than so many rows: whole texts, then how many more there are."""
    texts = [wrapped(one, width, is_ours=True) for one in told]
    if sum(map(len, texts)) <= rows:
        return [line for lines in texts for line in lines]
    found: list[Content] = []
    for place, lines in enumerate(texts):
        if len(found) + len(lines) > rows - 1:
            rest = len(texts) - place
            more = Content.styled(ngettext("and {n} more", "and {n} more", rest), "$muted")
            return [*found, *wrapped(more, width, is_ours=True)[:1]]
        found += lines
    return found

"""The standards of the section that the walk stands in, in lines under the standard where the window is tall."""

from collections.abc import Iterator

from textual.content import Content
from textual.style import Style

from qaudit.core.walk import Walk
from qaudit.tui.widgets.lines import one_line, two_ends
from qaudit.wording.short import reading_words

MOST_OF_A_READING = 28


def overview_lines(walk: Walk, code: str, language: str | None, width: int) -> Iterator[Content]:
    """A line for each standard of the section that is asked; a click on it carries its code."""
    for standard in walk.index.section[code].standards:
        if walk.judged[standard.code].is_asked:
            line = _row(walk, standard.code, standard.code == code, language, width)
            yield line.stylize(Style.from_meta({"code": standard.code}))


def _row(walk: Walk, code: str, is_here: bool, language: str | None, width: int) -> Content:
    standard, judgement = walk.index.standard[code], walk.judged[code]
    words = one_line(standard.text.in_language(language))
    left = Content.assemble("▸ " if is_here else "  ", (code, "bold" if is_here else ""), "  ", words)
    if judgement.reading is None:
        return two_ends(left.stylize("$accent" if is_here else "$muted"), Content("–"), width)
    seen = one_line(reading_words(standard.measure, judgement.reading, language))
    right = Content(seen).truncate(MOST_OF_A_READING, ellipsis=True)
    return two_ends(left.stylize("$accent") if is_here else left, right, width)

"""The standards of the section that the walk stands in, in lines under the standard where the window is tall."""

from collections.abc import Iterator

from textual.content import Content
from textual.style import Style

from qaudit.core.walk import Walk
from qaudit.tui.widgets.lines import one_line, pointer, row
from qaudit.wording.short import reading_words

MOST_OF_A_READING = 28


def overview_lines(walk: Walk, code: str, language: str | None, width: int) -> Iterator[Content]:
    """A line for each standard of the section that is asked; a click on it carries its code."""
    for standard in walk.index.section[code].standards:
        if walk.judged[standard.code].is_asked:
            line = _standard_row(walk, standard.code, standard.code == code, language, width)
            yield line.stylize(Style.from_meta({"code": standard.code}))


def _standard_row(walk: Walk, code: str, is_here: bool, language: str | None, width: int) -> Content:
    standard, judgement = walk.index.standard[code], walk.judged[code]
    words = one_line(standard.text.in_language(language))
    sign = pointer("▸") if is_here else Content(" ")
    pieces = (
        sign,
        Content(" "),
        Content.styled(code, "bold" if is_here else ""),
        Content("  "),
        Content(words),
    )
    if judgement.reading is None:
        style, right = "$accent" if is_here else "$muted", Content("–")
    else:
        seen = one_line(reading_words(standard.measure, judgement.reading, language))
        style, right = "$accent" if is_here else "", Content(seen).truncate(MOST_OF_A_READING, ellipsis=True)
    return row([piece.stylize_before(style) for piece in pieces], width, (right,))

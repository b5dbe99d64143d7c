"""P812: words that do not fit a small screen (40 columns by 20 lines), where the auditor has to read them."""

import textwrap
from collections.abc import Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.manuscript import Manuscript
from qaudit.packs.notices import Notice, Path
from qaudit.packs.rules.texts import texts_of

COLUMNS = 30
"""What a frame, a margin and the measure beside it leave of 40 columns."""
MOST_LINES = {
    "text": 5,
    "guidance": 13,
    "title": 3,
    "anchors": 4,
    "options": 4,
    "parts": 4,
    "events": 3,
    "facts": 5,
    "follow_up": 4,
}
"""By what the words are: lines that are seen without hiding what has to be answered."""


def judge_screens(script: Manuscript) -> Iterator[Notice]:
    """Texts that take more lines than there are, each in its longest language."""
    for path, text in texts_of(script.inspection):
        most = _most_lines(path)
        if not most:
            continue
        for spoken in script.said(path, text):
            if len(spoken.text) > COLUMNS * (most - 1) and (lines := lines_of(spoken.text)) > most:
                words = {"lines": str(lines), "columns": str(COLUMNS), "most": str(most)}
                yield Notice(catalogue.TOO_LONG_FOR_A_SCREEN, spoken.path, words)
                break


def _most_lines(path: Path) -> int:
    """How many lines a text may take; 0 where it is not shown on a screen with something to answer."""
    if path[0] == "follow_up":
        return MOST_LINES["follow_up"]
    keys = (str(key) for key in reversed(path) if not _is_inner(path, key))
    return next((MOST_LINES[key] for key in keys if key in MOST_LINES), 0)


def lines_of(text: str) -> int:
    """How many lines of a small screen a text takes."""
    return len(textwrap.wrap(text, COLUMNS))


def _is_inner(path: Path, key: str | int) -> bool:
    """The words of an option or a part stand under a key `text` of their own."""
    return key == "text" and any(owner in path for owner in ("options", "parts"))

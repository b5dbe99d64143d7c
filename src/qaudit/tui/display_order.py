"""The order in which a line is drawn: text is kept in the order of reading, a terminal draws from the left.

The levels of the characters, by the Unicode bidirectional algorithm, come from python-bidi, at home here alone; its
own way of turning a line round knows neither styles, nor mirror images, nor points that stay with their letters.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache, partial
from itertools import groupby

from bidi import get_display
from bidi.mirror import MIRRORED

from qaudit import speech


class Direction(Enum):
    """Where the reading of a line begins; the value is python-bidi's word for it."""

    LTR = "L"
    RTL = "R"


Drawn = tuple[int, str]
"""A character as it is drawn: its place in the words, and itself or its mirror image."""

_RTL_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL = re.compile(f"[\u200f{_RTL_LETTERS}]")
_MARKS = frozenset("\u200e\u200f\u061c")
"""The direction marks: they have done their work once a line is drawn."""
_SIGN = re.compile(r"(?<![^\s(])(?:[-+\u2212](?=\d)|-{1,2}(?=[A-Za-z])|(?:~|\.{1,2})?/(?=[\w.]))")
"""A sign before a number, an option or a path: it would go to the other side of it."""
_APART = re.compile(r" ([·→]) ")
"""What stands between things that are read one after the other, each in an order of its own."""
_TURNED = {"→": "←"}
_MIRRORED = {**MIRRORED, **_TURNED}
"""Characters that are drawn as another one where the reading goes to the left; an arrow points where it goes on."""
_BEFORE, _BEHIND = " –—→", " .,:;!?…–—→"
"""Signs that belong to the line and not to the foreign words that they stand beside."""
_LRM, _JOINER = "\u200e", "\u200d"
MOST_KEPT = 2048
"""Lines that are remembered as they are drawn: several windows full."""

_is_ours = True


def draw_in_order(is_ours: bool) -> None:
    """Whether the app itself puts right-to-left text in order; else it is sent as it is, and pages are not mirrored."""
    global _is_ours  # noqa: PLW0603 - one program draws in one terminal
    _is_ours = is_ours


def is_mirrored() -> bool:
    """Whether pages are laid out from the right."""
    return _is_ours and speech.is_right_to_left()


def turns(words: str) -> bool:
    """Whether anything in the words is put in another order to be drawn."""
    return not words.isascii() and _is_ours and _RTL.search(words) is not None


def direction_of(words: str) -> Direction:
    """The direction of words that somebody wrote: by the first letter, or by most of them."""
    if not turns(words):
        return Direction.LTR
    letters = [unicodedata.bidirectional(one) in ("R", "AL") for one in words if one.isalpha()]
    is_rtl = not letters or letters[0] or 2 * sum(letters) > len(letters)
    return Direction.RTL if is_rtl else Direction.LTR


def direction_of_piece(words: str) -> Direction:
    """The direction of a piece of a row: from the right in a program from the right, else that of its first letter."""
    if not turns(words):
        return Direction.LTR
    first = next((unicodedata.bidirectional(one) for one in words if one.isalpha()), "R")
    return Direction.RTL if speech.is_right_to_left() or first in ("R", "AL") else Direction.LTR


def direction_of_ours(words: str) -> Direction:
    """The direction of a sentence of the program, whatever stands in it."""
    return Direction.RTL if turns(words) and speech.is_right_to_left() else Direction.LTR


def drawn(words: str, direction: Direction) -> str:
    """One line of words as it is drawn."""
    return "".join(one for _place, one in visual_order(words, direction))


def undrawn(line: str) -> str:
    """A drawn line, or a part of one, in the order of reading again: for what is copied from the screen.

    What turned a line round turns it back: from the side that it seems to be read from, or else from the other.
    """
    if not turns(line):
        return line
    directions = sorted(Direction, key=lambda one: one is not direction_of_piece(line))
    read = {direction: drawn(line, direction) for direction in directions}
    return next((words for direction, words in read.items() if drawn(words, direction) == line), line)


@lru_cache(maxsize=MOST_KEPT)
def visual_order(words: str, direction: Direction) -> tuple[Drawn, ...]:
    """What is drawn, from the left. The direction marks are left out."""
    pieces: list[list[Drawn]] = []
    start = 0
    for piece in _APART.split(words):
        turned = _turned(piece, direction)
        pieces.append([(start, turned)] if turned else _piece_order(piece, start, direction))
        pieces.append([(start + len(piece), " ")])
        start += len(piece) + 1
    pieces.pop()
    if direction is Direction.RTL:
        pieces.reverse()
    return tuple(one for piece in pieces for one in piece)


def _turned(piece: str, direction: Direction) -> str | None:
    return _TURNED.get(piece) if direction is Direction.RTL else None


def _piece_order(piece: str, start: int, direction: Direction) -> list[Drawn]:
    if not _RTL.search(piece):
        return _foreign_order(piece, start, direction)
    signs = {match.start() for match in _SIGN.finditer(piece)}
    marked = [
        (place, one)
        for at, letter in enumerate(piece)
        for place, one in (((-1, _LRM), (at, letter)) if at in signs else ((at, letter),))
    ]
    found = levels("".join(one for _place, one in marked), direction)
    clusters = _clusters(marked)
    return [
        (start + place, _MIRRORED.get(one, one) if level % 2 else one)
        for level, cluster in _reordered([(found[first], marked[first:last]) for first, last in clusters])
        for place, one in cluster
        if one not in _MARKS
    ]


def _foreign_order(piece: str, start: int, direction: Direction) -> list[Drawn]:
    """Words without a right-to-left letter stay in their order; in a line from the right its signs go around them."""
    drawn_here = [(start + place, one) for place, one in enumerate(piece) if one not in _MARKS]
    if direction is Direction.LTR:
        return drawn_here
    core = piece.lstrip(_BEFORE).rstrip(_BEHIND)
    first = len(piece) - len(piece.lstrip(_BEFORE))
    before = [one for one in drawn_here if one[0] - start < first]
    after = [one for one in drawn_here if one[0] - start >= first + len(core)]
    middle = drawn_here[len(before) : len(drawn_here) - len(after)]
    turned = [[(place, _MIRRORED.get(one, one)) for place, one in reversed(part)] for part in (after, before)]
    return [*turned[0], *middle, *turned[1]]


def _clusters(marked: Sequence[Drawn]) -> list[tuple[int, int]]:
    """The starts and ends of characters with what goes with them: points of a letter, parts of an emoji."""
    starts = [
        at
        for at, (_place, one) in enumerate(marked)
        if at == 0 or not (_goes_with(one) or marked[at - 1][1] == _JOINER)
    ]
    return list(zip(starts, [*starts[1:], len(marked)], strict=True))


def _goes_with(one: str) -> bool:
    return one > "\u02ff" and (
        unicodedata.category(one) in ("Mn", "Me") or one == _JOINER or "\U0001f3fb" <= one <= "\U0001f3ff"
    )


def _reordered(clusters: list[tuple[int, Sequence[Drawn]]]) -> list[tuple[int, Sequence[Drawn]]]:
    """L2: from the highest level to the lowest odd one, every run at that level or above is reversed."""
    highest = max(level for level, _cluster in clusters)
    for least in range(highest, 0, -1):
        runs = [list(run) for _is_run, run in groupby(clusters, partial(_is_at_least, least))]
        clusters = [one for run in runs for one in (run[::-1] if run[0][0] >= least else run)]
    return clusters


def _is_at_least(least: int, cluster: tuple[int, Sequence[Drawn]]) -> bool:
    return cluster[0] >= least


def levels(words: str, direction: Direction) -> list[int]:
    """The level of each character of a line: an even one is read from the left, an odd one from the right."""
    told = str(get_display(words, base_dir=direction.value, debug=True))
    # Each byte of the words in UTF-8 has its level, which is one digit: nothing here is embedded in anything.
    by_byte = told[told.rindex("\n    levels: [") :].split("Level(\n            ")[1:]
    found: list[int] = []
    at = 0
    for one in words:
        found.append(int(by_byte[at][0]))
        at += 1 if one < "\x80" else 2 if one < "\u0800" else 3 if one < "\U00010000" else 4
    blank = len(words) - len(words.rstrip())
    return found[: len(words) - blank] + [int(direction is Direction.RTL)] * blank

"""A comparison as lines for people: a heading, a table that fits the terminal, and the notes below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qaudit.cli import output
from qaudit.core.text import printable
from qaudit.desk.comparison.groups import Group
from qaudit.speech import _, ngettext
from qaudit.wording.comparison_members import group_words
from qaudit.wording.comparison_sentences import KINDS_APART

ROOMY = 100
"""Columns from which on there is room for names beside codes."""


@dataclass(frozen=True, slots=True)
class Block:
    """One table with its heading and notes; empty notes are not said. Column `wide` is cut where it has to be."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[output.Row, ...]
    notes: tuple[str, ...] = ()
    wide: int | None = None
    is_cut: bool = True
    """Whether the table may end after so many lines as were asked for."""


def has_room() -> bool:
    """Whether names go beside codes."""
    width = output.terminal_width()
    return width is None or width >= ROOMY


def group_title(group: Group, counted: str) -> str:
    """`Tin Kettle · tin-kettle · unannounced visits · QUE · 640 visits`."""
    return group_words(group.brand, group.pack, group.kind, group.key, counted)


def say_blocks(blocks: Sequence[Block], groups: Iterable[Group], most: int) -> None:
    """Prints them, `most` lines of each table (0: all), and once what holds of all."""
    for number, block in enumerate(blocks):
        if number:
            output.say()
        _say(_cut(block, most) if block.is_cut else block)
    if len({group.kind for group in groups}) > 1:
        output.say()
        output.say(_(KINDS_APART))


def _cut(block: Block, most: int) -> Block:
    rest = len(block.rows) - most
    if most == 0 or rest <= 0:
        return block
    told = ngettext("and {n} more: --most 0 shows all", "and {n} more: --most 0 shows all", rest)
    return replace(block, rows=block.rows[:most], notes=(told, *block.notes))


def _say(block: Block) -> None:
    _say_wrapped(block.title)
    if block.rows:
        output.say_table(block.heads, block.rows, wide=block.wide)
    for note in block.notes:
        _say_wrapped(note)


def _say_wrapped(sentence: str) -> None:
    """A sentence in lines of the terminal's width; a pipe gets one line, and nothing is nothing."""
    width = output.terminal_width()
    if not sentence or width is None:
        lines = [sentence] if sentence else []
    else:
        import textwrap

        lines = textwrap.wrap(sentence, width, break_long_words=False, break_on_hyphens=False)
    for line in lines:
        output.say(line)


def cells(*found: Any) -> tuple[str | int, ...]:
    """A row: numbers as they are, words of others made harmless."""
    return tuple(
        one if isinstance(one, int) and not isinstance(one, bool) else printable(str(one), one_line=True)
        for one in found
    )

"""The one place that prints. stdout is data, stderr is narration; no colour and no escape is ever written.

Whatever comes from a pack, a visit or a user passes through `printable`: it cannot steer the terminal.
"""

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from qaudit.core.text import printable
from qaudit.errors import UsageError, system_reason
from qaudit.speech import _

Row = Sequence[str | int]


class ReaderGone(Exception):
    """Whoever read our output has closed it (`| head -1`): nothing is left to say, and nothing went wrong."""


def prepare_streams() -> None:
    """Lets text that a stream's encoding lacks be written as escapes, and read as U+FFFD, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


@contextmanager
def _written() -> Iterator[None]:
    """Raises `ReaderGone`, or `UsageError` where stdout leads to a file that cannot be written."""
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as fault:
        raise UsageError(
            _("{path} cannot be written: {reason}", path="stdout", reason=system_reason(fault))
        ) from None


def say(line: str = "") -> None:
    """One line of data; line breaks inside it stay. Raises `UsageError`, as all that prints data."""
    with _written():
        print(printable(line), flush=True)


def tell(line: str) -> None:
    """One line of narration. Where nobody can be told, the work goes on."""
    try:
        print(printable(line), file=sys.stderr, flush=True)
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError:
        _silence(sys.stderr)


def say_json(document: object) -> None:
    """One JSON document."""
    speaks_utf8 = (getattr(sys.stdout, "encoding", "") or "").casefold().replace("-", "") == "utf8"
    with _written():
        print(json.dumps(document, ensure_ascii=not speaks_utf8, indent=2), flush=True)


def say_text(text: str) -> None:
    """A whole text as it is, for what other programs read; it brings its own line breaks."""
    with _written():
        print(text, end="" if text.endswith("\n") else "\n", flush=True)


def say_table(heads: Sequence[str], rows: Iterable[Row], *, wide: int | None = None) -> None:
    """Columns aligned by cell width, numbers to the right.

    Column `wide` is cut where the table would be wider than the terminal; a pipe gets all of it.
    """
    for line in table_lines(heads, list(rows), wide=wide, width=terminal_width()):
        say(line)


def table_lines(
    heads: Sequence[str], rows: Sequence[Row], *, wide: int | None = None, width: int | None = None
) -> list[str]:
    """The lines of a table, none wider than `width` cells where cutting column `wide` can reach that."""
    cells = [[printable(str(cell), one_line=True) for cell in row] for row in (heads, *rows)]
    widths = [max(cell_width(row[column]) for row in cells) for column in range(len(heads))]
    if wide is not None and width is not None:
        over = sum(widths) + 2 * (len(widths) - 1) - width
        widths[wide] = max(min(widths[wide], 8), widths[wide] - max(0, over))
    to_right = [
        bool(rows) and all(isinstance(row[column], int) for row in rows) for column in range(len(heads))
    ]
    return [
        "  ".join(_fitted(cell, widths[place], to_right[place]) for place, cell in enumerate(row)).rstrip()
        for row in cells
    ]


def labelled(rows: Iterable[tuple[str, str]], width: int = 10) -> list[str]:
    """A line for each label with its words; the words begin in one column, at least `width` cells in."""
    found = list(rows)
    column = max([width, *(cell_width(label) + 2 for label, _words in found)])
    return [f"{label}{' ' * (column - cell_width(label))}{words}".rstrip() for label, words in found]


def cell_width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def is_person_reading() -> bool:
    """Whether narration goes to a terminal: only then is progress worth showing."""
    return sys.stderr.isatty()


def is_terminal() -> bool:
    """Whether a full-screen app can run here."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def progress_of(what: str) -> Callable[[int, int], None]:
    """A counter on stderr for long work: one line written over, on a terminal only."""
    if not is_person_reading():
        return lambda done, of: None

    def show(done: int, of: int) -> None:
        end = "\n" if done >= of else ""
        told = _("{what}: {done} of {all}", what=what, done=done, all=of)
        print(f"\r{told}", end=end, file=sys.stderr, flush=True)

    return show


def overwritten_line() -> Callable[[str, bool], None]:
    """One line on stderr that is written over, on a terminal only; with `True` it is the last that it says."""
    if not is_person_reading():
        return lambda told, is_last: None
    longest = 0

    def show(told: str, is_last: bool) -> None:
        nonlocal longest
        line = printable(told, one_line=True)
        longest = max(longest, cell_width(line))
        end = "\n" if is_last else ""
        print(f"\r{_fitted(line, longest, to_right=False)}", end=end, file=sys.stderr, flush=True)

    return show


def is_typing() -> bool:
    """Whether a person types what we read."""
    return sys.stdin.isatty()


def prompt(word: str) -> None:
    """Says what the next line is for; a pipe needs no prompt."""
    if is_typing():
        print(f"{printable(word, one_line=True)}> ", end="", flush=True)


def read_line() -> str | None:
    """The next line of stdin without its end; None at the end of input, and where Ctrl-C asks to stop."""
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        print(flush=True)
        return None
    return line.rstrip("\r\n") if line else None


def finish_streams() -> None:
    """Writes out what is left. A reader who is gone by now is no fault, and a full disk was told of."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _silence(stream)


def _silence(stream: object) -> None:
    import os

    try:
        descriptor = stream.fileno()  # type: ignore[attr-defined]
    except (OSError, ValueError, AttributeError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def terminal_width() -> int | None:
    """The columns of the terminal; None for a pipe, which gets all."""
    if not sys.stdout.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def _fitted(cell: str, width: int, to_right: bool) -> str:
    used = cell_width(cell)
    if used > width:
        from rich.cells import set_cell_size

        return set_cell_size(cell, width - 1) + "…"
    blanks = " " * (width - used)
    return blanks + cell if to_right else cell + blanks

"""A table of what customers said, taken in whole or not at all, in the memory of one row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from qaudit.core.problems import Problem
from qaudit.core.text import printable
from qaudit.errors import QauditError, UsageError, system_reason
from qaudit.interop.voice_table import Known, VoiceCells, read_voice_table
from qaudit.speech import _, ngettext

MOST_TOLD = 1000
"""Problems that are told one by one; the others are counted."""


class VoicesRefused(UsageError):
    """A table with problems; nothing of it was taken in. `number` counts them, `problems` are the first."""

    def __init__(self, source: str, problems: list[Problem], number: int) -> None:
        head = ngettext(
            "{source}: nothing was taken in, {n} problem:",
            "{source}: nothing was taken in, {n} problems:",
            number,
            source=source,
        )
        lines = [head, *(f"  {problem}" for problem in problems)]
        if more := number - len(problems):
            lines.append("  " + ngettext("and {n} more", "and {n} more", more))
        QauditError.__init__(self, "\n".join(lines))
        self.problems = tuple(problems)
        self.number = number


class VoiceTable:
    """A file of voices that is read twice: once for its problems, once for its rows."""

    def __init__(self, file: BinaryIO, source: str, known: Known) -> None:
        self._file = file
        self._source = source
        self._known = known

    def look_through(self, look: Callable[[VoiceCells], None]) -> None:
        """Shows every row to `look`. Raises `VoicesRefused` with all problems, once the whole table was read."""
        problems: list[Problem] = []
        number = 0
        for one in self._read():
            if isinstance(one, VoiceCells):
                look(one)
                continue
            number += 1
            if number <= MOST_TOLD:
                problems.append(one)
        if number:
            raise VoicesRefused(self._source, problems, number)

    def rows(self) -> Iterator[VoiceCells]:
        """Every row. Raises `VoicesRefused` at a problem: somebody changed the file in between."""
        for one in self._read():
            if isinstance(one, Problem):
                raise VoicesRefused(self._source, [one], 1)
            yield one

    def _read(self) -> Iterator[VoiceCells | Problem]:
        self._file.seek(0)
        return read_voice_table(self._file, self._source, self._known)


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, str]]:
    """A file that the user named, and its name for messages. Raises `UsageError`, also while it is read."""
    source = printable(str(path), one_line=True)
    try:
        with path.open("rb") as file:
            if not file.seekable():
                raise UsageError(_("{path} can be read only once", path=source), _("save it as a file first"))
            yield file, source
    except OSError as fault:
        raise UsageError(
            _("{path} cannot be read: {reason}", path=source, reason=system_reason(fault)),
            _("check the name"),
        ) from None

"""Files that a user names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from qaudit.errors import UsageError, system_reason
from qaudit.reports.files import whole_file
from qaudit.speech import _

MOST_BYTES = 20_000_001
"""One more than the largest file that any reader of ours takes: that much tells it that the file is too large."""


def in_a_name(words: str) -> str:
    """Words as a part of a file's name: letters, digits, - and _; a - for anything else."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in words)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that the user named, up to `MOST_BYTES`. Raises `UsageError`."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as fault:
        raise UsageError(
            _("{path} cannot be read: {reason}", path=path, reason=system_reason(fault)), _("check the name")
        ) from None


def write_new(path: Path, text: str) -> None:
    """Writes a file that is not there yet, whole or not at all. Raises `UsageError`; nothing is overwritten."""
    if path.exists():
        raise UsageError(_("{path} is there already", path=path), _("give another name, or move it away"))
    with replacing(path) as file:
        file.write(text.encode())


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write beside `path`, which takes its place when all is written; until then nothing is there.

    A pipe or a device is written into itself. Folders above it are made. Raises `UsageError`. Whatever goes wrong
    inside leaves what was there before.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            yield file
    except OSError as fault:
        raise UsageError(
            _("{path} cannot be written: {reason}", path=path, reason=system_reason(fault)),
            _("choose another folder"),
        ) from None

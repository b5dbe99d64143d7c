"""Files that a user names."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from qaudit.errors import UsageError, system_reason
from qaudit.reports.files import is_never_replaced
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

    A pipe or a device is written into itself. Raises `UsageError`. Whatever goes wrong inside leaves what was there
    before.
    """
    beside: Path | None = None
    try:
        if is_never_replaced(path):
            with path.open("wb") as file:
                yield file
            return
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o644)
        beside.replace(path)
    except OSError as fault:
        raise UsageError(
            _("{path} cannot be written: {reason}", path=path, reason=system_reason(fault)),
            _("choose another folder"),
        ) from None
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)

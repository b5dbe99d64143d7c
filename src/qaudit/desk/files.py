"""Files that a user names."""

import os
import tempfile
from pathlib import Path

from qaudit.errors import UsageError, system_reason
from qaudit.speech import _

MOST_BYTES = 20_000_001
"""One more than the largest file that any reader of ours takes: that much tells it that the file is too large."""


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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as fault:
        raise UsageError(
            _("{path} cannot be written: {reason}", path=path, reason=system_reason(fault)),
            _("choose another folder"),
        ) from None

"""Files that a user names."""

from pathlib import Path

from qaudit.errors import UsageError


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that the user named. Raises `UsageError`."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise UsageError(f"{path} cannot be read: {fault.strerror or fault}", "check the name") from None

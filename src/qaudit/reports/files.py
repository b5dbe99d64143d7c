"""Files written whole: beside their place, then renamed, so that nobody ever sees half a report."""

import errno
import os
import tempfile
from pathlib import Path

from qaudit.errors import PdfFailed

_REASONS = {
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "its folder is not a folder",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "there is no space left for you on the disk",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "the name is too long",
}


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file durably, or not at all: what was there before stays until the new one is whole.

    Raises `PdfFailed` with a plain sentence.
    """
    temporary: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise PdfFailed(f"{path} could not be written: {reason}", "name another place with -o") from error

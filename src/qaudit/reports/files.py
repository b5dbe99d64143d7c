"""Files written whole: beside their place, then renamed, so that nobody ever sees half a report."""

import errno
import os
from itertools import count
from pathlib import Path
from typing import BinaryIO

from qaudit.errors import PdfFailed

_REASONS = {
    errno.ENOENT: "the folder does not exist",
    errno.ENOTDIR: "its folder is not a folder",
    errno.EACCES: "the folder may not be written to",
    errno.EPERM: "the folder may not be written to",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EFBIG: "the file is larger than the disk allows",
    errno.EDQUOT: "there is no space left for you on the disk",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "the name is too long",
}


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file durably, or not at all: what was there before stays until the new one is whole.

    Raises `PdfFailed` with a plain sentence.
    """
    beside: Path | None = None
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        beside, file = _new_file(path.parent)
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise PdfFailed(f"{path} could not be written: {reason}", "name another place with -o") from error


def _new_file(folder: Path) -> tuple[Path, BinaryIO]:
    """A file of its own in the folder, with the rights that the user's mask leaves."""
    for attempt in count():
        path = folder / f".qaudit-{os.getpid()}-{attempt}.part"
        try:
            return path, path.open("xb")
        except FileExistsError:
            continue
    raise AssertionError("counting does not end")

"""Files written whole: beside their place, then renamed, so that nobody ever sees half a report."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

from qaudit.errors import PdfFailed
from qaudit.speech import N_, _

_REASONS = {
    errno.ENOENT: N_("the folder does not exist"),
    errno.ENOTDIR: N_("its folder is not a folder"),
    errno.EACCES: N_("the folder may not be written to"),
    errno.EPERM: N_("the folder may not be written to"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EFBIG: N_("the file is larger than the disk allows"),
    errno.EDQUOT: N_("there is no space left for you on the disk"),
    errno.EISDIR: N_("there is a folder of that name"),
    errno.ENAMETOOLONG: N_("the name is too long"),
}


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file durably, or not at all: what was there before stays until the new one is whole.

    Raises `PdfFailed` with a plain sentence.
    """
    with writing_whole(path) as file:
        file.write(data)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """As `whole_file`; raises `PdfFailed` where the disk is the reason."""
    try:
        with whole_file(path) as file:
            yield file
    except OSError as error:
        raise _not_written(path, error) from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write beside `path`, which takes its place when all is written; a pipe or a device itself.

    Whatever goes wrong inside leaves what was there before. Raises `OSError`.
    """
    if _is_never_replaced(path):
        with path.open("wb") as itself:
            yield itself
        return
    beside, file = _new_file(path)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def check_place(path: Path) -> None:
    """Raises `PdfFailed` where no file can be written at `path`: to be asked before what takes long. Leaves nothing."""
    try:
        if _is_never_replaced(path):
            return
        beside, file = _new_file(path)
        file.close()
        beside.unlink()
    except OSError as error:
        raise _not_written(path, error) from error


def _is_never_replaced(path: Path) -> bool:
    """Whether a pipe or a device is there, or a way to one: whoever may would put a file in its place for good."""
    is_way = path.is_symlink() and path.is_relative_to("/dev")  # /dev/stdout, also where it leads to a file
    return path.exists() and not path.is_dir() and (is_way or not path.is_file())


def _not_written(path: Path, error: OSError) -> PdfFailed:
    reason = _(_REASONS[error.errno]) if error.errno in _REASONS else error.strerror or str(error)
    return PdfFailed(
        _("{path} could not be written: {reason}", path=path, reason=reason), _("name another place with -o")
    )


def _new_file(path: Path) -> tuple[Path, BinaryIO]:
    """A file of its own beside `path`, with the rights that the user's mask leaves."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    for attempt in count():
        beside = path.parent / f".qaudit-{os.getpid()}-{attempt}.part"
        try:
            return beside, beside.open("xb")
        except FileExistsError:
            continue
    raise AssertionError("counting does not end")

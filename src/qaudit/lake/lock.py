"""One run at a time: a lock on a file in the lake's folder, which the system lets go of when its holder ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from qaudit.errors import LakeUnusable
from qaudit.lake.folder import disk_faults, shown
from qaudit.speech import _

LOCK = ".lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the lake's lock; makes the folder where there is none. Raises `LakeUnusable` where somebody holds it."""
    with disk_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("ab")
    with file:
        if not _take(file):
            raise LakeUnusable(
                _("Somebody else is working on the lake {lake}", lake=shown(folder)),
                _("wait until that is done, and do it again"),
            )
        yield


def _take(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

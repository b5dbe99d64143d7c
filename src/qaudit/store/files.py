"""The file of a SQLite store before it is opened: its folder, and whether it can be a store at all."""

import errno
from pathlib import Path

from qaudit.errors import StoreUnreachable
from qaudit.speech import _
from qaudit.store.faults import disk_faults


def prepare_file(file: Path, where: str) -> None:
    """Makes the folders above a store's file. Raises `StoreUnreachable` where the file can be no store."""
    with disk_faults(where):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if file.is_file():
            _refuse_cut_short(file, where)
        elif file.exists():
            raise StoreUnreachable(
                _("{where} is a device or a pipe, not a file", where=where), _("choose another with --db")
            )


def _refuse_cut_short(file: Path, where: str) -> None:
    """Raises `StoreUnreachable` where a SQLite file is shorter than it says.

    SQLite itself notices when it needs a page that is missing, which may be long after. While there is a log,
    pages may stand in it that are not in the file yet, so then nothing is said.
    """
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        return
    with file.open("rb") as opened:
        head = opened.read(100)
    # https://www.sqlite.org/fileformat2.html: page size at 16 (1 stands for 65536), pages at 28.
    if len(head) == 100 and head.startswith(b"SQLite format 3\x00"):
        size = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big")
        if file.stat().st_size < (65536 if size == 1 else size) * pages:
            raise StoreUnreachable(
                _("{where} is damaged: its end is missing", where=where), _("restore it from a copy")
            )

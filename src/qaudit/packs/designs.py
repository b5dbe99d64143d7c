"""A brand's own design: its templates, style sheets, pictures and fonts, in the folder `design` beside its pack.

Only files are read here, as they are now; what they mean is known where documents are made.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qaudit.errors import DesignBroken, system_reason
from qaudit.speech import _

FOLDER = "design"
SUFFIXES = (".j2", ".css", ".png", ".jpg", ".jpeg", ".svg", ".woff2", ".woff", ".ttf", ".otf")
MOST_FILES = 100
LARGEST_FILE = 4_000_000
"""Bytes."""
MOST_BYTES = 16_000_000
"""Bytes of all files together."""


@dataclass(frozen=True, slots=True)
class DesignFiles:
    """The folder, and its files in the order of their names: a name has `/` between its parts."""

    folder: Path
    files: tuple[tuple[str, bytes], ...]


def find_design(beside: Path) -> DesignFiles | None:
    """The design in a pack's folder; None where there is none, or nothing in it.

    Hidden files, and files of kinds that no document uses, are passed over. Raises `DesignBroken` for a file that
    is too large, cannot be read, or leads out of the folder.
    """
    folder = beside / FOLDER
    if not folder.is_dir():
        return None
    files: list[tuple[str, bytes]] = []
    left = MOST_BYTES
    for path in _paths(folder):
        data = _read(path, folder)
        left -= len(data)
        files.append((path.relative_to(folder).as_posix(), data))
        if left < 0:
            raise DesignBroken(str(folder), 0, _("its files are larger than {most} MB", most=_mb(MOST_BYTES)))
        if len(files) > MOST_FILES:
            raise DesignBroken(str(folder), 0, _("it has more than {most} files", most=MOST_FILES))
    return DesignFiles(folder, tuple(files)) if files else None


def _paths(folder: Path) -> Iterator[Path]:
    """The files that count, in the order of their names. Folders behind links are not entered."""
    found = []
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            Path(at, name)
            for name in names
            if name.lower().endswith(SUFFIXES) and not name.startswith((".", "#", "~"))
        ]
    return iter(sorted(found))


def _read(path: Path, folder: Path) -> bytes:
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise DesignBroken(str(path), 0, _("it leads out of the folder of the design"))
        if path.stat().st_size > LARGEST_FILE:
            raise DesignBroken(str(path), 0, _("it is larger than {most} MB", most=_mb(LARGEST_FILE)))
        return path.read_bytes()
    except OSError as error:
        raise DesignBroken(str(path), 0, system_reason(error)) from None


def _mb(size: int) -> int:
    return size // 1_000_000

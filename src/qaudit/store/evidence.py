"""Evidence: photos, receipts and recordings, copied into a folder under the hash of what is kept.

A file is written whole, brought to the disk and then given its name, so that a name means a whole file.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from qaudit.core.text import printable, storable
from qaudit.core.visits import Evidence
from qaudit.errors import EvidenceRefused, system_reason
from qaudit.speech import _
from qaudit.store.faults import disk_faults
from qaudit.store.file_kinds import ACCEPTED, EXTENSIONS, HEIC, FileKind, recognise
from qaudit.store.pictures import PICTURES, PictureDamaged, stripped
from qaudit.store.recordings import RECORDINGS, blank_metadata

MOST_BYTES = 50_000_000
_DIGEST = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
_NUMBERS = count()


class EvidenceFolder:
    """The folder of kept files: `ab/abcdef….jpg`. It is made when the first file is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path | None:
        """Where the files are; None for a store without such a folder."""
        return self._folder

    def keep(self, path: Path) -> Evidence:
        """Copies a file, without its metadata where it is a picture or a film; equal files are kept once.

        Raises `EvidenceRefused` for a file that is missing, empty, too large, damaged or of no accepted kind,
        `StoreUnreachable` where the folder cannot be written.
        """
        if self._folder is None:
            raise EvidenceRefused(_("This store has no folder for evidence"), _("give one when it is opened"))
        shown = printable(str(path), one_line=True)
        with disk_faults(printable(str(self._folder), one_line=True)):
            self._folder.mkdir(parents=True, exist_ok=True)
            with _arriving(self._folder) as arriving:
                _copy(path, shown, arriving)
                kind = _checked_kind(arriving, shown)
                _strip(kind, arriving, shown)
                digest, size = _digest_and_size(arriving)
                name = storable(printable(path.name, one_line=True))
                kept = Evidence(digest, name, kind.media_type, size)
                self._settle(arriving, self.path_of(kept))
        return kept

    def path_of(self, kept: Evidence) -> Path:
        """Where a kept file lies, or should. Raises `EvidenceRefused` for what cannot be a kept file."""
        extension = EXTENSIONS.get(kept.media_type)
        if self._folder is None or extension is None or not _DIGEST.fullmatch(kept.digest):
            shown = printable(kept.name, one_line=True)[:80]
            raise EvidenceRefused(
                _("{shown} is not in the evidence folder", shown=shown), _("qaudit doctor lists damage")
            )
        return self._folder / kept.digest[:2] / f"{kept.digest}{extension}"

    def damage_of(self, kept: Evidence) -> str:
        """What is wrong with a kept file: `missing`, `changed`, `unreadable`; empty where it is whole."""
        try:
            path = self.path_of(kept)
            if not path.is_file():
                return "missing"
            return "" if _digest_and_size(path) == (kept.digest, kept.size) else "changed"
        except (EvidenceRefused, OSError):
            return "unreadable"

    def _settle(self, arriving: Path, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        arriving.replace(path)
        _sync_folder(path.parent)
        _sync_folder(path.parent.parent)


@contextmanager
def _arriving(folder: Path) -> Iterator[Path]:
    path = _new_file(folder)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _new_file(folder: Path) -> Path:
    # Not tempfile's: its files are closed to everybody else, and others may read this store.
    for number in _NUMBERS:
        path = folder / f".arriving-{os.getpid()}-{number}"
        with suppress(FileExistsError), path.open("xb"):
            return path
    raise AssertionError("numbers do not end")


def _copy(source: Path, shown: str, arriving: Path) -> None:
    """Copies in pieces; a file that grows or never ends is refused when it passes the limit."""
    copied = 0
    with _opened(source, shown) as read, arriving.open("wb") as write:
        while chunk := _read(read, shown):
            copied += len(chunk)
            if copied > MOST_BYTES:
                raise EvidenceRefused(
                    _("{shown} is larger than {most} MB", shown=shown, most=MOST_BYTES // 1_000_000),
                    _("attach a smaller copy"),
                )
            write.write(chunk)
    if not copied:
        raise EvidenceRefused(_("{shown} is empty", shown=shown), _("attach the file itself"))


@contextmanager
def _opened(source: Path, shown: str) -> Iterator[BinaryIO]:
    with _source_faults(shown):
        # A pipe or a device would be waited for without end.
        if not S_ISREG(source.stat().st_mode):
            raise EvidenceRefused(_("{shown} is not a file", shown=shown), _("attach one file at a time"))
        file = source.open("rb")
    with file:
        yield file


def _read(file: BinaryIO, shown: str) -> bytes:
    with _source_faults(shown):
        return file.read(_CHUNK)


@contextmanager
def _source_faults(shown: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as fault:
        raise EvidenceRefused(_("There is no file {shown}", shown=shown), _("check the path")) from fault
    except PermissionError as fault:
        raise EvidenceRefused(
            _("You may not read {shown}", shown=shown), _("ask its owner for the right")
        ) from fault
    except (OSError, ValueError) as fault:
        reason = system_reason(fault) if isinstance(fault, OSError) else _("the path is none")
        raise EvidenceRefused(
            _("{shown} cannot be read: {reason}", shown=shown, reason=reason), _("check the path")
        ) from fault


def _checked_kind(arriving: Path, shown: str) -> FileKind:
    kind = recognise(arriving)
    if kind is None:
        raise EvidenceRefused(
            _("{shown} is of no accepted kind", shown=shown), _("accepted: {kinds}", kinds=_(ACCEPTED))
        )
    if kind is HEIC:
        raise EvidenceRefused(
            _("{shown} is a HEIC or AVIF picture, which is not accepted", shown=shown),
            _("save it as JPEG and attach that"),
        )
    return kind


def _strip(kind: FileKind, arriving: Path, shown: str) -> None:
    if kind in PICTURES:
        try:
            arriving.write_bytes(stripped(kind, arriving.read_bytes()))
        except PictureDamaged as fault:
            raise EvidenceRefused(
                _("{shown} is not a sound picture: {fault}", shown=shown, fault=fault),
                _("attach another copy"),
            ) from fault
    elif kind in RECORDINGS:
        blank_metadata(arriving)
    with arriving.open("rb+") as file:
        os.fsync(file.fileno())


def _digest_and_size(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return digest, file.tell()


def _sync_folder(folder: Path) -> None:
    """Brings a new name to the disk; Windows does so by itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

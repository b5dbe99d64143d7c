"""Reports as they were published: files named by the sha256 of their bytes, written once and never changed."""

import hashlib
import os
from pathlib import Path

from qaudit.core.text import printable
from qaudit.errors import PdfFailed, StoreUnreachable
from qaudit.speech import _
from qaudit.store.faults import disk_faults

EXTENSIONS = {"application/pdf": ".pdf", "text/html": ".html"}


class ReportFolder:
    """The folder of kept reports: `ab/abcdef….pdf`. It is made when the first report is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def keep(self, data: bytes, media_type: str) -> str:
        """Keeps a report, on the disk when it returns, and gives its digest. Equal reports are kept once.

        Raises `StoreUnreachable` where the folder cannot be written.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self.path_of(digest, media_type)
        if path.is_file() and path.stat().st_size == len(data):
            return digest
        with disk_faults(printable(str(path.parent), one_line=True)):
            path.parent.mkdir(parents=True, exist_ok=True)
            arriving = path.with_name(f".arriving-{os.getpid()}-{digest[:12]}")
            with arriving.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            arriving.replace(path)
        return digest

    def read(self, digest: str, media_type: str) -> bytes:
        """The bytes of a kept report. Raises `PdfFailed` where it is missing or no longer what was published."""
        path = self.path_of(digest, media_type)
        try:
            data = path.read_bytes()
        except OSError:
            raise PdfFailed(
                _("The kept report {file} is missing", file=path), _("put it back from a copy of the store")
            ) from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise PdfFailed(
                _("The kept report {file} was changed after it was published", file=path),
                _("put it back from a copy of the store"),
            )
        return data

    def path_of(self, digest: str, media_type: str) -> Path:
        """Where a kept report lies, or should. Raises `StoreUnreachable` for a store without such a folder."""
        if self._folder is None:
            raise StoreUnreachable(_("This store has no folder for reports"), _("use a store in a file"))
        return self._folder / digest[:2] / f"{digest}{EXTENSIONS.get(media_type, '')}"

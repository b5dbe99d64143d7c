"""Headquarters' signature under a report: a key of theirs, from a file that a password opens."""

from collections.abc import Callable
from pathlib import Path

from qaudit.core.text import printable
from qaudit.desk.files import read_bytes
from qaudit.desk.world import World


class Signing:
    """Makes signatures; keeps neither keys nor passwords."""

    def __init__(self, world: World) -> None:
        self._world = world

    def by(self, key: Path, password: bytes) -> Callable[[bytes], bytes]:
        """What signs the bytes of a report with the key of a PKCS#12 file.

        The key is opened now, before anything is printed. Raises `UsageError`; signing raises `PdfFailed`.
        """
        from qaudit.reports.archive_signing import load_key

        data = read_bytes(key)
        opened = load_key(data, password, self._world.now(), printable(str(key), one_line=True))
        return lambda report: opened.sign(report, self._world.now())

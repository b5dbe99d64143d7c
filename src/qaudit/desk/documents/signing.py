"""Headquarters' signature under a report: a key of theirs, from a file that a password opens."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qaudit.core.text import printable
from qaudit.desk.files import read_bytes
from qaudit.desk.world import World


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that is open. `certificate` is the sha256 of its certificate, by which it is known again."""

    certificate: str
    sign: Callable[[bytes], bytes]

    def __call__(self, report: bytes) -> bytes:
        """The report with a signature. Raises `PdfFailed`."""
        return self.sign(report)


class Signing:
    """Makes signatures; keeps neither keys nor passwords."""

    def __init__(self, world: World) -> None:
        self._world = world

    def by(self, key: Path, password: bytes) -> Signer:
        """What signs the bytes of a report with the key of a PKCS#12 file.

        The key is opened now, before anything is printed. Raises `UsageError`; signing raises `PdfFailed`.
        """
        from qaudit.reports.archive_signing import load_key

        data = read_bytes(key)
        opened = load_key(data, password, self._world.now(), printable(str(key), one_line=True))
        return Signer(opened.certificate, lambda report: opened.sign(report, self._world.now()))

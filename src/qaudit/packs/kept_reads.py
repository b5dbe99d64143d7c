"""What reading pack files gave, kept on the disk for the next run of the program.

A file is kept under a key that says everything its reading depends on, so that nothing here can grow old: other
bytes, another program or another language have another key. The folder can be deleted at any time; what in it
cannot be read counts as not there.
"""

import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from qaudit import __version__

MOST_KEPT = 400
"""Files; beyond it the oldest quarter goes."""
_SUFFIX = ".pack"


class KeptReads:
    """A folder of texts, each of a short head in one line and a long body."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def head(self, key: str) -> str | None:
        """The head of what is kept under a key."""
        return self._part(key, is_body=False)

    def body(self, key: str) -> str | None:
        """The body of what is kept under a key."""
        return self._part(key, is_body=True)

    def keep(self, key: str, head: str, body: str) -> None:
        """Keeps a text, whole or not at all. A disk that takes none is no fault: then nothing is kept."""
        import tempfile

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room()
            handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=self._folder)
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                    file.write(f"{head}\n{body}\n")
                Path(name).replace(self._path(key))
            finally:
                Path(name).unlink(missing_ok=True)
        except (OSError, UnicodeError):
            return

    def _part(self, key: str, *, is_body: bool) -> str | None:
        try:
            with self._path(key).open(encoding="utf-8", newline="\n") as file:
                head = file.readline()
                part = file.readline() if is_body else head
        except (OSError, UnicodeError):
            return None
        return part[:-1] if part.endswith("\n") else None

    def _make_room(self) -> None:
        kept = [path for path in self._folder.iterdir() if path.suffix == _SUFFIX]
        if len(kept) >= MOST_KEPT:
            kept.sort(key=lambda path: path.stat().st_mtime)
            for path in kept[: MOST_KEPT // 4]:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"


@lru_cache(maxsize=1)
def program_stamp() -> str:
    """Says which program reads: its version, and its files, so that no kept reading outlives a change of them."""
    here = Path(__file__).resolve().parent
    files = sorted((*here.rglob("*.py"), *(here.parent / "core").rglob("*.py")))
    stamps = [(str(file), stat.st_size, stat.st_mtime_ns) for file in files for stat in (file.stat(),)]
    return sha256(repr((__version__, stamps)).encode()).hexdigest()

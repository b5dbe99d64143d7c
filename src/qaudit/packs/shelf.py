"""The pack files of one look at some folders: each is found once, and read once."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from qaudit.core.problems import Place, Problem
from qaudit.core.standards import PackRef
from qaudit.core.text import printable
from qaudit.packs import catalogue
from qaudit.packs.file_size import LARGEST_FILE, too_large
from qaudit.packs.notices import ProblemKind
from qaudit.speech import translated

SUFFIXES = (".yaml", ".yml")


class Shelf:
    """The pack files below some folders, the first folder first, and their bytes as they are now.

    `in_hand` are bytes of files that were read already.
    """

    def __init__(self, folders: Sequence[Path], in_hand: dict[Path, bytes] | None = None) -> None:
        self._folders = tuple(folders)
        self._contents: dict[Path, bytes | Problem] = dict(in_hand or {})

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Every pack file, in the order of its path. A file that is reached twice counts once."""
        found: dict[Path, Path] = {}
        for folder in self._folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix in SUFFIXES and path.is_file():
                    found.setdefault(path.resolve(), path)
        return tuple(found.values())

    def content(self, path: Path) -> bytes | Problem:
        """The bytes of a file, or the problem that it cannot be read."""
        if path not in self._contents:
            self._contents[path] = _read(path)
        return self._contents[path]

    def holding(self, pack: str, edition: str = "") -> tuple[Path, ...]:
        """The files that may be of a pack, and of an edition of it where that is given."""
        return tuple(path for path in self.paths if self._may_hold(path, pack, edition))

    def bases_for(self, path: Path, ref: PackRef) -> tuple[Path, ...]:
        """The files that may be what the file at `path` builds on: on the shelf, and beside the file itself."""
        found = {known.resolve(): known for known in self.paths}
        for near in (path.parent, path.parent.parent / ref.pack):
            for beside in sorted(near.glob("*")):
                if beside.suffix in SUFFIXES and beside.is_file():
                    found.setdefault(beside.resolve(), beside)
        found.pop(path.resolve(), None)
        return tuple(known for known in found.values() if self._may_hold(known, ref.pack, ref.edition))

    def names(self) -> Iterator[tuple[str, str]]:
        """Pack and edition of every file that says them in plain lines."""
        for path in self.paths:
            content = self.content(path)
            if isinstance(content, bytes):
                pack, edition = (next(_named(key, content), None) for key in (b"pack", b"edition"))
                if pack and edition:
                    yield pack.decode(), edition.decode()

    def _may_hold(self, path: Path, pack: str, edition: str) -> bool:
        content = self.content(path)
        if isinstance(content, Problem):
            return True
        is_of_pack = _may_be(_named(b"pack", content), pack)
        return is_of_pack and (not edition or _may_be(_named(b"edition", content), edition))


def problem_at(kind: ProblemKind, path: Path, **words: str) -> Problem:
    """A problem of a whole file, at its first line."""
    place = Place(printable(str(path), one_line=True), 1, 1)
    message, hint = (translated(words_of).format(**words) for words_of in (kind.message, kind.hint))
    return Problem(kind.code, message, hint, place, kind.severity)


def _read(path: Path) -> bytes | Problem:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            notice = too_large(size)
            return problem_at(notice.kind, path, **notice.words)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return problem_at(catalogue.CANNOT_BE_READ, path, reason=reason)


_NAME = re.compile(rb"""[ \t]*["']?([A-Za-z0-9._-]+)["']?[ \t\r]*(?:#.*)?$""", re.MULTILINE)


def _named(key: bytes, content: bytes) -> Iterator[bytes]:
    """What plain lines `key: name` at the top of a file name. The lines are found without reading it as YAML."""
    text, head = b"\n" + content, b"\n" + key + b":"
    place = text.find(head)
    while place >= 0:
        place += len(head)
        if found := _NAME.match(text, place):
            yield found[1]
        place = text.find(head, place)


def _may_be(named: Iterator[bytes], wanted: str) -> bool:
    """No only where one plain line names another."""
    names = list(named)
    return len(names) != 1 or names[0] == wanted.encode()

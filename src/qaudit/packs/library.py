"""The folders where packs lie: what there is, and one of them loaded."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from qaudit.core.problems import Place, Problem, Severity, nearest
from qaudit.core.standards import Pack, PackRef
from qaudit.core.text import Text, printable
from qaudit.errors import PackInvalid, PackNotFound
from qaudit.packs import catalogue
from qaudit.packs.logos import find_logo
from qaudit.packs.notices import ProblemKind, shown
from qaudit.packs.reader import ReadPack, read_pack
from qaudit.packs.snapshot import digest_of_snapshot, write_snapshot
from qaudit.packs.yaml_text import LARGEST_FILE, too_large

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One pack file of a library. A faulty one has a ref from its name, and counts of 0.

    `problems` holds faults and warnings; `is_usable` says that no fault is among them.
    """

    ref: PackRef
    title: Text
    languages: tuple[str, ...]
    sections: int
    standards: int
    measured: int
    effective: date | None
    path: Path
    problems: tuple[Problem, ...]

    @property
    def is_usable(self) -> bool:
        return all(problem.severity is not Severity.FAULT for problem in self.problems)


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack ready for use. `document` is its canonical text (`read_snapshot`), `digest` is taken of it."""

    pack: Pack
    digest: str
    document: str
    logo: bytes | None
    logo_name: str | None
    path: Path
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    entry: PackEntry
    read: ReadPack


class Library:
    """The packs below some folders, the first folder first. Nothing on disk is changed."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    def entries(self) -> tuple[PackEntry, ...]:
        """Every pack file, ordered by pack, then by age, oldest first. A faulty file never hides another."""
        return tuple(found.entry for found in self._found(lambda path: True))

    def load(self, name: str) -> LoadedPack:
        """The pack of a name: `PACK` (its newest edition), `PACK@EDITION`, or the path of a file.

        The newest edition is the one in effect last; of those, and where no date is given, the last in the
        natural order of editions (2026.10 comes after 2026.9). Raises `PackNotFound`, and `PackInvalid` where
        the file is there and has faults.
        """
        if _is_path(name):
            return self._load_file(Path(name).expanduser(), name)
        wanted, _, edition = name.partition("@")
        found = [
            found
            for found in self._found(lambda path: _may_hold(path, wanted))
            if found.entry.ref.pack == wanted and edition in ("", found.entry.ref.edition)
        ]
        if not found:
            raise PackNotFound(shown(name), self._near(name))
        return _loaded(found[-1])

    def _load_file(self, path: Path, name: str) -> LoadedPack:
        if not path.is_file():
            raise PackNotFound(shown(name), self._near(path.stem))
        read = read_pack_file(path)
        return _loaded(_Found(_entry(path, read), read))

    def _near(self, name: str) -> tuple[str, ...]:
        refs = [entry.ref for entry in self.entries()]
        known = [str(ref) if "@" in name else ref.pack for ref in refs]
        return nearest(name, known, count=3)

    def _found(self, may_matter: Callable[[Path], bool]) -> list[_Found]:
        reads = [(path, read_pack_file(path)) for path in self._files() if may_matter(path)]
        found = [_Found(_entry(path, read), read) for path, read in reads]
        return sorted(_without_twins(found), key=_age)

    def _files(self) -> Iterator[Path]:
        seen: set[Path] = set()
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix in SUFFIXES and path.is_file() and path.resolve() not in seen:
                    seen.add(path.resolve())
                    yield path


def read_pack_file(path: Path) -> ReadPack:
    """Read and check a file; one that cannot be read has that as its problem."""
    try:
        known = path.stat()
        if known.st_size > LARGEST_FILE:
            notice = too_large(known.st_size)
            return ReadPack(None, (_problem(notice.kind, path, **notice.words),))
        return _read_once(path, known.st_mtime_ns, known.st_size)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return ReadPack(None, (_problem(catalogue.CANNOT_BE_READ, path, reason=reason),))


@lru_cache(maxsize=1024)
def _read_once(path: Path, changed: int, size: int) -> ReadPack:
    """A file is checked once for each time it changes; its time and size tell."""
    return read_pack(path.read_bytes(), str(path))


def _problem(kind: ProblemKind, path: Path, **words: str) -> Problem:
    place = Place(printable(str(path), one_line=True), 1, 1)
    return Problem(kind.code, kind.message.format(**words), kind.hint, place, kind.severity)


def _is_path(name: str) -> bool:
    return name.endswith(SUFFIXES) or "/" in name or "\\" in name


_PACK_LINE = re.compile(rb"^pack:[ \t]*([a-z0-9-]+)[ \t\r]*(?:#.*)?$", re.MULTILINE)


def _may_hold(path: Path, wanted: str) -> bool:
    """Whether a file may be of a pack: no only where its one plain `pack:` line names another."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return True
        names = _PACK_LINE.findall(path.read_bytes())
    except OSError:
        return True
    return len(names) != 1 or names[0] == wanted.encode()


def _age(found: _Found) -> tuple[str, date, tuple[tuple[int, int | str], ...]]:
    """Orders by pack, day of effect and edition; the numbers in an edition by their value."""
    entry = found.entry
    parts = re.findall(r"[0-9]+|[^0-9]+", entry.ref.edition)
    natural = tuple((1, int(part)) if part.isdecimal() else (0, part) for part in parts)
    return entry.ref.pack, entry.effective or date.min, natural


def _without_twins(found: Iterable[_Found]) -> Iterator[_Found]:
    """Files with one ref: equal ones count once, others get a problem: which of them is meant?"""
    by_ref: dict[PackRef, list[_Found]] = {}
    for each in found:
        by_ref.setdefault(each.entry.ref, []).append(each)
    for ref, same in by_ref.items():
        usable = [each for each in same if each.read.pack is not None]
        unlike = [each for each in usable if each.read.pack != usable[0].read.pack]
        yield from (each for each in same if each.read.pack is None)
        if not unlike:
            yield from usable[:1]
            continue
        for each in usable:
            other = unlike[0] if each.read.pack == usable[0].read.pack else usable[0]
            words = {"other": printable(str(other.entry.path), one_line=True), "ref": str(ref)}
            problem = _problem(catalogue.TWO_FILES, each.entry.path, **words)
            yield replace(each, entry=replace(each.entry, problems=(*each.entry.problems, problem)))


def _entry(path: Path, read: ReadPack) -> PackEntry:
    pack = read.pack
    if pack is None:
        name = shown(read.pack_name or path.parent.name)
        return PackEntry(
            ref=PackRef(name, shown(read.edition or path.stem)),
            title=Text.plain(name),
            languages=(),
            sections=0,
            standards=0,
            measured=0,
            effective=read.effective,
            path=path,
            problems=read.problems,
        )
    return PackEntry(
        ref=pack.ref,
        title=pack.title,
        languages=pack.languages,
        sections=len(pack.sections),
        standards=len(pack.standards),
        measured=pack.measured_count,
        effective=pack.effective,
        path=path,
        problems=read.problems,
    )


def _loaded(found: _Found) -> LoadedPack:
    entry, pack = found.entry, found.read.pack
    if pack is None or not entry.is_usable:
        raise PackInvalid(printable(str(entry.path), one_line=True), entry.problems)
    document = write_snapshot(pack)
    logo = find_logo(pack.brand.logo, entry.path.parent)
    warnings = [*entry.problems]
    if logo.kind is not None:
        warnings.append(_problem(logo.kind, entry.path, name=shown(pack.brand.logo), reason=logo.reason))
    return LoadedPack(
        pack=pack,
        digest=digest_of_snapshot(document),
        document=document,
        logo=logo.data,
        logo_name=pack.brand.logo if logo.data is not None else None,
        path=entry.path,
        warnings=tuple(warnings),
    )

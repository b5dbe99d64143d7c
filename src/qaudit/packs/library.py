"""The folders where packs lie: what there is, and one of them loaded."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.problems import Problem, Severity, nearest
from qaudit.core.standards import Pack, PackRef
from qaudit.core.text import Text, printable
from qaudit.errors import PackInvalid, PackNotFound
from qaudit.packs import catalogue
from qaudit.packs.designs import DesignFiles, find_design
from qaudit.packs.kept_reads import KeptReads
from qaudit.packs.logos import Logo, find_logo
from qaudit.packs.look import Look
from qaudit.packs.notices import shown
from qaudit.packs.records import Record
from qaudit.packs.shelf import SUFFIXES, Shelf, problem_at
from qaudit.packs.uninterrupted import uninterrupted

if TYPE_CHECKING:
    from qaudit.packs.flat import FlatValue
    from qaudit.packs.reader import ReadPack


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
    """A pack ready for use. `document` is its canonical text (`read_snapshot`), `digest` is taken of it.

    `bases` are the packs it builds on, the nearest first.
    """

    pack: Pack
    digest: str
    document: str
    logo: bytes | None
    logo_name: str | None
    path: Path
    warnings: tuple[Problem, ...]
    bases: tuple[PackRef, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    entry: PackEntry
    record: Record


class Library:
    """The packs below some folders, the first folder first. Nothing in them is changed.

    `kept` remembers from one run of the program to the next what reading a file gave. `leaves_designs`: documents
    are to be made as if no brand had a design of its own.
    """

    def __init__(
        self, folders: Sequence[Path], kept: KeptReads | None = None, *, leaves_designs: bool = False
    ) -> None:
        self.folders = tuple(folders)
        self._leaves_designs = leaves_designs
        self._beside: dict[PackRef, tuple[Path, ...]] = {}
        self._kept = kept
        self._memory: dict[str, Record] = {}

    @uninterrupted()
    def entries(self) -> tuple[PackEntry, ...]:
        """Every pack file, ordered by pack, then by age, oldest first. A faulty file never hides another."""
        look = self._look()
        return tuple(found.entry for found in _found(look, look.shelf.paths))

    @uninterrupted()
    def load(self, name: str) -> LoadedPack:
        """The pack of a name: `PACK` (its newest edition), `PACK@EDITION`, or the path of a file.

        The newest edition is the one in effect last; of those, and where no date is given, the last in the
        natural order of editions (2026.10 comes after 2026.9). Raises `PackNotFound`, and `PackInvalid` where
        the file is there and has faults.
        """
        look = self._look()
        if _is_path(name):
            path = Path(name).expanduser()
            if not path.is_file():
                raise PackNotFound(shown(name), self._near(path.stem))
            return _loaded(look, _entry(path, look.record(path)))
        wanted, _, edition = name.partition("@")
        found = [
            found
            for found in _found(look, look.shelf.holding(wanted))
            if found.entry.ref.pack == wanted and edition in ("", found.entry.ref.edition)
        ]
        if not found:
            raise PackNotFound(shown(name), self._near(name))
        return _loaded(look, found[-1].entry)

    @uninterrupted()
    def read(self, path: Path, content: bytes, *, is_judged: bool = False) -> "ReadPack":
        """All problems of a file that has this content, and its pack where it has no fault.

        It is read anew, where `is_judged` as an editor would, who looks at the logo too. What it builds on is
        looked for here and beside it.
        """
        shelf = Shelf(self.folders, {path: content})
        read = Look(shelf, self._memory, self._kept).read(path, is_judged=is_judged)
        if read.pack is None or read.logo_file is not None or not is_judged:
            return read  # a logo that a pack below names is told there
        _, problems = _logo_beside(path, read.pack.brand.logo)
        return replace(read, problems=(*problems, *read.problems))

    @uninterrupted()
    def flat(self, path: Path) -> "tuple[FlatValue, ...]":
        """Every value of the good pack at a path, with the file and line that set it."""
        from qaudit.packs.flat import flat_values

        return flat_values(self._look().tree(path), str(path))

    def design_of(self, ref: PackRef) -> DesignFiles | None:
        """The design beside a pack as it is now: beside this edition, else beside the newest one that has any.

        Where the pack lies is looked up once. Raises `DesignBroken`.
        """
        if self._leaves_designs:
            return None
        if ref not in self._beside:
            self._beside[ref] = self.folders_of(ref)
        found = (find_design(folder) for folder in self._beside[ref])
        return next((design for design in found if design is not None), None)

    def design_in(self, folder: Path) -> DesignFiles | None:
        """The design in a folder of packs. Raises `DesignBroken`."""
        return None if self._leaves_designs else find_design(folder)

    @uninterrupted()
    def folders_of(self, ref: PackRef) -> tuple[Path, ...]:
        """The folders with files of a pack: of this edition first, then of the others, the newest first.

        Of copies, those in the folder that was named last are first.
        """
        look = self._look()
        records = [(path, look.record(path)) for path in reversed(look.shelf.holding(ref.pack))]
        found = sorted(
            (_Found(_entry(path, record), record) for path, record in records), key=_age, reverse=True
        )
        own = [one.entry for one in found if one.entry.ref.pack == ref.pack]
        own.sort(key=lambda entry: entry.ref.edition != ref.edition)
        return tuple(dict.fromkeys(entry.path.parent for entry in own))

    def _look(self) -> Look:
        return Look(Shelf(self.folders), self._memory, self._kept)

    def _near(self, name: str) -> tuple[str, ...]:
        refs = [entry.ref for entry in self.entries()]
        known = [str(ref) if "@" in name else ref.pack for ref in refs]
        return nearest(name, known, count=3)


def _found(look: Look, paths: Iterable[Path]) -> list[_Found]:
    records = [(path, look.record(path)) for path in paths]
    found = [_Found(_entry(path, record), record) for path, record in records]
    return sorted(_without_twins(found), key=_age)


def _is_path(name: str) -> bool:
    return name.endswith(SUFFIXES) or "/" in name or "\\" in name


def _age(found: _Found) -> tuple[str, date, tuple[tuple[int, int | str], ...]]:
    """Orders by pack, day of effect and edition; the numbers in an edition by their value."""
    entry = found.entry
    parts = re.findall(r"[0-9]+|[^0-9]+", entry.ref.edition)
    natural = tuple((1, int(part)) if part.isdecimal() else (0, part) for part in parts)
    return entry.ref.pack, entry.effective or date.min, natural


def _without_twins(found: Iterable[_Found]) -> Iterator[_Found]:
    """Files with one ref: of equal ones the last counts, others get a problem: which of them is meant?"""
    by_ref: dict[PackRef, list[_Found]] = {}
    for each in found:
        by_ref.setdefault(each.entry.ref, []).append(each)
    for ref, same in by_ref.items():
        usable = [each for each in same if each.record.digest is not None]
        unlike = [each for each in usable if each.record.digest != usable[0].record.digest]
        yield from (each for each in same if each.record.digest is None)
        if not unlike:
            yield from usable[-1:]
            continue
        for each in usable:
            other = unlike[0] if each.record.digest == usable[0].record.digest else usable[0]
            words = {"other": printable(str(other.entry.path), one_line=True), "ref": str(ref)}
            problem = problem_at(catalogue.TWO_FILES, each.entry.path, **words)
            yield replace(each, entry=replace(each.entry, problems=(*each.entry.problems, problem)))


def _entry(path: Path, record: Record) -> PackEntry:
    is_good = record.digest is not None
    name = shown(record.name or path.parent.name)
    ref = record.ref if is_good else None
    return PackEntry(
        ref=ref or PackRef(name, shown(record.edition or path.stem)),
        title=record.title if is_good else Text.plain(name),
        languages=record.languages,
        sections=record.sections,
        standards=record.standards,
        measured=record.measured,
        effective=record.effective,
        path=path,
        problems=record.problems,
    )


def _loaded(look: Look, entry: PackEntry) -> LoadedPack:
    if not entry.is_usable:
        raise PackInvalid(printable(str(entry.path), one_line=True), entry.problems)
    record = look.record(entry.path, whole=True)
    assert record.document is not None
    assert record.digest is not None
    logo, problems = _logo_beside(Path(record.logo_file or entry.path), record.logo)
    return LoadedPack(
        pack=record.pack,
        digest=record.digest,
        document=record.document,
        logo=logo.data,
        logo_name=record.logo if logo.data is not None else None,
        path=entry.path,
        warnings=(*entry.problems, *problems),
        bases=record.bases,
    )


def _logo_beside(file: Path, name: str | None) -> tuple[Logo, tuple[Problem, ...]]:
    """The logo that a file names, and what is wrong with it."""
    logo = find_logo(name, file.parent)
    if logo.kind is None:
        return logo, ()
    return logo, (problem_at(logo.kind, file, name=shown(name), reason=logo.reason),)

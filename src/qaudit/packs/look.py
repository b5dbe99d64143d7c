"""One look at a library: every file read at most once, each with what it builds on."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.problems import Problem, nearest
from qaudit.core.standards import PackRef
from qaudit.core.text import printable
from qaudit.packs import catalogue
from qaudit.packs.bases import Base, NoBase
from qaudit.packs.kept_reads import KeptReads, program_stamp
from qaudit.packs.notices import listed
from qaudit.packs.records import Record, head_of, read_head, record_of, with_document
from qaudit.packs.shelf import Shelf
from qaudit.speech import _, language

if TYPE_CHECKING:
    from qaudit.packs.places import Node
    from qaudit.packs.reader import ReadPack

Trail = tuple[PackRef, ...]
"""The packs that are being read, each for the one before it."""
_NAMELESS = PackRef("", "")


class Look:
    """Reads the files of a shelf. `memory` outlives it, `kept` outlives the program."""

    def __init__(self, shelf: Shelf, memory: MutableMapping[str, Record], kept: KeptReads | None) -> None:
        self.shelf = shelf
        self._memory = memory
        self._kept = kept
        self._keys: dict[Path, str] = {}
        self._bases: dict[Path, Base] = {}

    def record(self, path: Path, *, whole: bool = False, trail: Trail = ()) -> Record:
        """What is known of a file; with its pack where it is asked for `whole`."""
        content = self.shelf.content(path)
        if isinstance(content, Problem):
            return Record(None, None, (content,))
        key = self._key(path, content)
        known = self._known(key, whole)
        if known is not None and known.under == self._under(known.extends, known.ref, path, trail):
            return known
        read = self._read(path, content, trail)
        found = record_of(read, self._under(read.extends, read.ref, path, trail))
        # What is wrong with a file in a circle depends on where the circle was entered.
        if found.digest is not None or not trail:
            self._remember(key, found)
        return found

    def read(self, path: Path, *, is_judged: bool = False) -> "ReadPack":
        """A file of known content, read anew whatever is known of it; where `is_judged` as an editor would."""
        return self._read(path, self._bytes(path), (), is_judged=is_judged)

    def tree(self, path: Path) -> "Node":
        """The nodes of a good file, with those of its bases in them."""
        return self._tree(path, ())

    def find_base(self, ref: PackRef, path: Path, trail: Trail) -> Base | NoBase:
        """What the file at `path`, the last of the trail, builds on."""
        own = trail[-1]
        if ref in trail:
            return _circle((own, *trail[trail.index(ref) : -1]))
        found = self._candidates(ref, path, trail)
        if not found:
            return NoBase(catalogue.NO_BASE, {"ref": str(ref)}, self._near(ref))
        good = [each for each in found if each[1].digest is not None]
        unlike = [each for each in good if each[1].digest != good[0][1].digest]
        if unlike:
            words = {"one": _shown(good[0][0]), "other": _shown(unlike[0][0]), "ref": str(ref)}
            return NoBase(catalogue.UNCLEAR_BASE, words)
        if good:
            return self._base(*good[0], trail)
        faulty, record = found[0]
        if own in record.circle:
            start = record.circle.index(own)
            return _circle((*record.circle[start:], *record.circle[:start]))
        words = {"ref": str(ref), "file": _shown(faulty), "problem": str(record.faults[0])}
        return NoBase(catalogue.FAULTY_BASE, words)

    def _candidates(self, ref: PackRef, path: Path, trail: Trail) -> list[tuple[Path, Record]]:
        records = ((near, self.record(near, trail=trail)) for near in self.shelf.bases_for(path, ref))
        return [(near, record) for near, record in records if record.ref == ref]

    def _base(self, path: Path, record: Record, trail: Trail) -> Base:
        if path not in self._bases:
            told = (*record.problems, *record.accepted, *self._told_below(path, record, trail))
            self._bases[path] = Base(
                ref=record.ref or _NAMELESS,
                file=str(path),
                root=self._tree(path, trail),
                languages=record.languages,
                told=frozenset(told),
                under=record.bases,
            )
        return self._bases[path]

    def _told_below(self, path: Path, record: Record, trail: Trail) -> frozenset[Problem]:
        """What is told of the base of a good file, and of that one's base, and so on."""
        if record.extends is None:
            return frozenset()
        below = self.find_base(record.extends, path, (*trail, record.ref or _NAMELESS))
        return below.told if isinstance(below, Base) else frozenset()

    def _tree(self, path: Path, trail: Trail) -> "Node":
        from qaudit.packs.reader import tree_of

        return tree_of(self._bytes(path), str(path), _Beside(self, path, trail))

    def _read(self, path: Path, content: bytes, trail: Trail, *, is_judged: bool = False) -> "ReadPack":
        from qaudit.packs.reader import read_pack

        return read_pack(content, str(path), _Beside(self, path, trail), is_judged=is_judged)

    def _bytes(self, path: Path) -> bytes:
        content = self.shelf.content(path)
        assert isinstance(content, bytes)
        return content

    def _near(self, ref: PackRef) -> str | None:
        known = [f"{pack}@{edition}" for pack, edition in self.shelf.names()]
        near = nearest(str(ref), known, count=3)
        return _("did you mean {names}?", names=listed(near)) if near else None

    def _under(self, ref: PackRef | None, own: PackRef | None, path: Path, trail: Trail) -> str:
        """Stands for all that `own` builds on by `ref`, as it lies there now; empty where it stands alone."""
        if ref is None:
            return ""
        trail = (*trail, own or _NAMELESS)
        if ref in trail:
            return "circle"
        below = [(self._keys[near], found.under) for near, found in self._candidates(ref, path, trail)]
        return sha256(repr(below).encode()).hexdigest()

    # What is known already.

    def _key(self, path: Path, content: bytes) -> str:
        if path not in self._keys:
            about = repr((program_stamp(), language(), str(path))).encode()
            self._keys[path] = sha256(about + content).hexdigest()
        return self._keys[path]

    def _known(self, key: str, whole: bool) -> Record | None:
        known = self._memory.get(key)
        if known is None and self._kept is not None:
            head = self._kept.head(key)
            known = None if head is None else read_head(head)
        if known is not None and whole and not known.is_whole:
            known = with_document(known, self._kept.body(key) if self._kept else None)
        if known is not None:
            self._memory[key] = known
        return known

    def _remember(self, key: str, record: Record) -> None:
        self._memory[key] = record
        if self._kept is not None:
            self._kept.keep(key, head_of(record), record.document or "")


@dataclass(frozen=True, slots=True)
class _Beside:
    """Where the file at `path` looks for its base."""

    look: Look
    path: Path
    trail: Trail

    def find(self, ref: PackRef, own: PackRef | None) -> Base | NoBase:
        return self.look.find_base(ref, self.path, (*self.trail, own or _NAMELESS))


def _circle(walked: Sequence[PackRef]) -> NoBase:
    """`walked` begins with the pack that asks."""
    words = " → ".join(str(ref) for ref in (*walked, walked[0]))
    return NoBase(catalogue.CIRCLE, {"circle": words}, circle=walked)


def _shown(path: Path) -> str:
    return printable(str(path), one_line=True)

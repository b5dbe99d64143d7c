"""The brand office's verbs for what others hold: a file in as a pack, a pack and finished visits out.

Each format of others is an entry of `_READERS` or `_WRITERS`: what reads or makes its bytes. Here stands what all
of them have in common: the file is read, the pack is checked by the pack reader before anything is written, and
the account of what was guessed or left out goes with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaudit.core.standards import Pack
from qaudit.core.text import printable
from qaudit.desk.files import read_bytes, write_new
from qaudit.interop.imported import FATE_WORDS, Fate, Imported, ImportNote, ImportRefused, Wishes
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.packs.library import Library
    from qaudit.packs.writer import Remarks

__all__ = ["FATE_WORDS", "Exchange", "Fate", "ImportNote", "ImportRefused", "PackFormat", "TakenIn", "Wishes"]


class PackFormat(StrEnum):
    """A form in which others hold their standards."""

    TABLE = "table"
    XLSFORM = "xlsform"
    SAFETYCULTURE = "safetyculture"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An import that was written: the pack, its file, and the account of the import."""

    pack: Pack
    path: Path
    form: PackFormat
    notes: tuple[ImportNote, ...]


Reader = Callable[[bytes, str, Wishes], Imported]
"""The bytes of a file, its name and what the user said about it; gives a pack. Raises `ImportRefused`."""


class Exchange:
    """The desk of those who bring standards from elsewhere, or take them there, over one library."""

    def __init__(self, library: "Library", today: Callable[[], date]) -> None:
        self._library = library
        self._today = today

    def import_pack(
        self,
        source: Path,
        target: Path | None,
        form: PackFormat | None = None,
        wishes: Mapping[str, Any] | None = None,
    ) -> TakenIn:
        """Takes in a file as a pack file, written whole or not at all; nothing is overwritten.

        Without a target it is `PACK/EDITION.yaml` in this folder. `wishes` are fields of `Wishes`.
        Raises `UsageError`, `ImportRefused`.
        """
        data = read_bytes(source)
        found = form or _form_of(data, source.name)
        told = Wishes(day=self._today(), stem=source.stem, **dict(wishes or {}))
        imported = _READERS[found](data, str(source), told)
        text = _checked_text(imported, source)
        path = target or Path(imported.pack.ref.pack) / f"{imported.pack.ref.edition}.yaml"
        write_new(path, text)
        return TakenIn(imported.pack, path, found, imported.notes)


def _form_of(data: bytes, name: str) -> PackFormat:
    """What a file holds, by its content."""
    return PackFormat.TABLE


def _checked_text(imported: Imported, source: Path) -> str:
    """The pack file of an import. Raises `ImportRefused` where the pack reader finds a fault in it."""
    from qaudit.packs.reader import read_pack
    from qaudit.packs.writer import write_pack

    written = write_pack(imported.pack, _remarks(imported, source), imported.upkeep)
    faults = []
    for problem in read_pack(written.text.encode(), source.name).faults:
        code = "" if problem.place is None else written.code_at(problem.place.line)
        ahead = ": ".join(filter(None, (imported.origins.get(code, ""), printable(code, one_line=True))))
        hint = f" ({problem.hint})" if problem.hint else ""
        faults.append(f"{ahead + ': ' if ahead else ''}{problem.code} {problem.message}{hint}")
    if faults:
        raise ImportRefused(str(source), faults)
    return written.text


def _remarks(imported: Imported, source: Path) -> "Remarks":
    """The account of the import as comments of the pack file."""
    from qaudit.packs.writer import Remarks

    head = [_("Taken in from {file}.", file=source.name)]
    standards: dict[str, list[str]] = {}
    for note in imported.notes:
        words = f"{_(FATE_WORDS[note.fate])}: {note.message}"
        if note.code and note.code in imported.origins:
            standards.setdefault(note.code, []).append(f"{note.where}: {words}" if note.where else words)
        else:
            head.append(f"{note.where}: {words}" if note.where else words)
    return Remarks(head=head, standards=standards)


def _read_table(data: bytes, source: str, wishes: Wishes) -> Imported:
    from qaudit.interop.table_reading import read_pack_table

    return read_pack_table(data, source, wishes)


_READERS: dict[PackFormat, Reader] = {PackFormat.TABLE: _read_table}

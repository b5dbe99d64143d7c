"""The brand office's verbs for what others hold: a file in as a pack, a pack and finished visits out.

Each form of others is an entry of `_SHEETS_READERS` or `_WRITERS`: what reads its sheets or makes its bytes. Here
stands what all of them have in common: the file is read, the pack is checked by the pack reader before anything
is written, and the account of what was guessed or left out goes with it.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaudit.core.measures import kind_of
from qaudit.core.standards import Pack, PackRef
from qaudit.core.text import printable
from qaudit.desk.authoring import Authoring
from qaudit.desk.files import read_bytes, replacing, write_new
from qaudit.errors import UsageError
from qaudit.interop.imported import FATE_WORDS, Fate, Imported, ImportNote, ImportRefused, Wishes
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.core.upkeep import PackUpkeep
    from qaudit.interop.sheets import SheetFile
    from qaudit.packs.library import Library
    from qaudit.packs.writer import Remarks

__all__ = [
    "FATE_WORDS",
    "Exchange",
    "Fate",
    "ImportNote",
    "ImportRefused",
    "PackFormat",
    "SentOut",
    "TakenIn",
    "Wishes",
    "counted_kinds",
]


class PackFormat(StrEnum):
    """A form in which others hold their standards."""

    TABLE = "table"
    XLSFORM = "xlsform"
    SAFETYCULTURE = "safetyculture"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An import that was written: the pack, its file, and the account of the import.

    `rows` and `left_out` count the rows of the file, as `Imported` does.
    """

    pack: Pack
    path: Path
    form: PackFormat
    notes: tuple[ImportNote, ...]
    rows: int = 0
    left_out: tuple[tuple[str, int], ...] = ()


Writer = Callable[[Pack, "PackUpkeep"], tuple[bytes, tuple[ImportNote, ...]]]
"""A pack, and what its file says to the checker; gives the bytes of a file, and what is not in it."""
SheetsReader = Callable[["SheetFile", Wishes], Imported]
"""The sheets of a file and what the user said about it; gives a pack. Raises `ImportRefused`."""


@dataclass(frozen=True, slots=True)
class SentOut:
    """A pack that was written as others hold it, with an account of what that form has no place for."""

    ref: PackRef
    path: Path
    form: PackFormat
    notes: tuple[ImportNote, ...]


class Exchange:
    """The desk of those who bring standards from elsewhere, or take them there, over one library."""

    def __init__(self, library: "Library", today: Callable[[], date]) -> None:
        self._library = library
        self._today = today

    def export_pack(self, name: str, target: Path | None, form: PackFormat = PackFormat.TABLE) -> SentOut:
        """Writes a pack of any name that `load` takes as a file of that form, whole or not at all.

        The target's ending says which file it is; without a target it is a workbook in this folder.
        Raises `PackNotFound`, `PackInvalid`, `UsageError`.
        """
        from qaudit.packs.upkeep import upkeep_of

        authoring = Authoring(self._library)
        loaded = authoring.load(name)
        ref = loaded.pack.ref
        path = target or Path(f"{ref.pack}-{ref.edition}.xlsx")
        data, notes = _writer_of(form, path)(loaded.pack, upkeep_of(authoring.flat(loaded)))
        with replacing(path) as file:
            file.write(data)
        return SentOut(ref, path, form, notes)

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
        told = Wishes(day=self._today(), stem=source.stem, **dict(wishes or {}))
        found, imported = _read(data, str(source), form, told)
        text = checked_text(imported, source)
        path = target or Path(imported.pack.ref.pack) / f"{imported.pack.ref.edition}.yaml"
        write_new(path, text)
        return TakenIn(imported.pack, path, found, imported.notes, imported.rows, imported.left_out)


def counted_kinds(pack: Pack) -> tuple[tuple[str, int], ...]:
    """How many standards of each kind a pack has, the most first."""
    counts = Counter(kind_of(standard.measure) for standard in pack.standards)
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _read(data: bytes, source: str, asked: PackFormat | None, wishes: Wishes) -> tuple[PackFormat, Imported]:
    """The pack of a file, as the form that was asked for, or else the one that its content shows."""
    from qaudit.interop.opening import open_sheets
    from qaudit.interop.safetyculture_json import looks_like_inspection
    from qaudit.interop.xlsform_sheets import is_form

    is_json = looks_like_inspection(data) or source.casefold().endswith(".json")
    if asked is PackFormat.SAFETYCULTURE or (asked is None and is_json):
        from qaudit.interop.safetyculture_reading import read_safetyculture

        return PackFormat.SAFETYCULTURE, read_safetyculture(data, source, wishes)
    sheets = open_sheets(data, source, wishes.encoding)
    form = asked or (PackFormat.XLSFORM if is_form(sheets) else PackFormat.TABLE)
    return form, _SHEETS_READERS[form](sheets, wishes)


def checked_text(imported: Imported, source: Path) -> str:
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


def _read_table(sheets: "SheetFile", wishes: Wishes) -> Imported:
    from qaudit.interop.table_reading import pack_of_sheets

    return pack_of_sheets(sheets, wishes)


def _read_form(sheets: "SheetFile", wishes: Wishes) -> Imported:
    from qaudit.interop.xlsform_reading import read_xlsform

    return read_xlsform(sheets, wishes)


_SHEETS_READERS: dict[PackFormat, SheetsReader] = {
    PackFormat.TABLE: _read_table,
    PackFormat.XLSFORM: _read_form,
}


def _writer_of(form: PackFormat, path: Path) -> Writer:
    """What writes a form into a file of that ending. Raises `UsageError` for an ending that nothing writes."""
    writers = _WRITERS.get(form, {})
    if not writers:
        raise UsageError(_("{form} is read and not written", form=form.value), "--to table")
    writer = writers.get(path.suffix.casefold())
    if writer is None:
        raise UsageError(
            _("{path}: {form} is not written with that ending", path=path, form=form.value),
            _("end the name with one of {endings}", endings=", ".join(writers)),
        )
    return writer


def _table_as_csv(pack: Pack, upkeep: "PackUpkeep") -> tuple[bytes, tuple[ImportNote, ...]]:
    from qaudit.interop.table_files import pack_as_csv

    return pack_as_csv(pack, upkeep), ()


def _table_as_xlsx(pack: Pack, upkeep: "PackUpkeep") -> tuple[bytes, tuple[ImportNote, ...]]:
    from qaudit.interop.table_files import pack_as_xlsx

    return pack_as_xlsx(pack, upkeep), ()


def _form_as_xlsx(pack: Pack, upkeep: "PackUpkeep") -> tuple[bytes, tuple[ImportNote, ...]]:
    from qaudit.interop.xlsform_writing import write_xlsform

    return write_xlsform(pack)


_WRITERS: dict[PackFormat, dict[str, Writer]] = {
    PackFormat.TABLE: {".xlsx": _table_as_xlsx, ".csv": _table_as_csv},
    PackFormat.XLSFORM: {".xlsx": _form_as_xlsx},
}

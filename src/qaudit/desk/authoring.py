"""The brand office's verbs on packs: list, show, check, and score readings without a store."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.judging import judge_visit
from qaudit.core.scorecard_document import Document, score_fields
from qaudit.core.scoring import Scorecard, score_judged
from qaudit.core.standards import PackRef
from qaudit.core.visits import Observation
from qaudit.desk.facts import check_facts
from qaudit.desk.files import read_bytes, write_new
from qaudit.desk.readings_table import read_readings_table
from qaudit.packs.library import Library, LoadedPack, PackEntry
from qaudit.packs.starter import Beginning, first_edition, starter_text

if TYPE_CHECKING:
    from qaudit.desk.editions import SideBySide
    from qaudit.packs.flat import FlatValue
    from qaudit.packs.reader import ReadPack

__all__ = ["Authoring", "Beginning", "LoadedPack", "PackEntry", "ReadPack", "unvisited_document"]


_SCHEMA = "pack.schema.json"
KeptDigest = Callable[[PackRef], str | None]
"""The digest that visits used of an edition; None where no visit did."""


class Authoring:
    """The desk of those who write standards, over one library. It needs no store.

    Where there is one to look into, `kept_digest` tells of the editions that visits used.
    """

    def __init__(self, library: Library, kept_digest: KeptDigest | None = None) -> None:
        self._library = library
        self._kept_digest = kept_digest

    def entries(self) -> tuple[PackEntry, ...]:
        """Every pack of the library, faulty ones with their problems."""
        return self._library.entries()

    def load(self, name: str) -> LoadedPack:
        """A pack by `PACK`, `PACK@EDITION` or path. Raises `PackNotFound`, `PackInvalid`."""
        return self._library.load(name)

    def check(self, path: Path) -> "ReadPack":
        """All problems of one file, what an editor would say of it, and its pack where it has no fault.

        An edition that a visit used with other contents is a fault. Raises `UsageError` for no file.
        """
        data = read_bytes(path)
        read = self._library.read(path, data, is_judged=True)
        if read.pack is None or self._kept_digest is None:
            return read
        from qaudit.packs.frozen import against_kept

        return against_kept(read, data, str(path), self._kept_digest(read.pack.ref))

    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of pack files."""
        from qaudit.packs.schema import pack_schema

        return pack_schema()

    def begin(self, begun: Beginning, folder: Path, day: date) -> Path:
        """Writes a commented first edition `folder/NAME/EDITION.yaml`, with the schema its head names.

        In a library of several shelves the schema lies above the folder: it is named there. Raises `UsageError`
        for a bad name or language, and where the file is there already.
        """
        from qaudit.packs.schema import pack_schema_text

        text = starter_text(begun, day)
        path = folder / begun.name / f"{first_edition(day)}.yaml"
        schema = folder / _SCHEMA
        is_above = not schema.exists() and (folder.resolve().parent / _SCHEMA).exists()
        write_new(path, text.replace(f"=../{_SCHEMA}", f"=../../{_SCHEMA}", 1) if is_above else text)
        if not is_above and not schema.exists():
            write_new(schema, pack_schema_text())
        return path

    def flat(self, loaded: LoadedPack) -> "tuple[FlatValue, ...]":
        """Every value of a loaded pack with the place that set it, in its own file or in one it builds on."""
        return self._library.flat(loaded.path)

    def side_by_side(self, before: str, after: str) -> "SideBySide":
        """Two packs of any name that `load` takes, with what the second changed.

        Raises `PackNotFound`, `PackInvalid`.
        """
        from qaudit.desk.editions import side_by_side

        return side_by_side(self.load(before), self.load(after))

    def score(self, name: str, table: Path, facts: Mapping[str, str]) -> tuple[LoadedPack, Scorecard]:
        """The scorecard of readings from a table, under a pack of any name that `load` takes.

        Raises `PackNotFound`, `PackInvalid`, `ReadingRefused`, `UsageError`.
        """
        loaded = self.load(name)
        pack = loaded.pack
        known = dict(check_facts(pack, facts))
        standards = {standard.code: standard for standard in pack.standards}
        rows = read_readings_table(read_bytes(table), str(table), standards)
        readings = {row.code: Observation(row.code, row.reading, row.note) for row in rows}
        judged = judge_visit(pack, known, readings, {})
        return loaded, score_judged(pack, judged)


def unvisited_document(loaded: LoadedPack, card: Scorecard) -> Document:
    """The scorecard document of readings that belong to no visit."""
    about = {"visit": None, "pack": str(loaded.pack.ref), "digest": loaded.digest}
    return {**about, "scoring_version": card.scoring_version, "status": "open", **score_fields(card)}

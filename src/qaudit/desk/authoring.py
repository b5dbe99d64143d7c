"""The brand office's verbs on packs: list, show, check, and score readings without a store."""

from collections.abc import Mapping
from pathlib import Path

from qaudit.core.judging import judge_visit
from qaudit.core.scorecard_document import Document, score_fields
from qaudit.core.scoring import Scorecard, score_judged
from qaudit.core.standards import Pack
from qaudit.core.visits import Observation
from qaudit.desk.fieldwork import check_facts
from qaudit.desk.readings_table import read_readings_table
from qaudit.errors import PackInvalid, UsageError
from qaudit.packs.library import Library, LoadedPack, PackEntry
from qaudit.packs.reader import ReadPack, read_pack
from qaudit.packs.schema import pack_schema
from qaudit.packs.snapshot import digest_of


class Authoring:
    """The desk of those who write standards, over one library. It needs no store."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def entries(self) -> tuple[PackEntry, ...]:
        """Every pack of the library, faulty ones with their problems."""
        return self._library.entries()

    def load(self, name: str) -> LoadedPack:
        """A pack by `PACK`, `PACK@EDITION` or path. Raises `PackNotFound`, `PackInvalid`."""
        return self._library.load(name)

    def check(self, path: Path) -> ReadPack:
        """All problems of one file, and its pack where it has no fault. Raises `UsageError` for no file."""
        return read_pack(read_bytes(path), str(path))

    def schema(self) -> Mapping[str, object]:
        """The JSON Schema of pack files."""
        return pack_schema()

    def score(self, path: Path, table: Path, facts: Mapping[str, str]) -> tuple[Pack, Scorecard]:
        """The scorecard of readings from a table, under a pack file. Raises `PackInvalid`, `ReadingRefused`."""
        found = self.check(path)
        if found.pack is None:
            raise PackInvalid(str(path), found.problems)
        pack = found.pack
        standards = {standard.code: standard for standard in pack.standards}
        rows = read_readings_table(read_bytes(table), str(table), standards)
        readings = {row.code: Observation(row.code, row.reading, row.note) for row in rows}
        judged = judge_visit(pack, dict(check_facts(pack, facts)), readings, {})
        return pack, score_judged(pack, judged)


def unvisited_document(pack: Pack, card: Scorecard) -> Document:
    """The scorecard document of readings that belong to no visit."""
    status = {"visit": None, "pack": str(pack.ref), "digest": digest_of(pack), "status": "open"}
    return {**status, **score_fields(card)}


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that the user named. Raises `UsageError`."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise UsageError(f"{path} cannot be read: {fault.strerror or fault}", "check the name") from None

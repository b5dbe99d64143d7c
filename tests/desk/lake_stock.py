"""A store whose visits are published, amended and made void at once, and the lake beside it."""

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from qaudit.core.changes import ReadingSet, write_moment
from qaudit.core.journal import Act
from qaudit.core.people import Person
from qaudit.core.scorecard_document import scorecard_document
from qaudit.core.standards import Pack
from qaudit.core.visits import Auditor, Branch, Visit, VisitKind, VisitStatus
from qaudit.core.walk import PackIndex, Walk, walk_visit
from qaudit.desk.lake.keeping import Lake
from qaudit.lake.manifest import Manifest, read_manifest
from qaudit.lake.parts import read_part
from qaudit.lake.schema import TABLES
from qaudit.packs.reader import read_pack
from qaudit.packs.snapshot import digest_of_snapshot, write_snapshot
from qaudit.store.store import KeptPack, Store
from tests.builders import SHOPPER, VISIT_ID, a_reading
from tests.corner_shop import CORNER_SHOP


def _corner_shop() -> Pack:
    pack = read_pack(CORNER_SHOP.replace("SHOWN", "true").encode(), "corner-shop.yaml").pack
    assert pack is not None
    return pack


PACK = _corner_shop()
SNAPSHOT = write_snapshot(PACK)
KEPT = KeptPack(digest_of_snapshot(SNAPSHOT), PACK.ref, SNAPSHOT)
GOOD = {
    "ARR-01": "45s", "ARR-02": "yes", "ARR-03": "yes", "TLK-01": "badge+apron", "TLK-02": "shown", "TLK-03": "5",
    "TLK-04": "1", "TLK-05": "21:10", "TLK-06": "Dana Levi was kind",
}  # fmt: skip
"""All is met. The words name somebody."""
BAD = {**GOOD, "ARR-01": "130s", "ARR-02": "na", "TLK-01": "badge", "TLK-03": "2", "TLK-05": "unseen"}
"""A critical miss, one put aside, one partly met, one missed, one not seen."""
WREN = Auditor("wren")
"""Another one than `SHOPPER`."""
NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
HAIFA = Branch("HAI-01", "Harbour Haifa", "North", "IL", "Quays", "Asia/Jerusalem")
YORK = Branch("NYC-01", "New York", "East", "US", "Quays", "America/New_York")
PLAIN = Branch("ACR-02", "Acre")
HOSTILE = (
    Branch("H1", "x", brand="a/../b=1"),
    Branch("H2", "x", brand=".."),
    Branch("H3", "x", brand="ב" * 200),
    Branch("H4", "x", brand='tail. "*?%41\u202e'),
)


@dataclass
class LakeStock:
    """`store` and `lake`, which lies in `folder`; days go by as visits are made."""

    store: Store
    folder: Path
    person: Person | None = None
    made: int = 0
    at: datetime = NOON
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store.add_auditor(SHOPPER)
        self.store.add_auditor(WREN)
        self.store.keep_pack(KEPT)

    @property
    def lake(self) -> Lake:
        return Lake(lambda: self.store, self.folder, lambda: self.at, lambda: self.person)

    @property
    def manifest(self) -> Manifest:
        found = read_manifest(self.folder)
        assert found is not None
        return found

    def elsewhere(self, *, folder: Path | None = None, store: Store | None = None) -> "LakeStock":
        """The same visits with another lake, or through another store."""
        found = copy(self)
        found.folder, found.store = folder or self.folder, store or self.store
        return found

    # Deeds.

    def submit(
        self,
        readings: Mapping[str, str] = GOOD,
        branch: Branch = HAIFA,
        left: datetime = NOON,
        kind: VisitKind = VisitKind.UNANNOUNCED,
        auditor: Auditor = SHOPPER,
    ) -> str:
        """A submitted visit with these readings."""
        self.made += 1
        if branch not in self.store.branches():
            self.store.add_branch(branch)
        opened = Visit(
            f"{VISIT_ID[:-6]}{self.made:06}", PACK.ref, KEPT.digest, branch, auditor, VisitStatus.OPEN,
            left - timedelta(minutes=30), kind=kind, facts=(("channel", "desk"),),
        )  # fmt: skip
        visit = self.store.open_visit(opened, "heron", opened.opened_at)
        changes = [ReadingSet(code, a_reading(PACK, code, text)) for code, text in readings.items()]
        self.store.write(visit.id, changes, who="heron", at=left)
        self.store.submit(
            visit.id, left_at=left, at=left + timedelta(hours=1), who="heron", scorecard=document_of
        )
        return visit.id

    def publish(self, *keys: Any, embargo: timedelta = timedelta(), **named: Any) -> str:
        """A published visit."""
        visit = self.submit(*keys, **named)
        with self.deed(visit) as deed:
            deed.move(VisitStatus.PUBLISHED)
            deed.publish(self.at + embargo)
            deed.tell(Act.PUBLISHED, became=write_moment(self.at + embargo))
        self.ids.append(visit)
        return visit

    def amend(self, visit: str, **readings: str) -> None:
        """Another scorecard beside the old ones, as a decided appeal makes it."""
        with self.deed(visit) as deed:
            stands = {seen.code: seen for seen in deed.visit.observations}
            for code, text in readings.items():
                name = code.replace("_", "-")
                stands[name] = replace(stands[name], reading=a_reading(PACK, name, text))
            deed.keep_scorecard(document_of(replace(deed.visit, observations=tuple(stands.values()))), "So")

    def close(self, visit: str) -> None:
        """Nothing of it can be appealed any more."""
        with self.deed(visit) as deed:
            deed.move(VisitStatus.CLOSED)
            deed.tell(Act.CLOSED)

    def void(self, visit: str) -> None:
        """It counts nowhere."""
        with self.deed(visit) as deed:
            deed.move(VisitStatus.VOID)
            deed.tell(Act.VOIDED)

    def deed(self, visit: str) -> Any:
        self.at += timedelta(minutes=1)
        return self.store.life.deed(visit, who="hq", at=self.at)

    # What is there.

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table of the lake, by visit (or branch and day) and place in the pack."""
        files = [path.removeprefix(f"{table}/") for path in self.manifest.paths(table)]
        found = [row for file in files for row in read_part(self.folder, table, file).to_pylist()]
        first = ("branch", "day", "kind") if table == "doubles" else ("visit",)
        return sorted(found, key=lambda row: [row.get(name, "") for name in (*first, "section", "code")])

    def contents(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that the lake says."""
        return {table: self.rows(table) for table in TABLES}

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Every file of the folder but the lock, with its bytes and when it was written."""
        return {
            file.relative_to(self.folder).as_posix(): (file.read_bytes(), file.stat().st_mtime_ns)
            for file in sorted(self.folder.rglob("*"))
            if file.is_file() and file.name != ".lock"
        }


def walk_of(visit: Visit) -> Walk:
    """The visit with its verdicts and scores."""
    return walk_visit(PackIndex(PACK), visit)


def document_of(visit: Visit) -> str:
    """The scorecard document of a visit as it stands."""
    return json.dumps(scorecard_document(visit, walk_of(visit).scorecard()))

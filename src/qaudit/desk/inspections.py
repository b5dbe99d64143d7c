"""Inspections of others taken in as visits: opened, filled and submitted like any other, and told in the journal.

Everything is made and checked before the store is touched, so that a document that cannot be kept leaves nothing
behind. The visit's id follows from the document, so that one inspection is taken in once.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from qaudit.core.changes import Change, NoteSet, ReadingSet
from qaudit.core.scoring import Score
from qaudit.core.text import printable, storable
from qaudit.core.visits import Visit, VisitKind, VisitStatus
from qaudit.core.walk import PackIndex, Walk, walk_visit
from qaudit.desk.exchange import checked_text
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import read_bytes, write_new
from qaudit.desk.world import World
from qaudit.errors import PackChanged, UsageError, VisitIncomplete, VisitNotFound
from qaudit.interop.imported import ImportNote, ImportRefused, Wishes
from qaudit.interop.safetyculture_reading import ReadInspection, Scored, read_inspection
from qaudit.packs.reader import read_pack
from qaudit.packs.snapshot import digest_of_snapshot, write_snapshot
from qaudit.speech import _
from qaudit.store.store import KeptPack, Store

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class TakenVisit:
    """A visit that was taken in. `said` is the score that the document gives itself, if it does."""

    walk: Walk
    inspection: str
    author: str
    said: Scored | None
    notes: tuple[ImportNote, ...]


class Inspections:
    """The desk of those who bring finished inspections along."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def take_in(
        self,
        source: Path,
        branch_code: str,
        auditor_alias: str,
        *,
        kind: VisitKind = VisitKind.ANNOUNCED,
        pack_file: Path | None = None,
        today: date,
    ) -> TakenVisit:
        """Takes in a SafetyCulture inspection (JSON) as a submitted visit, its template as the visit's pack.

        The pack is written to `pack_file` where one is given. Raises `UsageError`, `ImportRefused`, `PackChanged`.
        """
        read = read_inspection(read_bytes(source), str(source), Wishes(day=today, stem=source.stem))
        text = checked_text(read.imported, source)
        pack = read_pack(text.encode(), source.name).pack
        assert pack is not None, "checked_text refuses packs with faults"
        document = write_snapshot(pack)
        kept = KeptPack(digest_of_snapshot(document), pack.ref, document, None, None)
        visit = self._new_visit(read, kept, branch_code, auditor_alias, kind)
        self._check(source, read, walk_visit(PackIndex(pack), replace(visit, observations=read.observations)))
        self._refuse_known(visit, kept)
        if pack_file is not None:
            write_new(pack_file, text)
        self._keep(source, read, visit, kept)
        walk = self._fieldwork.submit(visit.id, left_at=read.completed or visit.opened_at)
        return TakenVisit(walk, read.id, read.author, read.said, read.imported.notes)

    def _new_visit(
        self, read: ReadInspection, kept: KeptPack, branch_code: str, auditor_alias: str, kind: VisitKind
    ) -> Visit:
        now = self._world.now()
        opened = min(read.started or read.completed or now, now)
        return Visit(
            id=visit_id(read.id, opened),
            pack=kept.ref,
            digest=kept.digest,
            branch=self._store.branch(branch_code),
            auditor=self._store.auditor(auditor_alias),
            status=VisitStatus.OPEN,
            opened_at=opened,
            kind=kind,
            utc_offset_minutes=self._world.offset_minutes(opened),
        )

    def _check(self, source: Path, read: ReadInspection, walk: Walk) -> None:
        """The visit has to be whole, and its points the document's."""
        if walk.gaps:
            raise VisitIncomplete(
                walk.visit.id, [gap.code for gap in walk.gaps], [gap.sentence for gap in walk.gaps]
            )
        earned: Score = walk.scorecard().total
        if (earned.earned, earned.possible) != (read.items.earned, read.items.possible):
            fault = _(
                "its items have {earned} of {possible} points, which no visit can have",
                earned=read.items.earned,
                possible=read.items.possible,
            )
            raise ImportRefused(str(source), [fault], _("look for items below 0 or above their whole"))

    def _refuse_known(self, visit: Visit, kept: KeptPack) -> None:
        try:
            self._store.visit(visit.id)
        except VisitNotFound:
            before = self._store.digest_of_edition(kept.ref)
            if before is not None and before != kept.digest:
                raise PackChanged(str(kept.ref), before, kept.digest) from None
            return
        raise UsageError(
            _("The inspection was taken in already: visit {id}", id=visit.id),
            _("an inspection is one visit; nothing was changed"),
        )

    def _keep(self, source: Path, read: ReadInspection, visit: Visit, kept: KeptPack) -> None:
        who, at = visit.auditor.alias, self._world.now()
        self._store.keep_pack(kept)
        self._store.open_visit(visit, who=who, at=at)
        changes: list[Change] = []
        for seen in read.observations:
            if seen.reading is not None:
                changes.append(ReadingSet(seen.code, seen.reading))
            if seen.note:
                changes.append(NoteSet(seen.code, storable(seen.note)))
        self._store.write(visit.id, changes, who=who, at=at, why=_why(source, read))


def visit_id(inspection: str, opened: datetime) -> str:
    """The id of an inspection's visit: a UUID of version 7 out of the inspection's moment and its own id."""
    chance = int.from_bytes(hashlib.sha256(inspection.encode()).digest()[:10])
    milliseconds = max(int(opened.astimezone(UTC).timestamp() * 1000), 0)
    low = (chance & (2**62 - 1)) | (0b10 << 62)
    return str(UUID(int=(milliseconds & (2**48 - 1)) << 80 | 7 << 76 | (chance >> 62 & 0xFFF) << 64 | low))


def _why(source: Path, read: ReadInspection) -> str:
    """What the journal says of the import; in English in every language, as all that is stored."""
    parts = [f"taken in from SafetyCulture inspection {read.id}", f"file {source.name}"]
    if read.author:
        parts.append(f"by {read.author}")
    return ", ".join(printable(part, one_line=True)[: _LONGEST_NAME * 2] for part in parts)

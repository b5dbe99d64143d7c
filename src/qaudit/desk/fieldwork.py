"""The auditor's verbs: open a visit, record, note, mark, attach, undo, fill, submit.

Every verb that changes a visit takes the `Walk` its caller has on the screen and gives a `Step`: the walk of
the visit as it now stands on the disk. When a verb returns, the change is durable.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.changes import Change, EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet, apply, subject_of
from qaudit.core.journal import JournalEntry, act_of, last_undoable
from qaudit.core.lifecycle import FINISHED, Verb
from qaudit.core.people import Person, Role
from qaudit.core.problems import nearest
from qaudit.core.scorecard_document import Document, scorecard_document
from qaudit.core.standards import Pack, PackRef
from qaudit.core.visits import Evidence, Visit, VisitKind, VisitStatus
from qaudit.core.walk import PackIndex, Walk, walk_visit
from qaudit.desk.documents.designs import design_of
from qaudit.desk.facts import check_facts
from qaudit.desk.files import read_bytes
from qaudit.desk.permits import permit, refuse_unseen
from qaudit.desk.readings_table import checked_note, find_standard, read_for, read_readings_table
from qaudit.desk.turning_back import change_back
from qaudit.desk.world import World
from qaudit.errors import (
    EvidenceRefused,
    MarkRefused,
    PackChanged,
    UnknownEvent,
    UsageError,
    VisitIncomplete,
    VisitSubmitted,
)
from qaudit.packs.library import Library, LoadedPack
from qaudit.packs.snapshot import read_snapshot
from qaudit.speech import _
from qaudit.store.store import KeptPack, Store

if TYPE_CHECKING:
    from qaudit.reports.design import Design


def _nobody_named() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Step:
    """What a verb did. `entries` are the journal entries it made: none where nothing changed.

    `met_others` is true where another terminal had written to the visit in between: the walk shows both.
    """

    walk: Walk
    entries: tuple[JournalEntry, ...]
    met_others: bool = False


class Fieldwork:
    """The auditor's desk over one store and one library."""

    def __init__(
        self,
        store: Store,
        library: Library,
        world: World,
        acting: Callable[[], Person | None] = _nobody_named,
    ) -> None:
        """`acting` gives who sits at the desk; None where nobody is named: then it is the visit's auditor."""
        self._store = store
        self._library = library
        self._world = world
        self._acting = acting
        self._indexes: dict[str, PackIndex] = {}

    def open_visit(
        self,
        pack_name: str,
        branch_code: str,
        auditor_alias: str,
        facts: Mapping[str, str],
        kind: VisitKind = VisitKind.UNANNOUNCED,
        planned_for: date | None = None,
    ) -> Walk:
        """A new visit, open; or planned, where a day of its branch is given.

        Facts may be left out; standards that ask for them are then not asked (S06).

        Raises `PackNotFound`, `PackInvalid`, `PackChanged`, `UsageError`.
        """
        loaded = self._library.load(pack_name)
        self._refuse_changed_edition(loaded)
        checked = check_facts(loaded.pack, facts)
        now = self._world.now()
        visit = Visit(
            id=self._world.new_id(),
            pack=loaded.pack.ref,
            digest=loaded.digest,
            branch=self._store.branch(branch_code),
            auditor=self._store.auditor(auditor_alias),
            status=VisitStatus.OPEN if planned_for is None else VisitStatus.PLANNED,
            opened_at=now,
            kind=kind,
            facts=checked,
            utc_offset_minutes=self._world.offset_minutes(now),
            planned_for=planned_for,
        )
        self._store.keep_pack(
            KeptPack(loaded.digest, loaded.pack.ref, loaded.document, loaded.logo, loaded.logo_name)
        )
        acting = self._acting()
        who = auditor_alias if acting is None else acting.alias
        return walk_visit(self._index(loaded.digest), self._store.open_visit(visit, who=who, at=now))

    def walk(self, visit_id: str) -> Walk:
        """The visit as it stands on the disk. Raises `VisitNotFound`; `NotAllowed` where a branch may not see it."""
        visit = self._store.visit(self._store.resolve_visit_id(visit_id))
        refuse_unseen(visit, self._acting(), self._world.now())
        return walk_visit(self._index(visit.digest), visit)

    def refresh(self, walk: Walk) -> Walk:
        """The same walk where nobody else wrote; else the visit as it stands now."""
        if self._store.version(walk.visit.id) == walk.visit.version:
            return walk
        return self.walk(walk.visit.id)

    def journal(self, visit_id: str) -> tuple[JournalEntry, ...]:
        """The whole life of a visit, oldest entry first. Raises `NotAllowed` where a branch may not see it yet."""
        found = self._store.resolve_visit_id(visit_id)
        if (acting := self._acting()) is not None:
            refuse_unseen(self._store.visit(found), acting, self._world.now())
        return self._store.journal(found)

    def record(
        self,
        walk: Walk,
        code: str,
        written: str,
        *,
        note: str | None = None,
        evidence: Sequence[Path] = (),
        who: str = "",
        why: str = "",
    ) -> Step:
        """A reading, written as in `docs/commands.md`, with its note and files where given: all or none.

        Raises `UnknownStandard`, `ReadingRefused`, `EvidenceRefused`, `VisitSubmitted`.
        """
        standard = find_standard(code, walk.index.standard)
        changes: list[Change] = [ReadingSet(code, read_for(standard, written))]
        if note is not None:
            changes.append(NoteSet(code, checked_note(code, note)))
        if evidence:
            changes.append(EvidenceSet(code, self._with_files(walk, code, evidence)))
        return self._write(walk, changes, who, why)

    def clear(self, walk: Walk, code: str, *, who: str = "", why: str = "") -> Step:
        """Takes a reading away; its note and evidence stay."""
        find_standard(code, walk.index.standard)
        return self._write(walk, [ReadingSet(code, None)], who, why)

    def write_note(self, walk: Walk, code: str, note: str, *, who: str = "") -> Step:
        """A note beside a standard, before or after its reading; empty to take it away."""
        find_standard(code, walk.index.standard)
        return self._write(walk, [NoteSet(code, checked_note(code, note))], who, "")

    def attach(self, walk: Walk, code: str, path: Path, *, who: str = "") -> Step:
        """Copies a file into the evidence folder and ties it to a standard. Raises `EvidenceRefused`."""
        find_standard(code, walk.index.standard)
        return self._write(walk, [EvidenceSet(code, self._with_files(walk, code, [path]))], who, "")

    def detach(self, walk: Walk, code: str, digest: str, *, who: str = "", why: str = "") -> Step:
        """Unties a file from a standard; the file itself is kept, so that this can be undone."""
        find_standard(code, walk.index.standard)
        seen = self.refresh(walk).visit.observation(code)
        already = seen.evidence if seen else ()
        left = tuple(kept for kept in already if kept.digest != digest)
        if len(left) == len(already):
            raise EvidenceRefused(_("{code} has no evidence {digest}", code=code, digest=digest))
        return self._write(walk, [EvidenceSet(code, left)], who, why)

    def evidence_path(self, kept: Evidence) -> Path | None:
        """Where a kept file lies, or None where it is missing."""
        path = self._store.evidence.path_of(kept)
        return path if path.is_file() else None

    def mark(
        self, walk: Walk, event: str, at: datetime | None = None, *, who: str = "", why: str = ""
    ) -> Step:
        """Marks an event, now or at a moment (UTC). A mark that is there already is corrected, with a reason.

        Raises `UnknownEvent`, `MarkRefused`, `VisitSubmitted`.
        """
        now = self._world.now()
        self._check_event(walk.pack, event)
        moment = at or now
        if moment > now + timedelta(minutes=1):
            raise MarkRefused(
                _("{event}: {moment} UTC lies ahead", event=event, moment=f"{moment:%Y-%m-%d %H:%M:%S}"),
                _("mark what has happened"),
            )
        if self.refresh(walk).visit.mark(event) is not None and not why.strip():
            raise MarkRefused(
                _("{event} is marked already", event=event), _("a correction needs a reason: --why")
            )
        return self._write(walk, [MarkSet(event, moment)], who, why)

    def mark_all(self, walk: Walk, marks: Mapping[str, datetime], *, who: str = "", why: str = "") -> Step:
        """Many marks at once, all or none; used for time notes after the auditor looked at them."""
        for event in marks:
            self._check_event(walk.pack, event)
        changes = [MarkSet(event, at) for event, at in marks.items()]
        return self._write(walk, changes, who, why or "time notes")

    def unmark(self, walk: Walk, event: str, *, why: str, who: str = "") -> Step:
        """Takes a mark away, with a reason."""
        self._check_event(walk.pack, event)
        if not why.strip():
            raise MarkRefused(
                _("{event} is not taken away without a reason", event=event), _("say why: --why")
            )
        return self._write(walk, [MarkSet(event, None)], who, why)

    def correct_fact(self, walk: Walk, name: str, key: str, *, why: str = "", who: str = "") -> Step:
        """What is true of the visit after all. Other standards may be asked then; readings stay (S06)."""
        check_facts(walk.pack, {name: key})
        return self._write(walk, [FactSet(name, key)], who, why)

    def fill_from(self, walk: Walk, path: Path, *, who: str = "") -> Step:
        """`fill` from a file. Raises `UsageError` where it cannot be read."""
        return self.fill(walk, read_bytes(path), str(path), who=who)

    def fill(self, walk: Walk, data: bytes, source: str, *, who: str = "") -> Step:
        """Many readings from a CSV table (`code,reading,note`): all or nothing."""
        changes: list[Change] = []
        for row in read_readings_table(data, source, walk.index.standard):
            if row.reading is not None:
                changes.append(ReadingSet(row.code, row.reading))
            if row.note:
                changes.append(NoteSet(row.code, row.note))
        return self._write(walk, changes, who, f"filled from {source}")

    def undo(self, walk: Walk, *, who: str = "") -> Step:
        """Takes back the last change that was not taken back yet; no entries where there is none."""
        current = self.refresh(walk)
        entry = last_undoable(self._store.journal(walk.visit.id))
        if entry is None:
            return Step(current, ())
        change = change_back(entry, current.index.standard)
        return self._write(current, [change], who, "undo", undoes=entry.number)

    def submit(self, visit_id: str, *, left_at: datetime | None = None, who: str = "") -> Walk:
        """Submits a visit that is complete. Without a time of leaving, the last mark is taken, or else now.

        Raises `VisitIncomplete`, `VisitSubmitted`, `UsageError`.
        """
        walk = self.walk(visit_id)
        now = self._world.now()
        self._permit(Verb.SUBMIT, walk.visit, now)
        self._refuse_unanswered(walk.visit)
        left = left_at or default_leaving(walk.visit, now)
        if left > now + timedelta(minutes=1):
            raise UsageError(_("The time of leaving lies ahead"), _("give the time you left the branch"))
        submitted = self._store.submit(
            walk.visit.id,
            left_at=left,
            at=now,
            who=who or walk.visit.auditor.alias,
            scorecard=self._final_document,
        )
        return walk_visit(walk.index, submitted)

    def scorecard(self, walk: Walk) -> Document:
        """The scorecard document: the newest that was kept (S19), or so far for a visit that is being written (S05)."""
        if walk.visit.status in FINISHED:
            kept: Document = json.loads(self._store.scorecards(walk.visit.id)[-1].document)
            return kept | {"status": walk.visit.status.value}
        return scorecard_document(walk.visit, walk.scorecard())

    def document_of(self, visit: Visit) -> str:
        """The scorecard document of a visit as it is given, as it is kept."""
        walk = walk_visit(self._index(visit.digest), visit)
        document = scorecard_document(visit, walk.scorecard())
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))

    def design_of(self, ref: PackRef) -> "Design | None":
        """The brand's own design for documents about a pack, as it is now. Raises `DesignBroken`."""
        return design_of(self._library, ref)

    def pack_of(self, digest: str) -> Pack:
        """The pack as visits used it, by the digest of its snapshot."""
        return self._index(digest).pack

    def walk_of(self, visit: Visit) -> Walk:
        """The walk of a visit that the caller holds."""
        return walk_visit(self._index(visit.digest), visit)

    def _with_files(self, walk: Walk, code: str, paths: Sequence[Path]) -> tuple[Evidence, ...]:
        self._permit(Verb.RECORD, walk.visit, self._world.now())
        seen = self.refresh(walk).visit.observation(code)
        by_digest = {kept.digest: kept for kept in (seen.evidence if seen else ())}
        for path in paths:
            kept = self._store.evidence.keep(path)
            by_digest.setdefault(kept.digest, kept)
        return tuple(by_digest.values())

    def _final_document(self, visit: Visit) -> str:
        walk = walk_visit(self._index(visit.digest), visit)
        if walk.gaps:
            codes = [gap.code for gap in walk.gaps]
            raise VisitIncomplete(
                visit.id, codes, [gap.sentence for gap in walk.gaps], [gap.quiet for gap in walk.gaps]
            )
        return self.document_of(visit)

    def _permit(self, verb: Verb, visit: Visit, now: datetime) -> None:
        """Only who was there writes what was seen, from the start to the submission.

        Raises `VisitSubmitted` for a visit that is finished, else `NotAllowed`.
        """
        if visit.status in FINISHED:
            raise VisitSubmitted(visit.id)
        person = self._acting() or Person(visit.auditor.alias, Role.SHOPPER)
        permit(verb, visit, person, now)

    def _refuse_unanswered(self, visit: Visit) -> None:
        """A returned visit is submitted again when each remark has its answer. Raises `VisitIncomplete`."""
        if visit.status is not VisitStatus.RETURNED:
            return
        waiting = [one for one in self._store.life.after(visit.id).remarks if not one.is_answered]
        if waiting:
            gaps = [
                _("{place}: remark {number} has no answer", place=one.code or visit.id, number=one.number)
                for one in waiting
            ]
            raise VisitIncomplete(visit.id, [one.code for one in waiting if one.code], gaps)

    def _write(
        self, walk: Walk, changes: Sequence[Change], who: str, why: str, undoes: int | None = None
    ) -> Step:
        visit = walk.visit
        at = self._world.now()
        self._permit(Verb.RECORD, visit, at)
        written = self._store.write(
            visit.id, changes, who=who or visit.auditor.alias, at=at, why=why, undoes=undoes
        )
        if written.version_before != visit.version:
            return Step(self.walk(visit.id), written.entries, met_others=True)
        if not written.entries:
            return Step(walk, ())
        return Step(_stepped(walk, changes, at, written.entries), written.entries)

    def _check_event(self, pack: Pack, event: str) -> None:
        if pack.event(event) is None:
            raise UnknownEvent(event, nearest(event, (known.name for known in pack.events)))

    def _refuse_changed_edition(self, loaded: LoadedPack) -> None:
        kept = self._store.digest_of_edition(loaded.pack.ref)
        if kept is not None and kept != loaded.digest:
            raise PackChanged(str(loaded.pack.ref), kept, loaded.digest, [str(ref) for ref in loaded.bases])

    def _index(self, digest: str) -> PackIndex:
        if digest not in self._indexes:
            self._indexes[digest] = PackIndex(read_snapshot(self._store.kept_pack(digest).document))
        return self._indexes[digest]


def default_leaving(visit: Visit, now: datetime) -> datetime:
    """The time of leaving that was given before the visit came back; else the last mark's moment, or `now`."""
    if visit.left_at is not None:
        return visit.left_at
    return max((mark.at for mark in visit.marks), default=now)


def _stepped(walk: Walk, changes: Sequence[Change], at: datetime, entries: tuple[JournalEntry, ...]) -> Walk:
    visit = walk.visit
    told = {(entry.act, entry.subject) for entry in entries}
    codes: list[str] = []
    events: list[str] = []
    for change in changes:
        if (act_of(change), subject_of(change)) in told:
            visit = apply(change, visit, at)
            (events if isinstance(change, MarkSet) else codes).append(subject_of(change))
    return walk.after(replace(visit, version=walk.visit.version + len(entries)), codes, events)

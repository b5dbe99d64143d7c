"""The store's door. Everything handed out is a frozen value of the core; every fault is a `QauditError`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from qaudit.core.changes import Change
from qaudit.core.journal import JournalEntry
from qaudit.core.problems import Problem
from qaudit.core.standards import PackRef
from qaudit.core.visits import Auditor, Branch, Visit, VisitStatus
from qaudit.store import directory, snapshots, visits, writing
from qaudit.store.branch_questions import BranchQuestions
from qaudit.store.damage import find_damage
from qaudit.store.engine import Database, read_target
from qaudit.store.evidence import EvidenceFolder
from qaudit.store.files import prepare_file
from qaudit.store.journal import read_journal
from qaudit.store.kept import KeptPack, KeptScorecard, VisitSummary, Written
from qaudit.store.lake_book import LakeBook
from qaudit.store.life_book import LifeBook
from qaudit.store.listing import VisitFilter, list_visits
from qaudit.store.report_folder import ReportFolder
from qaudit.store.round_questions import RoundQuestions
from qaudit.store.schema import bring_up_to_date
from qaudit.store.scorecards import read_scorecards
from qaudit.store.voice_book import VoiceBook
from qaudit.store.whole_visits import WholeVisit, take_in

__all__ = ["KeptPack", "KeptScorecard", "Store", "VisitSummary", "Written", "open_store"]

BUSY_SECONDS = 5.0


def open_store(
    target: str | Path, evidence_folder: Path | None = None, *, busy_seconds: float = BUSY_SECONDS
) -> "Store":
    """Opens the store at a path or URL; a new one is made, with its folders, and an older one is upgraded.

    `evidence_folder` is where evidence is kept: `evidence` beside a database file where none is given.
    `busy_seconds` is how long a write waits for another program's.
    Raises `StoreUnreachable`, `StoreOutOfDate`, `UsageError`.
    """
    found = read_target(target)
    if found.file is not None:
        prepare_file(found.file, found.where)
        evidence_folder = evidence_folder or found.file.parent / "evidence"
    database = Database(found, busy_seconds)
    try:
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return Store(database, EvidenceFolder(evidence_folder))


class Store:
    """Visits and everything around them. A method is one transaction; several threads may use one store."""

    def __init__(self, database: Database, evidence: EvidenceFolder) -> None:
        self._database = database
        self.evidence = evidence
        self.life = LifeBook(database)
        """What happens after a visit."""
        self.voices = VoiceBook(database)
        """What customers say."""
        self.questions = BranchQuestions(database)
        """What many visits say of one branch."""
        self.rounds = RoundQuestions(database)
        """What many visits say of many branches."""
        self.lake = LakeBook(database)
        """What the lake is made from."""
        self.reports = ReportFolder(evidence.folder and evidence.folder.parent / "reports")
        """The files of reports that were published."""

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives all connections back."""
        self._database.close()

    def describe(self) -> str:
        """Where the store is, without a password."""
        return self._database.where

    # Who and where.

    def add_branch(self, branch: Branch) -> None:
        """Raises `UsageError` where the code is taken."""
        with self._database.writing() as session:
            directory.add_branch(session, branch)

    def branch(self, code: str) -> Branch:
        """Raises `UsageError` where there is none, naming the nearest."""
        with self._database.reading() as session:
            return directory.find_branch(session, code)

    def branches(self) -> tuple[Branch, ...]:
        """All branches by code."""
        with self._database.reading() as session:
            return directory.all_branches(session)

    def add_auditor(self, auditor: Auditor) -> None:
        """Raises `UsageError` where the alias is taken."""
        with self._database.writing() as session:
            directory.add_auditor(session, auditor)

    def auditor(self, alias: str) -> Auditor:
        """Raises `UsageError` where there is none, naming the nearest."""
        with self._database.reading() as session:
            return directory.find_auditor(session, alias)

    def auditors(self) -> tuple[Auditor, ...]:
        """All auditors by alias."""
        with self._database.reading() as session:
            return directory.all_auditors(session)

    # Packs as visits used them.

    def keep_pack(self, pack: KeptPack) -> None:
        """Keeps a pack's snapshot; nothing where that digest is kept already."""
        with self._database.writing() as session:
            snapshots.keep_pack(session, pack)

    def kept_pack(self, digest: str) -> KeptPack:
        """Raises `PackNotFound`."""
        with self._database.reading() as session:
            return snapshots.find_kept_pack(session, digest)

    def digest_of_edition(self, ref: PackRef) -> str | None:
        """The digest that the newest visit of an edition used; None where no visit did."""
        with self._database.reading() as session:
            return snapshots.find_digest(session, ref)

    # Visits.

    def open_visit(self, visit: Visit, who: str, at: datetime) -> Visit:
        """Keeps a new, empty visit and the first entry of its journal; its pack has to be kept already.

        Raises `UsageError` where its branch or auditor is unknown or its id is taken.
        """
        with self._database.writing() as session:
            directory.find_branch(session, visit.branch.code)
            directory.find_auditor(session, visit.auditor.alias)
            visits.open_visit(session, visit, who, at)
            session.flush()
            return visits.read_visit(session, visit.id)

    def visit(self, visit_id: str) -> Visit:
        """A visit as it stands. Raises `VisitNotFound`, `RowUnreadable`."""
        with self._database.reading() as session:
            return visits.read_visit(session, visit_id)

    def resolve_visit_id(self, prefix: str) -> str:
        """The id that begins with `prefix`, of 6 characters or more.

        Raises `VisitNotFound`; `UsageError` where several do, naming them.
        """
        with self._database.reading() as session:
            return visits.resolve_visit_id(session, prefix)

    def visits(
        self, status: VisitStatus | None = None, branch: str | None = None, limit: int | None = None
    ) -> tuple[VisitSummary, ...]:
        """Visits newest first. A row that cannot be read is left out; the log and `damage` name it."""
        with self._database.reading() as session:
            return list_visits(
                session,
                VisitFilter(
                    statuses=() if status is None else (status,),
                    branches=None if branch is None else (branch,),
                    limit=limit,
                ),
            )

    def version(self, visit_id: str) -> int:
        """How many entries the visit's journal has: another number means that somebody wrote. Cheap."""
        with self._database.reading() as session:
            return visits.read_version(session, visit_id)

    def write(
        self,
        visit_id: str,
        changes: Sequence[Change],
        *,
        who: str,
        at: datetime,
        why: str = "",
        undoes: int | None = None,
        expected_version: int | None = None,
    ) -> Written:
        """Writes changes, all or none, with their journal entries; on the disk when it returns.

        A change that changes nothing leaves no entry.
        Raises `VisitNotFound`, `VisitSubmitted`, `RowUnreadable`, `StoreUnreachable`, and `UsageError` where
        the visit has another version than `expected_version`.
        """
        with self._database.writing() as session:
            return writing.write_changes(
                session,
                visit_id,
                changes,
                who=who,
                at=at,
                why=why,
                undoes=undoes,
                expected_version=expected_version,
            )

    def submit(
        self,
        visit_id: str,
        *,
        left_at: datetime,
        at: datetime,
        who: str,
        scorecard: Callable[[Visit], str],
    ) -> Visit:
        """Submits a visit, and gives it as it then is.

        `scorecard` is called with the visit as it will be, while nobody else can write to it, and gives the
        scorecard document (JSON text). What it raises passes through, and nothing is written.
        """
        with self._database.writing() as session:
            return writing.submit_visit(
                session, visit_id, left_at=left_at, at=at, who=who, scorecard=scorecard
            )

    def take_in(self, visits: Sequence[WholeVisit]) -> None:
        """Keeps finished visits that were lived elsewhere, all or none, with their journals."""
        with self._database.writing() as session:
            take_in(session, visits)

    def hurry(self) -> None:
        """From now on no write waits for the disk: for a store that is made anew where the machine stops."""
        self._database.hurry()

    # Looking back.

    def journal(self, visit_id: str) -> tuple[JournalEntry, ...]:
        """The whole life of a visit, oldest entry first. Raises `VisitNotFound`, `RowUnreadable`."""
        with self._database.reading() as session:
            return read_journal(session, visits.find_visit_row(session, visit_id).id)

    def scorecards(self, visit_id: str) -> tuple[KeptScorecard, ...]:
        """The scorecard documents of a visit, oldest first. Raises `VisitNotFound`, `RowUnreadable`."""
        with self._database.reading() as session:
            return read_scorecards(session, visits.find_visit_row(session, visit_id).id)

    def damage(self) -> tuple[Problem, ...]:
        """Everything that is broken: file, rows, chains, scorecards, kept files. Empty where all is whole."""
        return find_damage(self._database, self.evidence, self.reports)

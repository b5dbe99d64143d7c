"""Headquarters' lake: published visits as Parquet files, kept as the store has them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from qaudit.core.people import Person, Role
from qaudit.desk.lake.agreement import Agreement, compare
from qaudit.desk.lake.changes import changes_of, nothing_known
from qaudit.desk.lake.look import LakeLook, look_at
from qaudit.desk.lake.refresh import Progress, Refreshed, candidates, carry_out, finish
from qaudit.desk.lake.source import LakeSource
from qaudit.desk.permits import admit
from qaudit.errors import LakeUnusable, QauditError, UsageError
from qaudit.lake.contents import check_parts, check_presence, read_contents
from qaudit.lake.folder import shown
from qaudit.lake.lock import held
from qaudit.lake.manifest import Manifest, Mark, read_manifest
from qaudit.lake.run import Run, begun, known_in
from qaudit.lake.unfolding import Unfolder
from qaudit.speech import _
from qaudit.store.lake_book import Head
from qaudit.store.store import Store

__all__ = ["Agreement", "Lake", "LakeLook", "Refreshed", "default_folder"]


def _unseen(done: int, of: int) -> None:
    """Nobody looks at the progress."""


class Lake:
    """The lake in one folder over one store, which is opened by whatever needs it.

    `acting` gives who sits at the desk, and `now` the clock (UTC).
    """

    def __init__(
        self,
        store: Callable[[], Store],
        folder: Path,
        now: Callable[[], datetime],
        acting: Callable[[], Person | None],
    ) -> None:
        self.folder = folder
        self._open_store = store
        self._now = now
        self._acting = acting

    @property
    def _store(self) -> Store:
        return self._open_store()

    def admit(self) -> None:
        """Raises `NotAllowed` for those whom the lake is not for. Where nobody is named it is open, as the store is."""
        if (person := self._acting()) is not None:
            admit(person, (Role.HEADQUARTERS,), _("The lake is not in your role"))

    def refresh(self, progress: Progress = _unseen) -> Refreshed:
        """Takes in what was published, amended or made void since the last time; makes the lake where there is none.

        What it costs follows what is new. Raises `LakeUnusable`, `NotAllowed`.
        """
        self.admit()
        with begun(self.folder) as run:
            head = self._store.lake.head()
            if run.before is None:
                return self._make(run, head, progress)
            self._refuse_other(run.before.mark, head)
            check_presence(self.folder, run.before)
            with self._store.lake.reading() as view, Unfolder() as unfolder:
                found = view.standing(candidates(view, run.before))
                source = LakeSource(view, unfolder)
                done = carry_out(run, changes_of(found, run.known), source, view, progress)
            finish(run, head, done, self._now())
            return done

    def rebuild(self, progress: Progress = _unseen) -> Refreshed:
        """Makes the lake afresh from the store; the one before stays until the new one is whole.

        Raises `LakeUnusable`, `NotAllowed`.
        """
        self.admit()
        with begun(self.folder, is_anew=True) as run:
            head = self._store.lake.head()
            if run.before is not None:
                self._refuse_strange(run.before.mark, head)
                run.forget_all()
            return self._make(run, head, progress)

    def check(self, progress: Progress = _unseen) -> Agreement:
        """Compares every published visit with its rows in the lake. Raises `LakeUnusable`, `NotAllowed`."""
        self.admit()
        self._manifest()
        with held(self.folder):
            manifest = self._manifest()
            self._refuse_other(manifest.mark, self._store.lake.head())
            with self._store.lake.reading() as view:
                return compare(self.folder, manifest, view, progress)

    def behind(self) -> int | None:
        """How many visits changed since the last refresh; None where there is no lake.

        A store without visits says nothing of a lake, which may have been handed on without its store. Raises
        `LakeUnusable` for the lake of another store and for one that is damaged, `NotAllowed`.
        """
        self.admit()
        manifest = read_manifest(self.folder)
        if manifest is None:
            return None
        with self._store.lake.reading() as view:
            head = view.head()
        if not head.number:
            return 0
        self._refuse_other(manifest.mark, head)
        return self._late(manifest)

    def may_refresh(self) -> bool:
        """Whether a refresh can help: not where the lake is damaged, has other columns, or is that of another store."""
        try:
            manifest = read_manifest(self.folder)
            if manifest is None or not manifest.parts:
                return True
            self._refuse_other(manifest.mark, self._store.lake.head())
            check_parts(read_contents(self.folder))
        except QauditError:
            return False
        return True

    def look(self) -> LakeLook:
        """What is in the lake, and how far it is behind the store. Raises `LakeUnusable`, `NotAllowed`."""
        self.admit()
        manifest, head = self._manifest(), self._store.lake.head()
        self._refuse_other(manifest.mark, head)
        return look_at(self.folder, manifest, self._late(manifest))

    def _late(self, manifest: Manifest) -> int:
        with self._store.lake.reading() as view:
            found = view.standing(view.changed(manifest.mark.number))
            return changes_of(found, lambda partition: known_in(self.folder, manifest, partition)).visits

    def _make(self, run: Run, head: Head, progress: Progress) -> Refreshed:
        with self._store.lake.reading() as view, Unfolder() as unfolder:
            changes = changes_of(view.published(), nothing_known)
            done = carry_out(run, changes, LakeSource(view, unfolder), view, progress)
        finish(run, head, done, self._now())
        return done

    def _manifest(self) -> Manifest:
        manifest = read_manifest(self.folder)
        if manifest is None:
            raise LakeUnusable(
                _("There is no lake in {folder}", folder=shown(self.folder)),
                _("qaudit lake refresh makes one"),
            )
        return manifest

    def _refuse_other(self, mark: Mark, head: Head) -> None:
        """Raises `LakeUnusable` for the lake of another store, and of one that was put back since."""
        self._refuse_strange(mark, head)
        if mark.number and (mark.number > head.number or self._store.lake.seal_of(mark.number) != mark.seal):
            raise LakeUnusable(
                _(
                    "The lake {lake} knows what the store does not: the store was put back to an older state",
                    lake=shown(self.folder),
                ),
                _("qaudit lake rebuild makes the lake afresh from the store"),
            )

    def _refuse_strange(self, mark: Mark, head: Head) -> None:
        if mark.origin and mark.origin != head.origin:
            raise LakeUnusable(
                _("The lake {lake} is that of another store", lake=shown(self.folder)),
                _("choose another folder with --lake, or another store with --db"),
            )


def default_folder(store_target: str, data_folder: Path) -> Path:
    """Where the lake of a store lies: beside a database file, under its name; else in the user's data folder.

    Raises `UsageError` for a store in memory.
    """
    if store_target in ("sqlite://", "sqlite:///:memory:"):
        raise UsageError(_("A store in memory has no lake"), _("name a folder with --lake"))
    if "://" in store_target and not store_target.startswith("sqlite"):
        name = store_target.partition("?")[0].rpartition("/")[2]
        return data_folder / f"{name or 'qaudit'}.lake"
    return Path(store_target.removeprefix("sqlite:///")).expanduser().absolute().with_suffix(".lake")

"""The brand office's verb for analysts: finished visits out, as tables or as one document.

Scores are those of the scorecards that were kept when the visits were submitted: nothing is scored anew.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit.core.lifecycle import FINISHED
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.desk.files import replacing
from qaudit.errors import RowUnreadable, UsageError
from qaudit.speech import _
from qaudit.store.listing import VisitFilter

if TYPE_CHECKING:
    from qaudit.desk.fieldwork import Fieldwork
    from qaudit.interop.visit_rows import FinishedVisit
    from qaudit.store.kept import VisitSummary
    from qaudit.store.store import Store


class ResultsFormat(StrEnum):
    """How finished visits are written."""

    CSV = "csv"
    """A folder of tables with their schema."""
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which finished visits; None and empty where it does not matter. Days are on the auditor's clock, ends included.

    `pack` is `PACK` or `PACK@EDITION`.
    """

    ids: tuple[str, ...] = ()
    pack: str | None = None
    branch: str | None = None
    kind: VisitKind | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was written: the files, how many visits, and those that could not be read, with the reason."""

    paths: tuple[Path, ...]
    visits: int
    unreadable: tuple[tuple[str, str], ...]


class Results:
    """The desk of those who look at many visits, over one store."""

    def __init__(self, store: "Store", fieldwork: "Fieldwork") -> None:
        self._store = store
        self._fieldwork = fieldwork

    def hand_over(
        self,
        target: Path,
        form: ResultsFormat,
        wanted: Wanted,
        *,
        has_bom: bool = False,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> HandedOver:
        """Writes the finished visits that are wanted, oldest first: a folder of tables, or one file.

        All files are there in the end, or none of them; what was there before is replaced. Raises `UsageError`,
        `VisitNotFound`.
        """
        found = self._chosen(wanted)
        unreadable: list[tuple[str, str]] = []
        visits = self._read(found, wanted, unreadable, progress)
        first = next(visits, None)
        if first is None:
            raise _nothing_found(unreadable)
        write = {
            ResultsFormat.CSV: _write_folder,
            ResultsFormat.XLSX: _write_book,
            ResultsFormat.JSON: _write_json,
        }
        paths, count = write[form](target, _from(first, visits), has_bom)
        return HandedOver(paths, count, tuple(unreadable))

    def _chosen(self, wanted: Wanted) -> list[str]:
        """The ids of the visits that may be wanted, oldest first, each once."""
        if wanted.ids:
            return [self._finished_id(asked) for asked in dict.fromkeys(wanted.ids)]
        if wanted.branch is not None:
            self._store.branch(wanted.branch)
        branches = None if wanted.branch is None else (wanted.branch,)
        found = self._store.life.visits(VisitFilter(statuses=tuple(FINISHED), branches=branches))
        return [summary.id for summary in reversed(found) if _fits(summary, wanted)]

    def _finished_id(self, asked: str) -> str:
        found = self._store.resolve_visit_id(asked)
        status = self._store.visit(found).status
        if status is VisitStatus.VOID:
            raise UsageError(
                _("Visit {visit} is void and counts nowhere", visit=found), _("finished visits are exported")
            )
        if status not in FINISHED:
            raise UsageError(
                _("Visit {visit} is not submitted", visit=found), _("finished visits are exported")
            )
        return found

    def _read(
        self,
        ids: Sequence[str],
        wanted: Wanted,
        unreadable: list[tuple[str, str]],
        progress: Callable[[int, int], None],
    ) -> Iterator["FinishedVisit"]:
        """One visit after another; those that cannot be read are put into `unreadable`."""
        from qaudit.interop.visit_rows import FinishedVisit

        for number, visit_id in enumerate(ids, 1):
            try:
                walk = self._fieldwork.walk(visit_id)
                finished = FinishedVisit(walk, self._fieldwork.scorecard(walk))
            except RowUnreadable as fault:
                unreadable.append((visit_id, str(fault)))
                continue
            if _is_within(finished.day, wanted):
                yield finished
            progress(number, len(ids))


def _fits(summary: "VisitSummary", wanted: Wanted) -> bool:
    if wanted.kind is not None and summary.kind is not wanted.kind:
        return False
    return wanted.pack is None or wanted.pack in (summary.pack.pack, str(summary.pack))


def _is_within(day: str, wanted: Wanted) -> bool:
    """Whether a day, as ISO writes it, lies between the two that were named."""
    since = "" if wanted.since is None else wanted.since.isoformat()
    return since <= day and (wanted.until is None or day <= wanted.until.isoformat())


def _from(first: "FinishedVisit", rest: Iterator["FinishedVisit"]) -> Iterator["FinishedVisit"]:
    yield first
    yield from rest


def _nothing_found(unreadable: Sequence[tuple[str, str]]) -> UsageError:
    if unreadable:
        return UsageError(_("No finished visit can be read: {reason}", reason=unreadable[0][1]))
    return UsageError(
        _("There is no such finished visit"), _("qaudit visit list --status submitted shows what there is")
    )


def _write_folder(
    folder: Path, visits: Iterator["FinishedVisit"], has_bom: bool
) -> tuple[tuple[Path, ...], int]:
    from qaudit.interop.visit_files import PACKAGE, write_csv_tables
    from qaudit.interop.visit_tables import TABLES

    if folder.exists() and not folder.is_dir():
        raise UsageError(_("{path} is a file", path=folder), _("name a folder for the tables"))
    paths = {table.name: folder / f"{table.name}.csv" for table in TABLES}
    with ExitStack() as written:
        # Closed in the order they are opened backwards: the schema takes its place when all tables have theirs.
        package = written.enter_context(replacing(folder / PACKAGE))
        files = {name: written.enter_context(replacing(path)) for name, path in paths.items()}
        count = write_csv_tables(visits, files, package, has_bom=has_bom)
    return (*paths.values(), folder / PACKAGE), count


def _write_book(path: Path, visits: Iterator["FinishedVisit"], has_bom: bool) -> tuple[tuple[Path, ...], int]:
    from qaudit.interop.visit_files import write_visits_workbook

    with replacing(path) as file:
        return (path,), write_visits_workbook(visits, file)


def _write_json(path: Path, visits: Iterator["FinishedVisit"], has_bom: bool) -> tuple[tuple[Path, ...], int]:
    from qaudit.interop.visit_files import write_visits_json

    with replacing(path) as file:
        return (path,), write_visits_json(visits, file)

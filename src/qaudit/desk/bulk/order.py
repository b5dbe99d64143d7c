"""A batch of reports as it is asked for, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from qaudit.cluster import LOCAL
from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.visits import VisitStatus
from qaudit.desk.documents.signing import Signer
from qaudit.desk.documents.visit import ReportFormat
from qaudit.store.kept import VisitSummary


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which visits; empty where it does not matter. Days are days of the branch, ends included.

    `pack` is `PACK` or `PACK@EDITION`.
    """

    branch: str = ""
    region: str = ""
    brand: str = ""
    pack: str = ""
    since: date | None = None
    until: date | None = None
    statuses: tuple[VisitStatus, ...] = tuple(sorted(SEEN_BY_BRANCH))


class Engine(StrEnum):
    """Who makes the reports."""

    PROCESSES = "processes"
    """Processes of this machine."""
    SPARK = "spark"
    """A cluster, or processes that Spark starts on this machine."""


@dataclass(frozen=True, slots=True)
class Order:
    """How the reports are made: `workers` is a number of processes, None for one on each core.

    `again` makes those anew that are there. With `mail_to` (an address, or empty) a draft of a letter lies beside
    each. `merge` is a PDF of all reports together; with `is_split` each branch has one of its own. `signer` signs
    each report. `allows_missing` makes a report too whose own language no font here has. `master` is the cluster
    that Spark runs on.
    """

    folder: Path
    form: ReportFormat = ReportFormat.PDF
    language: str | None = None
    workers: int | None = None
    again: bool = False
    mail_to: str | None = None
    merge: Path | None = None
    is_split: bool = False
    signer: Signer | None = None
    allows_missing: bool = False
    engine: Engine = Engine.PROCESSES
    master: str = LOCAL


@dataclass(slots=True)
class Outcome:
    """What became of a batch. `files` has the report of each visit that has one, `made` those that were made now.

    `failed` are visits with the reason, `left` counts those that were not begun. `ended_by` says what put an end
    to all, such as a full disk; empty where nothing did. `without_font` are the characters of a report, where it
    has any, that no font here has. `by_branch` are the files of one branch each. `colours` are those of brands that
    were too pale on white, each with the one that was printed.
    """

    files: dict[str, Path] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    left: int = 0
    ended_by: str = ""
    letters: list[Path] = field(default_factory=list)
    by_branch: list[Path] = field(default_factory=list)
    merged: Path | None = None
    without_font: dict[str, str] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)

    def put_in_order(self, chosen: Sequence[VisitSummary]) -> None:
        """Reports come in as they are finished; lists are in the order of the visits."""
        places = {one.id: place for place, one in enumerate(chosen)}
        self.files = dict(sorted(self.files.items(), key=lambda one: places[one[0]]))
        self.failed = dict(sorted(self.failed.items(), key=lambda one: places[one[0]]))
        self.made.sort(key=places.__getitem__)

"""Reports of many visits into one folder: made by several processes, gone on with after a stop, never half a file.

A report that is there and would come out the same is not made again. The files are written here and by no other
process, so that a full disk is met in one place.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from errno import EACCES, EDQUOT, EIO, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from hashlib import sha256
from pathlib import Path

from qaudit import __version__, speech
from qaudit.core.branch_time import day_of
from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.people import Person, Role
from qaudit.core.visits import Visit, VisitStatus
from qaudit.desk.batch_mail import draft, letter_of, place_words, visit_day_words
from qaudit.desk.batch_manifest import Entry, Manifest, Origin
from qaudit.desk.branch_zone import zone_of
from qaudit.desk.documents import Documents, ReportFormat, default_report_path, words_language
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.permits import admit
from qaudit.desk.world import World
from qaudit.errors import NotAllowed, PdfFailed, QauditError, UsageError, system_reason
from qaudit.speech import _
from qaudit.store.kept import VisitSummary
from qaudit.store.listing import VisitFilter
from qaudit.store.store import Store

_ENDS_ALL = frozenset((EACCES, EDQUOT, EIO, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS))
"""Faults of the folder or the disk: the next file would meet them too."""


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


@dataclass(frozen=True, slots=True)
class Order:
    """How the reports are made: `workers` is a number of processes, None for one on each core.

    `again` makes those anew that are there. With `mail_to` (an address, or empty) a draft of a letter lies beside
    each. `merge` is a PDF of all reports together.
    """

    folder: Path
    form: ReportFormat = ReportFormat.PDF
    language: str | None = None
    workers: int | None = None
    again: bool = False
    mail_to: str | None = None
    merge: Path | None = None


@dataclass(slots=True)
class Outcome:
    """What became of a batch. `files` has the report of each visit that has one, `made` those that were made now.

    `failed` are visits with the reason, `left` counts those that were not begun. `ended_by` says what put an end
    to all, such as a full disk; empty where nothing did.
    """

    files: dict[str, Path] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    left: int = 0
    ended_by: str = ""
    letters: list[Path] = field(default_factory=list)
    merged: Path | None = None

    def put_in_order(self, chosen: Sequence[VisitSummary]) -> None:
        """Reports come in as they are finished; lists are in the order of the visits."""
        places = {one.id: place for place, one in enumerate(chosen)}
        self.files = dict(sorted(self.files.items(), key=lambda one: places[one[0]]))
        self.failed = dict(sorted(self.failed.items(), key=lambda one: places[one[0]]))
        self.made.sort(key=places.__getitem__)


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make: `template` is the digest of what all of them share."""

    visit: str
    form: ReportFormat
    language: str | None
    template: str


@dataclass(frozen=True, slots=True)
class Made:
    """A report as a process made it: its file's name and bytes, and what it was made from."""

    origin: Origin
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Workshop:
    """What makes reports in a process of its own, over the same store."""

    store: Store
    fieldwork: Fieldwork
    documents: Documents
    world: World

    def __call__(self, job: Job) -> Made:
        """Raises `QauditError`."""
        # Asked first: what is written in between is in the report, and the next batch makes it once more.
        origin = self.origin(job)
        walk = self.fieldwork.walk(job.visit)
        data = self.documents.report_bytes(walk.visit, job.form, job.language)
        return Made(origin, default_report_path(walk, Path(), job.form).name, data)

    def origin(self, job: Job) -> Origin:
        """What the report would be made from now."""
        entries = self.store.journal(job.visit)
        kept = self.store.scorecards(job.visit)
        return Origin(
            visit=job.visit,
            version=len(entries),
            seal=entries[-1].seal if entries else "",
            scorecard=_digest(kept[-1].document) if kept else "",
            beside=self._beside(job.visit),
            language=job.language or speech.language(),
            format=job.form.value,
            template=job.template,
        )

    def _beside(self, visit: str) -> str:
        """What other visits and the calendar say in a report: how often in a row, and which actions are late.

        The day itself is left out: a report says which day it tells the state of.
        """
        actions = self.store.life.after(visit).actions
        branch = self.store.visit(visit).branch if actions else None
        today = day_of(self.world.now(), zone_of(branch)) if branch else None
        states = {one.id: one.state_on(today).value for one in actions if today is not None}
        return _digest(json.dumps([self.store.life.repeats(visit), states], sort_keys=True))


class ReportBatch:
    """The desk where the reports of many visits are made. `open_workshop` is called in each process that makes them."""

    def __init__(self, here: Workshop, open_workshop: Callable[[], Workshop]) -> None:
        self._here = here
        self._open_workshop = open_workshop

    def chosen(self, person: Person, wanted: Wanted) -> tuple[VisitSummary, ...]:
        """The visits that are wanted, by branch and day. A manager has what their branches may see by now.

        Raises `NotAllowed`; `UsageError` for a branch that is not there, and where no visit is wanted.
        """
        admit(person, (Role.MANAGER, Role.HEADQUARTERS), _("Reports are made by those who run the branches"))
        if wanted.branch:
            self._here.store.branch(wanted.branch)
        asked = VisitFilter(
            statuses=wanted.statuses,
            branches=(wanted.branch,) if wanted.branch else None,
            region=wanted.region,
            brand=wanted.brand,
            pack=wanted.pack.partition("@")[0],
        )
        if person.role is Role.MANAGER:
            asked = self._for_manager(asked, person, wanted)
        found = self._here.store.life.visits(asked) if asked.statuses else ()
        fitting = [one for one in found if _fits(one, wanted)]
        if not fitting:
            raise UsageError(_("There is no such visit"), _("qaudit visit list shows what there is"))
        return tuple(sorted(fitting, key=lambda one: (one.branch.code, one.left_at or one.opened_at, one.id)))

    def languages(self, chosen: Sequence[VisitSummary]) -> tuple[str, ...]:
        """The languages that any of the visits' packs has."""
        one_of_each = {one.pack: one.id for one in chosen}
        packs = [self._here.fieldwork.walk(visit).pack for visit in one_of_each.values()]
        return tuple(dict.fromkeys(language for pack in packs for language in pack.languages))

    def make(
        self,
        chosen: Sequence[VisitSummary],
        order: Order,
        progress: Callable[[int, int], None] = lambda done, of: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Makes the reports, and tells after each how many are done.

        One that fails does not stop the others; once `is_stopped` holds no further one is begun. Raises
        `UsageError` for a folder that cannot be used, `PdfFailed` where nothing can be made.
        """
        manifest, outcome = Manifest(order.folder), Outcome()
        jobs = self._to_make(chosen, order, manifest, outcome)
        outcome.left = len(jobs)
        if jobs:
            self._run(jobs, order, _Filing(manifest, outcome, progress), is_stopped)
        outcome.put_in_order(chosen)
        if not outcome.left:
            self._finish(chosen, order, outcome)
        return outcome

    def _for_manager(self, asked: VisitFilter, manager: Person, wanted: Wanted) -> VisitFilter:
        if wanted.branch and not manager.manages(wanted.branch):
            raise NotAllowed(
                _("Branch {branch} is not one of yours", branch=wanted.branch),
                _("headquarters says who manages which branch: qaudit person list"),
            )
        return replace(
            asked,
            statuses=tuple(status for status in asked.statuses if status in SEEN_BY_BRANCH),
            branches=asked.branches or manager.branches,
            visible_at=self._here.world.now(),
        )

    def _to_make(
        self, chosen: Sequence[VisitSummary], order: Order, manifest: Manifest, outcome: Outcome
    ) -> list[Job]:
        template = _template_digest()
        found = []
        for summary in chosen:
            job = Job(summary.id, order.form, order.language, template)
            entry = None if order.again else manifest.entry(job.visit, job.form.value)
            if entry is not None and self._is_current(entry, job, manifest):
                outcome.files[job.visit] = manifest.folder / entry.file
            else:
                found.append(job)
        return found

    def _is_current(self, entry: Entry, job: Job, manifest: Manifest) -> bool:
        try:
            return entry.origin == self._here.origin(job) and manifest.stands(entry)
        except QauditError:
            # Whoever makes it says what is wrong with it.
            return False

    def _run(
        self, jobs: Sequence[Job], order: Order, filing: "_Filing", is_stopped: Callable[[], bool]
    ) -> None:
        from qaudit.reports.pool import Pool, cores

        workers = min(order.workers or cores(), len(jobs))
        pool: Pool[Job, Made] = Pool(self._open_workshop, workers)
        filing.progress(0, len(jobs))
        with closing(pool.run(jobs, is_stopped)) as finished:
            for one in finished:
                if not filing.file(jobs[one.place].visit, one.result, one.fault):
                    return

    def _finish(self, chosen: Sequence[VisitSummary], order: Order, outcome: Outcome) -> None:
        """The letters and the one file of all, once every report was begun."""
        try:
            for summary in chosen if order.mail_to is not None else ():
                if summary.id in outcome.files:
                    self._write_letter(summary.id, order, outcome)
            if order.merge is not None and outcome.files:
                outcome.merged = self._merge(chosen, order, outcome.files)
        except (PdfFailed, OSError) as fault:
            outcome.ended_by = str(fault) if isinstance(fault, PdfFailed) else system_reason(fault)

    def _write_letter(self, visit: str, order: Order, outcome: Outcome) -> None:
        from qaudit.reports.files import write_whole

        report = outcome.files[visit]
        with speech.speaking(words_language(order.language)):
            walk = self._here.fieldwork.walk(visit)
            today = day_of(self._here.world.now(), zone_of(walk.visit.branch))
            letter = letter_of(walk, today, order.language or speech.language())
        data, path = draft(letter, report, order.mail_to or ""), report.with_suffix(".eml")
        if not path.is_file() or path.read_bytes() != data:
            write_whole(path, data)
            outcome.letters.append(path)

    def _merge(self, chosen: Sequence[VisitSummary], order: Order, files: dict[str, Path]) -> Path:
        from qaudit.reports.files import write_whole
        from qaudit.reports.merging import merged

        assert order.merge is not None
        if order.merge.resolve() in {path.resolve() for path in files.values()}:
            raise PdfFailed(_("{path} is one of the reports", path=order.merge), _("name another file"))
        language = words_language(order.language)
        with speech.speaking(language):
            visits = (self._here.store.visit(one.id) for one in chosen if one.id in files)
            named = [(_bookmark(visit), files[visit.id]) for visit in visits]
        write_whole(order.merge, merged(named, order.language or language))
        return order.merge


class _Filing:
    """Puts reports into the folder as they come in."""

    def __init__(self, manifest: Manifest, outcome: Outcome, progress: Callable[[int, int], None]) -> None:
        self._manifest = manifest
        self._outcome = outcome
        self._all = outcome.left
        self.progress = progress

    def file(self, visit: str, made: Made | None, fault: str) -> bool:
        """Keeps one report, or the reason why there is none; False where no other could be kept either."""
        outcome = self._outcome
        try:
            if made is not None:
                outcome.files[visit] = self._keep(made)
                outcome.made.append(visit)
            else:
                outcome.failed[visit] = fault
        except (PdfFailed, OSError) as refusal:
            cause = refusal.__cause__ if isinstance(refusal, PdfFailed) else refusal
            told = str(refusal) if isinstance(refusal, PdfFailed) else system_reason(refusal)
            if getattr(cause, "errno", None) in _ENDS_ALL:
                outcome.ended_by = told
                return False
            outcome.failed[visit] = told
        outcome.left -= 1
        self.progress(self._all - outcome.left, self._all)
        return True

    def _keep(self, made: Made) -> Path:
        from qaudit.reports.files import write_whole

        before = self._manifest.entry(made.origin.visit, made.origin.format)
        name = self._manifest.own_name(made.name, made.origin.visit)
        path = self._manifest.folder / name
        write_whole(path, made.data)
        if before is not None and before.file != name and self._manifest.stands(before):
            (self._manifest.folder / before.file).unlink()
        self._manifest.add(Entry(made.origin, name, sha256(made.data).hexdigest()))
        return path


def _fits(summary: VisitSummary, wanted: Wanted) -> bool:
    if "@" in wanted.pack and wanted.pack != str(summary.pack):
        return False
    day = _day(summary)
    return (wanted.since is None or wanted.since <= day) and (wanted.until is None or day <= wanted.until)


def _day(summary: VisitSummary) -> date:
    return day_of(summary.left_at or summary.opened_at, zone_of(summary.branch))


def _bookmark(visit: Visit) -> str:
    return _("{branch}, {day}", branch=place_words(visit), day=visit_day_words(visit))


def _template_digest() -> str:
    """The digest of what all reports share: the templates, and the versions of what sets them."""
    from importlib.metadata import version

    from qaudit.resources import templates_folder

    folder = templates_folder()
    found = sha256(f"{__version__} {version('weasyprint')}".encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"\n{path.relative_to(folder).as_posix()}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()

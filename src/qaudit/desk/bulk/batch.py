"""Reports of many visits into one folder: made by several processes, gone on with after a stop, never half a file.

A report that is there and would come out the same is not made again. The files are written here and by no other
process, so that a full disk is met in one place.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from qaudit import speech
from qaudit.core.branch_time import day_of
from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.people import Person, Role
from qaudit.desk.branch_zone import zone_of
from qaudit.desk.bulk.bundles import write_bundles
from qaudit.desk.bulk.filing import Filing
from qaudit.desk.bulk.mail import draft, letter_of
from qaudit.desk.bulk.manifest import Entry, Manifest
from qaudit.desk.bulk.order import Engine, Order, Outcome, Wanted
from qaudit.desk.bulk.workshop import Job, Made, Workshop, template_digest
from qaudit.desk.documents.lettering import has_font_by_now
from qaudit.desk.documents.visit import words_language
from qaudit.desk.permits import admit
from qaudit.errors import NotAllowed, PdfFailed, QauditError, UsageError, system_reason
from qaudit.speech import _
from qaudit.store.kept import VisitSummary
from qaudit.store.listing import VisitFilter

if TYPE_CHECKING:
    from qaudit.reports.pool import Finished

__all__ = ["Engine", "Job", "Order", "Outcome", "ReportBatch", "Wanted", "Workshop"]


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
            self._run(jobs, order, Filing(manifest, outcome, progress, order.signer), is_stopped)
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
        template, signer = template_digest(), "" if order.signer is None else order.signer.certificate
        found = []
        for summary in chosen:
            job = Job(
                summary.id,
                summary.pack,
                order.form,
                order.language,
                template,
                signer,
                order.allows_missing,
            )
            entry = None if order.again else manifest.entry(job.visit, job.form.value)
            if entry is not None and self._is_current(entry, job, manifest):
                outcome.files[job.visit] = manifest.folder / entry.file
                if entry.without_font:
                    outcome.without_font[job.visit] = entry.without_font
            else:
                found.append(job)
        return found

    def _is_current(self, entry: Entry, job: Job, manifest: Manifest) -> bool:
        try:
            if entry.origin != self._here.origin(job) or not manifest.stands(entry):
                return False
            return not has_font_by_now(entry.without_font)
        except QauditError:
            # Whoever makes it says what is wrong with it.
            return False

    def _run(self, jobs: Sequence[Job], order: Order, filing: Filing, is_stopped: Callable[[], bool]) -> None:
        filing.progress(0, len(jobs))
        with closing(self._finished(jobs, order, is_stopped)) as finished:
            for one in finished:
                if not filing.file(jobs[one.place].visit, one.result, one.fault):
                    return

    def _finished(
        self, jobs: Sequence[Job], order: Order, is_stopped: Callable[[], bool]
    ) -> "Generator[Finished[Made], None, None]":
        """What became of each job, by whoever makes the reports."""
        if order.engine is Engine.SPARK:
            self._check_reach(order.master)
            from qaudit.reports.cluster_pool import ClusterPool

            return ClusterPool(self._open_workshop, order.master).run(jobs, is_stopped)
        from qaudit.reports.pool import Pool, cores

        return Pool(self._open_workshop, min(order.workers or cores(), len(jobs))).run(jobs, is_stopped)

    def _check_reach(self, master: str) -> None:
        """Other machines cannot open a file of this one. Raises `UsageError`."""
        if not master.startswith("local") and "://" not in self._here.store.describe():
            raise UsageError(
                _("A cluster at {master} does not reach a store that is a file here", master=master),
                _("keep it on a PostgreSQL server, or say --master 'local[*]'"),
            )

    def _finish(self, chosen: Sequence[VisitSummary], order: Order, outcome: Outcome) -> None:
        """The letters and the files of many reports, once every report was begun."""
        try:
            for summary in chosen if order.mail_to is not None else ():
                if summary.id in outcome.files:
                    self._write_letter(summary.id, order, outcome)
            write_bundles([one.id for one in chosen], order, outcome, self._here.store)
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


def _fits(summary: VisitSummary, wanted: Wanted) -> bool:
    if "@" in wanted.pack and wanted.pack != str(summary.pack):
        return False
    day = _day(summary)
    return (wanted.since is None or wanted.since <= day) and (wanted.until is None or day <= wanted.until)


def _day(summary: VisitSummary) -> date:
    return day_of(summary.left_at or summary.opened_at, zone_of(summary.branch))

"""Headquarters' verbs for a round: publish one visit or many, with a day from which branches see them, and close."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from qaudit.core.changes import write_moment
from qaudit.core.findings import findings_of
from qaudit.core.journal import Act
from qaudit.core.judging import Verdict
from qaudit.core.lifecycle import Verb
from qaudit.core.people import Person
from qaudit.core.visits import Visit, VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.checking import check_actions, take_effect
from qaudit.desk.documents.visit import Documents, ReportFormat
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import replacing
from qaudit.desk.permits import permit
from qaudit.desk.world import World
from qaudit.errors import NotAllowed, QauditError, UsageError
from qaudit.speech import _, language, ngettext
from qaudit.store.kept import KeptReport, KeptVerdict, VisitSummary
from qaudit.store.life_book import VisitFilter
from qaudit.store.report_folder import EXTENSIONS
from qaudit.store.store import Store

MEDIA = {ReportFormat.PDF: "application/pdf", ReportFormat.HTML: "text/html"}
_ALSO = {".htm": ".html"}
"""Endings that say the same as another."""
_JUDGED = frozenset((Verdict.MET, Verdict.PARTLY, Verdict.MISSED, Verdict.NOT_OBSERVED))


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, and what was not, each with the reason; branches see it from `visible_from` (UTC) on."""

    visits: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    visible_from: datetime


class Publication:
    """The desk where rounds are published, over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, documents: Documents, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._documents = documents
        self._world = world

    def approved(
        self, branch: str = "", region: str = "", brand: str = "", limit: int | None = None
    ) -> tuple[VisitSummary, ...]:
        """The visits that wait to be published, those that were submitted first, first."""
        return self._store.life.visits(
            VisitFilter(
                statuses=(VisitStatus.APPROVED,),
                branches=(branch,) if branch else None,
                region=region,
                brand=brand,
                by_submission=True,
                limit=limit,
            )
        )

    def waiting(self) -> int:
        """How many visits wait to be published."""
        return self._store.life.count(VisitFilter(statuses=(VisitStatus.APPROVED,)))

    def publish(
        self,
        visit_ids: Sequence[str],
        person: Person,
        *,
        embargo: datetime | None = None,
        form: ReportFormat | None = ReportFormat.PDF,
        report_language: str | None = None,
        progress: Callable[[int, int], None] = lambda done, of: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Published:
        """Publishes visits; their branches see all of them from `embargo` (UTC) on, or at once.

        The report of each is made now and kept by its digest; none is where `form` is None: then the visit has no
        kept report until `keep_new_report` makes one. One that cannot be published does not stop the
        others; once `is_stopped` holds no further one is begun. Raises `NotAllowed` where it is not the person's
        to do, `UsageError` for an embargo that is over.
        """
        now = self._world.now()
        if embargo is not None and embargo < now:
            raise UsageError(
                _("The day of publication is over: {moment} UTC", moment=f"{embargo:%Y-%m-%d %H:%M}"),
                _("name one to come, or leave it out to publish now"),
            )
        visible = embargo or now
        take_effect(self._store, now)
        done: list[str] = []
        refused: list[tuple[str, str]] = []
        ids = list(dict.fromkeys(self._store.resolve_visit_id(asked) for asked in visit_ids))
        for number, visit_id in enumerate(ids, 1):
            if is_stopped():
                break
            try:
                self._publish(visit_id, person, visible, form, report_language)
                done.append(visit_id)
            except QauditError as fault:
                if len(ids) == 1:
                    raise
                refused.append((visit_id, str(fault)))
            progress(number, len(ids))
        if not done and refused:
            raise NotAllowed(
                ngettext(
                    "The visit was not published: {reason}",
                    "None of the {n} visits was published: {reason}",
                    len(refused),
                    reason=refused[0][1],
                )
            )
        return Published(tuple(done), tuple(refused), visible)

    def close(self, visit_id: str, person: Person) -> Walk:
        """Closes a published visit: nothing can be appealed any more. Raises `NotAllowed`."""
        found = self._store.resolve_visit_id(visit_id)
        now = self._world.now()
        with self._store.life.deed(found, who=person.alias, at=now) as deed:
            status = permit(Verb.CLOSE, deed.visit, person, now)
            if deed.has_open_appeal():
                raise NotAllowed(
                    _("Visit {visit} has an appeal that is not decided", visit=found),
                    _("decide it first: qaudit appeal list"),
                )
            deed.move(status)
            deed.tell(Act.CLOSED, became=status.value)
        return self._fieldwork.walk(found)

    def kept_reports(self, visit_id: str) -> tuple[KeptReport, ...]:
        """The reports of a visit as they were published, oldest first."""
        return self._store.life.after(self._fieldwork.walk(visit_id).visit.id).reports

    def write_kept(self, visit_id: str, path: Path, number: int | None = None) -> KeptReport:
        """Writes a kept report to a file: the last one, or the one of a number from 1 on.

        Raises `UsageError` where there is none and for a file whose ending says that it is something else,
        `PdfFailed` where it is no longer what was published.
        """
        kept = self.kept_reports(visit_id)
        if not kept or (number is not None and not 1 <= number <= len(kept)):
            raise UsageError(
                _("Visit {visit} has no such kept report", visit=visit_id),
                _("a report is kept when a visit is published"),
            )
        wanted = kept[-1 if number is None else number - 1]
        _refuse_other_ending(path, wanted.media_type)
        data = self._store.reports.read(wanted.digest, wanted.media_type)
        with replacing(path) as file:
            file.write(data)
        return wanted

    def keep_new_report(self, visit_id: str, person: Person) -> None:
        """A report of a published visit as it stands now, beside those before: after an appeal was decided."""
        kept = self._store.life.after(visit_id).reports
        form = (
            ReportFormat.HTML
            if kept and kept[-1].media_type == MEDIA[ReportFormat.HTML]
            else ReportFormat.PDF
        )
        asked = kept[-1].language if kept else None
        now = self._world.now()
        data = self._documents.report_bytes(self._store.visit(visit_id), form, asked)
        with self._store.life.deed(visit_id, who=person.alias, at=now) as deed:
            deed.keep_report(self._kept(data, form, asked, _after(kept, now)))

    def _publish(
        self, visit_id: str, person: Person, visible: datetime, form: ReportFormat | None, asked: str | None
    ) -> None:
        now = self._world.now()
        before = self._store.visit(visit_id)
        status = permit(Verb.PUBLISH, before, person, now)
        # The report takes seconds: it is made before the lock, of the visit as it will be.
        published = replace(before, status=status, published_at=now, visible_from=visible)
        report = self._made(published, form, asked, now)
        with self._store.life.deed(visit_id, who=person.alias, at=now) as deed:
            permit(Verb.PUBLISH, deed.visit, person, now)
            if deed.visit.version != before.version:
                raise UsageError(
                    _("Visit {visit} was changed by somebody else in between", visit=visit_id),
                    _("look at it again, then repeat this"),
                )
            deed.move(status)
            deed.publish(visible)
            deed.tell(Act.PUBLISHED, became=write_moment(visible))
            deed.keep_verdicts(verdicts_of(self._fieldwork.walk_of(deed.visit)))
            if report is not None:
                deed.keep_report(report)
            if visible <= now:
                check_actions(deed, person)

    def _made(
        self, visit: Visit, form: ReportFormat | None, asked: str | None, now: datetime
    ) -> KeptReport | None:
        if form is None:
            return None
        return self._kept(self._documents.report_bytes(visit, form, asked), form, asked, now)

    def _kept(self, data: bytes, form: ReportFormat, asked: str | None, at: datetime) -> KeptReport:
        digest = self._store.reports.keep(data, MEDIA[form])
        return KeptReport(at, digest, MEDIA[form], len(data), asked or language())


def verdicts_of(walk: Walk) -> Iterable[KeptVerdict]:
    """What a visit says of each standard that was judged, for questions over many visits."""
    missed = {finding.standard.code for finding in findings_of(walk.scorecard(), walk.pack.scoring)}
    for code, judgement in walk.judged.items():
        if not walk.index.standard[code].is_scored or judgement.verdict not in _JUDGED:
            continue
        if judgement.verdict is Verdict.NOT_OBSERVED and code not in missed:
            continue
        yield KeptVerdict(code, judgement.verdict.value, code in missed)


def _refuse_other_ending(path: Path, media_type: str) -> None:
    """Raises `UsageError` where programs would take the file for another kind than it is; most endings say nothing."""
    ending, own = path.suffix.casefold(), EXTENSIONS.get(media_type)
    if own is not None and _ALSO.get(ending, ending) in set(EXTENSIONS.values()) - {own}:
        raise UsageError(
            _("{file}: the report was kept as {form}", file=path, form=own.removeprefix(".").upper()),
            _("name a file that ends in {ending}", ending=own),
        )


def _after(kept: Sequence[KeptReport], now: datetime) -> datetime:
    return max(now, kept[-1].made_at + timedelta(microseconds=1)) if kept else now

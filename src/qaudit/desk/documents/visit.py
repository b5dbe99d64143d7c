"""Documents about a visit: the report as PDF or HTML. WeasyPrint is loaded when a document is made."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit import speech
from qaudit.core.branch_time import day_of
from qaudit.core.findings import findings_of
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.lifecycle import FINISHED, SEEN_BY_BRANCH
from qaudit.core.scoring import Scorecard
from qaudit.core.visits import Visit, VisitStatus
from qaudit.core.walk import Walk
from qaudit.desk.branch_zone import zone_of_visit
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import in_a_name
from qaudit.desk.world import World
from qaudit.errors import PdfFailed
from qaudit.speech import _
from qaudit.store.store import Store

if TYPE_CHECKING:
    from qaudit.reports.aftermath import Aftermath
    from qaudit.reports.archive_files import Enclosure
    from qaudit.reports.design import Design
    from qaudit.reports.visit_report import VisitReportInput


class ReportFormat(StrEnum):
    """How a report is written."""

    PDF = "pdf"
    HTML = "html"


class Documents:
    """Makes documents from what the store has."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def visit_report(
        self,
        visit_id: str,
        path: Path,
        form: ReportFormat = ReportFormat.PDF,
        language: str | None = None,
        *,
        for_auditor: bool = False,
        finish: Callable[[bytes], bytes] | None = None,
    ) -> Path:
        """Writes the report of a visit, whole or not at all, and gives its path.

        The pack's texts are in `language`, or else in the program's, where the pack has it; what the report itself
        says is in it too where the program has words in it, else in English. `for_auditor`: the auditor asks for
        it, and a pack that hides the score from a shopper hides it here. `finish` has the last word: it signs.
        Raises `VisitNotFound`, `PdfFailed`, `TemplateBroken`.
        """
        from qaudit.reports.visit_report import write_whole

        walk = self._fieldwork.walk(visit_id)
        made = _made(self._input(walk, language, for_auditor and walk.hides_score), form)
        write_whole(path, made if finish is None else finish(made))
        return path

    def report_bytes(self, visit: Visit, form: ReportFormat, language: str | None = None) -> bytes:
        """The report of a visit as it is given, which may be as it will be: published, and not kept as such yet.

        The journal's tail is that of the moment. Raises `PdfFailed`, `TemplateBroken`.
        """
        return _made(self._input(self._fieldwork.walk_of(visit), language, hides_score=False), form)

    def _input(self, walk: Walk, language: str | None, hides_score: bool) -> "VisitReportInput":
        from qaudit.reports.visit_report import VisitReportInput

        visit = walk.visit
        entries = self._store.journal(visit.id)
        card = walk.scorecard()
        design = self._fieldwork.design_of(visit.pack)
        return VisitReportInput(
            visit=visit,
            pack=walk.pack,
            card=card,
            logo=self._store.kept_pack(visit.digest).logo,
            evidence_path=self._fieldwork.evidence_path,
            journal_tail=entries[-1].seal if entries else None,
            language=language or speech.language(),
            hides_score=hides_score,
            words=words_language(language),
            after=self._after(walk, card, entries),
            enclosed=self._enclosed(walk, entries, hides_score, design),
            design=design,
        )

    def _enclosed(
        self,
        walk: Walk,
        entries: Sequence[JournalEntry],
        hides_score: bool,
        design: "Design | None",
    ) -> tuple["Enclosure", ...]:
        """The kept scorecard, where the reader may see it, and the journal's tail."""
        from qaudit.reports.archive_files import enclosures, without_traps

        visit = walk.visit
        kept = self._store.scorecards(visit.id) if visit.status in FINISHED and not hides_score else ()
        scorecard = without_traps(kept[-1].document, walk.pack) if kept else None
        seal = entries[-1].seal if entries else None
        return enclosures(visit, scorecard, len(entries), seal, design.digest if design else None)

    def _after(self, walk: Walk, card: Scorecard, entries: Sequence[JournalEntry]) -> "Aftermath":
        from qaudit.reports.aftermath import Aftermath, KeptScore

        visit, zone = walk.visit, zone_of_visit(walk.visit)
        after = self._store.life.after(visit.id)
        return Aftermath(
            appeals=after.appeals,
            explanations=after.explanations,
            actions=after.actions,
            in_a_row=self._in_a_row(walk, card),
            scores=tuple(
                KeptScore(kept.made_at, kept.final_percent) for kept in self._store.scorecards(visit.id)
            ),
            void_why=next((one.why for one in reversed(entries) if one.act is Act.VOIDED), ""),
            today=day_of(self._world.now(), zone),
            zone=zone,
        )

    def _in_a_row(self, walk: Walk, card: Scorecard) -> dict[str, int]:
        """In how many visits in a row each finding was missed; only a visit that its branch sees is told so."""
        if walk.visit.status not in SEEN_BY_BRANCH:
            return {}
        codes = [finding.standard.code for finding in findings_of(card, walk.pack.scoring)]
        before = self._store.life.missed_before(walk.visit, codes)
        return {code: 1 + before.get(code, 0) for code in codes}


def words_language(language: str | None) -> str:
    """The language of a document's own words, where its texts are asked for in `language`."""
    if language is None:
        return speech.language()
    return language if language in speech.LANGUAGES else speech.ENGLISH


def _made(report: "VisitReportInput", form: ReportFormat) -> bytes:
    from qaudit.reports.visit_report import visit_html

    return _pdf(report) if form is ReportFormat.PDF else visit_html(report).encode()


def _pdf(report: "VisitReportInput") -> bytes:
    from qaudit.reports.visit_report import visit_pdf

    return printed(lambda: visit_pdf(report))


def printed(make: Callable[[], bytes]) -> bytes:
    """What `make` gives. Raises `PdfFailed`, which says what to do, where WeasyPrint cannot be loaded."""
    try:
        return make()
    except (ImportError, OSError) as fault:
        reason = str(fault).partition("\n")[0]
        raise PdfFailed(
            _("The PDF could not be made: {reason}", reason=reason),
            _("qaudit doctor says what to install; a report as --format html needs none"),
        ) from fault


_UNFINISHED = {VisitStatus.VOID: "-void"}


def default_report_path(walk: Walk, folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `harbour-hotels-B1-2026-11-21-1a2b3c.pdf`."""
    from qaudit.core.moments import date_text

    visit = walk.visit
    day = date_text(visit.left_at or visit.opened_at, visit.utc_offset_minutes)
    state = "" if visit.status in FINISHED else _UNFINISHED.get(visit.status, "-so-far")
    branch = in_a_name(visit.branch.code)
    return folder / f"{visit.pack.pack}-{branch}-{day}-{visit.id[-6:]}{state}.{form.value}"

"""Documents about a visit: the report as PDF or HTML. WeasyPrint is loaded when a document is made."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit import speech
from qaudit.core.lifecycle import FINISHED
from qaudit.core.visits import Visit
from qaudit.core.walk import Walk
from qaudit.desk.fieldwork import Fieldwork
from qaudit.errors import PdfFailed
from qaudit.speech import _
from qaudit.store.store import Store

if TYPE_CHECKING:
    from qaudit.reports.visit_report import VisitReportInput


class ReportFormat(StrEnum):
    """How a report is written."""

    PDF = "pdf"
    HTML = "html"


class Documents:
    """Makes documents from what the store has."""

    def __init__(self, store: Store, fieldwork: Fieldwork) -> None:
        self._store = store
        self._fieldwork = fieldwork

    def visit_report(
        self,
        visit_id: str,
        path: Path,
        form: ReportFormat = ReportFormat.PDF,
        language: str | None = None,
        *,
        for_auditor: bool = False,
    ) -> Path:
        """Writes the report of a visit, whole or not at all, and gives its path.

        The pack's texts are in `language`, or else in the program's, where the pack has it; what the report itself
        says is in it too where the program has words in it, else in English. `for_auditor`: the auditor asks for
        it, and a pack that hides the score from a shopper hides it here.
        Raises `VisitNotFound`, `PdfFailed`, `TemplateBroken`.
        """
        from qaudit.reports.visit_report import write_whole

        walk = self._fieldwork.walk(visit_id)
        write_whole(path, _made(self._input(walk, language, for_auditor and walk.hides_score), form))
        return path

    def report_bytes(self, visit: Visit, form: ReportFormat, language: str | None = None) -> bytes:
        """The report of a visit as it is given. Raises `PdfFailed`, `TemplateBroken`."""
        return _made(self._input(self._fieldwork.walk_of(visit), language, hides_score=False), form)

    def _input(self, walk: Walk, language: str | None, hides_score: bool) -> "VisitReportInput":
        from qaudit.reports.visit_report import VisitReportInput

        visit = walk.visit
        entries = self._store.journal(visit.id)
        return VisitReportInput(
            visit=visit,
            pack=walk.pack,
            card=walk.scorecard(),
            logo=self._store.kept_pack(visit.digest).logo,
            evidence_path=self._fieldwork.evidence_path,
            journal_tail=entries[-1].seal if entries else None,
            language=language or speech.language(),
            hides_score=hides_score,
            words=words_language(language),
        )


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


def default_report_path(walk: Walk, folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `harbour-hotels-B1-2026-11-21-1a2b3c.pdf`."""
    from qaudit.core.moments import date_text

    visit = walk.visit
    day = date_text(visit.left_at or visit.opened_at, visit.utc_offset_minutes)
    state = "" if visit.status in FINISHED else "-so-far"
    branch = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in visit.branch.code)
    return folder / f"{visit.pack.pack}-{branch}-{day}-{visit.id[-6:]}{state}.{form.value}"

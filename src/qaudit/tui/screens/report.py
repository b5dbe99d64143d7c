"""The report of a visit, made in a thread beside the app, which goes on working."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import ProgressBar
from textual.worker import Worker, WorkerState

from qaudit.core.walk import Walk
from qaudit.errors import QauditError
from qaudit.speech import _
from qaudit.tui.keys import bindings_of
from qaudit.tui.messages import ReportWritten
from qaudit.tui.screens.page import Sheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.status_line import StatusLine, Tone


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: a path, or why there is none. `noticed` says what no font has, and which colour is too pale."""

    path: Path | None = None
    refusal: str = ""
    noticed: str = ""


class ReportSheet(Sheet[Path | None]):
    """Ends with the path of the report, or None where it could not be made.

    `for_auditor`: a score that the pack hides from its auditor is hidden there too.
    """

    TABLE = "report"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("report")]

    def __init__(self, walk: Walk, *, for_auditor: bool = True) -> None:
        super().__init__()
        self._walk = walk
        self._for_auditor = for_auditor
        self._made: Made | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Caption(_("The report is being written …"), id="told", classes="box-title")
            yield ProgressBar(id="progress", show_percentage=False, show_eta=False)
            yield StatusLine(id="status")
            yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.renew_keys()
        self.run_worker(self._make, thread=True, name="report")

    def _make(self) -> Made:
        from qaudit.desk.documents.lettering import noticed_words, noticing
        from qaudit.desk.documents.visit import ReportFormat, default_report_path

        path = default_report_path(self._walk, self.desk.reports_folder, ReportFormat.PDF)
        try:
            with noticing() as noticed:
                written = self.desk.documents.visit_report(
                    self._walk.visit.id, path, for_auditor=self._for_auditor
                )
            return Made(written, noticed="; ".join(noticed_words(noticed)))
        except QauditError as fault:
            return Made(refusal=str(fault))

    @on(Worker.StateChanged)
    def _show(self, event: Worker.StateChanged) -> None:
        if event.state is not WorkerState.SUCCESS or not isinstance(event.worker.result, Made):
            return
        made = self._made = event.worker.result
        self.query_one(ProgressBar).display = False
        told = self.query_one("#told", Caption)
        if made.path is None:
            told.words = _("The report could not be written")
            self.say(made.refusal, Tone.REFUSED)
        else:
            told.words = _("The report is written")
            self.say("; ".join(filter(None, (str(made.path), made.noticed))), Tone.WRITTEN)
            self.post_message(ReportWritten(made.path))
        self.renew_keys()

    def contexts(self) -> frozenset[str]:
        return frozenset(("made",)) if self._made else frozenset()

    def action_leave(self) -> None:
        if self._made is not None:
            self.dismiss(self._made.path)

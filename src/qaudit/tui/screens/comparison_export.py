"""What a comparison shows, written as a file by the same code as the command: `qaudit compare … -o FILE`."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaudit.desk.comparison.asked import Asked
from qaudit.desk.comparison.open_lake import Unanswered
from qaudit.speech import N_, _
from qaudit.tui.screens.asking_page import AskingPage
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.working import Course, Outcome, WorkingSheet
from qaudit.tui.widgets.status_line import Tone

if TYPE_CHECKING:
    from qaudit.desk.comparison.asking import Comparisons

ENDINGS = {
    ".xlsx": N_("a workbook, with all tables"),
    ".csv": N_("CSV, the first table"),
    ".parquet": N_("Parquet, the first table"),
    ".json": N_("JSON, with all tables"),
}


def ask_for_export(
    page: AskingPage, question: str, asked: Asked, ask: "Callable[[Comparisons], Sequence[Any]]"
) -> None:
    """Asks in what form; then it is written into the folder of reports, and the page says where. Esc stops it.

    `question` is one of `desk.comparison.tables.Question`.
    """
    lines = [Line(ending, _(words), ending) for ending, words in ENDINGS.items()]
    write = partial(_write, page, question, asked, ask)
    page.app.push_screen(PickSheet(_("Export what is shown: in which form?"), lines), write)


def _write(
    page: AskingPage,
    question: str,
    asked: Asked,
    ask: "Callable[[Comparisons], Sequence[Any]]",
    ending: str | None,
) -> None:
    if ending is None:
        return
    folder, today = page.desk.reports_folder, page.desk.today

    def work(course: Course) -> Path | None:
        from qaudit.desk.comparison.files import default_answer_path, write_answer
        from qaudit.desk.comparison.tables import Question, tables_of

        of = Question(question)
        try:
            answers = page.lake.ask(ask, course.is_stopped)
        except Unanswered:
            return None
        path = default_answer_path(folder, of, asked, today, ending)
        write_answer(path, of, (asked,), tables_of(of, answers))
        return path

    def tell(outcome: Outcome[Path | None] | None) -> None:
        if outcome is None:
            return
        if outcome.refusal is not None:
            page.note(str(outcome.refusal), Tone.REFUSED)
        elif outcome.given is not None:
            page.note(str(outcome.given), Tone.WRITTEN)
        else:
            page.note(_("Stopped: nothing was written"), Tone.REFUSED)

    sheet = WorkingSheet(_("It is being written …"), work, stop=page.lake.stop)
    page.app.push_screen(sheet, tell)

"""`qaudit visit`: the commands about visits, gathered; what each does stands in the modules it comes from."""

from collections.abc import Callable

from qaudit.cli import (
    visit_appointments,
    visit_export,
    visit_import,
    visit_life,
    visit_looks,
    visit_records,
)
from qaudit.cli.groups import NOUNS, noun
from qaudit.speech import _

app = noun(NOUNS["visit"])

COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "open": (visit_life.open_visit, _("Open a visit and print its id.")),
    "plan": (visit_appointments.plan, _("Plan a visit for a day of its branch, and print its id.")),
    "start": (visit_appointments.start, _("Open a planned visit, at the branch.")),
    "walk": (
        visit_life.walk,
        _("Walk through a visit's standards: the screen of the app, or line by line."),
    ),
    "record": (
        visit_records.record,
        _("Record one reading. Put -- before a reading that begins with a minus."),
    ),
    "clear": (visit_records.clear, _("Take a reading away; its note and evidence stay.")),
    "note": (visit_records.note, _("Write the note of a standard.")),
    "attach": (
        visit_records.attach,
        _("Attach a file as evidence. It is copied; pictures lose their location data."),
    ),
    "detach": (visit_records.detach, _("Take a file away from a standard.")),
    "mark": (
        visit_records.mark,
        _("Mark a moment on the timeline. A mark that is there already needs --why."),
    ),
    "unmark": (visit_records.unmark, _("Take a mark away; needs --why.")),
    "fact": (visit_records.fact, _("Say what is true of the whole visit after all.")),
    "fill": (visit_records.fill, _("Record many readings from a CSV file: all of them or none.")),
    "undo": (visit_records.undo, _("Take back the last change; again for the one before.")),
    "submit": (
        visit_life.submit,
        _("Submit a visit that is complete; from then on it cannot be changed."),
    ),
    "answer": (visit_appointments.answer, _("Answer a remark on a visit that came back.")),
    "void": (
        visit_appointments.void,
        _("Make a visit void: it stays to be read and never counts. It needs a reason."),
    ),
    "import": (
        visit_import.import_visit,
        _("Take a finished SafetyCulture inspection in as a submitted visit, and print its id."),
    ),
    "show": (
        visit_looks.show,
        _(
            "Show a visit: what was seen, marked and noted, and what is still missing. The score is not shown."
        ),
    ),
    "list": (visit_looks.list_visits, _("List visits, newest first.")),
    "score": (
        visit_looks.score,
        _(
            "Show a visit's scorecard; of an open visit, the score so far.\n\n"
            "For the brand office: it is shown whatever the pack keeps from shoppers."
        ),
    ),
    "export": (
        visit_export.export_visits,
        _(
            "Write finished visits as tables (CSV, XLSX) or JSON, and print the paths.\n\n"
            "For the brand office: scores are in it whatever the pack keeps from shoppers."
        ),
    ),
}

for name, (command, told) in COMMANDS.items():
    app.command(name, help=told)(command)

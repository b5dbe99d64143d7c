"""`qaudit visit`: the commands about visits, gathered; what each does stands in the modules it comes from."""

from collections.abc import Callable

from qaudit.cli import visit_life, visit_looks, visit_records
from qaudit.cli.groups import NOUNS, noun

app = noun(NOUNS["visit"])

COMMANDS: dict[str, Callable[..., None]] = {
    "open": visit_life.open_visit,
    "walk": visit_life.walk,
    "record": visit_records.record,
    "clear": visit_records.clear,
    "note": visit_records.note,
    "attach": visit_records.attach,
    "detach": visit_records.detach,
    "mark": visit_records.mark,
    "unmark": visit_records.unmark,
    "fact": visit_records.fact,
    "fill": visit_records.fill,
    "undo": visit_records.undo,
    "submit": visit_life.submit,
    "show": visit_looks.show,
    "list": visit_looks.list_visits,
    "score": visit_looks.score,
}

for name, command in COMMANDS.items():
    app.command(name)(command)

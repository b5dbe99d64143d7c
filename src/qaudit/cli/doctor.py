"""`qaudit doctor`: everything that can go wrong, looked at; and what to mend."""

import typer

from qaudit.cli import output
from qaudit.cli.diagnostics import ExitCode
from qaudit.cli.groups import verb
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.speech import N_, _

app = verb()

CODE_OF_AREA = {
    "store": ExitCode.STORE,
    "scorecards": ExitCode.STORE,
    "packs": ExitCode.PACK,
    "report": ExitCode.REPORT,
}
"""The gravest first: where several areas are at fault, the first one's code is given."""
HEALTH_WORDS = {"good": N_("good"), "warning": N_("warning"), "fault": N_("fault")}
AREA_WORDS = {
    "store": N_("store"),
    "scorecards": N_("scorecards"),
    "packs": N_("packs"),
    "people": N_("people"),
    "branches": N_("branches"),
    "report": N_("report"),
}


@app.command(help=_("Check the store, the packs and what printing needs. Nothing is changed."))
def doctor(
    context: typer.Context, as_json: AsJson = False, db: Db = None, standards: StandardsFolders = None
) -> None:
    """Looks at everything and gives the code of the gravest fault."""
    from qaudit.desk.caretaker import Health

    found = []
    for finding in desk_of(context, db, standards).caretaker.look(output.progress_of(_("scorecards"))):
        found.append(finding)
        if not as_json:
            advice = f" ({finding.advice})" if finding.advice else ""
            head = output.labelled([(_(HEALTH_WORDS[finding.health.value]), _(AREA_WORDS[finding.area]))], 9)
            output.say(f"{head[0]}: {finding.message}{advice}")
    if as_json:
        output.say_json(
            [
                {
                    "area": finding.area,
                    "health": finding.health.value,
                    "message": finding.message,
                    "advice": finding.advice,
                }
                for finding in found
            ]
        )
    ill = {finding.area for finding in found if finding.health is Health.FAULT}
    context.exit(next((code for area, code in CODE_OF_AREA.items() if area in ill), ExitCode.DONE))

"""`qaudit pack check`: everything that is wrong with pack files, and what an editor would say of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaudit.cli import output
from qaudit.cli.diagnostics import ExitCode
from qaudit.cli.options import AsJson, Db, StandardsFolders, desk_of
from qaudit.speech import _
from qaudit.wording.checks import check_summary

if TYPE_CHECKING:
    from qaudit.core.problems import Problem
    from qaudit.desk.authoring import ReadPack


def check_packs(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=_("Pack files."), show_default=False)
    ],
    is_strict: Annotated[
        bool, typer.Option("--strict", help=_("Leave with exit code 3 for warnings too."))
    ] = False,
    shows_accepted: Annotated[
        bool, typer.Option("--accepted", help=_("Show the warnings that the packs accept, with the reasons."))
    ] = False,
    as_json: AsJson = False,
    db: Db = None,
    standards: StandardsFolders = None,
) -> None:
    """Reports every problem and leaves with 3 where there is a fault."""
    authoring = desk_of(context, db, standards).authoring
    found = [(file, authoring.check(file)) for file in files]
    if as_json:
        output.say_json([entry for _file, read in found for entry in _entries(read, shows_accepted)])
    else:
        for _file, read in found:
            _say(read, shows_accepted)
    for file, read in found:
        output.tell(_summed(file, read))
    is_refused = any(read.faults or (is_strict and read.warnings) for _file, read in found)
    context.exit(ExitCode.PACK if is_refused else ExitCode.DONE)


def problem_line(problem: "Problem") -> str:
    """A problem as one line: `FILE:LINE:COLUMN: CODE message (hint)`."""
    from qaudit.core.text import printable

    return printable(str(problem), one_line=True)


def _say(read: "ReadPack", shows_accepted: bool) -> None:
    for problem in read.problems:
        output.say(problem_line(problem))
    for accepted in read.accepted if shows_accepted else ():
        problem = accepted.problem
        told = _("accepted: {reason}", reason=accepted.reason)
        output.say(f"{problem.place}: {problem.code} {problem.message} ({told})")


def _entries(read: "ReadPack", shows_accepted: bool) -> list[dict[str, object]]:
    entries = [_entry(problem) for problem in read.problems]
    if shows_accepted:
        entries += [
            _entry(accepted.problem) | {"severity": "accepted", "reason": accepted.reason}
            for accepted in read.accepted
        ]
    return entries


def _entry(problem: "Problem") -> dict[str, object]:
    place = problem.place
    return {
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "severity": problem.severity.value,
    }


def _summed(file: Path, read: "ReadPack") -> str:
    return f"{file}: {check_summary(len(read.faults), len(read.warnings), len(read.accepted))}"

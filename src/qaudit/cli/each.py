"""One deed for many visits: one that is refused does not stop the others."""

from collections.abc import Callable, Sequence

from qaudit.cli import output
from qaudit.cli.diagnostics import ExitCode, exit_code_of
from qaudit.errors import QauditError


def for_each(visit_ids: Sequence[str], do: Callable[[str], None]) -> int:
    """Does it for each visit, once, and gives the exit code: that of the first refusal, each of which is told.

    Where there is one visit alone, its refusal passes through.
    """
    asked = list(dict.fromkeys(visit_ids))
    code = ExitCode.DONE
    for visit_id in asked:
        try:
            do(visit_id)
        except QauditError as refusal:
            if len(asked) == 1:
                raise
            output.tell(f"qaudit: {refusal}")
            code = code or exit_code_of(refusal)
    return code

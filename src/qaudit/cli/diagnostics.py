"""What went wrong, as an exit code and one message; a bug in us goes to a log file, never to the screen."""

import re
import traceback
from collections.abc import Mapping
from enum import IntEnum
from typing import TYPE_CHECKING

from qaudit import errors
from qaudit.errors import QauditError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_PASSWORD = re.compile(r"://[^/@\s]*@")


class ExitCode(IntEnum):
    """The contract of `docs/commands.md`."""

    DONE = 0
    BUG = 1
    USAGE = 2
    PACK = 3
    VISIT = 4
    STORE = 5
    REPORT = 6
    NOT_ALLOWED = 7
    STOPPED = 130
    """What shells have for a program that Ctrl-C ended."""


CODE_OF: Mapping[type[QauditError], ExitCode] = {
    errors.UsageError: ExitCode.USAGE,
    errors.SettingsInvalid: ExitCode.USAGE,
    errors.PackNotFound: ExitCode.USAGE,
    errors.VisitNotFound: ExitCode.USAGE,
    errors.PackInvalid: ExitCode.PACK,
    errors.PackChanged: ExitCode.PACK,
    errors.VisitSubmitted: ExitCode.VISIT,
    errors.VisitIncomplete: ExitCode.VISIT,
    errors.UnknownStandard: ExitCode.VISIT,
    errors.UnknownEvent: ExitCode.VISIT,
    errors.ReadingRefused: ExitCode.VISIT,
    errors.MarkRefused: ExitCode.VISIT,
    errors.EvidenceRefused: ExitCode.VISIT,
    errors.StoreUnreachable: ExitCode.STORE,
    errors.StoreOutOfDate: ExitCode.STORE,
    errors.RowUnreadable: ExitCode.STORE,
    errors.SealUnknown: ExitCode.STORE,
    errors.LakeUnusable: ExitCode.STORE,
    errors.TemplateBroken: ExitCode.REPORT,
    errors.PdfFailed: ExitCode.REPORT,
    errors.NotAllowed: ExitCode.NOT_ALLOWED,
}


def exit_code_of(error: QauditError) -> ExitCode:
    """The code of an error's class, or of the nearest class above it. Raises `KeyError` for none."""
    return next(CODE_OF[kind] for kind in type(error).__mro__ if kind in CODE_OF)


def write_bug_log(bug: BaseException, folder: "Path", now: "datetime", command: str) -> "Path | None":
    """The traceback in a new file of `folder`, without passwords of URLs; None where it cannot be written."""
    path = folder / f"bug-{now:%Y%m%d-%H%M%S}.log"
    story = f"{now.isoformat()}\n{command}\n\n{''.join(traceback.format_exception(bug))}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(_PASSWORD.sub("://…@", story), encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None
    return path

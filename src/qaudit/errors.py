"""Every fault that reaches a user, as data; `str()` composes the sentence. Imports nothing.

A `QauditError` is shown without a traceback: what happened, then what to do. Exit codes are the command
line's contract and live in `qaudit.cli.diagnostics`, not here.
"""

from collections.abc import Sequence


class QauditError(Exception):
    """A fault of the user's or of the surroundings. `message` says where and what, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(QauditError):
    """An argument that makes no sense: an unknown fact, a file that cannot be read, a clash of options."""


class SettingsInvalid(QauditError):
    """A setting or an environment variable that cannot be used."""


class PackNotFound(QauditError):
    """No pack of that name or edition in the library."""

    def __init__(self, ref: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {near[0]}?" if near else "qaudit pack list shows what there is"
        super().__init__(f"There is no pack {ref}", hint)
        self.ref = ref
        self.near = tuple(near)


class PackInvalid(QauditError):
    """A pack file with faults; `problems` holds each of them, already written out as lines."""

    def __init__(self, source: str, problems: Sequence[object]) -> None:
        self.source = source
        self.problems = tuple(problems)
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        lines = "\n".join(str(problem) for problem in self.problems)
        super().__init__(f"{source} has {count} {noun}:\n{lines}")


class PackChanged(QauditError):
    """An edition that a visit used has other contents now."""

    def __init__(self, ref: str, kept_digest: str, found_digest: str) -> None:
        super().__init__(
            f"{ref} was changed after a visit used it: kept {kept_digest}, found {found_digest}",
            "give the changed file a new edition",
        )
        self.ref = ref
        self.kept_digest = kept_digest
        self.found_digest = found_digest


class VisitNotFound(QauditError):
    """No visit with that id."""

    def __init__(self, visit_id: str) -> None:
        super().__init__(f"There is no visit {visit_id}", "qaudit visit list shows the visits")
        self.visit_id = visit_id


class VisitSubmitted(QauditError):
    """A submitted visit is finished: nothing is written to it any more."""

    def __init__(self, visit_id: str) -> None:
        super().__init__(f"Visit {visit_id} is submitted and can no longer be changed")
        self.visit_id = visit_id


class VisitIncomplete(QauditError):
    """A visit that cannot be submitted yet; `gaps` are sentences, `codes` the standards they are about."""

    def __init__(self, visit_id: str, codes: Sequence[str], gaps: Sequence[str]) -> None:
        self.visit_id = visit_id
        self.codes = tuple(codes)
        self.gaps = tuple(gaps)
        count = len(self.gaps)
        noun = "thing is" if count == 1 else "things are"
        lines = "\n".join(f"  {gap}" for gap in self.gaps)
        super().__init__(f"Visit {visit_id} cannot be submitted: {count} {noun} missing\n{lines}")


class UnknownStandard(QauditError):
    """A code that the pack does not have; `near` are the codes that look most like it."""

    def __init__(self, code: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {near[0]}?" if near else "qaudit pack show lists the codes"
        super().__init__(f"The pack has no standard {code}", hint)
        self.code = code
        self.near = tuple(near)


class UnknownEvent(QauditError):
    """A moment that the pack does not name; `near` are the events that look most like it."""

    def __init__(self, event: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {near[0]}?" if near else "qaudit pack show lists the events"
        super().__init__(f"The pack has no event {event}", hint)
        self.event = event
        self.near = tuple(near)


class ReadingRefused(QauditError):
    """A reading that does not fit its standard. `where` names the standard, or a line of a file."""

    def __init__(self, where: str, reason: str, hint: str = "") -> None:
        super().__init__(f"{where}: {reason}", hint)
        self.where = where
        self.reason = reason


class MarkRefused(QauditError):
    """A moment that cannot be marked: no time in it, no reason for a correction."""


class EvidenceRefused(QauditError):
    """An evidence file that is missing, empty, too large or not what it claims."""


class StoreUnreachable(QauditError):
    """The database cannot be used: read-only, full, locked, damaged, not a database, no server."""


class StoreOutOfDate(QauditError):
    """The database was written by a newer program."""


class RowUnreadable(QauditError):
    """One row that no longer makes sense; it is named and the rest stays readable."""

    def __init__(self, table: str, row_id: str, reason: str) -> None:
        super().__init__(f"Row {row_id} of {table} cannot be read: {reason}", "qaudit doctor lists damage")
        self.table = table
        self.row_id = row_id


class TemplateBroken(QauditError):
    """A report template with a fault, at a file and a line."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: the report template is broken: {reason}")
        self.file = file
        self.line = line


class PdfFailed(QauditError):
    """A report that could not be made or written."""


class NotAllowed(QauditError):
    """A person who may not do this."""

"""Every fault that reaches a user, as data; `str()` composes the sentence. Imports nothing but speech.

A `QauditError` is shown without a traceback: what happened, then what to do. Exit codes are the command
line's contract and live in `qaudit.cli.diagnostics`, not here.
"""

import errno
from collections.abc import Sequence

from qaudit.speech import N_, _, ngettext

_SYSTEM_REASONS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of its path is not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EACCES: N_("the right to do that is missing"),
    errno.EPERM: N_("the right to do that is missing"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("there is no space left for you on the disk"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EIO: N_("the disk cannot be read or written"),
}


def system_reason(fault: OSError) -> str:
    """Why the system refused, in the language spoken now; in the system's words where ours has none."""
    known = _SYSTEM_REASONS.get(fault.errno or 0)
    return _(known) if known else fault.strerror or str(fault)


class QauditError(Exception):
    """A fault of the user's or of the surroundings. `message` says where and what, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


def did_you_mean(near: Sequence[str], otherwise: str) -> str:
    """A hint with the nearest of what is known; `otherwise`, a finished sentence, where nothing is near."""
    return _("did you mean {word}?", word=near[0]) if near else otherwise


class UsageError(QauditError):
    """An argument that makes no sense: an unknown fact, a file that cannot be read, a clash of options."""


class SettingsInvalid(QauditError):
    """A setting or an environment variable that cannot be used."""


class PackNotFound(QauditError):
    """No pack of that name or edition in the library."""

    def __init__(self, ref: str, near: Sequence[str] = ()) -> None:
        hint = did_you_mean(near, _("qaudit pack list shows what there is"))
        super().__init__(_("There is no pack {ref}", ref=ref), hint)
        self.ref = ref
        self.near = tuple(near)


class PackInvalid(QauditError):
    """A pack file with faults; `problems` holds each of them, already written out as lines."""

    def __init__(self, source: str, problems: Sequence[object]) -> None:
        self.source = source
        self.problems = tuple(problems)
        head = ngettext(
            "{source} has {n} problem:", "{source} has {n} problems:", len(self.problems), source=source
        )
        super().__init__("\n".join((head, *(str(problem) for problem in self.problems))))


class PackChanged(QauditError):
    """An edition that a visit used has other contents now; its own file changed, or one of its `bases`."""

    def __init__(self, ref: str, kept_digest: str, found_digest: str, bases: Sequence[str] = ()) -> None:
        digests = {"kept": kept_digest, "found": found_digest}
        if bases:
            message = _(
                "{ref}, or what it builds on ({bases}), was changed after a visit used it: kept {kept}, found {found}",
                ref=ref,
                bases=", ".join(bases),
                **digests,
            )
        else:
            message = _(
                "{ref} was changed after a visit used it: kept {kept}, found {found}", ref=ref, **digests
            )
        super().__init__(message, _("give the changed file a new edition"))
        self.ref = ref
        self.kept_digest = kept_digest
        self.found_digest = found_digest


class VisitNotFound(QauditError):
    """No visit with that id."""

    def __init__(self, visit_id: str) -> None:
        super().__init__(
            _("There is no visit {visit}", visit=visit_id), _("qaudit visit list shows the visits")
        )
        self.visit_id = visit_id


class VisitSubmitted(QauditError):
    """A submitted visit is finished: nothing is written to it any more."""

    def __init__(self, visit_id: str) -> None:
        super().__init__(_("Visit {visit} is submitted and can no longer be changed", visit=visit_id))
        self.visit_id = visit_id


class VisitIncomplete(QauditError):
    """A visit that cannot be submitted yet; `gaps` are sentences, `codes` the standards they are about.

    `quiet_gaps` are the same sentences without the verdicts behind them, for those who may not know them.
    """

    def __init__(
        self, visit_id: str, codes: Sequence[str], gaps: Sequence[str], quiet_gaps: Sequence[str] = ()
    ) -> None:
        self.visit_id = visit_id
        self.codes = tuple(codes)
        self.gaps = tuple(gaps)
        self.quiet_gaps = tuple(quiet_gaps) or self.gaps
        head = ngettext(
            "Visit {visit} cannot be submitted: {n} thing is missing",
            "Visit {visit} cannot be submitted: {n} things are missing",
            len(self.gaps),
            visit=visit_id,
        )
        super().__init__("\n".join((head, *(f"  {gap}" for gap in self.gaps))))

    def quiet(self) -> "VisitIncomplete":
        """The same refusal without verdicts."""
        return VisitIncomplete(self.visit_id, self.codes, self.quiet_gaps)


class UnknownStandard(QauditError):
    """A code that the pack does not have; `near` are the codes that look most like it."""

    def __init__(self, code: str, near: Sequence[str] = ()) -> None:
        hint = did_you_mean(near, _("qaudit pack show lists the codes"))
        super().__init__(_("The pack has no standard {code}", code=code), hint)
        self.code = code
        self.near = tuple(near)


class UnknownEvent(QauditError):
    """A moment that the pack does not name; `near` are the events that look most like it."""

    def __init__(self, event: str, near: Sequence[str] = ()) -> None:
        hint = did_you_mean(near, _("qaudit pack show lists the events"))
        super().__init__(_("The pack has no event {event}", event=event), hint)
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
        super().__init__(
            _("Row {row} of {table} cannot be read: {reason}", row=row_id, table=table, reason=reason),
            _("qaudit doctor lists damage"),
        )
        self.table = table
        self.row_id = row_id


class LakeUnusable(QauditError):
    """A lake that is missing, empty, damaged, foreign, of a newer program or another store, or whose disk is full."""


class SealUnknown(QauditError):
    """A seal, as a page has it, that is none of a visit's journal."""

    def __init__(self, visit_id: str, seal: str) -> None:
        super().__init__(
            _("No entry of visit {visit} has the seal {seal}", visit=visit_id, seal=seal),
            _("the page is of another visit, or its history was changed since"),
        )
        self.visit_id = visit_id
        self.seal = seal


class TemplateBroken(QauditError):
    """A report template with a fault, at a file and a line."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(
            _("{place}: the report template is broken: {reason}", place=f"{file}:{line}", reason=reason)
        )
        self.file = file
        self.line = line


class DesignBroken(TemplateBroken):
    """A brand's own design with a fault, at a file and a line; of the whole file where the line is 0."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)
        place = f"{file}:{line}" if line else file
        self.message = _("{place}: the brand's design is broken: {reason}", place=place, reason=reason)
        self.hint = _("mend it, or leave the design out with --default-design")
        self.reason = reason


class PdfFailed(QauditError):
    """A report that could not be made or written."""


class NotAllowed(QauditError):
    """A person who may not do this."""

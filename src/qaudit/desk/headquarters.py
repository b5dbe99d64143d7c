"""Headquarters' verbs: who and where, and what visits there are."""

from qaudit.core.text import printable
from qaudit.core.visits import Auditor, AuditorRole, Branch, VisitStatus
from qaudit.errors import UsageError
from qaudit.speech import N_, _
from qaudit.store.kept import VisitSummary
from qaudit.store.store import Store

__all__ = ["Headquarters", "VisitSummary"]

LONGEST_NAME = 200


class Headquarters:
    """The desk of the brand office over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add_branch(self, code: str, name: str, region: str = "", country: str = "") -> Branch:
        """A new branch. Raises `UsageError` for a code that is taken or cannot be one."""
        branch = Branch(
            _checked_key(code, N_("'{key}' cannot be a branch code")),
            _checked_name(name),
            region.strip(),
            country.strip(),
        )
        self._store.add_branch(branch)
        return branch

    def branches(self) -> tuple[Branch, ...]:
        """All branches by code."""
        return self._store.branches()

    def add_auditor(self, alias: str, role: AuditorRole = AuditorRole.SHOPPER) -> Auditor:
        """A new auditor, by alias. Raises `UsageError` for an alias that is taken or cannot be one."""
        auditor = Auditor(_checked_key(alias, N_("'{key}' cannot be an alias")), role)
        self._store.add_auditor(auditor)
        return auditor

    def auditors(self) -> tuple[Auditor, ...]:
        """All auditors by alias."""
        return self._store.auditors()

    def visits(
        self, status: VisitStatus | None = None, branch: str | None = None, limit: int | None = None
    ) -> tuple[VisitSummary, ...]:
        """Visits, newest first."""
        return self._store.visits(status=status, branch=branch, limit=limit)


def _checked_key(key: str, refusal: str) -> str:
    cleaned = key.strip()
    if (
        not cleaned
        or len(cleaned) > 60
        or not cleaned.isprintable()
        or any(mark.isspace() for mark in cleaned)
    ):
        shown = printable(key, one_line=True)[:80]
        raise UsageError(
            _(refusal, key=shown),
            _("use 1 to 60 letters, digits and hyphens, no blanks"),
        )
    return cleaned


def _checked_name(name: str) -> str:
    cleaned = printable(name, one_line=True).strip()
    if not cleaned or len(cleaned) > LONGEST_NAME:
        raise UsageError(_("A branch needs a name"), _("1 to {most} characters", most=LONGEST_NAME))
    return cleaned

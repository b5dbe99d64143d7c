"""Headquarters' verbs: who and where, and what visits there are."""

from qaudit.core.text import printable
from qaudit.core.visits import Auditor, AuditorRole, Branch, VisitStatus
from qaudit.desk.branch_zone import checked_zone
from qaudit.desk.keys import checked_key
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

    def add_branch(
        self, code: str, name: str, region: str = "", country: str = "", brand: str = "", timezone: str = ""
    ) -> Branch:
        """A new branch. Raises `UsageError` for a code that is taken or cannot be one, and an unknown time zone."""
        branch = Branch(
            checked_key(code, N_("'{key}' cannot be a branch code")),
            _checked_name(name),
            region.strip(),
            country.strip(),
            brand.strip(),
            checked_zone(timezone),
        )
        self._store.add_branch(branch)
        return branch

    def branches(self) -> tuple[Branch, ...]:
        """All branches by code."""
        return self._store.branches()

    def add_auditor(self, alias: str, role: AuditorRole = AuditorRole.SHOPPER) -> Auditor:
        """A new auditor, by alias. Raises `UsageError` for an alias that is taken or cannot be one."""
        auditor = Auditor(checked_key(alias, N_("'{key}' cannot be an alias")), role)
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


def _checked_name(name: str) -> str:
    cleaned = printable(name, one_line=True).strip()
    if not cleaned or len(cleaned) > LONGEST_NAME:
        raise UsageError(_("A branch needs a name"), _("1 to {most} characters", most=LONGEST_NAME))
    return cleaned

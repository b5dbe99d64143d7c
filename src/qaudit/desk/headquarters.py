"""Headquarters' verbs: who and where, and what visits there are."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from qaudit.core.lifecycle import SEEN_BY_BRANCH
from qaudit.core.people import Person, Role
from qaudit.core.text import printable
from qaudit.core.visits import Auditor, AuditorRole, Branch, VisitStatus
from qaudit.desk.branch_zone import checked_zone
from qaudit.desk.keys import checked_key
from qaudit.errors import UsageError
from qaudit.speech import N_, _
from qaudit.store.kept import VisitSummary
from qaudit.store.life_book import VisitFilter
from qaudit.store.store import Store

__all__ = ["Headquarters", "VisitSummary"]

LONGEST_NAME = 200


class Headquarters:
    """The desk of the brand office over one store. `acting` gives who sits at the desk, and `now` the clock (UTC)."""

    def __init__(
        self, store: Store, now: Callable[[], datetime], acting: Callable[[], Person | None]
    ) -> None:
        self._store = store
        self._now = now
        self._acting = acting

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
        self,
        status: VisitStatus | None = None,
        branch: str | None = None,
        limit: int | None = None,
        *,
        region: str = "",
        brand: str = "",
    ) -> tuple[VisitSummary, ...]:
        """Visits, newest first. A branch manager gets what their branches may see by now, and their own visits."""
        wanted = VisitFilter(
            statuses=() if status is None else (status,),
            branches=None if branch is None else (branch,),
            region=region,
            brand=brand,
            limit=limit,
        )
        person = self._acting()
        if person is None or person.role is not Role.MANAGER:
            return self._store.life.visits(wanted)
        own = self._store.life.visits(replace(wanted, auditor=person.alias))
        found = {one.id: one for one in (*own, *self._seen(wanted, person))}
        newest = sorted(found.values(), key=lambda one: (one.opened_at, one.id), reverse=True)
        return tuple(newest[:limit])

    def _seen(self, wanted: VisitFilter, manager: Person) -> tuple[VisitSummary, ...]:
        """What the manager's branches may see by now of the visits that are wanted."""
        statuses = tuple(SEEN_BY_BRANCH.intersection(wanted.statuses or SEEN_BY_BRANCH))
        if not statuses:
            return ()
        branches = set(manager.branches).intersection(wanted.branches or manager.branches)
        return self._store.life.visits(
            replace(wanted, statuses=statuses, branches=tuple(sorted(branches)), visible_at=self._now())
        )


def _checked_name(name: str) -> str:
    cleaned = printable(name, one_line=True).strip()
    if not cleaned or len(cleaned) > LONGEST_NAME:
        raise UsageError(_("A branch needs a name"), _("1 to {most} characters", most=LONGEST_NAME))
    return cleaned

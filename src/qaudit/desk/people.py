"""Who is who: people with their roles, and the one who sits at this desk."""

from collections.abc import Sequence

from qaudit.core.people import Person, Role
from qaudit.desk.keys import checked_key
from qaudit.desk.permits import admit
from qaudit.errors import UsageError
from qaudit.speech import N_, _
from qaudit.store.store import Store


class People:
    """Headquarters' list of people, over one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, alias: str, role: Role, branches: Sequence[str] = (), by: Person | None = None) -> Person:
        """A new person. `by` is who sits at the desk, where somebody is named: that is headquarters' to do.

        Raises `NotAllowed`, and `UsageError` for an alias that is taken, and for a manager without branches.
        """
        if by is not None:
            admit(by, (Role.HEADQUARTERS,), _("Adding people is not in your role"))
        if role is Role.MANAGER and not branches:
            raise UsageError(_("A branch manager needs a branch"), _("name it: --branch CODE"))
        if role is not Role.MANAGER and branches:
            raise UsageError(_("Only a branch manager has branches"), _("leave --branch out"))
        person = Person(
            checked_key(alias, N_("'{key}' cannot be an alias")), role, tuple(dict.fromkeys(branches))
        )
        self._store.life.add_person(person)
        return person

    def everyone(self) -> tuple[Person, ...]:
        """All people by alias; auditors who were not added here are in the list of auditors."""
        return self._store.life.people()

    def acting(self, alias: str) -> Person:
        """The person of an alias, or the auditor of it. Raises `UsageError`, naming the nearest."""
        return self._store.life.person(alias.strip())

"""Who does what after a visit: shopper, reviewer, branch manager, headquarters."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does here."""

    SHOPPER = "shopper"
    REVIEWER = "reviewer"
    MANAGER = "manager"
    HEADQUARTERS = "headquarters"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone by alias. `branches` are the codes of a manager's branches, in order; others have none."""

    alias: str
    role: Role
    branches: tuple[str, ...] = ()

    def manages(self, branch: str) -> bool:
        """Whether the branch is one of this manager's."""
        return self.role is Role.MANAGER and branch in self.branches

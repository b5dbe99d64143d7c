"""A pack that its author walks through: a visit in a store that lives in memory, of which nothing stays."""

from collections.abc import Mapping

from qaudit.core.visits import AuditorRole, VisitKind
from qaudit.core.walk import Walk
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.headquarters import Headquarters
from qaudit.speech import _

BRANCH, AUTHOR = "TRIAL", "author"


def begin_trial(
    fieldwork: Fieldwork, headquarters: Headquarters, pack_name: str, facts: Mapping[str, str]
) -> Walk:
    """A visit of nobody to nowhere, at a desk whose store is new and in memory.

    Its author is no shopper, and sees the score whatever the pack keeps from shoppers.
    Raises `PackNotFound`, `PackInvalid`, `UsageError`.
    """
    headquarters.add_branch(BRANCH, _("Trial"))
    headquarters.add_auditor(AUTHOR, AuditorRole.REVIEWER)
    return fieldwork.open_visit(pack_name, BRANCH, AUTHOR, facts, VisitKind.ANNOUNCED)

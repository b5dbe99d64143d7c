"""The words of an action plan for the wall."""

from dataclasses import dataclass

from qaudit.reports.headings import PageWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class PlanWords(PageWords):
    """As `FixedWords`, for an action plan."""

    plan: str = N_("Action plan")
    ticked: str = N_("Done")
    action: str = N_("What we mend")
    due: str = N_("Until")
    owner: str = N_("Who")
    nothing_open: str = N_("Nothing is open.")
    held: str = N_("Mended, and seen to hold")

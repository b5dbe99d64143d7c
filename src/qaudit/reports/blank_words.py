"""The words of a blank checklist for pen and paper."""

from dataclasses import dataclass

from qaudit.reports.headings import PageWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class BlankWords(PageWords):
    """Headings and labels; the defaults are English."""

    loose_page: str = N_("Branch and date: ______________________")
    branch: str = N_("Branch")
    auditor: str = N_("Auditor")
    date: str = N_("Date")
    arrived: str = N_("Arrived")
    left: str = N_("Left")
    kind: str = N_("Kind of visit")
    facts: str = N_("Facts of the visit")
    events: str = N_("Moments")
    events_note: str = N_("Write the time of each moment as it comes, by one and the same clock.")
    how: str = N_(
        "Tick one box. “n/a”: the situation did not arise. “Not seen”: it arose, or may have, and could not be seen."
    )
    not_applicable: str = N_("n/a")
    not_seen: str = N_("not seen")
    yes: str = N_("Yes")
    no: str = N_("No")
    note: str = N_("Note")
    note_always: str = N_("Note, in any case")
    evidence: str = N_("Evidence kept")
    critical: str = N_("critical")
    bonus: str = N_("bonus")
    not_scored: str = N_("not scored")

"""The headings, labels and standing sentences of a branch's document. One value for each language."""

from dataclasses import dataclass

from qaudit.reports.headings import PageWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class BranchWords(PageWords):
    """As `FixedWords`, for the document of a branch."""

    report: str = N_("Branch report")
    branch: str = N_("Branch")
    visits: str = N_("Visits")
    left_out: str = N_("Not counted here")
    standards_used: str = N_("Standards")
    editions: str = N_("Editions")
    as_of: str = N_("As of")
    not_enough: str = N_("Not enough visits")
    not_scored: str = N_("No scored visit")
    mends: str = N_("The next things to mend")
    mends_rule: str = N_(
        "The rule: first critical standards that were missed again, those missed in most visits in a row first. "
        "Then the others by what their last miss cost of the score, times the visits in a row that missed them. "
        "Only what the last visit that judged it missed is here."
    )
    why: str = N_("Why")
    nothing_to_mend: str = N_("Nothing: no standard was missed by the last visit that judged it.")
    beside: str = N_("Beside the other branches")
    mean: str = N_("Mean score")
    interval: str = N_("95 % interval")
    trend: str = N_("The trend")
    signals: str = N_("Signals")
    no_signal: str = N_("No signal: the ups and downs are the usual ones.")
    repeats: str = N_("Missed again and again")
    repeats_note: str = N_(
        "Missed by the last visits in a row, up to the last one that judged the standard. Unannounced and announced "
        "visits count alike here, as in the report of each visit; a branch's checks of itself do not."
    )
    repeats_self: str = N_(
        "Missed by the last self-checks in a row, up to the last one that judged the standard."
    )
    nothing_repeated: str = N_("Nothing was missed in two visits in a row.")
    in_a_row: str = N_("Visits in a row")
    since: str = N_("Since")
    weakest: str = N_("Met least often")
    weakest_note: str = N_(
        "The share of visits that met the standard, of those that judged it (n). The thin line is the 95 % interval: "
        "the fewer visits, the longer it is."
    )
    nothing_missed: str = N_("Nothing was missed.")
    met: str = N_("Met")
    times: str = N_("Measured times")
    times_note: str = N_(
        "Each mark is one visit. The upright line is the limit; marks beyond it are hollow. Each scale begins at 0."
    )
    each_visit: str = N_("Each visit")
    within: str = N_("Within the limit")
    actions: str = N_("Corrective actions")
    no_actions: str = N_("No corrective action is open.")
    number: str = N_("No.")
    action: str = N_("What")
    owner: str = N_("Owner")
    due: str = N_("Due")
    state: str = N_("State")
    appeals: str = N_("Appeals")
    decided: str = N_("What was said and decided")
    no_appeals: str = N_("No verdict of this period was appealed.")
    voices: str = N_("What customers said")
    no_voices: str = N_("No voice of a customer was noted in this period.")
    complaints: str = N_("Complaints")
    compliments: str = N_("Compliments")
    suggestions: str = N_("Suggestions")
    missed: str = N_("Missed")
    standard: str = N_("Standard")
    critical: str = N_("critical")
    changed: str = N_("changed by an edition")
    method: str = N_("Method and limits")

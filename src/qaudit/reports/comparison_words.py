"""The headings, labels and standing sentences of the comparison report. One value for each language."""

from dataclasses import dataclass

from qaudit.reports.league_words import LeagueWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class ComparisonWords(LeagueWords):
    """As `FixedWords`, for the comparison report."""

    report: str = N_("Comparison")
    contents: str = N_("Contents")
    all_brands: str = N_("All brands")
    brands_beside: str = N_("Brands beside each other")
    groups: str = N_("Groups")
    chosen: str = N_("Chosen")
    compared_with: str = N_("Compared with")
    editions_used: str = N_("Editions")
    stands: str = N_("What stands")
    stands_note: str = N_(
        "Up to three findings whose intervals leave no doubt about their direction. Everything else is in the parts "
        "that follow, each with its n."
    )
    nothing_stands: str = N_(
        "Nothing: no interval of these visits leaves its direction beyond doubt. More visits are what would tell."
    )
    may_be_said: str = N_("What may be said, and what not")
    regions_note: str = N_(
        "The mean of all visits of a region's branches: a branch that was visited more often weighs more."
    )
    heat_note: str = N_("The darker, the lower.")
    courses: str = N_("Over time")
    courses_note: str = N_(
        "Mean scores by month. A signal is a month beyond the limits, or the eighth in a row or more on one side of "
        "the median. Branches with signals come first, the latest signal before all."
    )
    standards: str = N_("Standards, the weakest first")
    splits: str = N_("Standards that tell branches apart")
    repeats_note: str = N_(
        "n are misses that a later visit judged again. Still missed: branches whose last two visits or more missed it."
    )
    runs: str = N_("Misses that last until now")
    consistency: str = N_("How much visits vary")
    changes: str = N_("What changed")
    gap: str = N_("Customers beside the audit")
    complaints: str = N_("Complaints beside the audit")
    complaints_head: str = N_("Complaints")
    value: str = N_("What poor visits may cost")
    auditors: str = N_("Auditors beside their peers")
    editions: str = N_("What editions changed")
    beside: str = N_("Beside the others")
    section: str = N_("Section")
    met: str = N_("Met")
    lost: str = N_("Of lost points")
    spread: str = N_("Spread")
    beyond: str = N_("Beyond chance")
    again: str = N_("Missed again")
    running: str = N_("Still missed")
    in_a_row: str = N_("In a row")
    judged: str = N_("Judged")
    since: str = N_("Since")
    last: str = N_("Last visit")
    lost_time: str = N_("Of lost time")
    points: str = N_("Points")
    own_change: str = N_("Own change")
    result: str = N_("Result")
    what: str = N_("What")
    expected: str = N_("Expectation")
    perceived: str = N_("Perception")
    gap_head: str = N_("Gap")
    audited: str = N_("Audited")
    assumption: str = N_("Assumption")
    from_to: str = N_("From … to")
    doubt: str = N_("Part of the doubt")
    auditor: str = N_("Auditor")
    apart: str = N_("Apart")
    leaning: str = N_("Leaning")
    drift: str = N_("Months that are signals")
    change: str = N_("Change")
    dead_weight: str = N_("nearly always met")
    yes: str = N_("yes")
    not_known: str = N_("not known")
    filter_rows: str = N_("Show only rows with")
    shown_of: str = N_("{shown} of {all}")
    sort_by: str = N_("Sort by")

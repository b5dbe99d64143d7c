"""The headings, labels and standing sentences of the summary of a round. One value for each language."""

from dataclasses import dataclass

from qaudit.reports.league_words import LeagueWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class RoundWords(LeagueWords):
    """As `FixedWords`, for the summary of a round."""

    report: str = N_("Summary of the round")
    left_out: str = N_("Not counted here")
    standards_used: str = N_("Standards")
    editions: str = N_("Editions")
    standing: str = N_("Where the visits stand")
    not_visited: str = N_("Not visited")
    not_enough: str = N_("Not enough visits")
    not_scored: str = N_("No scored visit")
    outcome: str = N_("Passed")
    bands: str = N_("Bands reached")
    band: str = N_("Band")
    below_bands: str = N_("Below all bands")
    share: str = N_("Share")
    too_few: str = N_("too few to rank")
    surely_above: str = N_("surely above the mean of the others")
    surely_below: str = N_("surely below the mean of the others")
    regions_note: str = N_(
        "The mean of all visits of a region's branches. Regions are not ranked: few branches can make the difference."
    )
    heat_note: str = N_(
        "The mean percentage of each section, darker where it is lower. Only branches with 3 visits or more are here; "
        "a section that fewer than 3 of them scored has a dash. n is the number of a branch's visits."
    )
    heat_caption: str = N_("Mean percentage of each section")
    weakest: str = N_("Missed most often")
    weakest_note: str = N_(
        "The share of visits that missed the standard, of those that judged it (n), and at how many branches. "
        "The thin line is the 95 % interval. Those that are surely missed most often stand first."
    )
    nothing_missed: str = N_("Nothing was missed.")
    missed: str = N_("Missed")
    everywhere: str = N_("missed more often than met at every branch")
    repeats_note: str = N_(
        "Missed by two or more visits of a branch in a row, its last one that judged the standard included. "
        "Unannounced and announced visits count alike here, as in the reports of branches."
    )
    repeats_self: str = N_("Missed by two or more self-checks of a branch in a row, its last one included.")
    nothing_repeated: str = N_("No branch missed anything in two visits in a row.")
    longest: str = N_("Longest row")
    clean: str = N_("Met by everyone")
    clean_note: str = N_(
        "Judged by 3 visits or more and never missed. The more visits, the surer it is that the standard no longer "
        "tells branches apart: at least is the lower end of the 95 % interval."
    )
    nothing_clean: str = N_("No standard that 3 visits or more judged was met by all of them.")
    at_least: str = N_("At least")
    times_note: str = N_(
        "The median is the time in the middle, p90 the time that nine of ten keep to. The bar is the share within the "
        "limit, the thin line its 95 % interval."
    )
    appeals: str = N_("Appeals")
    no_appeals: str = N_("No verdict of this period was appealed.")
    granted: str = N_("Granted")
    actions: str = N_("Corrective actions")
    no_actions: str = N_("No corrective action is open.")
    voices: str = N_("What customers said")
    no_voices: str = N_("No voice of a customer was noted in this period.")
    complaints: str = N_("Complaints")
    compliments: str = N_("Compliments")
    suggestions: str = N_("Suggestions")
    critical: str = N_("critical")
    changed: str = N_("changed by an edition")

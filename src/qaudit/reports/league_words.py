"""What the documents say that set branches beside each other. One value for each language."""

from dataclasses import dataclass

from qaudit.reports.headings import PageWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class LeagueWords(PageWords):
    """What the summary of a round and the comparison report have in common."""

    as_of: str = N_("As of")
    visits: str = N_("Visits")
    branch: str = N_("Branch")
    branches: str = N_("Branches")
    region: str = N_("Region")
    brand: str = N_("Brand")
    standard: str = N_("Standard")
    funnel: str = N_("Chance or more")
    funnel_note: str = N_(
        "Each mark is a branch: the more visits, the further it stands from the beginning. Between the lines lie "
        "branches that chance alone would set there if all were alike: 95 of 100 between the inner lines, 998 of 1,000 "
        "between the outer ones. Diamonds lie between the two, triangles beyond both."
    )
    funnel_visits: str = N_("Visits of a branch")
    league: str = N_("The branches")
    league_note: str = N_(
        "The dot is the mean of a branch's visits, the line its 95 % interval, the hollow diamond the likelier mean: "
        "the mean drawn towards that of all branches, the more so the fewer visits it has. The dashed line is the mean "
        "of all visits. The place goes by the likelier mean; below it stand the places that are as possible. "
        "Branches whose intervals overlap widely may well be equally good."
    )
    place: str = N_("Place")
    mean: str = N_("Mean score")
    likelier: str = N_("Likelier")
    interval: str = N_("95 % interval")
    regions: str = N_("The regions")
    heat: str = N_("Branches and sections")
    repeats: str = N_("Missed again")
    times: str = N_("Measured times")
    median: str = N_("Median")
    ninth: str = N_("p90")
    within: str = N_("Within the limit")
    method: str = N_("Method and limits")

"""The keys of headquarters' comparisons, as `qaudit.tui.keys` has those of the other pages."""

from qaudit.speech import N_
from qaudit.tui.key import APP, LISTS, MOVING, VISIT, Key, help_key, page_keys

VIEWS, COMPARING = N_("Views"), N_("What is compared")

# A table is read by its lines, so it is laid out by hand.
# fmt: off
_LEADING: tuple[Key, ...] = (
    Key("comparison", ("1",), "1", "view_league", N_("league"), VIEWS,
        help=N_("The league: members in order, each with the doubt of it")),
    Key("comparison", ("2",), "2", "view_trend", N_("trend"), VIEWS,
        help=N_("The course of one member on a control chart; up and down go to the next one")),
    Key("comparison", ("3",), "3", "view_funnel", N_("funnel"), VIEWS,
        help=N_("The funnel: who is further from the mean than chance explains")),
    Key("comparison", ("4",), "4", "view_heat", N_("heat map"), VIEWS,
        help=N_("The heat map: members by sections; arrows go from cell to cell")),
    Key("comparison", ("5",), "5", "view_standards", N_("standards"), VIEWS,
        help=N_("The standards, the weakest first")),
    Key("comparison", ("6",), "6", "view_repeats", N_("repeats"), VIEWS,
        help=N_("Misses that come again on the next visit")),
)
COMPARISON_KEYS: tuple[Key, ...] = (
    # Branches, regions and brands.
    *_LEADING,
    Key("comparison", ("enter",), "Enter", "choose", N_("look into"), LISTS, 2, ("into",),
        help=N_("Goes on: from a brand to its regions, to its branches, to the visits of one; from a standard to "
             "the league by it")),
    Key("comparison", ("escape",), "Esc", "step_back", N_("back"), LISTS, 1, ("running", "noted", "stepped"),
        help=N_("Stops the question that is asked, or takes away what was said of an export; else goes back by "
             "one step")),
    Key("comparison", ("f", "F"), "f", "filter", N_("filter"), COMPARING, 3,
        help=N_("Filters by brand, pack, kind, region, period, section …; filters stay in all views")),
    Key("comparison", ("p", "P"), "p", "period", N_("period"), COMPARING, 6,
        help=N_("Chooses the period")),
    Key("comparison", ("x", "X"), "x", "clear", N_("no filter"), COMPARING, 12, ("filtered",),
        help=N_("Takes all filters away")),
    Key("comparison", ("tab",), "Tab", "next_group", N_("next group"), COMPARING, 7, ("groups",),
        help=N_("Goes on to the next group: another kind, brand or pack is never mixed with this one")),
    Key("comparison", ("g", "G"), "g", "group", N_("groups"), COMPARING,
        help=N_("Lists the groups to choose one")),
    Key("comparison", ("l", "L"), "l", "level", N_("level"), COMPARING, 9, ("levels",),
        help=N_("Compares branches, regions or brands")),
    Key("comparison", ("b", "B"), "b", "by", N_("by what"), COMPARING, 10, ("scores",),
        help=N_("By the total, or by section, layer, dimension, stage or channel")),
    Key("comparison", ("t", "T"), "t", "points", N_("visits or months"), COMPARING, 7, ("trend",),
        help=N_("On the trend: a point for each visit, or for each month")),
    Key("comparison", ("o", "O"), "o", "rates", N_("scores or rates"), COMPARING, 8, ("trend",),
        help=N_("On the trend: mean scores, or the rate of standards that were met")),
    Key("comparison", ("e", "E"), "e", "export", N_("export"), VISIT, 11, ("answered",),
        help=N_("Writes what is shown as a workbook, CSV, Parquet or JSON: the same as the command writes")),
    Key("comparison", ("i", "I"), "i", "notes", N_("how to read it"), VISIT, 13, ("answered",),
        help=N_("Tells how this view is read, and what it does not say")),
    Key("comparison", ("slash",), "/", "find", N_("find"), MOVING, 14, ("rows",),
        help=N_("Finds a member by its code or name, or a standard by its code")),
    Key("comparison", ("down", "j", "J"), "j ↓", "down", N_("down"), MOVING,
        help=N_("Goes to the next one")),
    Key("comparison", ("up", "k", "K"), "k ↑", "up", N_("up"), MOVING,
        help=N_("Goes to the one before")),
    Key("comparison", ("right",), "→", "right", N_("go right"), MOVING,
        help=N_("Along the points of a plot, or the columns of a heat map")),
    Key("comparison", ("left",), "←", "left", N_("go left"), MOVING,
        help=N_("The same, to the left")),
    Key("comparison", ("n", "N"), "n", "next_unlike", N_("next unlike"), MOVING, 7, ("heat",),
        help=N_("On the heat map: the next cell that is unlike the others of its column")),
    *page_keys("comparison"),
    Key("comparison", ("u", "U"), "u", "refresh", N_("take in what is new"), APP, 2, ("behind",),
        help=N_("Takes what was published or amended into the lake, which comparisons are made from")),
    help_key("comparison", 4),
    Key("comparison", ("q", "Q"), "q", "leave", N_("to the desk"), APP, 5,
        help=N_("Back to headquarters' desk; filters stay")),
    # A branch.
    Key("compared", ("enter",), "Enter", "choose", N_("look at the visit"), LISTS, 1, ("into",),
        help=N_("Shows the visit: its findings, every standard, its report")),
    Key("compared", ("t", "T"), "t", "points", N_("visits or months"), COMPARING, 3, ("answered",),
        help=N_("A point of the course for each visit, or for each month")),
    Key("compared", ("e", "E"), "e", "export", N_("export"), VISIT, 4, ("answered",),
        help=N_("Writes the course as a workbook, CSV, Parquet or JSON: the same as the command writes")),
    Key("compared", ("down", "j", "J"), "j ↓", "down", N_("down"), MOVING,
        help=N_("Goes to the visit before, in time")),
    Key("compared", ("up", "k", "K"), "k ↑", "up", N_("up"), MOVING,
        help=N_("Goes to the visit after")),
    *page_keys("compared"),
    help_key("compared", 5),
    Key("compared", ("escape",), "Esc", "step_back", N_("close"), LISTS, 2, ("noted",),
        help=N_("Stops the question that is asked, or takes away what was said of an export; else goes back by "
             "one step")),
    Key("compared", ("q", "Q"), "q", "leave", N_("back"), APP, 2,
        help=N_("Back to the comparison, where one was; while it asks, Esc stops that")),
)
# fmt: on

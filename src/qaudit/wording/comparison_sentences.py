"""Whole sentences about what a comparison found: for screens, commands and documents alike."""

from collections.abc import Sequence

from qaudit.analysis.agreement import Agreement
from qaudit.analysis.control_charts import ControlChart
from qaudit.analysis.differences import Difference
from qaudit.analysis.figures import Estimate, Interval, NotEnough
from qaudit.analysis.funnel import Funnel
from qaudit.analysis.spread import VarianceShares
from qaudit.analysis.value import CostOfMisses, Range
from qaudit.speech import N_, _, ngettext
from qaudit.wording.comparison import (
    NONE,
    Write,
    as_percent,
    comparison_words,
    estimate_words,
    interval_words,
    lack_words,
    named,
    one_place,
    two_places,
    with_sign,
)
from qaudit.wording.regional import written_number

KINDS_APART = N_("Kinds of visit are never averaged together: each has a table of its own.")
PACKS_DIFFER = N_("The packs of these brands may differ: they compare as far as their packs are alike.")
NO_PUNISHMENT = N_(
    "For briefing and rewording: disagreement most often means a standard that can be read in two ways."
)
LEAGUE = N_(
    "The mean with its 95\u00a0% interval; the likelier mean is drawn towards that of all, the more so the fewer "
    "visits. The place goes by it; beside it are the places that are as possible."
)
FLAGS = N_(
    "Better and worse are beside the mean of the others, after it is known how many were looked at; "
    "not known does not mean as good."
)
HEAT = N_("Means in percent; ▲ and ▽ are surely above and below the other members of the column.")
HEAT_FEW = N_("? has too few visits to be compared.")
SPREAD = N_("The spread is the standard deviation of a branch's visits, in points of the score.")
SPLITS = N_("The spread is the standard deviation of the members' true rates, in percentage points.")
SEVERITY = N_("Points of the score beside peers at the same branches; above 0 is more lenient.")
RATES = N_("Standards met of those judged (n), in percent.")
SCORES = N_("Mean scores in percent of n visits.")
LOST = N_("Lost is the part of all lost points.")
REPEATS = N_(
    "n are misses that a later visit judged again; running are branches whose last two visits or more missed it."
)
TIMES = N_("In seconds; lost are those past the limit, of all visits together.")
GAP = N_(
    "Gap is perceived less expected, on the survey's own scale; the audit has another one: compare the order."
)
COMPLAINTS = N_(
    "Complaints are counted, and nobody knows of how many customers; the audit has rates: compare the order."
)
UNCHANGED = N_("Nothing that the lake knows of is another: their figures compare.")
NOTHING = {
    "repeats": N_("No standard was missed on the visits that are asked about"),
    "times": N_("No time was measured on the visits that are asked about"),
    "doubles": N_("No two auditors observed the same branch on one day, on visits of one kind and edition"),
    "editions": N_("No pack was used in a second edition on the visits that are asked about"),
}
"""What it means that a question has no answer, for those of which that says something."""
ASSUMPTIONS = {
    "poor": N_("share of visits that are poor"),
    "visitors": N_("customers in a year"),
    "leave": N_("share who leave after a poor visit"),
    "visits_lost": N_("visits lost with each"),
    "spend": N_("spend in one visit"),
    "margin": N_("share of the spend that is earned"),
}


def nothing_words(question: str) -> str:
    """Why there is no answer at all, and what may help."""
    why = NOTHING.get(question, N_("No visit that is asked about has a score or a verdict"))
    return _("{why}: choose fewer filters, or take in what is new with qaudit lake refresh", why=_(why))


def funnel_words(funnel: Funnel | NotEnough) -> str:
    """Whether branches differ by more than chance; nothing where there are too few for a funnel."""
    if isinstance(funnel, NotEnough):
        return ""
    mean = one_place(funnel.target)
    if funnel.over_dispersed:
        return _("All together have a mean of {mean}, and differ more than chance alone explains.", mean=mean)
    return _("All together have a mean of {mean}, and differ no more than chance alone explains.", mean=mean)


def course_words(chart: ControlChart | NotEnough, write: Write) -> tuple[str, ...]:
    """The median, whether limits may still move, and that nothing is a signal; or why there are no limits."""
    if isinstance(chart, NotEnough):
        return (_("No limits: {reason}", reason=lack_words(chart)),)
    found = [_("Median {median}.", median=write(chart.centre))]
    if chart.provisional:
        found.append(_("Provisional: limits may still move, with fewer than 20 points."))
    if not any(point.signals for point in chart.points):
        found.append(_("No signal: no more than the usual ups and downs."))
    return tuple(found)


def shares_words(shares: VarianceShares | NotEnough) -> str:
    """Whose the variance of a score is."""
    if isinstance(shares, NotEnough):
        return _("Shares of branch, auditor and visit: {reason}", reason=lack_words(shares))
    return ngettext(
        "Of the variance of one score, in percent: branch {branch}, auditor {auditor}, visit {visit} (n = {n} visit).",
        "Of the variance of one score, in percent: branch {branch}, auditor {auditor}, visit {visit} (n = {n} visits).",
        shares.n,
        branch=estimate_words(shares.branch, as_percent),
        auditor=estimate_words(shares.auditor, as_percent),
        visit=estimate_words(shares.visit, as_percent),
    )


def alpha_words(found: Agreement | NotEnough | None) -> str:
    """Krippendorff's alpha with its interval."""
    return estimate_words(found.alpha if isinstance(found, Agreement) else found, two_places)


def agreement_words(found: Agreement | NotEnough) -> str:
    """How far auditors agreed, all verdicts together."""
    if isinstance(found, NotEnough):
        return _("Agreement of the verdicts: {reason}", reason=lack_words(found))
    return ngettext(
        "All verdicts: Krippendorff's alpha {alpha}, alike {alike} in 100 (n = {n} occasion, {units}).",
        "All verdicts: Krippendorff's alpha {alpha}, alike {alike} in 100 (n = {n} occasions, {units}).",
        found.n,
        alpha=alpha_words(found),
        alike=as_percent(found.alike),
        units=observations_words(found.units),
    )


def doubtful_words(codes: Sequence[str]) -> str:
    """That standards look like wrong ones, whatever visits find; nothing for none."""
    if not codes:
        return ""
    return ngettext(
        "{n} standard may be the wrong one (?): nearly always met, and complained of all the same: {codes}",
        "{n} standards may be the wrong ones (?): nearly always met, and complained of all the same: {codes}",
        len(codes),
        codes=named(codes),
    )


def elsewhere_words(number: int) -> str:
    """How many complaints are about none of what a table shows; nothing for none."""
    if not number:
        return ""
    return ngettext(
        "{n} more complaint names nothing of this table.",
        "{n} more complaints name nothing of this table.",
        number,
    )


def behind_words(visits: int) -> str:
    """That the lake is not as the store any more, and how that is mended."""
    return ngettext(
        "{n} visit changed since the last refresh: qaudit lake refresh",
        "{n} visits changed since the last refresh: qaudit lake refresh",
        visits,
    )


def observations_words(number: int) -> str:
    """`1 observation`, `640 observations`."""
    return ngettext("{n} observation", "{n} observations", number)


def own_change_words(found: Difference, write: Write) -> str:
    """A difference with its interval: `−3.1 (−5.0 to −1.2)`."""
    beside = (
        interval_words(found.interval, write)
        if isinstance(found.interval, Interval)
        else lack_words(found.interval)
    )
    return _("{value} ({interval})", value=write(found.value), interval=beside)


def difference_words(means: tuple[float | None, float | None], found: Difference | NotEnough) -> str:
    """Two means, what is between them, and what may be said of it: `Mean 81.2 → 78.1: −3.1 (−5.0 to −1.2), ▽ worse`."""
    before, after = (NONE if mean is None else one_place(mean) for mean in means)
    if isinstance(found, NotEnough):
        return _("Mean {before} → {after}: {reason}", before=before, after=after, reason=lack_words(found))
    return _(
        "Mean {before} → {after}: {difference}, {word}",
        before=before,
        after=after,
        difference=own_change_words(found, with_sign),
        word=comparison_words(found.comparison),
    )


def points_words(points: tuple[float | None, float | None]) -> str:
    """What the parts of the standards add up to."""
    before, after = (NONE if one is None else one_place(one) for one in points)
    return _(
        "The points of the standards add up to the change of all points earned, without caps: {before} → {after}.",
        before=before,
        after=after,
    )


# ── What misses may cost ───────────────────────────────────────────────────────────────────────────


def assumed_words(assumed: Range) -> str:
    """`900 000 to 1 100 000`, `14.5`."""
    low, high = (_amount(end) for end in (assumed.low, assumed.high))
    return low if low == high else _("{low} to {high}", low=low, high=high)


def poor_words(limit: float, poor: Estimate | NotEnough) -> str:
    """How many visits were poor."""
    return _(
        "Poor visits (below {limit}), in percent of all: {poor}",
        limit=one_place(limit),
        poor=estimate_words(poor, as_percent),
    )


def interval_of_share(share: Estimate) -> str:
    """The interval of a share of 1, in two decimals like the assumptions beside it: `0.04 to 0.22`."""
    found = share.interval
    return interval_words(found, two_places) if isinstance(found, Interval) else lack_words(found)


def cost_words(cost: CostOfMisses | NotEnough) -> str:
    """The range, three digits of it: the doubt is larger than the rest."""
    if isinstance(cost, NotEnough):
        return _("No range: {reason}", reason=lack_words(cost))
    return _(
        "In a year between {least} and {most}, in the currency of the file; eight times in ten {low} to {high}.",
        least=_about(cost.least),
        most=_about(cost.most),
        low=_about(cost.likely.low),
        high=_about(cost.likely.high),
    )


def _amount(number: float) -> str:
    words = f"{number:,.6f}".rstrip("0").rstrip(".")
    whole, mark, rest = words.partition(".")
    return whole.replace(",", "\u00a0") + (written_number(f"{mark}{rest}") if rest else "")


def _about(number: float) -> str:
    return _amount(float(f"{number:.3g}"))

"""How the figures of a round come about, and what they do not say."""

from qaudit.reports.round_subject import RoundInput
from qaudit.speech import N_, _

METHOD = (
    N_(
        "Counted are published visits of one kind by the standards of one brand, from their publication on. "
        "Self-checks, announced and unannounced visits are never averaged together."
    ),
    N_(
        "An interval holds the true value 95 times in 100. n is what a figure is counted from. The intervals of "
        "branches borrow from each other: few visits show little of how much a branch varies, all together show more. "
        "Shares have Wilson's interval, the mean of all visits has Student's t."
    ),
    N_(
        "A branch has a place from 3 visits on. A league needs 3 such branches, and 8 visits more than there are "
        "branches. Places and their intervals come from drawing 4,000 leagues that fit the visits. With three visits "
        "each, two thirds of the league are possible places."
    ),
    N_(
        "Surely above or below is said of a branch only where the difference from the mean of the others stands after "
        "allowing for how many branches were looked at: of those named so, about 5 in 100 are by chance. A branch that "
        "is not named has not been found as good as the others: few visits find little."
    ),
    N_(
        "The intervals are about the visits of these branches as they were sent: who made them, in which season, and "
        "whether a branch changed meanwhile is not in them."
    ),
    N_("A standard counts as missed where it was missed or only partly met."),
    N_("Measured here is whether the standards were kept, not how content customers are."),
)
_TIMES = N_(
    "Measured times: a median is told from 3 times on, p90 from 10 on; an interval of the median from 6 on, of p90 "
    "from 36 on."
)


def method_words(source: RoundInput) -> tuple[str, ...]:
    """The sentences, in the language spoken now."""
    parts = [*METHOD[:-1], *([_TIMES] if source.figures.times else []), METHOD[-1]]
    return tuple(_(one) for one in parts)

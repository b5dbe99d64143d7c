"""How the figures of a branch's document come about, and what they do not say."""

from qaudit.reports.branch_subject import BranchReportInput
from qaudit.speech import N_, _

METHOD = (
    N_(
        "Counted are visits of one kind by the standards of one brand, published and open to the branch on the day of "
        "this document. Self-checks, announced and unannounced visits are never averaged together."
    ),
    N_(
        "An interval holds the true value 95 times in 100. The interval of a mean is Student's t, from 3 visits on; "
        "that of a difference is Welch's; that of a share is Wilson's. n is what a figure is counted from."
    ),
    N_(
        "Nothing is called higher or lower unless the interval of the difference leaves no doubt about it. The other "
        "branches are counted without this one."
    ),
    N_(
        "The trend is a control chart of single scores: its limits lie 2.66 mean steps from one visit to the next "
        "away from the mean. A visit beyond a limit is a signal, and so is the eighth in a row on one side of the "
        "mean; from 8 visits on there are limits."
    ),
    N_(
        "Measured times: the median is the time in the middle, told from 3 times on; p90 is the time that nine of ten "
        "keep to, told from 10 on. A standard counts as missed where it was missed or only partly met."
    ),
    N_("Measured here is whether the standards were kept, not how content customers are."),
)


def method_words(source: BranchReportInput) -> tuple[str, ...]:
    """The sentences, in the language spoken now."""
    without_times = () if source.times else (METHOD[4],)
    return tuple(_(one) for one in METHOD if one not in without_times)

"""What analysis says, as the plain figures of documents: a value, its interval, its n, or why there is none."""

from qaudit.analysis.figures import Estimate, Interval, NotEnough, Why
from qaudit.reports.branch_subject import Figure, Lack

_LACKS = {Why.NOTHING: Lack.NOTHING, Why.ALL_THE_SAME: Lack.ALL_THE_SAME}


def lack_of(found: NotEnough) -> Lack:
    """Why there is no figure: too few of something, where it is nothing else."""
    return _LACKS.get(found.why, Lack.TOO_FEW)


def figure_of(found: Estimate | NotEnough) -> Figure:
    """An estimate as it is told."""
    if isinstance(found, NotEnough):
        return Figure(found.n, lack=lack_of(found))
    return with_interval(Figure(found.n, found.value), found.interval)


def with_interval(figure: Figure, interval: Interval | NotEnough) -> Figure:
    """The value of a figure with an interval beside it, or why it has none."""
    if isinstance(interval, NotEnough):
        return Figure(figure.n, figure.value, lack=lack_of(interval))
    return Figure(figure.n, figure.value, interval.low, interval.high)

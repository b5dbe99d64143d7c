"""How far a rate may lie from its target by chance alone, exactly."""

from qaudit.analysis.figures import Interval


def binomial_limits(target: float, n: int, level: float) -> Interval:
    """The rates (0 to 1) that n observations of a true rate `target` keep to, `level` of the time or more.

    Interpolated between whole counts, as Spiegelhalter (2005, A.1.1) draws funnels, from either end so that
    neither tail holds more than its half. `cut` where no count at all lies outside on one side.
    """
    tail = (1 - level) / 2
    low, high = _lower(target, n, tail), 1 - _lower(1 - target, n, tail)
    return Interval(max(low, 0.0), min(high, 1.0), low <= 0 or high >= 1, level)


def _lower(target: float, n: int, tail: float) -> float:
    from scipy.special import bdtr, bdtrik

    count = max(int(bdtrik(tail, n, target)), 0)
    # The inverse is continuous and may be off by one: the first count whose tail holds more.
    while count > 0 and bdtr(count - 1, n, target) > tail:
        count -= 1
    while bdtr(count, n, target) <= tail:
        count += 1
    reached = float(bdtr(count, n, target))
    before = float(bdtr(count - 1, n, target)) if count else 0.0
    return (count - (reached - tail) / (reached - before)) / n

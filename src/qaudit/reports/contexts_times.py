"""What was measured against a limit, as a small bar beside the words: lengths of time, counts and times of day."""

from fractions import Fraction

from qaudit.core.measures import AtLeast, AtMost, Between, ClockMeasure, CountMeasure, DurationMeasure, Limit
from qaudit.core.readings import Count, Duration, TimeOfDay
from qaudit.core.scoring import StandardScore
from qaudit.reports.charts import NO_PICTURE, Svg, limit_bar, window_bar
from qaudit.reports.theme import Theme


def measured_bar(scored: StandardScore, theme: Theme) -> Svg:
    """The bar of a measured reading; nothing where there is none."""
    match scored.standard.measure, scored.judgement.reading:
        case DurationMeasure(unit=unit, limit=limit), Duration(seconds):
            return limit_bar(seconds / unit.seconds, *_ends(limit), theme)
        case CountMeasure(limit=limit), Count(number):
            return limit_bar(Fraction(number), *_ends(limit), theme)
        case ClockMeasure(opens, closes), TimeOfDay(second):
            return window_bar(second, opens, closes, theme)
        case _:
            return NO_PICTURE


def _ends(limit: Limit) -> tuple[Fraction | None, Fraction | None]:
    match limit:
        case AtMost(most):
            return None, most
        case AtLeast(least):
            return least, None
        case Between(least, most):
            return least, most

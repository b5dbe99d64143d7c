"""Scales of scores, and the numbers along a scale as a reader writes them."""

from collections.abc import Iterable

from qaudit.reports.branch_subject import Figure
from qaudit.reports.charts import Svg
from qaudit.reports.charts_scale import Scale, scale_for
from qaudit.reports.charts_spread import axis
from qaudit.wording.regional import written_number

SCORES = (0.0, 100.0)


def figures_scale(figures: Iterable[Figure]) -> Scale:
    """A scale that holds mean scores and their intervals."""
    ends = (end for one in figures for end in (one.value, one.low, one.high) if end is not None)
    return scale_for(ends, SCORES)


def tick_words(tick: float) -> str:
    """A round number at a scale."""
    return written_number(f"{tick:g}".replace("-", "−"))


def number_axis(scale: Scale, title: str, *, times: int = 1, is_above: bool = True) -> Svg:
    """The ticks with their numbers, each `times` what it measures: 100 for shares of 1."""
    return axis(scale, tuple(tick_words(times * tick) for tick in scale.ticks), title, is_above=is_above)

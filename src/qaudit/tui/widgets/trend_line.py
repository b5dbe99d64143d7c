"""The last scores of a branch on one line: a spark for each visit, with the first and the last score in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from qaudit.speech import _
from qaudit.tui.display_order import is_mirrored
from qaudit.tui.widgets.lines import one_line, row
from qaudit.wording.phrases import plain
from qaudit.wording.values import percent_words

SPARKS = "▁▂▃▄▅▆▇█"
UNSCORED = "·"
LEAST_SPAN = Decimal(10)
"""Points between the lowest spark and the highest, at least: a wavering of one point must not look like a fall."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Scores in per cent, oldest first, None where a visit is unscored; `label` says of what."""

    label: str
    percents: tuple[Decimal | None, ...]


class TrendLine(Widget):
    """Draws one line; nothing where there is no score."""

    trend: reactive[Trend | None] = reactive(None)

    def render(self) -> Content:
        return Content("") if self.trend is None else trend_row(self.trend, self.content_size.width)


def trend_row(trend: Trend, width: int) -> Content:
    """The spark, what it is of, and the figures, at a width."""
    scored = [percent for percent in trend.percents if percent is not None]
    if not scored:
        return row((Content.styled(one_line(trend.label), "$muted"),), width)
    spark = Content.styled(spark_of(trend.percents), "$primary")
    label = Content.styled(one_line(trend.label), "$muted")
    return row((spark, Content("  "), label), width, (Content(figures(scored)),))


def figures(scored: Sequence[Decimal]) -> str:
    """The first score and the last: `71 % to 88.5 %`; the only one alone."""
    first, last = (plain(percent_words(percent)) for percent in (scored[0], scored[-1]))
    return _("{first} to {last}", first=first, last=last) if len(scored) > 1 else first


def spark_of(percents: Sequence[Decimal | None]) -> str:
    """A character for each score, as it is drawn: time goes on where the reading does."""
    scored = [percent for percent in percents if percent is not None]
    low = min(scored)
    span = max(max(scored) - low, LEAST_SPAN)
    signs = [
        UNSCORED if percent is None else SPARKS[int((percent - low) * (len(SPARKS) - 1) / span)]
        for percent in percents
    ]
    return "".join(reversed(signs) if is_mirrored() else signs)

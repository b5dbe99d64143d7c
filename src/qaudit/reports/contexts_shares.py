"""Shares of 1 in the rows of a document: the bar with its interval, and the standards that a table has no room for."""

from qaudit.reports.branch_subject import Figure
from qaudit.reports.charts import Svg
from qaudit.reports.charts_scale import Scale
from qaudit.reports.charts_spread import Spread, bar_and_whisker
from qaudit.reports.contexts_branch_values import share_words
from qaudit.reports.theme import Theme
from qaudit.speech import ngettext
from qaudit.wording.phrases import Value

SHARES = Scale(0.0, 1.0, ())


def share_bar(share: Figure, code: str, what: str, theme: Theme) -> Svg:
    """The share of a standard, spoken with `what` it is a share of: `met`, `missed`, `within`."""
    told = share_words(share)
    spoken = ", ".join((f"{what} {told.value}", str(told.interval), f"n = {told.n}"))
    spread = Spread(share.value, share.low, share.high)
    return bar_and_whisker(spread, SHARES, str(Value(code)), spoken, theme)


def more_standards(rest: int) -> str:
    """How many standards are not shown; empty for none."""
    return ngettext("And {n} more standard.", "And {n} more standards.", rest) if rest > 0 else ""

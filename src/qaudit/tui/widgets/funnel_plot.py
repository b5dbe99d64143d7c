"""Not drawn yet."""

from textual.containers import Vertical

from qaudit.desk.comparison.league import League


class FunnelPlot(Vertical):
    """Shows nothing yet."""

    def show(self, league: League) -> None:
        """Shows this answer."""

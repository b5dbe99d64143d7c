"""Not drawn yet."""

from textual.containers import Vertical

from qaudit.desk.comparison.league import HeatMap


class HeatGrid(Vertical):
    """Shows nothing yet."""

    def show(self, heat_map: HeatMap) -> None:
        """Shows this answer."""

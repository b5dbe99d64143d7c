"""Not drawn yet."""

from textual.containers import Vertical

from qaudit.desk.comparison.courses import Course


class TrendPlot(Vertical):
    """Shows nothing yet."""

    def show(self, course: Course) -> None:
        """Shows this answer."""

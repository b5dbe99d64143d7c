"""The course of one member: a control chart, above it whose, below it in words what is more than usual."""

from collections.abc import Sequence

from textual.content import Content

from qaudit.desk.comparison.courses import Course, CoursePoint
from qaudit.speech import _
from qaudit.tui.widgets.course_drawing import course_drawing
from qaudit.tui.widgets.course_lines import (
    about_words,
    count_words,
    edition_lines,
    legend_words,
    name_words,
    point_words,
    sentence_words,
    signal_lines,
)
from qaudit.tui.widgets.lines import row
from qaudit.tui.widgets.plot import Drawing
from qaudit.tui.widgets.plot_frame import PlotFrame


class TrendPlot(PlotFrame):
    """Draws one course. `move` goes along its points; the one that is chosen is told below."""

    def __init__(self, *, name: str = "trend-plot") -> None:
        super().__init__(name=name)
        self._course: Course | None = None
        self._chosen = 0

    def show(self, course: Course) -> None:
        """Shows this course, its newest point chosen."""
        self._course, self._chosen = course, max(0, len(course.points) - 1)
        self.renew()

    def move(self, step: int) -> None:
        """Chooses the point so many further right, which is later."""
        if self._course is not None and self._course.points:
            self._chosen = max(0, min(self._chosen + step, len(self._course.points) - 1))
            self.renew()

    def choose(self, visit: str) -> None:
        """Chooses the point of this visit; nothing changes where it has none."""
        visits = [] if self._course is None else [point.visit for point in self._course.points]
        if visit in visits:
            self.move(visits.index(visit) - self._chosen)

    @property
    def chosen(self) -> CoursePoint | None:
        """The point that is chosen; None where there is none."""
        if self._course is None or not self._course.points:
            return None
        return self._course.points[self._chosen]

    def has_drawing(self) -> bool:
        return self._course is not None and bool(self._course.points)

    def drawn(self, width: int, height: int) -> Drawing | None:
        return None if self._course is None else course_drawing(self._course, self._chosen, width, height)

    def head(self, width: int) -> Sequence[Content]:
        if self._course is None:
            return ()
        name = Content.styled(name_words(self._course), "bold")
        about = Content.styled(about_words(self._course), "$muted")
        return (row((name, Content("  "), about), width, (Content(count_words(self._course)),)),)

    def legend(self) -> str:
        return "" if self._course is None else legend_words(self._course)

    def below(self) -> Sequence[Content]:
        if self._course is None:
            return ()
        if not self._course.points:
            return (Content(_("No visit to draw.")),)
        return (
            Content.styled(point_words(self._course, self._chosen), "bold"),
            *map(Content, signal_lines(self._course)),
            Content(sentence_words(self._course)),
            *map(Content, edition_lines(self._course)),
        )

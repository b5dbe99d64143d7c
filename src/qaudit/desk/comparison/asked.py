"""What is asked, in words that load no statistics and no engine: for whoever draws before anything is answered."""

from enum import StrEnum

from qaudit.lake.asked import OF_STANDARD, OF_VISIT, Asked, By, Level

__all__ = ["OF_STANDARD", "OF_VISIT", "Asked", "By", "CourseOf", "Every", "Level"]


class Every(StrEnum):
    """What a point of a course is."""

    VISIT = "visit"
    MONTH = "month"


class CourseOf(StrEnum):
    """What goes its course."""

    SCORE = "score"
    """Percent; of a month the mean of its visits."""
    RATE = "rate"
    """Standards met of those judged, 0 to 1."""

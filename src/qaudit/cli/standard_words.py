"""What each key of a reading means, in lines."""

from collections.abc import Iterator

from qaudit.core.measures import Measure, RatingMeasure, options_of
from qaudit.speech import language


def option_lines(measure: Measure) -> Iterator[str]:
    """A line for each option, part or anchored step."""
    yield from (f"{option.key}: {option.text.in_language(language())}" for option in options_of(measure))
    if isinstance(measure, RatingMeasure):
        yield from (f"{step}: {text.in_language(language())}" for step, text in measure.anchors)

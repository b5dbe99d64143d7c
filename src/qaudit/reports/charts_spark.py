"""A course in the height of one line of text: no axis, no words of its own, the last value marked."""

from collections.abc import Sequence

from qaudit.reports.charts import LINE, Svg
from qaudit.reports.charts_drawing import Canvas, Pen, Point
from qaudit.reports.charts_scale import scale_for
from qaudit.reports.theme import Theme

WIDTH, HEIGHT = 84.0, 16.0
_RIM = 3.0


def sparkline(values: Sequence[float | None], title: str, words: str, theme: Theme) -> Svg:
    """The values in the order they are read; where one is None the line is broken."""
    canvas = Canvas(WIDTH, HEIGHT)
    known = [value for value in values if value is not None]
    scale = scale_for(known)
    step = (WIDTH - 2 * _RIM) / max(len(values) - 1, 1)
    run: list[Point] = []
    last: Point | None = None
    for place, value in enumerate((*values, None)):
        if value is not None:
            last = (_RIM + place * step, HEIGHT - _RIM - scale.share(value) * (HEIGHT - 2 * _RIM))
            run.append(last)
            continue
        if len(run) > 1:
            canvas.line(run, Pen(theme.bar, 1.2))
        elif run:
            canvas.dot(run[0], 1.2, theme.bar)
        run = []
    if last is None:
        canvas.line([(_RIM, HEIGHT / 2), (WIDTH - _RIM, HEIGHT / 2)], Pen(LINE, 1, "3 3"))
    else:
        canvas.dot(last, 2.3, theme.bar, Pen("#ffffff", 0.8))
    return canvas.bare("spark", title, words)

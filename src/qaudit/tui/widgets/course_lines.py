"""What a course says in words: whose it is, how many points, its signals, the editions that begin in it."""

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from qaudit.analysis.control_charts import ControlChart, Signal
from qaudit.core.text import printable
from qaudit.desk.comparison.courses import Course, CourseOf, CoursePoint, Every
from qaudit.speech import _, ngettext
from qaudit.tui.widgets.course_drawing import CENTRE, EDITION, LIMIT, POINT, SIGNS, when_words
from qaudit.tui.widgets.member_names import short_name
from qaudit.wording.comparison import (
    Write,
    as_percent,
    editions_words,
    interval_words,
    one_place,
    signal_words,
)
from qaudit.wording.comparison_sentences import course_words

Found = tuple[CoursePoint, tuple[Signal, ...]]
"""A point, and why it is a signal."""
_RUNS = frozenset({Signal.RUN_ABOVE, Signal.RUN_BELOW})


def name_words(course: Course) -> str:
    """The member without its brand, which stands above; its code where it has no name."""
    return short_name(course.name, course.member, course.group.brand)


def about_words(course: Course) -> str:
    """`score · VRT · in percent`."""
    of = _("standards met") if course.of is CourseOf.RATE else _("score")
    return " · ".join(
        part for part in (of, printable(course.group.key, one_line=True), _("in percent")) if part
    )


def count_words(course: Course) -> str:
    """`25 visits`, `18 months · n = 640`: the points, and what is behind them where it is more."""
    number, behind = len(course.points), sum(point.n for point in course.points)
    points = (
        ngettext("{n} month", "{n} months", number)
        if course.every is Every.MONTH
        else ngettext("{n} visit", "{n} visits", number)
    )
    return points if number == behind else f"{points} · {_n_words(behind)}"


def legend_words(course: Course) -> str:
    """What each sign of the drawing is, of those that are in it."""
    point = _("month") if course.every is Every.MONTH else _("visit")
    parts = [f"{POINT} {point}"]
    if isinstance(course.chart, ControlChart):
        centre, limits = _("median"), _("limits")
        parts += [f"{CENTRE} {centre}", f"{LIMIT} {limits}"]
        found = {one for _place, one in course.chart.signals}
        parts += [signal_words([one]) for one in SIGNS if one in found]
    if any(point.new_edition for point in course.points):
        edition = _("another edition")
        parts.append(f"{EDITION} {edition}")
    return "  ".join(parts)


def sentence_words(course: Course) -> str:
    """Median, limits, and whether they may still move; or why there are no limits."""
    write = _write(course)
    sentences = list(course_words(course.chart, write))
    if isinstance(course.chart, ControlChart) and course.of is CourseOf.SCORE:
        sentences.insert(
            1, _("Limits {interval}.", interval=interval_words(course.chart.points[0].limits, write))
        )
    return " ".join(sentences)


def signal_lines(course: Course) -> Iterator[str]:
    """A line for each signal, the newest first; points one after another of one run are one line."""
    if not isinstance(course.chart, ControlChart):
        return
    pairs = [
        (point, charted.signals) for point, charted in zip(course.points, course.chart.points, strict=True)
    ]
    for signals, group in groupby(reversed(pairs), key=lambda pair: pair[1]):
        points = [point for point, _signals in group]
        if not signals:
            continue
        if len(points) > 1 and not _RUNS.isdisjoint(signals):
            yield _run_words(points, signals)
        else:
            yield from map(partial(_signal_line, _write(course), signals), points)


def edition_lines(course: Course) -> Iterator[str]:
    """A line for each point that begins another edition."""
    for point in course.points:
        if point.new_edition:
            editions = editions_words(point.editions)
            words = _("{editions} from {when}", editions=editions, when=when_words(point))
            yield f"{EDITION} {words}"


def point_words(course: Course, place: int) -> str:
    """`14 May 2026: 78.2 · n = 1 · edition 2 · ▽ below the limit`."""
    point = course.points[place]
    signals = course.chart.points[place].signals if isinstance(course.chart, ControlChart) else ()
    value = _("{when}: {value}", when=when_words(point), value=_write(course)(point.value))
    parts = (value, _n_words(point.n), editions_words(point.editions), signal_words(signals))
    return " · ".join(part for part in parts if part)


def _signal_line(write: Write, signals: tuple[Signal, ...], point: CoursePoint) -> str:
    value = _("{when}: {value}", when=when_words(point), value=write(point.value))
    return f"{value} · {signal_words(signals)}"


def _run_words(newest_first: list[CoursePoint], signals: tuple[Signal, ...]) -> str:
    last, first = when_words(newest_first[0]), when_words(newest_first[-1])
    points = ngettext("{n} point", "{n} points", len(newest_first))
    days = _("{first} to {last}", first=first, last=last)
    return f"{days} · {signal_words(signals)} · {points}"


def _write(course: Course) -> Write:
    return as_percent if course.of is CourseOf.RATE else one_place


def _n_words(number: int) -> str:
    return _("n = {n}", n=number)

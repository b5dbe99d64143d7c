"""Notices as problems: with line and column, in the order of the file, a great many of them cut short."""

from collections.abc import Iterable

from qaudit.core.problems import Place, Problem, Severity
from qaudit.core.text import printable
from qaudit.packs import catalogue
from qaudit.packs.notices import Notice
from qaudit.packs.places import Places

MOST_PROBLEMS = 1000


def placed(
    notices: Iterable[Notice], places: Places | None, source: str, untold: int = 0
) -> tuple[Problem, ...]:
    """The problems of the file `source`. `untold` are more that were never turned into notices.

    Where there are too many, faults are told before warnings.
    """
    problems = [problem_of(notice, places, source) for notice in notices]
    if len(problems) + untold <= MOST_PROBLEMS:
        return tuple(sorted(problems, key=_order))
    problems.sort(key=lambda problem: (problem.severity is Severity.WARNING, _order(problem)))
    rest = len(problems) + untold - MOST_PROBLEMS
    severity = problems[0].severity
    told = sorted(problems[:MOST_PROBLEMS], key=_order)
    kind = catalogue.TOO_MANY_PROBLEMS
    message = kind.message.format(count=f"{rest:,}")
    return *told, Problem(kind.code, message, kind.hint, told[-1].place, severity)


def _order(problem: Problem) -> tuple[Place, str, str]:
    assert problem.place is not None
    return problem.place, problem.code, problem.message


def problem_of(notice: Notice, places: Places | None, source: str) -> Problem:
    """One notice with its line and column in the file `source`."""
    spot = notice.spot or (1, 1)
    words = notice.words
    if places is not None and notice.spot is None:
        spot = places.spot_of(notice.path, notice.at_key)
    if places is not None and notice.other is not None:
        words = words | {"line": str(places.spot_of(notice.other)[0])}
    return Problem(
        code=notice.kind.code,
        message=notice.kind.message.format(**words),
        hint=notice.kind.hint.format(**words) if notice.hint is None else notice.hint,
        place=Place(printable(source, one_line=True), *spot),
        severity=notice.kind.severity,
    )

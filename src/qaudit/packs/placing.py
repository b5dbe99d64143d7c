"""Notices as problems: with line and column, in the order of the file, a great many of them cut short."""

from collections.abc import Iterable
from dataclasses import replace

from qaudit.core.problems import Place, Problem, Severity
from qaudit.core.text import printable
from qaudit.packs import catalogue
from qaudit.packs.notices import Notice
from qaudit.packs.places import Places, Standing
from qaudit.speech import translated

MOST_PROBLEMS = 1000


def placed(
    notices: Iterable[Notice], places: Places | None, source: str, untold: int = 0
) -> tuple[Problem, ...]:
    """The problems of the file `source`. `untold` are more that were never turned into notices.

    Where there are too many, faults are told before warnings.
    """
    own = printable(source, one_line=True)
    problems = list({problem_of(notice, places, source): None for notice in notices})
    problems.sort(key=lambda problem: _order(problem, own))
    if len(problems) + untold <= MOST_PROBLEMS:
        return tuple(problems)
    problems.sort(key=lambda problem: problem.severity is Severity.WARNING)
    rest = len(problems) + untold - MOST_PROBLEMS
    severity = problems[0].severity
    told = sorted(problems[:MOST_PROBLEMS], key=lambda problem: _order(problem, own))
    kind = catalogue.TOO_MANY_PROBLEMS
    message = translated(kind.message).format(count=f"{rest:,}")
    return *told, Problem(kind.code, message, translated(kind.hint), told[-1].place, severity)


def _order(problem: Problem, own: str) -> tuple[bool, Place, str, str]:
    assert problem.place is not None
    return problem.place.file != own, problem.place, problem.code, problem.message


def problem_of(notice: Notice, places: Places | None, source: str) -> Problem:
    """One notice with its line and column in the file `source`, or in the file its value is of."""
    standing = Standing(source, *(notice.spot or (1, 1)))
    words = notice.words
    if places is not None and notice.spot is None:
        is_elsewhere = notice.told_at is not None
        standing = places.standing_of(notice.told_at or notice.path, notice.at_key and not is_elsewhere)
    if places is not None and notice.other is not None:
        other = places.standing_of(notice.other)
        words = words | {"line": str(other.line) if other.file == standing.file else shown_place(other)}
    told = replace(notice, words=words)
    message = translated(notice.kind.message).format(**words)
    return Problem(notice.kind.code, message, hint_of(told), place_at(standing), notice.kind.severity)


def hint_of(notice: Notice) -> str:
    """What to do about a notice: its own hint, or else its kind's."""
    if notice.hint is not None:
        return notice.hint
    return translated(notice.kind.hint).format(**notice.words)


def place_at(standing: Standing) -> Place:
    """Where a value stands, as a problem says it."""
    return Place(printable(standing.file, one_line=True), standing.line, standing.column)


def shown_place(standing: Standing) -> str:
    """Where a value stands, inside a sentence: the file and the line."""
    return f"{printable(standing.file, one_line=True)}:{standing.line}"

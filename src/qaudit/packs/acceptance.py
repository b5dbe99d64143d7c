"""Warnings that a pack's office has looked at and accepts, each with its reason.

An acceptance holds for the place it stands at and all below it: on a standard for that standard, on a section
for all in it, on the pack for the whole pack.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from qaudit.core.problems import Place, Problem, Severity
from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.notices import Notice, Path
from qaudit.packs.shape import PackFile

_KEY = "accept"


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A warning that the pack accepts, and why."""

    problem: Problem
    reason: str


def in_file_order(accepted: AcceptedWarning) -> tuple[Place, str]:
    """What accepted warnings are sorted by."""
    assert accepted.problem.place is not None
    return accepted.problem.place, accepted.problem.code


@dataclass(frozen=True, slots=True)
class Sorted:
    """Notices of one file: what is told, what is accepted and why, and acceptances that nothing needed."""

    told: tuple[Notice, ...]
    accepted: tuple[tuple[Notice, str], ...]
    unused: tuple[Notice, ...]


def acceptances_of(file: PackFile) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Each place that accepts something, with what it accepts: code and reason."""
    if file.accept:
        yield (), file.accept
    for number, section in enumerate(file.sections):
        path: Path = ("sections", number)
        if section.accept:
            yield path, section.accept
        for place, standard in enumerate(section.standards):
            if standard.accept:
                yield (*path, "standards", place), standard.accept


def sort_out(notices: Iterable[Notice], file: PackFile) -> Sorted:
    """Take the accepted warnings out of a file's notices. The acceptance nearest to the place counts."""
    reasons = {(path, code): why for path, codes in acceptances_of(file) for code, why in codes.items()}
    told: list[Notice] = []
    accepted: list[tuple[Notice, str]] = []
    used: set[tuple[Path, str]] = set()
    for notice in notices:
        by = _accepted_by(notice, reasons) if reasons else None
        if by is None:
            told.append(notice)
        else:
            used.add(by)
            accepted.append((notice, reasons[by]))
    unused = [
        Notice(catalogue.NOTHING_ACCEPTED, (*path, _KEY, code), {"code": code}, at_key=True)
        for path, code in reasons
        if (path, code) not in used
    ]
    return Sorted(tuple(told), tuple(accepted), tuple(unused))


def _accepted_by(notice: Notice, reasons: Mapping[tuple[Path, str], str]) -> tuple[Path, str] | None:
    if notice.kind.severity is not Severity.WARNING:
        return None
    path, code = notice.path, notice.kind.code
    around = (path[:length] for length in range(len(path), -1, -1))
    return next(((place, code) for place in around if (place, code) in reasons), None)

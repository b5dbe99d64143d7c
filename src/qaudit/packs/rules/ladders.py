"""Limits and ladders: exactly one limit, and steps that admit more and earn less."""

from collections.abc import Iterator

from qaudit.core.measures import AtLeast, AtMost, Between, Limit
from qaudit.core.percent import decimal_text
from qaudit.packs import catalogue
from qaudit.packs.build import limit_of
from qaudit.packs.notices import Notice, Path
from qaudit.packs.shape_measures import LimitFile, RungFile
from qaudit.speech import _

_KEYS = ("at_most", "at_least", "between")


def check_limits(path: Path, file: LimitFile, credit: list[RungFile] | None, kind: str) -> Iterator[Notice]:
    """The limit of a measure and, where it has one, its ladder."""
    faults = list(_check_limit(path, file, _("{kind} measure", kind=kind)))
    yield from faults
    steps = [((*path, "credit", place), rung) for place, rung in enumerate(credit or ())]
    for place, rung in steps:
        faults += (found := list(_check_limit(place, rung, _("step"))))
        yield from found
    if steps and not faults:
        yield from _check_ladder(limit_of(file), steps)


def _check_limit(path: Path, file: LimitFile, owner: str) -> Iterator[Notice]:
    there = [key for key in _KEYS if getattr(file, key) is not None]
    if not there:
        yield Notice(catalogue.NO_LIMIT, path, {"owner": owner})
    elif len(there) > 1:
        words = {"count": str(len(there)), "limits": ", ".join(there)}
        yield Notice(catalogue.SEVERAL_LIMITS, (*path, there[1]), words, at_key=True)
    elif file.between is not None:
        least, most = file.between
        if least > most:
            words = {"least": decimal_text(least), "most": decimal_text(most)}
            yield Notice(catalogue.EMPTY_RANGE, (*path, "between"), words)


def _check_ladder(own: Limit, steps: list[tuple[Path, RungFile]]) -> Iterator[Notice]:
    limits = [limit_of(rung) for _path, rung in steps]
    for (path, _rung), limit in zip(steps, limits, strict=True):
        if type(limit) is not type(own):
            words = {"found": _key_of(limit), "limit": _key_of(own)}
            yield Notice(catalogue.LADDER_OTHER_KIND, (*path, _key_of(limit)), words, at_key=True)
            return
    if limits[0] != own or steps[0][1].share != 1:
        yield Notice(catalogue.LADDER_FIRST, steps[0][0], {"limit": limit_words(own)})
    for place in range(1, len(steps)):
        path, rung = steps[place]
        before = steps[place - 1][1].share
        if rung.share >= before:
            words = {"share": decimal_text(rung.share), "before": decimal_text(before)}
            yield Notice(catalogue.LADDER_SHARES, (*path, "share"), words)
        if not _is_wider(limits[place], limits[place - 1]):
            words = {"limit": limit_words(limits[place])}
            yield Notice(catalogue.LADDER_LIMITS, (*path, _key_of(limits[place])), words)


def _is_wider(limit: Limit, than: Limit) -> bool:
    match limit, than:
        case AtMost(most), AtMost(before):
            return most > before
        case AtLeast(least), AtLeast(before):
            return least < before
        case Between(least, most), Between(least_before, most_before):
            return least <= least_before and most >= most_before and limit != than
        case _:
            return False


def _key_of(limit: Limit) -> str:
    return {AtMost: "at_most", AtLeast: "at_least", Between: "between"}[type(limit)]


def limit_words(limit: Limit) -> str:
    """A limit as packs write it: `at_most: 60`."""
    match limit:
        case AtMost(most):
            return f"at_most: {decimal_text(most)}"
        case AtLeast(least):
            return f"at_least: {decimal_text(least)}"
        case Between(least, most):
            return f"between: [{decimal_text(least)}, {decimal_text(most)}]"

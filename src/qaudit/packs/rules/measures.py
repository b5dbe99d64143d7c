"""Measures: limits that admit something, events that exist, scales, shares."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from qaudit.core.percent import decimal_text
from qaudit.packs import catalogue
from qaudit.packs.notices import Notice, Path, listed, neighbour, shown
from qaudit.packs.patterns import STEP, TIME, fits
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.rules.ladders import check_limits
from qaudit.packs.rules.names import RESERVED_OPTIONS, RESERVED_PARTS, check_keys
from qaudit.packs.shape_measures import (
    ChecklistFile,
    ChoiceFile,
    ClockFile,
    CountFile,
    DurationFile,
    RatingFile,
)
from qaudit.speech import _


def check_measures(inspection: Inspection) -> Iterator[Notice]:
    """Every standard's measure."""
    for path, standard in inspection.standards:
        check = _CHECKS.get(type(standard.measure))
        if check is not None:
            yield from check(inspection, (*path, "measure"), standard.measure)


def _check_duration(inspection: Inspection, path: Path, measure: DurationFile) -> Iterator[Notice]:
    yield from check_limits(path, measure, measure.credit, "duration")
    start, end = measure.start, measure.end
    for key, name in (("from", start), ("to", end)):
        if name is not None and not _has_event(inspection, name):
            hint = neighbour(name, inspection.file.events) or None
            yield Notice(catalogue.UNKNOWN_EVENT, (*path, key), {"name": shown(name)}, hint)
    if start is not None and start == end:
        yield Notice(catalogue.SAME_EVENT, (*path, "to"), {"name": shown(start)})
    if (start is None) != (end is None):
        there, missing = ("to", "from") if start is None else ("from", "to")
        if inspection.is_own(*path, missing):
            words = {"there": there, "missing": missing}
            yield Notice(catalogue.ONE_EVENT, (*path, there), words, at_key=True)


def _has_event(inspection: Inspection, name: str) -> bool:
    return name in inspection.names_in("events") or not inspection.is_own("events")


def _check_count(inspection: Inspection, path: Path, measure: CountFile) -> Iterator[Notice]:
    yield from check_limits(path, measure, measure.credit, "count")


def _check_clock(inspection: Inspection, path: Path, measure: ClockFile) -> Iterator[Notice]:
    for place, time in enumerate(measure.between):
        if not fits(TIME, time):
            yield Notice(catalogue.BAD_TIME, (*path, "between", place), {"time": shown(time)})


def _check_rating(inspection: Inspection, path: Path, measure: RatingFile) -> Iterator[Notice]:
    low, high = measure.scale
    ends = {"low": str(low), "high": str(high)}
    if low >= high:
        yield Notice(catalogue.SCALE_EMPTY, (*path, "scale"), ends)
        return
    if not low < measure.met_from <= high:
        words = ends | {"step": str(measure.met_from)}
        yield Notice(catalogue.MET_OFF_SCALE, (*path, "met_from"), words)
    for step in measure.anchors:
        if not fits(STEP, step) or not low <= int(step) <= high:
            words = ends | {"step": shown(step)}
            yield Notice(catalogue.ANCHOR_OFF_SCALE, (*path, "anchors", step), words, at_key=True)


def _check_choice(inspection: Inspection, path: Path, measure: ChoiceFile) -> Iterator[Notice]:
    yield from check_keys((*path, "options"), measure.options, _("an option"), RESERVED_OPTIONS)
    if all(option.share < 1 for option in measure.options.values()):
        yield Notice(catalogue.NO_FULL_SHARE, (*path, "options"))


def _check_checklist(inspection: Inspection, path: Path, measure: ChecklistFile) -> Iterator[Notice]:
    yield from check_keys((*path, "parts"), measure.parts, _("a part"), RESERVED_PARTS)
    shares = {key: part.share for key, part in measure.parts.items()}
    without = [key for key, share in shares.items() if share is None]
    if without and len(without) < len(shares):
        yield Notice(catalogue.SHARES_HALF_GIVEN, (*path, "parts", without[0]), {"key": listed(without)})
        return
    total = sum((share for share in shares.values() if share is not None), Fraction(0))
    if not without and total != 1:
        yield Notice(catalogue.SHARES_NOT_ONE, (*path, "parts"), {"total": decimal_text(total)})


_CHECKS: dict[type, Callable[[Inspection, Path, Any], Iterator[Notice]]] = {
    DurationFile: _check_duration,
    CountFile: _check_count,
    ClockFile: _check_clock,
    RatingFile: _check_rating,
    ChoiceFile: _check_choice,
    ChecklistFile: _check_checklist,
}

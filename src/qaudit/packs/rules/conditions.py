"""Conditions: facts and keys that exist, and standards that come before and can have the reading."""

from collections.abc import Iterator

from qaudit.packs import catalogue
from qaudit.packs.notices import Notice, Path, listed, neighbour, shown
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import StandardFile
from qaudit.packs.shape_conditions import (
    AllFile,
    AnyFile,
    ConditionFile,
    FactInFile,
    FactIsFile,
    NotFile,
    StandardIsFile,
    StandardVerdictFile,
)
from qaudit.packs.shape_measures import ChecklistFile, ChoiceFile, NoteFile, RatingFile, YesNoFile
from qaudit.speech import N_

_LARGEST_SCALE_LISTED = 1000


def check_conditions(inspection: Inspection) -> Iterator[Notice]:
    """The `when` of every section and standard. `order` is the place of the first standard it decides on."""
    order = 0
    for path, section in inspection.sections:
        if section.when is not None:
            yield from _Conditions(inspection, order).check((*path, "when"), section.when)
        for place, standard in enumerate(section.standards):
            if standard.when is not None:
                where = (*path, "standards", place, "when")
                yield from _Conditions(inspection, order).check(where, standard.when)
            order += 1


class _Conditions:
    """Conditions that decide on the standard at one place of the pack, or on a section that begins there."""

    def __init__(self, inspection: Inspection, order: int) -> None:
        self.inspection = inspection
        self.order = order

    def check(self, path: Path, condition: ConditionFile) -> Iterator[Notice]:
        match condition:
            case FactIsFile():
                yield from self._fact(path, condition.fact, [((*path, "is"), condition.key)])
            case FactInFile():
                keys = [((*path, "in", place), key) for place, key in enumerate(condition.keys)]
                yield from self._fact(path, condition.fact, keys)
            case StandardIsFile():
                yield from self._standard_is(path, condition)
            case StandardVerdictFile():
                yield from self._standard_missed(path, condition)
            case AllFile() | AnyFile():
                key = "all" if isinstance(condition, AllFile) else "any"
                for place, part in enumerate(condition.parts):
                    yield from self.check((*path, key, place), part)
            case NotFile():
                yield from self.check((*path, "not"), condition.part)

    def _fact(self, path: Path, name: str, keys: list[tuple[Path, str]]) -> Iterator[Notice]:
        facts = self.inspection.file.facts
        if not self.inspection.is_own("facts", name):
            return
        if name not in facts:
            hint = neighbour(name, facts) or None
            yield Notice(catalogue.UNKNOWN_FACT, (*path, "fact"), {"name": shown(name)}, hint)
            return
        if not self.inspection.is_own_throughout(("facts", name, "options")):
            return
        options = facts[name].options
        known = list(options) if isinstance(options, dict) else ["yes", "no"]
        for place, key in keys:
            if key not in known:
                words = {"name": shown(name), "key": shown(key)}
                yield Notice(
                    catalogue.UNKNOWN_FACT_KEY, place, words, neighbour(key, known, N_("it has {known}"))
                )

    def _earlier(self, path: Path, code: str) -> Iterator[Notice]:
        """The problem that there is no standard of that code before this place, if so."""
        where = (*path, "standard")
        found = self.inspection.standard_at.get(code)
        if found is None and self.inspection.knows_all_codes:
            hint = neighbour(code, self.inspection.standard_at)
            yield Notice(catalogue.UNKNOWN_STANDARD, where, {"code": shown(code)}, hint)
        elif found is not None and found[0] >= self.order:
            yield Notice(catalogue.LATER_STANDARD, where, {"code": shown(code)})

    def _own(self, code: str) -> StandardFile | None:
        """The standard of a code, where the file itself says how it is measured."""
        found = self.inspection.standard_at.get(code)
        if found is None or not self.inspection.is_own_throughout((*found[1], "measure")):
            return None
        return found[2]

    def _standard_is(self, path: Path, condition: StandardIsFile) -> Iterator[Notice]:
        code = condition.standard
        yield from self._earlier(path, code)
        standard = self._own(code)
        if standard is None:
            return
        known = _readings_of(standard)
        words = {"code": shown(code), "kind": standard.measure.kind, "key": shown(condition.key)}
        if not known:
            yield Notice(catalogue.NO_KEYS, (*path, "is"), words)
        elif condition.key not in known:
            words["known"] = listed(known)
            hint = neighbour(condition.key, known) or None
            yield Notice(catalogue.UNKNOWN_READING, (*path, "is"), words, hint)

    def _standard_missed(self, path: Path, condition: StandardVerdictFile) -> Iterator[Notice]:
        yield from self._earlier(path, condition.standard)
        standard = self._own(condition.standard)
        if standard is not None and (not standard.scored or isinstance(standard.measure, NoteFile)):
            words = {"code": shown(condition.standard)}
            yield Notice(catalogue.NEVER_MISSED, (*path, "verdict"), words)


def _readings_of(standard: StandardFile) -> list[str]:
    """The readings of a standard that a condition can name; none for numbers, times and words."""
    match standard.measure:
        case YesNoFile():
            return ["yes", "no"]
        case ChoiceFile(options=options):
            return list(options)
        case ChecklistFile(parts=parts):
            return list(parts)
        case RatingFile(scale=[low, high]) if high - low <= _LARGEST_SCALE_LISTED:
            return [str(step) for step in range(low, high + 1)]
        case _:
            return []

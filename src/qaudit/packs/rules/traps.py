"""Traps: standards that ask for what is not there, and the readings that nobody can have who was there."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from qaudit.core.measures import (
    AtLeast,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    Option,
    RatingMeasure,
    TimeUnit,
    YesNoMeasure,
)
from qaudit.core.readings import Misfit, NotApplicable, NotObserved, read_reading, write_reading
from qaudit.core.text import Text, printable
from qaudit.packs import catalogue
from qaudit.packs.notices import Notice, Path, shown
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import StandardFile
from qaudit.packs.shape_measures import (
    ChecklistFile,
    ChoiceFile,
    ClockFile,
    CountFile,
    DurationFile,
    MeasureFile,
    NoteFile,
    RatingFile,
    YesNoFile,
)


def check_traps(inspection: Inspection) -> Iterator[Notice]:
    """Every trap, and every `gives_away`."""
    for path, standard in inspection.standards:
        if standard.trap and standard.scored and not isinstance(standard.measure, NoteFile):
            yield Notice(catalogue.TRAP_SCORED, (*path, "trap"), at_key=True)
        if standard.gives_away is not None:
            if not standard.trap and inspection.is_own(*path, "trap"):
                yield Notice(catalogue.NO_TRAP, (*path, "gives_away"), at_key=True)
            if inspection.is_own_throughout((*path, "measure")) and _has_readings(standard.measure):
                yield from _check_readings((*path, "gives_away"), standard)
        elif standard.trap and inspection.is_own(*path, "gives_away"):
            yield Notice(catalogue.TRAP_WITHOUT_READING, (*path, "trap"), at_key=True)


def _has_readings(measure: MeasureFile) -> bool:
    """False for a scale without steps, which is told of elsewhere."""
    return not isinstance(measure, RatingFile) or measure.scale[0] < measure.scale[1]


def written_readings(standard: StandardFile) -> list[str]:
    """The readings that give away, as the file writes them."""
    written = standard.gives_away
    return [] if written is None else [written] if isinstance(written, str) else written


def _check_readings(path: Path, standard: StandardFile) -> Iterator[Notice]:
    if isinstance(standard.measure, NoteFile):
        yield Notice(catalogue.TRAP_OF_WORDS, path, at_key=True)
        return
    measure = _readable(standard.measure)
    seen: dict[str, str] = {}
    for place, written in enumerate(written_readings(standard)):
        where = path if isinstance(standard.gives_away, str) else (*path, place)
        reading = read_reading(measure, written)
        words = {"reading": shown(written)}
        if isinstance(reading, Misfit):
            yield Notice(
                catalogue.GIVES_AWAY_MISFIT,
                where,
                {"reason": printable(reading.reason, one_line=True)},
                reading.hint,
            )
        elif isinstance(reading, NotApplicable | NotObserved):
            yield Notice(catalogue.GIVES_AWAY_NOTHING, where, words)
        elif (kept := write_reading(reading)) in seen:
            yield Notice(catalogue.GIVES_AWAY_TWICE, where, words | {"other": shown(seen[kept])})
        else:
            seen[kept] = written
    every = frozenset(_few_readings(measure))
    if every and seen.keys() >= every:
        yield Notice(catalogue.ALL_GIVE_AWAY, path, at_key=True)


def _few_readings(measure: Measure) -> Iterator[str]:
    """Every reading of a measure that has a few; none for the others."""
    match measure:
        case YesNoMeasure():
            yield from ("yes", "no")
        case ChoiceMeasure(options):
            yield from (option.key for option in options)
        case RatingMeasure(low, high) if high - low <= _LONGEST_SCALE:
            yield from (str(step) for step in range(low, high + 1))


_LONGEST_SCALE = 1000
_NOTHING = Text(())
_ZERO = Fraction(0)


def _readable(measure: Any) -> Measure:
    """What readings are read by; limits and shares, which may be faulty, play no part in it."""
    return _READABLE[type(measure)](measure)


def _options(keys: dict[str, Any]) -> tuple[Option, ...]:
    return tuple(Option(key, _NOTHING, _ZERO) for key in keys)


_READABLE: dict[type, Callable[[Any], Measure]] = {
    YesNoFile: lambda file: YesNoMeasure(),
    DurationFile: lambda file: DurationMeasure(TimeUnit(file.unit), AtLeast(_ZERO), ()),
    CountFile: lambda file: CountMeasure(_NOTHING, AtLeast(_ZERO), ()),
    ClockFile: lambda file: ClockMeasure(0, 0),
    RatingFile: lambda file: RatingMeasure(file.scale[0], file.scale[1], file.met_from),
    ChoiceFile: lambda file: ChoiceMeasure(_options(file.options)),
    ChecklistFile: lambda file: ChecklistMeasure(_options(file.parts)),
}

"""Scoring: bands, caps, weights, and what may be critical."""

from collections.abc import Iterator
from fractions import Fraction

from qaudit.core.percent import decimal_text
from qaudit.packs import catalogue
from qaudit.packs.notices import Notice, Path
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import CriticalFile, ScoringFile, SectionFile, StandardFile
from qaudit.packs.shape_measures import NoteFile

_TOP = 100


def check_scoring(inspection: Inspection) -> Iterator[Notice]:
    scoring = inspection.file.scoring
    if scoring is None:
        return
    yield from _check_bands(inspection, scoring)
    if scoring.critical is not None:
        yield from _check_critical_mode(inspection, scoring.critical)


def _check_bands(inspection: Inspection, scoring: ScoringFile) -> Iterator[Notice]:
    path: Path = ("scoring", "bands")
    first: dict[Fraction, Path] = {}
    for place, band in enumerate(scoring.bands):
        where = (*path, place, "from")
        words = {"lower": decimal_text(band.lower)}
        if band.lower in first:
            yield Notice(catalogue.SAME_BAND, where, words, other=first[band.lower])
        elif band.lower > _TOP and scoring.bonus != "over":
            yield Notice(catalogue.BAND_OUT_OF_REACH, where, words)
        first.setdefault(band.lower, where)
    if first and 0 not in first and inspection.is_own_throughout(path):
        yield Notice(catalogue.NO_LOWEST_BAND, path)


def _check_critical_mode(inspection: Inspection, critical: CriticalFile) -> Iterator[Notice]:
    path: Path = ("scoring", "critical")
    if critical.mode == "cap" and critical.cap is None and inspection.is_own(*path, "cap"):
        yield Notice(catalogue.CAP_MISSING, (*path, "mode"))
    if critical.mode != "cap" and critical.cap is not None:
        yield Notice(catalogue.CAP_UNUSED, (*path, "cap"), {"mode": critical.mode}, at_key=True)


def check_standards(inspection: Inspection) -> Iterator[Notice]:
    """What a standard says of its part in the score."""
    for path, standard in inspection.standards:
        if standard.weight == 0:
            yield Notice(catalogue.ZERO_WEIGHT, (*path, "weight"))
        if standard.critical and standard.bonus:
            yield Notice(catalogue.CRITICAL_BONUS, (*path, "critical"), at_key=True)
        if not _is_scored(standard) and inspection.is_own_throughout((*path, "measure")):
            if standard.critical:
                yield Notice(catalogue.CRITICAL_UNSCORED, (*path, "critical"), at_key=True)
            if standard.bonus:
                yield Notice(catalogue.BONUS_UNSCORED, (*path, "bonus"), at_key=True)


def check_sections(inspection: Inspection) -> Iterator[Notice]:
    """Whether anything is left that can be scored."""
    for path, section in inspection.sections:
        if section.weight == 0:
            yield Notice(catalogue.ZERO_WEIGHT, (*path, "weight"))
        if inspection.is_own_throughout((*path, "standards")) and not _can_be_scored(section):
            yield Notice(catalogue.NOTHING_COUNTS, (*path, "title"))
    if all(section.weight == 0 for _, section in inspection.sections):
        yield Notice(catalogue.NO_SECTION_COUNTS, ("sections",))


def _can_be_scored(section: SectionFile) -> bool:
    return any(
        _is_scored(standard) and not standard.bonus and standard.weight != 0 for standard in section.standards
    )


def _is_scored(standard: StandardFile) -> bool:
    return standard.scored and not isinstance(standard.measure, NoteFile)

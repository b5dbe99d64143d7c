"""P805 to P808: weights that do not add up, sections for nothing, and critical standards that can be left out."""

from collections.abc import Iterator
from fractions import Fraction

from qaudit.core.percent import decimal_text
from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.manuscript import Manuscript, counts, is_scored
from qaudit.packs.notices import Notice, shown
from qaudit.packs.shape import SectionFile

_ONE = Fraction(1)


def judge_weights(script: Manuscript) -> Iterator[Notice]:
    """Sums against the stated wholes, and sections of weight 0 that ask for scored readings all the same."""
    for path, section in script.inspection.sections:
        total = _weight_inside(section)
        if section.whole is not None and section.whole != total:
            words = {
                "code": shown(section.code),
                "total": decimal_text(total),
                "whole": decimal_text(section.whole),
            }
            yield Notice(catalogue.SECTION_WEIGHTS, (*path, "whole"), words)
        if section.weight == 0 and (scored := sum(map(is_scored, section.standards))):
            yield Notice(catalogue.SECTION_FOR_NOTHING, (*path, "weight"), {"count": str(scored)})
    yield from _judge_whole(script)


def _judge_whole(script: Manuscript) -> Iterator[Notice]:
    scoring = script.file.scoring
    if scoring is None or scoring.whole is None:
        return
    weights = (section.weight for section in script.file.sections)
    total = sum((_ONE if weight is None else weight for weight in weights), Fraction(0))
    if total != scoring.whole:
        words = {"total": decimal_text(total), "whole": decimal_text(scoring.whole)}
        yield Notice(catalogue.PACK_WEIGHTS, ("scoring", "whole"), words)


def _weight_inside(section: SectionFile) -> Fraction:
    """What the standards weigh that count."""
    weights = (standard.weight for standard in section.standards if counts(standard))
    return sum((_ONE if weight is None else weight for weight in weights), Fraction(0))


def judge_critical(script: Manuscript) -> Iterator[Notice]:
    """Critical standards that the auditor may call not applicable on any visit."""
    for path, standard in script.inspection.standards:
        is_limited = standard.when is not None or script.file.sections[int(path[1])].when is not None
        if standard.critical and standard.not_applicable and not is_limited:
            yield Notice(catalogue.CRITICAL_LEFT_OUT, (*path, "critical"), at_key=True)

"""P818, P819, P822, P823: steps and limits that do nothing, lists of one, and texts with another limit than theirs."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from qaudit.core.percent import decimal_text
from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.lexicon import SECONDS, Quantities
from qaudit.packs.judgement.manuscript import Manuscript, Spoken, limited
from qaudit.packs.judgement.quantities import numbers_in, times_in
from qaudit.packs.judgement.words import sentence_of
from qaudit.packs.notices import Notice
from qaudit.packs.shape import StandardFile
from qaudit.packs.shape_measures import ChecklistFile, CountFile, DurationFile, LimitFile

_WholeNumbers = tuple[int, int | None]


def judge_limits(script: Manuscript) -> Iterator[Notice]:
    """Limits that everything meets, and steps of counts that admit no other number than the step before."""
    for path, standard in script.promises:
        measure = limited(standard)
        if measure is None:
            continue
        if measure.at_least == 0:
            yield Notice(catalogue.ALWAYS_MET, (*path, "measure", "at_least"))
        credit = measure.credit if isinstance(measure, CountFile) else None
        steps = [_admitted(rung) for rung in credit or ()]
        for place in range(1, len(steps)):
            if steps[place] == steps[place - 1]:
                yield Notice(catalogue.STEP_OUT_OF_REACH, (*path, "measure", "credit", place))


def _admitted(limit: LimitFile) -> _WholeNumbers:
    """The whole numbers within a limit: the least and the most, None for no end."""
    if limit.at_most is not None:
        return 0, floor(limit.at_most)
    if limit.at_least is not None:
        return ceil(limit.at_least), None
    assert limit.between is not None
    return ceil(limit.between[0]), floor(limit.between[1])


def judge_checklists(script: Manuscript) -> Iterator[Notice]:
    """Checklists with one part."""
    for path, standard in script.inspection.standards:
        if isinstance(standard.measure, ChecklistFile) and len(standard.measure.parts) == 1:
            yield Notice(catalogue.LIST_OF_ONE, (*path, "measure", "parts"), at_key=True)


def judge_stated_limits(script: Manuscript) -> Iterator[Notice]:
    """Texts that state a time or a number which is none of their measure's."""
    for path, standard in script.promises:
        if limited(standard) is None:
            continue
        for spoken in script.said((*path, "text"), standard.text):
            other = _other_limit(standard, spoken)
            if other is not None:
                limit = " – ".join(decimal_text(end) for end in _ends(standard.measure))  # type: ignore[arg-type]
                yield Notice(catalogue.OTHER_LIMIT, spoken.path, {"said": other, "limit": limit})
                break


def _other_limit(standard: StandardFile, spoken: Spoken) -> str | None:
    """The words of a limit that is not the measure's; None where the text states none, or the right one."""
    if spoken.lexicon is None:
        return None
    words = sentence_of(spoken.text).words
    if isinstance(standard.measure, DurationFile):
        return _other_time(standard.measure, words, spoken.lexicon.quantities)
    assert isinstance(standard.measure, CountFile)
    return _other_number(standard.measure, words, spoken.lexicon.quantities)


def _other_time(measure: DurationFile, words: tuple[str, ...], quantities: Quantities) -> str | None:
    unit = SECONDS[measure.unit]
    ends = {end * unit for end in _ends(measure)}
    said = times_in(words, quantities)
    return said[0].words if said and all(time.seconds not in ends for time in said) else None


def _other_number(measure: CountFile, words: tuple[str, ...], quantities: Quantities) -> str | None:
    """Only where the text has one number: with more of them, some count something else."""
    said = numbers_in(words, quantities)
    is_one = len(said) == 1 and said[0] > 1 and not times_in(words, quantities)
    return decimal_text(said[0]) if is_one and said[0] not in _ends(measure) else None


def _ends(limit: LimitFile) -> list[Fraction]:
    ends = [limit.at_most, limit.at_least, *(limit.between or ())]
    return [end for end in ends if end is not None]

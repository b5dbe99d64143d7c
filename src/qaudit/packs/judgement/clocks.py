"""P804 and P820: clocks that everybody starts elsewhere, and one stretch of time that is measured twice."""

from collections.abc import Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.conditions import are_exclusive, needs_of
from qaudit.packs.judgement.lexicon import ClockWords, Lexicon, Quantities
from qaudit.packs.judgement.manuscript import Manuscript
from qaudit.packs.judgement.words import sentence_of
from qaudit.packs.notices import Notice, Path
from qaudit.packs.shape import StandardFile
from qaudit.packs.shape_measures import DurationFile


def judge_clocks(script: Manuscript) -> Iterator[Notice]:
    """Durations whose start and stop nothing names."""
    for path, standard in script.inspection.standards:
        measure = standard.measure
        if isinstance(measure, DurationFile) and measure.start is None and not _names_both(script, standard):
            yield Notice(catalogue.CLOCK_WITHOUT_ENDS, (*path, "measure"))


def _names_both(script: Manuscript, standard: StandardFile) -> bool:
    """By guidance with a start and a stop, or by a text whose limit runs from something to what it promises."""
    text, guidance = script.in_own(standard.text), script.in_own(standard.guidance)
    lexicon = script.own_lexicon
    if lexicon is None:
        return bool(guidance)
    words = sentence_of(guidance).words
    clocks = lexicon.clocks
    if clocks.starts.first(words) is not None and clocks.stops.first(words) is not None:
        return True
    return clocks.both.first(words) is not None or _text_names_both(lexicon, sentence_of(text).words)


def _text_names_both(lexicon: Lexicon, words: tuple[str, ...]) -> bool:
    if lexicon.clocks.both.first(words) is not None:
        return True
    return any(
        _runs_from(lexicon.clocks, words[place + 1 :])
        for place, word in enumerate(words)
        if _is_unit(lexicon.quantities, word)
    )


def _is_unit(quantities: Quantities, word: str) -> bool:
    return word in quantities.units or word[1:] in quantities.units


def _runs_from(clocks: ClockWords, after: tuple[str, ...]) -> bool:
    """Whether what stands after "5 minutes" says from when: "of sitting down"."""
    if not after:
        return False
    prefixes = tuple(clocks.after_unit_prefixes)
    return clocks.after_unit.starts_with(after) or (bool(prefixes) and after[0].startswith(prefixes))


def judge_shared_clocks(script: Manuscript) -> Iterator[Notice]:
    """Standards that measure between the same two events as an earlier one, where a visit may ask both.

    A bonus for being faster than the standard is no twin of it.
    """
    first: dict[tuple[str, str], list[tuple[Path, StandardFile]]] = {}
    for path, standard in script.inspection.standards:
        measure = standard.measure
        if not isinstance(measure, DurationFile) or measure.start is None or measure.end is None:
            continue
        others = first.setdefault((measure.start, measure.end), [])
        needs = needs_of(script, path)
        for other_path, other in others:
            if other.bonus == standard.bonus and not are_exclusive(needs, needs_of(script, other_path)):
                words = {"code": other.code}
                where = (*path, "measure")
                yield Notice(catalogue.SAME_CLOCK, where, words, other=(*other_path, "measure"))
                break
        others.append((path, standard))

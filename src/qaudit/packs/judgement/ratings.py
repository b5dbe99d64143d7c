"""P813: a scale whose steps mean nothing but their number."""

from collections.abc import Iterator, Mapping

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.manuscript import Manuscript, is_scored
from qaudit.packs.judgement.words import sentence_of
from qaudit.packs.notices import Notice
from qaudit.packs.shape_measures import RatingFile


def judge_ratings(script: Manuscript) -> Iterator[Notice]:
    """Scored ratings without anchors that say what is seen."""
    for path, standard in script.inspection.standards:
        measure = standard.measure
        if isinstance(measure, RatingFile) and is_scored(standard) and not is_anchored(script, measure):
            yield Notice(catalogue.NO_ANCHORS, (*path, "measure"))


def is_anchored(script: Manuscript, measure: RatingFile) -> bool:
    """Whether both ends of the scale, or the step that is met and another, say what is seen there."""
    telling = {int(step) for step, text in measure.anchors.items() if says_something(script, text)}
    low, high = measure.scale
    return {low, high} <= telling or (measure.met_from in telling and len(telling) > 1)


def says_something(script: Manuscript, text: str | Mapping[str, str]) -> bool:
    """Whether a step's or an option's words are more than a label such as "good" or "very poor"."""
    words = sentence_of(script.in_own(text)).words
    lexicon = script.own_lexicon
    return any(lexicon is None or not lexicon.labels.holds(word) for word in words)

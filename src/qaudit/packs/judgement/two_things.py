"""P801: two demands in one standard. Where one half is met and the other missed, no answer is right."""

from collections.abc import Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.lexicon import Joins, Lexicon
from qaudit.packs.judgement.manuscript import Manuscript, Spoken
from qaudit.packs.judgement.ratings import is_anchored
from qaudit.packs.judgement.words import Sentence, own_words_of
from qaudit.packs.notices import Notice, shown
from qaudit.packs.shape import StandardFile
from qaudit.packs.shape_measures import ChoiceFile, RatingFile, YesNoFile

_FARTHEST_BETWEEN = 5
"""Words between "between" and its "and"."""
_LEAST_JOINED = 3
"""Letters of a word that may begin with a joining letter."""


def judge_two_things(script: Manuscript) -> Iterator[Notice]:
    """Standards whose one answer would have to speak of two things; each is told of once."""
    for path, standard in script.inspection.standards:
        if not _answers_once(script, standard):
            continue
        for spoken in script.said((*path, "text"), standard.text):
            joined = _joined(spoken, is_own=spoken.language == script.own)
            if joined is not None:
                yield Notice(catalogue.TWO_THINGS, spoken.path, {"word": shown(joined)})
                break


def _answers_once(script: Manuscript, standard: StandardFile) -> bool:
    """A checklist has an answer for each part, and anchors say what a step means for all that it holds."""
    measure = standard.measure
    if isinstance(measure, RatingFile):
        return not is_anchored(script, measure)
    return isinstance(measure, YesNoFile | ChoiceFile)


def _joined(spoken: Spoken, is_own: bool) -> str | None:
    """The words that are joined. A translation is held only against what cannot be mere style."""
    if spoken.lexicon is None:
        return None
    joins = spoken.lexicon.joins
    sentence = own_words_of(spoken.text)
    own = {place for found in joins.own.find(sentence.words) for place in range(found.start, found.end)}
    strong = joins.strong.first(sentence.words)
    if strong is not None and strong.start > 0:
        return " ".join(sentence.written[strong.start : strong.end])
    if not is_own or _is_one(joins, sentence.words):
        return None
    for place in range(1, len(sentence.words)):
        if place not in own and _adds(spoken.lexicon, sentence, place):
            return _shown_join(joins, sentence, place)
    return None


def _is_one(joins: Joins, words: tuple[str, ...]) -> bool:
    """Whether the whole sentence is of what is absent, or of two things done as one."""
    return (bool(words) and words[0] in joins.none_of) or joins.as_one.first(words) is not None


def _shown_join(joins: Joins, sentence: Sentence, place: int) -> str:
    last = place + 1 if sentence.words[place] in joins.words else place
    return " ".join(sentence.written[place - 1 : last + 1])


def _adds(lexicon: Lexicon, sentence: Sentence, place: int) -> bool:
    """Whether a second demand is added at this word."""
    joins, words = lexicon.joins, sentence.words
    after = _after(joins, words, place)
    if after is None or not after[:1]:
        return False
    before, next_word = words[place - 1], after[0]
    return not (
        next_word in joins.bounds
        or any(lexicon.denial.holds(word) for word in after[1:2])
        or joins.fractions.starts_with(after)
        or (before[-1:].isdigit() and next_word[:1].isdigit())
        or before == next_word
        or _is_pair(joins, words[:place], after)
        or _is_name(sentence, place, joins)
        or _is_between(joins, words, place)
        or _is_case(joins, sentence, place)
        or _is_absent(joins, words, place)
    )


def _after(joins: Joins, words: tuple[str, ...], place: int) -> tuple[str, ...] | None:
    """The words that are joined on at this place; None where nothing is joined."""
    word = words[place]
    if word in joins.words:
        return words[place + 1 :]
    if joins.prefix and word.startswith(joins.prefix) and len(word) >= _LEAST_JOINED:
        return (word[len(joins.prefix) :].lstrip("-"), *words[place + 1 :])
    return None


def _is_pair(joins: Joins, before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Two words that are one thing, with or without an article: bread and butter."""
    second = after[1] if after[0] in joins.articles and len(after) > 1 else after[0]
    firsts = {before[-1], before[-1][1:]} if joins.prefix else {before[-1]}
    seconds = {second, second[1:]} if joins.prefix else {second}
    return any(frozenset((one, other)) in joins.pairs for one in firsts for other in seconds)


def _is_name(sentence: Sentence, place: int, joins: Joins) -> bool:
    """Both neighbours are written with a capital: Marks and Spencer."""
    if sentence.words[place] not in joins.words or place + 1 >= len(sentence.written):
        return False
    return sentence.written[place - 1][:1].isupper() and sentence.written[place + 1][:1].isupper()


def _is_between(joins: Joins, words: tuple[str, ...], place: int) -> bool:
    """The "and" of a "between", which ends a range."""
    for back in range(place - 1, max(-1, place - _FARTHEST_BETWEEN - 1), -1):
        if words[back] in joins.between:
            return True
        if _after(joins, words, back) is not None:
            return False
    return False


def _is_case(joins: Joins, sentence: Sentence, place: int) -> bool:
    """It stands in the case that is told first: "When the guest sits down and opens the menu, …"."""
    return place < sentence.first_clause and joins.cases.starts_with(sentence.words)


def _is_absent(joins: Joins, words: tuple[str, ...], place: int) -> bool:
    """It lists what is not there: "free of litter and cigarette ends"."""
    return joins.absent.first(words[:place]) is not None

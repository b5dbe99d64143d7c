"""P802: words that every auditor reads in another way, where nothing else in the standard makes them plain."""

from collections.abc import Callable, Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.lexicon import ESCAPE, PLAIN, Lexicon
from qaudit.packs.judgement.manuscript import Manuscript, Spoken, in_language, limited
from qaudit.packs.judgement.ratings import is_anchored, says_something
from qaudit.packs.judgement.words import Found, own_words_of, sentence_of, without_quotes
from qaudit.packs.notices import Notice, shown
from qaudit.packs.shape import StandardFile
from qaudit.packs.shape_measures import ChecklistFile, ChoiceFile, ClockFile, RatingFile

_LEAST_DEFINED = 4
"""Words of guidance that can define anything."""


def judge_vague_words(script: Manuscript) -> Iterator[Notice]:
    """Standards with a vague word and without what would make it plain; each is told of once."""
    for path, standard in script.promises:
        for spoken in script.said((*path, "text"), standard.text):
            word = _vague_word(script, standard, spoken)
            if word is not None:
                yield Notice(catalogue.VAGUE, spoken.path, {"word": shown(word)})
                break


def _vague_word(script: Manuscript, standard: StandardFile, spoken: Spoken) -> str | None:
    if spoken.lexicon is None:
        return None
    sentence = own_words_of(spoken.text)
    for found in spoken.lexicon.vague.find(sentence.words):
        is_plain = found.group == PLAIN or _is_followed(spoken.lexicon, sentence.words, found)
        is_plain = is_plain or _is_asked(spoken.lexicon, sentence.words, found)
        if not is_plain and not _is_made_plain(script, standard, spoken, found.group):
            return " ".join(sentence.written[found.start : found.end])
    return None


def _is_followed(lexicon: Lexicon, words: tuple[str, ...], found: Found) -> bool:
    if not lexicon.followed_by or found.end >= len(words) or not lexicon.followed.holds(words[found.start]):
        return False
    return words[found.end].startswith(lexicon.followed_by)


def _is_asked(lexicon: Lexicon, words: tuple[str, ...], found: Found) -> bool:
    """Whether it is the customer who is asked about it: "asks whether the water is comfortable"."""
    return found.group != ESCAPE and lexicon.asked.first(words[: found.start]) is not None


def _is_made_plain(script: Manuscript, standard: StandardFile, spoken: Spoken, group: str) -> bool:
    return _MADE_PLAIN[group](script, standard) or _is_defined(script, standard, spoken)


def _by_time(script: Manuscript, standard: StandardFile) -> bool:
    return limited(standard) is not None or isinstance(standard.measure, ClockFile)


def _by_number(script: Manuscript, standard: StandardFile) -> bool:
    return limited(standard) is not None


def _by_what_is_seen(script: Manuscript, standard: StandardFile) -> bool:
    """A scale whose anchors say something, parts that are looked for, or options that say what was seen."""
    measure = standard.measure
    if isinstance(measure, RatingFile):
        return is_anchored(script, measure)
    if isinstance(measure, ChoiceFile):
        return all(says_something(script, option.text) for option in measure.options.values())
    return isinstance(measure, ChecklistFile) and len(measure.parts) > 1


def _by_nothing(script: Manuscript, standard: StandardFile) -> bool:
    return False


_MADE_PLAIN: dict[str, Callable[[Manuscript, StandardFile], bool]] = {
    "time": _by_time,
    "amount": _by_number,
    "manner": _by_what_is_seen,
    "state": _by_what_is_seen,
    ESCAPE: _by_nothing,
}


def _is_defined(script: Manuscript, standard: StandardFile, spoken: Spoken) -> bool:
    """Whether the guidance, in the same language, draws a line: an example, a number, what counts or does not.

    Guidance that only says the same again, or speaks of something else, has none of these.
    """
    guidance = in_language(standard.guidance, spoken.language, script.own)
    if not guidance or spoken.lexicon is None:
        return False
    words = sentence_of(guidance).words
    if len(words) < _LEAST_DEFINED:
        return False
    has_example = guidance != without_quotes(guidance) or any(word[:1].isdigit() for word in words)
    return has_example or spoken.lexicon.defines.first(words) is not None

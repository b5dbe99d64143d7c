"""P814: a promise that is kept by "no" and says "not": nobody knows what "no" means then."""

from collections.abc import Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.lexicon import Lexicon
from qaudit.packs.judgement.manuscript import Manuscript, Spoken
from qaudit.packs.judgement.words import own_words_of
from qaudit.packs.notices import Notice, shown
from qaudit.packs.shape_measures import YesNoFile


def judge_denial(script: Manuscript) -> Iterator[Notice]:
    """Standards that expect "no" to a sentence which denies; each is told of once."""
    for path, standard in script.inspection.standards:
        if not isinstance(standard.measure, YesNoFile) or standard.measure.expect == "yes":
            continue
        for spoken in script.said((*path, "text"), standard.text):
            word = _denying_word(spoken)
            if word is not None:
                yield Notice(catalogue.DENIES, spoken.path, {"word": shown(word)})
                break


def _denying_word(spoken: Spoken) -> str | None:
    if spoken.lexicon is None:
        return None
    sentence = own_words_of(spoken.text)
    place = _denied_at(spoken.lexicon, sentence.words)
    return None if place is None else sentence.written[place]


def _denied_at(lexicon: Lexicon, words: tuple[str, ...]) -> int | None:
    """The word that denies the sentence itself: its first, or one beside its verb, not one in a clause below."""
    if words and words[0] in lexicon.denial_first:
        return 0
    denied = lexicon.denial.first(words)
    if denied is None or lexicon.denial_within.first(words[: denied.start]) is not None:
        return None
    return denied.start

"""P824 and P825: translations with other numbers than the text, and texts that nobody translated."""

import re
from collections.abc import Iterator
from fractions import Fraction

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.lexicon import Quantities
from qaudit.packs.judgement.manuscript import Manuscript, Spoken
from qaudit.packs.judgement.quantities import number_of
from qaudit.packs.judgement.words import sentence_of
from qaudit.packs.notices import Notice
from qaudit.packs.rules.texts import texts_of

_LEAST_WORDS = 3
"""A name or a loan word may be the same in two languages; a sentence is not."""
_SCRIPTS = {
    "he": re.compile("[\u05d0-\u05ea]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "el": re.compile("[\u0370-\u03ff]"),
}
"""Languages with a script of their own: any letter of it."""
_WITH_PROPER_WORDS = ("brand", "scoring", "sections")
"""Where a key `source` or `name` is the format's own; elsewhere it is one that the pack gave."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")


def judge_translations(script: Manuscript) -> Iterator[Notice]:
    """Texts in a second language, against the pack's own."""
    if len(script.file.languages) < 2:
        return
    for path, text in texts_of(script.inspection):
        own, *others = script.said(path, text)
        if path[0] in _WITH_PROPER_WORDS and path[-1] in ("source", "name"):
            continue
        for other in others:
            if _is_untranslated(own, other):
                yield Notice(
                    catalogue.NOT_TRANSLATED, other.path, {"language": other.language, "own": own.language}
                )
            elif (said := _other_numbers(own, other)) is not None:
                words = {
                    "language": other.language,
                    "found": said[0],
                    "own": own.language,
                    "expected": said[1],
                }
                yield Notice(catalogue.OTHER_NUMBERS, other.path, words)


def _is_untranslated(own: Spoken, other: Spoken) -> bool:
    script = _SCRIPTS.get(other.language.partition("-")[0])
    is_like_own = own.text.strip() == other.text.strip() if script is None else not script.search(other.text)
    return is_like_own and sum(word[0].isalpha() for word in sentence_of(other.text).words) >= _LEAST_WORDS


def _other_numbers(own: Spoken, other: Spoken) -> tuple[str, str] | None:
    """A number of each that the other lacks; None where the one may only be written out in words."""
    if own.lexicon is None or other.lexicon is None:
        return None
    if _DIGITS.findall(own.text) == _DIGITS.findall(other.text):
        return None
    here, there = (_digits(spoken) for spoken in (other, own))
    if here == there:
        return None
    mine = here.keys() - _all(own, own.lexicon.quantities)
    yours = there.keys() - _all(other, other.lexicon.quantities)
    return (here[min(mine)], there[min(yours)]) if mine and yours else None


def _digits(spoken: Spoken) -> dict[Fraction, str]:
    """The numbers written in digits, with how they are written."""
    assert spoken.lexicon is not None
    words = [word for word in sentence_of(spoken.text).words if word[0].isdigit()]
    read = ((number_of(word, spoken.lexicon.quantities), word) for word in words)
    return {number: word for number, word in read if number is not None}


def _all(spoken: Spoken, quantities: Quantities) -> set[Fraction]:
    numbers = (number_of(word, quantities) for word in sentence_of(spoken.text).words)
    return {number for number in numbers if number is not None}

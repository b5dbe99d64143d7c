"""An index from words to the things that have them, by the beginnings of words, whatever their accents and points.

It is pure. Which things have a word is one whole number, a bit for each, so that a search over thousands of texts is
a few operations on numbers.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_FINALS = str.maketrans("םןץףך", "מנצפכ")
_PARTICLES = frozenset("הוכלבמש")
"""Hebrew writes "the", "and", "in" and the like as the first letter of the next word."""
_LEAST_STEM = 3


def folded(text: str) -> str:
    """Text as it is compared: small letters without accents or points, the final forms of Hebrew as the others."""
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _MARK.sub("", small).translate(_FINALS)


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(folded(text))


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Words in order, and beside each the things that have it."""

    words: tuple[str, ...]
    masks: tuple[int, ...]

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> "WordIndex":
        """The index of things that each have some texts."""
        places: dict[str, list[int]] = {}
        for place, of_one in enumerate(texts):
            words = {word for text in of_one for word in words_of(text)}
            for stem in {stem for word in words for stem in _stems(word)}:
                places.setdefault(stem, []).append(place)
        masks = {word: mask_of(found) for word, found in places.items()}
        return cls(tuple(sorted(masks)), tuple(masks[word] for word in sorted(masks)))

    def beginning(self, word: str) -> int:
        """The things that have a word which begins so; `word` is folded."""
        found = 0
        for place in range(bisect_left(self.words, word), len(self.words)):
            if not self.words[place].startswith(word):
                break
            found |= self.masks[place]
        return found


def mask_of(places: Iterable[int]) -> int:
    """The number with a bit at each place."""
    flags = bytearray()
    for place in places:
        at, bit = divmod(place, 8)
        if at >= len(flags):
            flags.extend(bytes(at + 1 - len(flags)))
        flags[at] |= 1 << bit
    return int.from_bytes(flags, "little")


def places_of(mask: int) -> Iterator[int]:
    """The places that have a bit, in order."""
    for at, flags in enumerate(mask.to_bytes((mask.bit_length() + 7) // 8, "little")):
        if flags:
            yield from (at * 8 + bit for bit in range(8) if flags >> bit & 1)


def masks_by(values: Iterable[str | None]) -> Mapping[str, int]:
    """The places of each value, in the order in which the values come."""
    places: dict[str, list[int]] = {}
    for place, value in enumerate(values):
        if value is not None:
            places.setdefault(value, []).append(place)
    return {value: mask_of(found) for value, found in places.items()}


def _stems(word: str) -> Iterator[str]:
    """The word, and in Hebrew what is left of it without one or two particles."""
    yield word
    for _particle in range(2):
        if len(word) <= _LEAST_STEM or word[0] not in _PARTICLES:
            return
        word = word[1:]
        yield word

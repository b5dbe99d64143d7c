"""Texts as words, and phrases found among them, with the letters that Hebrew writes before a word."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:['’׳״\"-][^\W\d_]+)*['׳]?|\d+(?:[.,]\d+)?|[%&;]")
_QUOTED = re.compile('"[^"]*"|“[^”]*”|„[^”“]*[”“]|«[^»]*»|‘[^’]*’')
_OLD_LETTERS = str.maketrans("şţŞŢ’׳״", "șțȘȚ''\"")
_LEAST_STEM = 2
_MOST_REMEMBERED = 20_000

_Entry = tuple[tuple[str, ...], str]
"""The words of a phrase after its first, and its group."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text's words as they are written, and the same in small letters and one spelling.

    `first_clause` is how many of them stand before the first comma; 0 where there is none.
    """

    written: tuple[str, ...]
    words: tuple[str, ...]
    first_clause: int = 0


@lru_cache(maxsize=8192)
def sentence_of(text: str) -> Sentence:
    """The words of a text; numbers, %, & and ; are words too."""
    written = tuple(_WORD.findall(text))
    words = tuple(word.lower().translate(_OLD_LETTERS).rstrip("'") for word in written)
    clause, comma, _ = text.partition(",")
    return Sentence(written, words, len(_WORD.findall(clause)) if comma else 0)


def without_quotes(text: str) -> str:
    """The text with everything quoted in it, which is another's words, taken out."""
    return _QUOTED.sub(" … ", text)


@lru_cache(maxsize=8192)
def own_words_of(text: str) -> Sentence:
    """The words of a text that are its own: not those it quotes."""
    return sentence_of(without_quotes(text))


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase among words: from `start` up to `end`, the group it belongs to."""

    start: int
    end: int
    group: str


class Phrases:
    """Phrases of one or more words, each of a group. The longest counts, and the least stripped of prefixes.

    `prefixes` is a pattern of the letters that the language writes before a word.
    """

    def __init__(self, groups: Mapping[str, Iterable[str]], prefixes: str = "") -> None:
        self._prefixes = re.compile(prefixes) if prefixes else None
        self._by_first: dict[str, list[_Entry]] = {}
        self._known: dict[str, tuple[_Entry, ...]] = {}
        for group, phrases in groups.items():
            for phrase in phrases:
                first, *rest = sentence_of(phrase).words
                self._by_first.setdefault(first, []).append((tuple(rest), group))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def find(self, words: tuple[str, ...]) -> Iterator[Found]:
        """Every phrase among the words, from left to right, none within another."""
        place = 0
        while place < len(words):
            found = self._at(words, place)
            if found is not None:
                yield found
            place = found.end if found is not None else place + 1

    def first(self, words: tuple[str, ...]) -> Found | None:
        """The leftmost phrase."""
        return next(self.find(words), None)

    def holds(self, word: str) -> bool:
        """Whether the word is one of the phrases of one word."""
        return any(not rest for rest, _ in self._beginning(word))

    def starts_with(self, words: tuple[str, ...]) -> bool:
        """Whether a phrase stands at the beginning of the words."""
        return bool(words) and self._at(words, 0) is not None

    def _at(self, words: tuple[str, ...], place: int) -> Found | None:
        for rest, group in self._beginning(words[place]):
            end = place + 1 + len(rest)
            if words[place + 1 : end] == rest:
                return Found(place, end, group)
        return None

    def _beginning(self, word: str) -> tuple[_Entry, ...]:
        """The phrases that begin with a word or with what its prefixes leave of it; remembered, for words recur."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            known = tuple(entry for form in self._forms(word) for entry in self._by_first.get(form, ()))
            self._known[word] = known
        return known

    def _forms(self, word: str) -> Iterator[str]:
        yield word
        if self._prefixes is not None and (before := self._prefixes.match(word)) is not None:
            for length in range(1, min(before.end(), len(word) - _LEAST_STEM) + 1):
                if self._prefixes.fullmatch(word, 0, length):
                    yield word[length:]

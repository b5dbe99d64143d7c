"""Sentences made of our own words, of words people wrote, and of values, each kept apart from the others.

Text of a pack or of a person may be Hebrew in an English sentence, or hostile. A `Phrase` remembers which of
its parts is which, shows people's text through `printable`, escapes everything, and keeps each part from
reordering its neighbours: people's text and values stand in `<bdi>` elements of their own direction.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from string import Formatter

from qaudit.core.text import printable
from qaudit.speech import is_right_to_left, translated, translated_plural

LTR, RTL = "ltr", "rtl"
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters that are written from the right, and marks that say where text runs."""


def direction_of(words: str) -> str:
    """`rtl` where the first letter with a direction is written from right to left, else `ltr`."""
    if words.isascii():
        return LTR
    for character in words:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return LTR
        if kind in ("R", "AL"):
            return RTL
    return LTR


def base_direction() -> str:
    """The direction of our own words in the language spoken now."""
    return RTL if is_right_to_left() else LTR


@dataclass(frozen=True, slots=True)
class UserText:
    """Words somebody wrote, in a pack or in a visit; `text` is already `printable`."""

    text: str
    direction: str = LTR

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return self.text != ""

    def __html__(self) -> str:
        return f'<bdi dir="{self.direction}">{escape(self.text)}</bdi>'


@dataclass(frozen=True, slots=True)
class Value:
    """A number, a code or a date on one line: from left to right, unless its own letters run the other way."""

    text: str

    def __str__(self) -> str:
        return printable(self.text, one_line=True)

    def __html__(self) -> str:
        return f'<bdi dir="{direction_of(self.text)}">{escape(str(self))}</bdi>'


@dataclass(frozen=True, slots=True)
class Whole(Value):
    """A code that is of no use in pieces, such as the id of a visit: the class `whole` keeps it on one line."""

    def __html__(self) -> str:
        return f'<bdi class="whole" dir="{direction_of(self.text)}">{escape(str(self))}</bdi>'


Part = str | UserText | Value


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts that make one sentence. `str()` is the plain text, `__html__` what a template prints."""

    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        return "".join(str(part) for part in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __html__(self) -> str:
        # Where nothing runs from the right there is nothing to keep apart: fewer elements for the same page.
        told = str(self)
        if base_direction() == LTR and not _FROM_THE_RIGHT.search(told) and not self._has_whole:
            return escape(told)
        return "".join(escape(part) if isinstance(part, str) else part.__html__() for part in self.parts)

    @property
    def _has_whole(self) -> bool:
        return any(isinstance(part, Whole) for part in self.parts)

    @property
    def direction(self) -> str:
        """The direction of a box that holds nothing but this phrase: that of its only part, else of our words."""
        match self.parts:
            case (UserText(direction=direction),):
                return direction
            case (Value(text),) if any(map(str.isalpha, text)):
                return direction_of(text)
            case _:
                return base_direction()

    @property
    def boxed(self) -> "Boxed":
        """The phrase for a box of its own `direction`, which needs no `<bdi>` around an only part."""
        return Boxed(self)


@dataclass(frozen=True, slots=True)
class Boxed:
    """A phrase that fills a table cell or a paragraph: fewer elements for the same page."""

    phrase: Phrase

    def __html__(self) -> str:
        parts = self.phrase.parts
        return escape(str(parts[0])) if len(parts) == 1 else self.phrase.__html__()


NOTHING = Phrase()


def plain(words: object) -> str:
    """A phrase or a value for a terminal: text alone, with ordinary blanks."""
    return str(words).replace("\u00a0", " ")


def user_text(words: str, *, one_line: bool = True) -> UserText:
    """Words somebody wrote, made safe to show."""
    shown = printable(words, one_line=one_line).strip()
    return UserText(shown, direction_of(shown))


def phrase(pattern: str, **fields: Part | Phrase) -> Phrase:
    """A sentence of ours with `{named}` places for the rest: `phrase("{title} reached {score}", ...)`.

    The pattern is said in the language spoken now. Raises `KeyError` for a place without a field: our own fault.
    """
    return _filled(translated(pattern), fields)


def counted_phrase(one: str, many: str, number: int, **fields: Part | Phrase) -> Phrase:
    """`phrase` in the plural form for a number, whose own place is `{n}`."""
    return _filled(translated_plural(one, many, number), {"n": Value(str(number)), **fields})


def own(words: str) -> Phrase:
    """A finished sentence of ours, without places."""
    return Phrase((words,))


def alternatives(words: Iterable[Phrase | Part]) -> Phrase:
    """`A`, `A or B`, `A, B or C`."""
    found = list(words)
    if len(found) < 2:
        return joined(found)
    return phrase("{first} or {last}", first=joined(found[:-1]), last=found[-1])


def one_of(words: Iterable[Phrase | Part]) -> Phrase:
    """`A`, `A or B`, `A or B or C`: for parts that are long."""
    found = list(words)
    whole = joined(found[:1])
    for part in found[1:]:
        whole = phrase("{first} or {last}", first=whole, last=part)
    return whole


def together(words: Iterable[Phrase | Part]) -> Phrase:
    """`A`, `A and B`, `A and B and C`."""
    found = list(words)
    whole = joined(found[:1])
    for part in found[1:]:
        whole = phrase("{first} and {last}", first=whole, last=part)
    return whole


def _filled(pattern: str, fields: Mapping[str, Part | Phrase]) -> Phrase:
    parts: list[Part] = []
    for literal, name in _places(pattern):
        if literal:
            parts.append(literal)
        if name is not None:
            field = fields[name]
            parts.extend(field.parts if isinstance(field, Phrase) else (field,))
    return Phrase(tuple(parts))


def joined(phrases: Iterable[Phrase | Part], joint: str = ", ") -> Phrase:
    """Phrases one after another with `joint` between them."""
    parts: list[Part] = []
    for place, one in enumerate(phrases):
        if place:
            parts.append(joint)
        parts.extend(one.parts if isinstance(one, Phrase) else (one,))
    return Phrase(tuple(parts))


@lru_cache(maxsize=256)
def _places(pattern: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(pattern))

"""Words in several languages, and hostile text made visible."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in one or more languages: pairs of language and words, the pack's own language first."""

    entries: tuple[tuple[str, str], ...]

    @classmethod
    def plain(cls, words: str, language: str = "en") -> "Text":
        """Words in one language."""
        return cls(((language, words),))

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language, _ in self.entries)

    def in_language(self, language: str | None = None) -> str:
        """The words in `language`; in the pack's own language where that one is missing or not given."""
        for known, words in self.entries:
            if known == language:
                return words
        return self.entries[0][1] if self.entries else ""

    def __str__(self) -> str:
        return self.in_language()


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_KEPT_CONTROLS = frozenset("\n\t")
_STEERING = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip


def printable(words: str, *, one_line: bool = False) -> str:
    """`words` with everything that steers a terminal or a page made visible as text.

    Control characters become their Unicode pictures (ESC is shown as ␛), characters that override the
    direction of writing become `[RLO]` and the like, lone surrogates become U+FFFD. The three direction
    marks stay: Hebrew text needs them and they cannot reorder anything beyond themselves. Line breaks, as
    every system writes them, and tabs stay, unless `one_line` asks for them to become spaces.
    """
    if words.isascii() and words.isprintable():
        return words
    return "".join(_visible(character, one_line) for character in words.replace("\r\n", "\n"))


def _visible(character: str, one_line: bool) -> str:
    if character in _KEPT_CONTROLS:
        return " " if one_line else character
    if character in _STEERING:
        return f"[{_STEERING[character]}]"
    point = ord(character)
    if point < 0x20:
        return chr(0x2400 + point)
    if point == 0x7F:
        return "\u2421"
    if 0x80 <= point < 0xA0 or unicodedata.category(character) == "Cs":
        return "\ufffd"
    if character in "\u2028\u2029":
        return " " if one_line else "\n"
    return character


def storable(words: str) -> str:
    """`words` as every database can keep them: NUL becomes its picture ␀, lone surrogates U+FFFD.

    Everything else is kept as it came: what is shown is `printable`'s business.
    """
    kept = words.replace("\x00", "\u2400")
    return kept if kept.isascii() else _LONE_SURROGATE.sub("\ufffd", kept)

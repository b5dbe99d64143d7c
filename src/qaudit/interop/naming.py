"""Names of somebody else's made into names of ours: written as packs write them, and each once."""

import re
import unicodedata
from collections.abc import Collection

from qaudit.core.text import Text

LONGEST_NAME = 40
LONGEST_SLUG = 60
LONGEST_TEXT = 2000
"""Characters of a text in a pack."""
RESERVED = frozenset({"na", "unseen", "none"})
"""Readings of their own: they cannot be keys of options or parts."""

_NOT_IN_NAMES = re.compile(
    r"[\s!-,:-@\[-^`{-~]+|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+"
)
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_SPACES = re.compile(r"[ \t\u00a0]+")


class Names:
    """Names that are given out once each, whatever their case."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}
        self._last: dict[str, int] = {}

    def give(self, wanted: str, instead: str = "x") -> str:
        """A name like `wanted` that is free, at most `LONGEST_NAME` long; like `instead` where nothing is left."""
        name = plain_name(wanted) or instead
        free, number = name, self._last.get(name.casefold(), 1)
        while free.casefold() in self._taken:
            number += 1
            self._last[name.casefold()] = number
            tail = f"-{number}"
            free = name[: LONGEST_NAME - len(tail)] + tail
        self._taken.add(free.casefold())
        return free


def plain_name(words: str) -> str:
    """`words` with what a name cannot hold made into hyphens; empty where nothing is left."""
    name = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", words)).strip("-/")
    return name[:LONGEST_NAME].rstrip("-/")


def slug(words: str, instead: str) -> str:
    """`words` as the name of a pack: a-z, 0-9 and single hyphens; `instead` where nothing is left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or instead


def edition(words: str, instead: str) -> str:
    """`words` as the name of an edition."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", words.strip()).lstrip("._-")[:LONGEST_NAME]
    return plain or instead


def clean_words(words: str) -> str:
    """`words` without what cannot be seen, lines trimmed, blank lines at most one together."""
    visible = _HIDDEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))
    lines = [_SPACES.sub(" ", line).strip() for line in visible.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def cut_words(words: str) -> str:
    """`words` as long as a text of a pack may be, with a sign where they were cut."""
    return words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1].rstrip() + "…"


def joined_texts(texts: tuple[Text, ...], between: str) -> Text:
    """Several texts as one, in the languages of the first; a language that one lacks takes its own."""
    return Text(
        tuple(
            (language, cut_words(between.join(text.in_language(language) for text in texts)))
            for language in texts[0].languages
        )
    )

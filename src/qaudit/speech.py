"""The language the program speaks: every sentence a person reads goes through here.

English is the language of the source; the others are gettext catalogues in `locale/` (docs/languages.md). The
language is ambient, like a terminal's encoding: set once at the door (`speak`), or for a piece of work that
belongs to somebody else (`speaking`: a report in the reader's language). Nothing that is stored, compared or
exported depends on it. Where the catalogues lie is known to `qaudit.locale`, which hands them in (`install`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

ENGLISH = "en"
LANGUAGES = (ENGLISH, "he", "ro")
"""The languages the program itself speaks; a pack may have others."""
RIGHT_TO_LEFT = frozenset({"he"})


class Catalogue(Protocol):
    """The translations into one language, as gettext's classes give them."""

    def gettext(self, message: str) -> str: ...
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...
    def pgettext(self, context: str, message: str) -> str: ...


_program_language = ENGLISH
_catalogue: Callable[[str], Catalogue] | None = None
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def install(catalogue: Callable[[str], Catalogue]) -> None:
    """How to find the translations into a language; before that only English is known."""
    global _catalogue  # noqa: PLW0603 - one program has one set of catalogues
    _catalogue = catalogue


def speak(language: str) -> None:
    """The language of the whole program from now on. Raises `ValueError` for one that it has no words in."""
    global _program_language  # noqa: PLW0603 - one program speaks one language
    _program_language = _known(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Another language for what is said inside. Raises `ValueError` for one that there are no words in."""
    token = _spoken.set(_known(language))
    try:
        yield
    finally:
        _spoken.reset(token)


@contextmanager
def speaking_to_user() -> Iterator[None]:
    """The program's own language for what is said inside: of a fault, in the middle of a report in another one."""
    with speaking(_program_language):
        yield


def language() -> str:
    """The language spoken now: `en`, `he` or `ro`."""
    return _spoken.get() or _program_language


def is_right_to_left() -> bool:
    """Whether the language spoken now is written from right to left."""
    return language() in RIGHT_TO_LEFT


def nearest_language(wanted: str | None) -> str | None:
    """The language of ours that a code such as `he_IL.UTF-8`, `ro-RO` or `iw` asks for; None for any other."""
    head = (wanted or "").replace("-", "_").partition(".")[0].partition("_")[0].lower()
    head = _OLD_CODES.get(head, head)
    return head if head in LANGUAGES else None


_OLD_CODES = {"iw": "he", "mo": "ro", "c": ENGLISH, "posix": ENGLISH}


def _(message: str, **fields: object) -> str:
    """A sentence of ours in the language spoken now, its `{named}` places filled.

    Raises `KeyError` for a place without a field: our own fault.
    """
    spoken = translated(message)
    return spoken.format_map(fields) if fields else spoken


def ngettext(one: str, many: str, number: int, **fields: object) -> str:
    """A sentence about a number of things, in the plural form that the language has for it; `{n}` is the number."""
    return translated_plural(one, many, number).format_map({"n": number, **fields})


def pgettext(context: str, message: str, **fields: object) -> str:
    """A word that needs its context said to be translated (`open` as a verb, `open` as a state)."""
    known = _spoken_catalogue()
    spoken = message if known is None else known.pgettext(context, message)
    return spoken.format_map(fields) if fields else spoken


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Marks a sentence for the catalogues where it is only kept; `_` says it later."""
    return message


def translated(message: str) -> str:
    """A pattern in the language spoken now, its places still open."""
    known = _spoken_catalogue()
    return known.gettext(message) if known is not None and message else message


def translated_plural(one: str, many: str, number: int) -> str:
    """The pattern for this number of things, its places still open."""
    known = _spoken_catalogue()
    if known is None:
        return one if number == 1 else many
    return known.ngettext(one, many, number)


def _spoken_catalogue() -> Catalogue | None:
    spoken = language()
    return None if spoken == ENGLISH or _catalogue is None else _catalogue(spoken)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(language)
    return language

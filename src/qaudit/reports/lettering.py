"""Characters of a document that no font here has: they are looked for before a page is set, and told of, never silent.

A box in place of a letter says nothing, and no archive takes it: pictures are printed by their names, letters as the
sign for what is unknown. Whoever asks for a document listens with `noticing`, many calls away from
where the page is set; a document whose own language has no font is refused, unless that is allowed.
"""

import logging
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from qaudit.core.colours import WHITE, contrast
from qaudit.core.text import printable
from qaudit.errors import PdfFailed
from qaudit.reports.scripts import OF_LANGUAGE, Script, install, is_seen, script_of
from qaudit.speech import _
from qaudit.wording.regional import written_number

_UNSEEN = re.compile(r"<head>.*?</head>|<(title|desc)\b.*?</\1>|<[^>]*>", re.DOTALL)
_LANGUAGE = re.compile(r"<html[^>]*? lang=\"([a-z]+)")
_SHOWN = 5
_UNKNOWN = "\ufffd"
_CONTROL = re.compile("[\u2400-\u2421]")
_CONTROLS = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC "
    "FS GS RS US SP DEL"
)
"""The names of the characters of ASCII that steer, in its order, and what else Unicode has pictures of there."""


@dataclass(slots=True)
class Noticed:
    """What was noticed while documents were made: characters that no font has, in the order of Unicode.

    `colours` are those of brands that are too pale on white, each with the darker one that was printed.
    """

    allows_missing: bool = False
    characters: str = ""
    colours: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lack:
    """Characters of one script that no font here has."""

    script: Script
    characters: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(f"U+{ord(one):04X}" for one in self.characters)

    @property
    def command(self) -> str:
        """What brings a font that has them."""
        return install(self.script)

    @property
    def sentence(self) -> str:
        """What stands where they should, and what to install."""
        shown = ", ".join(
            f"{printable(one)} {code}"
            for one, code in zip(self.characters[:_SHOWN], self.codes, strict=False)
        )
        more = ", …" if len(self.characters) > _SHOWN else ""
        return _(
            "no font here has some characters, {script}: {characters}; names or signs stand for them ({command})",
            script=_(self.script.name),
            characters=shown + more,
            command=self.command,
        )


_NOTICED: ContextVar[Noticed | None] = ContextVar("noticed", default=None)


@contextmanager
def noticing(*, allows_missing: bool = False) -> Iterator[Noticed]:
    """Inside, what documents lack is gathered in what this gives."""
    noticed = Noticed(allows_missing)
    before = _NOTICED.set(noticed)
    try:
        yield noticed
    finally:
        _NOTICED.reset(before)


def allows_missing() -> bool:
    """Whether whoever listens wants a document too whose own language has no font."""
    noticed = _NOTICED.get()
    return noticed is not None and noticed.allows_missing


def notice(characters: str) -> None:
    """Tells whoever listens, and else the log, of characters that no font has."""
    noticed = _NOTICED.get()
    if noticed is not None:
        noticed.characters = "".join(sorted({*noticed.characters, *characters}))
    elif characters:
        codes = " ".join(f"U+{ord(one):04X}" for one in characters)
        logging.getLogger(__name__).warning("no font has %s", codes)


def notice_colour(colour: str, darker: str) -> None:
    """Tells whoever listens of a brand's colour that was made darker."""
    noticed = _NOTICED.get()
    if noticed is not None:
        noticed.colours.setdefault(colour, darker)


def pale_words(colour: str, darker: str) -> str:
    """What was done about a colour, in one sentence."""
    found = _(
        "{colour} is too pale on white: its contrast is {contrast}",
        colour=colour,
        contrast=written_number(f"{contrast(colour, WHITE):.2f}"),
    )
    return f"{found} ({_('reports use {darker} there', darker=darker)})"


def spelled_out(page: str) -> str:
    """The page with the signs that `core.text.printable` puts for control characters as words: few fonts have them."""
    names = _CONTROLS.split()
    return _CONTROL.sub(lambda found: f"[{names[ord(found[0]) - 0x2400]}]", page)


def lacks(characters: str) -> tuple[Lack, ...]:
    """Missing characters by their scripts."""
    found: dict[Script, str] = {}
    for one in characters:
        script = script_of(one)
        found[script] = found.get(script, "") + one
    return tuple(Lack(script, ones) for script, ones in found.items())


def lettered(page: str, lacking: Callable[[set[str]], set[str]]) -> str:
    """An HTML page as it can be printed: what no font has is put into words, and noticed.

    `lacking` says which characters no font has. Raises `PdfFailed` where the page's own language has no font, and
    nobody allowed that.
    """
    page = spelled_out(page)
    if not lacking(set(page)):
        return page
    # Only now what is drawn is told from what is markup, an alternative text or a title.
    drawn = set(_UNSEEN.sub("", page))
    missing = {one for one in lacking(drawn) if is_seen(one)}
    if not missing:
        return page
    found = _LANGUAGE.search(page)
    own = OF_LANGUAGE.get(found[1]) if found else None
    if own is not None and not allows_missing():
        _refuse_signs_throughout(own, {one for one in drawn if script_of(one) is own} - missing, missing)
    notice("".join(sorted(missing)))
    return _with_words_for(missing, page, "?" if lacking({_UNKNOWN}) else _UNKNOWN)


def _with_words_for(missing: set[str], page: str, unknown: str) -> str:
    """The page with something in the place of characters that are missing, in its texts alone."""
    words = str.maketrans({one: _instead(one, unknown) for one in missing})
    pieces: list[str] = []
    at = 0
    for unseen in _UNSEEN.finditer(page):
        pieces += page[at : unseen.start()].translate(words), unseen[0]
        at = unseen.end()
    return "".join((*pieces, page[at:].translate(words)))


def _instead(character: str, unknown: str) -> str:
    """What is printed for a character: its name for a picture, nothing for a mark on another, else a sign."""
    kind, name = unicodedata.category(character), unicodedata.name(character, "")
    if kind[0] == "M" or name.startswith("EMOJI MODIFIER"):
        return ""
    if kind == "So" and name:
        return f"[{name.removeprefix('REGIONAL INDICATOR SYMBOL LETTER ').lower()}]"
    return unknown


def _refuse_signs_throughout(own: Script, had: set[str], missing: set[str]) -> None:
    if had or not any(script_of(one) is own for one in missing):
        return
    raise PdfFailed(
        _(
            "No font here has {script} letters: hardly a word of the document could be read",
            script=_(own.name),
        ),
        _("{command}; or --format html, or --without-font to have it all the same", command=install(own)),
    )

"""Characters of a document that no font here has: they are looked for before a page is set, and told of, never silent.

A box in place of a letter says nothing. Whoever asks for a document listens with `noticing`, many calls away from
where the page is set; a document whose own language has no font is refused, unless boxes are allowed.
"""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from qaudit.core.text import printable
from qaudit.errors import PdfFailed
from qaudit.reports.scripts import OF_LANGUAGE, Script, install, is_seen, script_of
from qaudit.speech import _

_UNSEEN = re.compile(r"<head>.*?</head>|<(title|desc)\b.*?</\1>|<[^>]*>", re.DOTALL)
_LANGUAGE = re.compile(r"<html[^>]*? lang=\"([a-z]+)")
_SHOWN = 5


@dataclass(slots=True)
class Noticed:
    """What was noticed while documents were made: characters that no font has, in the order of Unicode."""

    allows_boxes: bool = False
    characters: str = ""

    def add(self, characters: set[str]) -> None:
        self.characters = "".join(sorted(characters.union(self.characters)))


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
            "boxes stand for characters that no font here has, {script}: {characters} ({command})",
            script=_(self.script.name),
            characters=shown + more,
            command=self.command,
        )


_NOTICED: ContextVar[Noticed | None] = ContextVar("noticed", default=None)


@contextmanager
def noticing(*, allows_boxes: bool = False) -> Iterator[Noticed]:
    """Inside, what documents lack is gathered in what this gives."""
    noticed = Noticed(allows_boxes)
    before = _NOTICED.set(noticed)
    try:
        yield noticed
    finally:
        _NOTICED.reset(before)


def lacks(characters: str) -> tuple[Lack, ...]:
    """Missing characters by their scripts."""
    found: dict[Script, str] = {}
    for one in characters:
        script = script_of(one)
        found[script] = found.get(script, "") + one
    return tuple(Lack(script, ones) for script, ones in found.items())


def check(page: str, lacking: Callable[[set[str]], set[str]]) -> None:
    """Looks through an HTML page before it is set. `lacking` says which characters no font has.

    Raises `PdfFailed` where the page's own language has no font, and nobody allowed boxes.
    """
    if not lacking(set(page)):
        return
    # Only now what is drawn is told from what is markup, an alternative text or a title.
    drawn = set(_UNSEEN.sub("", page))
    missing = {one for one in lacking(drawn) if is_seen(one)}
    if not missing:
        return
    noticed = _NOTICED.get()
    found = _LANGUAGE.search(page)
    own = OF_LANGUAGE.get(found[1]) if found else None
    if own is not None and not (noticed and noticed.allows_boxes):
        _refuse_boxes_throughout(own, {one for one in drawn if script_of(one) is own} - missing, missing)
    if noticed is None:
        logging.getLogger(__name__).warning(
            "no font has %s", " ".join(f"U+{ord(one):04X}" for one in missing)
        )
        return
    noticed.add(missing)


def _refuse_boxes_throughout(own: Script, had: set[str], missing: set[str]) -> None:
    if had or not any(script_of(one) is own for one in missing):
        return
    raise PdfFailed(
        _("No font here has {script} letters: the document would be all boxes", script=_(own.name)),
        _("{command}; or --format html, or --boxes to have it all the same", command=install(own)),
    )

"""The scripts that a text may be written in, and where letters of each come from."""

import sys
import unicodedata
from dataclasses import dataclass

from qaudit.speech import N_, _


@dataclass(frozen=True, slots=True)
class Script:
    """A script: the words that its characters' Unicode names begin with, its name, and packages with a font of it.

    `debian` is a package of Debian and its kin, `homebrew` a cask of Homebrew.
    """

    beginnings: frozenset[str]
    name: str
    debian: str
    homebrew: str


_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
_DEJAVU = ("fonts-dejavu-core", "font-dejavu")
HEBREW = Script(frozenset(("HEBREW",)), N_("Hebrew"), *_DEJAVU)
LATIN = Script(frozenset(("LATIN",)), N_("Latin"), *_DEJAVU)
EMOJI = Script(frozenset(), N_("emoji and signs"), "fonts-symbola", "font-symbola")
OTHER = Script(frozenset(), N_("other characters"), "fonts-noto-core", "font-noto-sans")
_SCRIPTS = (
    HEBREW,
    LATIN,
    Script(frozenset(("ARABIC",)), N_("Arabic"), *_DEJAVU),
    Script(frozenset(("CYRILLIC",)), N_("Cyrillic"), *_DEJAVU),
    Script(frozenset(("GREEK",)), N_("Greek"), *_DEJAVU),
    Script(frozenset(_EAST_ASIAN), N_("Chinese, Japanese or Korean"), "fonts-noto-cjk", "font-noto-sans-cjk"),
    Script(frozenset(("THAI",)), N_("Thai"), "fonts-noto-core", "font-noto-sans-thai"),
    Script(frozenset(("DEVANAGARI",)), N_("Devanagari"), "fonts-noto-core", "font-noto-sans-devanagari"),
)
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))
_FIRST_EMOJI, _LAST_EMOJI = 0x1F000, 0x1FAFF
OF_LANGUAGE = {"he": HEBREW, "en": LATIN, "ro": LATIN}
LETTERS = {
    "en": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz“”‘’–—…",
    "he": "אבגדהוזחטיךכלםמןנסעףפץצקרשת׳״",
    "ro": "AĂÂBCDEFGHIÎJKLMNOPQRSȘTȚUVWXYZaăâbcdefghiîjklmnopqrsștțuvwxyz„”",
}
"""What a text in each language of the program is written with."""
SIGNS = "✓✗−▲△▽◇○◐☐☒✎⇄"
"""What documents mark verdicts, charts and boxes to tick with."""


def script_of(character: str) -> Script:
    """The script of a character; that of emoji and signs, and what nobody else claims, are scripts too."""
    if _FIRST_EMOJI <= ord(character) <= _LAST_EMOJI:
        return EMOJI
    beginning = unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
    found = next((one for one in _SCRIPTS if beginning in one.beginnings), None)
    return found or (EMOJI if unicodedata.category(character)[0] in "SP" else OTHER)


def is_seen(character: str) -> bool:
    """Whether a font needs something for it: blanks and what only steers have no letter."""
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return not is_selector and unicodedata.category(character) not in _UNSEEN


def install(script: Script) -> str:
    """The command that brings a font of the script, by the system that this is."""
    commands = {
        "linux": f"apt-get install {script.debian}",
        "darwin": f"brew install --cask {script.homebrew}",
    }
    return commands.get(sys.platform, _("install a font of that script"))

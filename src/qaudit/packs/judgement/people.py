"""P821: standards that name a person, a telephone or an address: they outlive the people, and go to print."""

import re
from collections.abc import Iterator

from qaudit.packs import catalogue_judgement as catalogue
from qaudit.packs.judgement.manuscript import Manuscript, Spoken
from qaudit.packs.notices import Notice, shown
from qaudit.packs.rules.texts import texts_of

_PHONE = re.compile(r"(?<![\w.:/-])(?:\+\d{1,3}|0\d)[\d ()./-]{5,18}\d(?![\w:])")
_LEAST_DIGITS, _MOST_DIGITS = 8, 15
_DATE = re.compile(r"\d{2}[-./]\d{2}[-./]\d{4}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def judge_people(script: Manuscript) -> Iterator[Notice]:
    """Texts with a person's name after a title, a telephone number or an e-mail address. A source may have them."""
    for path, text in texts_of(script.inspection):
        if path[-1] == "source":
            continue
        for spoken in script.said(path, text):
            found = _private(spoken)
            if found is not None:
                yield Notice(catalogue.NAMES_A_PERSON, spoken.path, {"word": shown(found)})
                break


def _private(spoken: Spoken) -> str | None:
    text = spoken.text
    if "@" in text and (address := _ADDRESS.search(text)):
        return address.group()
    if "0" in text or "+" in text:
        for phone in _PHONE.finditer(text):
            if _DATE.fullmatch(phone.group()):
                continue
            if _LEAST_DIGITS <= sum(character.isdigit() for character in phone.group()) <= _MOST_DIGITS:
                return phone.group()
    return _named(spoken)


def _named(spoken: Spoken) -> str | None:
    """A title with a name behind it: Mr Jones, גב' כהן."""
    if spoken.lexicon is None:
        return None
    named = (found.group() for found in spoken.lexicon.titles.finditer(spoken.text))
    return next((words for words in named if _is_name(*words.rsplit(maxsplit=1))), None)


def _is_name(title: str, word: str) -> bool:
    """A capital letter; in a script without capitals, the mark of a shortened title before it."""
    has_capitals = word[0].lower() != word[0].upper()
    return word[0].isupper() if has_capitals else title[-1] in "'’׳"

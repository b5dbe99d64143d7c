"""The words of a form in the languages of a pack."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qaudit.core.text import Text
from qaudit.interop.naming import clean_words, cut_words
from qaudit.interop.xlsform_languages import OTHER_CODES, language_code, script_language

_LONGEST = 10_000
"""Characters that are looked at; a pack keeps a fifth of them."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.{0,200}?-->", re.DOTALL)
_BREAK = re.compile(r"<\s?/?\s?(?:br|p|div|li)\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a form: each as it is written in the columns, with its code; the first is the pack's own.

    `unknown` are those that nobody can place; they have codes for local use. `is_guessed` is true where the form
    names none.
    """

    codes: Mapping[str, str]
    order: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    is_guessed: bool = False

    @property
    def own(self) -> str:
        return self.order[0]

    def text(self, words: Mapping[str, str], instead: str = "") -> Text | None:
        """The words in the languages that they are in; None where there are none, and no `instead`.

        Where the pack's own language is missing, the first other one that is there stands in for it.
        """
        found: dict[str, str] = {}
        for written, said in words.items():
            cleaned = cut_words(plain_text(said))
            code = self.codes.get(written.casefold())
            if cleaned and code is not None:
                found.setdefault(code, cleaned)
        first = found.get(self.own) or next((found[code] for code in self.order if code in found), instead)
        if not first:
            return None
        rest = tuple((code, found[code]) for code in self.order[1:] if code in found)
        return Text(((self.own, first), *rest))

    def lacks_own(self, words: Mapping[str, str]) -> bool:
        """Whether there are words, and none in the pack's own language."""
        codes = [self.codes.get(written.casefold()) for written, said in words.items() if plain_text(said)]
        return bool(codes) and self.own not in codes


def languages_of(
    written: Sequence[str], default: str, sample: str, wanted: str | None = None, *, is_bare: bool
) -> Languages:
    """The languages of label columns, in their order; `default` is the form's `default_language`.

    A bare label column is in the default language. Where the survey has one (`is_bare`) and the form names no
    language, it is in the one that the letters of `sample` are of. `wanted` is a code that the user chose as the
    first.
    """
    named = [entry for entry in dict.fromkeys(written) if entry]
    codes, unknown = _coded(named)
    bare = _default_code(default, codes, sample, is_bare=is_bare)
    codes[""] = bare
    order = dict.fromkeys([wanted, bare] if wanted in codes.values() else [bare])
    order.update(dict.fromkeys(codes.values()))
    return Languages(codes, tuple(filter(None, order)), unknown, is_guessed=not named and not default)


def _coded(named: Sequence[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    codes: dict[str, str] = {}
    unknown: list[str] = []
    for entry in named:
        code = language_code(entry)
        if code is None or code in codes.values():
            code = next(other for other in OTHER_CODES if other not in codes.values())
            unknown.append(entry)
        codes[entry.casefold()] = code
    return codes, tuple(unknown)


def _default_code(default: str, codes: Mapping[str, str], sample: str, *, is_bare: bool) -> str:
    """The code of the form's default language; the first column's where the form names none that it has."""
    asked = codes.get(default.casefold()) or (language_code(default) if default else None)
    if asked is not None and (is_bare or asked in codes.values()):
        return asked
    if is_bare or not codes:
        return asked or script_language(sample)
    return next(iter(codes.values()))


@lru_cache(maxsize=4096)
def plain_text(words: str) -> str:
    """Words without the tags and the signs of emphasis that forms are drawn with."""
    text = _TAG.sub("", _BREAK.sub("\n", words[:_LONGEST]))
    text = re.sub(
        r"\*\*(.{1,500}?)\*\*|__(.{1,500}?)__", lambda found: found.group(1) or found.group(2), text
    )
    text = re.sub(r"^#{1,6}\s+", "", text, flags=re.MULTILINE)
    for entity, sign in (("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return clean_words(text)

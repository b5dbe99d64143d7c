"""A commented pack to begin with: small, whole, and without a problem or a warning; or one that builds on another."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from qaudit.core.percent import decimal_text
from qaudit.core.standards import Pack
from qaudit.errors import UsageError
from qaudit.packs import patterns
from qaudit.speech import _

LANGUAGES = ("en", "he", "ro")
"""The languages that a pack to begin with has its words in."""
USUAL_PASS_MARK = Fraction(80)
_TOP_BAND = 95
_TEXT = re.compile(r"@T:(\w+)@")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a new pack. Empty words, and None, stand for what is usual.

    `languages` are those of the pack, its own first. `base` is the pack it builds on, if any; then `pass_mark`
    None leaves the base's. `has_pass_mark` false leaves a pack that builds on none without one.
    """

    name: str
    brand: str = ""
    title: str = ""
    languages: tuple[str, ...] = ()
    voice: str = ""
    pass_mark: Fraction | None = None
    has_pass_mark: bool = True
    shows_score: bool = False
    base: Pack | None = None


def starter_text(begun: Beginning, day: date) -> str:
    """The YAML of a first edition, effective from `day`.

    Raises `UsageError` for a bad name, for a language that there are no words in, and where a base's pass mark
    would have to go.
    """
    if not patterns.fits(patterns.SLUG, begun.name):
        raise UsageError(
            _("'{name}' cannot name a pack", name=begun.name),
            _("use a-z, 0-9 and single hyphens between them"),
        )
    if begun.base is not None and begun.base.scoring.pass_mark is not None and not begun.has_pass_mark:
        raise UsageError(
            _("{base} has a pass mark, and what builds on it keeps one", base=begun.base.ref),
            _("give another number"),
        )
    languages = _checked_languages(begun)
    brand = begun.brand or brand_of(begun.name)
    texts = _texts(begun, brand)
    fields = _fields(begun, brand, languages, day)
    template = "starter.yaml" if begun.base is None else "starter_extends.yaml"
    lines = _resource(template).splitlines()
    return "\n".join(_filled(line, languages, texts, fields) for line in lines) + "\n"


def first_edition(day: date) -> str:
    """The name of a first edition: its year, `2026.1`."""
    return f"{day.year}.1"


def brand_of(name: str) -> str:
    """A pack's name in words, for a brand that is not named."""
    return name.replace("-", " ").capitalize()


def _checked_languages(begun: Beginning) -> tuple[str, ...]:
    known = LANGUAGES if begun.base is None else begun.base.languages
    languages = tuple(dict.fromkeys(begun.languages)) or known[: 1 if begun.base is None else None]
    for language in languages:
        if language not in known:
            raise UsageError(
                _("There are no words in '{language}' to begin with", language=language),
                _("there are {languages}; add others in the file", languages=", ".join(known)),
            )
    return languages


def _texts(begun: Beginning, brand: str) -> dict[str, Mapping[str, str]]:
    """Every text by key and language; what was said of the brand is in the pack's own language."""
    texts = {key: dict(words) for key, words in _words()["texts"].items()}
    texts["title"] = {language: words.replace("@BRAND@", brand) for language, words in texts["title"].items()}
    if begun.base is not None and begun.base.brand.voice is not None:
        texts["voice"] |= dict(begun.base.brand.voice.entries)
    own = (begun.languages or (begun.base.languages if begun.base else LANGUAGES))[0]
    for key, said in (("title", begun.title), ("voice", begun.voice)):
        if said:
            texts[key][own] = said
    return dict[str, Mapping[str, str]](texts)


def _fields(begun: Beginning, brand: str, languages: tuple[str, ...], day: date) -> dict[str, str]:
    mark = begun.pass_mark
    if mark is None and begun.base is not None:
        mark = begun.base.scoring.pass_mark
    elif mark is None:
        mark = USUAL_PASS_MARK
    middle = mark if mark is not None and 0 < mark < _TOP_BAND else USUAL_PASS_MARK
    return {
        "NAME": begun.name,
        "BRAND": _quoted(brand),
        "EDITION": first_edition(day),
        "EFFECTIVE": day.isoformat(),
        "LANGUAGES": ", ".join(languages),
        "PASS_MARK": f"pass_mark: {decimal_text(mark)}"
        if mark is not None and begun.has_pass_mark
        else "# pass_mark: 80",
        "SHOWN": "true" if begun.shows_score else "false",
        "MIDDLE": decimal_text(middle),
        "CAP": decimal_text(max(middle - 1, Fraction(0))),
    } | ({} if begun.base is None else _of_base(begun.base))


def _of_base(base: Pack) -> dict[str, str]:
    """The base, with a section and standards of it as examples."""
    section = base.sections[0]
    return {
        "BASE": str(base.ref),
        "SECTION": section.code,
        "WEIGHT": decimal_text(section.weight),
        "CHANGED": section.standards[0].code,
        "DROPPED": section.standards[-1].code,
    }


def _filled(
    line: str, languages: tuple[str, ...], texts: Mapping[str, Mapping[str, str]], fields: Mapping[str, str]
) -> str:
    """A line of a template with its places filled."""
    own = languages[0]
    comments = _words()["comments"]
    line = re.sub(r"@C:(\w+)@", lambda found: _spoken(comments[found[1]], own), line)
    if line.endswith("@TITLE@"):
        return line.replace("@TITLE@", " ".join(_spoken(texts["title"], own).split()))
    line = re.sub(r"@([A-Z_]+)@", lambda found: fields[found[1]], line)
    found = _TEXT.search(line)
    if found is None:
        return line
    words = texts[found[1]]
    before = line[: found.start()]
    if len(languages) == 1:
        return before + _quoted(_spoken(words, own))
    indent = " " * (len(line) - len(line.lstrip(" -")) + 2)
    entries = (f"\n{indent}{language}: {_quoted(_spoken(words, language))}" for language in languages)
    return before.rstrip() + "".join(entries)


def _spoken(words: Mapping[str, str], language: str) -> str:
    """The words in a language, and in English where there are none."""
    return words.get(language, words["en"])


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return tomllib.loads(_resource("starter_words.toml"))


def _resource(name: str) -> str:
    return files("qaudit.packs").joinpath(name).read_text(encoding="utf-8")

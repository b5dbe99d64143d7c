"""What each language's words mean to an editor, read from `lexicon/*.toml`: one file for each language."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from qaudit.packs.judgement.words import Phrases

LANGUAGES = ("en", "he", "ro")
PLAIN = "plain"
"""The group of phrases that hold a vague word and are plain all the same."""
ESCAPE = "escape"
"""The group of phrases that take a promise back: where possible."""
SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Joins:
    """What joins two things, and what only looks so."""

    words: frozenset[str]
    prefix: str
    strong: Phrases
    own: Phrases
    between: frozenset[str]
    as_one: Phrases
    bounds: frozenset[str]
    fractions: Phrases
    cases: Phrases
    absent: Phrases
    none_of: frozenset[str]
    articles: frozenset[str]
    pairs: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Aggregates:
    """What is said of many visits.

    The groups of `signs`: `words` that say it themselves, `most` and `percent` where they are `of` `many`.
    """

    signs: Phrases
    of: frozenset[str]
    of_prefixes: str
    many: Phrases
    then: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClockWords:
    """What names the start and the stop of a clock."""

    starts: Phrases
    stops: Phrases
    both: Phrases
    after_unit: Phrases
    after_unit_prefixes: str


@dataclass(frozen=True, slots=True)
class Quantities:
    """Units of time by word, as seconds and how many the word itself says; numbers by word."""

    units: Mapping[str, tuple[int, int | None]]
    numbers: Mapping[str, Fraction]
    skipped: frozenset[str]
    unclear: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language as an editor reads it.

    A word of `followed` is plain where the next one begins with `followed_by`. `letters` are those that may be
    written before a word as its prefix.
    """

    vague: Phrases
    asked: Phrases
    followed: Phrases
    followed_by: str
    labels: Phrases
    defines: Phrases
    joins: Joins
    aggregates: Aggregates
    clocks: ClockWords
    quantities: Quantities
    denial: Phrases
    denial_first: frozenset[str]
    denial_within: Phrases
    titles: re.Pattern[str]
    stop: frozenset[str]
    endings: tuple[str, ...]
    stem: int
    letters: str


def lexicon_of(language: str) -> Lexicon | None:
    """The lexicon of a language code (`en`, `en-GB`); None for a language that has none."""
    base = language.partition("-")[0]
    return _lexicon(base) if base in LANGUAGES else None


@lru_cache(maxsize=len(LANGUAGES))
def _lexicon(language: str) -> Lexicon:
    file = files("qaudit.packs.judgement").joinpath("lexicon", f"{language}.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    prefixes = str(data.get("prefixes", ""))

    def phrases(words: Iterable[str], prefixes: str = prefixes) -> Phrases:
        return Phrases({"": words}, prefixes)

    return Lexicon(
        vague=Phrases(data["vague"], prefixes),
        asked=phrases(data["lists"]["asked"]),
        followed=phrases(data.get("followed", {}).get("words", ())),
        followed_by=data.get("followed", {}).get("by", ""),
        labels=phrases(data["lists"]["labels"]),
        defines=phrases(data["lists"]["defines"]),
        joins=_joins(data["joins"], prefixes),
        aggregates=_aggregates(data["aggregates"], prefixes),
        clocks=_clocks(data["clocks"], prefixes),
        quantities=_quantities(data),
        denial=phrases(data["denial"]["words"], ""),
        denial_first=frozenset(data["denial"]["first"]),
        denial_within=phrases(data["denial"]["within"]),
        titles=re.compile(
            rf"(?<!\w)(?:{'|'.join(data['people']['titles'])})['’׳.]?\s+[^\W\d_]{{2,}}", re.IGNORECASE
        ),
        stop=frozenset(data["likeness"]["stop"]),
        endings=tuple(data["likeness"]["endings"]),
        stem=data["likeness"]["stem"],
        letters=data.get("letters", ""),
    )


def _joins(data: Mapping[str, Any], prefixes: str) -> Joins:
    return Joins(
        words=frozenset(data.get("words", ())),
        prefix=data.get("prefix", ""),
        strong=Phrases({"": data["strong"]}),
        own=Phrases({"": data.get("own", ())}),
        between=frozenset(data["between"]),
        as_one=Phrases({"": data["as_one"]}),
        bounds=frozenset(data["bounds"]),
        fractions=Phrases({"": data["fractions"]}),
        cases=Phrases({"": data["cases"]}, prefixes),
        absent=Phrases({"": data["absent"]}, prefixes),
        none_of=frozenset(data["none_of"]),
        articles=frozenset(data["articles"]),
        pairs=frozenset(frozenset(pair.split()) for pair in data["pairs"]),
    )


def _aggregates(data: Mapping[str, Any], prefixes: str) -> Aggregates:
    signs = {group: data.get(group, ()) for group in ("words", "most", "percent", PLAIN)}
    return Aggregates(
        signs=Phrases(signs, prefixes),
        of=frozenset(data["of"]),
        of_prefixes=data.get("of_prefixes", ""),
        many=Phrases({"": data["many"]}, prefixes),
        then=frozenset(data["then"]),
    )


def _clocks(data: Mapping[str, Any], prefixes: str) -> ClockWords:
    return ClockWords(
        starts=Phrases({"": data["starts"]}, prefixes),
        stops=Phrases({"": data["stops"]}, prefixes),
        both=Phrases({"": data["both"]}, prefixes),
        after_unit=Phrases({"": data["after_unit"]}),
        after_unit_prefixes="".join(data["after_unit_prefixes"]),
    )


def _quantities(data: Mapping[str, Any]) -> Quantities:
    units: dict[str, tuple[int, int | None]] = {}
    for name, words in data["units"].items():
        if name in SECONDS:
            units |= dict.fromkeys(words, (SECONDS[name], None))
    for name, words in data["units"].get("two", {}).items():
        units |= dict.fromkeys(words, (SECONDS[name], 2))
    numbers = data["numbers"]
    values = {key: words for key, words in numbers.items() if isinstance(words, list) and key[0].isdigit()}
    return Quantities(
        units=units,
        numbers={word: Fraction(value) for value, words in values.items() for word in words},
        skipped=frozenset(numbers["skipped"]),
        unclear=frozenset(numbers["unclear"]),
    )

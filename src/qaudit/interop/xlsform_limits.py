"""Limits of measured standards: from the columns of ours, else from the words of the row; never from `constraint`.

A `constraint` says what may be typed, not what is good. Words are looked at only where they say a limit in so many
words ("within 60 s", "at least 2"): what is found there is a guess, and the import says so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from qaudit.core.measures import AtLeast, AtMost, Between, Limit, Rung, TimeUnit
from qaudit.interop.xlsform_words import UNIT_WORDS, plain_words


@dataclass(frozen=True, slots=True)
class Found:
    """A limit with its unit of time, if it has one. `words` is the place in the row's words where it was found."""

    limit: Limit
    unit: TimeUnit | None = None
    words: str = ""


_LONGEST = 2000
"""Characters that are looked at."""
_NUMBER = r"(\d{1,9}(?:[.,]\d{1,6})?)"
_WEAK = r"under|below|less than|<|moins de|menos de|sub|פחות מ|أقل من"
"""Words that also tell how to write a number ("less than 1 day: write 0"): they count in a label alone."""
_MOST = (
    r"within|in under|in less than|no more than|not more than|not exceed(?:ing)?|at most|up to|"
    r"maximum(?: of)?|max\.?|<=|\u2264|en moins de|au plus|maximum de|dans les|en menos de|como máximo|"
    r"máximo|no máximo|em menos de|innerhalb von|höchstens|maximal|בתוך|תוך|עד|לכל היותר|לא יותר מ|"
    r"în cel mult|cel mult|în maximum|maximum|până la|în|خلال|في غضون"
)
_LEAST = (
    r"at least|no less than|not less than|no fewer than|minimum(?: of)?|min\.?|>=?|\u2265|au moins|al menos|"
    r"como mínimo|pelo menos|mindestens|לפחות|cel puțin|minimum|على الأقل"
)
_EACH_UNIT = "|".join(f"(?P<{unit.name}>{words})" for unit, words in UNIT_WORDS.items())
_UNIT = rf"[-\s]*(?:de\s+)?(?:{_EACH_UNIT})(?![\w'])"
_TIMED = {
    "between": re.compile(
        rf"(?:between|entre|בין|între)\s+{_NUMBER}\s*(?:and|et|y|e|ל|și|-)\s*-?{_NUMBER}{_UNIT}"
    ),
    "most": re.compile(rf"(?<!\w)(?:{_MOST})[-\s]*{_NUMBER}{_UNIT}"),
    "weak": re.compile(rf"(?<!\w)(?<!if )(?:{_WEAK})[-\s]*{_NUMBER}{_UNIT}"),
    "least": re.compile(rf"(?<!\w)(?:{_LEAST})[-\s]*{_NUMBER}{_UNIT}"),
    "or_less": re.compile(
        rf"(?<![\w.,]){_NUMBER}{_UNIT}\s+(?:or less|or fewer|maximum|max\b|ou moins|sau mai puțin|או פחות)"
    ),
}
_PLAIN_MOST = (
    r"no more than|not more than|at most|maximum(?: of)?|max\.?|\u2264|<=|au plus|cel mult|"
    r"לכל היותר|לא יותר מ"
)
_PLAIN_LEAST = (
    r"at least|no fewer than|no less than|minimum(?: of)?|min\.?|\u2265|>=|au moins|cel puțin|לפחות"
)
_NO_UNIT_OF_AGE = (
    r"(?![\d.,]*\s*(?:%|per\s?cent|years?|months?|weeks?|yrs?|ans|mois|años|שנים|חודשים|ani|luni))"
)
_COUNTED = {
    "most": re.compile(rf"(?<!\w)(?:{_PLAIN_MOST})[-\s]*{_NUMBER}{_NO_UNIT_OF_AGE}"),
    "least": re.compile(rf"(?<!\w)(?:{_PLAIN_LEAST})[-\s]*{_NUMBER}{_NO_UNIT_OF_AGE}"),
}
_HOW_MANY = re.compile(
    r"\b(?:how many|number of|count of|combien d[e']|nombre de|cuántos|quantos|כמה|câți|câte|numărul)\b"
)
_OF_TIME = re.compile(
    rf"(?:how many|number of|combien de|nombre de|cuántos|quantos|כמה|câte)\s+(?:{_EACH_UNIT})(?![\w'])"
)


def limit_of_columns(ours: Mapping[str, str]) -> Limit | None:
    """The limit that the columns `qa:max` and `qa:min` say; None where there is none, or no number in it."""
    most, least = exact_number(ours.get("qa:max", "")), exact_number(ours.get("qa:min", ""))
    if most is not None and least is not None:
        return Between(least, most) if 0 <= least <= most else None
    if most is not None:
        return AtMost(most) if most >= 0 else None
    return AtLeast(least) if least is not None and least >= 0 else None


def limit_of_words(label: str, hints: str = "", *, may_count: bool) -> Found | None:
    """The limit that words say: of a length of time, or, where `may_count`, of a plain number."""
    is_counting = _is_counting(label)
    for words, is_label in ((label, True), (hints, False)):
        plain = re.sub(r"\s+", " ", words[:_LONGEST].casefold())
        for kind, pattern in () if is_counting else _TIMED.items():
            if (kind != "weak" or is_label) and (found := pattern.search(plain)):
                return Found(_limit(kind, found), _unit_of(found), found.group().strip())
        for kind, pattern in _COUNTED.items() if may_count else ():
            if found := pattern.search(plain):
                return Found(_limit(kind, found), None, found.group().strip())
    return None


def _is_counting(label: str) -> bool:
    """Whether a label asks how many there were of something that is not time."""
    plain = re.sub(r"\s+", " ", label[:_LONGEST].casefold())
    return _HOW_MANY.search(plain) is not None and _OF_TIME.search(plain) is None


def unit_of_words(words: str) -> TimeUnit | None:
    """The unit of time that a row asks for: `(in minutes)`, `how many seconds`."""
    words = words[:_LONGEST]
    plain = plain_words(words)
    pattern = (
        rf"(?:\bin |\bhow many |\bnumber of |\ben |\bב|\bîn |\bcâte |\bכמה |\()(?:{_EACH_UNIT})(?![\w'])"
    )
    found = re.search(pattern, re.sub(r"\s+", " ", words.casefold())) or re.fullmatch(
        f"(?:{_EACH_UNIT})", plain
    )
    return _unit_of(found) if found else None


def time_unit(words: str) -> TimeUnit | None:
    """The unit of time of a `qa:unit`; None where another thing is counted."""
    return next((unit for unit in TimeUnit if unit.value == words.strip().casefold()), None)


def ladder_of(written: str, limit: Limit) -> tuple[Rung, ...]:
    """The ladder that `qa:credit` says, `60=1 120=1/2`; the limit alone where it says none that fits."""
    rungs = [rung for part in written.split() if (rung := _rung(part, limit)) is not None]
    alone = (Rung(limit, Fraction(1)),)
    if len(rungs) != len(written.split()) or not rungs or rungs[0] != alone[0]:
        return alone
    return tuple(rungs) if all(a.share > b.share for a, b in pairwise(rungs)) else alone


def exact_number(words: str) -> Fraction | None:
    """A number as a cell or an attribute has it: `60`, `0.5`, `1/3`; None for all else."""
    written = words.strip()
    if not re.fullmatch(
        r"-?(?:\d{1,12}(?:\.\d{1,12})?|\.\d{1,12}|\d{1,12}/[1-9]\d{0,11})", written, re.ASCII
    ):
        return None
    return Fraction(written)


def _rung(part: str, limit: Limit) -> Rung | None:
    ends, _, share_words = part.partition("=")
    share = exact_number(share_words)
    numbers = [exact_number(end) for end in ends.split("..")]
    if share is None or not 0 <= share <= 1 or None in numbers:
        return None
    found = [number for number in numbers if number is not None]
    match limit, found:
        case AtMost(), [most]:
            return Rung(AtMost(most), share)
        case AtLeast(), [least]:
            return Rung(AtLeast(least), share)
        case Between(), [least, most]:
            return Rung(Between(least, most), share)
    return None


def _limit(kind: str, found: re.Match[str]) -> Limit:
    first = Fraction(found.group(1).replace(",", "."))
    if kind == "between":
        second = Fraction(found.group(2).replace(",", "."))
        return Between(min(first, second), max(first, second))
    return AtLeast(first) if kind == "least" else AtMost(first)


def _unit_of(found: re.Match[str]) -> TimeUnit | None:
    return next((unit for unit in TimeUnit if found.groupdict().get(unit.name)), None)

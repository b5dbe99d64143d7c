"""Thresholds that stand in the words of a standard: "within 60 s", "תוך 30 שניות", "în cel mult două minute".

What is found is an offer: the import says from which words it was taken.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.measures import AtLeast, AtMost, Limit, TimeUnit
from qaudit.core.readings import read_seconds
from qaudit.interop.table_grammar import number_of
from qaudit.interop.xlsform_limits import limit_of_words
from qaudit.interop.xlsform_words import UNIT_WORDS


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit found in words. `unit` is a unit of time, or the word for what is counted."""

    limit: Limit
    unit: TimeUnit | str
    words: str


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
    "שתי": 2, "שני": 2, "שלוש": 3, "שלושה": 3, "שלושת": 3, "ארבע": 4, "ארבעה": 4, "חמש": 5, "חמישה": 5, "שש": 6,
    "שישה": 6, "שבע": 7, "שבעה": 7, "שמונה": 8, "תשע": 9, "תשעה": 9, "עשר": 10, "עשרה": 10, "עשרים": 20,
    "שלושים": 30, "ארבעים": 40, "שישים": 60, "תשעים": 90,
    "un": 1, "una": 1, "unu": 1, "doi": 2, "două": 2, "doua": 2, "trei": 3, "patru": 4, "cinci": 5, "șase": 6,
    "șapte": 7, "opt": 8, "nouă": 9, "zece": 10, "cincisprezece": 15, "douăzeci": 20, "treizeci": 30, "șaizeci": 60,
}  # fmt: skip
_NUMBER_WORD = re.compile(rf"(?<![\w-])({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?![\w-])")
_ONE_OF = re.compile(
    r"\b(within|in|under|less than|in under)\s+(?:a|an)\s+(?=(?:single )?(?:second|minute|hour|day)\b)"
)
_ALONE = {
    "דקה": "1 דקה",
    "שעה": "1 שעה",
    "שנייה": "1 שנייה",
    "יום": "1 יום",
    "דקתיים": "2 דקות",
    "שעתיים": "2 שעות",
}
_HEBREW_ALONE = re.compile(rf"(תוך|בתוך|עד|פחות מ-?|לכל היותר)\s*({'|'.join(_ALONE)})(?:\s+אחת)?(?!\w)")
_COUNTED = {
    "rings": ("en", r"rings?"),
    "צלצולים": ("he", r"צלצולים|צלצול"),
    "apeluri": ("ro", r"apeluri|sunete|țârâituri|semnale"),
    "people": ("en", r"people|persons?|guests ahead|customers ahead"),
    "אנשים": ("he", r"אנשים|לקוחות"),
    "persoane": ("ro", r"persoane|clienți"),
    "times": ("en", r"times"),
    "פעמים": ("he", r"פעמים"),
    "ori": ("ro", r"ori"),
}
_MOST = (
    r"within|in|no more than|not more than|at most|up to|maximum(?: of)?|max\.?|fewer than|by the|"
    r"תוך|עד|לא יותר מ-?|לכל היותר|בתוך|"
    r"în cel mult|cel mult|maximum|maxim|în|după cel mult|nu mai mult de"
)
_LEAST = r"at least|no fewer than|minimum(?: of)?|min\.?|לפחות|cel puțin|minimum|minim"
_CELL = re.compile(
    r"(?P<sign><=|>=|=<|=>|<|>|≤|≥|\b(?:max|min|at most|at least|within|under|up to|maxim|minim|cel mult|cel puțin)\b"
    r"\.?|עד|תוך|לפחות)?\s*(?P<number>\d{1,9}(?:[.,]\d{1,6})?)\s*(?:de\s+)?(?P<unit>[^\W\d_].{0,39})?",
    re.DOTALL,
)
_AT_LEAST = frozenset(
    (">=", "=>", ">", "≥", "min", "min.", "at least", "minim", "minim.", "cel puțin", "לפחות")
)


def threshold_in(words: str) -> Threshold | None:
    """The threshold that a sentence says, of time or of what is counted; None where it says none."""
    plain = _with_digits(words)
    if (timed := limit_of_words(plain, may_count=False)) is not None and timed.unit is not None:
        return Threshold(timed.limit, timed.unit, timed.words)
    return _counted_in(plain)


def threshold_of_cell(cell: str, remark: str = "") -> Threshold | None:
    """The threshold in a cell of its own: `60 s`, `≤ 2 min`, `3 rings`, `60` with the unit in the column's head."""
    if ":" in cell and (seconds := read_seconds(cell, TimeUnit.SECOND)) is not None:
        return Threshold(AtMost(seconds), TimeUnit.SECOND, cell.strip())
    found = _CELL.fullmatch(_with_digits(cell).strip())
    if found is None:
        return threshold_in(cell)
    number = number_of(found["number"])
    if number is None:
        return None
    is_least = (found["sign"] or "").strip() in _AT_LEAST
    limit: Limit = AtLeast(number) if is_least else AtMost(number)
    word = (found["unit"] or remark).strip(" .")
    return Threshold(limit, time_unit_of(word) or word, cell.strip())


def time_unit_of(word: str) -> TimeUnit | None:
    """The unit of time that a word means, in any of the languages: `sec`, `דקות`, `ore`."""
    folded = word.strip(" .").casefold()
    return next((unit for unit, words in UNIT_WORDS.items() if re.fullmatch(words, folded)), None)


def _with_digits(words: str) -> str:
    plain = re.sub(r"\s+", " ", words.casefold())
    plain = _ONE_OF.sub(r"\1 1 ", plain)
    plain = _HEBREW_ALONE.sub(lambda found: f"{found[1]} {_ALONE[found[2]]}", plain)
    return _NUMBER_WORD.sub(lambda found: str(_NUMBERS[found[1]]), plain)


def _counted_in(plain: str) -> Threshold | None:
    for unit, (_language, pattern) in _COUNTED.items():
        for ahead, limit_of in ((_MOST, AtMost), (_LEAST, AtLeast)):
            found = re.search(rf"(?<!\w)(?:{ahead})\s*(\d{{1,4}})\s+(?:de\s+)?(?:{pattern})(?!\w)", plain)
            if found:
                return Threshold(limit_of(Fraction(found[1])), unit, found.group())
    return None

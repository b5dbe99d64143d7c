"""Numbers and lengths of time in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from qaudit.packs.judgement.lexicon import Quantities


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A length of time as a text says it."""

    words: str
    seconds: Fraction


def times_in(words: tuple[str, ...], quantities: Quantities) -> list[SaidTime]:
    """Every "5 minutes" of a text; none at all where one of them is not plain ("a minute and a half")."""
    found: list[SaidTime] = []
    for place, word in enumerate(words):
        unit = quantities.units.get(word) or quantities.units.get(word[1:])
        if unit is None:
            continue
        if any(near in quantities.unclear for near in words[max(0, place - 2) : place + 4] if near != word):
            return []
        seconds, implied = unit
        number, begin = (Fraction(implied), place) if implied else _number_before(words, place, quantities)
        if number is not None:
            found.append(SaidTime(" ".join(words[begin : place + 1]), number * seconds))
    return found


def _number_before(words: tuple[str, ...], place: int, quantities: Quantities) -> tuple[Fraction | None, int]:
    for back in range(place - 1, max(-1, place - 3), -1):
        number = number_of(words[back], quantities)
        if number is not None:
            return number, back
        if words[back] not in quantities.skipped:
            break
    return None, place


def number_of(word: str, quantities: Quantities) -> Fraction | None:
    """A number in digits or, up to what the language's list has, in words."""
    if word[0].isdigit():
        whole, _, rest = word.partition(".") if "." in word else word.partition(",")
        is_thousands = "," in word and len(rest) == 3
        digits = whole + rest if is_thousands else f"{whole}.{rest or 0}"
        return Fraction(digits) if digits.replace(".", "", 1).isascii() else None
    return quantities.numbers.get(word)


def numbers_in(words: tuple[str, ...], quantities: Quantities) -> list[Fraction]:
    """Every number of a text, in its order."""
    return [number for number in _numbers(words, quantities) if number is not None]


def _numbers(words: tuple[str, ...], quantities: Quantities) -> Iterator[Fraction | None]:
    for word in words:
        yield number_of(word, quantities)

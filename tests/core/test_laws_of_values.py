"""Laws of numbers, readings, words and the journal."""

import unicodedata
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from qaudit.core.changes import read_moment, write_moment
from qaudit.core.journal import Act, JournalEntry, first_broken, sealed
from qaudit.core.measures import Measure, TimeUnit
from qaudit.core.percent import decimal_text, rounded, sum_of
from qaudit.core.readings import (
    Misfit,
    read_reading,
    read_seconds,
    write_reading,
)
from qaudit.core.text import printable, storable
from tests.builders import VISIT_ID, moment
from tests.core.random_packs import CLOCKED, LAW, MEASURED, MEASURES, UNMEASURED

EXACT = Context(prec=200)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.integers(0, 6),
)
def test_rounding_is_half_up_as_decimals_do_it(value: Decimal, decimals: int) -> None:
    """S14"""
    expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT)
    assert rounded(Fraction(value), decimals) == expected


@given(st.fractions(-1000, 1000), st.integers(0, 4))
def test_rounding_moves_a_value_by_half_a_step_at_most(value: Fraction, decimals: int) -> None:
    """S14"""
    assert abs(Fraction(rounded(value, decimals)) - value) <= Fraction(1, 2 * 10**decimals)


@given(st.fractions(-1000, 1000), st.fractions(-1000, 1000), st.integers(0, 4))
def test_rounding_keeps_order(one: Fraction, other: Fraction, decimals: int) -> None:
    """S14"""
    low, high = sorted((one, other))
    assert rounded(low, decimals) <= rounded(high, decimals)


@given(st.lists(st.fractions(-1000, 1000, max_denominator=360)))
def test_a_sum_of_fractions_is_exact(values: list[Fraction]) -> None:
    assert sum_of(values) == sum(values, Fraction(0))


@given(st.fractions(0, 10**6, max_denominator=1000))
def test_a_decimal_text_says_the_number_itself(value: Fraction) -> None:
    assert Fraction(decimal_text(value)) == value


@LAW
@given(st.data())
def test_a_reading_that_was_written_is_read_again(data: st.DataObject) -> None:
    measure: Measure = data.draw(st.sampled_from(MEASURES + CLOCKED))
    reading = data.draw(MEASURED[id(measure)] | UNMEASURED)
    assert read_reading(measure, write_reading(reading)) == reading


WRITTEN = st.text(max_size=30) | st.text("0123456789.:+- sminhdyesnoabcunseen", max_size=12)


@given(st.sampled_from(MEASURES), WRITTEN)
def test_whatever_is_written_is_read_or_refused_and_means_the_same_once_rewritten(
    measure: Measure, text: str
) -> None:
    reading = read_reading(measure, text)
    if isinstance(reading, Misfit):
        assert reading.reason
        assert reading.hint
    else:
        assert read_reading(measure, write_reading(reading)) == reading


@given(st.integers(0, 3599), st.integers(0, 999))
def test_a_length_of_time_is_the_same_in_every_form(seconds: int, thousandths: int) -> None:
    length = seconds + Fraction(thousandths, 1000)
    minutes, rest = divmod(seconds, 60)
    tail = f".{thousandths:03}"
    forms = [
        f"{seconds}{tail}",
        f"{seconds}{tail}s",
        f"{minutes}:{rest:02}{tail}",
        f"{minutes:02}:{rest:02}{tail}",
        f"0:{minutes:02}:{rest:02}{tail}",
    ]
    assert {read_seconds(form, TimeUnit.SECOND) for form in forms} == {length}


@given(st.decimals(0, 9999, places=3), st.sampled_from(TimeUnit))
def test_a_bare_number_is_in_the_standards_unit(number: Decimal, unit: TimeUnit) -> None:
    assert read_seconds(str(number), unit) == Fraction(number) * unit.seconds
    assert read_seconds(f"{number}{unit}", TimeUnit.DAY) == Fraction(number) * unit.seconds


HOSTILE = st.text(
    st.characters() | st.sampled_from("\x1b\x00\r\n\t\x7f\x9b\u202e\u2066\u2069\u200f\ud800\u2028")
)
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@given(HOSTILE, st.booleans())
def test_printable_words_steer_nothing_and_are_printable_already(words: str, one_line: bool) -> None:
    shown = printable(words, one_line=one_line)
    left = {character for character in shown if unicodedata.category(character) in ("Cc", "Cs")}
    assert left <= (set() if one_line else {"\n", "\t"})
    assert not STEERING & set(shown)
    assert printable(shown, one_line=one_line) == shown


@given(HOSTILE)
def test_storable_words_can_be_encoded_and_are_storable_already(words: str) -> None:
    kept = storable(words)
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    assert storable(kept) == kept
    assert len(kept) == len(words)


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.integers(0, 7 * 10**15), OFFSETS)
def test_a_moment_that_was_written_is_read_again(microseconds: int, zone: timezone) -> None:
    at = (moment("0:00") + timedelta(microseconds=microseconds)).astimezone(zone)
    assert read_moment(write_moment(at)) == at
    assert write_moment(read_moment(write_moment(at))) == write_moment(at)


WORDS = st.none() | st.text(max_size=5)


@st.composite
def chains(draw: st.DrawFn) -> tuple[JournalEntry, ...]:
    """A sealed chain of 1 to 6 entries."""
    entries: list[JournalEntry] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        entry = JournalEntry(
            VISIT_ID,
            number,
            moment("14:00") + timedelta(seconds=draw(st.integers(0, 3))),
            who="heron",
            act=draw(st.sampled_from(Act)),
            subject=draw(st.sampled_from(["", "A-1", "A-2"])),
            was=draw(WORDS),
            became=draw(WORDS),
            why=draw(st.text(max_size=5)),
            undoes=draw(st.none() | st.integers(1, 5)),
        )
        entries.append(sealed(entry, entries[-1].seal if entries else ""))
    return tuple(entries)


FIELDS = {
    "visit_id": st.text(max_size=5),
    "number": st.integers(0, 9),
    "at": st.integers(0, 9).map(lambda after: moment("14:00") + timedelta(seconds=after)),
    "who": st.text(max_size=5),
    "act": st.sampled_from(Act),
    "subject": st.text(max_size=5),
    "was": WORDS,
    "became": WORDS,
    "why": st.text(max_size=5),
    "undoes": st.none() | st.integers(1, 5),
    "seal": st.text("0123456789abcdef", min_size=64, max_size=64),
}


@LAW
@given(chains(), st.data())
def test_any_single_change_of_an_entry_is_found(chain: tuple[JournalEntry, ...], data: st.DataObject) -> None:
    assert first_broken(chain, len(chain)) is None
    place = data.draw(st.integers(0, len(chain) - 1))
    field = data.draw(st.sampled_from(sorted(FIELDS)))
    changed = replace(chain[place], **{field: data.draw(FIELDS[field])})
    assume(changed != chain[place])
    assert first_broken((*chain[:place], changed, *chain[place + 1 :]), len(chain)) == place + 1


@LAW
@given(chains(), st.data())
def test_any_single_removal_is_found(chain: tuple[JournalEntry, ...], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(chain) - 1))
    assert first_broken((*chain[:place], *chain[place + 1 :]), len(chain)) == place + 1


@LAW
@given(chains(), st.data())
def test_any_other_order_is_found(chain: tuple[JournalEntry, ...], data: st.DataObject) -> None:
    moved = tuple(data.draw(st.permutations(chain)))
    assume(moved != chain)
    first = next(number for number, (was, now) in enumerate(zip(chain, moved, strict=True), 1) if was != now)
    assert first_broken(moved, len(chain)) == first

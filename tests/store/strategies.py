"""Arbitrary readings, notes and moments, hostile ones too."""

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

from hypothesis import strategies as st

from qaudit.core.changes import Change, EvidenceSet, FactSet, MarkSet, NoteSet, ReadingSet
from qaudit.core.readings import (
    NOT_APPLICABLE,
    NOT_OBSERVED,
    Choice,
    Count,
    Duration,
    Parts,
    Rating,
    Reading,
    TimeOfDay,
    Words,
    YesNo,
)
from qaudit.core.visits import Evidence

HOSTILE = [
    "",
    "\x00",
    "a\x00b\x1b[31m",
    "\ud800 alone",
    "'; DROP TABLE visits; --",
    "%s %(x)s :x ? {0} {{x}}",
    "\u202eright to left\u202c",
    "שלום\r\nשורה",
    "\ufeff\u2028 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🏨",
    "x" * 10_000,
    "null",
    "None",
]

hostile_text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
keys = st.text("abcdefghijklmnopqrstuvwxyz_0123456789-", min_size=1, max_size=12).filter(
    lambda key: key != "none"
)
moments = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001 - the zone is drawn beside it
    datetime(9000, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=-11)), timezone(timedelta(hours=5, minutes=30))]
    ),
)

readings: st.SearchStrategy[Reading] = st.one_of(
    st.builds(YesNo, st.booleans()),
    st.builds(Duration, st.fractions(min_value=0, max_denominator=1000)),
    st.builds(Duration, st.decimals(0, 10**9, places=3).map(Fraction)),
    st.builds(Count, st.integers(0, 10**15)),
    st.builds(TimeOfDay, st.integers(0, 86_399)),
    st.builds(Rating, st.integers(-(10**6), 10**6)),
    st.builds(Choice, keys),
    st.builds(Parts, st.lists(keys, max_size=4, unique=True).map(tuple)),
    st.builds(Words, hostile_text),
    st.just(NOT_APPLICABLE),
    st.just(NOT_OBSERVED),
)

codes = st.sampled_from(["ARR-01", "ARR-02", "ARR-010", "arr-01"])
files = st.builds(
    Evidence,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.sampled_from(["desk.jpg", "קבלה.pdf", "<b>.png"]),
    st.sampled_from(["image/jpeg", "application/pdf"]),
    st.integers(1, 10**12),
)

changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(ReadingSet, codes, st.none() | readings),
    st.builds(NoteSet, codes, hostile_text),
    st.builds(EvidenceSet, codes, st.lists(files, max_size=3).map(tuple)),
    st.builds(MarkSet, st.sampled_from(["arrival", "greeted"]), st.none() | moments),
    st.builds(FactSet, st.sampled_from(["channel", "hour"]), st.none() | keys),
)

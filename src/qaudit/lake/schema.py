"""The tables of the lake, column by column, as Arrow schemas (lake.md has them in words).

Each table is partitioned by brand and month; the two columns stand in the files too. Fractions and percentages are
floating-point numbers here: the lake is for questions over many visits, the store keeps what is exact. Nobody's name
is in it.
"""

import pyarrow as pa

VERSION = 1
"""Of the lake's form. A lake of a later version is refused."""

_MOMENT = pa.timestamp("us", tz="UTC")
_NAME = pa.string()

_OF_VISIT = (
    ("visit", _NAME),
    ("visit_key", pa.int64()),  # see visit_key.py
    ("brand", _NAME),
    ("month", _NAME),  # of the day, as 2026-05
    ("region", _NAME),
    ("country", _NAME),
    ("branch", _NAME),
    ("auditor", _NAME),  # an alias
    ("kind", _NAME),  # unannounced, announced, self_check …, as core.visits.VisitKind writes it
    ("pack", _NAME),
    ("edition", _NAME),
    ("digest", _NAME),  # of the pack's snapshot
    ("day", pa.date32()),  # on which the visit was left, on the branch's clock
    ("hour", pa.int8()),  # 0 to 23, on the branch's clock, at which the visit began
    ("weekday", pa.int8()),  # 1 is Monday, 7 Sunday
    ("lag", pa.float64()),  # seconds from leaving to submission
)
"""What every row says of its visit, so that a question needs one table."""

_OF_STANDARD = (
    ("section", _NAME),
    ("code", _NAME),
    ("layer", _NAME),
    ("dimension", _NAME),
    ("stage", _NAME),
    ("channel", _NAME),
)
"""What a row says of its standard, so that filters find it."""

VISITS = pa.schema(
    [
        *_OF_VISIT,
        ("branch_name", _NAME),
        ("left_at", _MOMENT),
        ("submitted_at", _MOMENT),
        ("published_at", _MOMENT),
        ("made_at", _MOMENT),  # of the scorecard that these rows were made from
        ("scoring_version", pa.int16()),
        ("raw", pa.float64()),  # percent
        ("percent", pa.float64()),  # final; null for unscored
        ("band", _NAME),  # in English
        ("outcome", _NAME),  # pass, fail, or null where the pack knows no passing
        ("capped", pa.bool_()),  # whether a critical miss or a gate changed score or outcome
        ("judged", pa.int32()),  # standards that were met, missed or partly met
        ("findings", pa.int32()),  # those missed or partly met
        ("earned", pa.float64()),
        ("possible", pa.float64()),
    ]
)

SECTIONS = pa.schema(
    [
        *_OF_VISIT,
        ("section", _NAME),
        ("weight", pa.float64()),
        ("earned", pa.float64()),
        ("possible", pa.float64()),
        ("percent", pa.float64()),  # null for unscored
    ]
)

OBSERVATIONS = pa.schema(
    [
        *_OF_VISIT,
        *_OF_STANDARD,
        ("tags", pa.list_(_NAME)),  # further tags, as name=value
        ("measure", _NAME),  # the kind of measure, as the pack names it
        ("weight", pa.float64()),
        ("critical", pa.bool_()),
        ("bonus", pa.bool_()),
        ("scored", pa.bool_()),
        ("reading", _NAME),  # as it is written; null for words, and where nothing was read
        ("seconds", pa.float64()),  # measured, else null
        ("limit", pa.float64()),  # seconds within which the standard is met, where it has a limit
        ("verdict", _NAME),  # as core.judging.Verdict writes it
        ("share", pa.float64()),  # 0 to 1, null where it does not count
        ("earned", pa.float64()),
        ("possible", pa.float64()),
        ("judged", pa.bool_()),  # met, missed or partly met
        ("finding", pa.bool_()),  # missed or partly met
    ]
)

DOUBLES = pa.schema(
    [
        ("brand", _NAME),
        ("month", _NAME),
        ("region", _NAME),
        ("country", _NAME),
        ("branch", _NAME),
        ("kind", _NAME),
        ("pack", _NAME),
        ("edition", _NAME),
        ("day", pa.date32()),
        ("auditors", pa.list_(_NAME)),  # aliases, in order
        *_OF_STANDARD,
        ("met", pa.int16()),  # how many of them judged it so
        ("partly", pa.int16()),
        ("missed", pa.int16()),
    ]
)
"""What two auditors or more said of one standard on one occasion; see seen_twice.py."""

BY_VISIT = {"visits": VISITS, "sections": SECTIONS, "observations": OBSERVATIONS}
"""The tables that have rows for each visit."""
TABLES = {**BY_VISIT, "doubles": DOUBLES}
"""All of them."""

"""The plain tables of standards: how often met, splitting, repeated, timed, judged twice, changed."""

from typing import Any

from qaudit.analysis.differences import Contribution
from qaudit.desk.comparison.rows import (
    CHANGED,
    CODE,
    OF_PACK,
    ROW_EDITIONS,
    N,
    TableOf,
    count,
    day,
    estimate,
    interval,
    joined,
    lack,
    number,
    of_answer,
    part,
    words,
    yes_no,
)

STANDARDS = (
    TableOf(
        "standards",
        lambda standards: standards.rows,
        (
            *OF_PACK,
            words("section", lambda standards, row: row.section),
            CODE,
            N,
            *estimate("met", lambda standards, row: row.met),
            number("share", lambda standards, row: row.share),
            number("lost", lambda standards, row: row.lost),
            number("lost_share", lambda standards, row: row.lost_share),
            yes_no("dead_weight", lambda standards, row: row.is_dead_weight),
            *ROW_EDITIONS,
            CHANGED,
        ),
    ),
)


SPLITS = (
    TableOf(
        "splits",
        lambda splits: splits.rows,
        (
            *OF_PACK,
            words("level", lambda splits, row: splits.level.value),
            words("code", lambda splits, row: row[0]),
            count("n", lambda splits, row: row[1].n),
            part("branches", int, lambda splits, row: row[1], "branches"),
            part("rate", float, lambda splits, row: row[1], "rate"),
            part("between", float, lambda splits, row: row[1], "between"),
            part("dispersion", float, lambda splits, row: row[1], "dispersion"),
            part("adjusted_p", float, lambda splits, row: row[1], "adjusted"),
            part("beyond_chance", bool, lambda splits, row: row[1], "beyond_chance"),
            lack("lack", lambda splits, row: row[1]),
            yes_no("changed", lambda splits, row: row[0] in splits.changed),
        ),
    ),
)


REPEATS = (
    TableOf(
        "repeats",
        lambda repeats: repeats.standards,
        (
            *OF_PACK,
            CODE,
            N,
            *estimate("repeated", lambda repeats, row: row.repeated),
            count("branches", lambda repeats, row: row.branches),
            count("running", lambda repeats, row: row.running),
        ),
    ),
    TableOf(
        "runs",
        lambda repeats: repeats.runs,
        (
            *OF_PACK,
            words("branch", lambda repeats, row: row.branch),
            words("name", lambda repeats, row: row.name),
            CODE,
            N,
            count("visits", lambda repeats, row: row.visits),
            day("since", lambda repeats, row: row.since),
            day("last", lambda repeats, row: row.last),
        ),
    ),
)


TIMES = (
    TableOf(
        "times",
        lambda times: times.rows,
        (
            *OF_PACK,
            CODE,
            words("along", lambda times, row: times.along.value),
            words("slice", lambda times, row: row.slice),
            N,
            *estimate("median", lambda times, row: row.summary.median),
            *estimate("p90", lambda times, row: row.summary.p90),
            *estimate("within", lambda times, row: row.summary.within),
            number("lost", lambda times, row: row.lost),
            number("lost_share", lambda times, row: row.lost_share),
            yes_no("changed", lambda times, row: row.code in times.changed),
        ),
    ),
)


DOUBLES = (
    TableOf(
        "doubles",
        lambda doubles: doubles.standards,
        (
            *OF_PACK,
            CODE,
            N,
            number("alike", lambda doubles, row: row.alike),
            *estimate("alpha", lambda doubles, row: getattr(row.agreement, "alpha", None)),
            lack("lack", lambda doubles, row: row.agreement),
        ),
    ),
    of_answer(
        "groups",
        *OF_PACK,
        N,
        part("units", int, lambda doubles, row: doubles.verdicts, "units"),
        part("alike", float, lambda doubles, row: doubles.verdicts, "alike"),
        *estimate("alpha", lambda doubles, row: getattr(doubles.verdicts, "alpha", None)),
        lack("lack", lambda doubles, row: doubles.verdicts),
    ),
)


def _contribution(changes: Any, row: Any) -> Any:
    return row.contribution if isinstance(row.contribution, Contribution) else None


def _own_difference(changes: Any, row: Any) -> Any:
    return getattr(row.contribution, "difference", None)


CHANGES = (
    of_answer(
        "changes",
        *OF_PACK,
        count("n_first", lambda changes, row: changes.n[0]),
        count("n_second", lambda changes, row: changes.n[1]),
        number("mean_first", lambda changes, row: changes.means[0]),
        number("mean_second", lambda changes, row: changes.means[1]),
        part("difference", float, lambda changes, row: changes.difference, "value"),
        *interval("difference", lambda changes, row: getattr(changes.difference, "interval", None)),
        part("comparison", str, lambda changes, row: changes.difference, "comparison"),
        lack("difference_lack", lambda changes, row: changes.difference),
        number("points_first", lambda changes, row: changes.points[0]),
        number("points_second", lambda changes, row: changes.points[1]),
        words("editions_first", lambda changes, row: joined(dict.fromkeys(changes.editions[0] or ()))),
        words("editions_second", lambda changes, row: joined(dict.fromkeys(changes.editions[1] or ()))),
    ),
    TableOf(
        "standards",
        lambda changes: changes.standards,
        (
            *OF_PACK,
            words("section", lambda changes, row: row.section),
            CODE,
            count("n_first", lambda changes, row: getattr(_contribution(changes, row), "n", (None, None))[0]),
            count(
                "n_second", lambda changes, row: getattr(_contribution(changes, row), "n", (None, None))[1]
            ),
            part("points", float, _contribution, "points"),
            part("by_rate", float, _contribution, "by_rate"),
            part("by_mix", float, _contribution, "by_mix"),
            part("difference", float, _own_difference, "value"),
            *interval(
                "difference",
                lambda changes, row: getattr(_own_difference(changes, row), "interval", None),
            ),
            number("adjusted_p", lambda changes, row: row.adjusted),
            yes_no("flagged", lambda changes, row: row.is_flagged),
            lack("lack", lambda changes, row: row.contribution),
            CHANGED,
        ),
    ),
)

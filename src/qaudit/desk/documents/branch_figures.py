"""The statistics of a branch's document: analysis is asked here, and what it says is handed on as plain values."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from qaudit.analysis.control_charts import ControlChart, Signal, score_chart
from qaudit.analysis.differences import Difference, mean_difference
from qaudit.analysis.figures import SCORE_BOUNDS, NotEnough
from qaudit.analysis.intervals import mean_interval, rate_interval
from qaudit.analysis.samples import sample_of
from qaudit.analysis.times import percentile
from qaudit.core.judging import share_of
from qaudit.core.measures import DurationMeasure
from qaudit.core.readings import Duration, Misfit, read_reading
from qaudit.core.standards import Pack, RollUp, Standard
from qaudit.desk.documents.told_figures import figure_of, lack_of, with_interval
from qaudit.reports.branch_subject import (
    Figure,
    Lack,
    MeasuredTimes,
    Mend,
    MendReason,
    Others,
    RepeatMiss,
    SharedMiss,
    Trend,
    TrendSignal,
    TrendVisit,
    Word,
)
from qaudit.store.branch_questions import TallyOfEdition

FEWEST_VISITS = 3
"""Below this the mean of a branch's visits is chance, and is not told."""
FEWEST_FOR_MEDIAN, FEWEST_FOR_NINTH = 3, 10
"""Measured times from which a median, and a time that nine of ten keep to, are told."""
TREND = 24
"""Visits that a trend looks back over."""
WEAKEST, MENDS = 10, 3

_SIGNALS = {
    Signal.ABOVE_LIMIT: TrendSignal.ABOVE,
    Signal.BELOW_LIMIT: TrendSignal.BELOW,
    Signal.RUN_ABOVE: TrendSignal.RUN_ABOVE,
    Signal.RUN_BELOW: TrendSignal.RUN_BELOW,
}

Document = dict[str, Any]
AsksAlike = Callable[[str, str], bool]


def mean_figure(scores: Sequence[float]) -> Figure:
    """The mean of visits (percent) with Student's t interval; no mean at all below `FEWEST_VISITS`."""
    n = len(scores)
    if n < FEWEST_VISITS:
        return Figure(n, lack=Lack.TOO_FEW if n else Lack.NOTHING)
    return figure_of(mean_interval(sample_of(scores)))


def others_of(scores: Sequence[float], others: Mapping[str, Sequence[float]]) -> Others:
    """The other branches' scores by their codes, and this branch beside them (Welch's interval)."""
    theirs = [score for of_branch in others.values() for score in of_branch]
    figure = mean_figure(theirs)
    branches = sum(1 for of_branch in others.values() if of_branch)
    if figure.value is None or len(scores) < FEWEST_VISITS:
        return Others(branches, figure, None, Word.NOT_KNOWN)
    found = mean_difference(sample_of(theirs), sample_of(scores))
    assert isinstance(found, Difference)
    difference = with_interval(Figure(len(scores), found.value), found.interval)
    return Others(branches, figure, difference, Word(found.comparison.value))


def share_figure(met: int, asked: int) -> Figure:
    """A share of 1 with Wilson's interval."""
    return figure_of(rate_interval(met, asked))


def trend_of(visits: Sequence[TrendVisit]) -> Trend:
    """The control chart (individuals) of the last visits. Those of other editions have no part in it."""
    shown = visits[-TREND:]
    counted = [one for one in shown if not one.is_apart]
    found = score_chart([one.percent for one in counted])
    if isinstance(found, NotEnough):
        lack = lack_of(found)
        return Trend(tuple(shown), found.n, found.needed or 0, lack=lack)
    return _charted(shown, counted, found)


def weakest(
    tallies: Iterable[TallyOfEdition], asks_alike: AsksAlike, pack: Pack
) -> tuple[tuple[SharedMiss, ...], int]:
    """The standards that are surely met least often, missed at least once, and how many were never missed.

    They go by the upper end of their intervals: one miss in one visit says less than three in three.

    `asks_alike` says of a standard and a snapshot of the pack whether its verdicts compare with the newest's.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in tallies:
        if asks_alike(one.code, one.digest):
            counts[one.code][0] += one.judged
            counts[one.code][1] += one.findings
    known = {standard.code: standard for standard in pack.standards if not standard.is_trap}
    places = {code: place for place, code in enumerate(known)}
    found = [
        SharedMiss(code, share_figure(judged - missed, judged))
        for code, (judged, missed) in counts.items()
        if missed and code in known
    ]
    found.sort(key=lambda one: (one.met.high or 0.0, not known[one.code].is_critical, places[one.code]))
    clean = sum(1 for code, (judged, missed) in counts.items() if judged and not missed and code in known)
    return tuple(found[:WEAKEST]), clean


def measured_times(
    documents: Mapping[str, Document], visits: Mapping[str, str], asks_alike: AsksAlike, pack: Pack
) -> tuple[MeasuredTimes, ...]:
    """What clocks and hands measured, by standard: those surely least often within their limits first.

    `documents` are scorecards by visit, `visits` has the snapshot that each of the visits used. Only durations, by
    snapshots whose verdicts compare.
    """
    found: dict[str, list[Fraction]] = defaultdict(list)
    clocked = {one.code: one for one in pack.standards if isinstance(one.measure, DurationMeasure)}
    for visit_id, digest in visits.items():
        for entry in documents[visit_id]["standards"]:
            standard = clocked.get(entry["code"])
            if standard is None or not asks_alike(standard.code, digest):
                continue
            seconds = seconds_of(standard, entry["reading"])
            if seconds is not None:
                found[standard.code].append(seconds)
    times = [_times(clocked[code], values) for code, values in found.items() if not clocked[code].is_trap]
    places = {code: place for place, code in enumerate(clocked)}
    times.sort(key=lambda one: (one.within.high or 0.0, places[one.code]))
    return tuple(times)


def mends_of(
    repeats: Iterable[RepeatMiss], costs: Mapping[str, Fraction], critical: frozenset[str]
) -> tuple[Mend, ...]:
    """The next things to mend: critical standards missed again, those missed longest first; then the standards whose
    last miss cost most, times the visits in a row that missed them.
    """
    ranked = []
    for one in repeats:
        cost = costs.get(one.code)
        is_grave = one.code in critical and one.visits > 1
        weight = (cost or Fraction(0)) * one.visits
        if is_grave or weight:
            reason = MendReason.CRITICAL_AGAIN if is_grave else MendReason.COST
            order = (not is_grave, -one.visits if is_grave else 0, -weight, one.code)
            ranked.append((order, Mend(one.code, reason, one.visits, cost)))
    return tuple(mend for _order, mend in sorted(ranked, key=lambda pair: pair[0])[:MENDS])


def costs_of(document: Document, pack: Pack, codes: frozenset[str]) -> dict[str, Fraction]:
    """What each of these standards took from the score of one visit: a fraction of 1, before any cap."""
    sections = {one["code"]: one for one in document["sections"]}
    possible = {code: Fraction(one["possible"]) for code, one in sections.items()}
    pooled = pack.scoring.roll_up is RollUp.POOLED
    whole = (
        sum(possible.values(), Fraction(0))
        if pooled
        else sum(
            (Fraction(one["weight"]) for one in sections.values() if one["percent"] is not None), Fraction(0)
        )
    )
    entries = {one["code"]: one for one in document["standards"] if one["code"] in codes}
    found: dict[str, Fraction] = {}
    for section in pack.sections:
        for standard in section.standards:
            entry = entries.get(standard.code)
            if entry is None or not whole or not possible.get(section.code):
                continue
            lost = Fraction(entry["possible"]) - Fraction(entry["earned"])
            weight = Fraction(sections[section.code]["weight"])
            part = Fraction(1) if pooled else weight / possible[section.code]
            if lost > 0:
                found[standard.code] = lost * part / whole
    return found


def read_documents(texts: Mapping[str, str]) -> dict[str, Document]:
    """Scorecard documents by visit."""
    return {visit_id: json.loads(text) for visit_id, text in texts.items()}


def _charted(shown: Sequence[TrendVisit], counted: Sequence[TrendVisit], chart: ControlChart) -> Trend:
    signals = {id(one): point.signals for one, point in zip(counted, chart.points, strict=True)}
    limits = chart.points[0].limits
    return Trend(
        tuple(
            TrendVisit(
                one.day,
                one.percent,
                one.edition,
                tuple(_SIGNALS[signal] for signal in signals.get(id(one), ())),
                one.is_before,
                one.is_apart,
            )
            for one in shown
        ),
        chart.n,
        0,
        chart.centre,
        limits.low if limits.low > SCORE_BOUNDS[0] else None,
        limits.high if limits.high < SCORE_BOUNDS[1] else None,
        chart.provisional,
    )


def _times(standard: Standard, values: Sequence[Fraction]) -> MeasuredTimes:
    seconds = tuple(sorted(float(value) for value in values))
    n = len(seconds)
    median = figure_of(percentile(seconds, 0.5)) if n >= FEWEST_FOR_MEDIAN else _too_few(n)
    high = figure_of(percentile(seconds, 0.9)) if n >= FEWEST_FOR_NINTH else _too_few(n)
    kept = sum(1 for value in values if share_of(standard.measure, Duration(value)) == 1)
    return MeasuredTimes(standard.code, seconds, median, high, share_figure(kept, n))


def seconds_of(standard: Standard, written: str | None) -> Fraction | None:
    """How long a reading of a scorecard says it took; None where it measured nothing."""
    reading = None if written is None else read_reading(standard.measure, written)
    return None if isinstance(reading, Misfit) or not isinstance(reading, Duration) else reading.seconds


def _too_few(n: int) -> Figure:
    return Figure(n, lack=Lack.TOO_FEW)

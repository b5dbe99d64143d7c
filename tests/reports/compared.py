"""A comparison of nine branches of the harbour's hotels, its figures worked out by the statistics themselves."""

from dataclasses import replace
from datetime import date
from math import sin
from typing import Any

from qaudit.analysis.borrowed_spread import borrowed_spreads, peer_interval
from qaudit.analysis.control_charts import score_chart
from qaudit.analysis.differences import StandardCounts, adjusted_changes, contributions, mean_difference
from qaudit.analysis.discovery import FALSE_SHARE, flags
from qaudit.analysis.figures import UNBOUNDED, Estimate, NotEnough, Why
from qaudit.analysis.funnel import mean_funnel
from qaudit.analysis.intervals import mean_interval, rate_interval
from qaudit.analysis.league_table import BranchFigures, league_table
from qaudit.analysis.samples import Sample, sample_of
from qaudit.analysis.severity import severities
from qaudit.analysis.splitting import RateSums, splits
from qaudit.analysis.spread import score_sd, variance_shares
from qaudit.analysis.times import times_summary
from qaudit.analysis.value import Assumptions, Range, cost_of_misses
from qaudit.core.comparability import Continuity
from qaudit.reports.comparison_subject import (
    AuditorLine,
    ChangeFigures,
    ChangeLine,
    ComparisonInput,
    ComplaintFigures,
    ComplaintLine,
    ConsistencyFigures,
    CourseLine,
    EditionLine,
    GapLine,
    GroupFigures,
    HeatFigures,
    HeatLine,
    LeagueFigures,
    LeagueLine,
    MonthPoint,
    RepeatLine,
    RunLine,
    SpreadLine,
    StandardLine,
    TimesLine,
    ValueFigures,
)
from tests.reports.harbour import harbour_pack

NAMES = {
    "AKK-01": "Harbour Akko", "CLJ-02": "Harbour Cluj", "HAI-03": "Harbour Haifa", "IAS-04": "Harbour Iași",
    "JAF-05": "Harbour Jaffa", "NEW-06": "Harbour, new since May", "OLD-07": "Harbour Old Town",
    "SEA-08": "Harbour Seaside", "YRK-09": "Harbour York",
}  # fmt: skip
CENTRES = (86, 85, 95, 84, 87, 96, 85, 66, 86)
VISITS = (8, 7, 9, 8, 6, 2, 8, 9, 7)
JUDGED = {"ARR": (61, 12), "SEC": (55, 41), "GRT": (64, 62), "TLK": (90, 90)}
"""Times judged and met, in the order of the pack's standards."""
TIMES = ([50.0 + 4 * visit for visit in range(30)], [20.0, 31.0, 25.0])


def scores() -> dict[str, list[float]]:
    """The visits' scores of each branch."""
    return {
        code: [round(centre + 3.5 * sin(7.3 * visit + place), 1) for visit in range(number)]
        for place, (code, centre, number) in enumerate(zip(NAMES, CENTRES, VISITS, strict=True))
    }


def league_of(samples: dict[str, Sample]) -> LeagueFigures:
    """A league as the desk puts it together: by place, the others after them."""
    table = {code: found for code, found in league_table(samples).items() if isinstance(found, BranchFigures)}
    lines = [LeagueLine(code, NAMES.get(code, code), found) for code, found in table.items()]
    lines.sort(key=lambda line: (getattr(line.figures.standing, "place", 99), line.code))
    return LeagueFigures(tuple(lines), mean_funnel(samples))


def standard_lines() -> tuple[StandardLine, ...]:
    """Four standards of the harbour's pack, the weakest first."""
    codes = [one.code for one in harbour_pack().standards][: len(JUDGED)]
    found = []
    for code, (n, met) in zip(codes, JUDGED.values(), strict=True):
        rate = rate_interval(met, n)
        assert isinstance(rate, Estimate)
        section = next(
            one.code for one in harbour_pack().sections if any(s.code == code for s in one.standards)
        )
        lost = (n - met) / sum(n - met for n, met in JUDGED.values())
        surely = not isinstance(rate.interval, NotEnough) and rate.interval.low >= 0.95
        found.append(StandardLine(code, section, n, rate, lost, surely))
    found[0] = replace(found[0], changed=Continuity.REWEIGHTED)
    return tuple(sorted(found, key=lambda line: line.met.value))


def heat_figures(samples: dict[str, Sample]) -> HeatFigures:
    """Two sections, the second a little lower everywhere."""
    sections = tuple(section.code for section in harbour_pack().sections[:2])
    columns = []
    for place in range(len(sections)):
        moved = {code: Sample(one.n, one.mean - 8 * place, one.variance) for code, one in samples.items()}
        spreads = borrowed_spreads(moved)
        assert not isinstance(spreads, NotEnough)
        ranked = {code: one for code, one in moved.items() if one.n >= 3}
        flagged = flags(ranked, spreads)
        lack = NotEnough(Why.TOO_FEW, 2, 3)
        columns.append(
            {
                code: (peer_interval(one, spreads[code]), flagged.get(code, lack))
                for code, one in moved.items()
            }
        )
    lines = tuple(
        HeatLine(code, NAMES[code], one.n, (columns[0][code], None if code == "YRK-09" else columns[1][code]))
        for code, one in samples.items()
    )
    return HeatFigures(sections, lines)


def course_lines() -> tuple[CourseLine, ...]:
    """One with a signal and another edition, one that is as usual, one of too few months."""
    months = [f"2026-{month:02}" for month in range(1, 11)]
    courses = {
        "SEA-08": [84.0, 86, 83, 85, 86, 84, 85, 83, 85, 41],
        "HAI-03": [94.0, 95, 93, 96, 94, 95, 96, 93, 95, 94],
        "NEW-06": [96.0, 97],
    }
    found = []
    for code, values in courses.items():
        points = tuple(
            MonthPoint(month, 1, value, ("2026.1", "2026.1") if month == "2026-04" else None)
            for month, value in zip(months, values, strict=False)
        )
        found.append(CourseLine(code, NAMES[code], points, score_chart(values)))
    return tuple(found)


def change_figures() -> ChangeFigures:
    """Two periods, the second surely lower."""
    before, after = Sample(40, 88.0, 30.0), Sample(64, 84.0, 34.0)
    codes = [line.code for line in standard_lines()]
    counts = {
        codes[0]: StandardCounts((40, 64), (0.6, 0.2), (0.3, 0.3)),
        codes[1]: StandardCounts((40, 64), (0.8, 0.82), (0.7, 0.7)),
    }
    adjusted = adjusted_changes(counts)
    lines = tuple(
        ChangeLine(code, part, (adjusted.get(code) or 1.0) <= FALSE_SHARE)
        for code, part in contributions(counts).items()
    )
    return ChangeFigures(
        (40, 64), (88.0, 84.0), mean_difference(before, after), (89.0, 83.1),
        (*lines, ChangeLine(codes[2], NotEnough(Why.NOTHING, 0, 1), is_flagged=False)),
        (("2025.2", "2025.2"), ("2025.2", "2026.1")),
    )  # fmt: skip


def gap_line(key: str, expected: float, perceived: float, n: int, audited: Estimate | NotEnough) -> GapLine:
    """A dimension as `n` customers see it."""
    own = [
        mean_interval(sample_of([centre + place % 2 for place in range(n)]), UNBOUNDED)
        for centre in (expected, perceived)
    ]
    gap = mean_interval(sample_of([perceived - expected + place % 3 for place in range(n)]), UNBOUNDED)
    return GapLine(key, n, own[0], own[1], gap, audited)


def group_figures(**changes: Any) -> GroupFigures:
    """All parts of one group."""
    of_branch = scores()
    samples = {code: sample_of(own) for code, own in of_branch.items()}
    visits = [
        (code, f"aud-{visit % 3}", score)
        for code, own in of_branch.items()
        for visit, score in enumerate(own)
    ]
    columns = tuple(map(list, zip(*visits, strict=True)))
    lines, pack = standard_lines(), harbour_pack()
    poor = rate_interval(9, 64)
    assert isinstance(poor, Estimate)
    believed = Assumptions(
        Range(9e5, 1.1e6), Range(0.05, 0.2), Range(2, 8), Range(14.5, 14.5), Range(0.2, 0.25)
    )
    sums = {line.code: RateSums(9, line.n, line.met.value * line.n, 0.0, line.n**2 / 9) for line in lines}
    sums[lines[0].code] = replace(sums[lines[0].code], met_squares=11.0)
    group = GroupFigures(
        kind="unannounced",
        brand="Harbour Hotels",
        pack=pack.ref.pack,
        n=sum(VISITS),
        editions=("2025.2", "2026.1"),
        changed=(lines[0].code,),
        changes=change_figures(),
        league=league_of(samples),
        regions=league_of({"North": Sample(40, 83.0, 60.0), "South": Sample(24, 88.0, 20.0), "": Sample(3, 84.0, 9.0)}),
        heat=heat_figures(samples),
        courses=course_lines(),
        standards=lines,
        splits=tuple(splits(sums).items()),
        repeats=tuple(
            RepeatLine(line.code, n, rate_interval(again, n), n // 2, again // 3)
            for line, n, again in zip(lines, (30, 9, 1, 0), (24, 3, 0, 0), strict=True)
        ),
        runs=(RunLine(lines[0].code, NAMES["SEA-08"], 7, 9, date(2026, 2, 3), date(2026, 10, 28)),),
        consistency=ConsistencyFigures(
            variance_shares(*columns),
            tuple(
                SpreadLine(code, NAMES[code], len(own), sample_of(own).mean, score_sd(own))
                for code, own in of_branch.items()
            ),
        ),
        times=tuple(
            TimesLine(line.code, summary, lost, lost / 640)
            for line, times, lost in zip(lines, TIMES, (640.0, 0.0), strict=False)
            if not isinstance(summary := times_summary(times, 100.0), NotEnough)
        ),
        gap=(
            gap_line("empathy", 6.5, 4.5, 12, mean_interval(samples["SEA-08"])),
            gap_line("tangibles", 5.0, 6.0, 1, NotEnough(Why.NOTHING, 0, 1)),
        ),
        complaints=ComplaintFigures(
            9, 4, (ComplaintLine(lines[3].code, 6, lines[3].n, lines[3].met, is_doubtful=True),
                   ComplaintLine("OLD-01", 3, 0, None)),
        ),
        value=ValueFigures(70.0, poor, believed, cost_of_misses(poor, believed)),
        auditors=tuple(
            AuditorLine(alias, 21, severity, ("2026-10",) if alias == "aud-1" else ())
            for alias, severity in severities(*columns).items()
        ),
    )  # fmt: skip
    return replace(group, **changes)


def comparison_input(*groups: GroupFigures, **changes: Any) -> ComparisonInput:
    """A whole comparison of the harbour's hotels, in English."""
    pack = harbour_pack()
    changed = ((standard_lines()[0].code, Continuity.REWEIGHTED),)
    found = ComparisonInput(
        as_of=date(2026, 11, 22),
        groups=groups or (group_figures(),),
        editions=(EditionLine(pack.ref.pack, "2025.2", "2026.1", date(2026, 4, 2), changed),),
        filters=(("kind", ("unannounced",)),),
        period=(date(2026, 1, 1), date(2026, 10, 31)),
        against=(("kind", ("unannounced",)),),
        against_period=(date(2025, 1, 1), date(2025, 12, 31)),
        packs={pack.ref.pack: pack},
        language="en",
        words="en",
    )
    return replace(found, **changes)

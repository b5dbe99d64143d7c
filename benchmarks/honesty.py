"""Are the intervals honest? Thousands of programmes of known truth, and how often the figures are right about it.

Run: `python -m benchmarks.honesty`. Everything is computed by `qaudit.analysis` itself, from fixed seeds, so two runs
print the same figures. docs/statistics.md quotes them.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from scipy.stats import binom

from benchmarks.programmes import KINDS, Floats, Kind, Shares, kind
from qaudit.analysis.agreement import Agreement, agreement
from qaudit.analysis.borrowed_spread import Spread, borrowed_spreads, peer_interval
from qaudit.analysis.control_charts import ControlChart, Signal, rate_chart, score_chart
from qaudit.analysis.differences import Difference, mean_difference, peer_difference, rate_difference
from qaudit.analysis.discovery import Flag, flags
from qaudit.analysis.figures import UNBOUNDED, Comparison, Estimate, Interval, NotEnough
from qaudit.analysis.intervals import clustered_rate_interval, mean_interval, rate_interval
from qaudit.analysis.power import power_of, visits_needed
from qaudit.analysis.samples import Sample, sample_of
from qaudit.analysis.severity import Leaning, Severity, severities
from qaudit.analysis.shrinkage import Shrinkage, shrink
from qaudit.analysis.spread import VarianceShares, score_sd, variance_shares
from qaudit.analysis.standing import League, Standing, league
from qaudit.analysis.times import percentile

VISITS = (3, 4, 5, 8, 12, 20, 30)
FEWER_VISITS = (3, 5, 8, 12, 30)
BRANCHES = 40
POWER_LEAGUES = 200
Samples = dict[str, Sample]
RUNS = {Signal.RUN_ABOVE, Signal.RUN_BELOW}


def main() -> None:
    parts: Sequence[Callable[[], None]] = (
        means,
        rates,
        rates_of_many_standards,
        places,
        unequal,
        all_alike,
        ten_points_lower,
        differences,
        charts,
        times,
        shares_of_variance,
        auditors,
        agreements,
        spreads_of_visits,
        shrunken,
    )
    begun = time.perf_counter()
    for part in parts:
        part()
    print(f"\n{time.perf_counter() - begun:.0f} s")


def means() -> None:
    title("Means: how often the 95 % interval holds the true mean, by visits of a branch", VISITS)
    for one in KINDS:
        found = [_means_held(one, visits) for visits in VISITS]
        row(f"{one.name}: t alone", [alone for alone, _, _ in found])
        row(f"{one.name}: borrowed", [float(held.mean()) for _, held, _ in found])
        if one.name in ("long pack", "near the top"):
            row(
                "  the lowest tenth in truth",
                [float(held[:, : BRANCHES // 10].mean()) for _, held, _ in found],
            )
            row(
                "  the highest tenth in truth",
                [float(held[:, -BRANCHES // 10 :].mean()) for _, held, _ in found],
            )
        if max(lacking for _, _, lacking in found) > 0:
            row(f"{one.name}: no t, all the same", [lacking for _, _, lacking in found])


def _means_held(one: Kind, visits: int) -> tuple[float, Floats, float]:
    """How often t holds the truth where there is one; programmes x branches by their truth: whether the borrowed
    interval holds; and how often there is no t."""
    alone, lacking, held = 0, 0, []
    for truth, samples, spreads in programmes(one, 120, visits):
        for code, true in truth.items():
            own = mean_interval(samples[code])
            assert isinstance(own, Estimate)
            alone += holds(own, true)
            lacking += isinstance(own.interval, NotEnough)
        by_truth = sorted(truth, key=lambda code: truth[code])
        held.append([holds(peer_interval(samples[code], spreads[code]), truth[code]) for code in by_truth])
    asked = len(held) * BRANCHES
    return alone / (asked - lacking), np.array(held, dtype=float), lacking / asked


def rates() -> None:
    title("Rates: Wilson's interval, exactly, over true rates of 50 to 99 %", VISITS)
    true = np.linspace(0.5, 0.99, 200)
    average, worst = [], []
    for n in VISITS:
        covered = np.zeros_like(true)
        for met in range(n + 1):
            found = rate_interval(met, n)
            assert isinstance(found, Estimate)
            assert isinstance(found.interval, Interval)
            inside = (found.interval.low <= true) & (true <= found.interval.high)
            covered += inside * binom.pmf(met, n, true)
        average.append(float(covered.mean()))
        worst.append(float(covered.min()))
    row("Wilson, on average", average)
    row("Wilson, worst true rate", worst)


def rates_of_many_standards() -> None:
    title("Rates over 20 standards of each visit, by visits (true rate 60 to 98 %)", VISITS)
    generator = np.random.default_rng(2)
    together, apart = [], []
    for visits in VISITS:
        hits = np.zeros(2)
        true = generator.uniform(0.6, 0.98, 1500)
        for rate in true:
            day = generator.beta(rate * 20, (1 - rate) * 20, visits)
            met = generator.binomial(20, day).tolist()
            pooled = rate_interval(sum(met), 20 * visits)
            found = clustered_rate_interval(met, [20] * visits)
            assert isinstance(pooled, Estimate)
            assert isinstance(found, Estimate)
            hits += (holds(pooled, rate), holds(found, rate))
        apart.append(hits[0] / len(true))
        together.append(hits[1] / len(true))
    row("as if all stood apart", apart)
    row("clustered by visit", together)


def places() -> None:
    visits_tried = (3, 5, 8, 12, 30)
    title(f"Places among {BRANCHES}: how often the interval holds the true place; its width", visits_tried)
    for name in ("normal", "long pack", "near the top"):
        covered, width = [], []
        for visits in visits_tried:
            hits, wide, asked = 0, 0.0, 0
            for truth, samples, spreads in programmes(kind(name), 40, visits):
                table = league(samples, spreads)
                assert isinstance(table, League)
                order = sorted(truth, key=lambda code: -truth[code])
                for place, code in enumerate(order, 1):
                    standing = table.standings[code]
                    assert isinstance(standing, Standing)
                    hits += place in standing.interval
                    wide += standing.interval.width + 1
                    asked += 1
            covered.append(hits / asked)
            width.append(wide / asked)
        row(name, covered)
        row(f"{name}: places in it", width, "{:8.1f}")


def unequal() -> None:
    title(
        f"Branches of 1 to 12 visits, {BRANCHES} in a league", ("mean", "place", "of 1", "of 2-4", "of 5-12")
    )
    for one in KINDS:
        hits, place_hits, places_asked = dict.fromkeys(range(1, 13), 0), 0, 0
        asked = dict.fromkeys(range(1, 13), 0)
        generator = np.random.default_rng(4)
        drawn = one.draw(generator, (60, BRANCHES, 12), False)
        for truth, scores in zip(drawn.truth, drawn.scores, strict=True):
            visits = generator.integers(1, 13, BRANCHES).tolist()
            samples = {f"B{i:03}": sample_of(scores[i, :n].tolist()) for i, n in enumerate(visits)}
            spreads = spreads_of(samples)
            for (code, sample), true in zip(samples.items(), truth.tolist(), strict=True):
                hits[sample.n] += holds(peer_interval(sample, spreads[code]), true)
                asked[sample.n] += 1
            table = league(samples, spreads)
            assert isinstance(table, League)
            ranked = [i for i, n in enumerate(visits) if n >= 3]
            for place, i in enumerate(sorted(ranked, key=lambda i: -truth[i]), 1):
                standing = table.standings[f"B{i:03}"]
                assert isinstance(standing, Standing)
                place_hits += place in standing.interval
            places_asked += len(ranked)
        parts = [range(1, 2), range(2, 5), range(5, 13)]
        by_visits = [sum(hits[n] for n in part) / sum(asked[n] for n in part) for part in parts]
        row(one.name, [sum(hits.values()) / sum(asked.values()), place_hits / places_asked, *by_visits])


def all_alike() -> None:
    title(f"All {BRANCHES} branches alike: the share flagged", FEWER_VISITS)
    for one in KINDS:
        flagged, any_flagged, naive = [], [], []
        for visits in FEWER_VISITS:
            counts = np.zeros(3)
            many = 100
            for _, samples, spreads in programmes(one, many, visits, alike=True):
                found = [
                    flag.comparison for flag in flags(samples, spreads).values() if isinstance(flag, Flag)
                ]
                called = sum(word != Comparison.NOT_KNOWN for word in found)
                centre = float(np.mean([sample.mean for sample in samples.values()]))
                alone = [mean_interval(sample) for sample in samples.values()]
                missed = sum(isinstance(each, Estimate) and not holds(each, centre) for each in alone)
                counts += (called, called > 0, missed)
            flagged.append(counts[0] / many / BRANCHES)
            any_flagged.append(counts[1] / many)
            naive.append(counts[2] / many / BRANCHES)
        row(f"{one.name}: flagged", flagged)
        row(f"{one.name}: leagues with any", any_flagged)
        row(f"{one.name}: mean outside own t", naive)


def ten_points_lower() -> None:
    visits_tried = (3, 4, 5, 6, 8, 10, 12, 15, 20, 30)
    title("One branch of 60 truly 10 points lower: how often it is flagged as worse", visits_tried)
    generator = np.random.default_rng(5)
    for label, one, sd in (
        ("long pack, its SD 11", Shares(60, 0.83), 11.2),
        ("short pack, its SD 17", Shares(10, 0.83), 16.8),
        ("near the top, its SD 9", Shares(60, 0.95), 9.0),
    ):
        found, wrong = [], []
        lower = Shares(one.standards, one.good - 0.1)
        for visits in visits_tried:
            others = one.draw(generator, (POWER_LEAGUES, 59, visits), True).scores
            low = lower.draw(generator, (POWER_LEAGUES, 1, visits), True).scores
            called = np.array([_called_worse(league_) for league_ in np.concatenate([low, others], axis=1)])
            found.append(called[:, 0].mean())
            wrong.append(called[:, 1:].mean())
        row(label, found)
        row(f"{label}: others flagged", wrong)
        formula = [power_of(10, sd, n, looked_at=60, peers_freedom=59 * n) for n in visits_tried]
        row(f"{label}: by formula", formula)
    for sd in (6, 8, 10, 14):
        needed = [visits_needed(10, sd, looked_at=many, peers_freedom=500) for many in (1, 60, 300)]
        print(
            f"  visits for 80 % at SD {sd:2}: "
            + ", ".join(
                f"{need.n if need else '-'} of {many} looked at"
                for need, many in zip(needed, (1, 60, 300), strict=True)
            )
        )


def _called_worse(scores: Floats) -> list[bool]:
    samples = samples_of(scores)
    return [said(flag) == Comparison.WORSE for flag in flags(samples, spreads_of(samples)).values()]


def differences() -> None:
    title("Differences: Welch (scores of two periods) and Newcombe (rates), by visits in each", FEWER_VISITS)
    for name in ("normal", "long pack", "capped", "near the top"):
        found = [_differences_held(kind(name), visits) for visits in FEWER_VISITS]
        row(f"Welch, {name}", [welch for welch, _, _ in found])
        row(f"borrowed, {name}", [borrowed for _, borrowed, _ in found])
        if max(lacking for _, _, lacking in found) > 0:
            row(f"Welch, {name}: no interval", [lacking for _, _, lacking in found])
    generator = np.random.default_rng(6)
    row("Newcombe", [_newcombe(generator, visits) for visits in FEWER_VISITS])


def _differences_held(one: Kind, visits: int) -> tuple[float, float, float]:
    """How often Welch's interval holds the true difference where there is one, how often the borrowed one does,
    and how often Welch has none."""
    welch, borrowed, lacking, asked = 0, 0, 0, 0
    periods = programmes(one, 25, visits), programmes(one, 25, visits, seed=9)
    for (truth, before, lent), (truth_after, after, lent_after) in zip(*periods, strict=True):
        for code in before:
            true = truth_after[code] - truth[code]
            own = mean_difference(before[code], after[code])
            assert isinstance(own, Difference)
            peers = peer_difference((before[code], lent[code]), (after[code], lent_after[code]))
            lacking += isinstance(own.interval, NotEnough)
            welch += isinstance(own.interval, Interval) and true in own.interval
            borrowed += isinstance(peers.interval, Interval) and true in peers.interval
            asked += 1
    return welch / (asked - lacking), borrowed / asked, lacking / asked


def _newcombe(generator: np.random.Generator, visits: int) -> float:
    true = generator.uniform(0.5, 0.98, (2000, 2))
    met: list[list[int]] = generator.binomial(visits, true).tolist()
    hits = 0
    for (p, q), (a, b) in zip(true.tolist(), met, strict=True):
        found = rate_difference((a, visits), (b, visits))
        assert isinstance(found, Difference)
        assert isinstance(found.interval, Interval)
        hits += q - p in found.interval
    return hits / len(met)


def charts() -> None:
    points = (12, 20, 30, 50)
    title("Control charts of a branch at which nothing happens: false signals for each point", points)
    generator = np.random.default_rng(7)
    for one in KINDS:
        plain, bounded = [], []
        for many in points:
            scores = one.draw(generator, (1, 150, many), False).scores[0].tolist()
            plain.append(_false_signals([score_chart(each, bounds=UNBOUNDED) for each in scores], many))
            bounded.append(_false_signals([score_chart(each) for each in scores], many))
        row(f"{one.name}: plain limits", plain)
        if one.name != "normal":
            row(f"{one.name}: arcsine limits", bounded)
    for asked in (5, 40):
        found = []
        for many in points:
            met = generator.binomial(asked, 0.9, (150, many)).tolist()
            found.append(_false_signals([rate_chart(each, [asked] * many) for each in met], many))
        row(f"p-chart, {asked} a period", found)


def _false_signals(drawn: Sequence[ControlChart | NotEnough], many: int) -> float:
    """Points beyond a limit, and runs (each once), for each point of each chart."""
    signals = 0
    for chart in drawn:
        if isinstance(chart, ControlChart):
            runs = [any(signal in RUNS for signal in point.signals) for point in chart.points]
            begun = sum(now and not before for before, now in pairwise([False, *runs]))
            signals += begun + sum(signal not in RUNS for _, signal in chart.signals)
    return signals / many / len(drawn)


def times() -> None:
    tried = (6, 8, 12, 20, 36, 60)
    title("Measured times (lognormal): how often the interval holds the true median, and p90", tried)
    generator = np.random.default_rng(8)
    for label, share, true in (("median", 0.5, 1.0), ("p90", 0.9, float(np.exp(1.2815515655)))):
        covered = []
        for n in tried:
            found = [
                percentile(each, share) for each in np.exp(generator.standard_normal((2000, n))).tolist()
            ]
            sure = [holds(one, true) for one in found if isinstance(one.interval, Interval)]
            covered.append(sum(sure) / len(sure) if sure else np.nan)
        row(label, covered)


def shares_of_variance() -> None:
    title("Shares of variance: how often the interval holds the truth", ("branch", "auditor", "visit"))
    generator = np.random.default_rng(10)
    busy = np.array([0.3, 0.2, 0.15, 0.1, 0.08, 0.06, 0.05, 0.03, 0.02, 0.01])
    for label, branches, load, visits, sds in (
        ("60 branches, 10 auditors, 6 visits", 60, np.full(10, 0.1), 6, (4.0, 3.0, 8.0)),
        ("the same, auditors unequally busy", 60, busy, 6, (4.0, 3.0, 8.0)),
        ("12 branches, 4 auditors, 4 visits", 12, np.full(4, 0.25), 4, (4.0, 3.0, 8.0)),
        ("no differences of auditors", 60, np.full(10, 0.1), 6, (4.0, 0.0, 8.0)),
    ):
        squares = np.square(sds)
        true = squares / squares.sum()
        hits, asked = np.zeros(3), 0
        for _ in range(150):
            where = np.repeat(np.arange(branches), visits)
            who = generator.choice(len(load), len(where), p=load)
            scores = sds[0] * generator.standard_normal(branches)[where]
            scores = scores + sds[1] * generator.standard_normal(len(load))[who]
            scores = scores + sds[2] * generator.standard_normal(len(where)) + 80
            found = variance_shares([f"B{i}" for i in where], [f"a{i}" for i in who], scores.tolist())
            if isinstance(found, VarianceShares):
                asked += 1
                hits += [
                    holds(one, t)
                    for one, t in zip((found.branch, found.auditor, found.visit), true, strict=True)
                ]
        row(label, hits / asked)


def auditors() -> None:
    title(
        "Auditors, 40 branches of 6 visits: the interval holds the severity; called strict or lenient",
        ("holds", "called"),
    )
    generator = np.random.default_rng(11)
    for label, sd in (("auditors alike", 0.0), ("auditors differ by SD 3", 3.0)):
        hits, called, asked = 0, 0, 0
        for _ in range(100):
            where, who = np.repeat(np.arange(40), 6), generator.integers(0, 8, 240)
            lean = sd * generator.standard_normal(8)
            share = np.clip(generator.beta(20.8, 4.2, 40)[where] + lean[who] / 100, 0.02, 0.98)
            scores = 100 * generator.binomial(60, generator.beta(20 * share, 20 * (1 - share))) / 60
            found = severities([f"B{i}" for i in where], [f"a{i}" for i in who], scores.tolist())
            for place in range(8):
                one = found[f"a{place}"]
                assert isinstance(one, Severity)
                asked += 1
                hits += holds(one.apart, lean[place] - lean.mean())
                called += one.leaning != Leaning.NOT_KNOWN
        row(label, [hits / asked, called / asked])


def agreements() -> None:
    tried = (5, 8, 12, 20, 40)
    title(
        "Agreement of two auditors on 15 standards, by visits: how often the interval holds the true alpha",
        tried,
    )
    generator = np.random.default_rng(14)
    whole = agreement(_seen_twice(generator, 10_000))
    assert isinstance(whole, Agreement)
    covered = []
    for visits in tried:
        found = [agreement(_seen_twice(generator, visits)) for _ in range(200)]
        alphas = [one.alpha for one in found if isinstance(one, Agreement)]
        sure = [holds(alpha, whole.alpha.value) for alpha in alphas if isinstance(alpha.interval, Interval)]
        covered.append(sum(sure) / len(sure))
    row("alpha 0.57", covered)


def _seen_twice(generator: np.random.Generator, visits: int) -> list[list[list[str]]]:
    """Good and poor days, and visits at which much or little is seen amiss."""
    met = generator.random((visits, 15, 1)) < generator.beta(16, 4, (visits, 1, 1))
    slip = generator.random((visits, 15, 2)) < generator.beta(1, 9, (visits, 1, 1))
    words: list[list[list[str]]] = np.where(met ^ slip, "met", "missed").tolist()
    return words


def spreads_of_visits() -> None:
    tried = (5, 8, 12, 20, 30)
    title("The standard deviation of a branch's visits: how often Bonett's interval holds the truth", tried)
    for name in ("normal", "long pack", "near the top"):
        covered = []
        for visits in tried:
            drawn = kind(name).draw(np.random.default_rng(12), (1, 1000, visits), True).scores[0]
            true = float(kind(name).draw(np.random.default_rng(13), (1, 1, 100_000), True).scores.std())
            found = [score_sd(scores) for scores in drawn.tolist()]
            sure = [holds(one, true) for one in found if isinstance(one, Estimate)]
            covered.append(sum(sure) / len(sure))
        row(name, covered)


def shrunken() -> None:
    title("Shrinkage: the mean error of shrunken means, as a share of that of raw means", VISITS)
    for name in ("normal", "long pack", "near the top"):
        ratios = []
        for visits in VISITS:
            raw, drawn = [], []
            for truth, samples, spreads in programmes(kind(name), 60, visits):
                codes = sorted(truth)
                found = shrink([samples[c].mean for c in codes], [spreads[c].error() for c in codes])
                assert isinstance(found, Shrinkage)
                true = np.array([truth[c] for c in codes])
                raw.append(np.mean((np.array([one.raw for one in found.means]) - true) ** 2))
                drawn.append(np.mean((np.array([one.shrunken for one in found.means]) - true) ** 2))
            ratios.append(float(np.sqrt(np.mean(drawn) / np.mean(raw))))
        row(name, ratios)


def programmes(
    one: Kind, many: int, visits: int, *, alike: bool = False, seed: int = 1
) -> Iterator[tuple[dict[str, float], Samples, dict[str, Spread]]]:
    """Truth, samples and spreads of `many` programmes."""
    drawn = one.draw(np.random.default_rng([seed, visits]), (many, BRANCHES, visits), alike)
    for truth, scores in zip(drawn.truth, drawn.scores, strict=True):
        samples = samples_of(scores)
        yield dict(zip(samples, truth.tolist(), strict=True)), samples, spreads_of(samples)


def samples_of(scores: Floats) -> Samples:
    """A sample for each row."""
    rows = zip(scores.mean(axis=1).tolist(), scores.var(axis=1, ddof=1).tolist(), strict=True)
    return {f"B{place:03}": Sample(scores.shape[1], mean, var) for place, (mean, var) in enumerate(rows)}


def spreads_of(samples: Samples) -> dict[str, Spread]:
    spreads = borrowed_spreads(samples)
    assert not isinstance(spreads, NotEnough)
    return spreads


def holds(found: Estimate, true: float) -> bool:
    return isinstance(found.interval, Interval) and true in found.interval


def said(flag: Flag | NotEnough) -> Comparison:
    return flag.comparison if isinstance(flag, Flag) else Comparison.NOT_KNOWN


def title(text: str, columns: Sequence[object]) -> None:
    print(f"\n{text}\n{'':36}" + "".join(f"{column!s:>8}" for column in columns))


def row(label: str, values: Sequence[float] | Floats, pattern: str = "{:8.3f}") -> None:
    print(f"  {label:34}" + "".join(pattern.format(value) for value in values))


if __name__ == "__main__":
    main()

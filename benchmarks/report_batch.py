"""Many reports by warm processes: a process alone against two, and its memory over many reports.

Run: `python -m benchmarks.report_batch [reports] [rounds]`. The reports are those of visits with 150 standards, the
pool is the one of `qaudit report batch`. One process and two take turns, so that a busy machine is busy for both.
The baselines are the naive pipeline, warm, in a process
of the same pool, and a spreadsheet through LibreOffice, many files a run. Memory is what Linux says is resident.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.report_naive.pipeline import naive_pdf, woff2_faces
from benchmarks.report_spreadsheet.pipeline import office, print_workbooks, write_workbook
from benchmarks.report_visits import visit_of
from qaudit.reports.pool import Pool
from qaudit.reports.visit_report import visit_pdf

STANDARDS = 150
REPORTS = 60
ROUNDS = 5
EACH = 5
"""Reports of one turn for each process."""
OFFICE_EACH = 20
"""Files that LibreOffice prints in one run, so that its start weighs little."""

Told = tuple[float, int]
"""Processor seconds of the report, and kB that are resident after it."""


def ours() -> Callable[[int], Told]:
    source = visit_of(STANDARDS)
    return lambda number: _measured(lambda: visit_pdf(source))


def naive() -> Callable[[int], Told]:
    source = visit_of(STANDARDS)
    folder = Path(tempfile.mkdtemp())
    woff2_faces(folder)
    return lambda number: _measured(lambda: naive_pdf(source, folder))


def spreadsheet_cpu() -> float:
    """Processor seconds of one report by a spreadsheet, of as many as LibreOffice prints in one run."""
    source = visit_of(STANDARDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{number}.xlsx" for number in range(OFFICE_EACH)]
        before = os.times()
        for path in paths:
            write_workbook(source, path)
        print_workbooks(paths, folder)
        after = os.times()
        assert len(list(folder.glob("*.pdf"))) == OFFICE_EACH
    return (sum(after[:4]) - sum(before[:4])) / OFFICE_EACH


def _measured(make: Callable[[], bytes]) -> Told:
    begin = time.process_time()
    assert make().startswith(b"%PDF-")
    return time.process_time() - begin, _resident_kb()


def _resident_kb() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:  # Elsewhere only the most that ever was is known.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def run(
    prepare: Callable[[], Callable[[int], Told]], workers: int, reports: int
) -> Iterator[tuple[float, Told]]:
    """The moment of each report, and what its process told."""
    with closing(Pool(prepare, workers).run(range(reports))) as finished:
        for one in finished:
            assert one.result is not None, one.fault
            yield time.perf_counter(), one.result


def rate(workers: int) -> float:
    """Reports in a second, once each process has made its first."""
    moments = [moment for moment, _told in run(ours, workers, EACH * workers + workers)]
    return (len(moments) - workers) / (moments[-1] - moments[workers - 1])


def warm_cpu(prepare: Callable[[], Callable[[int], Told]], reports: int) -> float:
    """Processor seconds of a warm report, the median."""
    return statistics.median([told[0] for _moment, told in run(prepare, 1, reports)][1:])


def main(reports: int = REPORTS, rounds: int = ROUNDS) -> None:
    print(f"{STANDARDS} standards; {rounds} rounds in turn; medians; load {os.getloadavg()[0]:.1f}")
    pairs = [(warm_cpu(ours, EACH), warm_cpu(naive, EACH)) for _ in range(rounds)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    gain = statistics.median(naive_cpu / our_cpu for our_cpu, naive_cpu in pairs)
    print(
        f"warm: {1 / mine:.2f} reports per CPU-second, the naive pipeline {1 / theirs:.2f}: {gain:.2f} x (at least 3 x)"
    )
    if office() is None:
        print("LibreOffice is not installed: nothing is compared with the spreadsheet")
    else:
        theirs = statistics.median(spreadsheet_cpu() for _ in range(rounds))
        print(f"the spreadsheet {1 / theirs:.2f} per CPU-second: {theirs / mine:.2f} x (at least 1.0 x)")
    rates = [(rate(1), rate(2)) for _ in range(rounds)]
    one, two = (statistics.median(column) for column in zip(*rates, strict=True))
    gain = statistics.median(of_two / of_one for of_one, of_two in rates)
    print(f"one process {one:.2f} reports/s, two {two:.2f}: {gain:.2f} x (at least 1.6 x)")
    resident = [told[1] for _moment, told in run(ours, 1, reports)]
    begun, most = resident[min(4, len(resident) - 1)], max(resident)
    print(
        f"memory of a process: {begun // 1000} MB after 5 reports, {resident[-1] // 1000} MB after {reports}, "
        f"at most {most // 1000} MB: {(resident[-1] - begun) / 1000:+.1f} MB (at most +10 MB)"
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

"""The processor's time of a report of 800 standards against one of 150, in a warm process.

Run: `python -m benchmarks.report_scaling [rounds]`. 5.33 is proportional. The two take turns; the collector's
work after each report is part of it. The share of our own code (contexts and template) is printed beside.
"""

import statistics
import sys
import time
from collections.abc import Callable

from benchmarks.report_visits import visit_of
from qaudit.reports.visit_report import VisitReportInput, visit_html, visit_pdf

FEW, MANY = 150, 800
MOST = 5


def main(rounds: int = 5) -> None:
    visits = {FEW: visit_of(FEW), MANY: visit_of(MANY)}
    visit_pdf(visits[FEW])
    printed: dict[int, list[float]] = {FEW: [], MANY: []}
    written: dict[int, list[float]] = {FEW: [], MANY: []}
    for _ in range(rounds):
        for size, visit in visits.items():
            printed[size].append(_seconds(visit_pdf, visit))
            written[size].append(_seconds(visit_html, visit))
    for size in visits:
        whole, own = statistics.median(printed[size]), statistics.median(written[size])
        print(
            f"{size} standards: CPU {whole:6.2f} s, of it our own code {own * 1000:5.0f} ms ({own / whole:.1%})"
        )
    ratios = [many / few for many, few in zip(printed[MANY], printed[FEW], strict=True)]
    print(f"{MANY} standards: {statistics.median(ratios):.2f} x the CPU of {FEW} (at most {MOST} x)")


def _seconds(make: Callable[[VisitReportInput], object], visit: VisitReportInput) -> float:
    begin = time.process_time()
    make(visit)
    return time.process_time() - begin


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

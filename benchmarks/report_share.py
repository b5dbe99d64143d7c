"""The share of our own code in a warm report: reading the store, scoring, what templates are given, the page, drawings.

Run: `python -m benchmarks.report_share [rounds] [standards]`. The same visit of a store is made as a page and as a PDF
in turn; the page is what the PDF is set from, with its style inside. The processor's time, and the median of the
rounds' own ratios.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desks import filled
from qaudit.core.visits import VisitStatus
from qaudit.desk.documents.visit import ReportFormat
from qaudit.wiring import Desk

ROUNDS, STANDARDS, VISITS = 7, 150, 4
MOST = 0.05


def main(rounds: int = ROUNDS, standards: int = STANDARDS) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = Desk(str(filled(folder / "visits.sqlite", VISITS, standards, branches=2)))
        visit = desk.store.visits(VisitStatus.PUBLISHED, limit=1)[0].id
        taken: dict[ReportFormat, list[float]] = {form: [] for form in ReportFormat}
        for number in range(rounds + 1):
            for form, seconds in taken.items():
                begin = time.process_time()
                desk.documents.visit_report(visit, folder / f"visit.{form.value}", form)
                if number:
                    seconds.append(time.process_time() - begin)
        desk.close()
    own, whole = taken[ReportFormat.HTML], taken[ReportFormat.PDF]
    share = statistics.median(mine / all_of_it for mine, all_of_it in zip(own, whole, strict=True))
    print(
        f"{standards} standards, warm, {rounds} rounds in turn: CPU {statistics.median(whole):.2f} s, of it our own"
    )
    print(f"code with the store {statistics.median(own) * 1000:.0f} ms: {share:.1%} (at most {MOST:.0%})")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

"""The PDF of one visit in a process of its own, against the naive pipeline in a process of its own.

Run: `python -m benchmarks.report_cold [rounds] [standards]`. The two take turns, so that a busy machine is busy
for both; the same visit and the same parts of a report are printed by both. Wall time and the processor's time
of the whole process, its children too. A process starts Python, builds the visit, makes the PDF and ends.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report_naive.pipeline import woff2_faces

STANDARDS = 150
MOST = 0.6
PROGRAMS = {
    "naive": "from benchmarks.report_naive.pipeline import naive_pdf; made = naive_pdf(visit, folder)",
    "qaudit": "from qaudit.reports.visit_report import visit_pdf; made = visit_pdf(visit)",
}
PROGRAM = """
import sys
from pathlib import Path
from benchmarks.report_visits import visit_of
folder = Path(sys.argv[1])
visit = visit_of(int(sys.argv[2]))
{job}
(folder / "{name}.pdf").write_bytes(made)
"""


def main(rounds: int = 7, standards: int = STANDARDS) -> None:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        woff2_faces(folder)
        for _ in range(rounds):
            for program in PROGRAMS:
                taken[program].append(_once(program, folder, standards))
        sizes = {program: (folder / f"{program}.pdf").stat().st_size for program in PROGRAMS}
        pages = {program: _pages(folder / f"{program}.pdf") for program in PROGRAMS}
    print(f"{standards} standards, cold processes, {rounds} rounds in turn; medians")
    for program, times in taken.items():
        wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
        print(
            f"{program:8} wall {wall:6.2f} s  CPU {cpu:6.2f} s  {pages[program]:3} pages  {sizes[program] // 1000} kB"
        )
    for place, kind in enumerate(("wall", "CPU")):
        pairs = zip(taken["qaudit"], taken["naive"], strict=True)
        ratios = [ours[place] / naive[place] for ours, naive in pairs]
        print(f"{kind}: {statistics.median(ratios):.2f} x the naive pipeline (at most {MOST} x)")


def _once(program: str, folder: Path, standards: int) -> tuple[float, float]:
    """Wall and processor seconds of one process."""
    code = PROGRAM.format(job=PROGRAMS[program], name=program)
    before, begin = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(folder), str(standards)], check=True)
    after, end = os.times(), time.perf_counter()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return end - begin, cpu


def _pages(path: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

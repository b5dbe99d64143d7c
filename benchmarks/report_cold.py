"""The PDF of one visit in a process of its own, against the naive pipeline and a spreadsheet through LibreOffice.

Run: `python -m benchmarks.report_cold [rounds] [standards ...]`. All take turns, so that a busy machine is busy for
all; the same facts of the same visit are printed by all. Wall time, the processor's time of the whole process, its
children too, and the most memory that it had. A process starts Python, builds the visit, makes the PDF and ends.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report_naive.pipeline import woff2_faces
from benchmarks.report_spreadsheet.pipeline import office

GOALS = {150: {"naive": 0.47, "spreadsheet": 1.0}, 800: {"naive": 0.40, "spreadsheet": 1.2}}
"""The most that our wall time may be of each baseline's, by the number of standards."""
MOST_MB = {800: 200}
PROGRAMS = {
    "naive": "from benchmarks.report_naive.pipeline import naive_pdf; made = naive_pdf(visit, folder)",
    "spreadsheet": """
from benchmarks.report_spreadsheet.pipeline import print_workbooks, write_workbook
write_workbook(visit, folder / "sheet.xlsx")
print_workbooks([folder / "sheet.xlsx"], folder)
made = (folder / "sheet.pdf").read_bytes()
""",
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


def main(rounds: int = 5, *sizes: int) -> None:
    programs = list(PROGRAMS)
    if office() is None:
        print("LibreOffice is not installed: nothing is compared with the spreadsheet")
        programs.remove("spreadsheet")
    for standards in sizes or GOALS:
        _compared(programs, rounds, standards)


def _compared(programs: list[str], rounds: int, standards: int) -> None:
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        woff2_faces(folder)
        for _ in range(rounds):
            for program in programs:
                taken[program].append(_once(program, folder, standards))
        sizes = {program: (folder / f"{program}.pdf").stat().st_size for program in programs}
        pages = {program: _pages(folder / f"{program}.pdf") for program in programs}
    print(f"{standards} standards, cold processes, {rounds} rounds in turn; medians")
    for program, times in taken.items():
        wall, cpu, memory = (statistics.median(column) for column in zip(*times, strict=True))
        print(
            f"{program:11} wall {wall:6.2f} s  CPU {cpu:6.2f} s  {memory:4.0f} MB  "
            f"{pages[program]:3} pages  {sizes[program] // 1000} kB"
        )
    for baseline in programs[:-1]:
        for place, kind in enumerate(("wall", "CPU")):
            pairs = zip(taken["qaudit"], taken[baseline], strict=True)
            ratio = statistics.median(ours[place] / theirs[place] for ours, theirs in pairs)
            most = GOALS.get(standards, {}).get(baseline)
            goal = f" (at most {most} x)" if most and kind == "wall" else ""
            print(f"{kind}: {ratio:.2f} x the {baseline} pipeline{goal}")
    if standards in MOST_MB:
        memory = statistics.median(memory for _wall, _cpu, memory in taken["qaudit"])
        print(f"memory: {memory:.0f} MB (at most {MOST_MB[standards]} MB)")


def _once(program: str, folder: Path, standards: int) -> tuple[float, float, float]:
    """Wall and processor seconds of one process and of those that it began, and the most MB that one of them had."""
    code = PROGRAM.format(job=PROGRAMS[program], name=program)
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code, str(folder), str(standards)])
    _pid, status, used = os.wait4(process.pid, 0)
    end = time.perf_counter()
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, program
    return end - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def _pages(path: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

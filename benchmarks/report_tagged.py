"""A tagged report for the archive against the same report without tags: what PDF/UA-1 and PDF/A-3 cost.

Run: `python -m benchmarks.report_tagged [pairs] [standards]`. One process, warm; each pair makes both, one after the
other, in turns, and the ratio is the median of the pairs' own ratios in the processor's time.
"""

import statistics
import sys
import time

from benchmarks.report_visits import visit_of
from qaudit.reports.archive_files import enclosures
from qaudit.reports.headings import fixed_words
from qaudit.reports.html import render
from qaudit.reports.pdf import press_for
from qaudit.reports.sheets import print_sheet, theme_sheet
from qaudit.reports.theme import theme_of
from qaudit.reports.visit_report import TEMPLATE, _context
from qaudit.resources import templates_folder

PAIRS, STANDARDS = 11, 150
MOST = 1.3


def main(pairs: int = PAIRS, standards: int = STANDARDS) -> None:
    source = visit_of(standards)
    words = fixed_words()
    page = render(TEMPLATE, report=_context(source, words), words=words, style=None)
    sheets = (print_sheet(), theme_sheet(theme_of(source.pack.brand), words))
    press = press_for(templates_folder())
    enclosed = enclosures(source.visit, '{"final_percent":"80.0"}' * 1500, 400, "cd" * 32)
    taken: dict[bool, list[float]] = {True: [], False: []}
    sizes: dict[bool, int] = {}
    for number in range(pairs + 1):
        for is_plain in (True, False) if number % 2 else (False, True):
            begin = time.process_time()
            made = press.pdf(page, *sheets, enclosed=enclosed, is_plain=is_plain)
            if number:
                taken[is_plain].append(time.process_time() - begin)
            sizes[is_plain] = len(made)
    ratios = [tagged / plain for tagged, plain in zip(taken[False], taken[True], strict=True)]
    print(f"{standards} standards, warm, {pairs} pairs; medians")
    for is_plain, name in ((True, "plain"), (False, "tagged, for the archive")):
        print(f"{name:24} CPU {statistics.median(taken[is_plain]):5.2f} s  {sizes[is_plain] // 1000} kB")
    print(f"CPU: {statistics.median(ratios):.2f} x the plain report (at most {MOST} x)")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

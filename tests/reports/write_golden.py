"""Writes the golden page anew: `python -m tests.reports.write_golden`. Read the difference before you keep it."""

import tempfile
from pathlib import Path

from qaudit.reports.visit_report import visit_html
from tests.reports.harbour import harbour_input
from tests.reports.written import GOLDEN, normalised

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        page = normalised(visit_html(harbour_input(Path(folder))))
    target = Path(__file__).parent / GOLDEN
    target.parent.mkdir(exist_ok=True)
    target.write_text(page, encoding="utf-8", newline="\n")

"""Writes the golden pages anew: `python -m tests.reports.write_golden`. Read the difference before you keep it."""

import tempfile
from pathlib import Path

from qaudit import locale
from qaudit.reports.action_plan import action_plan_html
from qaudit.reports.blank_report import BlankInput, blank_page
from qaudit.reports.branch_report import branch_html
from qaudit.reports.briefing import briefing_html
from qaudit.reports.certificate import certificate_html
from qaudit.reports.comparison_report import comparison_html
from qaudit.reports.round_report import round_html
from qaudit.reports.visit_report import visit_html
from tests.reports.aftermath import aftermath_input
from tests.reports.branch_year import branch_year
from tests.reports.briefed import BRIEFING, briefed_input
from tests.reports.certified import CERTIFICATE, certified_input
from tests.reports.compared import comparison_input
from tests.reports.harbour import harbour_input, harbour_pack
from tests.reports.round_league import round_input
from tests.reports.wall import PLAN, wall_input
from tests.reports.written import AFTERMATH, BLANK, BRANCH, COMPARISON, GOLDEN, ROUND, normalised


def write(name: str, page: str) -> None:
    """Keeps a page as golden."""
    target = Path(__file__).parent / name
    target.parent.mkdir(exist_ok=True)
    target.write_text(normalised(page), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write(GOLDEN, visit_html(harbour_input(Path(folder))))
        write(AFTERMATH, visit_html(aftermath_input(Path(folder))))
    write(BLANK, blank_page(BlankInput(harbour_pack(), {}, None, "en", "en")))
    locale.install()
    write(PLAN, action_plan_html(wall_input(14)))
    write(BRIEFING, briefing_html(briefed_input(luggage="yes")))
    write(CERTIFICATE, certificate_html(certified_input(5)))
    for language in ("en", "he", "ro"):
        page = branch_html(branch_year(words=language, language=language))
        write(BRANCH.format(language=language), page)
        page = round_html(round_input(words=language, language=language))
        write(ROUND.format(language=language), page)
        page = comparison_html(comparison_input(words=language, language=language))
        write(COMPARISON.format(language=language), page)

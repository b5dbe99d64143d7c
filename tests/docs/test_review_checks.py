"""The page of checks and the table in the code have the same ids, gravities and numbers."""

import re
from pathlib import Path

from qaudit.core import check_history, check_notes, check_readings, check_times
from qaudit.core.check_values import CheckId, gravity_of
from qaudit.wording.review_checks import gravity_mark, gravity_name

PAGE = (Path(__file__).parents[2] / "docs" / "review-checks.md").read_text(encoding="utf-8")
FLAT = " ".join(PAGE.split())


def test_every_check_is_in_the_list_once_with_its_gravity() -> None:
    rows = re.findall(r"^\| (R\d\d) \| (\w+) \| \w", PAGE, re.MULTILINE)
    assert len(rows) > 15
    assert rows == [(check.value, gravity_name(gravity_of(check))) for check in CheckId]


def test_every_check_says_what_it_does_not_prove() -> None:
    told = dict(re.findall(r"^\*\*(R\d\d), [^*]+\*\* (.+?)(?=\n\n\*\*R|\Z)", PAGE, re.MULTILINE | re.DOTALL))
    assert list(told) == list(CheckId)
    assert [check for check, words in told.items() if "prove" not in words] == []


def test_gravities_have_the_signs_of_the_page() -> None:
    signs = dict(re.findall(r"^\| (stop|look) \| `(.)` \|", PAGE, re.MULTILINE))
    assert signs == {gravity_name(gravity_of(check)): gravity_mark(gravity_of(check)) for check in CheckId}


def test_the_page_has_the_numbers_of_the_code() -> None:
    least, part = check_times.LEAST_OFF, check_times.SHARE_OFF * 100
    history = check_history
    sentences = [
        f"fewer than {check_notes.THIN_NOTE} characters",
        f"1 to {check_notes.THIN_NOTE - 1} characters",
        f"under {check_notes.SAME_NOTES} misses or more",
        f"part > whole + max({least} s, {part} % of the whole)",
        f"max({least} s, {part} % of the time between the marks)",
        f"the visit's length + max({check_times.A_MINUTE.seconds} s, {part} %)",
        f"At least {check_readings.ALIKE} scored readings",
        f"at least {check_readings.ALIKE_OF_A_KIND} readings, with at least {check_readings.ALIKE} in sum",
        f"{check_readings.AT_ONE_GO} readings in a row were saved in less than {check_readings.SECONDS_EACH} s each",
        f"newest {history.MOST_VISITS} visits",
        f"at least {history.FEWEST_VISITS} of them",
        f"max({float(history.TO_DEVIATION)} x MAD, {history.LEAST_SPREAD} points)",
        f"> {float(history.CUTOFF)} x spread",
        f"within {history.CUTOFF * history.LEAST_SPREAD} points",
        f"more than {history.WRITTEN_WITHIN.total_seconds() / 3600:.0f} h",
    ]
    assert [sentence for sentence in sentences if sentence not in FLAT] == []

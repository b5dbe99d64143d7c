"""The order of the tests where several workers share them (pytest-xdist): whole files, the longest first."""

from typing import Any

import pytest

BY_SPARK = ("tests/lake/test_questions.py", "tests/lake/test_made_lakes.py", "tests/lake/test_engines.py")
"""The files that need a session of Spark, beside those that are named after it."""
LONG = (
    "tests/desk/test_batch_by_spark.py",
    *BY_SPARK,
    "tests/desk/test_report_batch.py",
    "tests/tui/test_comparison_desk.py",
    "tests/store/test_laws_on_a_server.py",
    "tests/store/test_life.py",
    "tests/desk/test_lifecycle_model.py",
    "tests/store/test_laws_in_a_file.py",
    "tests/reports/test_visit_report.py",
    "tests/reports/test_structure_tree.py",
    "tests/reports/test_archive.py",
    "tests/cli/test_processes.py",
    "tests/cli/test_demo.py",
    "tests/wheel/test_wheel.py",
    "tests/cli/test_compare.py",
    "tests/desk/test_verification.py",
    "tests/language/test_catalogues.py",
    "tests/cli/test_doctor.py",
    "tests/reports/test_pdf.py",
    "tests/reports/test_action_plan.py",
    "tests/reports/test_bad_input.py",
    "tests/core/test_laws_of_walking.py",
)
"""The files that take longest. One that is not here is no fault: it may only be the last one to end."""
_PLACES = {file: place for place, file in enumerate(LONG)}


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def place(nodeid: str) -> int:
    """Where a test stands among all: those of equal place stay as they were found."""
    return _PLACES.get(file_of(nodeid), len(_PLACES))


def share_of(nodeid: str) -> str:
    """What a worker is given at once: a file, or all that needs Spark."""
    file = file_of(nodeid)
    return "Spark" if file in BY_SPARK or file.endswith("_by_spark.py") else file


def by_file(config: pytest.Config, log: Any) -> object:
    """A scheduler that gives a worker one share after the other, in the order of `place`."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    found = LoadFileScheduling(config, log)
    found._split_scope = share_of
    return found

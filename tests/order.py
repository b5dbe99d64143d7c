"""The order of the tests where several workers share them (pytest-xdist): whole files, the longest first."""

from typing import Any

import pytest

BY_SPARK = ("tests/lake/test_questions.py", "tests/lake/test_made_lakes.py", "tests/lake/test_engines.py")
"""The files that need a session of Spark, beside those that are named after it."""
LONG = (
    "tests/desk/test_batch_by_spark.py",
    *BY_SPARK,
)
"""The files that take longest. One that is not here is no fault: it may only be the last one to end."""
_PLACES = {file: place for place, file in enumerate(LONG)}


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def place(nodeid: str) -> int:
    """Where a test stands among all: those of equal place stay as they were found."""
    return _PLACES.get(file_of(nodeid), len(_PLACES))


def by_file(config: pytest.Config, log: Any) -> object:
    """A scheduler that gives a worker one file after the other, and the files that need Spark at once."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = file_of(nodeid)
            return "Spark" if file in BY_SPARK or file.endswith("_by_spark.py") else file

    config.option.loadscopereorder = False
    return ByFile(config, log)

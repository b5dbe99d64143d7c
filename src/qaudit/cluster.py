"""The cluster engine (Spark, the extra `spark`): where a session is begun, for questions and for reports alike."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qaudit.errors import UsageError
from qaudit.speech import _

LOCAL = "local[*]"
"""All cores of this machine: what a session runs on where nobody names a cluster."""
_log = logging.getLogger("qaudit.cluster")


@contextmanager
def session(master: str = LOCAL, *, name: str = "qaudit") -> Iterator[Any]:
    """A Spark session at `master` (`local[2]`, `spark://host:7077`, `yarn` …), ended when the block is left.

    Moments are UTC, and nothing is shown in a browser. Raises `UsageError` where the extra or Java is missing, or
    the cluster does not answer.
    """
    builder = _builder().master(master).appName(name)
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    try:
        running = builder.getOrCreate()
    except Exception as fault:  # py4j's own, Java's by way of it, and OSError where there is no Java
        _log.info("Spark did not start: %s", fault)
        raise UsageError(
            _("Spark cannot be started at {master}", master=master),
            _("it needs Java 17 or later, and a cluster that answers; or leave --engine out"),
        ) from fault
    running.sparkContext.setLogLevel("ERROR")
    try:
        yield running
    finally:
        running.stop()


_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Hundreds of thousands of rows after the first sums: a few partitions, not 200.
    "spark.sql.shuffle.partitions": "8",
}


def _builder() -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise UsageError(
            _("The engine Spark needs the extra spark"), "pip install 'qaudit[spark]'"
        ) from fault
    return SparkSession.builder

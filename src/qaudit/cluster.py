"""The cluster engine (Spark, the extra `spark`): where a session is begun, for questions and for reports alike."""

import logging
import signal
import subprocess
import sys
import threading
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

    A process has one at a time: inside another block that one's is given, whatever its master, and goes on.
    Moments are UTC, and nothing is shown in a browser. Raises `UsageError` where the extra or Java is missing, or
    the cluster does not answer.
    """
    if (running := _active()) is not None:
        yield running
        return
    on_interrupt = signal.getsignal(signal.SIGINT)
    here = _LOCAL_SETTINGS if master.startswith("local") else {}
    try:
        running = _begun({**_SETTINGS, **here, "spark.master": master, "spark.app.name": name})
    except UsageError:
        raise
    except Exception as fault:  # py4j's own, Java's by way of it, and OSError where there is no Java
        _log.info("Spark did not start: %s", fault)
        raise UsageError(
            _("Spark cannot be started at {master}", master=master),
            _("it needs Java 17 or later, and a cluster that answers; or leave --engine out"),
        ) from fault
    finally:
        _hand_back(on_interrupt)
    running.sparkContext.setLogLevel("ERROR")
    if master.startswith("local"):
        # Else Spark starts whatever is called python3, which knows nothing of this program.
        running.sparkContext.pythonExec = sys.executable
    try:
        yield running
    finally:
        running.stop()


def _hand_back(on_interrupt: Any) -> None:
    """Spark takes Ctrl-C for itself, and ends everything at once: whoever begins a session has a word in that."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, on_interrupt)


_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    # Hundreds of thousands of rows after the first sums: a few partitions, not 200.
    "spark.sql.shuffle.partitions": "8",
}


_LOCAL_SETTINGS = {"spark.driver.host": "localhost", "spark.driver.bindAddress": "127.0.0.1"}
"""Nobody else is to reach a session of this machine alone."""


def _active() -> Any:
    """The session that this process has begun and not ended."""
    found = sys.modules.get("pyspark")
    context = None if found is None else found.SparkContext._active_spark_context  # noqa: SLF001 - no public name tells
    if context is None:
        return None
    from pyspark.sql import SparkSession

    return SparkSession(context)


def _begun(settings: dict[str, str]) -> Any:
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession
    except ImportError as fault:
        raise UsageError(
            _("The engine Spark needs the extra spark"), "pip install 'qaudit[spark]'"
        ) from fault
    conf = SparkConf().setAll(list(settings.items()))
    gateway = None
    if SparkContext._gateway is None:  # noqa: SLF001 - Java is started once in a process, whoever asks
        # What Java says while it starts is not for whoever reads this program's own words.
        gateway = launch_gateway(conf, {"stderr": subprocess.DEVNULL})  # type: ignore[no-untyped-call]
    return SparkSession(SparkContext(gateway=gateway, conf=conf))

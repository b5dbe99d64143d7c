"""The cluster engine (Spark, the extra `spark`): where a session is begun, for questions and for reports alike."""

import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
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
    begun = _ready(master, name)
    try:
        yield begun
    finally:
        with _patience():
            _end(begun)


def _ready(master: str, name: str) -> Any:
    here = _LOCAL_SETTINGS if master.startswith("local") else {}
    logging.getLogger().addFilter(_is_heard)
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
    running.sparkContext.setLogLevel("ERROR")
    if master.startswith("local"):
        # Else Spark starts whatever is called python3, which knows nothing of this program.
        running.sparkContext.pythonExec = sys.executable
    return running


def _is_heard(record: logging.LogRecord) -> bool:
    """py4j tells of every connection that was cut off, with a traceback and in nobody's name; it raises it as well."""
    return Path(record.pathname).parent.name != "py4j"


def _end(running: Any) -> None:
    try:
        running.stop()
    except Exception as fault:  # noqa: BLE001 - py4j's own: it is gone already
        _log.info("Spark was gone before it was ended: %s", fault)


@contextmanager
def _patience(give_up: Callable[[], None] | None = None) -> Iterator[None]:
    """The first Ctrl-C is heard when the block is left: cut short, Java would be left behind for good.

    Where it is to end the program, `give_up` may bring that about sooner. Spark takes Ctrl-C for itself, and ends
    everything at once: in the end it is handed back to whoever had it.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    heard: list[FrameType | None] = []

    def hear(number: int, frame: FrameType | None) -> None:
        heard.append(frame)
        if len(heard) > 1:
            before(number, frame)
        elif give_up is not None and before is signal.default_int_handler:
            give_up()

    signal.signal(signal.SIGINT, hear)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if len(heard) == 1:
            before(signal.SIGINT, heard[0])


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
    gateway: Any = None
    if SparkContext._gateway is None:  # noqa: SLF001 - Java is started once in a process, whoever asks
        with _patience():
            # What Java says while it starts is not for whoever reads this program's own words.
            gateway = launch_gateway(conf, {"stderr": subprocess.DEVNULL})  # type: ignore[no-untyped-call]
    with _patience(None if gateway is None else gateway.proc.kill):
        context = SparkContext(gateway=gateway, conf=conf)
    with _patience():
        return SparkSession(context)

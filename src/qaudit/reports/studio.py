"""Documents with a brand's own design, made in a process of their own that is ended where it takes too long.

The process stays for the next document. One that was ended leaves its sentence, and another takes its place.
"""

import json
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import lru_cache
from typing import IO, Any

from qaudit.errors import DesignBroken, PdfFailed
from qaudit.reports.design_process import PDF_SECONDS, Order, receive, send
from qaudit.reports.design_templates import too_much_memory
from qaudit.reports.lettering import notice
from qaudit.speech import _

PATIENCE = 6
"""A busy machine gives a process a part of its time: so many times as long it may take by the clock."""


class Studio:
    """One process for designs. Safe to share between threads: one document at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def make(self, order: Order) -> bytes:
        """The HTML page in UTF-8, or the PDF. Raises `DesignBroken`, `PdfFailed`; `OSError` without WeasyPrint."""
        with self._lock:
            try:
                return self._made(order)
            except BaseException as fault:
                if not isinstance(fault, (DesignBroken, PdfFailed)):
                    self.close()
                raise

    def close(self) -> None:
        """Ends the process."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        process.wait()

    def _made(self, order: Order) -> bytes:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            send(process.stdin, pickle.dumps(order))
        told = self._heard(process, process.stdout, order.seconds * PATIENCE)
        if told is not None and "stage" in told:
            told = self._heard(process, process.stdout, PDF_SECONDS * PATIENCE)
            if told is None:
                self.close()
                raise _ended(order, _("the pages that it makes have no end, or need too much memory"))
        if told is None:
            self.close()
            raise _ended(order, _ended_early(process.returncode, order.seconds))
        return self._result(process.stdout, told)

    def _result(self, pipe: IO[bytes], told: dict[str, Any]) -> bytes:
        if "broken" in told:
            raise DesignBroken(*told["broken"])
        if "failed" in told:
            raise PdfFailed(*told["failed"])
        if "missing" in told:
            raise OSError(told["missing"])
        data = receive(pipe)
        if data is None:
            raise PdfFailed(_("The process that makes documents was ended from outside"))
        notice(told.get("without_font", ""))
        return data

    def _heard(
        self, process: "subprocess.Popen[bytes]", pipe: IO[bytes], seconds: float
    ) -> dict[str, Any] | None:
        """What the process says next; None where it was ended, at the latest after so many seconds."""
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            process.kill()

        clock = threading.Timer(seconds, end)
        clock.daemon = True
        clock.start()
        try:
            said = receive(pipe)
        finally:
            clock.cancel()
            clock.join()  # The clock may have struck just as the process spoke: then nothing more is heard from it.
        return None if said is None or is_late.is_set() else json.loads(said)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is not None and self._process.poll() is not None:
            self.close()
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "qaudit.reports.design_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


@lru_cache(maxsize=1)
def studio() -> Studio:
    """This process's studio."""
    return Studio()


def _ended_early(code: int | None, seconds: float) -> str:
    by_clock = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")}
    if code in by_clock:
        return _("it does not come to an end; it was stopped after {seconds} s", seconds=f"{seconds:g}")
    return too_much_memory()


def _ended(order: Order, reason: str) -> DesignBroken:
    """Where nobody could say the line: the document's own template, else the design as a whole."""
    return DesignBroken(order.design.whole(order.template), 0, reason)

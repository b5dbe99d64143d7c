"""The process in which a brand's own design is at work: `python -m qaudit.reports.design_process`.

It takes orders on stdin and answers on stdout, each a length and as many bytes, until nobody is there. Whoever
gives the orders ends it where it takes too long; it also holds itself to processor time and memory, so that nothing
goes on in it after they are gone.
"""

import json
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from qaudit import locale
from qaudit.errors import DesignBroken, PdfFailed
from qaudit.reports.design import Design
from qaudit.reports.design_check import check_design
from qaudit.reports.design_files import FONT_SUFFIXES, sheet_of, with_pictures
from qaudit.reports.design_templates import MOST_MEMORY, TookTooLong, rendered, too_much_memory
from qaudit.reports.lettering import noticing
from qaudit.reports.sheets import Style
from qaudit.speech import ENGLISH, _, speak, speaking

if TYPE_CHECKING:
    from qaudit.reports.archive_files import Enclosure
    from qaudit.reports.pdf import Press

TEMPLATE_SECONDS = 5.0
"""Processor seconds that templates may take: a long page of ours takes a fifth of one."""
PDF_SECONDS = 60
"""Processor seconds that a PDF may take."""
_LENGTH = 8
_GENERATOR = '<meta name="generator" content="qaudit'


@dataclass(frozen=True, slots=True)
class Order:
    """A document to make: an HTML page with its style inside, or a PDF.

    `sheets` are our style sheets for it, `context` what its template is given. `language` is the document's,
    `faults_in` that of whoever asked for it. `allows_missing`: it is made though no font has the letters of its
    language. `seconds` are those of the processor that templates may take.
    """

    design: Design
    template: str
    sheets: tuple[str, ...]
    context: dict[str, Any]
    is_pdf: bool
    enclosed: Sequence["Enclosure"]
    language: str
    allows_missing: bool = False
    seconds: float = TEMPLATE_SECONDS
    faults_in: str = ENGLISH


def send(pipe: IO[bytes], data: bytes) -> None:
    """Writes a piece with its length before it."""
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Reads a piece; None where there is no whole one any more."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    data = pipe.read(length)
    return data if len(data) == length else None


def made(order: Order, tell: Callable[[str], None] = lambda stage: None) -> bytes:
    """The document. `tell` is told once the templates have done their part. Raises `DesignBroken`, `PdfFailed`."""
    with _template_time(order.seconds):
        own = sheet_of(order.design, order.template)
        check_design(order.design)
        style = None if order.is_pdf else Style("".join((*order.sheets, own)))
        with speaking(order.language):
            page = rendered(order.design, order.template, {**order.context, "style": style})
        page = _signed(with_pictures(order.design, page, order.template), order.design, order.template)
    tell("rendered")
    if not order.is_pdf:
        return page.encode()
    _hold_seconds(PDF_SECONDS)
    try:
        return _press(order.design).pdf(page, *order.sheets, own, enclosed=order.enclosed)
    except PdfFailed as fault:
        if not isinstance(fault.__cause__, MemoryError):
            raise
        raise DesignBroken(order.design.whole(order.template), 0, too_much_memory()) from None


def _press(design: Design) -> "Press":
    """The press of this process; a design with fonts has one of its own, so that its letters stay its own."""
    from qaudit.reports.pdf import press_for
    from qaudit.resources import templates_folder

    has_fonts = any(name.lower().endswith(FONT_SUFFIXES) for name in design.by_name)
    return _press_of(design.digest) if has_fonts else press_for(templates_folder())


@lru_cache(maxsize=2)
def _press_of(_digest: str) -> "Press":
    from qaudit.reports.pdf import Press
    from qaudit.resources import templates_folder

    return Press(templates_folder())


def _signed(page: str, design: Design, template: str) -> str:
    """The page with the digest of the design among what it says of itself."""
    generator = f'<meta name="generator" content="qaudit, design {design.digest}"/>'
    if _GENERATOR in page:
        return page.replace(f'{_GENERATOR}"/>', generator, 1)
    if "</head>" not in page:
        raise DesignBroken(
            design.shown(template), 1, _("the page has no head: it needs <head> and a <title>")
        )
    return page.replace("</head>", f"{generator}\n</head>", 1)


@contextmanager
def _template_time(seconds: float) -> Iterator[None]:
    """Inside, what takes too much of the processor is stopped: first in a way that tells the line."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TookTooLong(seconds)

    _hold_seconds(int(seconds) + 3)
    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _hold_seconds(seconds: int) -> None:
    """From now on the system ends this process after so many seconds of the processor."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _soft, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, most))


def _hold_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _soft, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(most, MOST_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(order: Order, out: IO[bytes]) -> None:
    def tell(stage: str) -> None:
        send(out, json.dumps({"stage": stage}).encode())

    speak(order.faults_in)
    try:
        with noticing(allows_missing=order.allows_missing) as noticed:
            data = made(order, tell)
    except DesignBroken as fault:
        send(out, json.dumps({"broken": [fault.file, fault.line, fault.reason]}).encode())
    except PdfFailed as fault:
        send(out, json.dumps({"failed": [fault.message, fault.hint]}).encode())
    except (ImportError, OSError) as fault:
        send(out, json.dumps({"missing": str(fault)}).encode())
    else:
        send(out, json.dumps({"done": len(data), "without_font": noticed.characters}).encode())
        send(out, data)


def main() -> None:
    """Does what it is told, until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hold_memory()
    locale.install()
    orders, out = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # Nothing but answers is written there.
    while (order := receive(orders)) is not None:
        _answer(pickle.loads(order), out)  # noqa: S301 - from the process that started this one


if __name__ == "__main__":
    main()

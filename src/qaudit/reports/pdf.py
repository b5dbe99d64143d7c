"""HTML to PDF through WeasyPrint: style sheets and fonts are loaded once, nothing is fetched, no clock is read.

The collector rests while a page is made: it would run through millions of living boxes again and again, a
fifth of the time of a long report.
"""

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from qaudit.errors import PdfFailed
from qaudit.reports.engine import FatalURLFetchingError, FontConfiguration, weasyprint
from qaudit.reports.fetching import ConfinedFetcher
from qaudit.reports.lean import read_page
from qaudit.speech import _

_ONE_AT_A_TIME = threading.Lock()
"""Pango keeps state for the whole process, and so does the collector's switch."""


class Press:
    """Makes PDFs of pages that share style sheets. Safe to share between threads: one page at a time."""

    def __init__(self, *roots: Path) -> None:
        """`roots` are the only folders whose files a page may load."""
        self._fetcher = ConfinedFetcher(*roots)
        self._fonts = FontConfiguration()
        self._sheet = lru_cache(maxsize=32)(self._parsed)

    def pdf(self, page: str, *sheets: str) -> bytes:
        """The PDF of an HTML page with these style sheets. Equal input gives equal bytes. Raises `PdfFailed`."""
        with _ONE_AT_A_TIME, _collector_resting():
            try:
                styles = [self._sheet(sheet) for sheet in sheets]
                document = read_page(page, self._fetcher)
                made = document.write_pdf(stylesheets=styles, font_config=self._fonts)
            except (Exception, FatalURLFetchingError) as error:
                logging.getLogger(__name__).debug("WeasyPrint failed", exc_info=True)
                raise PdfFailed(
                    _("The PDF could not be made: {error}", error=error),
                    _("qaudit doctor checks fonts and libraries"),
                ) from error
        assert isinstance(made, bytes)
        return made

    def _parsed(self, sheet: str) -> Any:
        return weasyprint.CSS(string=sheet, url_fetcher=self._fetcher, font_config=self._fonts)


@lru_cache(maxsize=4)
def press_for(*roots: Path) -> Press:
    """The process's press for these folders."""
    return Press(*roots)


@contextmanager
def _collector_resting() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect()

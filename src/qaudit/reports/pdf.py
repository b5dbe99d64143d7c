"""HTML to PDF through WeasyPrint: style sheets and fonts are loaded once, nothing is fetched, no clock is read.

Every PDF is made for the archive (PDF/A-3) and for screen readers (PDF/UA-1) at once.

The collector rests while a page is made: it would run through millions of living boxes again and again, a
fifth of the time of a long report.
"""

import gc
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import Any

from qaudit.errors import PdfFailed
from qaudit.reports.archive_files import Enclosure
from qaudit.reports.archive_metadata import COLOURS, finish_metadata
from qaudit.reports.engine import FatalURLFetchingError, FontConfiguration, weasyprint
from qaudit.reports.fetching import ConfinedFetcher
from qaudit.reports.font_coverage import coverage_of
from qaudit.reports.lean import read_page, settle
from qaudit.reports.lettering import lettered
from qaudit.reports.structure import own_structure
from qaudit.reports.whole_words import kept_whole
from qaudit.speech import _

VARIANT = "pdf/a-3u"
_ONE_AT_A_TIME = threading.Lock()
"""Pango keeps state for the whole process, and so does the collector's switch."""


class Press:
    """Makes PDFs of pages that share style sheets. Safe to share between threads: one page at a time."""

    def __init__(self, *roots: Path) -> None:
        """`roots` are the only folders whose files a page may load."""
        self._fetcher = ConfinedFetcher(*roots)
        self._fonts = FontConfiguration()
        self._coverage = coverage_of(self._fonts)
        self._sheet = lru_cache(maxsize=32)(self._parsed)

    def pdf(
        self, page: str, *sheets: str, enclosed: Sequence[Enclosure] = (), is_plain: bool = False
    ) -> bytes:
        """The PDF of an HTML page with these style sheets. Equal input gives equal bytes. Raises `PdfFailed`.

        `enclosed` are files that go inside. `is_plain` leaves out tags and archive: what they cost is measured so.
        """
        with _ONE_AT_A_TIME, _collector_resting():
            try:
                styles = [self._sheet(sheet) for sheet in sheets]
                lines = kept_whole(lettered(page, self._coverage.lacks))
                document = read_page(lines, self._fetcher)
                made = self._written(document, styles, enclosed, is_plain)
            except PdfFailed:
                raise
            except (Exception, FatalURLFetchingError) as error:
                logging.getLogger(__name__).debug("WeasyPrint failed", exc_info=True)
                raise PdfFailed(
                    _("The PDF could not be made: {error}", error=error),
                    _("qaudit doctor checks fonts and libraries"),
                ) from error
        assert isinstance(made, bytes)
        return made

    def _written(
        self, document: Any, styles: list[Any], enclosed: Sequence[Enclosure], is_plain: bool
    ) -> object:
        if is_plain:
            return document.write_pdf(stylesheets=styles, font_config=self._fonts)
        with own_structure():
            return document.write_pdf(
                stylesheets=styles,
                font_config=self._fonts,
                finisher=_finish,
                pdf_variant=VARIANT,
                pdf_tags=True,
                output_intent=COLOURS,
                attachments=[self._attachment(one) for one in enclosed],
            )

    def _attachment(self, enclosed: Enclosure) -> Any:
        at = enclosed.at.astimezone(UTC)
        return weasyprint.Attachment(
            string=enclosed.data,
            url_fetcher=self._fetcher,
            name=enclosed.name,
            description=enclosed.about,
            created=at,
            modified=at,
            relationship="Data",
        )

    def _parsed(self, sheet: str) -> Any:
        return weasyprint.CSS(string=sheet, url_fetcher=self._fetcher, font_config=self._fonts)


def _finish(document: Any, pdf: Any) -> None:
    finish_metadata(document, pdf)
    settle(pdf)


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

"""Paper for visits without a screen: the blank checklist of a pack. It needs no store."""

from collections.abc import Mapping
from pathlib import Path

from qaudit.core.standards import Pack
from qaudit.desk.documents.designs import design_beside
from qaudit.desk.documents.visit import ReportFormat, printed, words_language
from qaudit.desk.facts import check_facts
from qaudit.packs.library import Library, LoadedPack
from qaudit.speech import language as spoken_language

__all__ = ["LoadedPack", "Paper", "default_blank_path"]


class Paper:
    """The desk of those who print, over one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def load(self, name: str) -> LoadedPack:
        """A pack by `PACK`, `PACK@EDITION` or path. Raises `PackNotFound`, `PackInvalid`."""
        return self._library.load(name)

    def blank_checklist(
        self,
        loaded: LoadedPack,
        path: Path,
        facts: Mapping[str, str],
        language: str | None = None,
        form: ReportFormat = ReportFormat.PDF,
    ) -> Path:
        """Writes the checklist of a pack, whole or not at all, and gives its path.

        What `facts` rule out is left out. Languages are those of `Documents.visit_report`.
        Raises `UsageError` for facts the pack does not know, `PdfFailed`, `TemplateBroken`.
        """
        from qaudit.reports.blank_report import BlankInput, blank_page, blank_pdf, write_whole

        source = BlankInput(
            pack=loaded.pack,
            facts=dict(check_facts(loaded.pack, facts)),
            logo=loaded.logo,
            design=design_beside(self._library, loaded),
            language=language or spoken_language(),
            words=words_language(language),
        )
        if form is ReportFormat.HTML:
            write_whole(path, blank_page(source).encode())
        else:
            write_whole(path, printed(lambda: blank_pdf(source)))
        return path


def default_blank_path(
    pack: Pack, folder: Path, language: str | None, form: ReportFormat = ReportFormat.PDF
) -> Path:
    """A file name that says what it is: `harbour-hotels-2026.1-blank-en.pdf`."""
    asked = language or spoken_language()
    told = asked if asked in pack.languages else pack.languages[0]
    return folder / f"{pack.ref.pack}-{pack.ref.edition}-blank-{told}.{form.value}"

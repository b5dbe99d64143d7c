"""Briefings for auditors: of a pack, which needs no store, or of a visit that is planned."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qaudit import speech
from qaudit.core.people import Person
from qaudit.desk.documents.designs import design_beside, design_of
from qaudit.desk.documents.visit import ReportFormat, printed, words_language
from qaudit.desk.facts import check_facts
from qaudit.desk.files import in_a_name
from qaudit.desk.permits import refuse_unseen
from qaudit.packs.library import Library

if TYPE_CHECKING:
    from qaudit.desk.fieldwork import Fieldwork
    from qaudit.reports.briefing_subject import BriefingInput
    from qaudit.store.store import Store


class BriefingDocument:
    """The desk where briefings are made. Anybody may have one: nothing in it tells what a reading is worth.

    `store` and `fieldwork` are opened where a branch or a visit is named.
    """

    def __init__(
        self,
        library: Library,
        store: "Callable[[], Store]",
        fieldwork: "Callable[[], Fieldwork]",
        now: Callable[[], datetime],
        acting: Callable[[], Person | None],
    ) -> None:
        self._library = library
        self._store = store
        self._fieldwork = fieldwork
        self._now = now
        self._acting = acting

    def of_pack(
        self, name: str, facts: Mapping[str, str], branch: str = "", language: str | None = None
    ) -> "BriefingInput":
        """A briefing by `PACK`, `PACK@EDITION` or path, for `write`; what `facts` rule out is left out.

        `language` as for `Documents.visit_report`. Raises `PackNotFound`, `PackInvalid`; `UsageError` for facts
        that the pack does not know, and for an unknown branch.
        """
        from qaudit.reports.briefing_subject import BriefingInput

        loaded = self._library.load(name)
        return BriefingInput(
            pack=loaded.pack,
            made=self._now().astimezone(UTC).date(),
            facts=dict(check_facts(loaded.pack, facts)),
            branch=self._store().branch(branch) if branch else None,
            logo=loaded.logo,
            design=design_beside(self._library, loaded),
            language=language or speech.language(),
            words=words_language(language),
        )

    def of_visit(self, visit_id: str, language: str | None = None) -> "BriefingInput":
        """A briefing of a visit by the edition it uses, for `write`.

        Raises `VisitNotFound`; `NotAllowed` for a manager whose branch does not see the visit: a plan told is no
        unannounced visit.
        """
        from qaudit.reports.briefing_subject import BriefingInput

        store, now = self._store(), self._now()
        visit = store.visit(store.resolve_visit_id(visit_id))
        refuse_unseen(visit, self._acting(), now)
        return BriefingInput(
            pack=self._fieldwork().pack_of(visit.digest),
            made=now.astimezone(UTC).date(),
            facts=dict(visit.facts),
            branch=visit.branch,
            kind=visit.kind,
            planned_for=visit.planned_for,
            logo=store.kept_pack(visit.digest).logo,
            design=design_of(self._library, visit.pack),
            language=language or speech.language(),
            words=words_language(language),
        )

    def write(self, source: "BriefingInput", path: Path, form: ReportFormat = ReportFormat.PDF) -> Path:
        """Writes the briefing, whole or not at all, and gives its path. Raises `PdfFailed`, `TemplateBroken`."""
        from qaudit.reports.briefing import briefing_html, briefing_pdf, write_whole

        if form is ReportFormat.HTML:
            write_whole(path, briefing_html(source).encode())
        else:
            write_whole(path, printed(lambda: briefing_pdf(source)))
        return path


def default_briefing_path(source: "BriefingInput", folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `briefing-harbour-hotels-2026.1-B1.pdf`."""
    branch = "" if source.branch is None else f"-{in_a_name(source.branch.code)}"
    return folder / f"briefing-{source.pack.ref.pack}-{source.pack.ref.edition}{branch}.{form.value}"

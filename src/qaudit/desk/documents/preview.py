"""Documents as they come out while somebody works on a brand's design or on a pack: made again and again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from qaudit.desk.demonstration.making import OpenedDesk
from qaudit.desk.documents.preview_pages import put_reload, write_fault
from qaudit.desk.documents.sample import NEWEST, PERIOD, ROUND, STORE_NAME, Sample, make_sample
from qaudit.desk.documents.visit import Documents, ReportFormat
from qaudit.desk.world import World
from qaudit.errors import QauditError, UsageError, system_reason
from qaudit.packs.designs import FOLDER
from qaudit.packs.designs import SUFFIXES as DESIGN_SUFFIXES
from qaudit.packs.library import Library
from qaudit.packs.shelf import SUFFIXES as PACK_SUFFIXES
from qaudit.speech import _

if TYPE_CHECKING:
    from qaudit.core.people import Person
    from qaudit.desk.documents.branch import BranchDocument
    from qaudit.desk.documents.papers import Papers
    from qaudit.desk.lake.keeping import Lake


class PreviewOf(StrEnum):
    """The documents that can be looked at."""

    VISIT = "visit"
    BRANCH = "branch"
    PLAN = "plan"
    BRIEFING = "briefing"
    BLANK = "blank"
    CERTIFICATE = "certificate"
    ROUND = "round"
    COMPARISON = "comparison"


_VISITS = {PreviewOf.BRANCH: PERIOD, PreviewOf.ROUND: ROUND, PreviewOf.COMPARISON: ROUND}
"""The sample visits of documents that are about more than the newest ones."""
_LAKE = "lake"
WITHOUT_VISITS = frozenset({PreviewOf.BRIEFING, PreviewOf.BLANK})
"""Documents that a pack alone gives."""


class PreviewDesk(OpenedDesk, Protocol):
    """The part of a desk that documents are made at."""

    @property
    def library(self) -> Library: ...

    @property
    def documents(self) -> Documents: ...

    @property
    def branch_document(self) -> "BranchDocument": ...

    @property
    def papers(self) -> "Papers": ...

    def lake(self, folder: str | None = None) -> "Lake": ...


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about: a pack by its name or file, and where it is of visits, a visit.

    `certified` is the visit that a certificate is of, `person` who looks at it. `lake` is where a lake of made-up
    visits is kept; else headquarters' own is asked as it is.
    """

    pack: str
    visit: str = ""
    certified: str = ""
    person: "Person | None" = None
    lake: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document, where it is written, and how. `reloads`: a browser shows the page anew when it was made anew."""

    document: PreviewOf
    folder: Path
    language: str | None = None
    with_pdf: bool = False
    reloads: bool = True


@dataclass(frozen=True, slots=True)
class Built:
    """The files of one build, and how long it took."""

    paths: tuple[Path, ...]
    took: timedelta


def write_document(
    desk: PreviewDesk,
    subject: Subject,
    document: PreviewOf,
    path: Path,
    form: ReportFormat,
    asked: str | None,
) -> None:
    """Writes the document whole. Raises whatever its own desk raises."""
    _WRITERS[document](desk, subject, path, form, asked)


def _write_visit(desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None) -> None:
    desk.documents.visit_report(of.visit, path, form, asked)


def _write_branch(desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None) -> None:
    from qaudit.desk.documents.branch import AskedPeriod

    branch = desk.fieldwork.walk(of.visit).visit.branch.code
    source = desk.branch_document.gathered(_person(of), AskedPeriod(branch), asked)
    desk.branch_document.write(source, path, form)


def _write_plan(desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None) -> None:
    branch = desk.fieldwork.walk(of.visit).visit.branch.code
    desk.papers.plan.write(desk.papers.plan.gathered(_person(of), branch, asked), path, form)


def _write_certificate(
    desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None
) -> None:
    document = desk.papers.certificate
    document.write(document.of_visit(_person(of), of.certified or of.visit, asked), path, form)


def _write_round(desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None) -> None:
    from qaudit.desk.documents.round import AskedRound

    visit = desk.fieldwork.walk(of.visit).visit
    document = desk.papers.round_summary
    about = AskedRound(visit.branch.brand, kind=visit.kind, pack=visit.pack.pack)
    document.write(document.gathered(_person(of), about, asked), path, form)


def _write_comparison(
    desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None
) -> None:
    from qaudit.desk.comparison.asking import Asked, open_comparisons
    from qaudit.desk.documents.comparison import ComparisonOrder, answer_all

    visit = desk.fieldwork.walk(of.visit).visit
    about = Asked(kinds=(visit.kind.value,), brands=(visit.branch.brand,), packs=(visit.pack.pack,))
    lake = desk.lake(of.lake)
    if of.lake:
        lake.refresh()
    lake.admit()
    with open_comparisons(lake.folder) as comparisons:
        found = answer_all(comparisons, ComparisonOrder(about))
    document = desk.papers.comparison
    document.write(document.gathered(found, asked), path, form)


def _write_briefing(
    desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None
) -> None:
    document = desk.papers.briefing
    source = document.of_visit(of.visit, asked) if of.visit else document.of_pack(of.pack, {}, "", asked)
    document.write(source, path, form)


def _write_blank(desk: PreviewDesk, of: Subject, path: Path, form: ReportFormat, asked: str | None) -> None:
    paper = desk.papers.blank
    paper.blank_checklist(paper.load(of.pack), path, {}, asked, form)


_WRITERS: dict[PreviewOf, Callable[[PreviewDesk, Subject, Path, ReportFormat, str | None], None]] = {
    PreviewOf.VISIT: _write_visit,
    PreviewOf.BRANCH: _write_branch,
    PreviewOf.PLAN: _write_plan,
    PreviewOf.CERTIFICATE: _write_certificate,
    PreviewOf.BRIEFING: _write_briefing,
    PreviewOf.BLANK: _write_blank,
    PreviewOf.ROUND: _write_round,
    PreviewOf.COMPARISON: _write_comparison,
}


def _person(of: Subject) -> "Person":
    if of.person is None:
        raise UsageError(_("Say who you are: --as ALIAS"))
    return of.person


class Preview:
    """One document, made as often as it is asked for."""

    def __init__(self, wanted: Wanted, room: "KeptVisit | SampleVisits", world: World) -> None:
        self.wanted = wanted
        self.room = room
        self._world = world

    @property
    def page(self) -> Path:
        """The page that a browser shows."""
        return self.wanted.folder / f"{self.wanted.document}.html"

    def build(self) -> Built:
        """Writes the page, and the PDF where it is wanted. Raises `QauditError`.

        Where the page reloads itself, a fault is shown on it too.
        """
        began = self._world.now()
        try:
            self.wanted.folder.mkdir(parents=True, exist_ok=True)
            paths = self._written()
        except OSError as fault:
            raise UsageError(
                _(
                    "{folder} cannot be used: {reason}",
                    folder=self.wanted.folder,
                    reason=system_reason(fault),
                ),
                _("name another folder with -o"),
            ) from None
        except QauditError as fault:
            if self.wanted.reloads:
                write_fault(self.page, str(fault))
            raise
        return Built(paths, self._world.now() - began)

    def is_about(self, changed: frozenset[Path]) -> bool:
        """Whether a change of these files changes the document; what is written here is no change."""
        own = self.wanted.folder.resolve()
        suffixes = (*DESIGN_SUFFIXES, *PACK_SUFFIXES)
        return any(
            path.name.lower().endswith(suffixes) and not path.resolve().is_relative_to(own)
            for path in changed
        )

    def _written(self) -> tuple[Path, ...]:
        wanted = self.wanted
        pdf = self.page.with_suffix(".pdf")
        with self.room.opened() as (desk, subject):
            write_document(desk, subject, wanted.document, self.page, ReportFormat.HTML, wanted.language)
            if wanted.with_pdf:
                write_document(desk, subject, wanted.document, pdf, ReportFormat.PDF, wanted.language)
        if wanted.reloads:
            put_reload(self.page)
        return (self.page, pdf) if wanted.with_pdf else (self.page,)


class KeptVisit:
    """A visit of the store: documents of it, of its branch and by its pack."""

    def __init__(self, desk: PreviewDesk, visit: str, person: "Person | None") -> None:
        self._desk = desk
        found = desk.fieldwork.walk(visit).visit
        self._subject = Subject(str(found.pack), found.id, found.id, person)
        self.folders = desk.library.folders_of(found.pack)

    @contextmanager
    def opened(self) -> Iterator[tuple[PreviewDesk, Subject]]:
        """The desk, and what to show."""
        yield self._desk, self._subject

    def close(self) -> None:
        """Nothing of its own is to be given back."""


class SampleVisits:
    """Sample visits by a pack in a folder of their own, made anew when the pack has changed."""

    def __init__(
        self,
        library: Library,
        pack: str,
        document: PreviewOf,
        world: World,
        open_desk: Callable[[str, World], PreviewDesk],
    ) -> None:
        self._library = library
        self._pack = pack
        self._document = document
        self._world = world
        self._open_desk = open_desk
        self._digest = ""
        self._sample: Sample | None = None
        self._place = TemporaryDirectory(prefix="qaudit-preview-")
        loaded = library.load(pack)
        bases = (folder for ref in loaded.bases for folder in library.folders_of(ref)[:1])
        self.folders = tuple(dict.fromkeys((loaded.path.parent, *bases)))

    @contextmanager
    def opened(self) -> Iterator[tuple[PreviewDesk, Subject]]:
        """A desk over the sample, and what to show."""
        subject = Subject(self._pack)
        if self._document not in WITHOUT_VISITS:
            sample = self._sample_now()
            lake = str(Path(self._place.name, _LAKE))
            subject = Subject(self._pack, sample.visit, sample.best, sample.office, lake)
        desk = self._open_desk(str(Path(self._place.name, STORE_NAME)), self._world)
        try:
            yield desk, subject
        finally:
            desk.close()

    def close(self) -> None:
        """Takes the folder away."""
        self._place.cleanup()

    def _sample_now(self) -> Sample:
        digest = self._library.load(self._pack).digest
        if self._sample is None or digest != self._digest:
            # Where the next one cannot be made, the one before is gone with its folder.
            self._sample = None
            self._place.cleanup()
            self._place = TemporaryDirectory(prefix="qaudit-preview-")
            self._sample = make_sample(
                Path(self._place.name),
                self._open_desk,
                self._pack,
                self._world.now(),
                _VISITS.get(self._document, NEWEST),
            )
            self._digest = digest
        return self._sample


def packs_with_design(library: Library) -> tuple[str, ...]:
    """The names of the packs that have a folder of a design beside them."""
    found = (entry.ref.pack for entry in library.entries() if (entry.path.parent / FOLDER).is_dir())
    return tuple(dict.fromkeys(found))

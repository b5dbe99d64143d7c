"""The comparison report for headquarters: every question asked once of the lake, the answers on one paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from qaudit import speech
from qaudit.core.standards import Pack, PackRef
from qaudit.desk.branch_editions import with_dropped
from qaudit.desk.comparison.asking import Asked, By, Comparisons, Level
from qaudit.desk.comparison.auditors import Auditors, Consistency
from qaudit.desk.comparison.changes import Changes
from qaudit.desk.comparison.complaints import Complaint, Complaints
from qaudit.desk.comparison.courses import Course
from qaudit.desk.comparison.gap import Gaps, Survey
from qaudit.desk.comparison.groups import EditionChange, Group
from qaudit.desk.comparison.league import HeatMap, League
from qaudit.desk.comparison.standards import Repeats, SplitStandards, Standards
from qaudit.desk.comparison.times import Times
from qaudit.desk.comparison.value import Value, ValueFile
from qaudit.desk.documents.comparison_figures import OfGroup, group_figures, league_figures
from qaudit.desk.documents.visit import ReportFormat, printed, words_language
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import in_a_name
from qaudit.desk.world import World
from qaudit.errors import UsageError
from qaudit.lake.asked import OF_STANDARD, OF_VISIT
from qaudit.reports.comparison_subject import ComparisonInput, EditionLine
from qaudit.speech import _
from qaudit.store.store import Store


@dataclass(frozen=True, slots=True)
class ComparisonOrder:
    """What the report is to be about. Changes are told against `against`, the earlier side, where it is given.

    Without `survey` and `value` nothing is said of expectations and of money; `said` are the complaints that the store
    has. Auditors are told on request alone, since a report travels.
    """

    asked: Asked
    against: Asked | None = None
    survey: Survey | None = None
    value: ValueFile | None = None
    said: tuple[Complaint, ...] = ()
    with_auditors: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers to every question of a report."""

    order: ComparisonOrder
    leagues: tuple[League, ...]
    regions: tuple[League, ...]
    brands: tuple[League, ...]
    heats: tuple[HeatMap, ...]
    courses: tuple[Course, ...]
    standards: tuple[Standards, ...]
    splits: tuple[SplitStandards, ...]
    repeats: tuple[Repeats, ...]
    consistencies: tuple[Consistency, ...]
    times: tuple[Times, ...]
    changes: tuple[Changes, ...]
    gaps: tuple[Gaps, ...]
    complaints: tuple[Complaints, ...]
    values: tuple[Value, ...]
    auditors: tuple[Auditors, ...]
    editions: tuple[EditionChange, ...]

    def groups(self) -> tuple[Group, ...]:
        """The groups that any question has an answer for, in the order of brands, packs and kinds."""
        told: Iterable[tuple[OfGroup, ...]] = (
            self.leagues, self.standards, self.splits, self.repeats, self.consistencies, self.times,
            self.changes, self.gaps, self.values, self.auditors,
        )  # fmt: skip
        found = {Group(one.group.kind, one.group.brand, one.group.pack) for of in told for one in of}
        return tuple(sorted(found, key=lambda group: (group.brand, group.pack, group.kind)))


def answer_all(ask: Comparisons, order: ComparisonOrder) -> Answered:
    """Asks everything. Raises `UsageError` where no visit answers, `LakeUnusable` and `lake.engines.Stopped`."""
    asked = replace(order.asked, level=Level.BRANCH)
    if order.against is not None:
        ask.refuse_unknown(order.against)
    leagues, standards = ask.leagues(asked), ask.standards(asked)
    if not leagues and not standards:
        raise UsageError(
            _("No published visit answers this"),
            _("choose fewer filters, or take in what is new with qaudit lake refresh"),
        )
    several = len({league.group.brand for league in leagues}) > 1
    return Answered(
        order=order,
        leagues=leagues,
        regions=ask.leagues(replace(asked, level=Level.REGION)),
        brands=ask.leagues(replace(asked, level=Level.BRAND)) if several else (),
        heats=ask.heat_maps(asked),
        courses=ask.courses(asked),
        standards=standards,
        splits=ask.splits(asked),
        repeats=ask.repeats(asked),
        consistencies=ask.consistencies(asked),
        times=ask.times(asked),
        changes=() if order.against is None else ask.changes(order.against, asked),
        gaps=() if order.survey is None else ask.gaps(asked, order.survey),
        complaints=ask.complaints(replace(asked, by=By.STANDARD), order.said) if order.said else (),
        values=() if order.value is None else ask.values(asked, order.value),
        auditors=ask.auditors(asked) if order.with_auditors else (),
        editions=ask.editions(asked),
    )


class ComparisonDocument:
    """The desk where comparison reports are made.

    The store brings words to the lake's codes; a code that it does not have stands for itself.
    """

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def gathered(self, found: Answered, language: str | None = None) -> ComparisonInput:
        """Everything a report is made of, for `write`. `language` as for `Documents.visit_report`."""
        groups = found.groups()
        digests = self._digests(groups, found)
        asked, against = found.order.asked, found.order.against
        source = ComparisonInput(
            as_of=self._world.now().date(),
            groups=tuple(group_figures(group, found) for group in groups),
            brands=tuple(
                (league.group.kind, league_figures(league)) for league in found.brands if len(league.rows) > 1
            ),
            editions=tuple(
                EditionLine(one.pack, one.before, one.after, one.since, one.standards)
                for one in found.editions
            ),
            filters=_filters(asked),
            period=(asked.since, asked.until),
            against=() if against is None else _filters(against),
            against_period=(None, None) if against is None else (against.since, against.until),
            packs={name: self._worded(name, digest, found) for name, digest in digests.items()},
            language=language or speech.language(),
            words=words_language(language),
        )
        return self._dressed(source, digests)

    def _dressed(self, source: ComparisonInput, digests: Mapping[str, str]) -> ComparisonInput:
        """With the logo and the design of the brand that the document is about. Raises `DesignBroken`."""
        own = source.own_pack
        if own is None:
            return source
        logo = self._store.kept_pack(digests[own.ref.pack]).logo
        return replace(source, logo=logo, design=self._fieldwork.design_of(own.ref))

    def check_place(self, path: Path) -> None:
        """Raises `PdfFailed` where nothing could be written there: the questions take long."""
        from qaudit.reports.files import check_place

        check_place(path)

    def write(self, source: ComparisonInput, path: Path, form: ReportFormat = ReportFormat.PDF) -> Path:
        """Writes the document, whole or not at all, and gives its path. Raises `PdfFailed`, `TemplateBroken`."""
        from qaudit.reports.comparison_report import comparison_html, comparison_pdf, write_whole

        if form is ReportFormat.HTML:
            write_whole(path, comparison_html(source).encode())
        else:
            write_whole(path, printed(lambda: comparison_pdf(source)))
        return path

    def _digests(self, groups: Iterable[Group], found: Answered) -> Mapping[str, str]:
        """The newest edition of each group's pack as visits used it, by the pack's name, where the store has it."""
        newest = {(league.group.brand, league.group.pack): league.editions[1] for league in found.leagues}
        digests: dict[str, str] = {}
        for group in groups:
            edition = newest.get((group.brand, group.pack))
            if edition is None or group.pack in digests:
                continue
            digest = self._store.digest_of_edition(PackRef(group.pack, edition))
            if digest is not None:
                digests[group.pack] = digest
        return digests

    def _worded(self, name: str, digest: str, found: Answered) -> Pack:
        """The newest edition, with the standards of earlier ones that it dropped: figures are told of them too."""
        pack = self._fieldwork.pack_of(digest)
        for ref in dict.fromkeys(
            PackRef(name, one.before) for one in reversed(found.editions) if one.pack == name
        ):
            earlier = self._store.digest_of_edition(ref)
            if earlier is not None:
                pack = with_dropped(pack, self._fieldwork.pack_of(earlier))
        return pack


def default_comparison_path(source: ComparisonInput, folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `comparison-tin-kettle-2026-11-30.pdf`."""
    brands = {group.brand for group in source.groups}
    named = brands.pop() if len(brands) == 1 else ""
    place = in_a_name(named[:40]).lower()
    return (
        folder / f"{'-'.join(part for part in ('comparison', place, str(source.as_of)) if part)}.{form.value}"
    )


def _filters(asked: Asked) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The filters that are in force, by the names of their options."""
    names = {**OF_VISIT, **OF_STANDARD}
    return tuple(
        (names[field.name], getattr(asked, field.name))
        for field in fields(Asked)
        if field.name in names and getattr(asked, field.name)
    )

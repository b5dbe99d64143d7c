"""The document of one branch over a period: asked of the store in a handful of queries, and written whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from fractions import Fraction
from pathlib import Path
from typing import Any

from qaudit import speech
from qaudit.core.appeals import Appeal
from qaudit.core.branch_time import day_of
from qaudit.core.corrective_actions import UNFINISHED
from qaudit.core.people import Person, Role
from qaudit.core.text import printable
from qaudit.core.visits import Branch, VisitKind
from qaudit.core.voices import BesideStandard, VoiceKind, by_weight
from qaudit.desk.branch_editions import ComparedEditions
from qaudit.desk.branch_zone import span_at, spans_of, zone_of
from qaudit.desk.checking import take_effect
from qaudit.desk.documents.visit import ReportFormat, printed, words_language
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import in_a_name
from qaudit.desk.permits import admit, refuse_other_branch
from qaudit.desk.world import World
from qaudit.errors import UsageError
from qaudit.reports.branch_subject import (
    BranchReportInput,
    EditionUse,
    Others,
    Period,
    RepeatMiss,
    TrendVisit,
)
from qaudit.speech import _
from qaudit.store.branch_questions import SeenVisit, When
from qaudit.store.life_book import ActionFilter, AppealFilter
from qaudit.store.store import Store
from qaudit.store.voice_book import Scope, VoiceFilter
from qaudit.wording.values import KIND_WORDS

MOST_VOICED = 12
"""Standards that customers spoke of and that the document names."""


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """What is asked for: visits of one kind, by one pack, from a day of the branch to another, ends included.

    `pack` is a pack's name; empty for the one of the last visit. Without `since` the period begins with the first
    visit, without `until` it ends today.
    """

    branch: str
    since: date | None = None
    until: date | None = None
    kind: VisitKind = VisitKind.UNANNOUNCED
    pack: str = ""


class BranchDocument:
    """The desk where the documents of branches are made, over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def gathered(self, person: Person, asked: AskedPeriod, language: str | None = None) -> BranchReportInput:
        """Everything a document is made of, for `write`.

        Managers have those of their branches, headquarters all. `language` as for `Documents.visit_report`.
        Raises `NotAllowed`; `UsageError` for an unknown branch, and for a period without a visit that counts.
        """
        branch = self._permitted(person, asked.branch)
        now = self._world.now()
        take_effect(self._store, now)
        return _Gathering(self._store, self._fieldwork, now, branch, asked).found(language)

    def write(self, source: BranchReportInput, path: Path, form: ReportFormat = ReportFormat.PDF) -> Path:
        """Writes the document, whole or not at all, and gives its path. Raises `PdfFailed`, `TemplateBroken`."""
        from qaudit.reports.branch_report import branch_html, branch_pdf, write_whole

        if form is ReportFormat.HTML:
            write_whole(path, branch_html(source).encode())
        else:
            write_whole(path, printed(lambda: branch_pdf(source)))
        return path

    def _permitted(self, person: Person, code: str) -> Branch:
        admit(
            person, (Role.MANAGER, Role.HEADQUARTERS), _("A branch's report is for those who run the branch")
        )
        branch = self._store.branch(code)
        refuse_other_branch(person, branch.code)
        return branch


def default_branch_path(source: BranchReportInput, folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `harbour-hotels-B1-2026-09-01-2026-11-30.pdf`."""
    branch = in_a_name(source.branch.code)
    kind = "" if source.kind is VisitKind.UNANNOUNCED else f"-{source.kind.value}"
    days = f"{source.period.since}-{source.period.until}"
    return folder / f"{source.pack.ref.pack}-{branch}{kind}-{days}.{form.value}"


class _Gathering:
    """One document as it is put together."""

    def __init__(
        self, store: Store, fieldwork: Fieldwork, now: datetime, branch: Branch, asked: AskedPeriod
    ) -> None:
        self.store = store
        self.fieldwork = fieldwork
        self.now = now
        self.branch = branch
        self.asked = asked
        self.zone: tzinfo = zone_of(branch)
        since, until = asked.since, asked.until or day_of(now, self.zone)
        self.span = span_at(since, until, self.zone)
        self.all = store.questions.visits_of(branch.code, self.span[1], now)
        self.inside = [one for one in self.all if self.span[0] is None or one.left_at >= self.span[0]]
        self.pack_name = self._pack_name()
        self.of_kind = [one for one in self.of_pack(self.inside) if one.kind is asked.kind]
        if not self.of_kind:
            raise self._nothing(until)
        self.until = until
        self.since = since or self.day(self.of_kind[0])
        self.newest = self.of_kind[-1]
        self.editions = ComparedEditions(self.newest.digest, fieldwork.pack_of)
        self.pack = self.editions.newest

    def found(self, language: str | None) -> BranchReportInput:
        """Asks everything."""
        from qaudit.desk.documents import branch_figures as figures

        scores = [
            float(one.percent)
            for one in self.of_kind
            if one.percent is not None and self.editions.totals_compare(one.digest)
        ]
        region, brand = self._others(scores)
        asks_alike = self.editions.asks_alike
        weakest, never_missed = figures.weakest(
            self.store.questions.tallies(self._when()), asks_alike, self.pack
        )
        looked_at = self._looked_at()
        documents = figures.read_documents(self.store.questions.documents([one.id for one in looked_at]))
        repeats, last = self._repeats()
        of_kind = {one.id: one.digest for one in self.of_kind if one.id in documents}
        used = dict.fromkeys(one.digest for one in reversed(self.of_pack(self.inside)))
        return BranchReportInput(
            branch=self.branch,
            pack=self.pack,
            kind=self.asked.kind,
            period=Period(self.since, self.until, day_of(self.now, self.zone)),
            visits=len(self.of_kind),
            mean=figures.mean_figure(scores),
            scores=tuple(scores),
            region=region,
            brand=brand,
            trend=figures.trend_of(self._trend()),
            editions=self._editions(),
            others_by_kind=self._other_kinds(),
            other_packs=sum(1 for one in self.inside if one.pack != self.pack_name),
            changed=self.editions.changed(used),
            dropped=self.editions.dropped(used),
            repeats=tuple(one for one in repeats if one.visits > 1),
            weakest=weakest,
            never_missed=never_missed,
            times=figures.measured_times(documents, of_kind, asks_alike, self.pack),
            actions=self.store.life.actions(ActionFilter(branches=(self.branch.code,), states=UNFINISHED)),
            appeals=self._appeals(),
            voices=self._voices(),
            said=self._said(),
            mends=figures.mends_of(repeats, self._costs(last, documents), self._critical()),
            zone=self.zone,
            logo=self.store.kept_pack(self.newest.digest).logo,
            design=self.fieldwork.design_of(self.pack.ref),
            language=language or speech.language(),
            words=words_language(language),
        )

    # Which visits.

    def of_pack(self, visits: Sequence[SeenVisit]) -> list[SeenVisit]:
        return [one for one in visits if one.pack == self.pack_name]

    def day(self, visit: SeenVisit) -> date:
        """The branch's day of a visit."""
        return day_of(visit.left_at, self.zone)

    def _pack_name(self) -> str:
        if self.asked.pack:
            return self.asked.pack.partition("@")[0]
        fitting = [one for one in self.inside if one.kind is self.asked.kind]
        return fitting[-1].pack if fitting else ""

    def _nothing(self, until: date) -> UsageError:
        """Why there is no document, and which kinds of visits there are."""
        kinds = Counter(one.kind for one in self.inside)
        there = [" ".join(("--kind", kind.value, f"({number})")) for kind, number in sorted(kinds.items())]
        hint = _("there is: {kinds}", kinds=", ".join(there)) if there else _("choose a longer period")
        if self.asked.pack and there:
            packs = sorted({one.pack for one in self.inside})
            hint = _("its packs in that period: {packs}", packs=", ".join(packs))
        return UsageError(
            _(
                "Branch {branch} has no published visit of this kind in that period: {kind}",
                branch=printable(self.branch.code, one_line=True),
                kind=_(KIND_WORDS[self.asked.kind.value]),
            ),
            hint,
        )

    def _kinds_in_a_row(self) -> tuple[VisitKind, ...]:
        """The kinds in which a miss repeats another: a branch's checks of itself stand apart from the others."""
        if self.asked.kind is VisitKind.SELF_CHECK:
            return (VisitKind.SELF_CHECK,)
        return (VisitKind.UNANNOUNCED, VisitKind.ANNOUNCED)

    def _looked_at(self) -> list[SeenVisit]:
        """The visits of the period whose scorecards are read."""
        kinds = self._kinds_in_a_row()
        return [one for one in self.of_pack(self.inside) if one.kind in kinds]

    def _when(self, kinds: tuple[VisitKind, ...] = ()) -> When:
        return When(
            self.branch.code,
            self.pack_name,
            kinds or (self.asked.kind,),
            self.span[0],
            self.span[1],
            self.now,
        )

    # Parts of the document.

    def _editions(self) -> tuple[EditionUse, ...]:
        first: dict[str, EditionUse] = {}
        for one in self.of_kind:
            compares = self.editions.totals_compare(one.digest)
            known = first.get(one.edition)
            if known is None:
                first[one.edition] = EditionUse(one.edition, 1, self.day(one), compares)
            else:
                first[one.edition] = replace(
                    known, visits=known.visits + 1, compares=known.compares and compares
                )
        return tuple(first.values())

    def _others(self, scores: Sequence[float]) -> tuple[Others | None, Others]:
        """The other branches of the region (None where the branch has none), and all others with this pack."""
        from qaudit.desk.documents.branch_figures import others_of

        spans = spans_of(self.since, self.until, self.store.branches())
        visits = [
            one
            for one in self.store.questions.visits_elsewhere(self._when(), spans)
            if one.percent is not None and self.editions.totals_compare(one.digest)
        ]
        brand: dict[str, list[float]] = {}
        for one in visits:
            brand.setdefault(one.branch, []).append(float(one.percent or 0))
        near = {one.branch for one in visits if one.region == self.branch.region}
        region = {code: found for code, found in brand.items() if code in near}
        return others_of(scores, region) if self.branch.region else None, others_of(scores, brand)

    def _trend(self) -> list[TrendVisit]:
        """The scored visits of the kind up to the period's end, those before the period too."""
        return [
            TrendVisit(
                self.day(one),
                float(one.percent),
                one.edition,
                is_before=self.day(one) < self.since,
                is_apart=not self.editions.totals_compare(one.digest),
            )
            for one in self.of_pack(self.all)
            if one.kind is self.asked.kind and one.percent is not None
        ]

    def _repeats(self) -> tuple[tuple[RepeatMiss, ...], dict[str, str]]:
        """What the last visit missed, longest first, and the id of the last visit that missed it."""
        asked = replace(self._when(), kinds=self._kinds_in_a_row())
        known = {one.code for one in self.pack.standards if not one.is_trap}
        found = [one for one in self.store.questions.missed_now(asked) if one.code in known]
        found.sort(key=lambda one: (-one.visits, one.code))
        by_moment = {one.left_at: one.id for one in self._looked_at()}
        last = {one.code: by_moment[one.last_at] for one in found if one.last_at in by_moment}
        days = [(one, day_of(one.first_at, self.zone), day_of(one.last_at, self.zone)) for one in found]
        return tuple(RepeatMiss(one.code, one.visits, first, ended) for one, first, ended in days), last

    def _costs(self, last: Mapping[str, str], documents: Mapping[str, dict[str, Any]]) -> dict[str, Fraction]:
        """What the last miss of each standard cost, by the visit that missed it."""
        from qaudit.desk.documents.branch_figures import costs_of

        digests = {one.id: one.digest for one in self._looked_at()}
        found: dict[str, Fraction] = {}
        for visit_id in set(last.values()) & documents.keys():
            codes = frozenset(code for code, of_visit in last.items() if of_visit == visit_id)
            found |= costs_of(documents[visit_id], self.fieldwork.pack_of(digests[visit_id]), codes)
        return found

    def _appeals(self) -> tuple[tuple[Appeal, date], ...]:
        """The appeals against visits of the period, by this pack."""
        days = {one.id: self.day(one) for one in self.of_pack(self.inside)}
        found = self.store.life.appeals(AppealFilter(branches=(self.branch.code,)))
        return tuple((one, days[one.visit_id]) for one in found if one.visit_id in days)

    def _scope(self) -> Scope:
        return Scope(
            (self.branch.code,), spans={self.branch.timezone: span_at(self.since, self.until, self.zone)}
        )

    def _voices(self) -> tuple[BesideStandard, ...]:
        """The standards that customers spoke of, beside what visits of this kind found."""
        found = self.store.voices.beside_standards(self._scope(), self.now, self.asked.kind)
        spoken = [
            one
            for one in by_weight(found)
            if one.pack == self.pack_name and one.complaints + one.compliments + one.suggestions
        ]
        return tuple(spoken[:MOST_VOICED])

    def _said(self) -> dict[VoiceKind, int]:
        counted = Counter(one.kind for one in self.store.voices.voices(VoiceFilter(self._scope())))
        return {kind: counted[kind] for kind in VoiceKind if counted[kind]}

    def _other_kinds(self) -> dict[VisitKind, int]:
        counted = Counter(one.kind for one in self.of_pack(self.inside))
        return {kind: counted[kind] for kind in VisitKind if kind is not self.asked.kind and counted[kind]}

    def _critical(self) -> frozenset[str]:
        return frozenset(one.code for one in self.pack.standards if one.is_critical)

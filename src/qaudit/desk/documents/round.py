"""The summary of a round for headquarters: asked of the store in a handful of queries, and written whole."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from qaudit import speech
from qaudit.core.appeals import AppealState
from qaudit.core.branch_time import day_of
from qaudit.core.corrective_actions import UNFINISHED, ActionState
from qaudit.core.people import Person, Role
from qaudit.core.problems import nearest
from qaudit.core.text import printable
from qaudit.core.visits import Branch, VisitKind
from qaudit.core.voices import BesideStandard, by_weight
from qaudit.desk.branch_editions import ComparedEditions
from qaudit.desk.branch_zone import spans_of, zone_of
from qaudit.desk.checking import take_effect
from qaudit.desk.documents.visit import ReportFormat, printed, words_language
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import in_a_name
from qaudit.desk.permits import admit
from qaudit.desk.world import World
from qaudit.errors import UsageError, did_you_mean
from qaudit.reports.branch_subject import EditionUse, Period
from qaudit.reports.round_subject import RepeatedMiss, RoundAfter, RoundBranch, RoundInput
from qaudit.speech import N_, _
from qaudit.store.branch_questions import SeenVisit
from qaudit.store.life_book import ActionFilter
from qaudit.store.round_questions import OfRound, RowOfMisses
from qaudit.store.store import Store
from qaudit.store.voice_book import Scope
from qaudit.wording.values import KIND_WORDS

MOST_VOICED = 12
"""Standards that customers spoke of and that the document names."""


@dataclass(frozen=True, slots=True)
class AskedRound:
    """What is asked for: visits of one kind by one pack, from a day of their branches to another, ends included.

    `brand` and `region` are those of branches, empty for all. `pack` is a pack's name; it may be empty where all the
    visits are by one. Without `since` the period begins with the first visit, without `until` it ends today.
    """

    brand: str = ""
    region: str = ""
    since: date | None = None
    until: date | None = None
    kind: VisitKind = VisitKind.UNANNOUNCED
    pack: str = ""


class RoundDocument:
    """The desk where headquarters' summaries are made, over one store."""

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def gathered(self, person: Person, asked: AskedRound, language: str | None = None) -> RoundInput:
        """Everything a summary is made of, for `write`. `language` as for `Documents.visit_report`.

        Published visits count from their publication on, also under an embargo: it is headquarters' own paper.
        Raises `NotAllowed`; `UsageError` for an unknown brand or region, for a period without such a visit, and
        where several packs were used and none is named.
        """
        admit(person, (Role.HEADQUARTERS,), _("The summary of a round is not in your role"))
        now = self._world.now()
        take_effect(self._store, now)
        return _Gathering(self._store, self._fieldwork, now, asked).found(language)

    def packs(self, person: Person) -> tuple[str, ...]:
        """The packs that there are published visits by, the most used first."""
        admit(person, (Role.HEADQUARTERS,), _("The summary of a round is not in your role"))
        used = self._store.rounds.packs()
        return tuple(sorted(used, key=lambda pack: (-used[pack], pack)))

    def write(self, source: RoundInput, path: Path, form: ReportFormat = ReportFormat.PDF) -> Path:
        """Writes the document, whole or not at all, and gives its path. Raises `PdfFailed`, `TemplateBroken`."""
        from qaudit.reports.round_report import round_html, round_pdf, write_whole

        if form is ReportFormat.HTML:
            write_whole(path, round_html(source).encode())
        else:
            write_whole(path, printed(lambda: round_pdf(source)))
        return path


def default_round_path(source: RoundInput, folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `harbour-hotels-round-North-2026-09-01-2026-11-30.pdf`."""
    place = in_a_name(source.region[:40])
    parts = [source.pack.ref.pack, "round", *([place] if place else [])]
    if source.kind is not VisitKind.UNANNOUNCED:
        parts.append(source.kind.value)
    return folder / f"{'-'.join(parts)}-{source.period.since}-{source.period.until}.{form.value}"


class _Gathering:
    """One summary as it is put together."""

    def __init__(self, store: Store, fieldwork: Fieldwork, now: datetime, asked: AskedRound) -> None:
        self.store = store
        self.now = now
        self.asked = asked
        self.places = _places(store.branches(), asked)
        today = max(day_of(now, zone_of(one)) for one in self.places.values())
        self.until = asked.until or today
        self.spans = spans_of(asked.since, self.until, self.places.values())
        self.today = today
        self.inside = store.rounds.visits(Scope(tuple(self.places), spans=self.spans))
        self.pack_name = self._pack_name()
        self.of_kind = [one for one in self.inside if one.pack == self.pack_name and one.kind is asked.kind]
        if not self.of_kind:
            raise self._nothing()
        self.since = asked.since or min(self.day(one) for one in self.of_kind)
        self.branches = self._branches()
        self.scope = Scope(tuple(self.branches), spans=self.spans)
        self.digest = _newest(self.of_kind)
        self.editions = ComparedEditions(self.digest, fieldwork.pack_of)
        self.pack = self.editions.newest
        self.design = fieldwork.design_of(self.pack.ref)

    def found(self, language: str | None) -> RoundInput:
        """Asks everything."""
        from qaudit.desk.documents.round_figures import round_figures
        from qaudit.desk.documents.round_numbers import counted

        asked = OfRound(self.pack_name, (self.asked.kind,), self.scope)
        numbers = counted(
            self.of_kind,
            self.store.rounds.documents([one.id for one in self.of_kind]),
            self.store.rounds.tallies(asked),
            {code: one.region for code, one in self.branches.items()},
            self.editions,
        )
        visits = Counter(one.branch for one in self.of_kind)
        used = dict.fromkeys(one.digest for one in reversed(self.of_kind))
        others = [one for one in self.inside if one.branch in self.branches]
        kinds = Counter(one.kind for one in others if one.pack == self.pack_name)
        return RoundInput(
            pack=self.pack,
            kind=self.asked.kind,
            period=Period(self.since, self.until, self.today),
            visits=len(self.of_kind),
            branches=tuple(
                RoundBranch(code, one.name, one.region, visits[code]) for code, one in self.branches.items()
            ),
            figures=round_figures(numbers, self.pack),
            editions=self._editions(),
            brand=self.asked.brand,
            region=self.asked.region,
            others_by_kind={
                kind: kinds[kind] for kind in VisitKind if kind is not self.asked.kind and kinds[kind]
            },
            other_packs=sum(1 for one in others if one.pack != self.pack_name),
            changed=self.editions.changed(used),
            dropped=self.editions.dropped(used),
            repeats=self._repeats(asked),
            after=self._after(asked),
            logo=self.store.kept_pack(self.digest).logo,
            design=self.design,
            language=language or speech.language(),
            words=words_language(language),
        )

    # Which visits, and which branches.

    def day(self, visit: SeenVisit) -> date:
        """The day of a visit, on its branch's clock."""
        return day_of(visit.left_at, zone_of(self.places[visit.branch]))

    def _pack_name(self) -> str:
        if self.asked.pack:
            return self.asked.pack.partition("@")[0]
        used = Counter(one.pack for one in self.inside if one.kind is self.asked.kind)
        if len(used) > 1:
            packs = ", ".join(f"{pack} ({used[pack]})" for pack in sorted(used))
            raise UsageError(
                _("Visits by several packs are never put into one summary: {packs}", packs=packs),
                _("choose one with --pack"),
            )
        return next(iter(used), "")

    def _nothing(self) -> UsageError:
        """Why there is no document, and which visits there are."""
        kinds = Counter(one.kind for one in self.inside)
        there = [" ".join(("--kind", kind.value, f"({number})")) for kind, number in sorted(kinds.items())]
        hint = _("there is: {kinds}", kinds=", ".join(there)) if there else _("choose a longer period")
        if self.asked.pack and there:
            packs = sorted({one.pack for one in self.inside})
            hint = _("its packs in that period: {packs}", packs=", ".join(packs))
        return UsageError(
            _(
                "No published visit of this kind was made in that period: {kind}",
                kind=_(KIND_WORDS[self.asked.kind.value]),
            ),
            hint,
        )

    def _branches(self) -> dict[str, Branch]:
        """The branches of the round: those visited, and those of the same brand that nobody visited at all."""
        visited = {one.branch for one in self.of_kind}
        elsewhere = {one.branch for one in self.inside if one.pack != self.pack_name} - visited
        brands = {self.places[code].brand for code in visited}
        return {
            code: one
            for code, one in self.places.items()
            if code in visited or (one.brand in brands and code not in elsewhere)
        }

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

    def _repeats(self, asked: OfRound) -> tuple[RepeatedMiss, ...]:
        """What branches missed again, at most branches first. Announced and unannounced visits make one row."""
        kinds = asked.kinds
        if self.asked.kind is not VisitKind.SELF_CHECK:
            kinds = (VisitKind.UNANNOUNCED, VisitKind.ANNOUNCED)
        rows: dict[str, list[RowOfMisses]] = {}
        known = {one.code for one in self.pack.standards if not one.is_trap}
        for row in self.store.rounds.missed_in_a_row(replace(asked, kinds=kinds)):
            if row.code in known:
                rows.setdefault(row.code, []).append(row)
        longest = {
            code: min(found, key=lambda row: (-row.visits, row.branch)) for code, found in rows.items()
        }
        found = [RepeatedMiss(code, len(rows[code]), row.visits, row.branch) for code, row in longest.items()]
        return tuple(sorted(found, key=lambda one: (-one.branches, -one.longest, one.code)))

    def _after(self, asked: OfRound) -> RoundAfter:
        days = ("" if self.asked.since is None else self.asked.since.isoformat(), self.until.isoformat())
        embargo = self.store.rounds.embargo(asked, self.now)
        appeals = self.store.rounds.appeals(asked)
        states, overdue = self._actions()
        said = self.store.rounds.said(self.scope)
        return RoundAfter(
            standing=self.store.rounds.standing(asked, *days),
            embargoed=embargo.visits,
            embargoed_until=None
            if embargo.until is None
            else max(day_of(embargo.until, zone_of(one)) for one in self.branches.values()),
            appeals={state: n for state in AppealState if (n := _of_state(appeals, state))},
            appealed=_appealed(appeals),
            actions={state: states[state] for state in ActionState if states[state]},
            overdue_at=tuple(sorted(overdue.items(), key=lambda pair: (-pair[1], pair[0]))),
            said=said,
            voices=self._voices(max(self.now, embargo.until or self.now)) if said else (),
        )

    def _actions(self) -> tuple[Counter[ActionState], Counter[str]]:
        """The unfinished actions by their state today, and the overdue ones by branch."""
        found = self.store.life.actions(ActionFilter(branches=tuple(self.branches), states=UNFINISHED))
        states: Counter[ActionState] = Counter()
        overdue: Counter[str] = Counter()
        for one in found:
            if one.pack == self.pack_name:
                state = one.state_on(day_of(self.now, zone_of(self.branches[one.branch])))
                states[state] += 1
                overdue[one.branch] += state is ActionState.OVERDUE
        return states, +overdue

    def _voices(self, visible_at: datetime) -> tuple[BesideStandard, ...]:
        """The standards that customers spoke of, beside what visits of this kind found."""
        found = self.store.voices.beside_standards(self.scope, visible_at, self.asked.kind)
        spoken = [
            one
            for one in by_weight(found)
            if one.pack == self.pack_name and one.complaints + one.compliments + one.suggestions
        ]
        return tuple(spoken[:MOST_VOICED])


def _places(branches: Iterable[Branch], asked: AskedRound) -> dict[str, Branch]:
    """The branches that are asked about, by code. Raises `UsageError` where there is none."""
    known = tuple(branches)
    found = {
        one.code: one
        for one in known
        if (not asked.brand or one.brand == asked.brand) and (not asked.region or one.region == asked.region)
    }
    if found:
        return found
    for words, wanted, names in (
        (N_("No branch is of the brand {name}"), asked.brand, {one.brand for one in known}),
        (N_("No branch is in the region {name}"), asked.region, {one.region for one in known}),
    ):
        if wanted and wanted not in names:
            shown = printable(wanted, one_line=True)[:80]
            near = nearest(wanted, [name for name in names if name])
            raise UsageError(_(words, name=shown), did_you_mean(near, _("qaudit branch list shows them")))
    raise UsageError(_("There is no such branch"), _("qaudit branch list shows them"))


def _newest(visits: Sequence[SeenVisit]) -> str:
    """The snapshot that was taken up last: a branch that lags behind with an older one changes nothing."""
    first: dict[str, datetime] = {}
    for one in visits:
        first.setdefault(one.digest, one.left_at)
    return max(first, key=lambda digest: (first[digest], digest))


def _of_state(appeals: dict[tuple[str, AppealState], int], state: AppealState) -> int:
    return sum(number for (_code, each), number in appeals.items() if each is state)


def _appealed(appeals: dict[tuple[str, AppealState], int]) -> tuple[tuple[str, int, int], ...]:
    """The standards with an appeal that was granted: how many there were, and how many of them changed the verdict."""
    every: Counter[str] = Counter()
    granted: Counter[str] = Counter()
    for (code, state), number in appeals.items():
        every[code] += number
        granted[code] += number if state in (AppealState.UPHELD, AppealState.AMENDED) else 0
    return tuple((code, every[code], number) for code, number in granted.most_common() if number)

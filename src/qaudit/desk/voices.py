"""Complaints, compliments and suggestions: noted, acknowledged, answered, and set beside what visits found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache
from pathlib import Path

from qaudit.core.branch_time import Written, is_ahead, read_past
from qaudit.core.follow_up import FollowUp
from qaudit.core.people import Person, Role
from qaudit.core.problems import nearest
from qaudit.core.standards import Pack
from qaudit.core.text import Text, printable
from qaudit.core.visits import VisitKind
from qaudit.core.voices import BesideStandard, Channel, Voice, VoiceKind, by_weight, limits_of
from qaudit.desk.branch_zone import spans_of, zone_of
from qaudit.desk.voice_import import VoicesRefused, VoiceTable, opened
from qaudit.desk.world import World
from qaudit.errors import (
    NotAllowed,
    PackInvalid,
    PackNotFound,
    UnknownStandard,
    UsageError,
    did_you_mean,
)
from qaudit.interop.voice_table import LONGEST_WORDS, Known, VoiceCells
from qaudit.packs.library import Library
from qaudit.speech import N_, _, ngettext
from qaudit.store.store import Store
from qaudit.store.voice_book import Scope, TakenIn, VoiceFilter

__all__ = ["Asked", "Beside", "Said", "TakenIn", "Voices", "VoicesRefused"]


@dataclass(frozen=True, slots=True)
class Said:
    """What a customer said, as it is noted. `at` is written on the branch's clock: a time of today, a day, or both.

    Without `at` it came now. `pack` is `PACK` or `PACK@EDITION`; `codes` are standards of it.
    """

    branch: str
    kind: VoiceKind
    channel: Channel
    words: str
    at: str = ""
    pack: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Which branches, and which of their days, ends included; None and empty where it does not matter."""

    branch: str = ""
    region: str = ""
    brand: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether it says which branches."""
        return bool(self.branch or self.region or self.brand)


ALL = Asked()


@dataclass(frozen=True, slots=True)
class Beside:
    """A standard's visits and voices, with its text in the newest edition; None where that has it no more."""

    counts: BesideStandard
    text: Text | None


class Voices:
    """The desk where customers are heard, for branch managers (of their branches) and headquarters.

    Everybody else is refused with `NotAllowed`.
    """

    def __init__(self, store: Store, library: Library, world: World) -> None:
        self._store = store
        self._library = library
        self._world = world

    def add(self, person: Person, said: Said) -> Voice:
        """Notes what a customer said.

        Raises `NotAllowed`, `PackNotFound`, `PackInvalid`, `UnknownStandard`; `UsageError` for a branch that is
        not there, a moment that is none or in the future, no words or too many, and for the same words again.
        """
        _refuse_others(person)
        branch = self._store.branch(said.branch.strip())
        _refuse_foreign(person, branch.code)
        words = _needed(said.words, N_("A voice needs the customer's words"))
        if said.codes and not said.pack:
            raise UsageError(_("Standards need the pack that they stand in"), _("name it: --pack PACK"))
        pack = self._library.load(said.pack).pack if said.pack else None
        codes = tuple(_known_code(code, pack) for code in said.codes) if pack else ()
        now, zone = self._world.now(), zone_of(branch)
        at = _moment(said.at, now, zone)
        return self._store.voices.add(
            Voice(
                id=self._world.new_id(),
                branch=branch.code,
                kind=said.kind,
                channel=said.channel,
                at=at,
                words=words,
                noted_by=person.alias,
                pack=pack.ref.pack if pack else "",
                codes=codes,
                limits=limits_of(said.kind, at, pack.follow_up if pack else FollowUp(), zone),
            )
        )

    def find(self, person: Person, voice_id: str) -> Voice:
        """A voice by its id or the beginning of it. Raises `NotAllowed`, `UsageError`, `RowUnreadable`."""
        _refuse_others(person)
        voice = self._store.voices.voice(voice_id)
        _refuse_foreign(person, voice.branch)
        return voice

    def acknowledge(self, person: Person, voice_id: str) -> Voice:
        """Writes down that the customer was told they were heard. Raises `UsageError` where that was done before."""
        voice = self.find(person, voice_id)
        return self._store.voices.acknowledge(voice.id, who=person.alias, at=self._world.now())

    def answer(self, person: Person, voice_id: str, words: str) -> Voice:
        """Writes down the answer, once; it acknowledges too. Raises `UsageError` for a second one, or none."""
        voice = self.find(person, voice_id)
        answer = _needed(words, N_("An answer needs words"))
        return self._store.voices.answer(voice.id, answer, who=person.alias, at=self._world.now())

    def list(
        self,
        person: Person,
        asked: Asked = ALL,
        *,
        kind: VoiceKind | None = None,
        is_late: bool = False,
        limit: int | None = None,
    ) -> tuple[Voice, ...]:
        """Voices, newest first; a manager's are those of their branches.

        `is_late` leaves those where somebody waits longer than was promised. Raises `NotAllowed`, `UsageError`.
        """
        return self._store.voices.voices(
            VoiceFilter(self._scope(person, asked), kind, self._world.now() if is_late else None, limit)
        )

    def import_csv(self, person: Person, path: Path) -> TakenIn:
        """Takes a table in, all of it or nothing; what is there already is only counted.

        Raises `VoicesRefused` with every problem, `NotAllowed`, `UsageError`.
        """
        _refuse_others(person)
        packs = self._packs()
        zones = {branch.code: zone_of(branch) for branch in self._store.branches()}
        known = Known(zones, packs.names, packs.codes, self._world.now())
        branches: set[str] = set()
        with opened(path) as (file, source):
            table = VoiceTable(file, source, known)
            table.look_through(lambda row: branches.add(row.branch))
            for code in sorted(branches):
                _refuse_foreign(person, code)
            made = self._made(table.rows(), person, zones, packs)
            return self._store.voices.take_in(made)

    def beside_standards(
        self, person: Person, asked: Asked, kind: VisitKind = VisitKind.UNANNOUNCED
    ) -> tuple[Beside, ...]:
        """For each standard: visits that judged it, their misses, and what customers said of it.

        Visits count that are published and that branches may see by now. Standards that look wrong come first.
        Raises `NotAllowed`, and `UsageError` where headquarters does not say which branches.
        """
        scope = self._scope(person, asked)
        if person.role is Role.HEADQUARTERS and not asked.is_narrowed:
            raise UsageError(_("Which branches?"), _("name a branch, a region or a brand"))
        found = by_weight(self._store.voices.beside_standards(scope, self._world.now(), kind))
        texts = self._packs().texts
        return tuple(Beside(counts, texts(counts.pack).get(counts.code)) for counts in found)

    def clocks(self) -> Mapping[str, tzinfo]:
        """The clock of each branch, by its code."""
        return {branch.code: zone_of(branch) for branch in self._store.branches()}

    def now(self) -> datetime:
        """The moment that clocks are looked at."""
        return self._world.now()

    def _scope(self, person: Person, asked: Asked) -> Scope:
        _refuse_others(person)
        known = self._store.branches()
        codes = person.branches if person.role is Role.MANAGER else None
        if asked.branch:
            code = self._store.branch(asked.branch.strip()).code
            _refuse_foreign(person, code)
            codes = (code,)
        _refuse_unknown(
            asked.region, {one.region for one in known}, N_("There is no branch in region {name}")
        )
        _refuse_unknown(asked.brand, {one.brand for one in known}, N_("There is no branch of brand {name}"))
        return Scope(codes, asked.region, asked.brand, spans_of(asked.since, asked.until, known))

    def _packs(self) -> "_Packs":
        return _Packs(self._library)

    def _made(
        self, rows: Iterator[VoiceCells], person: Person, zones: Mapping[str, tzinfo], packs: "_Packs"
    ) -> Iterator[Voice]:
        for row in rows:
            pack = packs.pack(row.pack) if row.pack else None
            promised = pack.follow_up if pack else FollowUp()
            yield Voice(
                id=self._world.new_id(),
                branch=row.branch,
                kind=row.kind,
                channel=row.channel,
                at=row.at,
                words=row.words,
                noted_by=person.alias,
                pack=pack.ref.pack if pack else "",
                codes=row.codes,
                limits=limits_of(row.kind, row.at, promised, zones[row.branch]),
                acknowledged_at=row.acknowledged_at,
                answered_at=row.answered_at,
                answer=row.answer,
            )


class _Packs:
    """The usable packs of a library, each loaded once. A name without an edition means the newest."""

    def __init__(self, library: Library) -> None:
        refs = [entry.ref for entry in library.entries() if entry.is_usable]
        self.names = frozenset(name for ref in refs for name in (ref.pack, str(ref)))
        self.pack: Callable[[str], Pack] = cache(lambda name: library.load(name).pack)
        self.codes = cache(lambda name: frozenset(one.code for one in self.pack(name).standards))
        self.texts = cache(self._texts)

    def _texts(self, name: str) -> Mapping[str, Text]:
        try:
            return {standard.code: standard.text for standard in self.pack(name).standards}
        except (PackNotFound, PackInvalid):
            return {}


def _refuse_others(person: Person) -> None:
    if person.role not in (Role.MANAGER, Role.HEADQUARTERS):
        raise NotAllowed(
            _("What customers say is not in your role"), _("this is for branch managers and headquarters")
        )


def _refuse_foreign(person: Person, branch: str) -> None:
    if person.role is Role.MANAGER and not person.manages(branch):
        raise NotAllowed(
            _("Branch {branch} is not one of yours", branch=branch),
            _("headquarters says who manages which branch: qaudit person list"),
        )


def _refuse_unknown(name: str, known: set[str], message: str) -> None:
    if name and name not in known:
        near = nearest(name[:200], known - {""})
        shown = printable(name, one_line=True)[:80]
        raise UsageError(_(message, name=shown), did_you_mean(near, _("qaudit branch list shows them")))


def _needed(words: str, message: str) -> str:
    cleaned = words.strip()
    if not cleaned:
        raise UsageError(_(message))
    if len(cleaned) > LONGEST_WORDS:
        raise UsageError(
            ngettext("The text has {n} character", "The text has {n} characters", len(cleaned)),
            _("at most {most}", most=f"{LONGEST_WORDS:,}"),
        )
    return cleaned


def _known_code(code: str, pack: Pack) -> str:
    known = [standard.code for standard in pack.standards]
    if code not in known:
        raise UnknownStandard(printable(code, one_line=True)[:80], nearest(code[:200], known))
    return code


def _moment(written: str, now: datetime, zone: tzinfo) -> datetime:
    found = read_past(written, zone, now) if written else Written(now)
    shown = printable(written, one_line=True)[:80]
    if found is None:
        raise UsageError(
            _("'{written}' is not a time", written=shown),
            _("write 10:02, 2026-05-14 10:02, or the day alone"),
        )
    if is_ahead(found, now, zone):
        raise UsageError(_("'{written}' is in the future", written=shown), _("say when it came"))
    return found.at

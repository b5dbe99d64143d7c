"""The caretaker's round: store, chains, scorecards, packs, fonts and libraries, and what to mend."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from qaudit.core.lifecycle import FINISHED
from qaudit.core.people import Role
from qaudit.core.problems import Severity
from qaudit.core.scorecard_document import scorecard_document
from qaudit.core.scoring import SCORING_VERSION
from qaudit.desk.branch_zone import is_known_zone
from qaudit.desk.documents.designs import design_in, look_at
from qaudit.desk.fieldwork import Fieldwork
from qaudit.errors import DesignBroken, QauditError
from qaudit.packs.library import Library
from qaudit.speech import _, ngettext
from qaudit.store.life_book import VisitFilter
from qaudit.store.store import Store
from qaudit.wording.life import role_of_person


class Health(StrEnum):
    """How a thing was found."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` says what to mend; empty where nothing is to be done."""

    area: str
    health: Health
    message: str
    advice: str = ""


class Caretaker:
    """Looks at everything and changes nothing."""

    def __init__(
        self,
        library: Library,
        open_store: Callable[[], Store],
        fieldwork: Callable[[], Fieldwork],
        printing: Callable[[], tuple[tuple[bool, str, str], ...]],
    ) -> None:
        self._library = library
        self._open_store = open_store
        self._fieldwork = fieldwork
        self._printing = printing

    def look(self, progress: Callable[[int, int], None] = lambda done, of: None) -> Iterator[Finding]:
        """Findings as they are made; `progress(done, of)` counts the visits that were recomputed."""
        yield from self._packs()
        yield from self._store(progress)
        for is_good, message, advice in self._printing():
            health = Health.FAULT if not is_good else Health.WARNING if advice else Health.GOOD
            yield Finding("report", health, message, advice)

    def _packs(self) -> Iterator[Finding]:
        for entry in self._library.entries():
            faults = [fault for fault in entry.problems if fault.severity is Severity.FAULT]
            if faults:
                message = ngettext(
                    "{path} has {n} problem", "{path} has {n} problems", len(faults), path=entry.path
                )
                yield Finding("packs", Health.FAULT, message, f"qaudit pack check {entry.path}")
            else:
                message = ngettext(
                    "{ref}: {n} standard", "{ref}: {n} standards", entry.standards, ref=entry.ref
                )
                yield Finding("packs", Health.GOOD, message)
        yield from self._designs()

    def _designs(self) -> Iterator[Finding]:
        """The brands' own designs, each once, however many editions lie beside it."""
        for folder in sorted({entry.path.parent for entry in self._library.entries()}):
            try:
                design = design_in(self._library, folder)
            except DesignBroken as fault:
                yield Finding("report", Health.FAULT, fault.message, fault.hint)
                continue
            if design is None:
                continue
            faults = look_at(design)
            for found in faults:
                yield Finding("report", Health.FAULT, found.message, found.hint)
            if not faults:
                message = ngettext(
                    "{folder}: a design of {n} file",
                    "{folder}: a design of {n} files",
                    len(design.files),
                    folder=design.folder,
                )
                yield Finding("report", Health.GOOD, message)

    def _store(self, progress: Callable[[int, int], None]) -> Iterator[Finding]:
        try:
            store = self._open_store()
        except QauditError as fault:
            yield Finding("store", Health.FAULT, fault.message, fault.hint)
            return
        yield Finding("store", Health.GOOD, _("{where} opens", where=store.describe()))
        damage = store.damage()
        for problem in damage:
            yield Finding("store", Health.FAULT, problem.message, problem.hint or _("restore it from a copy"))
        if not damage:
            yield Finding("store", Health.GOOD, _("tables, journal chains and evidence files are whole"))
        yield from self._people(store)
        yield from self._scorecards(store, progress)

    def _people(self, store: Store) -> Iterator[Finding]:
        people = store.life.people()
        counts = ((role, sum(person.role is role for person in people)) for role in Role)
        told = ", ".join(f"{role_of_person(role)} {count}" for role, count in counts if count)
        yield Finding(
            "people",
            Health.GOOD,
            ngettext("{n} person: {roles}", "{n} people: {roles}", len(people), roles=told)
            if people
            else _("nobody was added: qaudit person add says who reviews and publishes"),
        )
        for branch in store.branches():
            if not is_known_zone(branch.timezone):
                yield Finding(
                    "branches",
                    Health.WARNING,
                    _(
                        "this machine does not know the time zone {zone} of branch {branch}",
                        zone=branch.timezone,
                        branch=branch.code,
                    ),
                    _("its days are counted on another clock until then: install a newer tzdata"),
                )

    def _scorecards(self, store: Store, progress: Callable[[int, int], None]) -> Iterator[Finding]:
        finished = VisitFilter(statuses=tuple(FINISHED))
        submitted = [summary.id for summary in store.life.visits(finished)]
        wrong = 0
        for number, visit_id in enumerate(submitted, start=1):
            if fault := self._recompute(store, visit_id):
                wrong += 1
                yield Finding("scorecards", Health.FAULT, fault, _("compare the journal: qaudit journal"))
            progress(number, len(submitted))
        if not wrong:
            yield Finding("scorecards", Health.GOOD, _("recomputed and equal: {n}", n=len(submitted)))

    def _recompute(self, store: Store, visit_id: str) -> str:
        kept = [card for card in store.scorecards(visit_id) if card.scoring_version == SCORING_VERSION]
        try:
            walk = self._fieldwork().walk_of(store.visit(visit_id))
            again = scorecard_document(walk.visit, walk.scorecard())
        except QauditError as fault:
            return fault.message
        if not kept:
            return _("Visit {visit} is submitted and has no scorecard", visit=visit_id)
        is_equal = json.loads(kept[-1].document) | {"status": again["status"]} == again
        return "" if is_equal else _("Visit {visit}: its scorecard differs", visit=visit_id)

"""A plain model of visits and of what becomes of them, beside the real desks over a real store.

`attempt` does one verb at the real desk of whoever is named and compares what happens with the model: the same
refusal, nothing written where it is refused, the same state where it is not.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.journal import first_broken
from qaudit.core.lifecycle import SEEN_BY_BRANCH, STATUS_AFTER, WRITABLE, Verb
from qaudit.core.people import Role
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.desk.checking import take_effect
from qaudit.errors import NotAllowed, QauditError, UsageError, VisitIncomplete, VisitSubmitted
from qaudit.store.life_book import ActionFilter
from tests.corner_shop import ALL_MET
from tests.desk.staffed import House
from tests.life_table import (
    AUDITORS_OWN,
    CLOSED,
    OPEN,
    PLANNED,
    PUBLISHED,
    RETURNED,
    VOID,
    line_of,
    reason_against,
)
from tests.store.stocked import behind

T = TypeVar("T")
Deed = tuple[Callable[[], object], type[QauditError] | None]
"""What is done, and how it is refused where the table alone would let it."""
HAIFA = ZoneInfo("Asia/Jerusalem")
ROLES = {
    "heron": Role.SHOPPER,
    "crane": Role.SHOPPER,
    "owl": Role.REVIEWER,
    "rona": Role.MANAGER,
    "dan": Role.MANAGER,
    "hq": Role.HEADQUARTERS,
    "chief": Role.HEADQUARTERS,
}
WATCHED = ("ARR-02", "TLK-02", "TLK-03")
GOOD = {"ARR-02": "yes", "TLK-02": "shown", "TLK-03": "5"}
BAD = {"ARR-02": "no", "TLK-02": "none", "TLK-03": "1"}
MISSES = ({"ARR-02", "TLK-03"}, {"ARR-02", "TLK-02"}, set[str]())
TABLES = tuple(
    "\n".join(
        f"{code},{(BAD if code in missed else GOOD)[code]},Seen twice"
        if (code := line.partition(",")[0]) in WATCHED
        else line
        for line in ALL_MET.splitlines()
    )
    for missed in MISSES
)
"""What an auditor writes, one after the other, and what is missed in each. All that is watched has its note."""


@dataclass
class Modelled:
    """A visit as the model has it. `verdicts` has met, missed or aside for each watched standard."""

    auditor: str
    status: VisitStatus
    kind: VisitKind = VisitKind.UNANNOUNCED
    verdicts: dict[str, str] = field(default_factory=dict)
    written: int | None = None
    left_at: datetime | None = None
    visible_from: datetime | None = None
    remarks: list[bool] = field(default_factory=list)
    appeals: dict[str, AppealState] = field(default_factory=dict)
    actions: dict[str, "Promise"] = field(default_factory=dict)
    scorecards: int = 0
    was_published: bool = False
    has_checked: bool = False

    @property
    def missed(self) -> set[str]:
        return {code for code, verdict in self.verdicts.items() if verdict == "missed"}


@dataclass
class Promise:
    """A corrective action as the model has it."""

    codes: tuple[str, ...]
    state: ActionState = ActionState.OPEN
    done_at: datetime | None = None
    checked_by: str = ""


class Model:
    """Visits at branch HAI-01, the model of each, and the desks they are handled at."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.visits: dict[str, Modelled] = {}
        self.appeal_ids: dict[tuple[str, str], str] = {}
        self.succeeded: Counter[Verb] = Counter()
        self.refused: Counter[Verb] = Counter()
        self.turn = 0

    # Visits begin.

    def open(self, auditor: str = "heron", kind: VisitKind = VisitKind.UNANNOUNCED) -> str:
        visit = self.house.opened(auditor=auditor, kind=kind)
        self.visits[visit] = Modelled(auditor, OPEN, kind)
        return visit

    def plan(self, auditor: str = "heron") -> str:
        day = self.house.today() + timedelta(days=3)
        planned = self.house.desk("hq").appointments.plan(
            "corner-shop", "HAI-01", auditor, day, {"channel": "desk"}
        )
        self.visits[planned.visit.id] = Modelled(auditor, PLANNED)
        return planned.visit.id

    # What should happen.

    def is_visible(self, visit: str) -> bool:
        known = self.visits[visit]
        return (
            known.status in SEEN_BY_BRANCH
            and known.visible_from is not None
            and known.visible_from <= self.house.clock.at
        )

    def refusal(self, verb: Verb, who: str, visit: str) -> type[QauditError] | None:
        """How the desk should refuse, by the table of a visit's life alone; None where it should not."""
        known, role = self.visits[visit], ROLES[who]
        is_own = who == known.auditor
        line = line_of(verb, role)
        if (
            verb in (Verb.RECORD, Verb.SUBMIT)
            and known.status not in WRITABLE
            and known.status not in (PLANNED, VOID)
        ):
            # Whoever asks: the visit is finished.
            return NotAllowed if verb is Verb.SUBMIT and self._is_hidden(who, visit) else VisitSubmitted
        if line is None or reason_against(verb, role, is_own):
            return NotAllowed
        if (
            role is Role.MANAGER
            and verb not in AUDITORS_OWN
            and not (who == "rona" and self.is_visible(visit))
        ):
            return NotAllowed
        return None if known.status in line[0] else NotAllowed

    def _is_hidden(self, who: str, visit: str) -> bool:
        if ROLES[who] is not Role.MANAGER or who == self.visits[visit].auditor:
            return False
        return who == "dan" or not self.is_visible(visit)

    def can(self, verb: Verb, who: str, visit: str) -> bool:
        """Whether the table lets them, and there is something to do it to."""
        if self.refusal(verb, who, visit):
            return False
        known = self.visits[visit]
        there_is = {
            Verb.SUBMIT: known.written is not None,
            Verb.ANSWER: bool(known.remarks),
            Verb.APPEAL: bool(known.missed - known.appeals.keys()),
            Verb.DECIDE: AppealState.OPEN in known.appeals.values(),
            Verb.ACT: bool(known.missed or known.actions),
        }
        return there_is.get(verb, True)

    # What happens.

    def attempt(self, verb: Verb, who: str, visit: str) -> bool:
        """Does it for real, and compares; says whether it was done. A decision needs an appeal."""
        self.come_into_force()
        expected = self.refusal(verb, who, visit)
        deed, own_refusal = getattr(self, f"_{verb.value}")(who, visit)
        expected = expected or own_refusal
        before = self.house.contents()
        self.turn += 1
        if expected is None:
            deed()
            self.succeeded[verb] += 1
            self.check(visit)
        else:
            with pytest.raises(expected) as refusal:
                deed()
            assert type(refusal.value) is expected
            assert refusal.value.message
            assert self.house.contents() == before, f"{verb} was refused and something was written"
            self.refused[verb] += 1
        return expected is None

    def check(self, visit: str) -> None:
        """The visit in the store is as the model has it, and its chain holds."""
        known, store = self.visits[visit], self.house.store
        found = store.visit(visit)
        entries = store.journal(visit)
        assert found.status is known.status
        assert first_broken(entries, found.version) is None
        last = next(STATUS_AFTER[one.act] for one in reversed(entries) if one.act in STATUS_AFTER)
        assert last is known.status
        known.was_published |= known.status in SEEN_BY_BRANCH
        assert not known.was_published or known.status in (PUBLISHED, CLOSED, VOID)
        assert len(store.scorecards(visit)) == known.scorecards
        after = store.life.after(visit)
        assert {one.code: one.state for one in after.appeals} == known.appeals
        assert [one.is_answered for one in after.remarks] == known.remarks
        rows = behind(store, "SELECT code, is_finding FROM verdicts WHERE visit_id = :id", id=visit)
        if known.status not in SEEN_BY_BRANCH:
            assert rows == [], "only what is published counts"
        else:
            counted = {str(code): bool(missed) for code, missed in rows if code in WATCHED}
            judged = {code: verdict for code, verdict in known.verdicts.items() if verdict != "aside"}
            assert counted == {code: verdict == "missed" for code, verdict in judged.items()}
        self._check_actions()

    def check_seen(self) -> None:
        """The branch sees what the model says it sees."""
        desk = self.house.desk("rona")
        seen = {one.id for one in desk.branch_desk.overview(desk.person).visits}
        assert seen == {visit for visit in self.visits if self.is_visible(visit)}

    def check_branch(self) -> None:
        """The same, and nothing in the store is damaged."""
        self.check_seen()
        assert self.house.store.damage() == ()

    def _check_actions(self) -> None:
        found = {one.id: one.kept_state for one in self.house.store.life.actions(ActionFilter())}
        promised = [promise for known in self.visits.values() for promise in known.actions.items()]
        assert found == {key: promise.state for key, promise in promised}

    # Each verb: the deed, and why it may be refused besides the table.

    def _start(self, who: str, visit: str) -> Deed:
        def deed() -> None:
            self.house.desk(who).appointments.start(visit)
            self.visits[visit].status = OPEN

        return deed, None

    def _record(self, who: str, visit: str) -> Deed:
        known, work = self.visits[visit], self.house.desk(who).fieldwork
        walk = self.house.desk("hq").fieldwork.walk(visit)
        table = self.turn % len(TABLES)

        def deed() -> None:
            own = {one.code: one.reading for one in walk.visit.observations}
            step = work.fill(walk, TABLES[table].encode(), "readings.csv", who=who)
            known.written = table
            now = {one.code: one.reading for one in self.house.store.visit(visit).observations}
            for code in WATCHED:
                # What the auditor leaves as it was stays corrected, where it was corrected.
                if own.get(code) != now[code]:
                    known.verdicts[code] = "missed" if code in MISSES[table] else "met"
            assert step.walk.visit.status is known.status

        return deed, None

    def _submit(self, who: str, visit: str) -> Deed:
        known = self.visits[visit]

        def deed() -> None:
            self.house.desk(who).fieldwork.submit(visit, who=who)
            known.status, known.scorecards = VisitStatus.SUBMITTED, known.scorecards + 1
            known.left_at = self.house.clock.at

        waits = known.status is RETURNED and not all(known.remarks)
        return deed, VisitIncomplete if known.written is None or waits else None

    def _answer(self, who: str, visit: str) -> Deed:
        known = self.visits[visit]
        number = next((place for place, is_done in enumerate(known.remarks, 1) if not is_done), 1)

        def deed() -> None:
            self.house.desk(who).appointments.answer(visit, number, "It was so")
            known.remarks[number - 1] = True

        return deed, None if known.remarks else UsageError

    def _remark(self, who: str, visit: str) -> Deed:
        def deed() -> None:
            self.house.desk("hq").review.remark(
                visit, self._pick(("", *WATCHED)), "How so?", self.house.person(who)
            )
            self.visits[visit].remarks.append(False)

        return deed, None

    def _return(self, who: str, visit: str) -> Deed:
        def deed() -> None:
            self.house.desk("hq").review.send_back(visit, "Look again", self.house.person(who))
            self.visits[visit].status = RETURNED

        return deed, None

    def _correct(self, who: str, visit: str) -> Deed:
        known, code = self.visits[visit], self._pick(WATCHED)
        is_good = bool(self.turn % 2)

        def deed() -> None:
            written = (GOOD if is_good else BAD)[code]
            self.house.desk("hq").review.correct(
                visit, code, written, "The photo shows it", self.house.person(who)
            )
            known.verdicts[code] = "met" if is_good else "missed"
            known.scorecards += 1

        return deed, None

    def _approve(self, who: str, visit: str) -> Deed:
        def deed() -> None:
            self.house.desk("hq").review.approve(visit, self.house.person(who))
            self.visits[visit].status = VisitStatus.APPROVED

        return deed, None

    def _publish(self, who: str, visit: str) -> Deed:
        known = self.visits[visit]
        embargo = self.house.clock.at + timedelta(days=2) if self.turn % 3 == 0 else None

        def deed() -> None:
            from qaudit.desk.documents.visit import ReportFormat

            done = self.house.desk("hq").publication.publish(
                [visit], self.house.person(who), embargo=embargo, form=ReportFormat.HTML
            )
            known.status, known.visible_from = PUBLISHED, done.visible_from
            if embargo is None:
                self._check_promises(visit)
                known.has_checked = True

        return deed, None

    def come_into_force(self) -> None:
        """What may be seen by now checks what was mended: oldest first, once."""
        take_effect(self.house.store, self.house.clock.at)
        for visit, known in sorted(self.visits.items(), key=lambda one: (str(one[1].left_at), one[0])):
            if self.is_visible(visit) and not known.has_checked:
                self._check_promises(visit)
                known.has_checked = True

    def _check_promises(self, visit: str) -> None:
        """The published visit checks what was said to be done before it was over."""
        new = self.visits[visit]
        assert new.left_at is not None
        for other, known in self.visits.items():
            for promise in known.actions.values():
                if (
                    other == visit
                    or new.kind is VisitKind.SELF_CHECK
                    or promise.state is not ActionState.DONE
                ):
                    continue
                verdicts = {new.verdicts[code] for code in promise.codes} - {"aside"}
                if promise.done_at is None or promise.done_at > new.left_at or not verdicts:
                    continue
                promise.state = ActionState.OPEN if "missed" in verdicts else ActionState.VERIFIED
                promise.checked_by = visit

    def _close(self, who: str, visit: str) -> Deed:
        known = self.visits[visit]

        def deed() -> None:
            self.house.desk("hq").publication.close(visit, self.house.person(who))
            known.status = CLOSED

        return deed, NotAllowed if AppealState.OPEN in known.appeals.values() else None

    def _void(self, who: str, visit: str) -> Deed:
        def deed() -> None:
            self.house.desk("hq").review.void(visit, "Recognised", self.house.person(who))
            self.visits[visit].status = VOID
            for known in self.visits.values():
                for promise in known.actions.values():
                    if promise.checked_by == visit:
                        promise.checked_by = ""
                        if promise.state is not ActionState.DROPPED:
                            promise.state = ActionState.DONE

        return deed, None

    def _acknowledge(self, who: str, visit: str) -> Deed:
        return lambda: self.house.desk("hq").branch_desk.acknowledge(visit, self.house.person(who)), None

    def _explain(self, who: str, visit: str) -> Deed:
        def deed() -> None:
            code = self._pick(("", *WATCHED))
            self.house.desk("hq").branch_desk.explain(visit, code, "training", "New", self.house.person(who))

        return deed, None

    def _appeal(self, who: str, visit: str) -> Deed:
        known = self.visits[visit]
        code = self._pick(sorted(known.missed) or WATCHED)

        def deed() -> None:
            made = self.house.desk("hq").appeals.appeal(
                visit, code, "wrong_fact", "It was clean", self.house.person(who)
            )
            known.appeals[code] = AppealState.OPEN
            self.appeal_ids[visit, code] = made.id

        refusal = NotAllowed if code in known.appeals or self._is_late(visit) else None
        return deed, refusal if code in known.missed else UsageError

    def _is_late(self, visit: str) -> bool:
        seen = self.visits[visit].visible_from
        if seen is None:
            return False
        last = seen.astimezone(HAIFA).date() + timedelta(days=7)
        return self.house.clock.at.astimezone(HAIFA).date() > last

    def _decide(self, who: str, visit: str) -> Deed:
        known = self.visits[visit]
        is_open = [code for code, state in known.appeals.items() if state is AppealState.OPEN]
        code = self._pick(is_open or sorted(known.appeals))
        decision = self._pick((AppealState.UPHELD, AppealState.AMENDED, AppealState.REJECTED))

        def deed() -> None:
            written = GOOD[code] if decision is AppealState.AMENDED else ""
            self.house.desk("hq").appeals.decide(
                self.appeal_ids[visit, code], decision, "Looked at it", self.house.person(who), written
            )
            known.appeals[code] = decision
            if decision is not AppealState.REJECTED:
                known.scorecards += 1
                known.verdicts[code] = "aside" if decision is AppealState.UPHELD else "met"

        return deed, None if is_open else NotAllowed

    def _act(self, who: str, visit: str) -> Deed:
        known, desk, person = self.visits[visit], self.house.desk("hq").mending, self.house.person(who)
        if known.actions and self.turn % 2:
            return self._further(known, self._pick(sorted(known.actions)), who)
        codes = tuple(sorted(known.missed)[: 1 + self.turn % 2])

        def deed() -> None:
            due = self.house.today() + timedelta(days=9)
            made = desk.plan(visit, codes, "Train", "trainer", due, person)
            known.actions[made.id] = Promise(codes)

        return deed, None if codes else UsageError

    def _further(self, known: Modelled, action: str, who: str) -> Deed:
        desk, person, promise = self.house.desk("hq").mending, self.house.person(who), known.actions[action]
        is_drop = self.turn % 8 == 7

        def deed() -> None:
            if is_drop:
                desk.drop(action, "The shop moves", person)
                promise.state = ActionState.DROPPED
            else:
                desk.done(action, "Trained", person)
                promise.state, promise.done_at = ActionState.DONE, self.house.clock.at

        possible = (ActionState.OPEN, ActionState.DONE) if is_drop else (ActionState.OPEN,)
        return deed, None if promise.state in possible else NotAllowed

    def _pick(self, choices: Sequence[T]) -> T:
        return choices[self.turn % len(choices)]

"""What holds for the life after a visit wherever it is kept. `test_life` runs it in memory, in a file, on a server."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.journal import Act, first_broken
from qaudit.core.people import Person, Role
from qaudit.core.readings import NOT_APPLICABLE, YesNo
from qaudit.core.remarks import Explanation, Remark, written_remark
from qaudit.core.text import storable
from qaudit.core.visits import Auditor, AuditorRole, Branch, VisitKind, VisitStatus
from qaudit.errors import UsageError, VisitNotFound
from qaudit.store.deeds import Deed
from qaudit.store.kept import KeptReport, KeptVerdict
from qaudit.store.life_book import ActionFilter, AppealFilter, VisitFilter
from qaudit.store.store import Store
from tests.builders import HARBOUR_BRANCH
from tests.store.life_stocked import (
    AT,
    MET,
    MISSED,
    QUAY,
    SELF,
    an_action,
    an_appeal,
    corrected,
    lived,
    published,
    put_action,
    put_appeal,
)
from tests.store.stocked import SCORECARD, another, behind, stock, stock_visit
from tests.store.strategies import HOSTILE

# A visit's verdict on one standard in a word: M missed, o met, - not judged; m and O where the branch checked itself.
IN_A_ROW = {
    "M": 1,
    "MM": 2,
    "MMM": 3,
    "oM": 1,
    "MoM": 1,
    "MMoMM": 2,
    "M-M": 2,
    "-M": 1,
    "o-M": 1,
    "MmM": 2,
    "MOM": 2,
    "oMMOmM": 3,
    "Mm": 2,
    "m": 1,
    # Left at the same moment.
    "(MM)": 2,
    "(oM)": 1,
    "(Mo)M": 1,
    "(MM)M": 3,
    "M(oM)": 2,
}


class LifeLaws:
    """A subclass gives the fixture `target`."""

    # A deed is done whole, or not at all.

    def test_everything_of_a_life_reads_back(self, store: Store) -> None:
        visit = lived(store)
        found, after = store.visit(visit), store.life.after(visit)
        assert (found.status, found.acknowledged_at) == (VisitStatus.PUBLISHED, AT)
        assert [(one.code, one.reading) for one in found.corrections] == [("ARR-02", YesNo(False))]
        assert after.appeals == (an_appeal(visit, reading=NOT_APPLICABLE),)
        assert after.actions == (an_action(visit),)
        assert [one.words for one in after.remarks] == ["Why?"]
        assert [one.cause for one in after.explanations] == ["training"]
        assert store.life.appeal(after.appeals[0].id[:8]) == after.appeals[0]
        assert store.life.action(after.actions[0].id) == after.actions[0]
        assert first_broken(store.journal(visit), found.version) is None
        assert store.damage() == ()

    def test_an_error_within_a_deed_leaves_nothing(self, store: Store) -> None:
        visit = lived(store)
        before = (store.visit(visit), store.life.after(visit), store.journal(visit), store.scorecards(visit))
        with pytest.raises(KeyError):
            break_off(store, visit)
        assert before == (
            store.visit(visit),
            store.life.after(visit),
            store.journal(visit),
            store.scorecards(visit),
        )
        assert behind(store, "SELECT code FROM verdicts ORDER BY code") == [("ARR-01",), ("ARR-02",)]
        # Nothing of it was in the way: the same deed can be done.
        with store.life.deed(visit, who="hq", at=AT) as deed:
            everything(deed, visit)
        assert store.visit(visit).status is VisitStatus.CLOSED
        assert store.life.after(visit) != before[1]

    def test_a_deed_needs_a_visit(self, store: Store) -> None:
        with pytest.raises(VisitNotFound), store.life.deed("ffffffff", who="hq", at=AT):
            pytest.fail("there is nothing to do it to")

    def test_only_what_is_published_has_verdicts_for_others(self, store: Store) -> None:
        visit = stock(store)
        with (
            pytest.raises(ValueError, match="only a published visit"),
            store.life.deed(visit.id, who="hq", at=AT) as deed,
        ):
            deed.keep_verdicts([KeptVerdict("ARR-01", MET, False)])
        assert behind(store, "SELECT * FROM verdicts") == []

    def test_hostile_words_are_kept_as_text(self, store: Store) -> None:
        for number, text in enumerate(HOSTILE, start=1):
            self._keeps(store, published(store, number, {"ARR-02": MISSED}), text)
        assert store.damage() == ()

    def _keeps(self, store: Store, visit: str, text: str) -> None:
        kept = storable(text)
        put_appeal(store, an_appeal(visit, words=kept, why=kept))
        put_action(store, an_action(visit, what=kept, done_words=kept))
        with store.life.deed(visit, who=f"w{text}", at=AT) as deed:
            deed.put_remark(Remark(1, text, text, f"w{text}", AT))
            deed.tell(Act.REMARKED, text, became=written_remark(Remark(1, kept, kept, "w", AT)))
        after = store.life.after(visit)
        assert (after.appeals[0].words, after.actions[0].what, after.remarks[0].words) == (kept, kept, kept)
        assert store.journal(visit)[-1].who == storable(f"w{text}")

    # Missed again.

    def test_misses_in_a_row(self, store: Store) -> None:
        for number, (told, expected) in enumerate(IN_A_ROW.items()):
            last = told_in_a_row(store, told, number)
            assert store.life.repeats(last) == {"ARR-02": expected}, told

    def test_only_the_same_standard_at_the_same_branch_counts_and_nothing_later(self, store: Store) -> None:
        first = published(store, 1, {"ARR-01": MISSED, "ARR-02": MISSED})
        published(store, 2, {"ARR-01": MISSED}, left=AT + timedelta(days=1), branch=QUAY)
        behind(store, "UPDATE verdicts SET pack = 'another' WHERE branch = 'QUAY' AND 1 = 0")
        last = published(store, 3, {"ARR-01": MISSED, "ARR-02": MET}, left=AT + timedelta(days=2))
        assert store.life.repeats(last) == {"ARR-01": 2}
        assert store.life.repeats(first) == {"ARR-01": 1, "ARR-02": 1}
        behind(store, "UPDATE verdicts SET pack = 'another' WHERE visit_id = :id", id=first)
        assert store.life.repeats(last) == {"ARR-01": 1}
        assert store.life.repeats("nobody") == {}

    def test_a_void_visit_neither_counts_nor_ends_a_row(self, store: Store) -> None:
        visits = [published(store, n, {"ARR-02": MISSED}, left=AT + timedelta(days=n)) for n in range(1, 4)]
        assert store.life.repeats(visits[-1]) == {"ARR-02": 3}
        with store.life.deed(visits[1], who="hq", at=AT) as deed:
            deed.forget_verdicts()
            deed.move(VisitStatus.VOID)
            deed.tell(Act.VOIDED, became="void", why="Recognised")
        assert store.life.repeats(visits[-1]) == {"ARR-02": 2}
        assert store.life.repeats(visits[1]) == {}
        assert store.damage() == ()

    def test_what_an_embargo_hides_is_not_told_by_a_later_visit(self, store: Store) -> None:
        later = AT + timedelta(days=30)
        hidden = published(store, 1, {"ARR-02": MISSED}, visible=later)
        seen = published(store, 2, {"ARR-02": MISSED}, left=AT + timedelta(days=1))
        last = published(store, 3, {"ARR-02": MISSED}, left=AT + timedelta(days=40))
        assert [store.life.repeats(visit) for visit in (hidden, seen, last)] == [
            {"ARR-02": 1},
            {"ARR-02": 1},
            {"ARR-02": 3},
        ]
        assert store.life.missed_before(store.visit(seen), ["ARR-02"]) == {}
        assert store.life.missed_before(store.visit(last), ["ARR-02"]) == {"ARR-02": 2}

    # Counted over visits.

    def test_findings_are_counted_in_the_list(self, store: Store) -> None:
        first = published(store, 1, {"ARR-01": "partly", "ARR-02": MISSED})
        second = published(store, 2, {"ARR-01": MET})
        stock(store, another(stock_visit(), 3))
        found = {one.id: one.findings for one in store.life.visits(VisitFilter())}
        assert (found[first], found[second], len(found)) == (2, 0, 3)

    # What the next visit checks.

    @pytest.mark.parametrize(
        ("verdicts", "state", "reopened"),
        [
            ({"ARR-01": MET, "ARR-02": MET}, ActionState.VERIFIED, 0),
            ({"ARR-02": MET}, ActionState.VERIFIED, 0),
            ({"ARR-01": MET, "ARR-02": MISSED}, ActionState.OPEN, 1),
            ({"ARR-02": "partly"}, ActionState.OPEN, 1),
            ({"ARR-09": MISSED}, ActionState.DONE, 0),
            ({}, ActionState.DONE, 0),
        ],
    )
    def test_the_next_visit_checks_what_was_done(
        self, store: Store, verdicts: dict[str, str], state: ActionState, reopened: int
    ) -> None:
        first = published(store, 1, {"ARR-01": MISSED, "ARR-02": MISSED})
        action = an_action(first, "ARR-01", "ARR-02", kept_state=ActionState.DONE, done_at=AT)
        put_action(store, action)
        later = published(store, 2, verdicts, left=AT + timedelta(days=1), checks=True)
        found = store.life.action(action.id)
        checked_by = "" if state is ActionState.DONE else later
        assert (found.kept_state, found.reopened, found.checked_by) == (state, reopened, checked_by)
        told = [one for one in store.journal(first) if one.act is Act.ACTION]
        assert len(told) == (1 if state is ActionState.DONE else 2)
        assert store.damage() == ()

    @pytest.mark.parametrize(
        "changes",
        [
            {"kept_state": ActionState.OPEN, "done_at": None},
            {"kept_state": ActionState.DROPPED},
            {"kept_state": ActionState.VERIFIED},
            {"done_at": AT + timedelta(days=1, seconds=1)},
            {"pack": "another"},
            {"branch": "QUAY"},
        ],
        ids=lambda changes: "-".join(map(str, changes)),
    )
    def test_what_the_next_visit_leaves_alone(self, store: Store, changes: dict[str, object]) -> None:
        first = published(store, 1, {"ARR-02": MISSED})
        store.add_branch(QUAY)
        done = {"kept_state": ActionState.DONE, "done_at": AT, **changes}
        put_action(store, an_action(first, **done))
        published(store, 2, {"ARR-02": MET}, left=AT + timedelta(days=1), checks=True)
        assert store.life.actions(ActionFilter()) == (an_action(first, **done),)

    def test_a_branch_s_check_of_itself_verifies_nothing_and_two_actions_are_two(self, store: Store) -> None:
        first = published(store, 1, {"ARR-01": MISSED, "ARR-02": MISSED})
        ids = [f"{first[:-4]}c00{number}" for number in range(3)]
        for number, name in enumerate(ids):
            put_action(
                store,
                an_action(first, f"ARR-0{1 + number % 2}", id=name, kept_state=ActionState.DONE, done_at=AT),
            )
        published(store, 2, {"ARR-02": MET}, left=AT + timedelta(days=1), kind=SELF, checks=True)
        assert {one.kept_state for one in store.life.actions(ActionFilter())} == {ActionState.DONE}
        published(store, 3, {"ARR-01": MET, "ARR-02": MISSED}, left=AT + timedelta(days=2), checks=True)
        states = {one.id: one.kept_state for one in store.life.actions(ActionFilter())}
        assert states == {
            ids[0]: ActionState.VERIFIED, ids[1]: ActionState.OPEN, ids[2]: ActionState.VERIFIED,
        }  # fmt: skip
        assert store.damage() == ()

    def test_earlier_actions_are_those_it_checked_and_those_for_what_it_missed(self, store: Store) -> None:
        first = published(store, 1, {"ARR-01": MISSED, "ARR-02": MISSED, "ARR-03": MISSED})
        kept: dict[str, dict[str, object]] = {
            "checked": {"codes": ("ARR-01",), "kept_state": ActionState.DONE, "done_at": AT},
            "old": {"codes": ("ARR-02", "ARR-03"), "kept_state": ActionState.DROPPED},
            "open": {"codes": ("ARR-03",), "due": date(2026, 5, 30)},
            "other": {"codes": ("ARR-09",)},
            "elsewhere": {"codes": ("ARR-02",), "pack": "another"},
        }
        for name, changes in kept.items():
            put_action(store, an_action(first, id=name, **changes))
        verdicts = {"ARR-01": MET, "ARR-02": MISSED, "ARR-03": MISSED, "ARR-09": MET}
        later = published(store, 2, verdicts, left=AT + timedelta(days=1), checks=True)
        put_action(store, an_action(later, "ARR-02", id="its own"))

        def found(limit: int) -> list[str]:
            return [one.id for one in store.life.earlier_actions(later, limit)]

        assert found(9) == ["checked", "old", "open"]
        assert found(1) == ["open"]
        assert store.life.earlier_actions(first, 9) == (store.life.after(later).actions[0],)

    # Lists.

    def test_appeals_are_narrowed_and_oldest_first(self, store: Store) -> None:
        here, there = published(store, 1, {}), published(store, 2, {}, branch=QUAY)
        later, open_one = an_appeal(here, "ARR-01", at=AT + timedelta(hours=1)), an_appeal(there)
        decided = an_appeal(here, state=AppealState.UPHELD, decided_by="hq", decided_at=AT, why="So")
        for appeal in (later, open_one, replace(decided, at=AT + timedelta(minutes=1))):
            put_appeal(store, appeal)

        def listed(**wanted: object) -> list[str]:
            return [f"{one.visit_id[-1]}{one.code}" for one in store.life.appeals(AppealFilter(**wanted))]  # type: ignore[arg-type]

        assert listed() == ["2ARR-02", "1ARR-02", "1ARR-01"]
        assert listed(limit=1) == ["2ARR-02"]
        assert listed(states=(AppealState.OPEN,)) == ["2ARR-02", "1ARR-01"]
        assert listed(branches=("HAI-01",)) == listed(visit_id=here) == ["1ARR-02", "1ARR-01"]
        assert listed(region="East") == listed(brand="Quays") == ["2ARR-02"]
        assert listed(branches=()) == listed(region="North", brand="Quays") == []
        with pytest.raises(UsageError, match="Several begin with 019708"):
            store.life.appeal("019708")
        for wanted in ("01970", "ffffffff", "0197%%%%", *HOSTILE):
            with pytest.raises(UsageError, match="There is no appeal"):
                store.life.appeal(wanted)

    def test_visits_are_narrowed(self, store: Store) -> None:
        store.add_auditor(Auditor("owl", AuditorRole.REVIEWER))
        visits = {
            1: published(store, 1, {}, left=AT + timedelta(days=2)),
            2: published(store, 2, {}, branch=QUAY, visible=AT + timedelta(days=5)),
            3: published(store, 3, {}, kind=SELF, left=AT + timedelta(days=1)),
        }
        visits[4] = stock(store, another(stock_visit(), 4, auditor=Auditor("owl", AuditorRole.REVIEWER))).id

        def listed(**wanted: object) -> list[int]:
            chosen = VisitFilter(**wanted)  # type: ignore[arg-type]
            found = store.life.visits(chosen)
            assert store.life.count(replace(chosen, limit=None)) >= len(found)
            return [int(one.id[-4:]) for one in found]

        assert listed() == [4, 3, 2, 1]
        assert listed(limit=2) == [4, 3]
        assert listed(statuses=(VisitStatus.PUBLISHED,), by_submission=True) == [2, 3, 1]
        assert listed(statuses=(VisitStatus.PUBLISHED,), by_submission=True, limit=1) == [2]
        assert listed(visible_at=AT + timedelta(days=2)) == [3, 1]
        assert listed(until=AT + timedelta(days=1)) == [3, 2]
        assert listed(kind=SELF) == [3]
        assert listed(region="East") == listed(brand="Quays") == listed(branches=("QUAY",)) == [2]
        assert listed(auditor="owl") == [4]
        assert listed(pack="another") == listed(branches=()) == []

    # Who.

    def test_people_are_kept_once_with_their_branches(self, store: Store) -> None:
        for branch in (HARBOUR_BRANCH, QUAY):
            store.add_branch(branch)
        rona = Person("rona", Role.MANAGER, ("HAI-01", "QUAY"))
        store.life.add_person(replace(rona, branches=("QUAY", "HAI-01", "QUAY")))
        assert store.life.person("rona") == rona
        with pytest.raises(UsageError, match="a person rona already"):
            store.life.add_person(rona)
        with pytest.raises(UsageError, match=r"no branch QUAI \(did you mean QUAY"):
            store.life.add_person(Person("dan", Role.MANAGER, ("HAI-01", "QUAI")))
        assert store.life.people() == (rona,)
        store.add_auditor(Auditor("owl", AuditorRole.REVIEWER))
        assert store.life.person("owl") == Person("owl", Role.REVIEWER)
        with pytest.raises(UsageError, match=r"nobody called ronna \(did you mean rona"):
            store.life.person("ronna")


def break_off(store: Store, visit: str) -> None:
    """Does everything, and fails before the end."""
    with store.life.deed(visit, who="hq", at=AT) as deed:
        everything(deed, visit)
        raise KeyError(visit)


def everything(deed: Deed, visit: str) -> None:
    """Every change that a deed can make."""
    deed.put_remark(Remark(2, "", "More", "owl", AT))
    deed.put_explanation(Explanation("", "refit", "", "rona", AT))
    deed.put_appeal(an_appeal(visit, "ARR-01"))
    deed.put_action(an_action(visit, "ARR-01", id="c2"))
    deed.put_action(an_action(visit, what="Other words"))
    corrected(deed, "ARR-01", YesNo(True))
    deed.keep_scorecard(SCORECARD, "Again")
    deed.keep_verdicts([KeptVerdict("ARR-09", MET, False)])
    deed.keep_report(KeptReport(AT, "cd" * 32, "text/html", 9, "en"))
    deed.start(AT, 60)
    deed.publish(AT + timedelta(days=1))
    deed.acknowledge()
    deed.move(VisitStatus.CLOSED)
    deed.tell(Act.CLOSED, became="closed")


def told_in_a_row(store: Store, told: str, place: int) -> str:
    """Visits to a branch of their own as `told` says, a day apart where no bracket holds them together.

    Gives the last one's id.
    """
    day, is_held, last, branch = 0, False, "", Branch(f"B{place}", f"Branch {place}")
    for number, sign in enumerate(told, start=1):
        if sign in "()":
            is_held = sign == "("
            day += not is_held
            continue
        verdicts = {} if sign == "-" else {"ARR-02": MET if sign in "oO" else MISSED}
        kind = SELF if sign in "mO" else VisitKind.UNANNOUNCED
        left = AT + timedelta(days=day)
        last = published(store, 10 * place + number, verdicts, left=left, kind=kind, branch=branch)
        day += not is_held
    return last

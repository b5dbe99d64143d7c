"""What holds for questions about one branch wherever it is kept; run in memory, in a file and on a server."""

from datetime import datetime, timedelta

from sqlalchemy import text

from qaudit.core.visits import Branch, VisitKind
from qaudit.store.branch_questions import MissedNow, TallyOfEdition, When
from qaudit.store.store import Store
from tests.builders import DIGEST, HARBOUR_BRANCH
from tests.store.life_stocked import AT, MET, MISSED, QUAY, SELF, published
from tests.store.stocked import SCORECARD

UNANNOUNCED = VisitKind.UNANNOUNCED
LATER = AT + timedelta(days=300)


def day(number: int) -> datetime:
    return AT + timedelta(days=number)


def a_course(store: Store) -> list[str]:
    """Five visits at Haifa, one of them a check of itself and one not seen yet, and one at the quay."""
    return [
        published(store, 1, {"ARR-01": MISSED, "ARR-02": MET}),
        published(store, 2, {"ARR-01": MET, "ARR-02": MISSED}, left=day(10)),
        published(store, 3, {"ARR-01": MISSED, "ARR-02": MET}, left=day(20), kind=SELF),
        published(store, 4, {"ARR-01": MISSED}, left=day(30)),
        published(store, 5, {"ARR-01": MISSED, "ARR-02": MET}, left=day(40), visible=LATER),
        published(store, 6, {"ARR-01": MISSED}, left=day(30), branch=QUAY),
    ]


def asked(**keys: object) -> When:
    known = {
        "branch": HARBOUR_BRANCH.code,
        "pack": "harbour-hotels",
        "kinds": (UNANNOUNCED,),
        "since": None,
        "until": None,
        "visible_at": day(50),
        **keys,
    }
    return When(**known)  # type: ignore[arg-type]


class QuestionLaws:
    """A subclass gives the fixture `target`."""

    def test_the_visits_of_a_branch_are_those_it_may_see(self, store: Store) -> None:
        ids = a_course(store)
        found = store.questions.visits_of(HARBOUR_BRANCH.code, None, day(50))
        assert [one.id for one in found] == ids[:4]
        assert [one.kind for one in found] == [UNANNOUNCED, UNANNOUNCED, SELF, UNANNOUNCED]
        assert (found[0].pack, found[0].region, found[0].left_at) == ("harbour-hotels", "North", AT)
        assert found[0].digest == DIGEST
        assert [one.id for one in store.questions.visits_of(HARBOUR_BRANCH.code, day(10), day(50))] == ids[:2]
        assert len(store.questions.visits_of(HARBOUR_BRANCH.code, None, LATER)) == 5
        assert store.questions.visits_of("no such'; --", None, LATER) == ()

    def test_visits_elsewhere_are_those_of_the_kind_and_the_span(self, store: Store) -> None:
        ids = a_course(store)
        here, there = asked(), asked(branch=QUAY.code)
        assert [one.id for one in store.questions.visits_elsewhere(here, None)] == [ids[5]]
        assert [one.id for one in store.questions.visits_elsewhere(there, None)] == [ids[0], ids[1], ids[3]]
        zone = HARBOUR_BRANCH.timezone
        in_span = store.questions.visits_elsewhere(there, {zone: (day(5), day(10))})
        assert [one.id for one in in_span] == [ids[1]]
        assert store.questions.visits_elsewhere(there, {"Mars/Olympus": (None, None)}) == ()

    def test_documents_are_the_latest_ones(self, store: Store) -> None:
        ids = a_course(store)
        assert store.questions.documents([]) == {}
        assert store.questions.documents([ids[0], "nobody"]) == {ids[0]: SCORECARD}

    def test_tallies_count_one_kind_in_one_span(self, store: Store) -> None:
        a_course(store)
        found = store.questions.tallies(asked())
        assert found == (TallyOfEdition("ARR-01", DIGEST, 3, 2), TallyOfEdition("ARR-02", DIGEST, 2, 1))
        within = store.questions.tallies(asked(since=day(10), until=day(30)))
        assert within == (TallyOfEdition("ARR-01", DIGEST, 2, 1), TallyOfEdition("ARR-02", DIGEST, 1, 1))
        assert store.questions.tallies(asked(kinds=(SELF,)))[0] == TallyOfEdition("ARR-01", DIGEST, 1, 1)

    def test_what_the_last_visit_missed_goes_back_to_the_last_that_met_it(self, store: Store) -> None:
        a_course(store)
        questions = store.questions
        assert questions.missed_now(asked()) == (
            MissedNow("ARR-01", 1, day(30), day(30)),
            MissedNow("ARR-02", 1, day(10), day(10)),
        )
        assert questions.missed_now(asked(kinds=(UNANNOUNCED, SELF)))[0] == MissedNow(
            "ARR-01", 2, day(20), day(30)
        )
        assert questions.missed_now(asked(since=day(20))) == (MissedNow("ARR-01", 1, day(30), day(30)),)
        assert questions.missed_now(asked(until=AT)) == (MissedNow("ARR-01", 1, AT, AT),)
        later = questions.missed_now(asked(visible_at=LATER))
        assert later == (MissedNow("ARR-01", 2, day(30), day(40)),)

    def test_a_row_that_is_no_visit_is_left_out(self, store: Store) -> None:
        ids = a_course(store)
        with store._database.writing() as session:
            session.connection().execute(
                text("UPDATE visits SET kind = 'secret' WHERE id = :id"), {"id": ids[0]}
            )
        assert [one.id for one in store.questions.visits_of(HARBOUR_BRANCH.code, None, day(50))] == ids[1:4]

    def test_hostile_codes_are_text(self, store: Store) -> None:
        hostile = Branch("x' OR 1=1 --", "x")
        visit = published(store, 1, {"ARR-01": MISSED}, branch=hostile)
        assert [one.id for one in store.questions.visits_of(hostile.code, None, day(50))] == [visit]
        assert store.questions.missed_now(asked(branch=hostile.code))[0].visits == 1

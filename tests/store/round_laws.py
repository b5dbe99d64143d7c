"""What holds for questions about many branches wherever they are kept; run in memory and on a server."""

from datetime import date, datetime, timedelta

from qaudit.core.appeals import AppealState
from qaudit.core.branch_time import end_of_day, start_of_day
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.core.voices import VoiceKind
from qaudit.desk.branch_zone import zone_of
from qaudit.store.branch_questions import Span
from qaudit.store.round_questions import BranchTally, Embargo, OfRound, RowOfMisses
from qaudit.store.store import Store
from qaudit.store.voice_book import Scope
from tests.builders import DIGEST, HARBOUR_BRANCH
from tests.store.life_stocked import AT, MET, MISSED, QUAY, SELF, an_appeal, published, put_appeal
from tests.store.stocked import SCORECARD, another, stock, stock_visit
from tests.store.voice_laws import a_voice

HAIFA = HARBOUR_BRANCH.code
LATER = AT + timedelta(days=300)


def day(number: int) -> datetime:
    return AT + timedelta(days=number)


def a_round(store: Store) -> list[str]:
    """Four visits at Haifa, the last under an embargo, two at the quay, a check of itself, and one that is open."""
    ids = [
        published(store, 1, {"ARR-01": MISSED, "ARR-02": MISSED}),
        published(store, 2, {"ARR-01": MET, "ARR-02": MISSED}, left=day(10)),
        published(store, 3, {"ARR-01": MISSED}, left=day(20), kind=SELF),
        published(store, 4, {"ARR-01": MISSED, "ARR-02": MISSED}, left=day(30)),
        published(store, 5, {"ARR-01": MISSED}, left=day(40), visible=LATER),
        published(store, 6, {"ARR-01": MISSED}, left=day(20), branch=QUAY),
        published(store, 7, {"ARR-01": MISSED}, left=day(30), branch=QUAY),
    ]
    stock(store, another(stock_visit(), 8, branch=QUAY))
    return ids


def spans(since: int | None, until: int) -> dict[str, Span]:
    """From one day to another, on the clocks of both branches."""
    ends: dict[str, Span] = {}
    for branch in (HARBOUR_BRANCH, QUAY):
        zone, last = zone_of(branch), day(until).date()
        first = None if since is None else start_of_day(day(since).date(), zone)
        ends[branch.timezone] = (first, end_of_day(last, zone))
    return ends


def asked(
    since: int | None = None, until: int = 60, *kinds: VisitKind, branches: tuple[str, ...] = ()
) -> OfRound:
    places = branches or (HAIFA, QUAY.code)
    return OfRound(
        "harbour-hotels", kinds or (VisitKind.UNANNOUNCED,), Scope(places, spans=spans(since, until))
    )


class RoundLaws:
    """A subclass gives the fixture `target`."""

    def test_visits_are_all_published_ones_of_the_branches(self, store: Store) -> None:
        ids = a_round(store)
        of_all = store.rounds.visits(Scope())
        assert sorted(one.id for one in of_all) == sorted(ids)
        inside = store.rounds.visits(Scope((QUAY.code,), spans=spans(25, 60)))
        assert [one.id for one in inside] == [ids[6]]
        assert store.rounds.packs() == {"harbour-hotels": 7}

    def test_where_visits_stand_is_counted_for_one_kind(self, store: Store) -> None:
        a_round(store)
        found = store.rounds.standing(asked(), "", date.max.isoformat())
        assert found == {VisitStatus.PUBLISHED: 6, VisitStatus.OPEN: 1}
        within = store.rounds.standing(asked(5, 25), "", "")
        assert within == {VisitStatus.PUBLISHED: 2}
        assert store.rounds.embargo(asked(), day(50)) == Embargo(1, LATER)
        assert store.rounds.embargo(asked(), LATER) == Embargo(0, None)

    def test_tallies_are_apart_for_each_branch_and_snapshot(self, store: Store) -> None:
        a_round(store)
        assert set(store.rounds.tallies(asked())) == {
            BranchTally(HAIFA, "ARR-01", DIGEST, 4, 3),
            BranchTally(HAIFA, "ARR-02", DIGEST, 3, 3),
            BranchTally(QUAY.code, "ARR-01", DIGEST, 2, 2),
        }
        assert store.rounds.tallies(asked(25, 35, branches=(QUAY.code,))) == (
            BranchTally(QUAY.code, "ARR-01", DIGEST, 1, 1),
        )

    def test_a_row_of_misses_goes_back_before_the_span_and_ends_in_it(self, store: Store) -> None:
        a_round(store)
        assert set(store.rounds.missed_in_a_row(asked(25, 60))) == {
            RowOfMisses(HAIFA, "ARR-01", 2),
            RowOfMisses(HAIFA, "ARR-02", 3),
            RowOfMisses(QUAY.code, "ARR-01", 2),
        }
        assert store.rounds.missed_in_a_row(asked(None, 5)) == ()
        # ARR-02 was last judged on day 30: no row of it ends after that.
        assert set(store.rounds.missed_in_a_row(asked(35, 60))) == {RowOfMisses(HAIFA, "ARR-01", 2)}
        with_self = store.rounds.missed_in_a_row(asked(35, 60, VisitKind.UNANNOUNCED, SELF))
        assert set(with_self) == {RowOfMisses(HAIFA, "ARR-01", 3)}

    def test_documents_come_one_after_the_other(self, store: Store) -> None:
        ids = a_round(store)
        assert dict(store.rounds.documents(ids[:2])) == {ids[0]: SCORECARD, ids[1]: SCORECARD}
        assert list(store.rounds.documents([])) == []

    def test_appeals_are_counted_by_standard_and_state(self, store: Store) -> None:
        ids = a_round(store)
        put_appeal(store, an_appeal(ids[0]))
        put_appeal(
            store, an_appeal(ids[1], state=AppealState.UPHELD, decided_by="hq", decided_at=AT, why="So")
        )
        put_appeal(store, an_appeal(ids[2], "ARR-01"))
        assert store.rounds.appeals(asked()) == {
            ("ARR-02", AppealState.OPEN): 1,
            ("ARR-02", AppealState.UPHELD): 1,
        }
        assert store.rounds.appeals(asked(5, 60)) == {("ARR-02", AppealState.UPHELD): 1}

    def test_voices_are_counted_by_kind(self, store: Store) -> None:
        a_round(store)
        store.voices.add(a_voice(1))
        store.voices.add(a_voice(2, QUAY.code))
        store.voices.add(a_voice(3, kind=VoiceKind.COMPLIMENT))
        assert store.rounds.said(Scope()) == {VoiceKind.COMPLAINT: 2, VoiceKind.COMPLIMENT: 1}
        assert store.rounds.said(Scope((QUAY.code,))) == {VoiceKind.COMPLAINT: 1}

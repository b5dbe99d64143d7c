"""What is to be changed of a lake, as a law: whatever it had, afterwards it has what stands."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qaudit.desk.lake.changes import changes_of, partition_at
from qaudit.store.lake_book import StandsNow, UnreadVisit

START = datetime(2026, 5, 31, 12, tzinfo=UTC)
VISITS = [f"visit-{number}" for number in range(8)]
ZONES = ("", "Asia/Jerusalem", "Nowhere/Atlantis")
states = st.fixed_dictionaries(
    {},
    optional={
        visit: st.tuples(
            st.booleans(), st.sampled_from((1, 2)), st.sampled_from(("Quays", "")), st.sampled_from(ZONES)
        )
        for visit in VISITS
    },
)
in_lake = st.dictionaries(st.sampled_from(VISITS), st.sampled_from((1, 2)))


@given(states, in_lake)
def test_afterwards_the_lake_has_what_stands(
    found: dict[str, tuple[bool, int, str, str]], had: dict[str, int]
) -> None:
    stands = {
        visit: StandsNow(
            visit, is_published, "B1", brand, zone, 14 * 60, START + timedelta(days=number), made(scored)
        )
        for number, (visit, (is_published, scored, brand, zone)) in enumerate(found.items())
    }
    places = {visit: partition_at(one) or "" for visit, one in stands.items()}
    lake = {(places.get(visit, "elsewhere"), visit): made(scored) for visit, scored in had.items()}
    changes = changes_of(
        stands.values(),
        lambda partition: {visit: at for (place, visit), at in lake.items() if place == partition},
    )
    for partition, visits in changes.gone.items():
        for visit in visits:
            del lake[partition, visit]
    for visit in changes.new:
        assert (places[visit], visit) not in lake, "nothing is put in twice"
        at = stands[visit].made_at
        assert at is not None
        lake[places[visit], visit] = at
    untouched = {("elsewhere", visit): made(scored) for visit, scored in had.items() if visit not in stands}
    published = {(places[visit], visit): one.made_at for visit, one in stands.items() if one.is_published}
    assert lake == untouched | published
    assert changes.visits >= len(changes.new)
    assert [places[visit] for visit in changes.new] == sorted(places[visit] for visit in changes.new)


def test_a_clock_that_cannot_be_is_told_and_nothing_breaks() -> None:
    def left(at: datetime | None, offset: int) -> StandsNow:
        return StandsNow("v", True, "B1", "", "", offset, at, START)

    for one in (
        left(None, 0),
        left(START, 10**6),
        left(datetime.min.replace(tzinfo=UTC), -600),
        UnreadVisit("v", "no"),
    ):
        changes = changes_of([one], lambda partition: {})
        assert (list(changes.left_out), changes.new) == (["v"], ())


def made(number: int) -> datetime:
    return START + timedelta(seconds=number)

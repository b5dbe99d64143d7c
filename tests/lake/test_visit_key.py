"""The number of a visit, by which the tables of the lake find each other."""

from hypothesis import given
from hypothesis import strategies as st

from qaudit.lake.schema import BY_VISIT
from qaudit.lake.visit_key import visit_key


def test_a_visit_has_the_same_key_in_every_lake_that_was_ever_made() -> None:
    assert visit_key("0196d828-4540-7a90-a907-5f93e759074c") == 3_636_045_203_245_528_052


def test_every_table_has_it_beside_the_visit() -> None:
    for schema in BY_VISIT.values():
        assert schema.names[:2] == ["visit", "visit_key"]


@given(st.lists(st.uuids().map(str), unique=True, min_size=2))
def test_keys_are_whole_numbers_of_64_bits_and_differ_as_visits_do(visits: list[str]) -> None:
    keys = [visit_key(visit) for visit in visits]
    assert len(set(keys)) == len(visits)
    assert all(-(2**63) <= key < 2**63 for key in keys)

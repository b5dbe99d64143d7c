"""Visits as values."""

from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest

from tests.builders import a_pack, a_standard, a_visit, seen

PACK = a_pack(a_standard("ARR-01"), events=["arrival"])


def test_an_observation_and_a_mark_are_found_by_name() -> None:
    visit = a_visit(PACK, seen("ARR-01", "yes"), marks={"arrival": "14:05"})
    observation, mark = visit.observation("ARR-01"), visit.mark("arrival")
    assert observation is not None
    assert observation.code == "ARR-01"
    assert mark is not None
    assert mark.event == "arrival"


def test_what_was_not_seen_is_none() -> None:
    assert a_visit(PACK).observation("ARR-01") is None
    assert a_visit(PACK).mark("arrival") is None


@pytest.mark.parametrize(
    ("left", "submitted", "lag"),
    [("15:00", "17:30", timedelta(hours=2.5)), (None, "17:30", None), ("15:00", None, None)],
)
def test_the_lag_is_from_leaving_to_submitting(
    left: str | None, submitted: str | None, lag: timedelta | None
) -> None:
    assert a_visit(PACK, left=left, submitted=submitted).lag == lag


def test_a_visit_does_not_change() -> None:
    visit = a_visit(PACK)
    with pytest.raises(FrozenInstanceError):
        visit.version = 2  # type: ignore[misc]

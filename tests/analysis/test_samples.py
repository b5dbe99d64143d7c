"""Many numbers as three, and several threes as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.analysis.samples import Sample, sample_of, together

scores = st.lists(st.floats(0, 100, allow_nan=False), max_size=12)


@given(st.lists(scores, max_size=5))
def test_samples_together_are_the_sample_of_all_their_values(groups: list[list[float]]) -> None:
    whole = sample_of([score for group in groups for score in group])
    found = together(map(sample_of, groups))
    assert found.n == whole.n
    assert (found.mean, found.variance) == pytest.approx((whole.mean, whole.variance), abs=1e-6)


def test_nothing_together_is_nothing() -> None:
    assert together([]) == together([Sample(0, 0.0, 0.0)]) == Sample(0, 0.0, 0.0)

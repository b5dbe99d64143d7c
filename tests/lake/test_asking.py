"""Answers as rows: what the engines' order of adding up changes is not in them."""

import pyarrow as pa

from qaudit.lake.asking import _rounded


def test_what_the_order_of_adding_changes_is_rounded_away() -> None:
    added = [0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1, 77.19200000000001, -2.5, 1e12, None]
    assert added[0] != added[1]
    assert _rounded(pa.chunked_array([added])).to_pylist() == [0.6, 0.6, 77.192, -2.5, 1e12, None]
    assert _rounded(pa.chunked_array([["a"]])).to_pylist() == ["a"]

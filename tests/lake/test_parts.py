"""How rows lie in the files of a part."""

from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.lake.small_lake import Observed, Seen, write_lake


def test_measured_times_have_groups_of_rows_of_their_own(tmp_path: Path) -> None:
    observed = (Observed("A"), Observed("B", limit=90.0, seconds=40.0), Observed("C"))
    visits = [Seen(f"v{number}", "b1", date(2026, 5, 14), observed) for number in range(3)]
    [file] = (write_lake(tmp_path / "lake", visits) / "observations").rglob("*.parquet")
    with pq.ParquetFile(file) as part:
        groups = [part.read_row_group(group) for group in range(part.num_row_groups)]
    measured = [pc.is_valid(group["seconds"]).to_pylist() for group in groups]
    assert measured == [[True] * 3, [False] * 6]
    assert [code for group in groups for code in group["code"].to_pylist()] == ["B"] * 3 + ["A", "C"] * 3

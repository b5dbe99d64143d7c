"""Reports made on a cluster are those that are made here, byte for byte, with the same list, failures and stops."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from qaudit.desk.bulk.manifest import NAME, Manifest
from qaudit.desk.bulk.order import Engine
from qaudit.desk.bulk.workshop import Job, template_digest
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import UsageError
from tests.desk.staffed import House
from tests.desk.test_report_batch import SHOP, batch

pytest.importorskip("pyspark", reason="the extra spark is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here"),
    # Sockets of Spark's own, which it leaves to the collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
ON_SPARK: dict[str, Any] = {
    "form": ReportFormat.PDF,
    "workers": None,
    "engine": Engine.SPARK,
    "master": "local[2]",
}


@pytest.mark.usefixtures("spark", "no_socket_is_left")
def test_a_cluster_makes_the_same_bytes_and_the_same_list(house: House, tmp_path: Path) -> None:
    first, broken, last = house.published(), house.published(), house.published(branch="NYC-01")
    with house.store._database.writing() as session:
        session.connection().execute(
            text("UPDATE observations SET kind = 'smell' WHERE visit_id = :visit"), {"visit": broken}
        )
    folder = tmp_path / "by Spark"
    told: list[tuple[int, int]] = []
    found = batch(house, folder, **ON_SPARK, progress=lambda done, of: told.append((done, of)))
    assert (found.made, list(found.failed), found.left) == ([first, last], [broken], 0)
    assert "observations" in found.failed[broken]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    desk = house.new_desk("hq")
    for visit, path in found.files.items():
        alone = desk.workshop(Job(visit, SHOP, ReportFormat.PDF, None, template_digest()))
        assert path.read_bytes() == alone.data
        entry = Manifest(folder).entry(visit, "pdf")
        assert entry is not None
        assert entry.origin == alone.origin
    desk.close()

    again = batch(house, folder, **ON_SPARK)
    assert (again.made, list(again.failed), again.files) == ([], [broken], found.files)
    stopped = batch(house, folder, **ON_SPARK, again=True, is_stopped=lambda: True)
    assert (stopped.made, stopped.left) == ([], 3)
    assert len((folder / NAME).read_text(encoding="utf-8").splitlines()) == 2


def test_a_cluster_that_cannot_open_the_store_is_refused(house: House, tmp_path: Path) -> None:
    house.published()
    with pytest.raises(UsageError, match="does not reach a store that is a file here"):
        batch(house, tmp_path / "far", **{**ON_SPARK, "master": "spark://far:7077"})

"""The brand office's verbs on packs."""

from pathlib import Path

import pytest

from qaudit.core.problems import Severity
from qaudit.desk.authoring import Authoring, unvisited_document
from qaudit.errors import PackInvalid, PackNotFound, ReadingRefused, UsageError
from tests.corner_shop import ALL_MET
from tests.desk.conftest import Office


@pytest.fixture
def authoring(office: Office) -> Authoring:
    return office.desk.authoring


def test_the_library_has_the_shipped_packs_and_ours(authoring: Authoring) -> None:
    packs = {entry.ref.pack for entry in authoring.entries()}
    assert {"city-hotel", "telephone-service-centre", "corner-shop"} <= packs
    assert all(entry.is_usable for entry in authoring.entries())


def test_a_pack_by_name_by_edition_and_by_file(office: Office, authoring: Authoring) -> None:
    file = office.library / "corner-shop" / "1.yaml"
    digests = {authoring.load(name).digest for name in ("corner-shop", "corner-shop@1", str(file))}
    assert len(digests) == 1
    with pytest.raises(PackNotFound):
        authoring.load("corner-shop@2")


def test_check_gives_problems_and_raises_for_no_file(authoring: Authoring, tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("format: 1\npakc: x\n", encoding="utf-8")
    found = authoring.check(file)
    assert found.pack is None
    assert len([problem for problem in found.problems if problem.severity is Severity.FAULT]) > 1
    with pytest.raises(UsageError, match="cannot be read"):
        authoring.check(tmp_path / "none.yaml")
    with pytest.raises(UsageError, match="cannot be read"):
        authoring.check(tmp_path)


def test_every_value_of_a_pack_has_its_place(office: Office, authoring: Authoring) -> None:
    values = authoring.flat(authoring.load("corner-shop"))
    lines = (office.library / "corner-shop" / "1.yaml").read_text(encoding="utf-8").splitlines()
    assert len(values) > 80
    for value in values:
        assert value.value.split("\n")[0] in lines[value.place.line - 1]
    by_path = {value.path: value.value for value in values}
    assert by_path["sections[ARR].standards[ARR-01].measure.credit[1].share"] == "0.5"
    assert len(by_path) == len(values)


def test_readings_are_scored_without_a_store(office: Office, authoring: Authoring, tmp_path: Path) -> None:
    table = tmp_path / "readings.csv"
    table.write_text(ALL_MET, encoding="utf-8")
    loaded, card = authoring.score("corner-shop", table, {"channel": "desk"})
    document = unvisited_document(loaded, card)
    assert (document["visit"], document["digest"], document["complete"]) == (None, loaded.digest, True)
    assert (document["final_percent"], document["outcome"]) == ("100.0", "pass")
    visited = office.work.scorecard(office.filled())
    same = {key for key in document if document[key] == visited[key]}
    assert same == set(document) - {"visit"}


def test_scoring_refuses_what_is_wrong(authoring: Authoring, tmp_path: Path) -> None:
    table, faulty = tmp_path / "readings.csv", tmp_path / "faulty.yaml"
    table.write_text("code,reading\nARR-02,maybe\n", encoding="utf-8")
    faulty.write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(ReadingRefused):
        authoring.score("corner-shop", table, {})
    with pytest.raises(UsageError):
        authoring.score("corner-shop", table, {"weather": "rain"})
    with pytest.raises(PackInvalid):
        authoring.score(str(faulty), table, {})

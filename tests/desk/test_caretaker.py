"""The caretaker's round finds what was broken past the program, and changes nothing."""

import sqlite3
from contextlib import closing

import pytest

from qaudit.desk.caretaker import Caretaker, Finding, Health
from tests.desk.conftest import Office


def look(office: Office, *conditions: tuple[bool, str, str]) -> list[Finding]:
    """All findings, with what is said of printing."""
    desk = office.desk
    caretaker = Caretaker(desk.library, lambda: desk.store, lambda: desk.fieldwork, lambda: conditions)
    return list(caretaker.look())


def faults(findings: list[Finding]) -> list[Finding]:
    """Those that are at fault."""
    return [finding for finding in findings if finding.health is Health.FAULT]


def tamper(office: Office, statement: str) -> None:
    """Writes to the store past the program."""
    with closing(sqlite3.connect(office.db)) as database, database:
        assert database.execute(statement).rowcount > 0


def test_a_healthy_house_has_no_fault_and_progress_is_told(office: Office) -> None:
    for _ in range(2):
        office.work.submit(office.filled().visit.id)
    office.opened()
    told: list[tuple[int, int]] = []
    desk = office.desk
    caretaker = Caretaker(desk.library, lambda: desk.store, lambda: desk.fieldwork, tuple)
    found = list(caretaker.look(lambda done, of: told.append((done, of))))
    assert faults(found) == []
    assert told == [(1, 2), (2, 2)]
    assert "recomputed and equal: 2" in [finding.message for finding in found]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET why = 'another' WHERE number = 3",
        "DELETE FROM journal WHERE number = 3",
        "UPDATE observations SET note = 'another' WHERE code = 'ARR-01'",
        "UPDATE scorecards SET document = replace(document, '100.0', '99.0')",
        "DELETE FROM scorecards",
    ],
)
def test_a_tampered_store_is_found_and_names_the_visit(office: Office, statement: str) -> None:
    visit = office.filled().visit.id
    office.work.submit(visit)
    tamper(office, statement)
    found = faults(look(office))
    assert found
    assert {finding.area for finding in found} <= {"store", "scorecards"}
    assert any(visit in finding.message for finding in found)
    assert all(finding.advice for finding in found)


def test_a_lost_evidence_file_is_found(office: Office) -> None:
    receipt = office.folder / "receipt.txt"
    receipt.write_text("Total 12", encoding="utf-8")
    [kept] = office.work.attach(office.opened(), "ARR-02", receipt).walk.readings["ARR-02"].evidence
    path = office.work.evidence_path(kept)
    assert path is not None
    path.unlink()
    assert any(
        "receipt.txt" in finding.message or kept.digest in finding.message for finding in faults(look(office))
    )


def test_a_faulty_pack_is_found(office: Office) -> None:
    file = office.library / "corner-shop" / "1.yaml"
    file.write_text("format: 1\n", encoding="utf-8")
    [fault] = faults(look(office))
    assert (fault.area, fault.advice) == ("packs", f"qaudit pack check {file}")


def test_printing_has_three_conditions(office: Office) -> None:
    found = look(
        office, (True, "a font", ""), (True, "another", "install it"), (False, "no library", "install it")
    )
    assert [finding.health for finding in found if finding.area == "report"] == [
        Health.GOOD, Health.WARNING, Health.FAULT,
    ]  # fmt: skip

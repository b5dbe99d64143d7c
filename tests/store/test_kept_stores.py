"""A store that an earlier release wrote is opened, upgraded and worked on."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from qaudit import __version__
from qaudit.core.appeals import Appeal, written_appeal
from qaudit.core.changes import ReadingSet, write_moment
from qaudit.core.journal import Act
from qaudit.core.people import Person, Role
from qaudit.core.readings import Count
from qaudit.core.visits import Correction, Origin, VisitKind, VisitStatus
from qaudit.store.kept import KeptReport, KeptVerdict
from qaudit.store.life_book import VisitFilter
from qaudit.store.store import Store, open_store
from tests.store.make_kept import DIGEST, OPEN, READINGS, REF, SCORECARD, START, SUBMITTED

KEPT = Path(__file__).with_name("kept")
RELEASES = sorted(file.stem for file in KEPT.glob("*.sqlite"))


def test_a_store_is_kept_from_every_release() -> None:
    assert "0.1.0" in RELEASES
    assert __version__ in RELEASES


@pytest.fixture(params=RELEASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A copy of a kept store: the kept one is never touched."""
    shutil.copy(KEPT / f"{request.param}.sqlite", tmp_path / "qaudit.sqlite")
    shutil.copytree(KEPT / f"{request.param}-evidence", tmp_path / "evidence")
    with open_store(tmp_path / "qaudit.sqlite") as opened:
        yield opened


def test_everything_in_it_reads_as_it_was_written(store: Store) -> None:
    visit = store.visit(SUBMITTED)
    assert {seen.code: seen.reading for seen in visit.observations} == READINGS
    assert (visit.pack, visit.digest, visit.branch.code, visit.auditor.alias) == (
        REF,
        DIGEST,
        "HAI-01",
        "heron",
    )
    assert (visit.status, visit.kind, visit.facts) == (
        VisitStatus.SUBMITTED,
        VisitKind.ANNOUNCED,
        (("channel", "phone"),),
    )
    assert (visit.opened_at, visit.lag, visit.utc_offset_minutes) == (START, timedelta(hours=1), 180)
    assert [(mark.event, mark.at - START) for mark in visit.marks] == [
        ("arrival", timedelta(minutes=5)),
        ("greeted", timedelta(minutes=6, seconds=12)),
    ]
    seen = visit.observation("A-YES-NO")
    assert seen is not None
    assert seen.note == "Twice"
    assert store.evidence.path_of(seen.evidence[0]).read_bytes() == b"Nobody at the desk at 14:05\n"
    assert store.scorecards(SUBMITTED)[0].document == SCORECARD
    assert store.kept_pack(DIGEST).logo == b"\x89PNG"
    assert [branch.code for branch in store.branches()] == ["ASH-01", "HAI-01"]
    assert [found.id for found in store.visits()] == [OPEN, SUBMITTED]


def test_its_chains_hold(store: Store) -> None:
    assert len(store.journal(SUBMITTED)) == store.version(SUBMITTED) == 21
    assert store.damage() == ()


def test_its_open_visit_is_worked_on_and_submitted(store: Store) -> None:
    now = START + timedelta(days=2)
    store.write(OPEN, [ReadingSet("A-COUNT", Count(2))], who="heron", at=now)
    store.submit(OPEN, left_at=now, at=now, who="heron", scorecard=lambda visit: SCORECARD)
    assert store.visits(status=VisitStatus.OPEN) == ()
    assert store.damage() == ()


def test_its_submitted_visit_lives_on_through_publication_and_an_appeal(store: Store) -> None:
    """What a release without all this submitted is reviewed, published, contested and mended."""
    at = START + timedelta(days=3)
    store.life.add_person(Person("rona", Role.MANAGER, ("HAI-01",)))
    report = b"<!doctype html><title>Report</title>"
    with store.life.deed(SUBMITTED, who="owl", at=at) as deed:
        deed.correct("A-COUNT", Count(4), "Counted on the film", Origin.REVIEW)
        deed.keep_scorecard(SCORECARD)
        deed.move(VisitStatus.APPROVED)
        deed.tell(Act.APPROVED, became="approved")
    with store.life.deed(SUBMITTED, who="hq", at=at) as deed:
        deed.move(VisitStatus.PUBLISHED)
        deed.publish(at)
        deed.tell(Act.PUBLISHED, became=write_moment(at))
        deed.keep_verdicts([KeptVerdict("A-COUNT", "missed", True), KeptVerdict("A-YES-NO", "met", False)])
        digest = store.reports.keep(report, "text/html")
        deed.keep_report(KeptReport(at, digest, "text/html", len(report), "en"))
    appeal = Appeal("019708a0-a", SUBMITTED, "A-COUNT", "other", "Three", "missed", "rona", at)
    with store.life.deed(SUBMITTED, who="rona", at=at) as deed:
        deed.put_appeal(appeal)
        deed.tell(Act.APPEALED, "A-COUNT", became=written_appeal(appeal))
    visit = store.visit(SUBMITTED)
    assert (visit.status, visit.visible_from) == (VisitStatus.PUBLISHED, at)
    assert visit.correction("A-COUNT") == Correction("A-COUNT", Count(4), "owl", at, "Counted on the film")
    assert store.life.after(SUBMITTED).appeals == (appeal,)
    assert store.life.repeats(SUBMITTED) == {"A-COUNT": 1}
    [seen] = store.life.visits(VisitFilter(branches=("HAI-01",), visible_at=at))
    assert (seen.id, seen.findings, seen.branch.timezone, seen.branch.brand) == (SUBMITTED, 1, "", "")
    assert len(store.journal(SUBMITTED)) == store.version(SUBMITTED) == 27
    assert store.damage() == ()

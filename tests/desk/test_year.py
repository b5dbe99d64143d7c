"""The year of three brands: a slice of it is whole, verified and the same each time."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qaudit.core.journal import Act, JournalEntry, first_broken
from qaudit.core.visits import VisitKind, VisitStatus
from qaudit.desk.year.making import make_year
from qaudit.desk.year.plan import Outing, outings
from qaudit.wiring import Desk

NOW = datetime(2026, 11, 15, 12, tzinfo=UTC)
SLICE = ("lh-kinneret", "tk-deal", "tk-gzira", "tp-buzau")
ALL = timedelta(days=1000)


def made(folder: Path, planned: Sequence[Outing], lived: timedelta) -> Path:
    return make_year(
        folder,
        lambda db, world, packs: Desk(db, packs, world=world, who=""),
        NOW,
        planned=planned,
        lived=lived,
    )


@pytest.fixture(scope="module")
def few() -> tuple[Outing, ...]:
    """Four branches of three months."""
    return tuple(one for one in outings(NOW) if one.place.code in SLICE and one.month > 15)


@pytest.fixture(scope="module")
def desk(few: tuple[Outing, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The slice's store; its last three weeks were lived through the desks."""
    folder = tmp_path_factory.mktemp("year") / "slice"
    desk = Desk(str(made(folder, few, timedelta(days=21))), who="head-office")
    yield desk
    desk.close()


def test_its_visits_are_of_all_brands_and_finished(desk: Desk, few: tuple[Outing, ...]) -> None:
    visits = desk.headquarters.visits()
    assert {one.branch.brand for one in visits} == {
        "Lanternfield Hotels",
        "Tin Kettle",
        "Banca Trei Poduri",
    }
    count = Counter(one.status for one in visits)
    assert count[VisitStatus.PLANNED] == 1
    assert len(visits) == len(few) + 1 > 12
    assert count[VisitStatus.CLOSED] > count[VisitStatus.PUBLISHED] > 0
    assert all(one.final_percent for one in visits if one.status is VisitStatus.CLOSED)
    assert {str(one.pack) for one in visits} == {
        "lanternfield-hotels@1",
        "tin-kettle@2",
        "banca-trei-poduri@1",
    }


def test_the_doctor_finds_nothing_and_every_score_is_computed_again(desk: Desk) -> None:
    assert desk.store.damage() == ()
    for one in desk.headquarters.visits(VisitStatus.CLOSED)[::2]:
        kept = desk.store.scorecards(one.id)[-1]
        walk = desk.fieldwork.walk(one.id)
        assert walk.gaps == ()
        assert str(walk.scorecard().final_percent) == kept.final_percent


def test_the_last_visit_of_a_branch_has_a_kept_report_and_the_packs_lie_beside(
    desk: Desk, few: tuple[Outing, ...]
) -> None:
    last = [one for one in few if one.is_last and one.begins > NOW - timedelta(days=21)]
    assert last
    kept = Counter(
        one.branch.code for one in desk.headquarters.visits() if desk.publication.kept_reports(one.id)
    )
    published = {one.branch.code for one in desk.headquarters.visits(VisitStatus.PUBLISHED)}
    of_last = published.intersection(one.place.code for one in last)
    assert of_last
    assert of_last <= set(kept)
    packs = Path(desk.store_target).parent / "standards"
    assert {path.parent.name for path in packs.rglob("*.yaml")} == {
        "lanternfield-hotels",
        "tin-kettle",
        "banca-trei-poduri",
    }


def test_a_visit_lived_whole_is_the_one_that_the_verbs_make(tmp_path: Path) -> None:
    """Of each brand one, with pictures, notes and times by hand among them, up to its publication."""
    chosen = [
        next(
            one
            for one in outings(NOW)
            if one.brand.name == brand and one.month == 12 and one.kind is VisitKind.UNANNOUNCED
        )
        for brand in ("Lanternfield Hotels", "Tin Kettle", "Banca Trei Poduri")
    ]
    told = []
    for name, lived in (("whole", timedelta(0)), ("verbs", ALL)):
        desk = Desk(str(made(tmp_path / name, chosen, lived)), who="")
        try:
            told.append(
                [until_publication(desk, one.id) for one in desk.headquarters.visits() if one.left_at]
            )
        finally:
            desk.close()
    whole, verbs = told
    assert len(whole) == len(verbs) == 3
    acts = Counter(entry.act for entries, *_rest in whole for entry in entries)
    assert min(acts[act] for act in (Act.MARK, Act.READING, Act.NOTE, Act.EVIDENCE, Act.PUBLISHED)) > 0
    assert whole == verbs


def until_publication(desk: Desk, visit_id: str) -> tuple[list[JournalEntry], object, object]:
    """The journal, without ids and seals, which follow from the order of making; what was seen; the score."""
    visit, journal = desk.store.visit(visit_id), desk.store.journal(visit_id)
    assert first_broken(journal, visit.version) is None
    end = next(one.number for one in journal if one.act is Act.PUBLISHED)
    plain = [
        JournalEntry("", one.number, one.at, one.who, one.act, one.subject, one.was, one.became, one.why)
        for one in journal[:end]
        if one.act is not Act.SUBMITTED
    ]
    seen = (visit.facts, visit.observations, visit.marks, visit.left_at, visit.submitted_at)
    card = desk.store.scorecards(visit_id)[0]
    return plain, (*seen, visit.kind, visit.utc_offset_minutes), card.document.replace(visit_id, "")


def test_it_is_the_same_each_time(tmp_path: Path, few: tuple[Outing, ...]) -> None:
    """A visit of long ago and one of the last weeks."""
    old = next(one for one in few if one.place.code == "tk-deal")
    young = next(one for one in few if one.place.code == "tk-deal" and one.begins > NOW - timedelta(days=40))
    dumps = []
    for name in ("one", "two"):
        store = made(tmp_path / name, [old, young], timedelta(days=40))
        with sqlite3.connect(store) as connection:
            dumps.append(list(connection.iterdump()))
        connection.close()
    assert len(dumps[0]) > 200
    assert dumps[0] == dumps[1]

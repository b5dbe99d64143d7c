"""Customers' complaints beside the audit: which of them count, for what, and what looks like a wrong standard."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from qaudit.analysis.figures import Estimate, Interval
from qaudit.core.follow_up import FollowUp
from qaudit.core.visits import Branch
from qaudit.core.voices import Channel, Voice, VoiceKind, limits_of
from qaudit.desk.comparison.asking import Asked, By, Comparisons, open_comparisons
from qaudit.desk.comparison.complaints import Complaints, complaints_in
from qaudit.store.store import Store, open_store
from tests.lake.small_lake import Observed, Seen, write_lake

DAY = date(2026, 3, 2)
PACK = (
    Observed("A1"),
    Observed("A2", section="till", dimension="reliability"),
    Observed("A3", dimension=None),
)
EASTERN = Branch("a", "A", region="east", country="IL", brand="Alder", timezone="Asia/Jerusalem")
WESTERN = Branch("b", "B", region="west", country="RO", brand="Alder")
OTHER = Branch("z", "Z", brand="Birch")


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparisons]:
    """Thirty visits to two branches: A1 is met, A2 is missed by every third visit, A3 is never judged."""
    found = []
    for number in range(30):
        observed = [PACK[0], PACK[1], replace(PACK[2], verdict="not_applicable")]
        if number % 3 == 0:
            observed[1] = replace(PACK[1], verdict="missed")
        found.append(Seen(f"v{number:02}", "ab"[number % 2], DAY + timedelta(days=number), tuple(observed)))
    with open_comparisons(write_lake(tmp_path_factory.mktemp("said") / "lake", found)) as opened:
        yield opened


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """What customers said: of each standard, of several at once, of none, of another pack, of another brand."""
    with closing(open_store("sqlite://")) as opened:
        for branch in (EASTERN, WESTERN, OTHER):
            opened.add_branch(branch)
        said = [
            *(complaint(number, "a", "A1") for number in range(3)),
            complaint(3, "b", "A1", "A2"),
            complaint(4, "b", "A2", at=datetime(2026, 4, 5, 22, tzinfo=UTC)),
            # 22:30 of the last of March in UTC is April already in Jerusalem.
            complaint(5, "a", "A3", at=datetime(2026, 3, 31, 22, 30, tzinfo=UTC)),
            complaint(6, "a", "GONE"),
            complaint(7, "b"),
            complaint(8, "a", "A1", pack="bar"),
            complaint(9, "z", "A1"),
            complaint(10, "a", "A2", kind=VoiceKind.COMPLIMENT),
        ]
        assert opened.voices.take_in(said).added == 11
        yield opened


def complaint(
    number: int,
    branch: str,
    *codes: str,
    pack: str = "cafe",
    at: datetime = datetime(2026, 3, 10, 12, tzinfo=UTC),
    kind: VoiceKind = VoiceKind.COMPLAINT,
) -> Voice:
    return Voice(
        f"019708a0-0000-7000-8000-00000000{number:04}", branch, kind, Channel.PHONE, at, f"Words {number}", "hq",
        pack=pack if codes else "", codes=codes, limits=limits_of(kind, at, FollowUp(), UTC),
    )  # fmt: skip


def counted(found: Complaints) -> dict[str, int]:
    return {row.key: row.complaints for row in found.rows}


BY_STANDARD = Asked(by=By.STANDARD)


def test_complaints_stand_beside_how_often_standards_are_met(comparisons: Comparisons, store: Store) -> None:
    (found,) = comparisons.complaints(BY_STANDARD, complaints_in(store, BY_STANDARD))
    assert (found.group.brand, found.group.pack, found.n, found.elsewhere) == ("Alder", "cafe", 7, 1)
    assert [(row.key, row.complaints) for row in found.rows] == [("A1", 4), ("A2", 2), ("A3", 1), ("GONE", 1)]
    first, second, third, fourth = found.rows
    assert second.audited is not None
    assert (second.audited.n, second.audited.editions) == (30, ("2026-01", "2026-01"))
    assert isinstance(second.audited.met, Estimate)
    assert second.audited.met.value == pytest.approx(2 / 3)
    assert isinstance(second.audited.met.interval, Interval)
    assert third.audited is fourth.audited is None
    assert found.doubtful == (first,)


@pytest.mark.parametrize(
    ("asked", "complaints", "n", "elsewhere"),
    [
        (Asked(branches=("b",)), {"A2": 2, "A1": 1}, 2, 1),
        (Asked(regions=("west",)), {"A2": 2, "A1": 1}, 2, 1),
        (Asked(countries=("RO",)), {"A2": 2, "A1": 1}, 2, 1),
        (Asked(since=date(2026, 4, 1)), {"A2": 1, "A3": 1}, 2, 0),
        (Asked(until=date(2026, 3, 31)), {"A1": 4, "A2": 1, "GONE": 1}, 5, 1),
        (Asked(months=("2026-04", "2026-03"), until=date(2026, 4, 4)), {"A1": 4, "A2": 1, "A3": 1, "GONE": 1}, 6, 1),
        (Asked(months=("2025-01",)), {}, 0, 0),
        (Asked(codes=("A1",)), {"A1": 4}, 4, 4),
        (Asked(sections=("till",)), {"A2": 2}, 2, 6),
        (Asked(packs=("cafe",)), {"A1": 4, "A2": 2, "A3": 1, "GONE": 1}, 7, 1),
    ],
    ids=str,
)  # fmt: skip
def test_filters_choose_complaints_as_they_choose_visits(
    asked: Asked, complaints: dict[str, int], n: int, elsewhere: int, comparisons: Comparisons, store: Store
) -> None:
    asked = replace(asked, by=By.STANDARD)
    # Visits of any day: what is looked at are the complaints.
    of_visits = replace(asked, since=None, until=None, months=(), regions=(), countries=())
    (found,) = comparisons.complaints(of_visits, complaints_in(store, asked))
    assert {key: number for key, number in counted(found).items() if number} == complaints
    assert (found.n, found.elsewhere) == (n, elsewhere)


def test_a_complaint_counts_once_for_a_section(comparisons: Comparisons, store: Store) -> None:
    asked = Asked(by=By.LAYER)
    (found,) = comparisons.complaints(asked, complaints_in(store, asked))
    assert [(row.key, row.complaints) for row in found.rows] == [("basics", 6)]
    # One names no standard, one a standard that no edition has.
    assert (found.n, found.elsewhere) == (6, 2)
    asked = Asked(by=By.DIMENSION)
    (found,) = comparisons.complaints(asked, complaints_in(store, asked))
    assert counted(found) == {"empathy": 4, "reliability": 2}
    audited = found.rows[1].audited
    assert audited is not None
    assert (audited.n, audited.met) == (30, None)
    assert isinstance(audited.mean, Estimate)
    assert audited.mean.value == pytest.approx(100 * 2 / 3)
    assert found.doubtful == ()

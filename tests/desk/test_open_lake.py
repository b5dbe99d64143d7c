"""A lake that stays open: opened by its first question, stopped from another thread, closed by whoever leaves last."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from qaudit.desk.comparison.asking import Asked, Comparisons, open_comparisons
from qaudit.desk.comparison.open_lake import OpenLake, Unanswered
from qaudit.errors import LakeUnusable
from tests.lake.small_lake import programme, write_lake


@dataclass
class Door:
    """Opens a real lake, and counts."""

    folder: Path
    told: list[str] = field(default_factory=list)

    @contextmanager
    def opening(self) -> Iterator[Comparisons]:
        with open_comparisons(self.folder) as comparisons:
            self.told.append("opened")
            yield comparisons
        self.told.append("closed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lake(tmp_path_factory.mktemp("open") / "lake", programme(visits=12))


def visits(comparisons: Comparisons) -> int:
    return len(comparisons.outcomes(Asked(kinds=())))


def never() -> bool:
    return False


def test_it_is_opened_by_the_first_question_and_kept(folder: Path) -> None:
    door = Door(folder)
    lake = OpenLake(door.opening)
    assert door.told == []
    assert lake.ask(visits, never) == 14
    assert lake.ask(visits, never) == 14
    assert door.told == ["opened"]
    lake.close()
    lake.close()
    assert door.told == ["opened", "closed"]
    with pytest.raises(Unanswered):
        lake.ask(visits, never)


def test_whoever_wants_to_know_no_more_is_asked_for_no_further_look(folder: Path) -> None:
    lake, stopped = OpenLake(Door(folder).opening), Event()

    def question(comparisons: Comparisons) -> int:
        found = visits(comparisons)
        stopped.set()
        return found + visits(comparisons)

    with pytest.raises(Unanswered):
        lake.ask(question, stopped.is_set)
    assert lake.ask(visits, never) == 14, "another question is answered all the same"
    lake.close()


def test_a_lake_that_is_left_while_it_answers_is_closed_by_the_answer(folder: Path) -> None:
    door, has_begun, may_go_on = Door(folder), Event(), Event()
    lake = OpenLake(door.opening)

    def question(comparisons: Comparisons) -> int:
        has_begun.set()
        assert may_go_on.wait(30)
        return visits(comparisons)

    with ThreadPoolExecutor() as threads:
        asked = threads.submit(lake.ask, question, never)
        assert has_begun.wait(30)
        lake.close()
        assert door.told == ["opened"]
        may_go_on.set()
        with pytest.raises(Unanswered):
            asked.result()
    assert door.told == ["opened", "closed"]


def test_what_opening_refuses_is_refused_to_each_question(tmp_path: Path) -> None:
    lake = OpenLake(Door(tmp_path / "none").opening)
    for _again in range(2):
        with pytest.raises(LakeUnusable):
            lake.ask(visits, never)
    lake.stop()
    lake.close()

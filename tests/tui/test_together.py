"""Two terminals on one visit, visits of others, and a store that refuses: nothing is lost and nothing is hidden."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qaudit.core.readings import write_reading
from qaudit.tui.messages import WriteRefused
from qaudit.tui.screens.evidence import completed, path_of
from qaudit.wiring import Desk
from tests.builders import a_pack, a_standard
from tests.tui.conftest import Drive
from tests.tui.driving import Clock, on_the_disk, open_visit

GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff"
    b"\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


def move(old: str, new: str) -> None:
    Path(old).rename(new)


@pytest.fixture
def other(desk: Desk, clock: Clock) -> Iterator[Desk]:
    """Another terminal on the same store."""
    made = Desk(db=desk.store_target, world=clock.world())
    yield made
    made.store.close()


async def test_a_reading_meets_that_of_another_terminal_and_both_are_shown(
    desk: Desk, drive: Drive, other: Desk
) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        other.fieldwork.record(other.fieldwork.walk(visit_id), "NUM-02", "2")
        await app.press("y")
        assert "Also changed in another terminal" in [toast.message for toast in app.app._notifications][-1]
        assert set(app.visit.walk.readings) == {"YES-01", "NUM-02"}
    walk = on_the_disk(desk, visit_id)
    assert {code: write_reading(seen.reading) for code, seen in walk.readings.items() if seen.reading} == {
        "YES-01": "yes",
        "NUM-02": "2",
    }


async def test_what_another_terminal_wrote_is_shown_by_itself(desk: Desk, drive: Drive, other: Desk) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        assert "0 of 8" in app.text
        other.fieldwork.record(other.fieldwork.walk(visit_id), "YES-02", "yes")
        app.visit.look_around()
        await app.settle()
        assert "1 of 8" in app.text


async def test_a_visit_that_was_submitted_elsewhere_becomes_read_only(
    desk: Desk, drive: Drive, other: Desk
) -> None:
    visit_id = open_visit(desk, a_pack(a_standard("ARR-01")))
    async with drive(visit_id) as app:
        other.fieldwork.record(other.fieldwork.walk(visit_id), "ARR-01", "yes")
        other.fieldwork.submit(visit_id)
        await app.press("u")
        assert "submitted" in app.status
        app.visit.look_around()
        await app.settle()
        assert app.status.startswith("This visit is submitted")
        await app.press("u")
    assert (
        write_reading(on_the_disk(desk, visit_id).readings["ARR-01"].reading or pytest.fail("gone")) == "yes"
    )


async def test_the_visit_of_somebody_else_can_only_be_read(
    desk: Desk, drive: Drive, monkeypatch: pytest.MonkeyPatch, nobodys_home: Path
) -> None:
    visit_id = open_visit(desk)
    settings = type(desk.settings)(auditor="owl")
    monkeypatch.setattr(desk, "settings", settings)
    async with drive(visit_id) as app:
        assert app.status.startswith("This is heron's visit and you are owl")
        await app.press("y")
    assert on_the_disk(desk, visit_id).readings == {}


async def test_a_store_that_refuses_is_told_and_the_app_goes_on(
    desk: Desk, drive: Drive, tmp_path: Path, other: Desk
) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        desk.store.close()
        database = Path(desk.store_target)
        kept = database.read_bytes()
        for name in (database, *tmp_path.glob("store.sqlite-*")):
            name.unlink()
        database.write_bytes(b"this is no database" * 100)
        await app.press("y")
        assert app.status.startswith("Not saved: ")
        assert len(app.told(WriteRefused)) == 1
        assert app.visit.code == "YES-01"
        database.write_bytes(kept)
        desk.store.close()
        await app.press("y")
        assert app.visit.code == "YES-02"
    assert set(on_the_disk(desk, visit_id).readings) == {"YES-01"}


async def test_a_store_that_cannot_be_looked_at_is_told_once(desk: Desk, drive: Drive) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("y")
        target = desk.store_target
        desk.store.close()
        move(target, target + ".away")
        for _ in range(2):
            app.visit.look_around()
            await app.settle()
        assert app.status.startswith("What others write cannot be seen now: ")
        app.visit.say("")
        app.visit.look_around()
        assert app.status == ""
        desk.store.close()
        move(target + ".away", target)
        await app.press("y")
    assert set(on_the_disk(desk, visit_id).readings) == {"YES-01", "YES-02"}


async def test_evidence_is_added_and_taken_away(desk: Desk, drive: Drive, tmp_path: Path) -> None:
    photo = tmp_path / "desk photo.gif"
    photo.write_bytes(GIF)
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("e")
        assert app.page == "EvidenceSheet"
        await app.paste(str(photo).replace(" ", "\\ "))
        await app.press("enter")
        assert app.status == "saved · desk photo.gif"
        [kept] = on_the_disk(desk, visit_id).readings["YES-01"].evidence
        assert kept.name == "desk photo.gif"
        await app.press("ctrl+d", "a")
        assert on_the_disk(desk, visit_id).readings["YES-01"].evidence == ()
        await app.press("escape", "z")
    assert on_the_disk(desk, visit_id).readings["YES-01"].evidence == (kept,)


async def test_evidence_that_is_not_there_is_refused_in_place(
    desk: Desk, drive: Drive, tmp_path: Path
) -> None:
    visit_id = open_visit(desk)
    async with drive(visit_id) as app:
        await app.press("e")
        await app.paste(str(tmp_path / "gone.png"))
        await app.press("enter")
        assert "gone.png" in app.status
        assert app.page == "EvidenceSheet"


def test_a_path_is_completed_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "receipt.jpg").touch()
    (tmp_path / "recording.mp3").touch()
    assert completed(f"{tmp_path}/rece") == f"{tmp_path}/receipt.jpg"
    assert completed(f"{tmp_path}/none") is None
    assert completed(f"{tmp_path}/") is None
    assert completed("") is None
    assert completed(f"{tmp_path}/no/folder") is None


@pytest.mark.parametrize(
    "typed",
    [
        "/a/my photo.png",
        " '/a/my photo.png' ",
        '"/a/my photo.png"',
        "/a/my\\ photo.png",
        "file:///a/my photo.png",
    ],
)
def test_a_dropped_path_is_read_as_terminals_write_it(typed: str) -> None:
    assert path_of(typed) == Path("/a/my photo.png")

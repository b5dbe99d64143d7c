"""The composition root: where the store and the library are, and the real clock and ids."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qaudit.user_folders import log_folder
from qaudit.wiring import Desk, real_world


def test_the_store_is_the_option_s_then_the_environment_s_then_the_user_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nobodys_home: Path
) -> None:
    assert Path(Desk().store_target).is_relative_to(nobodys_home)
    assert Path(Desk().store_target).name == "qaudit.sqlite"
    monkeypatch.setenv("QAUDIT_DB", "from-environment.sqlite")
    assert Desk().store_target == "from-environment.sqlite"
    assert Desk("from-option.sqlite").store_target == "from-option.sqlite"


def test_a_desk_knows_whether_there_is_a_store_without_making_one(tmp_path: Path) -> None:
    file = tmp_path / "store.sqlite"
    assert not Desk(str(file)).has_store
    assert not Desk(f"sqlite:///{file}").has_store
    desk = Desk(str(file))
    assert desk.headquarters.branches() == ()
    desk.close()
    assert Desk(str(file)).has_store
    assert Desk(f"sqlite:///{file}").has_store
    assert Desk("postgresql://nowhere.invalid/qaudit").has_store
    desk.close()


def test_the_library_is_the_shipped_packs_and_those_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped, *none = Desk().library.folders
    assert (shipped.name, none) == ("standards", [])
    monkeypatch.setenv("QAUDIT_STANDARDS", str(tmp_path))
    assert Desk().library.folders == (shipped, tmp_path)
    other = tmp_path / "other"
    assert Desk(standards=(str(other), str(tmp_path))).library.folders == (shipped, other, tmp_path)


def test_ids_sort_by_time_and_moments_are_utc() -> None:
    world = real_world()
    ids = [world.new_id() for _ in range(50)]
    assert ids == sorted(set(ids))
    form = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    assert all(form.fullmatch(made) for made in ids)
    assert world.now().tzinfo is UTC
    assert -15 * 60 < world.offset_minutes(datetime(2026, 5, 14, tzinfo=UTC)) < 15 * 60


def test_logs_lie_in_the_user_s_folder(nobodys_home: Path) -> None:
    assert log_folder().is_relative_to(nobodys_home)
    assert not log_folder().exists()

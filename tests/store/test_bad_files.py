"""A file that can be no store, or not any more: one sentence that says where, what and what to do."""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import run

import pytest

from qaudit.core.changes import NoteSet
from qaudit.core.visits import Branch
from qaudit.errors import QauditError, StoreOutOfDate, StoreUnreachable
from qaudit.store.store import Store, open_store
from tests.store.laws import AT, CHANGES
from tests.store.stocked import behind, stock

NOBODY = 65534
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="takes root's right to become somebody else"
)
without_rights = pytest.mark.skipif(
    not hasattr(os, "geteuid"), reason="Windows has other rights, which chmod does not set"
)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A closed store with a visit."""
    path = tmp_path / "good.sqlite"
    with open_store(path) as store:
        visit = stock(store)
        store.write(visit.id, CHANGES, who="heron", at=AT)
    assert path.read_bytes().startswith(b"SQLite format 3\x00")
    assert not path.with_name("good.sqlite-wal").exists()
    return path


def refusal(target: Path | str) -> QauditError:
    """What opening says; it has to name the place and what to do."""
    with pytest.raises((StoreUnreachable, StoreOutOfDate)) as refused:
        open_store(target, busy_seconds=0.05)
    assert str(target) in refused.value.message
    assert refused.value.hint
    return refused.value


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in str(refusal(tmp_path))


def test_a_path_below_a_file_is_no_store(good: Path) -> None:
    assert "under a file" in str(refusal(good / "deeper" / "qaudit.sqlite"))


@pytest.mark.parametrize(
    "contents",
    [
        b"hello",
        b"\x00" * 4096,
        bytes(range(255, 0, -1)) * 20,
        b"%PDF-1.7 " * 900,
        b"SQLite format 2\x00" + b"\x00" * 600,
    ],
    ids=["words", "zeros", "noise", "a PDF", "nearly"],
)
def test_a_file_of_another_kind_is_named_and_left_alone(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(contents)
    assert "is not a database" in str(refusal(path))
    assert path.read_bytes() == contents


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="takes a device")
def test_a_device_is_no_store() -> None:
    assert "is a device" in str(refusal("/dev/null"))


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    with open_store(path) as store:
        assert store.visits() == ()


@pytest.mark.parametrize("kept", [50, 100, 1000, 4096, 20_000, -1, -4096])
def test_a_file_that_was_cut_short_is_named(good: Path, kept: int) -> None:
    whole = good.read_bytes()
    good.write_bytes(whole[:kept])
    assert "is damaged" in str(refusal(good))
    assert good.read_bytes() == whole[:kept]


def test_damage_in_the_middle_is_found_by_doctor_and_ends_no_program(good: Path) -> None:
    whole = bytearray(good.read_bytes())
    size = int.from_bytes(whole[16:18], "big")
    # Every page but the first two, one at a time: whatever the page was for, there is never a traceback.
    complaints = []
    for page in range(2, len(whole) // size):
        good.write_bytes(whole[: page * size] + b"\xa5" * size + whole[(page + 1) * size :])
        complaints.append(complaint_of(good))
    assert len(complaints) > 10
    assert [words for words in complaints if "damaged" not in words] == []


def complaint_of(path: Path) -> str:
    """What the store says about itself, when it is opened or when it is looked through."""
    try:
        with open_store(path) as store:
            return " ".join(map(str, store.damage()))
    except StoreUnreachable as refused:
        return refused.message


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    assert "of another program" in str(refusal(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    connection.close()


def test_a_newer_store_is_refused_and_left_alone(good: Path) -> None:
    with sqlite3.connect(good) as connection:
        connection.execute("UPDATE qaudit_schema SET version_num = '0999'")
    connection.close()
    refused = refusal(good)
    assert isinstance(refused, StoreOutOfDate)
    assert "newer qaudit" in refused.message
    with sqlite3.connect(good) as connection:
        assert connection.execute("SELECT version_num FROM qaudit_schema").fetchall() == [("0999",)]
    connection.close()


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_store_that_is_held_is_named_when_it_is_written_to(good: Path, how: str) -> None:
    holder = sqlite3.connect(good, isolation_level=None)
    holder.execute(f"BEGIN {how}")
    with open_store(good, busy_seconds=0.05) as store:
        with pytest.raises(StoreUnreachable, match="is locked by another program") as refused:
            store.add_branch(Branch("ASH", "Ashdod"))
        assert str(good) in refused.value.message
        holder.execute("ROLLBACK")
        holder.close()
        store.add_branch(Branch("ASH", "Ashdod"))


def test_a_store_that_is_wholly_locked_is_named_when_it_is_opened(good: Path) -> None:
    holder = sqlite3.connect(good, isolation_level=None)
    holder.execute("PRAGMA journal_mode=DELETE")
    holder.execute("BEGIN EXCLUSIVE")
    assert "is locked by another program" in str(refusal(good))
    holder.close()


def test_a_full_database_keeps_what_it_had(good: Path) -> None:
    with open_store(good) as store:
        (visit,) = store.visits()
        before = store.journal(visit.id)
        behind(store, "PRAGMA max_page_count = 1")
        with pytest.raises(StoreUnreachable, match="is full, nothing was written") as refused:
            fill(store, visit.id)
        assert str(good) in refused.value.message
    with open_store(good) as store:
        journal = store.journal(visit.id)
        assert journal[: len(before)] == before
        assert store.damage()[0].code == "D07"
        fill(store, visit.id, times=1)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk, as Linux does")
@as_root
def test_a_full_disk_keeps_what_it_had(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "400k") as disk:
        with open_store(disk / "qaudit.sqlite", tmp_path / "evidence") as store:
            visit = stock(store)
            with pytest.raises(StoreUnreachable, match="is full, nothing was written"):
                fill(store, visit.id)
            confirmed = store.version(visit.id)
            assert store.damage() == ()
        with open_store(disk / "qaudit.sqlite", tmp_path / "evidence") as store:
            assert store.version(visit.id) == confirmed == len(store.journal(visit.id))


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk, as Linux does")
@as_root
def test_evidence_that_does_not_fit_leaves_nothing_behind(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("long " * 100_000, encoding="utf-8")
    with (
        small_disk(tmp_path / "disk", "200k") as disk,
        open_store(tmp_path / "q.sqlite", disk / "e") as store,
    ):
        with pytest.raises(StoreUnreachable, match="is full"):
            store.evidence.keep(notes)
        assert [found for found in disk.rglob("*") if found.is_file()] == []


@without_rights
def test_a_file_without_the_right_to_write_can_be_read_and_not_written(tmp_path: Path) -> None:
    with somebodys_folder() as folder:
        path = folder / "qaudit.sqlite"
        with open_store(path) as store:
            visit = stock(store)
        path.chmod(0o444)
        folder.chmod(0o777)
        with as_somebody(), open_store(path) as store:
            assert store.visit(visit.id) == visit
            with pytest.raises(StoreUnreachable, match="is read-only, nothing was written") as refused:
                store.write(visit.id, CHANGES, who="heron", at=AT)
            assert str(path) in refused.value.message


@without_rights
@pytest.mark.parametrize("mode", [0o444, 0o000], ids=["file may be read", "file may not be read"])
def test_a_folder_without_the_right_to_write_is_named(mode: int) -> None:
    with somebodys_folder() as folder:
        path = folder / "qaudit.sqlite"
        open_store(path).close()
        path.chmod(mode)
        folder.chmod(0o555)
        with as_somebody():
            for target in (path, folder / "new.sqlite", folder / "new" / "deeper.sqlite"):
                refusal(target)


@without_rights
def test_an_evidence_folder_without_the_right_to_write_is_named(tmp_path: Path) -> None:
    with somebodys_folder() as folder:
        notes = folder / "notes.txt"
        notes.write_text("seen", encoding="utf-8")
        folder.chmod(0o555)
        with (
            open_store("sqlite://", folder / "evidence") as store,
            as_somebody(),
            pytest.raises(StoreUnreachable, match="evidence"),
        ):
            store.evidence.keep(notes)


def fill(store: Store, visit_id: str, times: int = 400) -> None:
    """Writes long notes."""
    for number in range(times):
        store.write(visit_id, [NoteSet("ARR-01", f"{number} " * 2000)], who="heron", at=AT)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk that is soon full."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = run(command, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk could be mounted here: {mounted.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        run(["umount", str(folder)], check=True)


@contextmanager
def somebodys_folder() -> Iterator[Path]:
    """A folder that every account can reach: pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def as_somebody() -> Iterator[None]:
    """Without root's rights, to which no file is closed."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)

"""A report is written whole or not at all."""

import os
import sys
from pathlib import Path

import pytest

from qaudit.errors import PdfFailed
from qaudit.reports.files import check_place, write_whole


def refused(path: Path) -> str:
    with pytest.raises(PdfFailed) as fault:
        write_whole(path, b"new")
    return fault.value.message


def refused_beforehand(path: Path) -> str:
    with pytest.raises(PdfFailed) as fault:
        check_place(path)
    return fault.value.message


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "visit.pdf", b"one")
    write_whole(tmp_path / "visit.pdf", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["visit.pdf"]
    assert (tmp_path / "visit.pdf").read_bytes() == b"two"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_others_may_read_a_report_as_far_as_the_users_mask_allows(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "visit.pdf", b"one")
    finally:
        os.umask(mask)
    assert (tmp_path / "visit.pdf").stat().st_mode & 0o777 == 0o640


def test_looking_at_a_place_beforehand_leaves_it_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "visit.pdf").write_bytes(b"old")
    check_place(tmp_path / "visit.pdf")
    check_place(tmp_path / "other.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["visit.pdf"]
    assert (tmp_path / "visit.pdf").read_bytes() == b"old"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "visit.pdf"
    assert refused(path) == f"{path} could not be written: the folder does not exist"
    assert refused_beforehand(path) == refused(path)


def test_a_folder_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "visit.pdf").mkdir()
    assert refused(tmp_path / "visit.pdf").endswith("there is a folder of that name")
    assert refused_beforehand(tmp_path / "visit.pdf") == refused(tmp_path / "visit.pdf")
    assert (tmp_path / "visit.pdf").is_dir()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "file" / "visit.pdf").endswith("its folder is not a folder")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300 + ".pdf")).endswith("the name is too long")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_what_was_there_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    import resource

    kept = tmp_path / "visit.pdf"
    kept.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        message = refused(kept)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert message.endswith("the file is larger than the disk allows")
    assert [path.name for path in tmp_path.iterdir()] == ["visit.pdf"]
    assert kept.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is full")
def test_a_pipe_and_a_device_are_written_into_and_stay_what_they_are(tmp_path: Path) -> None:
    pipe, full = tmp_path / "pipe", tmp_path / "full"
    os.mkfifo(pipe)
    full.symlink_to("/dev/full")
    end = os.open(pipe, os.O_RDWR)
    try:
        check_place(pipe)
        write_whole(pipe, b"new")
        assert os.read(end, 10) == b"new"
    finally:
        os.close(end)
    assert pipe.is_fifo()
    assert refused(full) == f"{full} could not be written: the disk is full"
    assert full.is_char_device()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "pipe"]


def test_a_file_left_by_a_crash_is_not_in_the_way(tmp_path: Path) -> None:
    (tmp_path / f".qaudit-{os.getpid()}-0.part").write_bytes(b"half")
    write_whole(tmp_path / "visit.pdf", b"new")
    assert (tmp_path / "visit.pdf").read_bytes() == b"new"

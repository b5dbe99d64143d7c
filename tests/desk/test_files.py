"""Files that a user names are written whole, beside their place."""

import os
from pathlib import Path

import pytest

from qaudit.desk.files import replacing
from qaudit.errors import UsageError


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is full")
def test_a_pipe_and_a_device_are_written_into_and_stay_what_they_are(tmp_path: Path) -> None:
    pipe, full = tmp_path / "pipe", tmp_path / "full"
    os.mkfifo(pipe)
    full.symlink_to("/dev/full")
    end = os.open(pipe, os.O_RDWR)
    try:
        with replacing(pipe) as file:
            file.write(b"new")
        assert os.read(end, 10) == b"new"
    finally:
        os.close(end)
    assert pipe.is_fifo()
    with pytest.raises(UsageError, match="cannot be written"), replacing(full) as file:
        file.write(b"new")
    assert full.is_char_device()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["full", "pipe"]

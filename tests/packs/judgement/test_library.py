"""Every pack of the library passes its own checker, and accepts little."""

from pathlib import Path

import pytest

from qaudit.packs.library import Library

STANDARDS = Path(__file__).parents[3] / "standards"
SHIPPED = sorted(STANDARDS.glob("*/*/*.yaml"))
MOST_ACCEPTED = 3


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_an_editor_says_nothing_of_a_shipped_pack(path: Path) -> None:
    assert len(SHIPPED) >= 10
    read = Library((STANDARDS,)).read(path, path.read_bytes(), is_judged=True)
    assert [str(problem) for problem in read.problems] == []
    assert read.pack is not None
    assert len(read.accepted) <= MOST_ACCEPTED, [accepted.reason for accepted in read.accepted]

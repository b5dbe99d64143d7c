"""Reading packs leaves the search for cycles as it was."""

import gc
from pathlib import Path

import pytest

from qaudit.errors import PackNotFound
from qaudit.packs.library import Library
from qaudit.packs.uninterrupted import uninterrupted


def test_the_search_goes_on_afterwards_whatever_happened() -> None:
    assert gc.isenabled()
    with pytest.raises(PackNotFound):
        Library([]).load("nothing")
    assert gc.isenabled()
    with uninterrupted():
        assert not gc.isenabled()
        assert Library([]).entries() == ()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_nothing_is_left_for_the_search_to_find(tmp_path: Path) -> None:
    from tests.packs.building import HEAD, put
    from tests.packs.good_pack import GOOD

    put(tmp_path, "base.yaml", GOOD)
    path = put(tmp_path, "branch.yaml", HEAD + "drop: [A2]\n")
    library = Library([tmp_path])
    library.entries()
    gc.collect()
    with uninterrupted():
        for _ in range(3):
            library.read(path, path.read_bytes())
        assert gc.collect() < 1000

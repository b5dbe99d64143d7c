"""A pack as a flat table and back: nothing is lost, in CSV or XLSX, whatever the pack says."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaudit.core.standards import Condition, Fact, FactOption, Pack
from qaudit.core.text import Text
from qaudit.core.upkeep import PackUpkeep
from qaudit.interop.imported import Fate, Imported, Wishes
from qaudit.interop.table_conditions import read_condition, write_condition
from qaudit.interop.table_files import pack_as_csv, pack_as_xlsx
from qaudit.interop.table_grammar import OptionEntry, read_options, write_options
from qaudit.interop.table_reading import read_pack_table
from tests.core.random_packs import LAW
from tests.interop.whole_packs import SHARES, WORDS, conditions, upkeeps, whole_packs
from tests.shipped import SHIPPED, shipped

WISHES = Wishes(day=date(2026, 11, 21), stem="table")
Writer = Callable[[Pack, PackUpkeep], bytes]
WRITERS = {"csv": pack_as_csv, "xlsx": pack_as_xlsx}
FACT = Fact("ch", Text.plain("?"), (FactOption("a", Text.plain("A")), FactOption("in", Text.plain("B"))))


def back(data: bytes, name: str = "table") -> Imported:
    return read_pack_table(data, name, WISHES)


@settings(LAW, max_examples=20)
@given(st.data(), whole_packs(), st.sampled_from(sorted(WRITERS)))
def test_law_a_table_gives_an_equal_pack_back(data: st.DataObject, pack: Pack, form: str) -> None:
    upkeep = data.draw(upkeeps(pack))
    found = back(WRITERS[form](pack, upkeep))
    assert found.pack == pack
    assert found.upkeep == upkeep
    assert not any("no place" in note.message for note in found.notes)


@pytest.mark.parametrize("form", sorted(WRITERS))
@pytest.mark.parametrize("ref", SHIPPED)
def test_a_shipped_pack_comes_back(ref: str, form: str) -> None:
    pack = shipped(ref).pack
    assert str(pack.ref) == ref
    found = back(WRITERS[form](pack))
    assert found.pack == pack
    left_out = [note.message for note in found.notes if note.fate is not Fate.READ_AS]
    assert all("logo" in message for message in left_out), left_out


@LAW
@given(conditions((FACT,), ("Q1", "not")))
def test_law_a_condition_is_read_as_it_is_written(condition: Condition) -> None:
    assert read_condition(write_condition(condition)) == condition


ENTRIES = st.builds(
    OptionEntry, WORDS, st.none() | WORDS.filter(lambda key: key == key.strip()), st.none() | SHARES
)


@LAW
@given(st.lists(ENTRIES, max_size=4))
def test_law_options_are_read_as_they_are_written(entries: list[OptionEntry]) -> None:
    assert list(read_options(write_options(entries))) == entries

"""The pack to begin with is whole, and passes the checker without a warning."""

from datetime import date

import pytest

from qaudit.errors import UsageError
from qaudit.packs.reader import read_pack
from qaudit.packs.starter import starter_text

DAY = date(2026, 5, 14)


@pytest.mark.parametrize("title", ["My brand", 'He said: "yes" {x} #1', "בית קפה", "Cafenea și ceai"])
def test_the_pack_to_begin_with_has_no_problem(title: str) -> None:
    found = read_pack(starter_text("my-brand", title, DAY).encode(), "starter")

    assert found.problems == ()
    assert found.pack is not None
    assert (str(found.pack.ref), str(found.pack.title)) == ("my-brand@2026.1", title)
    assert found.pack.effective == DAY


@pytest.mark.parametrize("name", ["My brand", "", "../x", "a--b"])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a pack"):
        starter_text(name, "Title", DAY)

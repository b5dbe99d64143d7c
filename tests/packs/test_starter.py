"""The pack to begin with is whole, and passes the checker and the editor without a warning."""

from datetime import date
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pytest

from qaudit.core.follow_up import FollowUp
from qaudit.core.standards import Pack
from qaudit.errors import UsageError
from qaudit.packs.library import Library
from qaudit.packs.reader import ReadPack, read_pack
from qaudit.packs.starter import LANGUAGES, Beginning, starter_text

DAY = date(2026, 5, 14)
BASES = Path(__file__).parents[2] / "standards" / "base"
SETS = [languages for size in (1, 2, 3) for languages in permutations(LANGUAGES, size)]


def begun(beginning: Beginning) -> ReadPack:
    """A pack to begin with, as the checker and the editor read it."""
    return read_pack(starter_text(beginning, DAY).encode(), "starter", is_judged=True)


@pytest.mark.parametrize("brand", ["My brand", 'He said: "yes" {x} #1 @NAME@', "בית קפה", "Cafenea și ceai"])
def test_the_pack_to_begin_with_has_no_problem_whatever_the_brand(brand: str) -> None:
    found = begun(Beginning("my-brand", brand, languages=("en", "he")))

    assert found.problems == ()
    assert found.pack is not None
    assert (str(found.pack.ref), str(found.pack.brand.name)) == ("my-brand@2026.1", brand)
    assert str(found.pack.title) == f"{brand} service standards"
    assert found.pack.effective == DAY


@pytest.mark.parametrize("languages", SETS, ids="-".join)
def test_it_has_no_problem_in_any_of_its_languages(languages: tuple[str, ...]) -> None:
    found = begun(Beginning("my-brand", languages=languages))

    assert found.problems == ()
    assert found.pack is not None
    assert found.pack.languages == languages
    assert found.pack.title.languages == languages


@pytest.mark.parametrize("mark", [None, "0", "0.5", "80", "94.5", "97", "100"])
def test_it_has_no_problem_with_any_pass_mark(mark: str | None) -> None:
    found = begun(
        Beginning(
            "my-brand", pass_mark=None if mark is None else Fraction(mark), has_pass_mark=mark is not None
        )
    )

    assert found.problems == ()
    assert found.pack is not None
    assert found.pack.scoring.pass_mark == (None if mark is None else Fraction(mark))


def test_it_says_what_happens_after_a_visit_as_it_usually_is() -> None:
    text = starter_text(Beginning("my-brand"), DAY)
    assert "follow_up:" in text
    found = begun(Beginning("my-brand")).pack
    assert found is not None
    assert found.follow_up == FollowUp()


def test_what_is_said_of_the_brand_stands_in_the_pack_s_own_language() -> None:
    found = begun(
        Beginning("my-brand", "B", "הכותר שלי", ("he", "en"), "רגוע", shows_score=True),
    )

    assert found.problems == ()
    pack = found.pack
    assert pack is not None
    assert pack.title.entries == (("he", "הכותר שלי"), ("en", "B service standards"))
    assert pack.brand.voice is not None
    assert pack.brand.voice.in_language("he") == "רגוע"
    assert pack.scoring.shows_score_to_shopper


@pytest.mark.parametrize("name", ["My brand", "", "../x", "a--b"])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a pack"):
        starter_text(Beginning(name), DAY)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(UsageError, match="no words in 'fr'"):
        starter_text(Beginning("my-brand", languages=("en", "fr")), DAY)


def _base(name: str) -> Pack:
    return Library((BASES,)).load(name).pack


@pytest.mark.parametrize(
    ("base", "languages"), [("hair-salon", ()), ("bank-branch", ("he",)), ("restaurant", ("ro", "en"))]
)
def test_a_pack_that_builds_on_another_has_no_problem_and_all_of_it(
    base: str, languages: tuple[str, ...], tmp_path: Path
) -> None:
    under = _base(base)
    text = starter_text(Beginning("my-brand", "Mine", languages=languages, base=under), DAY)
    file = tmp_path / "2026.1.yaml"
    found = Library((BASES,)).read(file, text.encode(), is_judged=True)

    assert found.problems == ()
    assert found.pack is not None
    assert found.pack.languages == (languages or under.languages)
    assert [standard.code for standard in found.pack.standards] == [
        standard.code for standard in under.standards
    ]
    assert found.pack.scoring.pass_mark == under.scoring.pass_mark
    assert str(found.pack.brand.name) == "Mine"
    head, example = text.split("# sections:")
    example = example.replace("\n#   ", "\n  ").replace("# drop:", "drop:")
    changed = Library((BASES,)).read(file, f"{head}sections:{example}".encode())
    assert [problem.code for problem in changed.faults] == []

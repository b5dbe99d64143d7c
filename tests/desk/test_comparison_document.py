"""What a comparison report is dressed in: a brand's own logo and design, where it is about one pack alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qaudit.desk.branch_editions import with_dropped
from qaudit.desk.comparison.asking import Asked, open_comparisons
from qaudit.desk.documents.comparison import ComparisonOrder, answer_all
from qaudit.reports.comparison_subject import ComparisonInput
from tests.desk.staffed import House
from tests.lake.small_lake import Observed, Seen, write_lake

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A store that has one of the lake's two packs, with a logo and a design."""
    folder = tmp_path_factory.mktemp("dressed")
    found = House(folder, str(folder / "store.sqlite"))
    found.staff()
    shop = folder / "library" / "corner-shop"
    pack = shop / "1.yaml"
    written = pack.read_text(encoding="utf-8").replace(
        "{name: Corner Shop}", "{name: Corner Shop, logo: logo.svg}"
    )
    pack.write_text(written, encoding="utf-8")
    (shop / "logo.svg").write_bytes(LOGO)
    (shop / "design").mkdir()
    (shop / "design" / "brand.css").write_text("h1 { letter-spacing: 1pt; }", encoding="utf-8")
    found.opened()
    yield found
    found.close()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Visits of two brands, each by its own pack."""
    packs = (("Corner Shop", "corner-shop", "1"), ("Alder", "cafe", "2026-01"))
    seen = [
        Seen(
            f"{pack}{day}",
            "b",
            date(2026, 5, day),
            (Observed("ARR-01"),),
            brand=brand,
            pack=pack,
            edition=edition,
        )
        for brand, pack, edition in packs
        for day in range(1, 4)
    ]
    return write_lake(tmp_path_factory.mktemp("compared") / "lake", seen)


def gathered(house: House, lake: Path, asked: Asked) -> ComparisonInput:
    """What the report of a question is made of."""
    with open_comparisons(lake) as ask:
        return house.desk("hq").papers.comparison.gathered(answer_all(ask, ComparisonOrder(asked)))


def test_a_report_about_one_pack_wears_its_brands_logo_and_design(house: House, lake: Path) -> None:
    source = gathered(house, lake, Asked(brands=("Corner Shop",)))
    assert source.logo == LOGO
    assert source.design is not None


def test_where_another_brand_stands_beside_it_no_brands_logo_is_worn(house: House, lake: Path) -> None:
    source = gathered(house, lake, Asked())
    assert {group.pack for group in source.groups} == {"corner-shop", "cafe"}
    assert set(source.packs) == {"corner-shop"}
    assert source.logo is None
    assert source.design is None


def test_standards_and_sections_that_an_edition_dropped_keep_the_words_they_had(
    house: House, lake: Path
) -> None:
    earlier = gathered(house, lake, Asked(brands=("Corner Shop",))).packs["corner-shop"]
    first, *others = earlier.sections
    assert len(first.standards) > 1
    assert others
    newest = replace(earlier, sections=(replace(first, standards=first.standards[:1]),))
    grown = with_dropped(newest, earlier)
    assert grown.standards[0] is newest.standards[0]
    assert {one.code: one.text for one in grown.standards} == {
        one.code: one.text for one in earlier.standards
    }
    assert [section.code for section in grown.sections] == [section.code for section in earlier.sections]
    assert with_dropped(earlier, newest) == earlier

"""What a comparison report is made of: its figures, and a brand's own logo and design where it is about one pack."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qaudit.analysis.value import Assumptions, Range
from qaudit.desk.branch_editions import with_dropped
from qaudit.desk.comparison.asking import Asked, open_comparisons
from qaudit.desk.comparison.complaints import Complaint
from qaudit.desk.comparison.gap import Survey
from qaudit.desk.comparison.value import ValueFile
from qaudit.desk.documents.comparison import ComparisonOrder, answer_all
from qaudit.interop.survey_table import SurveyAnswer
from qaudit.reports.comparison_subject import ComparisonInput, GroupFigures, RunLine
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


# Its figures, by hand.

MADE = [
    # branch, month, edition, seconds until greeted (60 are allowed), whether the window is clean
    ("a", 2, "2026-01", 40.0, "met"),
    ("a", 3, "2026-01", 90.0, "met"),
    ("a", 4, "2026-01", 80.0, "met"),
    ("a", 5, "2026-02", 70.0, "met"),
    ("b", 3, "2026-01", 30.0, "missed"),
    ("b", 4, "2026-01", 30.0, "met"),
    ("b", 5, "2026-02", 30.0, "met"),
]
REGIONS = {"a": "north", "b": "south"}


@pytest.fixture(scope="module")
def figures(house: House, tmp_path_factory: pytest.TempPathFactory) -> GroupFigures:
    """What a report tells of the visits above, the months up to March being the earlier side."""
    seen = [
        Seen(
            f"{branch}{month}",
            branch,
            date(2026, month, 1),
            (
                Observed("GREET", "met" if took <= 60 else "missed", seconds=took, limit=60.0),
                Observed("WINDOW", window, section="shop", dimension="tangibles"),
            ),
            region=REGIONS[branch],
            edition=edition,
        )
        for branch, month, edition, took, window in MADE
    ]
    lake = write_lake(tmp_path_factory.mktemp("by hand") / "lake", seen)
    one, few = Range(1.0, 1.0), Range(0.0, 1.0)
    order = ComparisonOrder(
        Asked(),
        against=Asked(until=date(2026, 3, 31)),
        survey=Survey("dimension", tuple(SurveyAnswer("empathy", 6.0, told) for told in (3.0, 5.0))),
        value=ValueFile(60.0, Assumptions(one, few, one, one, one)),
        said=tuple(Complaint(voice, "Alder", "cafe", "WINDOW") for voice in ("1", "2")),
        with_auditors=True,
    )
    with open_comparisons(lake) as ask:
        [group] = house.desk("hq").papers.comparison.gathered(answer_all(ask, order)).groups
    return group


def test_standards_repeats_and_runs_are_those_of_the_visits(figures: GroupFigures) -> None:
    assert (figures.n, figures.editions) == (7, ("2026-01", "2026-02"))
    assert [(one.code, one.section, one.n, one.lost_share) for one in figures.standards] == [
        ("GREET", "door", 7, 0.75),
        ("WINDOW", "shop", 7, 0.25),
    ]
    assert [one.met.value for one in figures.standards] == [pytest.approx(4 / 7), pytest.approx(6 / 7)]
    assert [(one.code, one.n, one.branches, one.running) for one in figures.repeats] == [
        ("GREET", 2, 1, 1),
        ("WINDOW", 1, 1, 0),
    ]
    [run] = figures.runs
    assert run == RunLine("GREET", "Branch a", 3, 4, date(2026, 3, 1), date(2026, 5, 1))
    [times] = figures.times
    assert (times.code, times.summary.n, times.lost, times.lost_share) == ("GREET", 7, 60.0, 1.0)


def test_branches_regions_and_months_are_those_of_the_visits(figures: GroupFigures) -> None:
    assert figures.league is not None
    assert figures.regions is not None
    assert figures.heat is not None
    assert figures.consistency is not None
    means = {"a": 62.5, "b": pytest.approx(250 / 3)}
    assert {one.code: one.figures.mean.value for one in figures.league.lines} == means
    assert {one.code: one.name for one in figures.league.lines} == {"a": "Branch a", "b": "Branch b"}
    assert {one.code for one in figures.regions.lines} == {"north", "south"}
    assert {one.code: (one.n, one.mean) for one in figures.consistency.lines} == {
        code: (number, means[code]) for code, number in (("a", 4), ("b", 3))
    }
    assert figures.heat.columns == ("door", "shop")
    [door, shop] = figures.heat.lines[0].cells
    assert door is not None
    assert shop is not None
    assert (door[0].value, shop[0].value) == (25.0, 100.0)
    [first, _second] = figures.courses
    assert [(one.month, one.n, one.value, one.edition) for one in first.points] == [
        ("2026-02", 1, 100.0, None),
        ("2026-03", 1, 50.0, None),
        ("2026-04", 1, 50.0, None),
        ("2026-05", 1, 50.0, ("2026-02", "2026-02")),
    ]


def test_what_is_told_besides_is_that_of_the_visits_and_of_who_said_it(figures: GroupFigures) -> None:
    assert figures.changes is not None
    assert figures.complaints is not None
    assert figures.value is not None
    assert figures.changes.n == (3, 7)
    assert [*figures.changes.means] == [pytest.approx(200 / 3), pytest.approx(500 / 7)]
    [gap] = figures.gap
    seen = (gap.expectation, gap.perception, gap.gap, gap.audited)
    assert (gap.key, gap.n) == ("empathy", 2)
    assert [getattr(one, "value", None) for one in seen] == [6.0, 4.0, -2.0, pytest.approx(400 / 7)]
    [line] = figures.complaints.lines
    assert (line.code, line.complaints, line.n) == ("WINDOW", 2, 7)
    assert line.met is not None
    assert line.met.value == pytest.approx(6 / 7)
    assert (figures.value.limit, getattr(figures.value.poor, "value", None)) == (60.0, pytest.approx(4 / 7))
    assert [(one.alias, one.n) for one in figures.auditors] == [("ann", 7)]

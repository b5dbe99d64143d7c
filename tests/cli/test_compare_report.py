"""`qaudit compare report`, typed: the paper and the page of a lake, what they are asked for, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from tests.cli.test_compare import FIGURES, SURVEY
from tests.command_line import Cli
from tests.lake.small_lake import Observed, Seen, programme, write_lake
from tests.reports.written import read_html, read_pdf


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A programme with several brands, kinds and editions."""
    return write_lake(tmp_path_factory.mktemp("compared") / "lake", programme(visits=120))


def page_of(cli: Cli, lake: Path, *words: str) -> str:
    """The words of the HTML page that a command writes."""
    target = cli.folder / "page.html"
    said = cli.done("compare", "report", *words, "--lake", str(lake), "-o", str(target))
    assert said.out.strip() == str(target)
    return read_html(target.read_text(encoding="utf-8"))


def test_the_page_has_a_part_for_each_question_and_each_group(cli: Cli, lake: Path) -> None:
    words = page_of(cli, lake, "--kind", "unannounced", "--kind", "announced")
    for title in (
        "What stands", "Brands beside each other", "The branches", "Chance or more", "The regions",
        "Branches and sections", "Over time", "Standards, the weakest first", "Standards that tell branches apart",
        "Missed again", "Misses that last until now", "Measured times", "How much visits vary",
        "What editions changed", "Method and limits",
    ):  # fmt: skip
        assert title in words, title
    assert "Alder · cafe · announced visits" in words
    assert "Alder · cafe · unannounced visits" in words
    assert "As of 14 May 2026" in words
    for title in (
        "What changed",
        "Customers beside the audit",
        "What poor visits may cost",
        "Auditors beside",
    ):
        assert title not in words
    assert not cli.db.exists(), "a question makes no store"


def test_what_is_asked_for_besides_is_told_on_a_paper_of_its_own_name(
    cli: Cli, lake: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("survey.csv").write_text(SURVEY, encoding="utf-8")
    Path("figures.toml").write_text(FIGURES, encoding="utf-8")
    about = cli.done(
        "compare", "report", "--brand", "Alder", "--since", "2026-04-01", "--against-until", "2026-03-31",
        "--auditors", "--survey", "survey.csv", "--value", "figures.toml", "--lake", str(lake), "--json",
    ).document  # fmt: skip
    assert about["path"] == "comparison-alder-2026-05-14.pdf"
    assert (about["format"], about["groups"]) == ("pdf", 1)
    words = read_pdf(Path(about["path"]).read_bytes()).text
    assert f"{about['visits']} visits with a score" in words
    assert "Alder from 1 April 2026 on" in words
    assert "Compared with up to 31 March 2026; Brand: Alder; Kind of visit: unannounced visits" in words
    for title in (
        "What changed",
        "Customers beside the audit",
        "What poor visits may cost",
        "Auditors beside",
    ):
        assert title in words, title


HARD = {
    "one visit": [Seen("v", "b", date(2026, 5, 1), (Observed("A1"), Observed("A2", "missed")))],
    "nothing applies": [
        Seen(f"v{day}", f"b{day % 3}", date(2026, 5, day), (Observed("A1", "not_applicable"),))
        for day in range(1, 13)
    ],
    "one branch": [
        Seen(f"v{day}", "b", date(2026, 1 + day, 3), (Observed("A1"), Observed("A2", "missed" if day % 2 else "met")))
        for day in range(11)
    ],
    "all the same": [
        Seen(f"v{day}", f"b{day % 6}", date(2026, 5, day), (Observed("A1"), Observed("A2", "missed")))
        for day in range(1, 28)
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_a_poor_lake_makes_a_page_that_says_so_or_one_sentence(cli: Cli, tmp_path: Path, name: str) -> None:
    lake = write_lake(tmp_path / "lake", HARD[name])
    if name == "nothing applies":
        said = cli("compare", "report", "--lake", str(lake), "-o", str(tmp_path / "x.html"))
        assert said.code == 2
        assert said.err.startswith("qaudit: No published visit answers this")
        assert "Traceback" not in said.err
        return
    words = page_of(cli, lake)
    assert "surely" not in words.partition("Method and limits")[0].replace(
        "▲ and ▽ are surely above and below", ""
    )
    assert "The branches" in words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--most", "3"), "No such option"),
        (("--against-month", "May"), "'May' is no month"),
        (
            ("--against-since", "2026-05-02", "--against-until", "2026-05-01"),
            "2026-05-02 is after 2026-05-01 (turn the two days round)",
        ),
        (("--survey", "nowhere.csv"), "nowhere.csv cannot be read"),
        (("--lang", "tlh"), "has the language 'tlh'"),
        (("--brand", "Nobody"), "No visit of the lake is of the brand Nobody"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(
    cli: Cli, lake: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = cli("compare", "report", "--lake", str(lake), *words)
    assert said.code != 0
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_a_place_that_is_not_there_is_refused_before_the_lake_is_asked(cli: Cli, tmp_path: Path) -> None:
    said = cli(
        "compare", "report", "--lake", str(tmp_path / "no-lake"), "-o", str(tmp_path / "gone" / "x.pdf")
    )
    assert said.code == 6
    assert "the folder does not exist" in said.err


def test_the_report_is_for_headquarters(cli: Cli, lake: Path) -> None:
    cli.done("person", "add", "hq", "--role", "headquarters")
    cli.done("person", "add", "owl", "--role", "reviewer", "--as", "hq")
    said = cli("compare", "report", "--lake", str(lake), "--as", "owl", "-o", "x.html")
    assert said.code == 7
    assert not Path("x.html").exists()

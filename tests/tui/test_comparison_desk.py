"""Headquarters' comparisons by keys: a league with its n, down to a visit and back, filters, files, stopping."""

import json
import re
import subprocess
import sys
from asyncio import to_thread
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from threading import Event

import pytest
from pyarrow.parquet import read_table, write_table

from qaudit.core.people import Role
from qaudit.desk.comparison.asked import Asked, Every
from qaudit.desk.comparison.asking import Comparisons, open_comparisons
from qaudit.desk.documents.visit import ReportFormat
from qaudit.lake.lock import held
from qaudit.speech import speaking
from qaudit.tui.comparing import View
from qaudit.tui.screens.asking_page import AskingPage
from qaudit.tui.screens.comparison import ComparisonPage
from qaudit.tui.screens.comparison_branch import ComparedBranchPage
from qaudit.wiring import Desk
from tests.builders import a_section, a_standard
from tests.command_line import Cli
from tests.lake.small_lake import programme, write_lake
from tests.tui.driving import Clock, Driven, Size, driven
from tests.tui.reviewing import DESK_PACK, JAFFA, House, ended

BRAND = "Alder"
Opened = Callable[..., object]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two brands, three regions, nine branches and three kinds of visit."""
    return write_lake(tmp_path_factory.mktemp("compared") / "lake", programme(visits=150))


@pytest.fixture
def office(desk: Desk, clock: Clock, lake: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Headquarters' desk over that lake; its files go beside the store."""
    desk.people.add("boss", Role.HEADQUARTERS)
    monkeypatch.setenv("QAUDIT_LAKE", str(lake))
    monkeypatch.chdir(Path(desk.store_target).parent)
    made = Desk(db=desk.store_target, world=clock.world(), who="boss")
    yield made
    made.store.close()


@asynccontextmanager
async def comparing(desk: Desk, size: Size = (80, 24)) -> AsyncIterator[Driven]:
    """The page of comparisons, answered."""
    async with driven(desk, None, size) as app:
        await app.press("c")
        assert app.page == "ComparisonPage"
        await answered(app)
        yield app


async def answered(app: Driven) -> None:
    """Waits for the answer, and until it is drawn."""
    await app.settle()
    await ended(app)
    while isinstance(page := app.screen, AskingPage) and page.is_asking:
        await ended(app)


async def go(app: Driven, *keys: str) -> None:
    """Presses keys, each after the answer to the one before."""
    for key in keys:
        await app.press(key)
        await answered(app)


def page_of(app: Driven) -> ComparisonPage:
    assert isinstance(app.screen, ComparisonPage)
    return app.screen


def line_with(app: Driven, words: str) -> str:
    """The first line of the window that has these words."""
    found = [line for line in app.text.splitlines() if words in line]
    assert found, f"{words!r} is not in\n{app.text}"
    return found[0]


@pytest.fixture(scope="module")
def plain(lake: Path) -> Iterator[Comparisons]:
    """The same lake, asked without the app."""
    with open_comparisons(lake) as comparisons:
        yield comparisons


# ── What is shown ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_league_has_a_line_for_each_branch_with_its_n(
    office: Desk, plain: Comparisons, size: Size
) -> None:
    league = plain.leagues(Asked())[0]
    assert len(league.rows) > 3
    async with comparing(office, size) as app:
        assert "unannounced" in app.text
        shown = [line for line in app.text.splitlines() if "Branch b" in line]
        assert len(shown) > 3
        for row, line in zip(league.rows, shown, strict=False):
            words = line.split()
            assert row.name in line
            assert str(row.figures.n) in words
            assert "●" in line
        told = " ".join(app.text.split())
        assert f"({league.rows[0].member})" in told
        assert "likelier" in told


async def test_views_by_number_keys_show_the_same_visits(office: Desk) -> None:
    async with comparing(office) as app:
        await go(app, "down")
        member = page_of(app)._keep_chosen()
        await go(app, "2")
        assert "median" in app.text or "No limits" in app.text
        assert f"Branch {member}" in app.text, "the member of the league is the one whose course is shown"
        await go(app, "down")
        assert f"Branch {member}" not in line_with(app, "score · in percent")
        await go(app, "t", "o")
        assert page_of(app).sight.every is Every.VISIT
        assert "standards met" in app.text
        await go(app, "3")
        assert "mean of all" in app.text
        await go(app, "4")
        assert "door" in app.text
        assert "till" in app.text
        await go(app, "slash")
        await app.write("b3")
        await go(app, "enter", "1", "4")
        assert page_of(app)._keep_chosen() == "b3", "the member that was found is chosen on the map, too"
        await go(app, "pagedown", "1")
        members = len(page_of(app)._shown[0].rows)
        shown = [line for line in app.text.splitlines() if "Branch b" in line and "●" in line]
        assert len(shown) == members, (
            "all that have room stand there, whoever was chosen before the list was drawn"
        )
        await go(app, "4")
        await app.press("pageup", "tab", "n")
        assert "▲ better" in app.text
        await app.press("n")
        assert "▽ worse" in app.text
        await go(app, "5")
        assert "LOST %" in app.text
        await go(app, "6")
        assert "AGAIN" in app.text
        await app.press("i")
        assert app.page == "TextSheet"
        assert "judged again" in app.text
        await app.press("escape")
        await go(app, "1")
        assert "OTHERS" in app.text
        await app.pilot.resize_terminal(36, 20)
        await app.settle()
        told = " ".join(app.text[app.text.index("mean ") :].split())
        assert re.match(r"mean [\d.]+ \(.+\) · place .+ …", told), "what is cut says so"


async def test_filters_stay_in_every_view_and_go_by_one_key(office: Desk) -> None:
    async with comparing(office) as app:
        assert "all brands · unannounced · all days" in app.text
        assert "group 1 of 2" in app.text
        await go(app, "f", "a")
        assert app.page == "PickSheet"
        assert BRAND in app.text
        await go(app, "b")
        assert app.page == "ComparisonPage"
        await go(app, "f", "f", "c", "p", "c")
        assert "group" not in app.text.splitlines()[0], "one brand has one group"
        for view in "2456":
            await go(app, view)
            told = line_with(app, BRAND)
            assert "section" in told
            assert "this year" in " ".join(app.text.split())
        await app.press("q")
        assert app.page == "HeadquartersDeskPage"
        await go(app, "c")
        assert page_of(app).sight.view is View.REPEATS
        assert page_of(app).comparing.is_filtered, "they stay while the app runs"
        await go(app, "x", "1")
        assert "all brands · unannounced · all days" in app.text


async def test_a_group_is_never_mixed_with_another_and_by_sections_each_is_one(office: Desk) -> None:
    async with comparing(office) as app:
        await go(app, "tab")
        first = page_of(app)._group
        assert first is not None
        assert first.brand != BRAND
        await go(app, "f", "c", "a")
        assert "group" in app.text
        assert {group.kind for group in page_of(app)._groups} == {"announced", "self_check", "unannounced"}
        await go(app, "b", "b", "g", "end", "enter")
        group = page_of(app)._group
        assert group is not None
        assert group == page_of(app)._groups[-1]
        assert "branches by sections" in " ".join(app.text.split())
        assert f" {group.key} · " in app.text, "what is compared by comes before whose it is"


async def test_nothing_answers_and_it_is_said_and_who_leaves_closes_the_lake(office: Desk) -> None:
    async with comparing(office) as app:
        await go(app, "p", "d")
        assert "No published visit answers this" in app.text
        await app.press("enter", "down", "e", "g")
        assert app.page == "ComparisonPage"
        lake = page_of(app).lake
        await app.press("q")
        assert lake.is_closed


# ── Going on, and back ─────────────────────────────────────────────────────────────────────────────


async def test_a_brand_leads_to_its_regions_to_its_branches_and_back_to_where_one_was(office: Desk) -> None:
    async with comparing(office) as app:
        await go(app, "l", "l")
        assert "brands by the total" in app.text
        brand = page_of(app)._keep_chosen()
        await go(app, "enter")
        assert page_of(app).sight.asked.brands == (brand,)
        assert "regions by the total" in app.text
        await go(app, "down")
        region = page_of(app)._keep_chosen()
        await go(app, "enter")
        assert page_of(app).sight.asked.regions == (region,)
        await go(app, "4", "1")
        assert page_of(app).sight.asked.regions == (region,), "in every view"
        await go(app, "escape")
        assert page_of(app)._keep_chosen() == region
        await go(app, "escape")
        assert page_of(app)._keep_chosen() == brand
        assert page_of(app).sight.asked.brands == ()
        await app.press("escape")
        assert app.page == "HeadquartersDeskPage"


async def test_a_standard_leads_to_the_league_by_it_and_a_line_is_found_by_words(office: Desk) -> None:
    async with comparing(office) as app:
        await go(app, "5", "slash")
        await app.write("b2")
        await go(app, "enter", "enter")
        assert page_of(app).sight.asked.codes == ("B2",)
        assert page_of(app).sight.view is View.LEAGUE
        assert "standard B2" in app.text
        await go(app, "escape")
        assert page_of(app)._keep_chosen() == "B2"


async def test_without_a_lake_it_is_made_and_a_branch_leads_to_a_visit_to_a_standard(
    desk: Desk, clock: Clock
) -> None:
    house = House(desk, clock)
    visits = [house.published({"BIL-01": "no"}), house.published(branch=JAFFA)]
    async with house.app_of("boss", size=(40, 20)) as app:
        await go(app, "c")
        assert "there is none yet" in " ".join(app.text.split())
        await app.press("u")
        await ended(app)
        await answered(app)
        # Two visits of two branches: nobody has a place, and it is said what that takes.
        assert "Harbour" in app.text
        assert "needs 3" in " ".join(app.text.split())
        league = page_of(app)._shown[0]
        assert all(not hasattr(row.figures.standing, "place") for row in league.rows)
        await go(app, "down")
        branch = page_of(app)._keep_chosen()
        await go(app, "enter")
        assert app.page == "ComparedBranchPage"
        assert branch in app.text
        day = line_with(app, "2026-05-14")
        assert ("100.0" in day) == (branch == JAFFA.code)
        await go(app, "enter")
        assert app.page == "ReviewVisitPage"
        assert app.screen.visit_id == visits[branch == JAFFA.code]  # type: ignore[attr-defined]
        await go(app, "tab", "enter")
        assert app.page == "SeenSheet"
        await go(app, "q", "q")
        assert app.page == "ComparedBranchPage"
        await go(app, "t", "escape")
        assert page_of(app)._keep_chosen() == branch
        house.published({"BIL-02": "no"})
        await go(app, "q", "c")
        assert "1 visit changed since the lake was refreshed" in app.status
        await go(app, "5")
        assert line_with(app, "MET %").startswith(" STANDARD ")
        desk.lake().rebuild()
        await go(app, "6")
        assert "while it was open (u takes in what is new)" in " ".join(app.text.split())
        assert "u take in" in app.text
        await go(app, "u")
        assert "AGAIN" in app.text
        assert "u take in" not in app.text


async def test_a_standard_of_another_edition_has_its_words_when_filters_let_it_in(
    desk: Desk, clock: Clock
) -> None:
    house = House(desk, clock)
    added = a_section("EXT", a_standard("EXT-01", text="The lamp is lit"))
    later = replace(
        DESK_PACK, ref=replace(DESK_PACK.ref, edition="2026.2"), sections=(*DESK_PACK.sections, added)
    )
    house.published()
    for pack, readings in ((later, {"EXT-01": "yes"}), (DESK_PACK, {})):
        visit = house.submitted(readings, branch=JAFFA, pack=pack)
        desk.review.approve(visit, house.owl)
        desk.publication.publish([visit], house.boss, form=ReportFormat.HTML)
    async with house.app_of("boss") as app:
        await go(app, "c")
        await go(app, "u")
        page_of(app).comparing.filter(regions=("North",))
        await go(app, "5")
        assert "The desk is tidy" in app.text
        assert "EXT-01" not in app.text
        await go(app, "x")
        assert "The lamp is lit" in line_with(app, "EXT-01")


# ── Files ──────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_exported_is_what_the_command_writes(
    office: Desk,
    lake: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cli = Cli(tmp_path / "commands", capfd.readouterr, monkeypatch)
    cli.folder.mkdir()
    of_brand = ["--lake", str(lake), "--brand", BRAND, "--pack", "cafe"]
    async with comparing(office) as app:
        for view, letter, words in (
            ("1", "b", ["league"]),
            ("5", "d", ["standards"]),
            ("2", "b", ["trend", "--branch", "b1"]),
        ):
            page_of(app).comparing.go(member="b1")
            await go(app, view, "e", letter)
            written = Path(app.status.replace("\n", ""))
            assert written.parent == tmp_path
            assert written.stem.startswith(f"{words[0]}-{BRAND}")
            target = cli.folder / f"{words[0]}{written.suffix}"
            cli.done("compare", *words, *of_brand, "-o", str(target))
            if written.suffix == ".json":
                assert json.loads(written.read_text())["tables"] == json.loads(target.read_text())["tables"]
            else:
                assert written.read_bytes() == target.read_bytes()
                assert written.read_text().count("\n") > 3
        await go(app, "1", "e", "a", "e", "a")
    assert len(list(tmp_path.glob("league-*.xlsx"))) == 2, "nothing is overwritten"


async def test_an_export_is_stopped_and_leaves_no_file(office: Desk, tmp_path: Path) -> None:
    async with comparing(office) as app:
        with page_of(app).lake._first:
            await app.press("e", "b")
            assert app.page == "WorkingSheet"
            assert "Esc stop" in app.text
            await app.press("escape")
            assert "Esc stop" not in app.text
        await ended(app)
        assert app.page == "ComparisonPage"
        assert app.status == "Stopped: nothing was written"
        assert list(tmp_path.glob("league-*")) == []
        await go(app, "2", "1", "enter")
        assert app.page == "ComparedBranchPage"
        await go(app, "e", "b")
        assert ".csv" in app.status
        assert "Esc close" in app.text
        await go(app, "escape")
        assert (app.page, app.status) == ("ComparedBranchPage", ""), (
            "pressed a moment too late, it goes no step back"
        )
        await go(app, "escape", "e", "b")
        assert len(list(tmp_path.glob("league-*"))) == 1
        assert "Esc close" in app.text
        await go(app, "escape")
        assert (app.page, app.status) == ("ComparisonPage", "")
        await go(app, "e", "b", "2", "escape")
        assert app.page == "HeadquartersDeskPage", "what is said no more is not closed"


# ── While it is asked ──────────────────────────────────────────────────────────────────────────────


async def test_the_page_stands_before_the_answer_and_a_question_is_stopped(office: Desk, lake: Path) -> None:
    may_open, has_begun = Event(), Event()

    @contextmanager
    def slowly() -> Iterator[Comparisons]:
        has_begun.set()
        assert may_open.wait(30)
        with open_comparisons(lake) as comparisons:
            yield comparisons

    async with driven(office, None, (80, 24)) as app:
        app.app.push_screen(ComparisonPage(slowly))
        await app.settle()
        assert "all brands · unannounced · all days" in app.text
        assert "asking …" in app.text
        assert await to_thread(has_begun.wait, 30)
        await app.press("3", "1", "escape")
        assert "Stopped" in app.status
        assert app.page == "ComparisonPage"
        may_open.set()
        await ended(app)
        assert "Stopped" in app.text, "an answer that comes after one has moved on is dropped"
        assert "Branch b" not in app.text
        await go(app, "1")
        assert "Branch b" in app.text


async def test_what_nobody_waits_for_any_more_comes_over_nothing(office: Desk) -> None:
    async with comparing(office) as app:
        await go(app, "2", "1")
        lake = page_of(app).lake
        with lake._first:
            await app.press("f", "d", "escape")
            assert "Stopped" in app.status
            assert "Branch b" in app.text, "what was answered before still stands"
            await app.press("f", "d", "2")
            assert not page_of(app).is_asking
        await answered(app)
        assert app.page == "ComparisonPage"
        with lake._first:
            await app.press("f", "d", "e")
        await answered(app)
        assert "in which form" in app.text


async def test_a_lake_that_breaks_while_it_is_open_is_told_beside_what_stands(
    office: Desk, lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.lake"
    copytree(lake, own)
    monkeypatch.setenv("QAUDIT_LAKE", str(own))
    async with comparing(Desk(db=office.store_target, world=office.world, who="boss")) as app:
        await go(app, "enter")
        page = app.screen
        assert isinstance(page, ComparedBranchPage)
        with page.lake._first:
            await app.press("t", "escape")
        await go(app, "e", "b")
        written = Path(app.status.replace("\n", "")).read_text()
        assert re.search(r"\d{4}-\d\d-\d\d", written), "visits are shown, so visits are written"
        for part in own.rglob("*.parquet"):
            part.unlink()
        await go(app, "t")
        assert "lake" in app.status
        assert "MISSED" in app.text
        await go(app, "q", "f", "d")
        assert "qaudit lake rebuild" in app.status
        assert "Branch b" in app.text
        assert " u " not in app.text, "taking in what is new mends nothing"
        with held(own):
            await go(app, "u")
        assert ["Somebody else" in one.message for one in app.app._notifications] == [True]


@pytest.mark.parametrize("fault", ["other columns", "older", "damaged"])
async def test_a_lake_that_a_refresh_does_not_mend_names_what_does(
    fault: str, office: Desk, lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.lake"
    copytree(lake, own)
    monkeypatch.setenv("QAUDIT_LAKE", str(own))
    contents = own / "datapackage.json"
    if fault == "other columns":
        for part in (own / "visits").rglob("*.parquet"):
            write_table(read_table(part).drop_columns(["band"]), part)
    elif fault == "older":
        document = json.loads(contents.read_text())
        document["qaudit"]["version"] -= 1
        contents.write_text(json.dumps(document))
    else:
        contents.write_text(contents.read_text().replace('"path"', '"paths"'))
    async with comparing(Desk(db=office.store_target, world=office.world, who="boss")) as app:
        if fault == "other columns":
            await go(app, "enter")
        assert "qaudit lake rebuild" in " ".join(app.text.split())
        assert " u " not in app.text


async def test_from_the_right_and_in_every_window(office: Desk) -> None:
    """No view fails where there is hardly room."""
    with speaking("he"):
        async with comparing(office, (80, 24)) as app:
            first = app.text.splitlines()[5]
            assert first.rstrip().endswith("1"), "places begin at the right"
            for view in "23456":
                await go(app, view, "down", "left")
            await app.pilot.resize_terminal(32, 11)
            for view in "123456":
                await go(app, view)


def test_the_first_paint_loads_no_statistics_and_no_engine() -> None:
    heavy = ("numpy", "scipy", "duckdb", "ibis", "pyarrow", "textual_plot")
    code = f"import sys, qaudit.tui.screens.comparison; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

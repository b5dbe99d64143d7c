"""A published visit at the branch manager's desk: what is told of each miss, and what can be done about it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from textual.widgets import OptionList, TextArea

from qaudit import locale, speech
from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import CorrectiveAction
from qaudit.core.people import Person, Role
from qaudit.core.remarks import Explanation
from qaudit.core.visits import Branch
from qaudit.tui.screens.branch_visit import BranchVisitPage
from qaudit.tui.widgets.status_line import Status, StatusLine
from qaudit.wiring import Desk
from tests.builders import a_pack, a_section, a_standard
from tests.tui.branches import JAFFA, Office, on_page
from tests.tui.driving import SIZES, Clock, Driven, Size

HOSTILE = "[bold red]x[/] [@click=app.bell]y[/] \x1b[31mz\x07 \u202eabc"


@pytest.fixture
def office(desk: Desk, clock: Clock) -> Office:
    return Office(desk, clock)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "rota.png"
    Image.new("RGB", (8, 8), "#357").save(path)
    return path


def page_of(office: Office, visit_id: str) -> BranchVisitPage:
    return BranchVisitPage(office.desk.branch_desk.look(visit_id, office.dana))


def codes(app: Driven) -> list[str]:
    prompts = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
    return [next(iter(re.findall(r"\b[A-Z]{3}-\d\d\b", line)), line.strip()) for line in prompts]


def explanations(office: Office, visit_id: str) -> tuple[Explanation, ...]:
    return office.desk.branch_desk.look(visit_id, office.dana).after.explanations


def planned(office: Office) -> list[CorrectiveAction]:
    return [due.action for due in office.desk.mending.actions(office.dana)]


async def choose(app: Driven, code: str) -> None:
    await app.press(*["down"] * codes(app).index(code))


# What is told.


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_missed_again_comes_before_the_rest(office: Office, size: Size) -> None:
    for _visit in range(2):
        office.published({"FRO-05": "no"})
        office.go_on(1)
    visit_id = office.published({"FRO-02": "no", "FRO-03": "95s", "FRO-05": "no"})
    async with on_page(office.desk, page_of(office, visit_id), size) as app:
        assert codes(app) == ["FRO-05", "FRO-02", "FRO-03", "The whole visit"]
        assert ("3 visits in a row" if size[0] > 60 else "×3") in app.text
        assert "3 missed · not acknowledged yet" in app.text
        await choose(app, "FRO-03")
        await app.press("pagedown")
        seen = "1 min 35 s, limit 60 s: over by 35 s"
        assert seen in " ".join(app.text.replace("Seen", "").split())


async def test_a_miss_is_told_with_its_cost_its_note_and_its_evidence(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    async with on_page(office.desk, page_of(office, visit_id), (98, 40)) as app:
        shown = " ".join(app.text.split())
    for words in (
        "The guest is greeted by name",
        "Verdict missed",
        "1 of 1 point · 20.0 % of the total",
        "Note Seen from the hall",
        "critical",
        "appeals until 2026-05-21, 7 days left",
    ):
        assert words in shown


async def test_a_corrected_reading_stands_beside_the_auditors_own(office: Office) -> None:
    visit_id = office.published({"FRO-02": "no"}, corrected={"FRO-04": "no", "FRO-02": "yes"})
    async with on_page(office.desk, page_of(office, visit_id), (98, 40)) as app:
        assert codes(app) == ["FRO-04", "FRO-02", "The whole visit"], "what was put right is told as well"
        shown = " ".join(app.text.split())
        assert "On review no" in shown
        assert "Auditor's yes" in shown
        assert "Why The receipt shows it (owl, 2026-05-14)" in shown
        await choose(app, "FRO-02")
        shown = " ".join(app.text.split())
        assert "Verdict met" in shown
        assert "Auditor's no" in shown


async def test_an_amended_verdict_shows_both_and_the_score_from_before(office: Office) -> None:
    visit_id = office.published({"FRO-02": "no", "FRO-03": "95s"})
    appeal = office.desk.appeals.appeal(visit_id, "FRO-03", "wrong_time", "It was 40 s", office.dana)
    office.go_on(1)
    office.desk.appeals.decide(appeal.id, AppealState.AMENDED, "The bell says so", office.boss, "45s")
    async with on_page(office.desk, page_of(office, visit_id), (98, 40)) as app:
        assert codes(app) == ["FRO-02", "FRO-03", "The whole visit"]
        await choose(app, "FRO-03")
        shown = " ".join(app.text.split())
        assert "On appeal 45 s" in shown
        assert "Auditor's 95 s" in shown
        assert "Decision amended · contested: missed" in shown
        assert "The bell says so (boss, 2026-05-15)" in shown
        await app.press("down")
        shown = " ".join(app.text.split())
        assert "80.0 %, All; before the appeal: 60.0 %" in shown


async def test_hostile_words_are_shown_as_words(office: Office) -> None:
    pack = a_pack(a_section("FRO", a_standard("FRO-01", text=HOSTILE), title=HOSTILE), title=HOSTILE)
    visit_id = office.published({"FRO-01": "no"}, branch=Branch("EVL-01", "Evil"), pack=pack)
    office.dana = office.desk.people.add("dina", Role.MANAGER, ["EVL-01"])
    office.sits(office.dana)
    office.desk.branch_desk.explain(visit_id, "FRO-01", "training", HOSTILE, office.dana)
    office.desk.mending.plan(visit_id, ["FRO-01"], HOSTILE, "trainer", office.clock.at.date(), office.dana)
    async with on_page(office.desk, page_of(office, visit_id), (160, 50)) as app:
        assert "training: [bold red]x[/] [@click=app.bell]y[/] ␛[31mz␇ [RLO]abc" in app.text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", app.text)


@pytest.fixture
def hebrew() -> Iterator[None]:
    locale.install()
    speech.speak("he")
    yield
    speech.speak("en")


@pytest.mark.parametrize("size", [*SIZES, (120, 30)])
async def test_in_hebrew_the_list_begins_at_the_right_and_the_words_are_drawn_in_order(
    office: Office, hebrew: None, size: Size
) -> None:
    pack = a_pack(a_section("FRO", a_standard("FRO-01", text="האורח מתקבל בשמו")), title="תקן")
    visit_id = office.published({"FRO-01": "no"}, pack=pack)
    async with on_page(office.desk, page_of(office, visit_id), size) as app:
        line = str(app.screen.query_one(OptionList).options[0].prompt)
        assert line.endswith("FRO-01 ✗")
        assert "ומשב לבקתמ חרואה" in line
        await app.press("ש")
        assert office.desk.branch_desk.look(visit_id, office.dana).walk.visit.acknowledged_at is not None


# What can be done.


async def test_a_visit_is_acknowledged_once(office: Office) -> None:
    visit_id = office.published()
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        assert codes(app) == ["The whole visit"]
        assert "nothing missed · not acknowledged yet" in app.text
        await app.press("a")
        assert "you have seen the visit" in app.status
        assert "not acknowledged yet" not in app.text
        office.go_on(1)
        await app.press("a")
        assert app.status == "Acknowledged before, on 2026-05-14"
    [entry] = [one for one in office.desk.fieldwork.journal(visit_id) if one.act.value == "acknowledged"]
    assert entry.who == "dana"


async def test_a_reason_is_a_cause_of_the_brands_list_with_words(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        await app.press("g")
        assert "The storm of that week" in app.text
        await app.press("b")
        await app.write("Two ill")
        await app.press("enter")
        assert app.status == "saved · your reason, The storm of that week"
        assert "The storm of that week: Two ill" in app.text
        await app.press("g", "a", "enter")
        assert "short of staff: Two ill" in app.text, "the words are kept where only the cause is another"
        await app.press("down", "g", "a")
        await app.press("enter")
    kept = [(one.code, one.cause, one.words) for one in explanations(office, visit_id)]
    assert kept == [("", "short_of_staff", ""), ("FRO-01", "short_of_staff", "Two ill")]


async def test_a_sheet_that_is_left_saves_nothing_and_says_so_where_something_was_typed(
    office: Office,
) -> None:
    visit_id = office.published({"FRO-01": "no"})
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        for keys in (("g", "a"), ("p", "a"), ("c", "a")):
            await app.press(*keys, "escape")
            assert app.page == "BranchVisitPage"
            assert app.status == ""
            await app.press(*keys, "x", "escape")
            assert app.status == "Nothing is saved: what was typed is dropped"
            app.screen.query_one(StatusLine).status = Status()
    look = office.desk.branch_desk.look(visit_id, office.dana)
    assert (look.after.explanations, look.after.appeals, look.after.actions) == ((), (), ())


async def test_an_appeal_goes_with_words_and_files(office: Office, picture: Path) -> None:
    visit_id = office.published({"FRO-01": "no"})
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        await app.press("p", "b", "enter", "enter")
        assert "An appeal says in words what happened" in app.status
        await app.press("tab", "tab")
        app.screen.query_one(TextArea).focus()
        await app.write("The bell rang")
        await app.press("enter")
        await app.paste(str(picture.with_name("none.png")))
        await app.press("enter")
        assert "There is no file" in app.status
        await app.press(*["backspace"] * len("none.png"))
        await app.paste("rota.png")
        await app.press("enter")
        assert "rota.png goes with it" in app.status
        await app.press("enter")
        assert app.status == "saved · the appeal against FRO-01 waits for headquarters"
        assert "waits for headquarters since 2026-05-14" in app.text
        await app.press("p")
        assert "FRO-01 was appealed before (open)" in app.status
    [appeal] = office.desk.appeals.appeals(office.dana)
    assert (appeal.code, appeal.reason, appeal.words, appeal.who) == (
        "FRO-01", "wrong_time", "The bell rang", "dana",
    )  # fmt: skip
    assert [one.name for one in appeal.evidence] == ["rota.png"]


async def test_a_file_that_is_refused_is_taken_away_again(office: Office, tmp_path: Path) -> None:
    visit_id = office.published({"FRO-01": "no"})
    (tmp_path / "empty.png").touch()
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        await app.press("p", "a")
        await app.write("So it was")
        await app.press("enter")
        await app.paste(str(tmp_path / "empty.png"))
        await app.press("enter", "enter")
        assert app.page == "AppealSheet"
        assert "is empty" in app.status
        assert office.desk.appeals.appeals(office.dana) == ()
        await app.press("ctrl+d", "ctrl+s")
        assert app.page == "BranchVisitPage"
    assert [one.evidence for one in office.desk.appeals.appeals(office.dana)] == [()]


async def test_an_appeal_that_comes_too_late_is_refused_before_anything_is_typed(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    office.go_on(7)
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        assert "until 2026-05-21, today is the last day" in " ".join(app.text.split())
        office.go_on(1)
        await app.press("g", "escape", "p")
        assert app.page == "BranchVisitPage"
        assert app.status == "The last day for an appeal was 2026-05-21; g gives your reason all the same"
        assert "p appeal" not in app.text


async def test_one_action_mends_several_marked_findings(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no", "FRO-02": "no", "FRO-05": "no"})
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        await app.press("space")
        assert app.status == "1 line is marked: c mends it"
        assert "[x] ✗ FRO-01" in app.text
        await app.press("down", "space", "space")
        assert app.status == "Only what was missed is marked"
        await app.press("c")
        assert "Who mends FRO-01, FRO-05?" in app.text
        await app.press("c")
        await app.write("A rota")
        await app.press("enter")
        assert app.status == "write a day such as 2026-12-01, or +14"
        await app.paste("2026-05-13")
        assert app.status == "= Wednesday 13 May 2026, 1 day ago"
        await app.press("enter")
        assert "The due day 2026-05-13 is over" in app.status
        assert planned(office) == []
        await app.press(*["backspace"] * 10)
        await app.write("+14")
        assert app.status == "= Thursday 28 May 2026, in 14 days"
        await app.press("enter")
        assert app.status == "saved · a corrective action for 2 standards"
        assert "[x]" not in app.text
        await app.press("down")
        assert "2026-05-28 · 14 days left" in app.text
        await app.press("w")
        assert app.page == "ActionsPage"
    [action] = planned(office)
    assert (action.codes, action.what, action.owner) == (("FRO-01", "FRO-05"), "A rota", "trainer")
    assert action.due.isoformat() == "2026-05-28"


async def test_what_headquarters_may_not_do_is_refused_in_words(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    office.sits(office.boss)
    look = office.desk.branch_desk.look(visit_id, office.boss)
    async with on_page(office.desk, BranchVisitPage(look)) as app:
        for key in ("a", "p", "g"):
            await app.press(key)
            assert app.page == "BranchVisitPage"
            assert "not in your role" in app.status
        assert "a acknowledge" not in app.text
    assert explanations(office, visit_id) == ()


async def test_another_managers_visit_cannot_be_opened(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    page = page_of(office, visit_id)
    office.sits(Person("dov", Role.MANAGER, (JAFFA.code,)))
    async with on_page(office.desk, page) as app:
        assert "is not one of yours" in app.status
        await app.press("g")
        assert app.page == "BranchVisitPage"


async def test_a_published_report_is_written_as_it_was(office: Office, tmp_path: Path) -> None:
    office.desk.__dict__["reports_folder"] = tmp_path
    visit_id = office.published({"FRO-01": "no"})
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        await app.press("r", "a")
        assert "published-1.html" in app.status
        [kept] = office.desk.publication.kept_reports(visit_id)
        [file] = tmp_path.glob("*.html")
        assert file.stat().st_size == kept.size
        await app.press("j")
        assert "The journal of Harbour Haifa" in app.text
        await app.press("q", "q")


async def test_what_others_did_meanwhile_is_seen_when_the_page_comes_back(office: Office) -> None:
    visit_id = office.published({"FRO-01": "no"})
    appeal = office.desk.appeals.appeal(visit_id, "FRO-01", "wrong_fact", "It was", office.dana)
    async with on_page(office.desk, page_of(office, visit_id)) as app:
        assert "1 missed" in app.text
        office.desk.appeals.decide(appeal.id, AppealState.UPHELD, "Right", office.boss)
        await app.press("question_mark", "q")
        assert "nothing missed" in app.text
        assert codes(app) == ["FRO-01", "The whole visit"]

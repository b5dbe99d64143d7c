"""The reviewer's desk: the queue, a visit under review, and the verbs on it."""

from pathlib import Path

import pytest

from qaudit.cli.main import run_command
from qaudit.core.readings import YesNo
from qaudit.core.visits import Auditor, AuditorRole
from qaudit.errors import UsageError
from qaudit.tui.app import QauditApp
from qaudit.tui.messages import ReportWritten
from qaudit.tui.screens import review_queue
from qaudit.tui.screens.review_lines import waiting_words
from qaudit.tui.widgets.row_list import RowList
from qaudit.wiring import Desk
from tests.builders import moment
from tests.tui.driving import SIZES, Clock, Driven, Size, on_the_disk
from tests.tui.reviewing import JAFFA, House, ended, shown_lines

DAY = 86_400


@pytest.fixture
def house(desk: Desk, clock: Clock) -> House:
    return House(desk, clock)


def rows(app: Driven) -> list[str]:
    """The rows of the queue that are in view."""
    queue = app.screen.query_one(RowList)
    return [
        " ".join(" ".join(str(line) for line in queue._draw(place, 76)).split()) for place in queue.in_view
    ]


# The first page by role.


async def test_the_app_opens_on_the_desk_of_the_role_and_h_goes_between_it_and_all_visits(
    house: House,
) -> None:
    house.submitted()
    for alias, page in (
        ("owl", "ReviewQueuePage"),
        ("boss", "HeadquartersDeskPage"),
        ("dana", "BranchDeskPage"),
        ("heron", "HomePage"),
    ):
        async with house.app_of(alias) as app:
            assert app.page == page
    async with house.app_of("owl") as app:
        await app.press("h")
        assert app.page == "HomePage"
        assert "my desk" in app.text
        await app.press("h")
        assert app.page == "ReviewQueuePage"
        await app.press("h", "q")
        assert app.app.return_value == 0


@pytest.mark.parametrize("alias", ["owl", "boss", "dana"])
async def test_going_back_by_escape_ends_at_the_desk_and_not_outside(house: House, alias: str) -> None:
    house.submitted()
    async with house.app_of(alias) as app:
        desk = app.page
        await app.press("escape", "question_mark", "escape", "escape")
        assert app.page == desk
        assert app.app.return_value is None
        await app.press("q")
        assert app.app.return_value == 0


async def test_an_auditor_has_no_other_desk_and_the_foot_does_not_name_one(house: House) -> None:
    house.submitted()
    async with house.app_of("heron") as app:
        assert "my desk" not in app.text
        await app.press("h")
        assert app.page == "HomePage"


def test_an_alias_that_nobody_has_is_refused_before_the_app_opens(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError):
        QauditApp(house.desk_of("olw"))
    monkeypatch.setattr("qaudit.cli.output.is_terminal", lambda: True)
    assert run_command(["--db", house.desk.store_target, "--as", "olw"], house.clock.world()) == 2
    assert "owl" in capsys.readouterr().err


# The queue.


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_the_queue_has_the_oldest_first_with_its_wait_and_what_the_checks_see(
    house: House, clock: Clock, size: Size
) -> None:
    first = house.submitted({"BIL-01": "no"})
    clock.go_on(3 * DAY)
    house.submitted(branch=JAFFA)
    async with house.app_of("owl", size=size) as app:
        assert "2 visits wait" in app.text
        told = rows(app)
        assert told[0].startswith("HAI-01 Harbour Haifa 75.0 % · waits 3 days")
        assert "? 1" in told[0]
        if size[1] > 12:
            assert told[1].startswith("TLV-02 Harbour Jaffa 100.0 % · waits 1 min")
        assert app.status == "? 1 thing worth a look"
        await app.press("enter")
        assert app.page == "ReviewVisitPage"
        assert app.screen.visit_id == first  # type: ignore[attr-defined]


async def test_the_checks_of_a_visit_are_made_again_after_a_look_at_it(house: House) -> None:
    visit = house.submitted({"BIL-01": "no"})
    async with house.app_of("owl") as app:
        assert "? 1" in rows(app)[0]
        await app.press("enter")
        house.desk.review.remark(visit, "BIL-01", "Who?", house.owl)
        await app.press("q")
        await app.settle()
        assert app.page == "ReviewQueuePage"
        assert "? 1" in rows(app)[0]
        assert app.status == "? 1 thing worth a look"


async def test_an_empty_queue_says_so(house: House) -> None:
    async with house.app_of("owl") as app:
        assert "No visit waits for a review." in app.text
        await app.press("enter", "j", "k", "pagedown")
        assert app.page == "ReviewQueuePage"


async def test_the_checks_are_made_for_the_rows_in_view_alone_and_the_rest_is_read_on_the_way(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_queue, "MOST_READ", 8)
    for _number in range(12):
        house.submitted()
    async with house.app_of("owl", size=(80, 16)) as app:
        page = app.screen
        assert isinstance(page, review_queue.ReviewQueuePage)
        in_view = len(page.query_one(RowList).in_view)
        assert 0 < in_view < 8
        assert len(page._found) == in_view
        assert "12 visits wait" in app.text
        await app.press("pagedown", "pagedown", "pagedown", "j", "j", "j", "j")
        assert page.query_one(RowList).chosen == 11


async def test_what_others_submit_comes_into_the_queue_and_the_chosen_line_stays(house: House) -> None:
    house.submitted()
    second = house.submitted(branch=JAFFA)
    async with house.app_of("owl") as app:
        await app.press("j")
        assert len(rows(app)) == 2
        house.desk.review.approve(
            next(one.id for one in house.desk.review.queue() if one.id != second), house.owl
        )
        house.submitted()
        app.screen.look_around()  # type: ignore[attr-defined]
        await app.settle()
        assert [row[:6] for row in rows(app)] == ["TLV-02", "HAI-01"]
        assert app.screen.query_one(RowList).chosen == 0


def test_a_wait_is_told_roughly() -> None:
    now = moment("14:00")
    waits = [waiting_words(moment(at), now) for at in ("13:59", "13:58", "09:30")]
    assert waits == ["waits 1 min", "waits 2 min", "waits 4 h"]


# A visit under review.


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_checks_stand_before_findings_and_those_before_all_standards(house: House, size: Size) -> None:
    house.submitted({"BIL-01": "no", "ARR-01": "90s"}, note="ok")
    async with house.app_of("owl", size=size) as app:
        await app.press("enter")
        told = shown_lines(app)
        assert told[0].endswith("checks")
        assert any(line.startswith("? look ") for line in told)
        findings = told.index("2 findings")
        assert told[findings + 1].startswith("ARR-01 critical The guest")
        assert "90 s · missed" in told[findings + 1]
        assert told[findings + 2] == "BIL-01 The bill is right no · missed"
        assert told[findings + 3].startswith("ARR ")
        assert sum(line.startswith("ARR-02") for line in told) == 1
        await app.press("tab", "enter")
        assert app.page == "SeenSheet"
        if size[1] > 20:
            assert "Verdict   missed" in app.text
            assert "Note      ok" in app.text


async def test_a_remark_on_a_standard_and_one_on_the_visit_go_back_with_it(house: House) -> None:
    visit_id = house.submitted({"BIL-01": "no"})
    async with house.app_of("owl") as app:
        await app.press("enter", "tab", "m")
        assert "BIL-01: remark" in app.text
        await app.press("enter")
        assert "A remark needs words" in app.status
        await app.write("Which bill")
        await app.press("enter", "w")
        await app.write("Who paid")
        await app.press("enter")
        assert [line for line in shown_lines(app) if "Who paid" in line] == ["remark Who paid"]
        assert any(line.startswith("BIL-01") and "1 remark" in line for line in shown_lines(app))
        await app.press("b")
        assert "Send back with 2 remarks" in app.text
        await app.press("enter")
        assert app.page == "ReviewQueuePage"
        assert app.status == "Harbour Haifa is sent back to heron"
    assert [(one.code, one.words, one.who) for one in house.remarks(visit_id)] == [
        ("BIL-01", "Which bill", "owl"),
        ("", "Who paid", "owl"),
    ]
    assert house.status(visit_id) == "returned"


async def test_a_visit_without_a_remark_is_sent_back_with_a_reason(house: House) -> None:
    visit_id = house.submitted()
    async with house.app_of("owl") as app:
        await app.press("enter", "b", "enter")
        assert "with a remark or a reason" in app.status
        await app.write("Take the receipt along")
        await app.press("enter")
    assert house.status(visit_id) == "returned"
    assert house.desk.fieldwork.journal(visit_id)[-1].why == "Take the receipt along"


async def test_a_reading_is_corrected_with_a_reason_and_the_auditors_stays_beside_it(house: House) -> None:
    visit_id = house.submitted({"BIL-01": "no"})
    async with house.app_of("owl") as app:
        await app.press("enter", "tab", "c")
        await app.write("maybe")
        await app.press("enter")
        assert "Not yet a reading" in app.status
        await app.press("ctrl+u")
        await app.write("yes")
        assert app.status == "= yes"
        await app.press("enter", "enter")
        assert "Say why" in app.status
        await app.write("The photo shows it")
        await app.press("enter")
        assert app.page == "ReviewVisitPage"
        assert app.status == "BIL-01 is yes now"
        assert "0 findings" in shown_lines(app)
        corrected = next(line for line in shown_lines(app) if line.startswith("BIL-01"))
        assert corrected.endswith("yes · met · corrected")
        await app.press("slash")
        await app.write("BIL-01")
        await app.press("enter", "enter")
        assert "Auditor's no" in " ".join(app.text.split())
        assert "by owl" in app.text
        assert "The photo shows it" in app.text
    visit = on_the_disk(house.desk, visit_id).visit
    [correction] = visit.corrections
    assert (correction.reading, correction.why, correction.who) == (YesNo(True), "The photo shows it", "owl")
    kept = visit.observation("BIL-01")
    assert kept is not None
    assert kept.reading == YesNo(False)


async def test_approval_asks_and_says_how_many_checks_stop(house: House) -> None:
    visit_id = house.submitted()
    async with house.app_of("owl") as app:
        await app.press("enter", "a")
        assert app.page == "ConfirmSheet"
        assert "No check says what cannot be" in app.text
        await app.press("n")
        assert house.status(visit_id) == "submitted"
        await app.press("a", "y")
        assert app.page == "ReviewQueuePage"
        assert app.status == "Harbour Haifa is approved"
    assert house.status(visit_id) == "approved"


async def test_a_visit_is_made_void_with_a_reason_after_a_question(house: House) -> None:
    visit_id = house.submitted()
    async with house.app_of("owl") as app:
        await app.press("enter", "v", "enter")
        assert "with a reason" in app.status
        await app.write("Recognised")
        await app.press("enter", "n")
        assert house.status(visit_id) == "submitted"
        await app.press("v")
        assert "Recognised" in app.text, "what was typed is not lost"
        await app.press("enter", "y")
        assert app.status == "Harbour Haifa is void"
    assert house.status(visit_id) == "void"
    assert house.desk.fieldwork.journal(visit_id)[-1].why == "Recognised"


async def test_what_cannot_be_done_now_is_not_in_the_foot_and_says_why(house: House) -> None:
    visit_id = house.approved()
    async with house.app_of("owl") as app:
        await app.press("h", "enter")
        assert app.page == "ReviewVisitPage"
        foot = app.text.splitlines()[-2:]
        assert "approve" not in " ".join(foot)
        assert "send back" in " ".join(foot)
        for key in ("a", "m", "c"):
            await app.press(key)
            assert "approved" in app.status
    assert house.status(visit_id) == "approved"


async def test_nobody_reviews_a_visit_of_their_own(house: House) -> None:
    visit_id = house.submitted(auditor=Auditor("owl", AuditorRole.REVIEWER))
    async with house.app_of("owl") as app:
        await app.press("enter", "a")
        assert "is your own" in app.status
    assert house.status(visit_id) == "submitted"


async def test_a_check_about_several_standards_asks_which(house: House) -> None:
    missed = {"ARR-02": "no", "BIL-01": "no", "BIL-02": "no"}
    house.submitted(missed, note="The desk stood empty all the time")
    async with house.app_of("owl") as app:
        await app.press("enter")
        same = next(place for place, line in enumerate(shown_lines(app)) if "have the same note" in line)
        await app.press(*["down"] * (same - 1), "m")
        assert app.page == "PickSheet"
        await app.press("b")
        assert app.page == "NoteSheet"


async def test_what_another_reviewer_did_is_shown(house: House) -> None:
    visit_id = house.submitted()
    async with house.app_of("owl") as app:
        await app.press("enter")
        assert "submitted" in app.text
        house.desk.review.approve(visit_id, house.boss)
        app.screen.look_around()  # type: ignore[attr-defined]
        await app.settle()
        assert "approved" in app.text.splitlines()[1]


async def test_the_journal_tells_the_visit_in_words(house: House) -> None:
    visit_id = house.submitted({"BIL-01": "no"})
    house.desk.review.remark(visit_id, "BIL-01", "Which bill?", house.owl)
    async with house.app_of("owl", size=(80, 40)) as app:
        await app.press("enter", "j")
        assert app.page == "TextSheet"
        told = " ".join(app.text.split())
        assert "reading BIL-01" in told
        assert "remark 1 on BIL-01: Which bill?" in told
        await app.press("q")
        assert app.page == "ReviewVisitPage"


async def test_the_report_tells_a_reviewer_the_score(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "reports_folder", tmp_path)
    house.submitted()
    async with house.app_of("owl") as app:
        await app.press("enter", "r")
        await ended(app)
        [written] = app.told(ReportWritten)
        assert isinstance(written, ReportWritten)
        assert written.path.read_bytes().startswith(b"%PDF")

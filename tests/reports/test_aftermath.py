"""What the report tells of the time after the visit, and what it keeps to itself."""

import re
from dataclasses import replace
from datetime import date, timedelta, timezone
from fractions import Fraction
from pathlib import Path

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.follow_up import FollowUp, ListEntry
from qaudit.core.readings import Count, Duration, YesNo
from qaudit.core.text import Text
from qaudit.core.visits import Correction, Origin, VisitStatus
from qaudit.reports.aftermath import (
    Aftermath,
    KeptScore,
    earlier_scores,
    standing_corrections,
)
from qaudit.reports.blank_report import BlankInput, blank_page
from qaudit.reports.visit_report import VisitReportInput, visit_html, visit_pdf
from tests.builders import a_pack, a_section, a_standard, a_visit, count, moment, seen, yes_no
from tests.reports.aftermath import AFTER, aftermath_input, an_appeal
from tests.reports.harbour import harbour_pack, harbour_visit, report_of
from tests.reports.written import AFTERMATH, normalised, read_html, read_pdf


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> VisitReportInput:
    return aftermath_input(tmp_path_factory.mktemp("after"))


@pytest.fixture(scope="module")
def shown(told: VisitReportInput) -> str:
    return read_html(visit_html(told))


def part(page: str, begins: str, ends: str) -> str:
    """The words of a page between two headings."""
    assert begins in page
    assert ends in page
    return page.partition(begins)[2].partition(ends)[0]


def finding(page: str, code: str, after: str) -> str:
    """The words of one finding, up to the code of the next."""
    return part(part(page, "What was missed", "After the visit"), code, after)


def test_the_page_is_the_golden_one(told: VisitReportInput) -> None:
    """Written anew by `python -m tests.reports.write_golden`, after the difference was read."""
    golden = (Path(__file__).parent / AFTERMATH).read_text(encoding="utf-8")
    assert len(golden) > 20_000
    assert normalised(visit_html(told)) == golden


def test_equal_input_gives_equal_bytes(told: VisitReportInput) -> None:
    made = visit_pdf(told)
    assert made == visit_pdf(replace(told, after=replace(told.after)))
    assert read_pdf(made).info["/ModDate"] == "D:20260528120000Z"


# The state, and the scores before.


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (VisitStatus.PLANNED, "So far: not submitted"),
        (VisitStatus.OPEN, "So far: not submitted"),
        (VisitStatus.RETURNED, "So far: not submitted"),
        (VisitStatus.SUBMITTED, "Submitted: not published"),
        (VisitStatus.APPROVED, "Approved: not published"),
        (VisitStatus.PUBLISHED, ""),
        (VisitStatus.CLOSED, ""),
        (VisitStatus.VOID, "Void: never counts"),
    ],
)
def test_the_head_of_each_page_says_where_the_visit_stands(
    told: VisitReportInput, status: VisitStatus, line: str
) -> None:
    page = visit_html(replace(told, visit=replace(told.visit, status=status)))
    assert re.findall(r'<p class="state">([^<]*)</p>', page) == ([line] if line else [])
    assert ("so far" in read_html(page).lower()) is line.startswith("So far")


def test_the_state_is_in_print_on_every_page(told: VisitReportInput) -> None:
    pages = read_pdf(visit_pdf(replace(told, visit=replace(told.visit, status=VisitStatus.VOID)))).pages
    assert len(pages) > 5
    assert all("Void: never counts" in page for page in pages)


def test_a_void_visit_says_why(told: VisitReportInput) -> None:
    void = replace(told.visit, status=VisitStatus.VOID)
    short = replace(told, visit=void, after=replace(told.after, void_why="The auditor was recognised."))
    assert "counts nowhere. The auditor was recognised." in read_html(visit_html(short))
    assert "Why this visit is void" not in read_html(visit_html(short))
    long = replace(short, after=replace(told.after, void_why="recognised " * 200))
    page = read_html(visit_html(long))
    assert "…" in part(page, "counts nowhere.", "Below standard")
    assert part(page, "Why this visit is void:", "The branch acknowledged").count("recognised") == 200


def test_the_score_before_each_change_stands_beside_the_new(shown: str) -> None:
    """By hand: breakfast gives 0.5 of 2 back in a section of 11 points and weight 30: 68.06 + 1.36 = 69.43 %;
    without the evening service the room has 4.5 of 7 instead of 8 at weight 25: 69.43 + 2.01 = 71.43 %."""
    cover = part(shown, "Harbour Haifa", "Why")
    assert "71.4 %" in cover
    for words in (
        "Corrected in review on 15 May 2026: was 68.1 % on 15 May 2026",
        "Amended after appeal on 26 May 2026: was 68.1 % on 15 May 2026",
        "Amended after appeal on 26 May 2026: was 69.4 % on 26 May 2026",
    ):
        assert words in cover


def test_a_hidden_score_hides_those_before_it(told: VisitReportInput) -> None:
    page = read_html(visit_html(replace(told, hides_score=True)))
    assert "Amended after appeal" not in page
    assert "69.4" not in page
    assert "Amended by headquarters (boss)" in page


REVIEW, APPEAL = Origin.REVIEW, Origin.APPEAL


@pytest.mark.parametrize(
    ("made", "corrected", "found"),
    [
        ("", "", []),
        ("60", "", []),
        ("60 61", "R1", [(REVIEW, "60")]),
        ("60 61 62", "R1 R2", [(REVIEW, "60")]),
        ("60 61 62", "A1 A2", [(APPEAL, "60"), (APPEAL, "61")]),
        ("60 61 62 63", "R1 R2 A3", [(REVIEW, "60"), (APPEAL, "62")]),
        ("60 61 62", "R1", []),
        ("60 61 62", "R2", [(REVIEW, "61")]),
        ("60 61", "R1 R9", [(REVIEW, "60")]),
        ("- 61", "A1", [(APPEAL, None)]),
    ],
)
def test_scores_that_no_longer_stand_are_those_since_the_last_submission(
    made: str, corrected: str, found: list[tuple[Origin, str | None]]
) -> None:
    """Scores by the hour in which they were made; corrections by theirs: `R1` in review at one o'clock."""
    pack = a_pack(a_standard("A-1", count(at_most=3)))
    scores = tuple(
        KeptScore(moment(f"{hour}:00"), None if text == "-" else text)
        for hour, text in enumerate(made.split())
    )
    corrections = tuple(
        Correction("A-1", Count(1), "owl", moment(f"{one[1]}:00"), "", APPEAL if one[0] == "A" else REVIEW)
        for one in corrected.split()
    )
    visit = replace(a_visit(pack, seen("A-1", "2")), corrections=corrections)
    earlier = earlier_scores(visit, scores)
    assert [(one.origin, one.score.percent) for one in earlier] == found
    assert all(one.until > one.score.made_at for one in earlier)


def test_an_unscored_visit_had_no_score_before() -> None:
    pack = a_pack(a_standard("A-1"))
    changed = Correction("A-1", YesNo(is_yes=True), "boss", moment("20:00", days_later=3), "", APPEAL)
    visit = replace(a_visit(pack, seen("A-1", "na"), submitted="18:00"), corrections=(changed,))
    scores = (KeptScore(moment("18:00"), None), KeptScore(moment("20:00", days_later=3), "100.0"))
    page = read_html(visit_html(report_of(pack, visit, after=Aftermath(scores=scores))))
    assert "Amended after appeal on 17 May 2026: was unscored on 14 May 2026" in page
    assert "The auditor's reading: Not applicable. The reading that stands: Yes." in page


# Beside the findings.


def test_a_repeated_miss_says_how_often_in_words(shown: str) -> None:
    assert "critical Missed in 3 visits in a row" in finding(shown, "ARR-04", "ROOM-01")
    assert "Missed in 2 visits in a row" in finding(shown, "ROOM-01", "TEL-01")
    assert shown.count("in a row") == 2


def test_a_corrected_reading_stands_beside_the_auditors(shown: str) -> None:
    said = finding(shown, "TEL-01", "ARR-01")
    assert "4 rings, limit 3: over by 1 Rang from the room" in said
    assert "The auditor's reading: 5 rings. The reading that stands: 4 rings." in said
    assert "Corrected in review by owl on 15 May 2026: 4 rings. The recording has four rings." in said
    listed = part(shown, "All standards", "Timeline")
    assert "4 rings (limit 3) ⇄ corrected from 5 rings to 4 rings" in listed
    assert "⇄ corrected from 22:10 to Not applicable" in listed
    assert "⇄ Corrected another reading stands in for the auditor's" in listed


def test_a_measured_reading_that_was_corrected_names_what_the_clock_said() -> None:
    pack = harbour_pack()
    changed = Correction("ARR-01", Duration(Fraction(50)), "owl", moment("10:00", days_later=1), "The film.")
    page = read_html(
        visit_html(report_of(pack, replace(harbour_visit(pack), corrections=(changed,)))),
    )
    assert "⇄ corrected from 1 min 35 s to 50 s" in page
    assert "Standards that are no longer missed, or never were" in page
    assert "✓ Met ARR-01" in part(page, "never were", "Profiles")


def test_a_reading_that_the_auditor_wrote_after_a_correction_stands_alone() -> None:
    pack = a_pack(a_standard("A-1", count("rings", at_most=3)))
    early, late = (Correction("A-1", Count(n), "owl", moment(f"{n}:00"), "Why") for n in (15, 17))
    visit = a_visit(pack, seen("A-1", "6", at="16:00"), submitted="18:00")
    over = replace(visit, corrections=(early,))
    assert standing_corrections(over, "A-1") == ()
    assert "owl" not in read_html(visit_html(report_of(pack, over)))
    again = replace(visit, corrections=(early, late))
    assert standing_corrections(again, "A-1") == (late,)
    page = read_html(visit_html(report_of(pack, again)))
    assert "The auditor's reading: 6 rings. The reading that stands: 17 rings." in page
    assert "15" not in part(page, "What was missed", "Score by section")


def test_the_whole_of_an_appeal_is_told(shown: str) -> None:
    rejected = finding(shown, "ROOM-01", "TEL-01")
    assert (
        "Appeal by the branch (dana) on 22 May 2026. Contested: Missed. Reason: beyond the branch's control. "
        "The cleaning company was on strike that week. "
        "Rejected by headquarters (boss) on 26 May 2026: the verdict stays. "
        "The guest does not know who cleans."
    ) in rejected
    assert "The appeal is not decided yet." in finding(shown, "TEL-01", "ARR-01")
    amended = part(part(shown, "What was missed", "All standards"), "ARR-05", "The branch acknowledged")
    assert "Files of the branch: key-card.jpg, letter.pdf" in amended
    assert (
        "Amended by headquarters (boss) on 26 May 2026: the reading is now 3 of 4. The card with" in amended
    )
    assert "Amended after an appeal by" not in shown


def test_reasons_and_actions_stand_beside_their_finding(shown: str) -> None:
    said = finding(shown, "ARR-04", "ROOM-01")
    assert "The branch's reason (dana, 22 May 2026): short of staff. Two of three were ill" in said
    action = "Corrective action 1: A second desk from 14:00 to 16:00 (shift leader, due 24 May 2026: overdue)"
    assert action in said
    assert action in finding(shown, "ARR-01", "ROOM-04")


# The part of its own.


def test_an_upheld_appeal_is_still_told(shown: str) -> None:
    """The standard is no finding any more."""
    assert "ROOM-03" not in part(shown, "What was missed", "After the visit")
    after = part(shown, "After the visit", "Profiles")
    assert (
        "– Not applicable ROOM-03 Evening service comes between 17:00 and 21:30 "
        "The auditor's reading: 22:10. The reading that stands: Not applicable. "
        "Appeal by the branch (dana) on 22 May 2026. Contested: Missed. Reason: the situation did not arise. "
        "“Do not disturb” hung on the door until 22:00. "
        "Upheld by headquarters (boss) on 26 May 2026: the standard no longer counts. The sign was on the door. "
        "The branch's reason (dana, 22 May 2026): not our fault."
    ) in after


def test_every_action_is_told_with_its_state_on_a_day(shown: str) -> None:
    after = part(shown, "After the visit", "Profiles")
    assert "The branch acknowledged this visit on 21 May 2026." in after
    assert "The branch's reason (dana, 22 May 2026): refit. Half the lobby is a building site." in after
    assert "As the corrective actions stood on 28 May 2026." in after
    for words in (
        "ARR-01, ARR-04 shift leader 24 May 2026 overdue",
        "Done on 28 May 2026; verified by visit 019708a0-0000-7000-8000-000000000009. The list hangs in the linen",
        "Files of the branch: list.jpg Opened again 1 time, by a later visit that missed it.",
        "Dropped. The reason: The rooms are refitted in July. maintenance 30 June 2026 dropped",
    ):
        assert words in after


def test_without_anything_to_tell_there_is_no_such_part(told: VisitReportInput) -> None:
    bare = replace(told, visit=replace(told.visit, corrections=(), acknowledged_at=None), after=Aftermath())
    page = read_html(visit_html(bare))
    for words in ("After the visit", "⇄", "Corrective action", "in a row", "Appeal", "was 6"):
        assert words not in page


def test_the_record_says_when_the_branch_could_see_it(shown: str) -> None:
    record = part(shown, "Record", "Seal of the journal")
    assert "Published 18 May 2026 Seen by its branch from 20 May 2026" in record
    assert "Entries in the journal 74" in record


def test_days_are_those_of_the_branch(told: VisitReportInput) -> None:
    """Acknowledged at 08:30 UTC; where the branch is twelve hours behind that is the day before."""
    behind = replace(told, after=replace(told.after, zone=timezone(timedelta(hours=-12))))
    assert "acknowledged this visit on 20 May 2026" in read_html(visit_html(behind))


def test_the_brands_own_lists_are_said_in_the_language_of_its_texts(told: VisitReportInput) -> None:
    lists = FollowUp(
        causes=(ListEntry("refit", Text((("en", "Building site"), ("he", "אתר בנייה")))),),
        owners=(ListEntry("maintenance"),),
    )
    source = replace(told, pack=replace(told.pack, follow_up=lists))
    assert "(dana, 22 May 2026): Building site." in read_html(visit_html(source))
    hebrew = visit_html(replace(source, language="he"))
    assert '<bdi dir="rtl">אתר בנייה</bdi>' in hebrew
    assert "maintenance" in hebrew


def test_long_words_flow_over_pages(told: VisitReportInput) -> None:
    """As long as the desk takes them, in every place at once; nothing is cut but the action beside its finding."""
    words = "appealing " * 400
    appeals = tuple(
        an_appeal(code, "other", words, AppealState.REJECTED, words.upper()) for code in ("ARR-04", "TEL-03")
    )
    actions = (replace(AFTER.actions[0], what=words.title()),)
    source = replace(told, after=replace(told.after, appeals=appeals, actions=actions))
    written = read_pdf(visit_pdf(source))
    for word, times in (("appealing", 800), ("APPEALING", 800), ("Appealing", 400)):
        assert times <= written.text.count(word) <= times + 40
    assert all(len(page) > 250 for page in written.pages)


# Traps.


def trapped() -> VisitReportInput:
    """A lamp that is not there, alone in a section and beside another standard."""
    lamp = {"text": "The brass lamp is lit", "counts": False, "gives_away": ("yes", "no")}
    pack = a_pack(
        a_section(
            "ARR", a_standard("ARR-01", text="The door is shut"), a_standard("ARR-02", yes_no(), **lamp)
        ),
        a_section("ODD", a_standard("ODD-01", yes_no(), **lamp), title="Odd things"),
        pass_mark=80,
    )
    return report_of(
        pack,
        a_visit(
            pack, seen("ARR-01", "no", "Ajar"), seen("ARR-02", "yes"), seen("ODD-01", "no"), submitted="18:00"
        ),
    )


def test_a_report_has_no_word_of_a_trap() -> None:
    source = trapped()
    assert [standard.code for standard in source.pack.standards if standard.is_trap] == ["ARR-02", "ODD-01"]
    page = read_html(visit_html(source))
    assert "1 Standards" in page
    for words in ("lamp", "ARR-02", "ODD-01", "Odd things", "trap"):
        assert words not in page
    unfinished = replace(source.visit, status=VisitStatus.OPEN, submitted_at=None)
    assert "1 of 1 standard is answered so far" in read_html(visit_html(replace(source, visit=unfinished)))


def test_a_trap_that_was_missed_and_counted_is_not_told_either() -> None:
    """Its pack was warned; the score stays what it is."""
    pack = a_pack(
        a_standard("A-1"),
        a_standard("A-2", text="The lamp is lit", gives_away=("yes",), is_critical=True),
        critical=None,
        pass_mark=80,
    )
    page = read_html(
        visit_html(report_of(pack, a_visit(pack, seen("A-1", "yes"), seen("A-2", "no"), submitted="18:00")))
    )
    assert "50.0 %" in page
    assert "A-2" not in page
    assert "lamp" not in page


def test_the_blank_checklist_asks_for_a_trap_as_for_anything_else() -> None:
    page = read_html(blank_page(BlankInput(trapped().pack, {}, None, "en", "en")))
    assert page.count("The brass lamp is lit") == 2
    assert "not scored" not in page
    assert "trap" not in page.lower()


def test_the_day_of_a_state_is_the_day_that_was_given(told: VisitReportInput) -> None:
    for today, state in ((date(2026, 5, 24), "open"), (date(2026, 5, 25), "overdue")):
        page = read_html(visit_html(replace(told, after=replace(told.after, today=today))))
        assert f"shift leader, due 24 May 2026: {state})" in page

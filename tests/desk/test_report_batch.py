"""Reports of many visits into one folder: what is made, what is made again, and what stops."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from multiprocessing import active_children
from pathlib import Path

import pytest
from sqlalchemy import text

from qaudit.core.appeals import AppealState
from qaudit.core.standards import PackRef
from qaudit.core.visits import VisitStatus
from qaudit.desk.bulk.batch import Job, Order, Outcome, Wanted
from qaudit.desk.bulk.bundles import _branch_name
from qaudit.desk.bulk.mail import checked_address
from qaudit.desk.bulk.manifest import NAME, Entry, Manifest, Origin
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import NotAllowed, PdfFailed, UsageError
from qaudit.reports.merging import Piece, write_merged
from qaudit.speech import speaking
from qaudit.store.life_book import AppealFilter
from qaudit.wiring import Desk
from tests.corner_shop import ALL_MET
from tests.desk.staffed import MISSED, House
from tests.reports.keys import PASSWORD, certified

HTML = ReportFormat.HTML
SHOP = PackRef("corner-shop", "1")
NO_FONT_HAS = "\U000f0000"
"""A character that is nobody's, for private use."""


def batch(house: House, folder: Path, wanted: Wanted | None = None, /, **given: object) -> Outcome:
    """What a desk of headquarters makes that is opened for it, with one process where nothing else is said."""
    desk = house.new_desk("hq")
    order = {"form": HTML, "workers": 1, **given}
    try:
        return made(desk, folder, wanted or Wanted(), order)
    finally:
        desk.close()


def made(desk: Desk, folder: Path, wanted: Wanted, order: dict[str, object]) -> Outcome:
    told = {name: order.pop(name) for name in ("progress", "is_stopped") if name in order}
    chosen = desk.report_batch.chosen(desk.person, wanted)
    return desk.report_batch.make(chosen, Order(folder, **order), **told)  # type: ignore[arg-type]


def once(act: Callable[[], object]) -> Callable[[int, int], None]:
    """Tells of a progress only that the first report is there."""

    def told(done: int, of: int) -> None:
        if done == 1:
            act()

    return told


def kill_processes() -> None:
    for one in active_children():
        one.kill()


def chosen(desk: Desk, wanted: Wanted | None = None) -> list[str]:
    return [one.id for one in desk.report_batch.chosen(desk.person, wanted or Wanted())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "of May"


def test_what_is_unchanged_is_not_made_again(house: House, folder: Path) -> None:
    first, second, third = house.published(), house.published(ALL_MET), house.published(branch="NYC-01")
    told: list[tuple[int, int]] = []
    found = batch(house, folder, workers=2, progress=lambda done, of: told.append((done, of)))
    assert (found.made, found.failed, found.left) == ([first, second, third], {}, 0)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [NAME, *(path.name for path in found.files.values())]
    )
    alone = house.folder / "alone.html"
    desk = house.desk("hq")
    desk.documents.visit_report(first, alone, HTML)
    assert found.files[first].read_bytes() == alone.read_bytes()
    assert found.files[first].name == f"corner-shop-HAI-01-2026-05-14-{first[-6:]}.html"

    again = batch(house, folder)
    assert (again.made, again.files) == ([], found.files)
    rona = house.desk("rona")
    appeal = rona.appeals.appeal(third, "ARR-02", "wrong_fact", "It was clean", rona.person)
    desk.appeals.decide(appeal.id, AppealState.UPHELD, "So it was", desk.person)
    assert batch(house, folder).made == [third]
    found.files[first].unlink()
    found.files[second].write_text("mine", encoding="utf-8")
    assert batch(house, folder, language="he").made == [first, second, third]
    assert '<html lang="he"' in found.files[third].read_text(encoding="utf-8")


def test_what_changes_a_report_changes_what_it_is_made_from(house: House) -> None:
    visits = first, _second, third = [house.published() for _ in range(3)]
    desk, rona = house.desk("hq"), house.desk("rona")

    def changed_by(act: Callable[[], object]) -> list[str]:
        before = [desk.workshop.origin(Job(visit, SHOP, HTML, None, "7e")) for visit in visits]
        act()
        after = [desk.workshop.origin(Job(visit, SHOP, HTML, None, "7e")) for visit in visits]
        return [visit for visit, old, new in zip(visits, before, after, strict=True) if old != new]

    def appeal() -> str:
        return rona.appeals.appeal(first, "ARR-02", "wrong_fact", "It was clean", rona.person).id

    def decide() -> None:
        [open_one] = house.store.life.appeals(AppealFilter())
        desk.appeals.decide(open_one.id, AppealState.UPHELD, "So it was", desk.person)

    def plan() -> None:
        due = house.today() + timedelta(days=2)
        rona.mending.plan(third, ["ARR-02"], "Wash it", "trainer", due, rona.person)

    assert changed_by(lambda: desk.documents.visit_report(first, house.folder / "a.html", HTML)) == []
    assert changed_by(appeal) == [first]
    assert changed_by(decide) == visits, "the later ones were missed fewer times in a row"
    assert changed_by(plan) == [third]
    assert changed_by(lambda: house.wait(days=1)) == []
    assert changed_by(lambda: house.wait(days=4)) == [third], "the action is overdue by now"
    job = Job(first, SHOP, HTML, None, "7e")
    for other in (
        replace(job, form=ReportFormat.PDF),
        replace(job, language="he"),
        replace(job, template="8f"),
        replace(job, signer="5e"),
    ):
        assert desk.workshop.origin(other) != desk.workshop.origin(job)


def test_a_stop_finishes_the_current_one_and_the_next_batch_goes_on(house: House, folder: Path) -> None:
    visits = [house.published() for _ in range(3)]
    stopped: list[bool] = []
    progress = once(lambda: stopped.append(True))
    found = batch(house, folder, progress=progress, is_stopped=lambda: bool(stopped), mail_to="")
    assert (found.made, found.left, found.letters) == (visits[:1], 2, [])
    with (folder / NAME).open("ab") as file:
        file.write(b'{"visit":"cut of')
    rest = batch(house, folder)
    assert (rest.made, rest.left) == (visits[1:], 0)
    assert list(rest.files) == visits
    assert len((folder / NAME).read_text(encoding="utf-8").splitlines()) == 3
    assert not list(folder.glob(".*"))


def test_a_process_that_is_killed_costs_one_report_until_the_next_batch(house: House, folder: Path) -> None:
    visits = [house.published() for _ in range(3)]
    found = batch(house, folder, progress=once(kill_processes))
    assert (found.made, found.left, found.ended_by) == ([visits[0], visits[2]], 0, "")
    assert found.failed == {
        visits[1]: "the process that made it was ended from outside, or ran out of memory"
    }


def test_a_visit_that_cannot_be_read_does_not_stop_the_others(house: House, folder: Path) -> None:
    broken, sound = house.published(), house.published()
    with house.store._database.writing() as session:
        session.connection().execute(
            text("UPDATE observations SET kind = 'smell' WHERE visit_id = :visit"), {"visit": broken}
        )
    found = batch(house, folder, language="ro")
    assert found.made == [sound]
    assert "observations" in found.failed[broken]


def test_a_folder_that_is_gone_ends_all_and_the_next_batch_goes_on(house: House, folder: Path) -> None:
    visits = [house.published() for _ in range(3)]
    aside = folder.with_name("aside")
    found = batch(house, folder, progress=once(lambda: folder.rename(aside)))
    assert (found.made, found.left) == (visits[:1], 2)
    assert "the folder does not exist" in found.ended_by
    aside.rename(folder)

    # A name that is taken by a folder is one report's misfortune.
    path = found.files[visits[0]]
    path.unlink()
    path.mkdir()
    again = batch(house, folder)
    assert (again.made, again.left, again.ended_by) == (visits[1:], 0, "")
    assert "there is a folder of that name" in again.failed[visits[0]]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for two or three reports."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = ["-o", "size=72k", "tmpfs", str(disk)]
    if (
        shutil.which("mount") is None
        or subprocess.run(["mount", "-t", "tmpfs", *size], check=False).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_ends_the_batch_and_the_next_one_goes_on(house: House, small_disk: Path) -> None:
    visits = [house.published() for _ in range(5)]
    found = batch(house, small_disk / "of May")
    made = len(found.made)
    assert 0 < made < 5
    assert "could not be written: the disk is full" in found.ended_by
    assert (found.left, found.failed) == (5 - made, {})
    listed = (small_disk / "of May" / NAME).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["visit"] for line in listed] == visits[:made]
    there = {path.name for path in (small_disk / "of May").iterdir()}
    assert there == {NAME, *(path.name for path in found.files.values())}, "nothing is there by half"
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    again = batch(house, small_disk / "of May")
    assert (again.made, again.ended_by, list(again.files)) == (visits[made:], "", visits)


def test_a_file_where_the_folder_should_be_is_refused(house: House, folder: Path) -> None:
    house.published()
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("notes", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be used"):
        batch(house, folder)


def test_a_visit_that_is_finished_by_now_leaves_no_report_so_far(house: House, folder: Path) -> None:
    wanted = Wanted(statuses=(VisitStatus.OPEN, VisitStatus.SUBMITTED))
    visit = house.opened()
    [before] = batch(house, folder, wanted).files.values()
    assert before.name.endswith("-so-far.html")
    work = house.desk("heron").fieldwork
    work.fill(work.walk(visit), ALL_MET.encode(), "readings.csv")
    work.submit(visit, who="heron")
    [after] = batch(house, folder, wanted).files.values()
    assert not before.exists()
    assert after.exists()


# Whose visits.


def test_a_manager_has_what_their_branches_see_by_now(house: House) -> None:
    haifa, new_york, acre = (house.published(branch=branch) for branch in ("HAI-01", "NYC-01", "ACR-02"))
    waiting = house.approved()
    later = house.approved()
    house.publish(later, embargo=house.clock.at + timedelta(days=3))
    rona, hq = house.desk("rona"), house.desk("hq")
    assert chosen(rona) == [haifa, new_york]
    assert chosen(hq) == [acre, haifa, later, new_york]
    every = Wanted(statuses=tuple(VisitStatus))
    assert chosen(rona, every) == [haifa, new_york]
    assert chosen(hq, every) == [acre, haifa, waiting, later, new_york]
    with pytest.raises(NotAllowed, match="ACR-02 is not one of yours"):
        chosen(rona, Wanted(branch="ACR-02"))
    with pytest.raises(UsageError, match="no such visit"):
        chosen(rona, Wanted(statuses=(VisitStatus.APPROVED,)))
    for alias in ("heron", "owl"):
        with pytest.raises(NotAllowed, match="those who run the branches"):
            chosen(house.desk(alias))
    house.wait(days=4)
    assert chosen(rona) == [haifa, later, new_york]


NARROWED = [
    (Wanted(branch="NYC-01"), ["NYC-01"]),
    (Wanted(region="North"), ["HAI-01", "NYC-01"]),
    (Wanted(pack="corner-shop"), ["HAI-01", "NYC-01"]),
    (Wanted(pack="corner-shop@1"), ["HAI-01", "NYC-01"]),
    # A moment of 22:30 UTC is the next day in Haifa, and the same day in New York.
    (Wanted(since=date(2026, 5, 15)), ["HAI-01"]),
    (Wanted(until=date(2026, 5, 14)), ["NYC-01"]),
    (Wanted(since=date(2026, 5, 14), until=date(2026, 5, 15)), ["HAI-01", "NYC-01"]),
]
NOTHING = [
    Wanted(region="South"),
    Wanted(brand="Other"),
    Wanted(pack="corner"),
    Wanted(pack="corner-shop@2"),
    Wanted(since=date(2026, 5, 16)),
    Wanted(statuses=(VisitStatus.CLOSED,)),
]


def test_visits_are_chosen_by_place_pack_and_day(house: House) -> None:
    house.wait_until(datetime(2026, 5, 14, 22, 30, tzinfo=UTC))
    visits = {branch: house.published(branch=branch) for branch in ("HAI-01", "NYC-01")}
    desk = house.desk("hq")
    for wanted, branches in NARROWED:
        assert chosen(desk, wanted) == [visits[branch] for branch in branches], wanted
    for wanted in NOTHING:
        with pytest.raises(UsageError, match="no such visit"):
            chosen(desk, wanted)
    with pytest.raises(UsageError, match="HAI-01"):
        chosen(desk, Wanted(branch="HAI-1"))
    assert desk.report_batch.languages(desk.report_batch.chosen(desk.person, Wanted())) == ("en",)


# The list in the folder.

ORIGIN = Origin("0197-a", 7, "5ea1", "", "be51de", "en", "html", "7e")


def test_a_list_takes_what_is_sound_and_leaves_the_rest(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.add(Entry(ORIGIN, "a.html", "00"))
    line = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))
    odd = [
        {**line, "visit": "0197-b", "file": "../b.html"},
        {**line, "visit": "0197-c", "file": ""},
        {**line, "visit": "0197-d", "version": True},
        {**line, "visit": "0197-e", "seal": None},
        [],
        {**line, "file": "later.html"},
    ]
    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in odd)
        file.write("[" * 100_000 + "\n")
    again = Manifest(tmp_path)
    found = again.entry("0197-a", "html")
    assert found is not None
    assert (found.file, found.origin, again.stands(found)) == ("later.html", ORIGIN, False)
    assert [again.entry(f"0197-{letter}", "html") for letter in "bcde"] == [None] * 4

    # What earlier versions wrote knew nothing of signatures, and their reports have none.
    del line["signer"]
    (tmp_path / NAME).write_text(json.dumps(line) + "\n", encoding="utf-8")
    before = Manifest(tmp_path).entry("0197-a", "html")
    assert before == Entry(ORIGIN, "a.html", "00")


def test_two_branches_never_share_a_file() -> None:
    taken: set[str] = set()
    names = []
    for code in ("HAI-01", "hai-01", "A/B", "A.B", "חיפה"):
        names.append(_branch_name(code, taken))
        taken.add(names[-1].casefold())
    assert len(taken) == 5
    assert names[0] == "branch-HAI-01.pdf"
    assert names[4] == "branch-חיפה.pdf"
    assert all(Path(name).name == name for name in names)


def test_two_visits_never_share_a_file(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.add(Entry(ORIGIN, "a.html", "00"))
    assert manifest.own_name("A.html", "0197-a") == "A.html"
    assert manifest.own_name("A.html", "0197-b") == "A-0197-b.html"


# Letters, and one file of all.


def test_pdfs_in_one_file_and_letters_that_can_be_sent(house: House, folder: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    strange = MISSED.replace("A streak", f"A streak {NO_FONT_HAS}")
    visits = [house.published(strange), house.published(ALL_MET, branch="NYC-01")]
    whole = folder / "all.pdf"
    key = house.folder / "office.p12"
    key.write_bytes(certified("Head office").p12())
    given = {
        "form": ReportFormat.PDF,
        "merge": whole,
        "is_split": True,
        "mail_to": "rona@shop.example",
        "workers": 2,
        "signer": house.desk("hq").signing.by(key, PASSWORD),
    }
    found = batch(house, folder, **given)
    assert (found.made, found.merged, found.ended_by) == (visits, whole, "")
    assert found.without_font == {visits[0]: NO_FONT_HAS}
    assert found.by_branch == [folder / "branch-HAI-01.pdf", folder / "branch-NYC-01.pdf"]
    for path in found.files.values():
        line = house.desk("hq").verification.verify(path).lines[-1]
        assert (line.check, line.words[:21]) == ("signature", "Signed by Head office"), path
    before = whole.read_bytes()
    with pikepdf.open(whole) as pdf, pdf.open_outline() as outline:
        assert [mark.title for mark in outline.root] == [
            "Shop HAI-01 (HAI-01), 14 May 2026",
            "Shop NYC-01 (NYC-01), 14 May 2026",
        ]
        assert [mark.is_closed for mark in outline.root] == [True, True]
        pages = [one.objgen for one in pdf.pages]
        starts = [pages.index(mark.destination[0].objgen) for mark in outline.root]
        assert starts[0] == 0 < starts[1] < len(pages)
        inside = [pages.index(mark.destination[0].objgen) for mark in outline.root[1].children]
        assert inside
        assert min(inside) >= starts[1]
        assert not pdf.check_pdf_syntax()

    first, second = (read_letter(path) for path in found.letters)
    assert first["Subject"] == "Visit report: Shop HAI-01 (HAI-01), 14 May 2026"
    assert (first["To"], first["X-Unsent"], first["Date"]) == ("rona@shop.example", "1", None)
    [attached] = first.iter_attachments()
    assert attached.get_content() == found.files[visits[0]].read_bytes()
    assert (attached.get_filename(), attached.get_content_type()) == (
        found.files[visits[0]].name,
        "application/pdf",
    )
    assert words_of(first) == [
        "Branch: Shop HAI-01 (HAI-01)",
        "Day of the visit: 14 May 2026",
        "Score: 82.5 %, Fair, pass",
        "2 standards were missed or partly met.",
        "The report is attached.",
        "What to do:",
        "- Go through what was missed with the team; the report begins with it.",
        "- Agree who mends what, and until when, and note it as corrective actions.",
        "- A verdict that is wrong can be appealed until 21 May 2026.",
    ]
    assert words_of(second)[3:] == [
        "Nothing was missed.",
        "The report is attached.",
        "What to do:",
        "- Tell the team, and thank them.",
    ]

    again = batch(house, folder, **given)
    assert (again.made, again.letters, whole.read_bytes() == before) == ([], [], True)
    house.wait(days=9)
    late = batch(house, folder, **{**given, "merge": found.files[visits[0]]})
    assert "is one of the reports" in late.ended_by
    late = batch(house, folder, **{**given, "merge": found.files[visits[0]], "language": "he"})
    assert "is one of the reports" in late.ended_by, "said to the one who asks, not in the reports' language"
    twice = batch(house, folder, **{**given, "merge": found.by_branch[0]})
    assert "is one of the reports" in twice.ended_by
    assert twice.merged is None
    with pikepdf.open(found.by_branch[0]) as pdf, pdf.open_outline() as outline:
        assert [mark.title for mark in outline.root] == ["Shop HAI-01 (HAI-01), 14 May 2026"]
    assert "appealed" not in words_of(read_letter(late.letters[0]))[-1]


def read_letter(path: Path) -> EmailMessage:
    found = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def words_of(letter: EmailMessage) -> list[str]:
    body = letter.get_body()
    assert body is not None
    return [line for line in body.get_content().splitlines() if line]


def test_a_letter_about_a_visit_that_nobody_sees_yet_asks_for_nothing(house: House, folder: Path) -> None:
    house.submitted()
    house.opened(branch="NYC-01")
    wanted = Wanted(statuses=(VisitStatus.SUBMITTED, VisitStatus.OPEN))
    found = batch(house, folder, wanted, mail_to="")
    submitted, still_open = (read_letter(path) for path in found.letters)
    assert submitted["To"] is None
    assert words_of(submitted)[-1] == "- Nothing yet: the visit is not published, and its score may change."
    assert words_of(still_open)[-1] == "- Nothing yet: the visit is not finished."
    [attached] = submitted.iter_attachments()
    assert attached.get_content_type() == "text/html"


@pytest.mark.parametrize(
    "written", ["", "rona", "rona@", "@shop.example", "a@b.example\r\nBcc: c@d.example", "a b@c.example"]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="no mail address"):
        checked_address(written)
    assert checked_address(" rona@shop.example ") == "rona@shop.example"


def test_a_pdf_that_is_none_is_named_when_all_are_put_together(tmp_path: Path) -> None:
    broken, whole = tmp_path / "broken.pdf", tmp_path / "all.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    with speaking("en"), pytest.raises(PdfFailed, match=r"broken\.pdf could not be put into one file"):
        write_merged(whole, [Piece("One", broken)], "All", "en")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.pdf"]

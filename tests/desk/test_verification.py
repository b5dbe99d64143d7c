"""A report beside the store it came from: what still stands, what was put right since, and what somebody changed."""

from datetime import UTC
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import text

from qaudit.core.appeals import AppealState
from qaudit.desk.documents.verification import Line, Mark, Verified
from qaudit.desk.documents.visit import ReportFormat
from qaudit.errors import PdfFailed, UsageError
from qaudit.reports.archive_files import JOURNAL, SCORECARD, enclosures
from tests.desk.staffed import House
from tests.reports.keys import PASSWORD, certified
from tests.reports.test_archive import put

CHECKS = ("enclosed", "scorecard", "recomputed", "journal", "kept", "signature")


def printed(house: House, visit_id: str, name: str = "report.pdf") -> Path:
    """A report as headquarters prints it."""
    return house.desk("hq").documents.visit_report(visit_id, house.folder / name)


def verified(house: House, path: Path, trust: Path | None = None) -> dict[str, Line]:
    found = look(house, path, trust)
    return {line.check: line for line in found.lines}


def look(house: House, path: Path, trust: Path | None = None) -> Verified:
    return house.new_desk("hq").verification.verify(path, trust)


def marks(lines: dict[str, Line]) -> dict[str, Mark]:
    return {name: line.mark for name, line in lines.items()}


def write(house: House, statement: str) -> None:
    """What a hand in the database does, past the program."""
    with house.store._database.writing() as session:
        changed = session.connection().execute(text(statement))
        assert changed.rowcount >= 1


def test_a_report_that_stands_agrees_in_everything(house: House) -> None:
    visit_id = house.published()
    found = look(house, printed(house, visit_id))
    lines = {line.check: line for line in found.lines}
    assert tuple(lines) == CHECKS
    good = ("enclosed", "scorecard", "recomputed", "journal")
    assert {lines[name].mark for name in good} == {Mark.GOOD}
    assert lines["kept"].mark is lines["signature"].mark is Mark.OPEN
    entries = len(house.store.journal(visit_id))
    assert f"entry {entries} of {entries} entries" in lines["journal"].words
    assert (found.visit_id, found.is_broken, found.differs) == (visit_id, False, False)


def test_the_report_that_was_kept_at_publication_is_known_byte_for_byte(house: House) -> None:
    visit_id = house.approved()
    hq = house.desk("hq")
    hq.publication.publish([visit_id], house.person("hq"), form=ReportFormat.PDF)
    target = house.folder / "kept.pdf"
    kept = hq.publication.write_kept(visit_id, target)
    lines = verified(house, target)
    assert lines["kept"].mark is Mark.GOOD
    assert f"{kept.made_at.astimezone(UTC):%Y-%m-%d %H:%M}" in lines["kept"].words
    assert {lines[name].mark for name in ("enclosed", "scorecard", "recomputed", "journal")} == {Mark.GOOD}
    target.write_bytes(target.read_bytes() + b"\n")
    assert verified(house, target)["kept"].mark is Mark.GOOD, "what was kept is its beginning"
    other = printed(house, visit_id, "later.pdf")
    assert verified(house, other)["kept"].mark is Mark.OPEN


def test_a_score_that_was_put_right_is_named_with_the_moment(house: House) -> None:
    visit_id = house.published()
    before = printed(house, visit_id, "before.pdf")
    rona, chief = house.person("rona"), house.person("chief")
    contested = house.desk("rona").appeals.appeal(visit_id, "ARR-02", "wrong_fact", "It was clean", rona)
    house.desk("chief").appeals.decide(contested.id, AppealState.UPHELD, "The picture shows it", chief)
    lines = verified(house, before)
    assert lines["scorecard"].mark is Mark.NOTE
    moment = house.store.scorecards(visit_id)[-1].made_at
    assert f"{moment:%Y-%m-%d %H:%M} UTC" in lines["scorecard"].words
    assert lines["recomputed"].mark is Mark.NOTE
    assert lines["journal"].mark is Mark.GOOD
    assert not look(house, before).differs
    after = verified(house, printed(house, visit_id, "after.pdf"))
    assert after["scorecard"].mark is after["recomputed"].mark is Mark.GOOD


def test_a_correction_in_review_is_scored_with(house: House) -> None:
    visit_id = house.submitted()
    house.desk("owl").review.correct(visit_id, "ARR-02", "yes", "The picture shows it", house.person("owl"))
    lines = verified(house, printed(house, visit_id))
    assert lines["scorecard"].mark is lines["recomputed"].mark is Mark.GOOD


def test_a_reading_that_was_changed_behind_the_journal_is_seen(house: House) -> None:
    visit_id = house.published()
    path = printed(house, visit_id)
    write(house, "UPDATE observations SET reading = 'yes' WHERE code = 'ARR-02'")
    lines = verified(house, path)
    assert lines["scorecard"].mark is Mark.GOOD
    assert lines["recomputed"].mark is Mark.DIFFERS
    assert look(house, path).differs


def test_a_scorecard_that_was_changed_in_the_store_is_seen(house: House) -> None:
    visit_id = house.published()
    path = printed(house, visit_id)
    write(house, "UPDATE scorecards SET document = replace(document, '\"ARR-02\"', '\"ARR-03\"')")
    lines = verified(house, path)
    assert lines["scorecard"].mark is Mark.DIFFERS
    assert "recomputed" not in lines


def test_a_journal_that_was_changed_is_seen(house: House) -> None:
    visit_id = house.published()
    path = printed(house, visit_id)
    write(house, "UPDATE journal SET who = 'nobody' WHERE number = 3")
    lines = verified(house, path)
    assert lines["journal"].mark is Mark.DIFFERS
    assert "entry 3 is missing or was changed" in lines["journal"].words


def test_a_seal_of_another_life_is_seen(house: House) -> None:
    """A whole journal, and yet none of its entries is the one that was printed."""
    visit_id = house.published()
    path = printed(house, visit_id)
    made = path.read_bytes()
    entries = house.store.journal(visit_id)
    seal = entries[-1].seal
    scorecard = house.store.scorecards(visit_id)[-1].document
    for count, found in ((len(entries), seal[::-1]), (len(entries) - 1, seal), (0, seal), (10_000, seal)):
        [_card, tail] = enclosures(house.store.visit(visit_id), scorecard, count, found)
        assert tail.name == JOURNAL
        path.write_bytes(put(made, JOURNAL, tail.data))
        lines = verified(house, path)
        assert lines["journal"].mark is Mark.DIFFERS
        assert lines["enclosed"].mark is Mark.GOOD


def test_a_file_whose_scorecard_was_exchanged_is_broken(house: House) -> None:
    visit_id = house.published()
    path = printed(house, visit_id)
    better = house.store.scorecards(visit_id)[-1].document.replace('"missed"', '"met"')
    path.write_bytes(put(path.read_bytes(), SCORECARD, better.encode()))
    found = look(house, path)
    lines = {line.check: line for line in found.lines}
    assert lines["enclosed"].mark is Mark.BROKEN
    assert lines["scorecard"].mark is Mark.DIFFERS
    assert found.is_broken


def test_a_visit_of_another_store_is_not_known(house: House, tmp_path: Path) -> None:
    path = printed(house, house.published())
    (tmp_path / "other").mkdir()
    other = House(tmp_path / "other", str(tmp_path / "other" / "store.sqlite"))
    other.staff()
    try:
        found = look(other, path)
    finally:
        other.close()
    assert marks({line.check: line for line in found.lines}) == {
        "enclosed": Mark.GOOD,
        "store": Mark.DIFFERS,
        "signature": Mark.OPEN,
    }


def test_without_a_store_the_file_speaks_for_itself(house: House, tmp_path: Path) -> None:
    path = printed(house, house.published())
    nowhere = House(tmp_path, str(tmp_path / "nowhere.sqlite"))
    found = nowhere.new_desk(None).verification.verify(path)
    assert [line.mark for line in found.lines] == [Mark.GOOD, Mark.OPEN, Mark.OPEN]
    assert not (tmp_path / "nowhere.sqlite").exists()


def test_a_report_so_far_has_no_scorecard(house: House) -> None:
    visit_id = house.opened()
    lines = verified(house, printed(house, visit_id))
    assert lines["scorecard"].mark is Mark.OPEN
    assert lines["journal"].mark is Mark.GOOD
    assert "recomputed" not in lines


def test_a_report_that_hides_the_score_has_none_inside(house: House) -> None:
    visit_id = house.published()
    documents = house.desk("hq").documents
    walk = house.desk("hq").fieldwork.walk(visit_id)
    hidden = documents._input(walk, None, hides_score=True)
    assert [one.name for one in hidden.enclosed] == [JOURNAL]
    assert len(documents._input(walk, None, hides_score=False).enclosed) == 2


def test_a_signed_report_says_who_signed_and_is_still_the_one_that_was_kept(house: House) -> None:
    visit_id = house.approved()
    hq = house.desk("hq")
    hq.publication.publish([visit_id], house.person("hq"), form=ReportFormat.PDF)
    target, root = house.folder / "kept.pdf", certified("Harbour Root")
    hq.publication.write_kept(visit_id, target)
    key = house.folder / "key.p12"
    key.write_bytes(certified("Rona", root).p12())
    sign = hq.signing.by(key, PASSWORD)
    target.write_bytes(sign(target.read_bytes()))
    trust = house.folder / "root.pem"
    trust.write_bytes(root.pem)
    lines = verified(house, target, trust)
    assert lines["signature"].mark is lines["kept"].mark is Mark.GOOD
    assert lines["signature"].words.startswith("Signed by Rona at 2026-05-14")
    assert "trusted" in lines["signature"].words
    assert verified(house, target)["signature"].mark is Mark.NOTE
    trust.write_bytes(certified("Another Root").pem)
    assert verified(house, target, trust)["signature"].mark is Mark.BROKEN
    target.write_bytes(target.read_bytes() + b"more")
    changed = look(house, target)
    assert changed.is_broken
    assert "changed after that" in changed.lines[-1].words


def turned(report: bytes) -> bytes:
    """The report with its first page turned, which is put behind its end."""
    from pyhanko.pdf_utils.generic import NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(report))
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Rotate"] = NumberObject(90)
    writer.update_container(page)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_what_is_put_behind_a_kept_report_is_told_even_where_it_is_signed(house: House) -> None:
    visit_id = house.approved()
    hq = house.desk("hq")
    hq.publication.publish([visit_id], house.person("hq"), form=ReportFormat.PDF)
    target = house.folder / "kept.pdf"
    hq.publication.write_kept(visit_id, target)
    kept = target.read_bytes()
    key = house.folder / "key.p12"
    key.write_bytes(certified("Rona").p12())
    sign = hq.signing.by(key, PASSWORD)
    for forged in (kept + b"more", turned(kept), sign(turned(kept))):
        target.write_bytes(forged)
        found = look(house, target)
        told = next(line for line in found.lines if line.check == "kept")
        assert found.is_broken
        assert told.words.startswith("Something was put behind the report that was kept at 20")
    assert verified(house, target)["signature"].mark is Mark.NOTE, "the forger's own signature is whole"


def test_what_is_no_report_is_refused(house: House) -> None:
    path = house.folder / "note.pdf"
    path.write_text("no report", encoding="utf-8")
    with pytest.raises(PdfFailed, match=r"note\.pdf cannot be verified: it is no PDF"):
        look(house, path)
    with pytest.raises(UsageError, match="there is no such file"):
        look(house, house.folder / "nothing.pdf")
    with pytest.raises(UsageError, match="it is a folder"):
        look(house, house.folder)


def test_a_visit_that_is_written_again_is_not_scored_anew(house: House) -> None:
    visit_id = house.submitted()
    path = printed(house, visit_id)
    house.desk("owl").review.remark(visit_id, "ARR-02", "Which window?", house.person("owl"))
    house.desk("owl").review.send_back(visit_id, "One remark", house.person("owl"))
    lines = verified(house, path)
    assert lines["scorecard"].mark is Mark.GOOD
    assert lines["recomputed"].mark is Mark.OPEN

"""Contesting a verdict: until when, what is refused, and that it is decided once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from qaudit.core.appeals import AppealState
from qaudit.core.visits import VisitStatus
from qaudit.errors import (
    EvidenceRefused,
    NotAllowed,
    QauditError,
    ReadingRefused,
    UnknownStandard,
    UsageError,
)
from qaudit.store.evidence import MOST_BYTES
from tests.desk.staffed import BRANCHES, House


def appeal(house: House, visit: str, code: str = "ARR-02", **changes: object) -> str:
    """Rona's appeal on a verdict; gives its id."""
    given = {"reason": "wrong_fact", "words": "It was clean", **changes}
    desk = house.desk("rona")
    return desk.appeals.appeal(visit, code, person=desk.person, **given).id  # type: ignore[arg-type]


# Until when. A clock that is changed in between makes the last day an hour longer or shorter.

LAST_MOMENTS = [
    # published, last minute of the last day, first of the next, on clocks: before, after
    ("HAI-01", "2026-10-20T09:00", "2026-10-27T21:59", "2026-10-27T22:00"),  # +3, then +2
    ("HAI-01", "2026-03-22T09:00", "2026-03-29T20:59", "2026-03-29T21:00"),  # +2, then +3
    ("NYC-01", "2026-10-28T15:00", "2026-11-05T04:59", "2026-11-05T05:00"),  # -4, then -5
    ("NYC-01", "2026-03-04T15:00", "2026-03-12T03:59", "2026-03-12T04:00"),  # -5, then -4
    # Seen by the branch late in its evening, when in UTC it is the next day already.
    ("NYC-01", "2026-07-02T02:00", "2026-07-09T03:59", "2026-07-09T04:00"),
]


@pytest.mark.parametrize(("branch", "published", "last", "over"), LAST_MOMENTS)
def test_the_last_day_ends_with_the_branch_s_own_day(
    house: House, branch: str, published: str, last: str, over: str
) -> None:
    house.clock.at = at(published) - timedelta(seconds=20)
    visit = house.published(branch=branch)
    assert at(published) - timedelta(seconds=20) < house.clock.at < at(published)
    house.wait_until(at(last))
    appeal(house, visit, "ARR-02")
    house.wait_until(at(over))
    with house.nothing_changes(), pytest.raises(NotAllowed, match="could be appealed until 2026-") as refusal:
        appeal(house, visit, "TLK-03")
    day = (at(published) + timedelta(days=7)).astimezone(ZoneInfo(BRANCHES[branch])).date().isoformat()
    assert day in refusal.value.message
    assert "explain" in refusal.value.hint


def test_the_days_count_from_the_day_of_publication_not_from_the_deed(house: House) -> None:
    visit = house.approved()
    embargo = house.clock.at + timedelta(days=30)
    house.publish(visit, embargo=embargo)
    house.wait_until(embargo + timedelta(days=6))
    assert house.desk("rona").branch_desk.look(visit, house.person("rona")).appeal_until is not None
    appeal(house, visit)


def test_a_branch_without_a_zone_has_the_auditor_s_clock(house: House) -> None:
    """The auditor's clock was two hours ahead of UTC."""
    house.clock.at = at("2026-05-14T09:00")
    visit = house.published(branch="ACR-02")
    dan = house.desk("dan")
    house.wait_until(at("2026-05-21T21:59"))
    dan.appeals.appeal(visit, "ARR-02", "wrong_fact", "Clean", dan.person)
    house.wait_until(at("2026-05-21T22:00"))
    with pytest.raises(NotAllowed, match="until 2026-05-21"):
        dan.appeals.appeal(visit, "TLK-03", "wrong_fact", "Friendly", dan.person)


# What is refused.

REFUSED: dict[str, tuple[dict[str, object], type[QauditError], str]] = {
    "an unknown reason": ({"reason": "wrong_facts"}, UsageError, "did you mean wrong_fact?"),
    "a reason that is near nothing": ({"reason": "zzz"}, UsageError, "one of wrong_fact, wrong_time"),
    "no words": ({"words": " \n "}, UsageError, "says in words what happened"),
    "too many words": ({"words": "x" * 4001}, UsageError, "4001 characters"),
    "an unknown standard": ({"code": "ARR-2"}, UnknownStandard, "did you mean ARR-02?"),
    "one that was met": ({"code": "ARR-01"}, UsageError, "ARR-01 was not missed .* ARR-02, TLK-03"),
    "one that is never scored": ({"code": "TLK-06"}, UsageError, "TLK-06 was not missed"),
    "a file that is not there": ({"files": ["nowhere.jpg"]}, EvidenceRefused, "no file"),
    "an empty file": ({"files": ["empty.txt"]}, EvidenceRefused, "is empty"),
    "a program": ({"files": ["program.jpg"]}, EvidenceRefused, "of no accepted kind"),
    "a picture cut short": ({"files": ["cut.png"]}, EvidenceRefused, "not a sound picture"),
    "a file that is too large": ({"files": ["large.txt"]}, EvidenceRefused, "larger than 50 MB"),
    "the good with the bad": ({"files": ["note.txt", "empty.txt"]}, EvidenceRefused, "is empty"),
    "too many files": ({"files": ["note.txt"] * 21}, UsageError, "at most 20 files"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that are not what they claim."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "note.txt").write_text("Cleaned at noon", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "program.jpg").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(60))
    (folder / "cut.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
    (folder / "words.jpg").write_text("Not a picture", encoding="utf-8")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    return folder


def test_every_bad_appeal_is_refused_and_leaves_nothing(house: House, files: Path) -> None:
    visit = house.published()
    desk = house.desk("rona")
    for changes, kind, words in REFUSED.values():
        given = {"code": "ARR-02", "reason": "wrong_fact", "words": "Clean", "files": (), **changes}
        given["files"] = [files / str(file) for file in given["files"]]  # type: ignore[attr-defined]
        with house.nothing_changes(), pytest.raises(kind, match=words):
            desk.appeals.appeal(visit, person=desk.person, **given)  # type: ignore[arg-type]


def test_words_that_just_fit_and_a_file_that_is_something_else_than_its_name(
    house: House, files: Path
) -> None:
    visit = house.published()
    found = house.store.life.appeal(
        appeal(house, visit, words="x" * 4000, files=[files / "words.jpg", files / "words.jpg"])
    )
    assert len(found.words) == 4000
    [kept] = found.evidence
    assert (kept.media_type, kept.name) == ("text/plain", "words.jpg")
    assert house.store.evidence.path_of(kept).suffix == ".txt"


def test_a_verdict_is_appealed_once(house: House) -> None:
    visit = house.published()
    first = appeal(house, visit)
    with house.nothing_changes(), pytest.raises(NotAllowed, match="was appealed before"):
        appeal(house, visit, reason="other")
    hq = house.desk("hq")
    hq.appeals.decide(first, AppealState.REJECTED, "The photo shows it", hq.person)
    with pytest.raises(NotAllowed, match="was appealed before"):
        appeal(house, visit)


def test_a_manager_reads_and_contests_what_is_theirs_alone(house: House) -> None:
    visit = house.published()
    found = appeal(house, visit)
    dan, owl, heron = (house.desk(alias) for alias in ("dan", "owl", "heron"))
    with pytest.raises(NotAllowed, match="HAI-01 is not one of yours"):
        dan.appeals.appeal(visit, "TLK-03", "other", "Mine", dan.person)
    assert dan.appeals.appeals(dan.person) == ()
    assert dan.appeals.appeals(dan.person, branch="HAI-01") == ()
    assert [one.id for one in owl.appeals.appeals(owl.person, branch="HAI-01", region="North")] == [found]
    assert owl.appeals.appeals(owl.person, region="South") == ()
    for desk in (dan, heron):
        with pytest.raises(NotAllowed, match="between a branch and headquarters"):
            desk.appeals.find(found, desk.person)
    with pytest.raises(NotAllowed, match="between a branch and headquarters"):
        heron.appeals.appeals(heron.person)
    assert owl.appeals.find(found[:13], owl.person).id == found


# Deciding.

BAD_DECISIONS: dict[str, tuple[AppealState, str, str, type[QauditError], str]] = {
    "no reason": (AppealState.UPHELD, " ", "", UsageError, "needs a reason"),
    "a long reason": (AppealState.UPHELD, "x" * 4001, "", UsageError, "4001 characters"),
    "amended to nothing": (AppealState.AMENDED, "So", " ", UsageError, "needs a reading"),
    "amended to what does not fit": (
        AppealState.AMENDED,
        "So",
        "maybe",
        ReadingRefused,
        "neither yes nor no",
    ),
    "a reading that is not wanted": (AppealState.REJECTED, "So", "yes", UsageError, "Only an amended"),
}


@pytest.mark.parametrize("name", BAD_DECISIONS)
def test_a_bad_decision_is_refused_and_the_appeal_stays_open(house: House, name: str) -> None:
    decision, why, written, kind, words = BAD_DECISIONS[name]
    found = appeal(house, house.published())
    hq = house.desk("hq")
    with house.nothing_changes(), pytest.raises(kind, match=words):
        hq.appeals.decide(found, decision, why, hq.person, written)
    assert house.store.life.appeal(found).is_open


def test_open_is_no_decision(house: House) -> None:
    hq = house.desk("hq")
    with pytest.raises(ValueError, match="no decision"):
        hq.appeals.decide("x", AppealState.OPEN, "So", hq.person)
    with pytest.raises(UsageError, match="no appeal 0197zz"):
        hq.appeals.decide("0197zz", AppealState.UPHELD, "So", hq.person)


@pytest.mark.parametrize(
    ("decision", "written", "percents", "in_the_verdicts"),
    [
        # ARR-02 is put aside: 7.25 and 1 of 9 points. Amended, it is met: 8.25 + 1 of 10. Rejected: as it was.
        (AppealState.UPHELD, "", ["82.5", "91.7"], None),
        (AppealState.AMENDED, "yes", ["82.5", "92.5"], 0),
        (AppealState.REJECTED, "", ["82.5"], 1),
    ],
)
def test_what_a_decision_makes_of_the_score(
    house: House, decision: AppealState, written: str, percents: list[str], in_the_verdicts: int | None
) -> None:
    visit = house.published()
    found = appeal(house, visit)
    hq = house.desk("hq")
    decided = hq.appeals.decide(found, decision, "Looked at the recording", hq.person, written)
    assert decided == house.store.life.appeal(found)
    assert (decided.state, decided.decided_by, decided.why) == (decision, "hq", "Looked at the recording")
    assert [card.final_percent for card in house.store.scorecards(visit)] == percents
    missed = house.desk("rona").branch_desk.look(visit, house.person("rona")).missed
    assert ("ARR-02" in {one.code for one in missed}) is (in_the_verdicts == 1)
    assert len(hq.publication.kept_reports(visit)) == 2
    house.assert_whole(visit)


def test_the_second_to_decide_is_told_who_was_first(house: House) -> None:
    found = appeal(house, house.published())
    hq, chief = house.desk("hq"), house.desk("chief")
    hq.appeals.decide(found, AppealState.UPHELD, "So", hq.person)
    with house.nothing_changes(), pytest.raises(NotAllowed, match="decided already: upheld, by hq"):
        chief.appeals.decide(found, AppealState.REJECTED, "Not so", chief.person)


def test_what_is_void_is_not_decided_any_more(house: House) -> None:
    visit = house.published()
    found = appeal(house, visit)
    hq = house.desk("hq")
    hq.review.void(visit, "The shopper was recognised", hq.person)
    with pytest.raises(NotAllowed, match="is void"):
        hq.appeals.decide(found, AppealState.UPHELD, "So", hq.person)
    assert house.status(visit) is VisitStatus.VOID


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)

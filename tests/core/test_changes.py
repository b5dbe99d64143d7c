"""Changes of an open visit: made, told, and turned round."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from qaudit.core.changes import (
    Change,
    EvidenceSet,
    FactSet,
    MarkSet,
    NoteSet,
    ReadingSet,
    apply,
    before,
    read_evidence,
    read_moment,
    subject_of,
    write_evidence,
    write_moment,
    written,
)
from qaudit.core.readings import NOT_APPLICABLE, Parts, YesNo
from tests.builders import a_mark, a_pack, a_standard, a_visit, an_evidence, moment, seen

PACK = a_pack(
    a_standard("A-1"),
    a_standard("A-2"),
    events=["arrival", "greeted"],
    facts={"channel": ["desk", "phone"]},
)
PICTURE = an_evidence()
NOW = moment("15:00")


@pytest.mark.parametrize(
    ("change", "subject", "text"),
    [
        (ReadingSet("A-1", YesNo(True)), "A-1", "yes"),
        (ReadingSet("A-1", NOT_APPLICABLE), "A-1", "na"),
        (ReadingSet("A-1", Parts(())), "A-1", "none"),
        (ReadingSet("A-1", None), "A-1", None),
        (NoteSet("A-1", "A queue"), "A-1", "A queue"),
        (NoteSet("A-1", ""), "A-1", None),
        (EvidenceSet("A-1", (PICTURE,)), "A-1", write_evidence((PICTURE,))),
        (EvidenceSet("A-1", ()), "A-1", None),
        (MarkSet("arrival", moment("14:05:10.5")), "arrival", "2026-05-14T14:05:10.500000+00:00"),
        (MarkSet("arrival", None), "arrival", None),
        (FactSet("channel", "desk"), "channel", "desk"),
        (FactSet("channel", None), "channel", None),
    ],
)
def test_a_change_is_written_for_the_journal(change: Change, subject: str, text: str | None) -> None:
    assert subject_of(change) == subject
    assert written(change) == text


FULL = a_visit(
    PACK,
    seen("A-1", "yes", "At once", evidence=[PICTURE], at="14:10"),
    marks={"arrival": "14:05"},
    facts={"channel": "desk"},
)


@pytest.mark.parametrize(
    ("change", "earlier"),
    [
        (ReadingSet("A-1", None), ReadingSet("A-1", YesNo(True))),
        (ReadingSet("A-2", YesNo(True)), ReadingSet("A-2", None)),
        (NoteSet("A-1", "Later"), NoteSet("A-1", "At once")),
        (NoteSet("A-2", "Later"), NoteSet("A-2", "")),
        (EvidenceSet("A-1", ()), EvidenceSet("A-1", (PICTURE,))),
        (EvidenceSet("A-2", (PICTURE,)), EvidenceSet("A-2", ())),
        (MarkSet("arrival", None), MarkSet("arrival", moment("14:05"))),
        (MarkSet("greeted", NOW), MarkSet("greeted", None)),
        (FactSet("channel", "phone"), FactSet("channel", "desk")),
        (FactSet("luggage", "yes"), FactSet("luggage", None)),
    ],
)
def test_what_was_before_is_a_change_too(change: Change, earlier: Change) -> None:
    assert before(change, FULL) == earlier
    changed = apply(change, FULL, NOW)
    assert before(earlier, changed) == change


def test_a_reading_has_the_time_of_its_entry_and_keeps_its_note() -> None:
    observation = apply(ReadingSet("A-1", YesNo(False)), FULL, NOW).observation("A-1")
    assert observation is not None
    assert (observation.reading, observation.at) == (YesNo(False), NOW)
    assert (observation.note, observation.evidence) == ("At once", (PICTURE,))


@pytest.mark.parametrize(
    "change", [NoteSet("A-1", "Later"), EvidenceSet("A-1", ())], ids=["note", "evidence"]
)
def test_a_note_and_evidence_leave_the_time_of_the_reading(change: Change) -> None:
    observation = apply(change, FULL, NOW).observation("A-1")
    assert observation is not None
    assert (observation.reading, observation.at) == (YesNo(True), moment("14:10"))


def test_a_note_may_come_ahead_of_its_reading() -> None:
    observation = apply(NoteSet("A-2", "A queue"), FULL, NOW).observation("A-2")
    assert observation is not None
    assert (observation.reading, observation.note, observation.at) == (None, "A queue", None)


def test_a_second_standard_leaves_the_first_alone() -> None:
    changed = apply(ReadingSet("A-2", YesNo(True)), FULL, NOW)
    again = apply(ReadingSet("A-2", YesNo(False)), changed, NOW)
    assert again.observation("A-1") == FULL.observation("A-1")
    assert [observation.code for observation in again.observations] == ["A-1", "A-2"]


def test_a_mark_is_one_moment_and_marks_stand_by_time() -> None:
    marked = apply(MarkSet("greeted", moment("14:04")), FULL, NOW)
    assert marked.marks == (a_mark("greeted", "14:04"), a_mark("arrival", "14:05"))
    moved = apply(MarkSet("greeted", moment("14:06")), marked, NOW)
    assert moved.marks == (a_mark("arrival", "14:05"), a_mark("greeted", "14:06"))
    assert apply(MarkSet("greeted", None), moved, NOW).marks == (a_mark("arrival", "14:05"),)


def test_a_fact_is_corrected_or_taken_away() -> None:
    corrected = apply(FactSet("channel", "phone"), FULL, NOW)
    assert corrected.facts == (("channel", "phone"),)
    assert apply(FactSet("channel", None), corrected, NOW).facts == ()


def test_the_caller_sets_the_version() -> None:
    assert apply(NoteSet("A-1", "Later"), FULL, NOW).version == FULL.version


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 5, 14, 14, 5, 10, 250, UTC), "2026-05-14T14:05:10.000250+00:00"),
        (
            datetime(2026, 5, 15, 1, 0, tzinfo=timezone(timedelta(hours=3))),
            "2026-05-14T22:00:00.000000+00:00",
        ),
    ],
)
def test_a_moment_is_written_in_utc_to_the_microsecond(at: datetime, text: str) -> None:
    assert write_moment(at) == text
    assert read_moment(text) == at
    assert read_moment(text).tzinfo is UTC


def test_evidence_is_written_and_read_again() -> None:
    evidence = (PICTURE, an_evidence("קבלה.jpg", digest="cd" * 32, size=0))
    assert read_evidence(write_evidence(evidence)) == evidence
    assert "קבלה.jpg" in write_evidence(evidence)

"""The reviewer's desk: the queue, remarks, the return, corrections, and what is refused."""

from datetime import timedelta

import pytest

from qaudit.core.journal import Act
from qaudit.core.lifecycle import Verb
from qaudit.core.visits import Origin, VisitStatus
from qaudit.errors import (
    NotAllowed,
    QauditError,
    ReadingRefused,
    UnknownStandard,
    UsageError,
    VisitIncomplete,
    VisitNotFound,
)
from qaudit.wiring import Desk
from tests.corner_shop import ALL_MET
from tests.desk.staffed import House


@pytest.fixture
def owl(house: House) -> Desk:
    """The reviewer's desk."""
    return house.desk("owl")


def test_the_queue_begins_with_the_visit_that_waits_longest(house: House, owl: Desk) -> None:
    early = house.opened()
    others = [house.submitted() for _ in range(3)]
    work = house.desk("heron").fieldwork
    work.fill(work.walk(early), ALL_MET.encode(), "t.csv")
    work.submit(early)
    assert [one.id for one in owl.review.queue()] == [*others, early]
    assert [one.id for one in owl.review.queue(2)] == others[:2]
    assert owl.review.waiting() == 4
    owl.review.approve(others[0], owl.person)
    # What comes back waits from its new submission on.
    owl.review.send_back(others[1], "Look again", owl.person)
    work.submit(others[1])
    assert [one.id for one in owl.review.queue()] == [others[2], early, others[1]]


def test_a_visit_on_the_desk_says_what_can_be_done(house: House, owl: Desk) -> None:
    visit = house.submitted()
    looked = owl.review.look(visit, owl.person)
    assert looked.verbs == {Verb.REMARK, Verb.RETURN, Verb.CORRECT, Verb.APPROVE, Verb.VOID}
    assert looked.checks == owl.review.checks(visit)
    assert owl.review.look(house.opened(), owl.person).checks == ()
    with pytest.raises(VisitNotFound):
        owl.review.look("ffffffff", owl.person)


REFUSED: dict[str, tuple[str, tuple[object, ...], type[QauditError], str]] = {
    "a remark of nothing": ("remark", ("ARR-02", " "), UsageError, "needs words"),
    "a long remark": ("remark", ("ARR-02", "x" * 4001), UsageError, "4001 characters"),
    "on an unknown standard": ("remark", ("ARR-2", "Why?"), UnknownStandard, "did you mean ARR-02"),
    "a return without a word": ("send_back", ("",), UsageError, "returned with a remark or a reason"),
    "a long return": ("send_back", ("x" * 4001,), UsageError, "4001 characters"),
    "a correction without a reason": ("correct", ("ARR-02", "yes", " "), UsageError, "needs a reason"),
    "a long reason": ("correct", ("ARR-02", "yes", "x" * 4001), UsageError, "4001 characters"),
    "a reading that does not fit": ("correct", ("ARR-02", "9", "So"), ReadingRefused, "neither yes nor no"),
    "what always applies": ("correct", ("ARR-03", "na", "So"), ReadingRefused, "always applies"),
    "a correction of nothing": ("correct", ("NO-01", "yes", "So"), UnknownStandard, "no standard NO-01"),
    "void without a reason": ("void", ("",), UsageError, "made void with a reason"),
}


def test_every_bad_deed_is_refused_and_leaves_nothing(house: House, owl: Desk) -> None:
    visit = house.submitted()
    for verb, given, kind, words in REFUSED.values():
        with house.nothing_changes(), pytest.raises(kind, match=words):
            getattr(owl.review, verb)(visit, *given, owl.person)
    owl.review.remark(visit, "ARR-02", "x" * 4000, owl.person)
    with house.nothing_changes(), pytest.raises(UsageError, match="4001 characters"):
        owl.review.send_back(visit, "x" * 4001, owl.person)
    assert house.status(visit) is VisitStatus.SUBMITTED


def test_nobody_reviews_what_they_saw_themselves(house: House) -> None:
    deeds = {
        "remark": ("", "Good"),
        "correct": ("ARR-02", "yes", "It was"),
        "send_back": ("Again",),
        "approve": (),
    }
    for alias in ("owl", "chief"):
        visit, own = house.submitted(auditor=alias), house.desk(alias)
        for verb, given in deeds.items():
            with house.nothing_changes(), pytest.raises(NotAllowed, match="is your own"):
                getattr(own.review, verb)(visit, *given, own.person)
        house.desk("hq").review.approve(visit, house.person("hq"))


def test_a_correction_keeps_the_auditor_s_reading_the_reason_and_both_scorecards(
    house: House, owl: Desk
) -> None:
    visit = house.submitted()
    walk = owl.review.correct(visit, "ARR-02", "yes", "The photo shows it clean", owl.person)
    own, standing = walk.visit.observation("ARR-02"), walk.visit.correction("ARR-02")
    assert own is not None
    assert standing is not None
    assert own.reading != standing.reading == walk.readings["ARR-02"].reading
    assert (standing.who, standing.why, standing.origin) == ("owl", "The photo shows it clean", Origin.REVIEW)
    corrected, scored = house.store.journal(visit)[-2:]
    assert (corrected.act, corrected.was, corrected.became) == (Act.CORRECTED, "no", "yes")
    assert (scored.act, scored.subject) == (Act.SCORED, "92.5")
    first, second = house.store.scorecards(visit)
    assert (first.final_percent, second.final_percent) == ("82.5", "92.5")
    assert second.made_at > first.made_at
    # A correction of a correction tells what it replaced.
    owl.review.correct(visit, "ARR-02", "no", "Looked twice", owl.person)
    assert house.store.journal(visit)[-2].was == "yes"
    assert [card.final_percent for card in house.store.scorecards(visit)] == ["82.5", "92.5", "82.5"]
    house.assert_whole(visit)


def test_after_a_return_the_auditor_s_new_reading_stands_over_the_correction(house: House, owl: Desk) -> None:
    visit, heron = house.submitted(), house.desk("heron")
    owl.review.correct(visit, "TLK-03", "5", "The recording", owl.person)
    owl.review.remark(visit, "TLK-03", "Is that the right voice?", owl.person)
    owl.review.send_back(visit, "", owl.person)
    with pytest.raises(UsageError, match="has no remark 2"):
        heron.appointments.answer(visit, 2, "Which?")
    for words, reason in ((" ", "needs words"), ("x" * 4001, "4001 characters")):
        with house.nothing_changes(), pytest.raises(UsageError, match=reason):
            heron.appointments.answer(visit, 1, words)
    with pytest.raises(VisitIncomplete, match="TLK-03: remark 1 has no answer"):
        heron.fieldwork.submit(visit)
    heron.appointments.answer(visit, 1, "No")
    heron.appointments.answer(visit, 1, "No, a colleague's")
    [remark] = heron.appointments.after(visit).remarks
    assert (remark.answer, remark.is_answered) == ("No, a colleague's", True)
    walk = heron.fieldwork.record(heron.fieldwork.walk(visit), "TLK-03", "3").walk
    assert walk.visit.correction("TLK-03") is None
    heron.fieldwork.submit(visit)
    assert [card.final_percent for card in house.store.scorecards(visit)] == ["82.5", "90.0", "85.0"]
    house.assert_whole(visit)
    # All remarks are answered: a second return needs words of its own.
    with pytest.raises(UsageError, match="returned with a remark or a reason"):
        owl.review.send_back(visit, " ", owl.person)


def test_what_was_approved_can_come_back_until_it_is_published(house: House, owl: Desk) -> None:
    visit = house.approved()
    owl.review.send_back(visit, "One thing more", owl.person)
    house.desk("heron").fieldwork.submit(visit)
    owl.review.approve(visit, owl.person)
    house.publish(visit)
    deeds = {"send_back": ("Too late",), "correct": ("ARR-02", "yes", "Too late"), "void": ("Too late",)}
    for verb, given in deeds.items():
        with house.nothing_changes(), pytest.raises(NotAllowed, match="is published"):
            getattr(owl.review, verb)(visit, *given, owl.person)


def test_a_correction_stands_though_the_reviewers_clock_is_behind(house: House) -> None:
    visit = house.submitted()
    owl = house.desk("owl")
    assert owl.fieldwork.walk(visit).judged["ARR-02"].verdict == "missed"
    house.clock.at -= timedelta(hours=3)
    corrected = owl.review.correct(visit, "ARR-02", "yes", "The photo shows it", owl.person)
    assert corrected.judged["ARR-02"].verdict == "met"
    assert house.store.damage() == ()

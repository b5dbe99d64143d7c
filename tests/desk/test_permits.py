"""Who may do and see what, said in words, with what to do."""

import pytest

from qaudit.core.lifecycle import Verb
from qaudit.core.people import Person, Role
from qaudit.core.visits import VisitStatus
from qaudit.desk.permits import is_seen, permit, refuse_unseen, verbs_for
from qaudit.errors import NotAllowed
from tests.builders import a_pack, a_visit, moment
from tests.life_table import line_of

NOW = moment("14:00")
OPEN = a_visit(a_pack())
RONA = Person("rona", Role.MANAGER, ("HAI-01",))
OWL = Person("owl", Role.REVIEWER)


def published(visible: str = "13:00", status: VisitStatus = VisitStatus.PUBLISHED):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    return replace(OPEN, status=status, visible_from=moment(visible))


REFUSALS = [
    (Verb.APPROVE, OPEN, OWL, f"Approve: visit {OPEN.id} is open", "this is for a visit that is submitted"),
    (Verb.APPROVE, OPEN, RONA, "Approve: not in your role", "this is for reviewer or headquarters"),
    (Verb.RECORD, OPEN, OWL, f"Record: visit {OPEN.id} is another auditor's", "only who was there"),
    (Verb.REMARK, OPEN, Person("heron", Role.REVIEWER), "is your own", "somebody else reviews it"),
    (
        Verb.APPEAL,
        published(),
        Person("dan", Role.MANAGER, ("X",)),
        "HAI-01 is not one of yours",
        "person list",
    ),
    (Verb.APPEAL, published("14:01"), RONA, "not published for its branch yet", "wait for its day"),
    (
        Verb.VOID,
        published(status=VisitStatus.VOID),
        Person("hq", Role.HEADQUARTERS),
        "is void",
        "planned, open, submitted, returned, approved, published or closed",
    ),
]


@pytest.mark.parametrize(("verb", "visit", "person", "words", "hint"), REFUSALS, ids=lambda _: "")
def test_a_refusal_says_why_and_what_to_do(  # type: ignore[no-untyped-def]
    verb, visit, person, words, hint
) -> None:
    with pytest.raises(NotAllowed) as refusal:
        permit(verb, visit, person, NOW)
    assert words in refusal.value.message
    assert hint in refusal.value.hint


def test_what_can_be_done_is_what_is_permitted() -> None:
    for person in (RONA, OWL, Person("hq", Role.HEADQUARTERS), Person("heron", Role.SHOPPER)):
        for visit in (OPEN, published(), published("15:00")):
            verbs = verbs_for(visit, person, NOW)
            for verb in Verb:
                if verb in verbs:
                    line = line_of(verb, person.role)
                    assert line is not None
                    assert permit(verb, visit, person, NOW) is (line[1] or visit.status)
                else:
                    with pytest.raises(NotAllowed):
                        permit(verb, visit, person, NOW)


def test_a_branch_sees_a_visit_from_its_moment_on() -> None:
    assert is_seen(published("14:00"), NOW)
    assert not is_seen(published("14:00:00.000001"), NOW)
    assert not is_seen(OPEN, NOW)
    assert not is_seen(published(status=VisitStatus.VOID), NOW)


def test_a_manager_sees_what_is_published_for_them_and_what_they_saw_themselves() -> None:
    for person in (None, OWL, Person("crane", Role.SHOPPER)):
        refuse_unseen(OPEN, person, NOW)
    refuse_unseen(published(), RONA, NOW)
    refuse_unseen(OPEN, Person("heron", Role.MANAGER, ("HAI-02",)), NOW)
    with pytest.raises(NotAllowed, match="not published for its branch yet"):
        refuse_unseen(OPEN, RONA, NOW)
    with pytest.raises(NotAllowed, match="is not one of yours"):
        refuse_unseen(published(), Person("dan", Role.MANAGER, ("HAI-02",)), NOW)

"""Faults of the user's: one message that says where, what and what to do."""

import pytest

from qaudit import errors
from qaudit.core.problems import Place, Problem
from qaudit.errors import (
    MarkRefused,
    PackChanged,
    PackInvalid,
    PackNotFound,
    QauditError,
    ReadingRefused,
    RowUnreadable,
    TemplateBroken,
    UnknownEvent,
    UnknownStandard,
    VisitIncomplete,
    VisitNotFound,
    VisitSubmitted,
)

WEIGHT = Problem("P12", "weight is below 0", "write 0 or more", Place("hotel.yaml", 7, 15))
EMPTY = Problem("P01", "the file is empty")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (QauditError("No branch HAI-01"), "No branch HAI-01"),
        (QauditError("No branch HAI-01", "add it first"), "No branch HAI-01 (add it first)"),
        (PackNotFound("hotel@1"), "There is no pack hotel@1 (qaudit pack list shows what there is)"),
        (PackNotFound("hotel@1", ["hotel@2"]), "There is no pack hotel@1 (did you mean hotel@2?)"),
        (
            PackInvalid("hotel.yaml", [WEIGHT]),
            "hotel.yaml has 1 problem:\nhotel.yaml:7:15: P12 weight is below 0 (write 0 or more)",
        ),
        (
            PackInvalid("hotel.yaml", [WEIGHT, EMPTY]),
            (
                "hotel.yaml has 2 problems:\nhotel.yaml:7:15: P12 weight is below 0 (write 0 or more)\n"
                "P01 the file is empty"
            ),
        ),
        (
            PackChanged("hotel@1", "sha256:a", "sha256:b"),
            (
                "hotel@1 was changed after a visit used it: kept sha256:a, found sha256:b "
                "(give the changed file a new edition)"
            ),
        ),
        (VisitNotFound("V1"), "There is no visit V1 (qaudit visit list shows the visits)"),
        (VisitSubmitted("V1"), "Visit V1 is submitted and can no longer be changed"),
        (
            VisitIncomplete("V1", ["A-1"], ["A-1 has no reading"]),
            "Visit V1 cannot be submitted: 1 thing is missing\n  A-1 has no reading",
        ),
        (
            VisitIncomplete("V1", ["A-1", "A-2"], ["A-1 has no reading", "A-2 needs a note"]),
            "Visit V1 cannot be submitted: 2 things are missing\n  A-1 has no reading\n  A-2 needs a note",
        ),
        (UnknownStandard("A-9"), "The pack has no standard A-9 (qaudit pack show lists the codes)"),
        (UnknownStandard("A-9", ["A-1"]), "The pack has no standard A-9 (did you mean A-1?)"),
        (UnknownEvent("hallo"), "The pack has no event hallo (qaudit pack show lists the events)"),
        (UnknownEvent("greted", ["greeted"]), "The pack has no event greted (did you mean greeted?)"),
        (
            ReadingRefused("line 3", "'maybe' is neither yes nor no", "write yes or no"),
            "line 3: 'maybe' is neither yes nor no (write yes or no)",
        ),
        (MarkRefused("'soon' is no time"), "'soon' is no time"),
        (
            RowUnreadable("observation", "7", "its reading is damaged"),
            "Row 7 of observation cannot be read: its reading is damaged (qaudit doctor lists damage)",
        ),
        (
            TemplateBroken("visit.html.j2", 12, "no such variable"),
            "visit.html.j2:12: the report template is broken: no such variable",
        ),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(error: QauditError, message: str) -> None:
    assert str(error) == message


def test_errors_carry_their_data() -> None:
    assert PackInvalid("hotel.yaml", [WEIGHT]).problems == (WEIGHT,)
    assert VisitIncomplete("V1", ["A-1"], ["A-1 has no reading"]).codes == ("A-1",)
    assert UnknownStandard("A-9", ["A-1"]).near == ("A-1",)
    assert PackChanged("hotel@1", "a", "b").found_digest == "b"


def test_every_error_is_a_qaudit_error() -> None:
    found = [
        thing
        for thing in vars(errors).values()
        if isinstance(thing, type) and thing.__module__ == errors.__name__
    ]
    assert len(found) > 15
    assert all(issubclass(error, QauditError) for error in found)

"""Short time notes turned into proposed marks."""

import pytest

from qaudit.core.standards import Event
from qaudit.core.text import Text
from qaudit.core.time_notes import TimeNote, likely_event, read_time_notes
from tests.builders import a_pack, a_standard, moment

NOW = moment("14:30")
PACK = a_pack(events=["arrival", "greeted", "hold_on", "hold_off", "bill_asked"])


def notes(text: str) -> list[tuple[str, str, str | None]]:
    return [(note.written, note.words, note.event) for note in read_time_notes(text, PACK, NOW, 0)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "10:02 in, 10:02:40 greeted",
            [("10:02", "in", "arrival"), ("10:02:40", "greeted", "greeted")],
            id="times-first",
        ),
        pytest.param(
            "in 10:02, greeted 10:02:40",
            [("10:02", "in", "arrival"), ("10:02:40", "greeted", "greeted")],
            id="words-first",
        ),
        pytest.param(
            "10.02 arrival\n10h05 asked for the bill",
            [("10.02", "arrival", "arrival"), ("10h05", "asked for the bill", "bill_asked")],
            id="other-separators",
        ),
        pytest.param(
            "10:02 arrival; 10:09 arrival again",
            [("10:02", "arrival", "arrival"), ("10:09", "arrival again", None)],
            id="an-event-once",
        ),
        pytest.param("10:02 rain", [("10:02", "rain", None)], id="no-event-fits"),
        pytest.param("10:02", [("10:02", "", None)], id="no-words"),
        pytest.param("nothing here", [], id="no-times"),
        pytest.param("paid 12.50.30.20", [], id="no-part-of-a-longer-number"),
        pytest.param("call 110:02:40", [], id="no-part-of-a-longer-time"),
    ],
)
def test_each_time_has_its_words_and_its_likely_event(
    text: str, found: list[tuple[str, str, str | None]]
) -> None:
    assert notes(text) == found


def test_a_time_note_has_its_moment() -> None:
    assert read_time_notes("10.02 in", PACK, NOW, 0) == (TimeNote("10.02", "in", moment("10:02"), "arrival"),)


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("put on hold", "hold_on"),
        ("back", "hold_off"),
        ("greeting", "greeted"),
        ("hello", "greeted"),
        ("holdon", "hold_on"),
        ("the", None),
        ("", None),
        ("ציון", None),
        ("התקבל", "greeted"),
    ],
)
def test_the_likeliest_event_shares_most_words(words: str, event: str | None) -> None:
    events = (
        Event("arrival", Text.plain("Reaches the door")),
        Event("greeted", Text((("en", "First words from staff"), ("he", "התקבל בברכה")))),
        Event("hold_on", Text.plain("Put on hold")),
        Event("hold_off", Text.plain("Back from hold")),
    )
    assert likely_event(words, events) == event


def test_no_event_is_likely_where_there_is_none() -> None:
    assert likely_event("in", ()) is None


STAY = a_pack(a_standard(), events=["call_hold", "confirmed", "door", "key", "hold_off", "door_again"])


def test_the_words_of_an_event_stand_for_nothing_else() -> None:
    events = (Event("key", Text.plain("Room key in hand")), Event("door", Text.plain("At the hotel door")))
    assert likely_event("in", events) == "door"


def test_a_confirmation_that_arrives_is_no_arrival() -> None:
    events = (Event("sent", Text.plain("Confirmation arrives")), Event("door", Text.plain("At the door")))
    assert likely_event("in", events) == "door"


def test_of_equals_the_next_in_the_order_of_the_pack_is_meant() -> None:
    notes = read_time_notes("10:02 key, 10:10 hold, 10:20 door", STAY, NOW, 0)
    assert [note.event for note in notes] == ["key", "hold_off", "door_again"]

"""P809: standards that say nearly the same, in three languages."""

import pytest

from tests.packs.judgement.editor import lines, pack, standard, told_of

ALIKE = {
    "en": [
        (
            "The guest is greeted within 60 seconds of reaching the door",
            "Guests are greeted on reaching the door",
        ),
        ("The bill is explained before payment", "Before payment, the bill is explained"),
        ("Luggage is brought to the guest's room", "The luggage is brought to guests' rooms"),
    ],
    "he": [
        ("הלקוח מקבל ברכה בכניסה לסניף", "ללקוחות ברכה בכניסה אל הסניף מקבל"),
        ("החשבון מוסבר לפני התשלום", "לפני התשלום מוסבר החשבון"),
    ],
    "ro": [
        ("Nota de plată este explicată înainte de plată", "Înainte de plată este explicată nota de plată"),
        ("Clientul este salutat la ușa sucursalei", "Clienții sunt salutați la ușa sucursalei"),
    ],
}
UNLIKE = {
    "en": [
        ("The guest is greeted at the door", "The guest is greeted at the desk"),
        ("The hot drink is served with the milk apart", "The cold drink is served with the ice apart"),
        ("Room 12 is shown on the plan", "Room 14 is shown on the plan"),
    ],
    "he": [
        ("הלקוח מקבל ברכה בכניסה לסניף", "הלקוח מקבל ברכה ביציאה מהסניף"),
        ("החשבון מוסבר לפני התשלום", "המחיר נאמר לפני התשלום"),
    ],
    "ro": [
        ("Nota este explicată înainte de plată", "Prețul este spus înainte de plată"),
        ("Clientul este salutat la ușă", "Clientul este salutat la casă"),
    ],
}


def _pair(one: str, other: str, language: str, measure: str = "{kind: yes_no}", **keys: object) -> str:
    return pack(standard(one, measure), standard(other, measure, "A2", **keys), languages=language)


@pytest.mark.parametrize(
    ("language", "one", "other"), [(one, *case) for one, cases in ALIKE.items() for case in cases]
)
def test_texts_alike_are_told_at_the_second(language: str, one: str, other: str) -> None:
    found = told_of(_pair(one, other, language, "{kind: duration, unit: s, at_most: 60}"), "P809")
    assert [problem.message for problem in found] == ["this is nearly what A1 says in line 11"]
    assert lines(found) == [12]


@pytest.mark.parametrize(
    ("language", "one", "other"), [(one, *case) for one, cases in UNLIKE.items() for case in cases]
)
def test_one_telling_word_sets_two_texts_apart(language: str, one: str, other: str) -> None:
    assert told_of(_pair(one, other, language), "P809") == []


def test_in_another_section_only_the_same_words_are_alike() -> None:
    text = pack(standard("The bill is explained before payment")).rstrip()
    other = "\n  - code: T\n    title: T\n    standards: [%s]\n"
    same = text + other % standard("The bill is explained before payment", code="B1")
    turned = text + other % standard("Before payment the bill is explained", code="B1")
    assert len(told_of(same, "P809")) == 1
    assert told_of(turned, "P809") == []


def test_texts_that_no_visit_asks_together_may_be_the_same() -> None:
    facts = "facts: {f: {text: F, options: yes_no}}"
    one = standard("X is explained", when={"fact": "f", "is": "yes"})
    other = standard("X is explained", code="A2", when={"fact": "f", "is": "no"})
    assert told_of(pack(one, other, head=facts), "P809") == []
    assert len(told_of(pack(one, other.replace('"no"', '"yes"'), head=facts), "P809")) == 1


def test_what_is_only_asked_and_noted_may_be_asked_twice_and_in_any_words() -> None:
    again = "{kind: yes_no}"
    text = pack(
        standard("The caller had to wait long, often", again, scored=False),
        standard("The caller had to wait long, often", again, "A2", scored=False),
        standard("Remarks", "{kind: note}", "A3"),
        standard("Remarks", "{kind: note}", "A4"),
    )
    assert told_of(text, "P809") == told_of(text, "P802") == []

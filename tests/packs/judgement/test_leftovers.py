"""P815, P816, P817, P821, P824, P825: gaps, leftovers, people, and translations that say something else."""

import pytest

from tests.packs.judgement.editor import lines, pack, standard, told_of

TAGS = {"layer": "provider", "dimension": "empathy"}


def test_a_tag_that_most_have_and_one_lacks_is_told_for_scored_standards() -> None:
    text = pack(
        standard("A", tags=TAGS),
        standard("B", code="A2", tags=TAGS),
        standard("C", code="A3", tags={"layer": "process"}),
        standard("D", "{kind: note}", code="A4"),
    )
    found = told_of(text, "P815")
    assert [problem.message for problem in found] == [
        "the standard has no tag 'dimension', and most of the others have one"
    ]
    assert lines(found) == [13]
    assert told_of(pack(standard("A", tags=TAGS), standard("B", code="A2")), "P815") == []


def test_events_and_facts_that_nothing_uses_are_told() -> None:
    head = "events: {a: A, b: B, c: C}\nfacts: {f: {text: F, options: yes_no}, g: {text: G, options: yes_no}}"
    used = standard(
        "X", "{kind: duration, unit: s, from: a, to: b, at_most: 5}", when={"fact": "f", "is": "yes"}
    )
    text = pack(used, head=head)
    assert [problem.message for problem in told_of(text, "P816")] == [
        "no clock runs from or to the event 'c'"
    ]
    assert [problem.message for problem in told_of(text, "P817")] == ["no condition looks at the fact 'g'"]
    nested = standard("Y", code="A2", when={"any": [{"not": {"fact": "g", "is": "yes"}}]})
    assert told_of(pack(used, nested, head=head), "P817") == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "Ask for Mr Jones at the desk", "Mr Jones"),
        ("en", "Ask for Mrs. Jones at the desk", "Mrs. Jones"),
        ("en", "Call +44 20 7946 0958 before noon", "+44 20 7946 0958"),
        ("en", "Call 020 7946 0958", "020 7946 0958"),
        ("en", "Write to help@example.com", "help@example.com"),
        ("en", "The guest is called Mr or Mrs with the name", None),
        ("en", "The call is answered between 08:00 and 20:00", None),
        ("en", "The statement of 01-01-2026 is shown", None),
        ("en", "The fee is 0.25 % of 1,000,000", None),
        ("he", "לבקש את גב' כהן בדלפק", "גב' כהן"),
        ("he", "להתקשר אל 03-5551234", "03-5551234"),
        ("he", "מטבל מר מוגש בצד", None),
        ("ro", "Se cere doamna Ionescu la ghișeu", "doamna Ionescu"),
        ("ro", "Se sună la 021 555 1234", "021 555 1234"),
        ("ro", "Clientului i se spune domnul sau doamna, cu numele", None),
    ],
)
def test_people_and_their_addresses_are_told(language: str, text: str, word: str | None) -> None:
    for keys in ({}, {"guidance": text}):
        found = told_of(pack(standard("X" if keys else text, **keys), languages=language), "P821")
        assert [problem.message.split("'", 1)[1].rsplit("' is a")[0] for problem in found] == (
            [] if word is None else [word]
        )


def test_a_source_may_name_people() -> None:
    assert told_of(pack(standard("X", source="Mr Jones, 020 7946 0958")), "P821") == []


@pytest.mark.parametrize(
    ("texts", "is_told"),
    [
        ({"en": "Within 60 seconds", "ro": "În 60 de secunde"}, False),
        ({"en": "Within 60 seconds", "ro": "În 90 de secunde"}, True),
        ({"en": "Within three rings", "ro": "În 3 apeluri"}, False),
        ({"en": "Within 3 rings in 24 hours", "ro": "În trei apeluri, în 24 de ore"}, False),
        ({"en": "Within 2.5 minutes", "ro": "În 2,5 minute"}, False),
        ({"en": "Within 1,000 metres", "ro": "În 1000 de metri"}, False),
        ({"en": "Within a minute", "ro": "În 60 de secunde"}, False),
        ({"en": "Within 60 seconds", "he": "תוך 90 שניות"}, True),
        ({"en": "Within 60 seconds", "he": "תוך 60 שניות"}, False),
    ],
)
def test_a_translation_has_the_numbers_of_the_text(texts: dict[str, str], is_told: bool) -> None:
    found = told_of(pack(standard(texts), languages=", ".join(texts)), "P824")
    assert bool(found) == is_told


@pytest.mark.parametrize(
    ("texts", "is_told"),
    [
        ({"en": "The bill is shown", "ro": "The bill is shown"}, True),
        ({"en": "The bill is shown", "he": "The bill is shown now"}, True),
        ({"en": "The bill is shown", "ro": "Nota este arătată"}, False),
        ({"en": "Wi-Fi", "he": "Wi-Fi"}, False),
        ({"en": "The bill is shown", "he": "החשבון מוצג"}, False),
    ],
)
def test_a_text_that_nobody_translated_is_told(texts: dict[str, str], is_told: bool) -> None:
    assert bool(told_of(pack(standard(texts), languages=", ".join(texts)), "P825")) == is_told

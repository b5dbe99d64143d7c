"""P804: a clock without a named start and stop. P820: two clocks over one stretch of time."""

import pytest

from tests.packs.judgement.editor import lines, pack, standard, told_of

LIMIT = "{kind: duration, unit: min, at_most: 5}"
EVENTS = "events: {a: A, b: B, c: C}"
NAMED = {
    "en": [
        (
            "The drink is served in five minutes",
            "The clock starts when the order ends; it stops at the first sip.",
        ),
        ("The drink is served in five minutes", "Start: the server leaves. Stop: the drink is on the table."),
        ("The drink is served in five minutes", "Count from the order until the drink is on the table."),
        ("The drink is served within 5 minutes of the order", ""),
        ("Within 5 minutes after sitting down the guest has a drink", ""),
        ("News comes at least every 5 minutes", "Time the longest gap between two notices."),
    ],
    "he": [
        ("המשקה מוגש תוך 5 דקות", "השעון מתחיל כשההזמנה נמסרת ונעצר כשהכוס על השולחן."),
        ("המשקה מוגש תוך 5 דקות", "נמדד מרגע ההזמנה ועד שהכוס על השולחן."),
        ("המשקה מוגש תוך 5 דקות מההזמנה", ""),
        ("המשקה מוגש תוך 5 דקות לאחר ההזמנה", ""),
        ("המשקה מוגש תוך דקה מרגע ההזמנה", ""),
    ],
    "ro": [
        (
            "Băutura este servită în 5 minute",
            "Cronometrul pornește la comandă; se oprește când paharul e pe masă.",
        ),
        ("Băutura este servită în 5 minute", "De la comandă până când paharul e pe masă."),
        ("Băutura este servită în 5 minute de la comandă", ""),
        ("Băutura este servită în cel mult 5 minute după comandă", ""),
    ],
}
UNNAMED = {
    "en": [
        ("The drink is served in five minutes", ""),
        ("The drink is served in five minutes", "Wine counts as a drink."),
        ("The drink is served in five minutes", "The clock starts at the order."),
        ("No silence lasts longer than 5 minutes", ""),
    ],
    "he": [("המשקה מוגש תוך 5 דקות", ""), ("המשקה מוגש תוך 5 דקות", "גם יין נחשב משקה.")],
    "ro": [("Băutura este servită în 5 minute", ""), ("Băutura este servită în 5 minute", "Vinul este o băutură.")],
    "fr": [("La boisson est servie en cinq minutes", "")],
}  # fmt: skip


def _clock(text: str, guidance: str) -> str:
    return standard(text, LIMIT, **({"guidance": guidance} if guidance else {}))


@pytest.mark.parametrize(
    ("language", "text", "guidance"), [(one, *case) for one, cases in NAMED.items() for case in cases]
)
def test_a_clock_whose_ends_are_named_is_left_alone(language: str, text: str, guidance: str) -> None:
    assert told_of(pack(_clock(text, guidance), languages=language), "P804") == []


@pytest.mark.parametrize(
    ("language", "text", "guidance"), [(one, *case) for one, cases in UNNAMED.items() for case in cases]
)
def test_a_clock_that_everybody_starts_elsewhere_is_told(language: str, text: str, guidance: str) -> None:
    assert len(told_of(pack(_clock(text, guidance), languages=language), "P804")) == 1


def test_events_name_both_ends_and_a_language_without_word_lists_is_believed() -> None:
    events = standard("X", "{kind: duration, unit: s, from: a, to: b, at_most: 5}")
    assert told_of(pack(events, head=EVENTS), "P804") == []
    assert told_of(pack(_clock("La boisson", "De la commande au verre"), languages="fr"), "P804") == []


AB = "{kind: duration, unit: s, from: a, to: b, at_most: 5}"
BC = "{kind: duration, unit: s, from: b, to: c, at_most: 5}"


def test_two_standards_over_the_same_events_are_told_at_the_second() -> None:
    text = pack(standard("X", AB), standard("Y", BC, "A2"), standard("Z", AB, "A3"), head=EVENTS)
    found = told_of(text, "P820")
    assert lines(found) == [14]
    assert found[0].message == "A1 in line 12 measures between the same two events"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"when": {"fact": "f", "is": "yes"}}, {"when": {"fact": "f", "is": "no"}}),
        ({"when": {"fact": "f", "is": "yes"}}, {"when": {"not": {"fact": "f", "is": "yes"}}}),
        (
            {"when": {"all": [{"fact": "g", "in": ["x", "y"]}, {"fact": "f", "is": "yes"}]}},
            {"when": {"any": [{"fact": "g", "is": "z"}, {"fact": "g", "in": ["z"]}]}},
        ),
        ({}, {"bonus": True}),
    ],
)
def test_standards_that_no_visit_asks_together_or_a_bonus_for_more_are_no_twins(
    one: dict[str, object], other: dict[str, object]
) -> None:
    facts = f"{EVENTS}\nfacts:\n  f: {{text: F, options: yes_no}}\n  g: {{text: G, options: {{x: X, y: Y, z: Z}}}}"
    text = pack(standard("X", AB, "A1", **one), standard("Z", AB, "A2", **other), head=facts)
    assert told_of(text, "P820") == []
    both = pack(standard("X", AB, "A1", **one), standard("Z", AB, "A2", **one), head=facts)
    assert len(told_of(both, "P820")) == 1

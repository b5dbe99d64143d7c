"""P813, P814, P818, P819, P822, P823: measures that say little, nothing, or something else than the text."""

import pytest

from tests.packs.judgement.editor import pack, standard, told_of


@pytest.mark.parametrize(
    ("anchors", "is_told"),
    [
        ("", True),
        ("{1: Litter in sight}", True),
        ("{1: Poor, 5: Very good}", True),
        ("{1: Litter in sight, 5: Excellent}", True),
        ("{1: Litter in sight, 5: No speck found}", False),
        ("{2: Litter in sight, 4: One speck found}", False),
    ],
)
def test_a_scale_needs_two_steps_that_say_what_is_seen(anchors: str, is_told: bool) -> None:
    measure = "{kind: rating, scale: [1, 5], met_from: 4%s}" % (f", anchors: {anchors}" if anchors else "")
    assert bool(told_of(pack(standard("The floor", measure)), "P813")) == is_told
    assert told_of(pack(standard("The floor", measure, scored=False)), "P813") == []


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "The door is not locked", "not"),
        ("en", "No bag is left in the hall", "No"),
        ("en", "Staff don't knock", "don't"),
        ("en", "A staffed counter serves nobody while customers wait", None),
        ("en", "A risk is called none", None),
        ("en", "Staff say that they do not know", None),
        ("en", "Staff enter without knocking", None),
        ("he", "הדלת אינה נעולה", "אינה"),
        ("he", "הצוות לא דופק", "לא"),
        ("he", "הצוות נכנס בלי לדפוק", None),
        ("he", "הנציג אומר שאינו יודע", None),
        ("ro", "Ușa nu este încuiată", "nu"),
        ("ro", "Nicio geantă rămâne în hol", "Nicio"),
        ("ro", "Personalul spune că nu știe", None),
    ],
)
def test_a_denial_that_expects_no_is_told(language: str, text: str, word: str | None) -> None:
    found = told_of(pack(standard(text, "{kind: yes_no, expect: no}"), languages=language), "P814")
    says = [problem.message.split(" says '")[1].split("': ")[0] for problem in found]
    assert says == ([] if word is None else [word])
    assert told_of(pack(standard(text), languages=language), "P814") == []


_LADDER = (
    "{kind: count, unit: u, between: [1, 3], credit: [{between: [1, 3], share: 1}, "
    "{between: [0, 3], share: 0.5}]}"
)


@pytest.mark.parametrize(
    ("measure", "code"),
    [
        ("{kind: count, unit: u, at_most: 3, credit: [{at_most: 3, share: 1}, {at_most: 3.5, share: 0.5}]}", "P818"),
        ("{kind: count, unit: u, at_least: 3, credit: [{at_least: 3, share: 1}, {at_least: 2.5, share: 0.5}]}", "P818"),
        ("{kind: count, unit: u, at_most: 3, credit: [{at_most: 3, share: 1}, {at_most: 4, share: 0.5}]}", None),
        (
            _LADDER,
            None,
        ),
        ("{kind: duration, unit: s, at_most: 3, credit: [{at_most: 3, share: 1}, {at_most: 3.5, share: 0.5}]}", None),
        ("{kind: count, unit: u, at_least: 0}", "P819"),
        ("{kind: count, unit: u, at_most: 0}", None),
        ("{kind: checklist, parts: {a: {text: A}}}", "P822"),
        ("{kind: checklist, parts: {a: {text: A}, b: {text: B}}}", None),
    ],
)  # fmt: skip
def test_steps_and_limits_that_do_nothing_are_told(measure: str, code: str | None) -> None:
    for each in ("P818", "P819", "P822"):
        assert len(told_of(pack(standard("X", measure)), each)) == (each == code)


MINUTES = (
    "{kind: duration, unit: min, at_most: 2, credit: [{at_most: 2, share: 1}, {at_most: 4, share: 0.5}]}"
)
DAY = "{kind: duration, unit: d, at_most: 1}"
COUNT = "{kind: count, unit: rings, at_most: 3}"
RANGE = "{kind: count, unit: times, between: [1, 3]}"


@pytest.mark.parametrize(
    ("language", "text", "measure", "said"),
    [
        ("en", "The guest is seated within 3 minutes", MINUTES, "3 minutes"),
        ("en", "The guest is seated within 120 seconds", MINUTES, None),
        ("en", "The guest is seated within two minutes", MINUTES, None),
        ("en", "The guest is seated within four minutes", MINUTES, "four minutes"),
        ("en", "The guest is seated within a minute and a half", MINUTES, None),
        ("en", "The guest is seated at once", MINUTES, None),
        ("en", "An answer comes within 24 hours", DAY, None),
        ("en", "An answer comes within one working day", DAY, None),
        ("en", "An answer comes within 2 working days", DAY, "2 working days"),
        ("en", "Within 2 minutes of the hour asked for the call comes", MINUTES, None),
        ("en", "The call is answered within three rings", COUNT, None),
        ("en", "The call is answered within 4 rings", COUNT, "4"),
        ("en", "Bottles less than half full are counted", COUNT, None),
        ("en", "One person answers within 3 rings", COUNT, None),
        ("en", "The name is said at least once and at most three times", RANGE, None),
        ("en", "Within 20 seconds, in 4 rings", COUNT, None),
        ("he", "הלקוח יושב תוך שתי דקות", MINUTES, None),
        ("he", "הלקוח יושב תוך דקתיים", MINUTES, None),
        ("he", "הלקוח יושב תוך 3 דקות", MINUTES, "3 דקות"),
        ("he", "השיחה נענית עד 4 צלצולים", COUNT, "4"),
        ("he", "התשובה מגיעה תוך 24 שעות", DAY, None),
        ("he", "התשובה מגיעה תוך יומיים", DAY, "יומיים"),
        ("ro", "Clientul stă jos în două minute", MINUTES, None),
        ("ro", "Clientul stă jos în 3 minute", MINUTES, "3 minute"),
        ("ro", "Răspunsul vine în 24 de ore", DAY, None),
        ("ro", "Răspunsul vine în 25 de ore", DAY, "25 de ore"),
        ("ro", "Se răspunde după cel mult patru apeluri", COUNT, "4"),
    ],
)
def test_a_text_and_its_measure_have_the_same_limit(
    language: str, text: str, measure: str, said: str | None
) -> None:
    found = told_of(pack(standard(text, measure), languages=language), "P823")
    assert [problem.message.split("'")[1] for problem in found] == ([] if said is None else [said])

"""P801: two demands in one standard, in three languages; and what only looks like two."""

import pytest

from tests.packs.judgement.editor import pack, standard, told_of

TWO = {
    "en": [
        ("Staff knock and say who they are before the door moves", "knock and say"),
        ("The table is laid and the glasses shine", "laid and the"),
        ("The reply carries the writer's name and position", "name and position"),
        ("The guest is greeted as well as offered a drink", "as well as"),
        ("Between courses the table is cleared and crumbs are brushed away", "cleared and crumbs"),
        ("The price is not only shown but also said", "but also"),
    ],
    "he": [
        ("הנציג מציג את עצמו ומציע עזרה", "עצמו ומציע"),
        ("השולחן ערוך וגם הכוסות מבריקות", "וגם"),
        ("החשבון מוגש ומוסבר", "מוגש ומוסבר"),
        ("התשובה נושאת שם ותפקיד", "שם ותפקיד"),
    ],
    "ro": [
        ("Personalul bate la ușă și spune cine este", "ușă și spune"),
        ("Masa este pusă și paharele strălucesc", "pusă și paharele"),
        ("Masa este pusă şi paharele strălucesc", "pusă şi paharele"),
        ("Nota este adusă, precum și explicată", "precum și"),
    ],
}
ONE = {
    "en": [
        "The telephone is answered between 9 and 5",
        "The door is open between eight in the morning and noon",
        "The room made up between breakfast and noon is told to the desk",
        "Bread and butter come before the order",
        "The salt and the pepper stand on the table",
        "The day and the hour of the visit are repeated",
        "The clerk says: \"Welcome and good morning\"",
        "The clerk says “Marble and gold are at your service”",
        "The bag bears the name Marks and Spencer",
        "The bill is brought only on request, and not before",
        "Everything ordered comes as ordered, and nothing else",
        "What staff do not know they look up, and do not guess",
        "The call lasts two and a half minutes",
        "The entrance is free of litter, cigarette ends and idle trolleys",
        "When the guest sits down and opens the menu, water is poured",
        "No bag and no coat lies on a chair",
        "The sandwich costs what the board says",
        "The agent asks again and again",
        "A brandy is offered after the meal",
        "The guest may read and/or write at the desk",
        "The sign does not flicker on and off",
        "The mirror lets one shave and make up at the same time",
    ],
    "he": [
        "הטלפון נענה בין 9 ל-17",
        "הדלת פתוחה בין 9 ו-17",
        "לחם וחמאה מוגשים לפני ההזמנה",
        "המלח והפלפל עומדים על השולחן",
        "הווילון נסגר עד הסוף",
        "וידוא הפרטים נעשה לפני החיוב",
        "ועדת הקבלה מזמינה את הלקוח בשמו",
        "לקוח ותיק מזוהה לפי שמו",
        "המענה בווטסאפ חתום בשם",
        "החשבון מוגש רק לפי בקשה, ולא לפני כן",
        "הנציג אומר: \"שלום וברוכים הבאים\"",
        "השיחה נמשכת שתי דקות וחצי",
        "כאשר הלקוח מתיישב ופותח את התפריט, נמזגים מים",
        "אין תיק ואין מעיל על הכיסאות",
        "הלקוח נשאל אם הטיפול נעשה לשביעות רצונו",
        "התור נקבע ליום ולשעה שהלקוח ביקש",
        "המנה והתוספת מוגשות יחד",
    ],
    "ro": [
        "Se răspunde la telefon între 9 și 17",
        "Pâine și unt sunt aduse înaintea comenzii",
        "Numele și prenumele sunt scrise pe cerere",
        "Apelul durează două minute și jumătate",
        "Agentul spune: „Bun venit și bună ziua”",
        "Nota vine la cerere, și nu înainte",
        "Când clientul se așază și deschide meniul, i se toarnă apă",
        "Clientul este salutat chiar și la casă",
        "Nicio geantă și niciun palton nu stau pe scaune",
        "Intrarea este liberă de gunoi și mucuri",
        "Ziua și ora programării sunt repetate",
        "Felul principal și garnitura sunt aduse împreună",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "word"), [(language, *case) for language, cases in TWO.items() for case in cases]
)
def test_two_demands_in_one_are_told_with_the_words_that_join_them(
    language: str, text: str, word: str
) -> None:
    for measure in (
        "{kind: yes_no}",
        "{kind: yes_no, expect: no}",
        "{kind: rating, scale: [1, 5], met_from: 4}",
    ):
        found = told_of(pack(standard(text, measure), languages=language), "P801")
        assert [problem.message for problem in found] == [
            f"two things stand in one standard: '{word}' joins them"
        ]
        assert found[0].place is not None


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in ONE.items() for text in texts]
)
def test_what_is_one_thing_is_left_alone(language: str, text: str) -> None:
    assert told_of(pack(standard(text), languages=language), "P801") == []


@pytest.mark.parametrize(
    "measure",
    [
        "{kind: checklist, parts: {a: {text: Knock}, b: {text: Name}}}",
        "{kind: duration, unit: s, at_most: 5}",
        "{kind: count, unit: times, between: [1, 3]}",
        "{kind: rating, scale: [1, 3], met_from: 2, anchors: {1: No knock, 3: Knock with the name said}}",
        "{kind: note}",
    ],
)
def test_measures_that_can_tell_the_two_apart_may_hold_them(measure: str) -> None:
    assert told_of(pack(standard("Staff knock and say who they are", measure)), "P801") == []


def test_a_translation_is_told_of_only_for_a_word_that_cannot_be_style_and_a_standard_once() -> None:
    one = {
        "en": "Staff knock first",
        "he": "הצוות דופק ומציג את עצמו",
        "ro": "Personalul bate și se prezintă",
    }
    assert told_of(pack(standard(one), languages="en, he, ro"), "P801") == []
    two = {"en": "Staff knock first", "he": "הצוות דופק וגם מציג את עצמו", "ro": "Bate, precum și spune"}
    found = told_of(pack(standard(two), languages="en, he, ro"), "P801")
    assert [problem.message.split("'")[1] for problem in found] == ["וגם"]


def test_a_language_without_word_lists_is_not_judged_by_words() -> None:
    assert told_of(pack(standard("Le personnel frappe et se présente"), languages="fr"), "P801") == []

"""P802: words that every auditor reads in another way, unless something in the standard makes them plain."""

import pytest

from tests.packs.judgement.editor import YES_NO, pack, standard, told_of

VAGUE = {
    "en": [
        ("The guest is greeted promptly", "promptly"),
        ("A reply comes as soon as possible", "as soon as possible"),
        ("The clerk is friendly", "friendly"),
        ("Staff dress in an appropriate way", "appropriate"),
        ("The food comes soon", "soon"),
        ("The washroom is clean", "clean"),
        ("The uniform is well-groomed", "well-groomed"),
        ("The uniform is well kept", "well kept"),
        ("Water is topped up regularly", "regularly"),
        ("The answer is of a good standard", "good"),
        ("Where possible the guest is called by name", "Where possible"),
        ("The guest gets a warm welcome", "warm welcome"),
        ("The bill is explained clearly", "clearly"),
        ("Professional clothes are worn", "Professional"),
    ],
    "he": [
        ("הלקוח מקבל מענה בהקדם", "בהקדם"),
        ("הנציג אדיב", "אדיב"),
        ("הנציגה ידידותית לכל אורך השיחה", "ידידותית"),
        ("הלבוש הולם", "הולם"),
        ("התשובה ניתנת בנימוס", "בנימוס"),
        ("המקום נקי", "נקי"),
        ("השולחנות הנקיים פנויים לאורח", "הנקיים"),
        ("הלקוח מקבל יחס מקצועי", "מקצועי"),
        ("הטיפול נעשה במהירות", "במהירות"),
        ("הלקוח ממתין זמן סביר", "סביר"),
        ("במידת האפשר הלקוח נקרא בשמו", "במידת האפשר"),
        ("נציג שאדיב אל הלקוח", "שאדיב"),
        ("הלקוח מקבל מענה מיידי", "מיידי"),
        ("הלבוש מתאים", "מתאים"),
    ],
    "ro": [
        ("Clientul primește răspuns prompt", "prompt"),
        ("Agentul este prietenos", "prietenos"),
        ("Recepționera este amabilă", "amabilă"),
        ("Ținuta este adecvată", "adecvată"),
        ("Ţinuta este corespunzătoare", "corespunzătoare"),
        ("Toaleta este curată", "curată"),
        ("Răspunsul vine cât mai repede", "cât mai repede"),
        ("Se răspunde cu amabilitate", "amabilitate"),
        ("Clientul așteaptă un timp rezonabil", "rezonabil"),
        ("Dacă este posibil, se oferă un loc", "Dacă este posibil"),
        ("Personalul este îngrijit", "îngrijit"),
        ("Oferta este clară", "clară"),
    ],
}
PLAIN = {
    "en": [
        "The clerk says good morning",
        "Hands are washed as soon as the gloves are off",
        "The clerk asks how soon the guest has to leave",
        "The guest is asked whether the water is comfortable",
        "The sign reads \"Friendly service\"",
        "A fast food box is sealed",
        "The kind of room is named",
        "The cleaner knocks",
        "The plate is family-friendly in size",
        "The clerk speaks loud enough to be heard at the door",
        "The professor is named",
        "A health professional is called",
        "Staff clean the basin in front of the guest",
        "The rail is closed immediately after the last guest",
    ],
    "he": [
        "הנציג אומר בוקר טוב",
        "הנציג מסביר את החיוב",
        "הלחם מוגש חם",
        "הטבח חובש כיפה",
        "הלקוח נשאל אם הצוואר מונח בנוחות",
        "הווילונות מונעים אור",
        "החדר מתאים להזמנה",
        "על השלט כתוב \"שירות ידידותי\"",
        "מנקים את השולחן אחרי כל אורח",
        "הלקוח ממהר, והנציג אומר כמה זמן נשאר",
        "שעות המנוחה כתובות על הדלת",
        "שם הנציג מצוין במכתב",
        "הכנה לתשלום נעשית ליד השולחן",
        "שירותי החדר עונים לטלפון",
        "הסועד מזמין קינוח",
        "הדלת ננעלת מיד לאחר הלקוח האחרון",
    ],
    "ro": [
        "Agentul spune bună ziua",
        "Se spune bun venit la ușă",
        "Clientul este întrebat dacă apa este plăcută",
        "Pe afiș scrie „Servire rapidă”",
        "Mâinile sunt spălate imediat ce mănușile sunt scoase",
        "Prosoape curate sunt puse la fiecare client",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "word"), [(language, *case) for language, cases in VAGUE.items() for case in cases]
)
def test_a_vague_word_is_told_as_it_is_written(language: str, text: str, word: str) -> None:
    found = told_of(pack(standard(text), languages=language), "P802")
    assert [problem.message.split("'")[1] for problem in found] == [word]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in PLAIN.items() for text in texts]
)
def test_words_that_only_look_vague_are_left_alone(language: str, text: str) -> None:
    assert told_of(pack(standard(text), languages=language), "P802") == []


SECONDS = "{kind: duration, unit: s, at_most: 60}"
ANCHORED = "{kind: rating, scale: [1, 5], met_from: 4, anchors: {1: Turns away, 5: Looks up with a smile}}"
LABELLED = "{kind: rating, scale: [1, 5], met_from: 4, anchors: {1: Very poor, 5: Excellent}}"
PARTS = "{kind: checklist, parts: {a: {text: Smile}, b: {text: Name}}}"
SEEN = "{kind: choice, options: {a: {text: Looks up, share: 1}, b: {text: Looks away, share: 0}}}"
GRADES = "{kind: choice, options: {a: {text: Good, share: 1}, b: {text: Poor, share: 0}}}"


@pytest.mark.parametrize(
    ("text", "measure", "is_told"),
    [
        ("The guest is greeted promptly", SECONDS, False),
        ("The guest is greeted in a friendly way", SECONDS, True),
        ("Water is topped up often", "{kind: count, unit: times, at_least: 2}", False),
        ("The greeting is friendly", ANCHORED, False),
        ("The greeting is friendly", LABELLED, True),
        ("The greeting is friendly", PARTS, False),
        ("The greeting is friendly", "{kind: checklist, parts: {a: {text: Smile}}}", True),
        ("The greeting is friendly", SEEN, False),
        ("The greeting is friendly", GRADES, True),
        ("The greeting comes promptly", ANCHORED, True),
        ("Where possible a friendly greeting is given", ANCHORED, True),
    ],
)
def test_what_makes_a_word_plain_depends_on_what_it_is_vague_about(
    text: str, measure: str, is_told: bool
) -> None:
    assert bool(told_of(pack(standard(text, measure)), "P802")) == is_told


@pytest.mark.parametrize(
    ("language", "text", "guidance", "is_told"),
    [
        ("en", "The greeting is friendly", "Yes if eyes meet before words are said.", False),
        ("en", "The greeting is friendly", "A nod from behind a screen is no greeting.", False),
        ("en", "The greeting is friendly", 'Such words as "glad to see you".', False),
        ("en", "The greeting is friendly", "Within 3 metres of the door.", False),
        ("en", "The greeting is friendly", "Have counsel check this point.", True),
        ("en", "The greeting is friendly", "Friendly.", True),
        ("he", "הברכה ידידותית", "כן אם יש קשר עין לפני המילים הראשונות.", False),
        ("he", "הברכה ידידותית", "נבדק בכניסה אל הסניף.", True),
        ("ro", "Salutul este prietenos", "Da, dacă privirea se ridică înaintea cuvintelor.", False),
        ("ro", "Salutul este prietenos", "Se verifică la intrarea în sucursală.", True),
    ],
)
def test_guidance_makes_a_word_plain_where_it_draws_a_line(
    language: str, text: str, guidance: str, is_told: bool
) -> None:
    found = told_of(pack(standard(text, YES_NO, guidance=guidance), languages=language), "P802")
    assert bool(found) == is_told


def test_each_language_needs_the_line_and_a_standard_is_told_of_once() -> None:
    text = {"en": "The greeting is friendly", "he": "הברכה ידידותית", "ro": "Salutul este prietenos"}
    english = {"en": "Yes if eyes meet before words are said."}
    found = told_of(pack(standard(text, guidance=english), languages="en, he, ro"), "P802")
    assert [problem.message.split("'")[1] for problem in found] == ["ידידותית"]

"""P803: a share of many, or an average, is nothing that one visit can see."""

import pytest

from tests.packs.judgement.editor import pack, standard, told_of

OF_MANY = {
    "en": [
        ("80% of calls are answered within 20 seconds", "80 % of"),
        ("At least 90 percent of all guests are greeted by name", "90 percent of"),
        ("On average a guest waits two minutes", "On average"),
        ("The average wait is two minutes", "average"),
        ("Most customers are served at once", "Most customers"),
        ("Nine out of ten callers reach a person", "Nine out of ten"),
        ("The majority of letters are answered in a week", "The majority of"),
        ("The service level is 80/20", "service level"),
        ("Nearly all the guests are offered water", "Nearly all the guests"),
    ],
    "he": [
        ("80% מהשיחות נענות תוך 20 שניות", "80 % מהשיחות"),
        ("90 אחוז מכלל הלקוחות מקבלים ברכה", "90 אחוז מכלל"),
        ("זמן ההמתנה הממוצע הוא שתי דקות", "הממוצע"),
        ("רוב הלקוחות מקבלים ברכה", "רוב הלקוחות"),
        ("בממוצע הלקוח ממתין שתי דקות", "בממוצע"),
    ],
    "ro": [
        ("80% din apeluri primesc răspuns în 20 de secunde", "80 % din"),
        ("90 la sută dintre clienți sunt salutați", "90 la sută dintre"),
        ("În medie clientul așteaptă două minute", "În medie"),
        ("Majoritatea clienților sunt salutați", "Majoritatea"),
        ("Cei mai mulți oaspeți sunt salutați", "Cei mai mulți oaspeți"),
    ],
}
OF_ONE = {
    "en": [
        "A 10% discount is given without being asked for",
        "The bill adds at most 12 % for service",
        "The customer is called by name at most three times",
        "The most recent statement is shown",
        "The battery shows at least 80 %",
        "The clerk names the interest rate",
        "The price includes 17 percent tax",
        "The fee per year is named",
    ],
    "he": ["הלקוח מקבל 10% הנחה בלי לבקש", "החשבון כולל 18 אחוז מס",
           "שם הלקוח נאמר לכל היותר שלוש פעמים", "הרובוט מציע שיחה עם נציג"],
    "ro": ["Se acordă o reducere de 10% fără a fi cerută", "Numele este spus de cel mult trei ori",
           "Prețul include 19 la sută TVA", "Rata lunară este spusă", "Contul de social media este scris pe ușă"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "word"), [(language, *case) for language, cases in OF_MANY.items() for case in cases]
)
def test_what_is_said_of_many_visits_is_told(language: str, text: str, word: str) -> None:
    found = told_of(pack(standard(text), languages=language), "P803")
    assert [problem.message.split("'")[1] for problem in found] == [word]


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in OF_ONE.items() for text in texts]
)
def test_what_one_visit_can_see_is_left_alone(language: str, text: str) -> None:
    assert told_of(pack(standard(text), languages=language), "P803") == []


def test_a_unit_can_be_of_many_too() -> None:
    measure = '{kind: count, unit: "% of calls", at_least: 80}'
    assert len(told_of(pack(standard("Calls are answered", measure)), "P803")) == 1
    measure = '{kind: count, unit: "% of charge", at_least: 80}'
    assert told_of(pack(standard("The phone is charged", measure)), "P803") == []

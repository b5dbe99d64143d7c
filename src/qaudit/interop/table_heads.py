"""Heads of columns: ours, and what teams call the same in English, Hebrew and Romanian.

A head may name a language: `text:he`, `text::Hebrew (he)`, `question [ro]`, `Question_en`, or the language alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

PLAIN_COLUMNS = (
    "row", "section", "code", "value", "kind", "min", "max", "credit", "from", "to", "met_from", "weight", "whole",
    "gate", "critical", "bonus", "scored", "na", "note", "evidence", "when", "gives_away", "accept",
)  # fmt: skip
TEXT_COLUMNS = ("text", "unit", "options", "guidance", "source")
"""Columns that may be there once for each language."""
TAG_COLUMNS = ("layer", "dimension", "stage", "channel")
TAG_AHEAD = "tag:"
LOOSE_COLUMNS = ("limit", "answer", "result")
"""Known in tables of others alone: a threshold in words, the head `yes/no`, what was filled in on a visit."""

_HEADS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "text": "text, label, standard, standards, service standard, question, questions, question text, item, items, "
        "criterion, criteria, statement, check, checkpoint, check item, requirement, description, what to check, "
        "what, promise, expectation, behaviour, behavior, standard text, checklist item",
        "section": "section, sections, category, area, group, topic, chapter, page, theme, module, touchpoint, "
        "section title, section name, department",
        "code": "code, id, no, nr, number, ref, key, item no, question no, item id, item number, question id, "
        "standard id, standard code, #, "
        "s/n, sn",
        "weight": "weight, points, point, pts, max points, maximum points, max score, possible points, "
        "points possible, weighting, importance, value points",
        "options": "options, answers, choices, responses, answer options, response options, possible answers, "
        "response set, rating scale",
        "kind": "kind, type, measure, measurement, question type, answer type, response type, input",
        "min": "min, minimum",
        "max": "max, maximum",
        "limit": "limit, threshold, target, time limit, sla, benchmark, tolerance, target time, standard time, "
        "norm, max time, maximum time",
        "unit": "unit, units, uom, unit of measure",
        "critical": "critical, fatal, knockout, knock-out, critical item, zero tolerance",
        "bonus": "bonus, extra",
        "scored": "scored, counts",
        "na": "na, n/a, not applicable, na allowed, n/a allowed, may be na",
        "guidance": "guidance, help, hint, instructions, instruction, explanation, how to judge, guideline, "
        "guidelines, comments, remarks, notes, details, comment",
        "note": "note",
        "evidence": "evidence, photo, picture, proof, photo required, evidence required",
        "source": "source, sources, reference, references, based on",
        "when": "when, condition, applies when, applies if, only if, only when, relevance, asked when",
        "answer": "yes/no, y/n, yes no, yes/no/na, yes/no/n/a, y/n/na",
        "result": "answer, result, score, actual, actual score, points scored, points earned, earned, observed, "
        "finding, findings, yes, pass/fail, ok, done, response, status, rating, score given",
        "layer": "layer", "dimension": "dimension, rater dimension", "stage": "stage, phase, step, moment",
        "channel": "channel",
    },
    "he": {
        "text": "סטנדרט, סטנדרטים, שאלה, שאלות, פריט, קריטריון, קריטריונים, תיאור, דרישה, טקסט, נושא הבדיקה, "
        "מה בודקים, הסטנדרט, נוסח, היגד, בדיקה",
        "section": "פרק, מדור, תחום, קטגוריה, אזור, מחלקה, נושא, קבוצה, סעיף ראשי",
        "code": "קוד, מס, מס', מספר, מזהה, מס״ד, מס\"ד, סעיף",
        "weight": "משקל, ניקוד, נקודות, ניקוד מרבי, ניקוד מקסימלי",
        "options": "אפשרויות, תשובות, אפשרויות תשובה, סולם, תשובות אפשריות",
        "kind": "סוג, סוג תשובה, סוג שאלה, מדידה",
        "min": "מינימום", "max": "מקסימום",
        "limit": "סף, יעד, זמן יעד, מגבלה, זמן מרבי, תקן, גבול",
        "unit": "יחידה, יחידות, יחידת מידה",
        "critical": "קריטי, פוסל", "bonus": "בונוס", "na": "לא רלוונטי, ל\"ר, ל״ר",
        "guidance": "הנחיה, הנחיות, הסבר, הערות, הוראות, פירוט, הערה",
        "evidence": "ראיה, תמונה, אסמכתה, אסמכתא", "source": "מקור, מקורות",
        "when": "תנאי, כאשר, מתי, רק אם",
        "answer": "כן/לא, כן / לא, כן לא", "result": "תשובה, תוצאה, ציון, ממצא, ממצאים, בוצע, ניקוד בפועל",
        "layer": "שכבה", "dimension": "ממד, מימד", "stage": "שלב", "channel": "ערוץ",
    },
    "ro": {
        "text": "standard, standarde, întrebare, întrebări, criteriu, criterii, cerință, cerințe, descriere, enunț, "
        "punct de control, afirmație, ce se verifică, element",
        "section": "secțiune, secțiunea, categorie, zonă, capitol, departament, arie, grup, temă, compartiment",
        "code": "cod, nr, număr, nr crt, referință, id",
        "weight": "pondere, puncte, punctaj, punctaj maxim, puncte maxime, greutate",
        "options": "opțiuni, răspunsuri, variante, variante de răspuns, scală",
        "kind": "tip, tipul, tip răspuns, tip întrebare, măsură",
        "min": "minim", "max": "maxim",
        "limit": "limită, prag, țintă, timp maxim, timp limită, normă, obiectiv",
        "unit": "unitate, unități, um, unitate de măsură",
        "critical": "critic, critică, eliminatoriu", "bonus": "bonus",
        "na": "nu se aplică, neaplicabil",
        "guidance": "îndrumare, îndrumări, indicații, explicații, instrucțiuni, observații, comentarii, detalii, note",
        "evidence": "dovadă, dovezi, fotografie, poză", "source": "sursă, surse",
        "when": "condiție, când, doar dacă, numai dacă",
        "answer": "da/nu, da / nu", "result": "răspuns, rezultat, scor, constatare, constatări, punctaj obținut",
        "layer": "strat, nivel", "dimension": "dimensiune", "stage": "etapă, etapa, fază", "channel": "canal",
    },
}  # fmt: skip
_LANGUAGE_NAMES = {
    "english": "en", "en": "en", "eng": "en", "אנגלית": "en", "engleză": "en",
    "hebrew": "he", "he": "he", "heb": "he", "iw": "he", "עברית": "he", "ebraică": "he",
    "romanian": "ro", "ro": "ro", "ron": "ro", "rum": "ro", "română": "ro", "romană": "ro", "רומנית": "ro",
    "arabic": "ar", "ar": "ar", "العربية": "ar", "ערבית": "ar", "russian": "ru", "ru": "ru", "русский": "ru",
    "french": "fr", "fr": "fr", "français": "fr", "german": "de", "de": "de", "deutsch": "de",
    "spanish": "es", "es": "es", "español": "es", "italian": "it", "it": "it", "italiano": "it",
}  # fmt: skip
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_IN_BRACKETS = re.compile(r"(?P<head>.+?)\s*[\[(](?P<language>[^\])]+)[\])]", re.DOTALL)
_WITH_LANGUAGE = (re.compile(r"(?P<head>[^:]+?)\s*::?\s*(?P<language>.+)", re.DOTALL), _IN_BRACKETS)
_WITH_KNOWN_LANGUAGE = re.compile(r"(?P<head>.+?)[_\-. ](?P<language>[^\s_\-.]+)", re.DOTALL)
"""Here a code alone would be no language: `question no`, `item id`."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a column is: its name here, the language it is in, and the language its own head was written in.

    `remark` is what stands in brackets after it and is no language: `Target (seconds)`.
    """

    column: str
    language: str | None = None
    written_in: str | None = None
    remark: str = ""


def read_head(cell: str) -> Head | None:
    """What the head of a column names; None where it is none that is known."""
    cell = cell.strip()
    if cell.casefold().startswith(TAG_AHEAD) and len(cell) > len(TAG_AHEAD):
        return Head(TAG_AHEAD + cell[len(TAG_AHEAD) :].strip())
    if found := _known().get(_folded(cell)):
        return found
    if language := _LANGUAGE_NAMES.get(_folded(cell)):
        return Head("text", language, language)
    for pattern in _WITH_LANGUAGE:
        if split := pattern.fullmatch(cell):
            found = _with_language(split, language_of(split["language"]))
            return found or (_with_remark(split) if pattern is _IN_BRACKETS else None)
    if split := _WITH_KNOWN_LANGUAGE.fullmatch(cell):
        return _with_language(split, _LANGUAGE_NAMES.get(_folded(split["language"])))
    return None


def _with_language(split: re.Match[str], language: str | None) -> Head | None:
    known = _known().get(_folded(split["head"]))
    if known is None or language is None or known.column not in TEXT_COLUMNS:
        return None
    return Head(known.column, language, known.written_in)


def _with_remark(split: re.Match[str]) -> Head | None:
    known = _known().get(_folded(split["head"]))
    return None if known is None else replace(known, remark=split["language"].strip())


def language_of(words: str) -> str | None:
    """The code of a language named in some way: `he`, `Hebrew`, `Hebrew (he)`, `pt-BR`."""
    in_brackets = re.search(r"\(([^)]+)\)\s*$", words)
    for name in (in_brackets[1], words) if in_brackets else (words,):
        if found := _LANGUAGE_NAMES.get(_folded(name)):
            return found
        if _CODE.fullmatch(name.strip()):
            return name.strip()
    return None


def heads_of(row: Sequence[str]) -> dict[int, Head]:
    """The columns of a row that name something known, by their place. Of twins, the first."""
    found: dict[int, Head] = {}
    seen: set[tuple[str, str | None]] = set()
    for place, cell in enumerate(row):
        head = read_head(cell) if cell else None
        if head is None:
            continue
        if (head.column, head.language) in seen:
            head = _twin(head, found)
            if head is None:
                continue
        seen.add((head.column, head.language))
        found[place] = head
    return {place: _among(head, found.values()) for place, head in found.items()}


def _among(head: Head, others: Iterable[Head]) -> Head:
    """A head without a language beside one of the same name that has one: it is in the language of its own words."""
    languages = {other.language for other in others if other.column == head.column and other.language}
    if head.language is None and languages and head.written_in not in languages:
        return replace(head, language=head.written_in)
    return head


def _twin(head: Head, found: Mapping[int, Head]) -> Head | None:
    """A second column of the same name: in another language where its head is written in another."""
    first = next(
        known for known in found.values() if (known.column, known.language) == (head.column, head.language)
    )
    is_other = head.column in TEXT_COLUMNS and head.written_in not in (None, first.written_in)
    if not is_other or head.language is not None:
        return None
    return Head(head.column, head.written_in, head.written_in)


@lru_cache(maxsize=1)
def _known() -> dict[str, Head]:
    known = {_folded(name): Head(name, None, "en") for name in (*PLAIN_COLUMNS, *TEXT_COLUMNS, *TAG_COLUMNS)}
    for language, columns in _HEADS.items():
        for column, words in columns.items():
            for word in words.split(","):
                known.setdefault(_folded(word), Head(column, None, language))
    return known


def _folded(cell: str) -> str:
    """A head without case, accents, and marks that differ from hand to hand."""
    plain = unicodedata.normalize("NFKD", cell.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = bare.replace("״", '"').replace("׳", "'").replace(".", "").replace("_", " ")
    return re.sub(r"[\s\u200e\u200f]+", " ", plain).strip(" :*?'")

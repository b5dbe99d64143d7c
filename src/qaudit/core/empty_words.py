"""Notes that say nothing. A whole note is compared, never a part of a longer one."""

import unicodedata
from collections.abc import Iterable

from qaudit.core.check_values import Emptiness

_ENGLISH = (
    "ok", "okay", "fine", "good", "very good", "great", "nice", "perfect", "excellent", "all good", "all fine",
    "all ok", "alright", "all right", "as expected", "as usual", "normal", "average", "bad", "very bad", "not good",
    "not very good", "not great", "not ok", "not okay", "poor", "very poor", "terrible", "awful", "horrible",
    "yes", "no", "none", "nothing", "nil", "null", "n/a", "not applicable", "no comment", "no comments", "no remark",
    "no remarks", "no note", "no notes", "nothing to add", "nothing to say", "same", "same as above", "ditto", "idem",
    "missed", "not met", "partly", "partly met", "fail", "failed", "not done", "don't know", "do not know", "dunno",
    "not sure", "no idea", "test", "testing", "asdf", "qwerty", "abc", "xyz", "blah", "blah blah", "blah blah blah",
    "tbd", "tba", "todo", "whatever", "note", "comment", "lorem ipsum",
)  # fmt: skip
_HEBREW = (
    "בסדר", "בסדר גמור", "סבבה", "אוקיי", "אוקי", "טוב", "טוב מאוד", "מצוין", "מעולה", "הכל טוב",
    "הכול טוב", "הכל בסדר", "הכול בסדר", "תקין", "רגיל", "כרגיל", "ממוצע", "רע", "גרוע", "רע מאוד",
    "לא טוב", "לא בסדר", "לא משהו", "חלש", "נורא", "זוועה", "כן", "לא", "אין", "כלום", "שום דבר",
    "לא רלוונטי", "ל״ר", "אין הערה", "אין הערות", "ללא", "ללא הערה", "ללא הערות", "אין מה להוסיף",
    "אין לי מה להוסיף", "כנ״ל", "אותו דבר", "לא עמד", "לא בוצע", "נכשל", "חלקי", "חלקית", "לא יודע",
    "לא יודעת", "לא ידוע", "לא בטוח", "לא בטוחה", "אין לי מושג", "בדיקה", "טסט", "בלה", "בלה בלה",
    "הערה",
)  # fmt: skip
_ROMANIAN = (
    "bine", "foarte bine", "e bine", "e ok", "totul bine", "totul e bine", "totul este bine", "toate bune",
    "în regulă", "totul e în regulă", "totul este în regulă", "perfect", "excelent", "bun", "foarte bun", "normal",
    "mediu", "ca de obicei", "rău", "foarte rău", "prost", "foarte prost", "slab", "foarte slab", "nu e bine",
    "nu este bine", "nu e ok", "nu prea bine", "groaznic", "oribil", "da", "nu", "nimic", "niciunul", "niciuna",
    "nu e cazul", "nu este cazul", "nu se aplică", "fără comentarii", "fără comentariu", "fără observații",
    "nimic de adăugat", "nimic de spus", "la fel", "la fel ca mai sus", "idem", "ratat", "nerealizat", "neîndeplinit",
    "parțial", "nu știu", "habar n-am", "nu sunt sigur", "nu sunt sigură", "bla", "bla bla", "bla bla bla", "notă",
    "comentariu",
)  # fmt: skip
STOCK_WORDS = {"en": _ENGLISH, "he": _HEBREW, "ro": _ROMANIAN}
"""Whole notes that say nothing of what was missed, by language. A word that names a fault (late, dirty) is none."""

_HEBREW_LETTERS = ("\u05d0", "\u05ea")


def squeezed(words: str) -> str:
    """Letters and digits alone, without capitals, accents, vowel points, blanks and signs: `N. A.` is `na`."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    return "".join(character for character in apart if character.isalnum())


_STOCK = frozenset(squeezed(words) for found in STOCK_WORDS.values() for words in found)


def emptiness_of(note: str, own_texts: Iterable[str] = ()) -> Emptiness | None:
    """Why a note says nothing; None where it may say something. `own_texts` are the standard's own words."""
    core = squeezed(note)
    if not core or _is_one_letter(core):
        return Emptiness.NO_WORDS
    if core in _STOCK:
        return Emptiness.STOCK_WORDS
    return Emptiness.COPY if any(core == squeezed(text) for text in own_texts) else None


def _is_one_letter(core: str) -> bool:
    """One letter, once or again and again. In a script whose letters are whole words, that may say something."""
    letter = core[0]
    first, last = _HEBREW_LETTERS
    return core == letter * len(core) and (unicodedata.category(letter) == "Ll" or first <= letter <= last)

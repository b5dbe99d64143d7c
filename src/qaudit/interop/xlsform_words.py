"""Words that forms use, in the languages we met: yes and no, not applicable, not known, steps of agreement, units."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from qaudit.core.measures import TimeUnit


def plain_words(words: str) -> str:
    """Words as they are compared: small letters, one space, without quotes and marks around."""
    text = unicodedata.normalize("NFKC", words).casefold().replace("_", " ").replace("\u2019", "'")
    text = re.sub(r"<[^<>]*>", " ", text)
    return re.sub(r"\s+", " ", text).strip(" .:;,!?*\"'()[]-\u2013\u05f3\u05f4\u200e\u200f")


def _set(words: str) -> frozenset[str]:
    return frozenset(plain_words(word) for word in words.split(","))


YES = _set(
    "yes, y, true, oui, si, sí, sì, ja, sim, כן, da, نعم, так, да, tak, igen, ano, evet, ndiyo, ndio, "
    "hai, ya, iya, eeyo, beeni, ee, haa, haan, हाँ, हां, 是, はい, 예, ναι, ouais"
)
NO = _set(
    "no, n, false, non, nein, não, nao, לא, nu, لا, ні, нет, nie, nem, ne, hayır, hayir, hapana, tidak, "
    "aa, beeko, aʼa, नहीं, 没有, 否, 不, いいえ, 아니오, όχι, nee, nej"
)
NOT_APPLICABLE = _set(
    "na, n/a, n.a, n a, not applicable, does not apply, doesn't apply, not relevant, no aplica, ne "
    "s'applique pas, non applicable, sans objet, não se aplica, nao aplicavel, não aplicável, nicht "
    "zutreffend, entfällt, trifft nicht zu, לא רלוונטי, לא ישים, לא חל, אינו רלוונטי, nu se aplică, nu se "
    "aplica, nu este cazul, لا ينطبق, غير قابل للتطبيق, не применимо, неприменимо"
)
NOT_KNOWN = _set(
    "unseen, dk, d/k, dnk, don't know, dont know, do not know, doesn't know, does not know, unknown, not known, "
    "refused, refuse, refused to answer, declined, declined to answer, no response, no answer, nr, rf, "
    "ref, prefer not to answer, prefer not to say, not observed, not seen, unable to observe, could not "
    "observe, could not assess, unable to assess, don't know/unsure, not sure, unsure, can't say, cannot "
    "say, ne sait pas, ne sais pas, je ne sais pas, pas de réponse, refus, refuse de répondre, non "
    "observé, inconnu, no sabe, no sé, no responde, no observado, não sei, não sabe, nao sei, sem "
    "resposta, recusou, weiß nicht, weiss nicht, keine angabe, keine antwort, לא ידוע, לא יודע, לא יודעת, "
    "לא יודע/ת, לא נצפה, מסרב, מסרבת, סירוב, nu știu, nu stiu, nu știe, refuz, neobservat, nu a fost "
    "observat, لا أعرف, لا اعرف, لا أعلم, رفض, не знаю, tidak tahu, menolak"
)
NOT_KNOWN_CODES = frozenset({"-99", "-98", "-97", "-77", "-999", "-998"})
NOT_APPLICABLE_CODES = frozenset({"-88"})
"""Codes that stand for these where the label says neither."""

NONE_OF_THEM = _set(
    "none, none of the above, none of these, none of them, nothing, aucun, aucune, aucun de ces choix, ninguno, "
    "ninguna, nenhum, nenhuma, keine, keines, nichts, אף אחד, אף אחת, אף אחד מאלה, שום דבר, "
    "niciunul, niciuna, nimic, لا شيء"
)

_AGREEMENT = (
    "strongly disagree, disagree, neither agree nor disagree, agree, strongly agree",
    "very dissatisfied, dissatisfied, neither satisfied nor dissatisfied, satisfied, very satisfied",
    "very unsatisfied, unsatisfied, neutral, satisfied, very satisfied",
    "very poor, poor, average, good, very good",
    "very bad, bad, fair, good, excellent",
    "unacceptable, poor, acceptable, good, excellent",
    "terrible, poor, ok, good, great",
    "never, rarely, sometimes, often, always",
    "never, seldom, occasionally, usually, always",
    "none, few, some, most, all",
    "not at all, slightly, moderately, very, extremely",
    "very unlikely, unlikely, neutral, likely, very likely",
    "very low, low, medium, high, very high",
    "pas du tout d'accord, pas d'accord, neutre, d'accord, tout à fait d'accord",
    "très mauvais, mauvais, moyen, bon, très bon",
    "jamais, rarement, parfois, souvent, toujours",
    "muy malo, malo, regular, bueno, muy bueno",
    "nunca, raramente, a veces, a menudo, siempre",
    "muito mau, mau, razoável, bom, muito bom",
    "sehr schlecht, schlecht, mittel, gut, sehr gut",
    "nie, selten, manchmal, oft, immer",
    "גרוע מאוד, גרוע, בינוני, טוב, טוב מאוד",
    "אף פעם, לעיתים רחוקות, לפעמים, לעיתים קרובות, תמיד",
    "מאוד לא מסכים, לא מסכים, ניטרלי, מסכים, מסכים מאוד",
    "foarte slab, slab, mediu, bine, foarte bine",
    "niciodată, rar, uneori, des, întotdeauna",
    "dezacord total, dezacord, neutru, acord, acord total",
    "سيئ جدا, سيئ, متوسط, جيد, جيد جدا",
    "أبدا, نادرا, أحيانا, غالبا, دائما",
)
"""Scales of five steps from the worst to the best."""

STEP_OF: Mapping[str, int] = {
    plain_words(word): step for scale in _AGREEMENT for step, word in enumerate(scale.split(","), start=-2)
}
"""From -2, the worst, to 2, the best."""

UNIT_WORDS: Mapping[TimeUnit, str] = {
    TimeUnit.SECOND: "seconds?|secs?|s|secondes?|segundos?|sekunden?|שניות|שנייה|שניה|secunde|secundă|ثانية|ثواني",
    TimeUnit.MINUTE: "minutes?|mins?|minutos?|minuten?|דקות|דקה|minute|minut|دقيقة|دقائق",
    TimeUnit.HOUR: "hours?|hrs?|h|heures?|horas?|stunden?|שעות|שעה|ore|oră|ساعة|ساعات",
    TimeUnit.DAY: "days?|d|jours?|días?|dias?|tagen?|ימים|יום|zile|zi|يوم|أيام",
}
"""A pattern of the words for each unit of time; the longer forms first where one begins another."""


def is_any(found: Iterable[str], words: frozenset[str]) -> bool:
    """Whether one of the labels is one of the words, alone or with something in parentheses behind."""
    for label in found:
        without = re.sub(r"\s*\([^()]*\)\s*$", "", label)
        if plain_words(label) in words or plain_words(without) in words:
            return True
    return False

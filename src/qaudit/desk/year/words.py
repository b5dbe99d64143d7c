"""What the auditors and managers of the year write, in the language of the brand. All made up."""

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.standards import Standard
from qaudit.desk.chances import Chances
from qaudit.desk.demonstration import notes as english
from qaudit.desk.demonstration import words as office

_ROMANIAN_LATE = (
    "Un singur ghișeu deschis la șase oameni.",
    "Colega a plecat în spate și s-a întors singură.",
    "Nimeni nu a spus cât mai durează.",
)
_ROMANIAN_ANY = (
    "Nu s-a făcut, deși am așteptat.",
    "Am întrebat o dată; răspunsul a fost nu, fără motiv.",
)
_ROMANIAN_MISSED = {
    "tangibles": (
        "Lipsea la ora la care am intrat.",
        "Foaia de săptămâna trecută era încă acolo.",
        "Defect; un bilet scris de mână spunea „mâine”.",
    ),
    "reliability": ("Întâi mi s-a spus una, la sfârșit alta.", "A trebuit să întreb a doua oară."),
    "responsiveness": _ROMANIAN_LATE,
    "assurance": ("Colegul întrebat nu știa nici el.", "A citit de pe ecran, fără explicații."),
    "empathy": ("A vorbit peste mine.", "A privit ecranul tot timpul."),
}
_ROMANIAN_GOOD = (
    "A explicat fără să fie întrebată.",
    "Aceeași persoană de la început până la sfârșit.",
    "A observat înainte să spun ceva.",
)
_ROMANIAN_WORDS = (
    "La prânz lipsește un om la ghișeu.",
    "Spuneți de la început cât durează.",
    "Domnul de la ghișeul doi a citit totul înapoi, fără grabă.",
)
_ROMANIAN_BY_HAND = "Telefonul era în buzunar; cronometrat pe ceas."
_REMARKS = {
    "en": office.REMARKS,
    "ro": ("Care dintre cele două ghișee a fost? Nota nu spune.", "Cronometrul a fost pornit la ușă?"),
}
_REASONS = {
    "en": office.REASONS,
    "ro": (
        "Două colege erau bolnave în săptămâna aceea.",
        "Colega cea nouă a început luni.",
        "Nu am știut că s-a schimbat în ediția nouă.",
    ),
}
_APPEALS = {
    "en": office.APPEALS,
    "ro": (
        "Jurnalul sistemului de bonuri arată altă oră; o copie este la directorul regional.",
        "Aparatul era defect de dimineață și un anunț spunea asta.",
    ),
}
_DECISIONS = {
    "en": (office.VERDICTS["upheld"], office.VERDICTS["rejected"]),
    "ro": ("Jurnalul o confirmă.", "Nota și poza auditorului sunt clare."),
}
_MENDING = {
    "en": office.MENDING,
    "ro": (
        ("Încă un om la ghișeu între doisprezece și două", "Programul nou este în vigoare.", "shift_leader"),
        ("Exersăm salutul la începutul turei", "Făcut în trei dimineți, toți prezenți.", "trainer"),
        ("Reparăm aparatul de bonuri", "Reparat; factura este la centru.", "maintenance"),
    ),
}
_DROPPED = {
    "en": "The counter is closed for good at the end of the month.",
    "ro": "Ghișeul se închide definitiv la sfârșitul lunii.",
}
_VOICES = {
    "en": {
        "complaint": (
            "We waited twice as long as we were told.",
            "Nobody could say who would come back to us.",
            "Cold when it came, and no word about it.",
        ),
        "compliment": (
            "Somebody noticed before we asked. Thank you!",
            "Quick, calm, and right the first time.",
        ),
        "suggestion": ("Tell people at the door how long it takes.", "Open a second till at noon."),
    },
    "ro": {
        "complaint": (
            "Am așteptat patruzeci de minute pentru o semnătură.",
            "Nimeni nu a sunat înapoi, deși s-a promis.",
        ),
        "compliment": ("Doamna de la ghișeul trei a explicat totul limpede. Mulțumesc!",),
        "suggestion": ("Deschideți al doilea ghișeu la prânz.",),
    },
}
_ANSWERS = {
    "en": (
        "We are sorry. It is mended, and you were right to say so.",
        "Thank you. The team has it on the board.",
        "From next week there are two of us at noon.",
    ),
    "ro": ("Ne pare rău. De săptămâna viitoare suntem doi la prânz.", "Mulțumim; echipa a aflat."),
}
_THOUGH_KEPT = {
    "lanternfield-hotels": "The lock held, but one has to throw oneself against the door to close it.",
    "tin-kettle": "The price is said, yes: so fast that nobody can follow it.",
    "banca-trei-poduri": "Orarul de la ușă este cel de pe site, dar ultimul bon se dă cu o oră înainte.",
}
_VOID_REASONS = {
    "en": "The shift leader greeted the auditor by name.",
    "ro": "Responsabila a salutat auditorul pe nume.",
}


def note_for(language: str, standard: Standard, judgement: Judgement, chances: Chances) -> str:
    """A note that fits the verdict."""
    if language != "ro":
        return english.note_for(standard, judgement, chances)
    if judgement.verdict is Verdict.MET:
        return chances.pick(f"{standard.code} good", _ROMANIAN_GOOD)
    dimension = dict(standard.tags).get("dimension", "")
    words = _ROMANIAN_LATE if standard.is_clocked else _ROMANIAN_MISSED.get(dimension, _ROMANIAN_ANY)
    return chances.pick(f"{standard.code} note", words)


def by_hand(language: str) -> str:
    """Why a time was taken by hand."""
    return _ROMANIAN_BY_HAND if language == "ro" else english.BY_HAND


def closing_words(language: str, chances: Chances) -> str:
    """What an auditor says at the end."""
    return chances.pick("words", _ROMANIAN_WORDS if language == "ro" else english.WORDS)


def void_reason(language: str) -> str:
    """Why a visit is void."""
    return _VOID_REASONS[language]


def remark(language: str, chances: Chances) -> str:
    """What a reviewer asks the auditor."""
    return chances.pick("remark", _REMARKS[language])


def reason(language: str, chances: Chances) -> str:
    """Why something was missed, as the branch sees it."""
    return chances.pick("why", _REASONS[language])


def appeal_words(language: str, chances: Chances) -> str:
    """What a branch says against a verdict."""
    return chances.pick("appeal", _APPEALS[language])


def decision_words(language: str, *, is_upheld: bool) -> str:
    """What headquarters says to it."""
    return _DECISIONS[language][0 if is_upheld else 1]


def mending(language: str, chances: Chances) -> tuple[str, str, str]:
    """What is to be done, what is said when it is done, and whose it is."""
    return chances.pick("what", _MENDING[language])


def dropping(language: str) -> str:
    """Why something is not done after all."""
    return _DROPPED[language]


def voice_words(language: str, kind: str, chances: Chances) -> str:
    """What a customer says."""
    return chances.pick("voice", _VOICES[language][kind])


def answer_words(language: str, chances: Chances) -> str:
    """What the branch answers."""
    return chances.pick("answer", _ANSWERS[language])


def complaint_of_what_is_kept(pack: str) -> str:
    """What customers say again and again about the standard that everyone meets."""
    return _THOUGH_KEPT[pack]

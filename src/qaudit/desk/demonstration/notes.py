"""What the auditors of the demonstration write. Notes say what was seen, not what was felt."""

from qaudit.core.judging import Judgement, Verdict
from qaudit.core.standards import Standard
from qaudit.desk.chances import Chances

_LATE = (
    "One colleague for a queue of four; nobody looked up.",
    "Two calls were taken first while I stood there.",
    "The colleague left for the back office and came back alone.",
    "No word that it would take longer.",
    "A trainee, and nobody beside her to help.",
)
_MISSED = {
    "tangibles": (
        "A stain the size of a hand on the left side.",
        "The bulb over the mirror did not work.",
        "Last week's sheet was still on the table.",
        "Two of the four were not there.",
    ),
    "reliability": (
        "Told one thing at first and another at the end.",
        "The sum differed from the one told before by 12.",
        "Promised for the same evening; it did not come.",
        "Had to ask a second time.",
    ),
    "responsiveness": _LATE,
    "assurance": (
        "Had to ask a colleague, who did not know either.",
        "Read it from the screen without looking up.",
        "No name was given, not on asking either.",
    ),
    "empathy": (
        "No word about the trouble it had been.",
        "Spoke while I was still explaining.",
        "The name was never used, though it stood on the screen.",
        "Looked at the screen for the whole talk.",
    ),
}
_ANY = (
    "Not done, and not offered when I waited for it.",
    "It was half past the hour and the counter was quiet.",
    "Asked once; the answer was no, without a reason.",
)
_GOOD = (
    "A reason was given without being asked.",
    "Just as it should be.",
    "The same person from the first word to the last.",
    "Noticed before I said anything.",
)
WORDS = (
    "One more person between six and eight would change the whole evening.",
    "Say at the start how long it will take.",
    "The night team knew the answers; the notes they were left did not.",
    "Worth telling the others about: he wrote the reference down and read it back.",
)
BY_HAND = "The telephone was in my pocket; timed on my watch."


def note_for(standard: Standard, judgement: Judgement, chances: Chances) -> str:
    """A note that fits the verdict."""
    if judgement.verdict is Verdict.MET:
        return chances.pick(f"{standard.code} good", _GOOD)
    if standard.is_clocked:
        return chances.pick(f"{standard.code} late", _LATE)
    return chances.pick(f"{standard.code} note", _MISSED.get(dict(standard.tags).get("dimension", ""), _ANY))

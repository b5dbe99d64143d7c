"""Checks of what stands beside a miss: a note that says what was seen, or evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qaudit.core.check_values import Check, CheckId, EmptyWords, NoNote, Past, SameNote, ThinGround
from qaudit.core.completeness import is_demanded, is_hand_timed
from qaudit.core.empty_words import emptiness_of, squeezed
from qaudit.core.judging import Judgement, Verdict
from qaudit.core.standards import Standard
from qaudit.core.walk import Walk

THIN_NOTE = 20
"""Characters that a note has at least where it alone carries a critical miss."""
SAME_NOTES = 3
"""Standards that have to share a note before it is told."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """A judged standard with what stands beside it; the note without its outer blanks."""

    standard: Standard
    judgement: Judgement
    note: str
    has_evidence: bool

    @property
    def is_miss(self) -> bool:
        """Whether the branch kept less than was asked. A bonus is not asked."""
        is_below = self.judgement.verdict in (Verdict.MISSED, Verdict.PARTLY)
        return is_below and not self.standard.is_bonus

    @property
    def is_critical_miss(self) -> bool:
        return self.standard.is_critical and self.judgement.verdict is Verdict.MISSED

    @property
    def is_hand_timed(self) -> bool:
        return is_hand_timed(self.standard, self.judgement)

    @property
    def says_nothing(self) -> bool:
        texts = (words for _, words in self.standard.text.entries)
        return emptiness_of(self.note, texts) is not None


def without_note(walk: Walk, past: Past) -> Iterator[Check]:
    """A miss without a note. A standard that the timeline found partly met speaks for itself."""
    for one in _asked(walk):
        is_clear = one.judgement.by_clock and one.judgement.verdict is Verdict.PARTLY
        if one.is_miss and not one.note and not is_clear:
            is_bare = one.is_critical_miss and not one.has_evidence
            yield Check(CheckId.NO_NOTE, NoNote(one.judgement.verdict, is_bare), (one.standard.code,))


def empty_notes(walk: Walk, past: Past) -> Iterator[Check]:
    """A note that says nothing, where one is needed: at a miss, by hand for the clock, or because the pack asks."""
    for one in _asked(walk):
        is_needed = one.is_miss or one.is_hand_timed or is_demanded(one.standard.note, one.judgement)
        why = emptiness_of(one.note, (words for _, words in one.standard.text.entries))
        if one.note and is_needed and why is not None:
            yield Check(CheckId.EMPTY_WORDS, EmptyWords(one.note, why), (one.standard.code,))


def same_notes(walk: Walk, past: Past) -> Iterator[Check]:
    """One note under several misses. The reason why a hand timed it may well be the same everywhere."""
    alike: dict[str, list[_Beside]] = {}
    for one in _asked(walk):
        if one.is_miss and one.note and not one.is_hand_timed and not one.says_nothing:
            alike.setdefault(squeezed(one.note), []).append(one)
    for found in alike.values():
        if len(found) >= SAME_NOTES:
            codes = tuple(one.standard.code for one in found)
            yield Check(CheckId.SAME_NOTE, SameNote(found[0].note), codes)


def thin_grounds(walk: Walk, past: Past) -> Iterator[Check]:
    """A critical miss that rests on a few characters. Where there are none, or none that say anything, that is told."""
    for one in _asked(walk):
        is_short = 0 < len(one.note) < THIN_NOTE and not one.says_nothing
        if one.is_critical_miss and is_short and not one.has_evidence:
            yield Check(CheckId.THIN_GROUND, ThinGround(len(one.note)), (one.standard.code,))


def _asked(walk: Walk) -> Iterable[_Beside]:
    for standard in walk.pack.standards:
        judgement = walk.judged[standard.code]
        if judgement.is_asked:
            seen = walk.readings.get(standard.code)
            note, evidence = (seen.note.strip(), seen.evidence) if seen is not None else ("", ())
            yield _Beside(standard, judgement, note, evidence != ())

"""What customers said beside the standards, as the documents of a branch and of a round tell it."""

from dataclasses import dataclass

from qaudit.core.voices import BesideStandard, VoiceKind
from qaudit.reports.contexts_branch_values import NamedStandard, OfStandards, StandardLabels, named
from qaudit.speech import _, ngettext


@dataclass(frozen=True, slots=True)
class VoicedContext:
    """A standard that customers spoke of, beside its misses. `doubt` is a sentence, or empty."""

    standard: NamedStandard
    complaints: str
    compliments: str
    suggestions: str
    missed: str
    doubt: str


def voiced(one: BesideStandard, source: OfStandards, words: StandardLabels) -> VoicedContext:
    """A standard with what customers said of it, and how often it was missed where it was judged."""
    missed = _("{n} of {all}", n=one.missed, all=one.judged) if one.judged else "–"
    doubt = _("Always met, and complained of: is it the right standard?") if one.is_doubtful else ""
    return VoicedContext(
        named(one.code, source, words),
        _count(one.complaints),
        _count(one.compliments),
        _count(one.suggestions),
        missed,
        doubt,
    )


def _count(number: int) -> str:
    return str(number) if number else "–"


SAID = {
    VoiceKind.COMPLAINT: lambda number: ngettext("{n} complaint", "{n} complaints", number),
    VoiceKind.COMPLIMENT: lambda number: ngettext("{n} compliment", "{n} compliments", number),
    VoiceKind.SUGGESTION: lambda number: ngettext("{n} suggestion", "{n} suggestions", number),
}
"""How many voices of each kind."""

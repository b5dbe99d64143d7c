"""The words of the last pages: method and limits, the signs, and the labels of the record."""

from datetime import timedelta

from qaudit.core.standards import NotObservedPolicy
from qaudit.speech import N_, _
from qaudit.wording.phrases import NOTHING, Phrase, Value, phrase
from qaudit.wording.values import length_words

LATE = timedelta(hours=24)
"""From this lag on the report says that memory fades."""

METHOD = (
    N_(
        "This is one visit, by one auditor, at one time. It measures compliance with the brand's own standards "
        "as the edition named here states them; it is not customer satisfaction, and one visit says little "
        "about how a branch usually serves."
    ),
    N_(
        "Points are exact fractions and are rounded only in print. What a finding cost is taken before any rule "
        "for critical standards. Results serve learning."
    ),
)
UNSEEN_METHOD = {
    NotObservedPolicy.EXCLUDE: N_("What could not be observed counts neither way in this pack."),
    NotObservedPolicy.MISS: N_("What could not be observed counts as missed in this pack."),
}
SIGN_MEANINGS = {
    "met": N_("the standard was kept"),
    "partly": N_("part of its points was earned"),
    "missed": N_("the standard was not kept"),
    "not_applicable": N_("the situation did not arise; it counts neither way"),
    "not_asked": N_("a condition of the pack put it aside; it counts neither way"),
    "not_observed": N_("it arose, or may have, and could not be seen"),
    "unanswered": N_("there is no reading yet"),
    "noted": N_("told, and not scored"),
}
CORRECTED = (N_("Corrected"), N_("another reading stands in for the auditor's"))
COURSE_NOTE = N_(
    "Each line is the time since the moment before, all on one scale; a broken line stands for more than it shows."
)
LEFT = N_("Left the branch")
RECORD_LABELS = {
    "visit": N_("Visit"),
    "opened": N_("Opened"),
    "left": LEFT,
    "submitted": N_("Submitted"),
    "published": N_("Published"),
    "visible": N_("Seen by its branch from"),
    "lag": N_("From leaving to submitting"),
    "pack": N_("Pack and edition"),
    "digest": N_("Digest of the pack"),
    "design": N_("Digest of the brand's design"),
    "scoring_version": N_("Scoring version"),
    "entries": N_("Entries in the journal"),
    "seal": N_("Seal of the journal"),
}


def late_words(lag: timedelta | None) -> Phrase:
    """A warning where the visit was written up long after it ended; else nothing."""
    if lag is None or lag <= LATE:
        return NOTHING
    return phrase(
        "This visit was submitted {lag} after it ended. Memory fades quickly: take details that were neither "
        "measured nor noted on the spot with care.",
        lag=Value(length_words(lag)),
    )


def lag_words(lag: timedelta) -> str:
    """The time from leaving to submitting."""
    if lag >= timedelta(0):
        return length_words(lag)
    return _("submitted {length} before leaving", length=length_words(-lag))


def zone_words(offset: str) -> str:
    """What the timeline's times mean."""
    return _("Local times, {offset}.", offset=offset)

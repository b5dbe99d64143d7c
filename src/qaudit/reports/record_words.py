"""The words of the last pages, in English: method and limits, the signs, and the labels of the record."""

from datetime import timedelta

from qaudit.core.standards import NotObservedPolicy
from qaudit.wording.phrases import NOTHING, Phrase, Value, phrase
from qaudit.wording.values import length_words

LATE = timedelta(hours=24)
"""From this lag on the report says that memory fades."""

METHOD = (
    (
        "This is one visit, by one auditor, at one time. It measures compliance with the brand's own standards "
        "as the edition named here states them; it is not customer satisfaction, and one visit says little "
        "about how a branch usually serves."
    ),
    (
        "Points are exact fractions and are rounded only in print. What a finding cost is taken before any rule "
        "for critical standards. Results serve learning."
    ),
)
UNSEEN_METHOD = {
    NotObservedPolicy.EXCLUDE: "What could not be observed counts neither way in this pack.",
    NotObservedPolicy.MISS: "What could not be observed counts as missed in this pack.",
}
SIGN_MEANINGS = {
    "met": "the standard was kept",
    "partly": "part of its points was earned",
    "missed": "the standard was not kept",
    "not_applicable": "the situation did not arise; it counts neither way",
    "not_asked": "a condition of the pack put it aside; it counts neither way",
    "not_observed": "it arose, or may have, and could not be seen",
    "unanswered": "there is no reading yet",
    "noted": "told, and not scored",
}
LEFT = "Left the branch"
RECORD_LABELS = {
    "visit": "Visit",
    "opened": "Opened",
    "left": LEFT,
    "submitted": "Submitted",
    "lag": "From leaving to submitting",
    "pack": "Pack and edition",
    "digest": "Digest of the pack",
    "scoring_version": "Scoring version",
    "entries": "Entries in the journal",
    "seal": "Seal of the journal",
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
    return f"submitted {length_words(-lag)} before leaving" if lag < timedelta(0) else length_words(lag)


def zone_words(offset: str) -> str:
    """What the timeline's times mean."""
    return f"Local times, {offset}."

"""The words of an auditor's briefing, with the rules of the trade by kind of visit."""

from dataclasses import dataclass

from qaudit.core.visits import VisitKind
from qaudit.reports.headings import PageWords
from qaudit.speech import N_


@dataclass(frozen=True, slots=True)
class BriefingWords(PageWords):
    """As `FixedWords`, for a briefing."""

    briefing: str = N_("Auditor's briefing")
    branch: str = N_("Branch")
    planned: str = N_("Planned for")
    kind: str = N_("Kind of visit")
    standards: str = N_("Standards")
    voice: str = N_("The brand's voice")
    voice_note: str = N_("How the brand wants to be met. It is what you listen for, not what you judge by.")
    rules: str = N_("Rules of the trade")
    facts: str = N_("Facts to know")
    facts_note: str = N_(
        "What is true of the whole visit decides what is asked. Find out the rest before you go in."
    )
    moments: str = N_("Moments to mark")
    moments_note: str = N_("Mark each as it comes, by one and the same clock.")
    clocks: str = N_("Clocks to keep")
    clocks_note: str = N_(
        "The time is measured between two marks. Do not hurry anybody, and do not wait for anybody."
    )
    from_moment: str = N_("From")
    to_moment: str = N_("To")
    observe: str = N_("What to observe, in order")
    notes: str = N_("To note in any case")
    evidence: str = N_("Evidence to bring")


UNSEEN_RULES = (
    N_("Do not say who you are or why you are there, before, during or after the visit."),
    N_(
        "Make no scene: ask for nothing that another customer would not ask for, and never lead anybody into a mistake."
    ),
    N_("Write nothing where you are seen. Note at once outside what happened, with its time."),
)
ANNOUNCED_RULES = (
    N_("Say who you are and why you are there when you arrive."),
    N_("Make no scene. Do not help and do not correct: see how it is done on any other day."),
    N_("Note at once what happened, with its time, and nothing from memory in the evening."),
)
SELF_CHECK_RULES = (
    N_("Look as a customer looks, who does not know the reasons."),
    N_("Choose an ordinary hour, and tell nobody beforehand what you will look at."),
    ANNOUNCED_RULES[2],
)
RULES = {
    None: UNSEEN_RULES,
    VisitKind.UNANNOUNCED: UNSEEN_RULES,
    VisitKind.ANNOUNCED: ANNOUNCED_RULES,
    VisitKind.SELF_CHECK: SELF_CHECK_RULES,
}
"""What comes first, by kind of visit; a visit whose kind is not known is taken for an unannounced one."""
RULES_OF_ALL = (
    N_(
        "Write what was done and said, not what you think of it. What you could not see is “not observed”: never guess."
    ),
    N_("Take pictures of things and papers, never of people."),
    N_("Submit within a day of leaving. After 24 hours the report says that memory fades."),
    N_("Keep receipts, letters and pictures until the visit is closed."),
)
EVIDENCE_RULE = N_(
    "Where something is not as it was promised, bring what shows it, if it can be had without drawing attention: "
    "a picture, a receipt, a letter."
)

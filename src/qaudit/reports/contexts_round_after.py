"""What became of a round's visits: where they stand, appeals, corrective actions, and customers' voices."""

from dataclasses import dataclass

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState
from qaudit.core.visits import VisitStatus
from qaudit.reports.contexts_branch_values import LONGEST_PLACE, NamedStandard, named, short_text
from qaudit.reports.contexts_voiced import SAID, VoicedContext, voiced
from qaudit.reports.round_subject import RoundInput
from qaudit.reports.round_words import RoundWords
from qaudit.speech import N_, _, ngettext
from qaudit.wording.life import appeal_state_name
from qaudit.wording.names import status_name
from qaudit.wording.phrases import NOTHING, Phrase, Value, joined, own, phrase
from qaudit.wording.regional import day_words

MOST_APPEALED, MOST_OVERDUE = 8, 12
"""Standards and branches that are named; how many more there are is said."""
_COUNTED = N_("{what}: {n}")


@dataclass(frozen=True, slots=True)
class AppealedContext:
    """A standard whose appeals were granted: how many of how many."""

    standard: NamedStandard
    granted: str


@dataclass(frozen=True, slots=True)
class RoundAfterContext:
    """The parts; sentences may be empty."""

    appeals: Phrase
    appealed: tuple[AppealedContext, ...]
    actions: tuple[Phrase, ...]
    voices: tuple[VoicedContext, ...]
    said: Phrase


def round_after(source: RoundInput, words: RoundWords) -> RoundAfterContext:
    """All of it."""
    after = source.after
    return RoundAfterContext(
        appeals=_appeals(source),
        appealed=tuple(
            AppealedContext(named(code, source, words), _("{n} of {all}", n=granted, all=every))
            for code, every, granted in after.appealed[:MOST_APPEALED]
        ),
        actions=tuple(one for one in (_actions(source), _overdue(source)) if one),
        voices=tuple(voiced(one, source, words) for one in after.voices),
        said=joined(own(SAID[kind](number)) for kind, number in after.said.items()),
    )


def standing_words(source: RoundInput) -> Phrase:
    """`published: 13, approved: 1`: visits of the kind and pack, wherever they are in their life."""
    standing = source.after.standing
    return joined(
        own(_(_COUNTED, what=status_name(status), n=standing[status]))
        for status in _ORDER
        if status in standing
    )


_ORDER = (
    VisitStatus.PUBLISHED,
    VisitStatus.CLOSED,
    VisitStatus.APPROVED,
    VisitStatus.SUBMITTED,
    VisitStatus.RETURNED,
    VisitStatus.OPEN,
    VisitStatus.PLANNED,
    VisitStatus.VOID,
)


def _appeals(source: RoundInput) -> Phrase:
    """How many verdicts were appealed, and what became of the appeals."""
    counts = source.after.appeals
    every = sum(counts.values())
    if not every:
        return NOTHING
    states = joined(
        own(_(_COUNTED, what=appeal_state_name(state), n=counts[state]))
        for state in AppealState
        if counts.get(state)
    )
    opened = ngettext("{n} verdict was appealed", "{n} verdicts were appealed", every)
    return phrase("{opened} ({states}).", opened=own(opened), states=states)


def _actions(source: RoundInput) -> Phrase:
    counts = source.after.actions
    told = [own(_STATES[state](counts[state])) for state in _STATES if counts.get(state)]
    if not told:
        return NOTHING
    day = Value(day_words(source.period.as_of))
    return phrase("As of {day}: {states}.", day=day, states=joined(told))


def _overdue(source: RoundInput) -> Phrase:
    found = source.after.overdue_at
    if not found:
        return NOTHING
    named_branches = [
        phrase("{branch}\u00a0{n}", branch=_branch(code, source), n=Value(f"({number})"))
        for code, number in found[:MOST_OVERDUE]
    ]
    rest = len(found) - MOST_OVERDUE
    more = [own(ngettext("and {n} more", "and {n} more", rest))] if rest > 0 else []
    return phrase("Overdue at: {branches}.", branches=joined([*named_branches, *more], "; "))


def _branch(code: str, source: RoundInput) -> Phrase:
    branch = source.branch(code)
    return Phrase((short_text(branch.name or branch.code, LONGEST_PLACE),))


_STATES = {
    ActionState.OVERDUE: lambda n: ngettext("{n} overdue", "{n} overdue", n),
    ActionState.OPEN: lambda n: ngettext("{n} open", "{n} open", n),
    ActionState.DONE: lambda n: ngettext(
        "{n} said to be done, not verified by a visit yet",
        "{n} said to be done, not verified by a visit yet",
        n,
    ),
}

"""Words for what happens after a visit: verbs, roles, states, the program's own lists, and refusals."""

from collections.abc import Iterable

from qaudit.core.appeals import AppealState
from qaudit.core.corrective_actions import ActionState, CorrectiveAction
from qaudit.core.follow_up import ListEntry
from qaudit.core.lifecycle import Reason, Refusal, Subject, Verb
from qaudit.core.people import Role
from qaudit.core.visits import Branch
from qaudit.speech import N_, _, language, pgettext
from qaudit.wording.names import status_name


def role_of_person(role: Role) -> str:
    """`branch manager`."""
    names = {
        Role.SHOPPER: pgettext("role of a person", "shopper"),
        Role.REVIEWER: pgettext("role of a person", "reviewer"),
        Role.MANAGER: pgettext("role of a person", "branch manager"),
        Role.HEADQUARTERS: pgettext("role of a person", "headquarters"),
    }
    return names[role]


def roles_words(roles: Iterable[Role]) -> str:
    """`reviewer or headquarters`."""
    return _listed(role_of_person(role) for role in roles)


def verb_name(verb: Verb) -> str:
    """A deed as a heading says it: `Approve`."""
    names = {
        Verb.START: pgettext("deed", "Open"),
        Verb.RECORD: pgettext("deed", "Record"),
        Verb.SUBMIT: pgettext("deed", "Submit"),
        Verb.ANSWER: pgettext("deed", "Answer a remark"),
        Verb.REMARK: pgettext("deed", "Remark"),
        Verb.RETURN: pgettext("deed", "Return"),
        Verb.CORRECT: pgettext("deed", "Correct a reading"),
        Verb.APPROVE: pgettext("deed", "Approve"),
        Verb.PUBLISH: pgettext("deed", "Publish"),
        Verb.CLOSE: pgettext("deed", "Close"),
        Verb.VOID: pgettext("deed", "Make void"),
        Verb.ACKNOWLEDGE: pgettext("deed", "Acknowledge"),
        Verb.EXPLAIN: pgettext("deed", "Give a reason"),
        Verb.APPEAL: pgettext("deed", "Appeal"),
        Verb.DECIDE: pgettext("deed", "Decide an appeal"),
        Verb.ACT: pgettext("deed", "Corrective action"),
    }
    return names[verb]


def appeal_state_name(state: AppealState) -> str:
    """`open`, `upheld`."""
    names = {
        AppealState.OPEN: pgettext("state of an appeal", "open"),
        AppealState.UPHELD: pgettext("state of an appeal", "upheld"),
        AppealState.AMENDED: pgettext("state of an appeal", "amended"),
        AppealState.REJECTED: pgettext("state of an appeal", "rejected"),
    }
    return names[state]


def action_state_name(state: ActionState) -> str:
    """`open`, `overdue`."""
    names = {
        ActionState.OPEN: pgettext("state of a corrective action", "open"),
        ActionState.OVERDUE: pgettext("state of a corrective action", "overdue"),
        ActionState.DONE: pgettext("state of a corrective action", "done"),
        ActionState.VERIFIED: pgettext("state of a corrective action", "verified"),
        ActionState.DROPPED: pgettext("state of a corrective action", "dropped"),
    }
    return names[state]


_OWN_LISTS = {
    "wrong_fact": N_("what was noted is not what happened"),
    "wrong_time": N_("the time was measured otherwise"),
    "did_not_arise": N_("the situation did not arise"),
    "wrong_place": N_("another branch or counter"),
    "other_company": N_("another company is responsible"),
    "beyond_control": N_("beyond the branch's control"),
    "short_of_staff": N_("short of staff"),
    "training": N_("training"),
    "not_known": N_("the standard was not known"),
    "equipment": N_("equipment"),
    "supply": N_("supply"),
    "refit": N_("refit"),
    "busy": N_("more customers than usual"),
    "not_our_fault": N_("not our fault"),
    "branch_manager": N_("branch manager"),
    "shift_leader": N_("shift leader"),
    "trainer": N_("trainer"),
    "maintenance": N_("maintenance"),
    "regional_manager": N_("regional manager"),
    "headquarters": N_("headquarters"),
    "other": N_("other"),
}


def entry_words(key: str, entries: Iterable[ListEntry]) -> str:
    """What a key of a brand's list says, in the reader's language; the key itself where it is not known."""
    entry = next((one for one in entries if one.key == key), None)
    if entry is not None and entry.text is not None:
        return entry.text.in_language(language())
    own = _OWN_LISTS.get(key)
    return _(own) if own else key


def action_told(action: CorrectiveAction, branch: Branch, state: ActionState, owner: str) -> str:
    """A corrective action in lines: where, which standards, whose, how it stands. `owner` is in words."""
    lines = [
        _("Branch: {code} {name}", code=branch.code, name=branch.name),
        _("Standards: {codes}", codes=", ".join(action.codes)),
        _("Owner: {owner}", owner=owner),
        _("State: {state}", state=action_state_name(state)),
    ]
    if action.done_words:
        lines.append(_("Done: {words}", words=action.done_words))
    if action.why_dropped:
        lines.append(_("Dropped: {words}", words=action.why_dropped))
    return "\n".join(lines)


def refusal_words(refusal: Refusal, visit_id: str, subject: Subject) -> tuple[str, str]:
    """What is refused and why, and what to do."""
    verb = verb_name(refusal.verb)
    match refusal.reason:
        case Reason.STATUS:
            return (
                _(
                    "{verb}: visit {visit} is {status}",
                    verb=verb,
                    visit=visit_id,
                    status=status_name(subject.status),
                ),
                _(
                    "this is for a visit that is {statuses}",
                    statuses=_listed(status_name(one) for one in refusal.statuses),
                ),
            )
        case Reason.ROLE:
            return (
                _("{verb}: not in your role", verb=verb),
                _("this is for {roles}", roles=roles_words(refusal.roles)),
            )
        case reason:
            message, hint = _PERSONAL[reason]
            return _(message, verb=verb, visit=visit_id, branch=subject.branch), _(hint)


_PERSONAL = {
    Reason.NOT_OWN: (
        N_("{verb}: visit {visit} is another auditor's"),
        N_("only who was there writes what was seen"),
    ),
    Reason.OWN: (N_("{verb}: visit {visit} is your own"), N_("somebody else reviews it")),
    Reason.BRANCH: (
        N_("Branch {branch} is not one of yours"),
        N_("headquarters says who manages which branch: qaudit person list"),
    ),
    Reason.UNSEEN: (
        N_("Visit {visit} is not published for its branch yet"),
        N_("wait for its day of publication"),
    ),
}


def _listed(words: Iterable[str]) -> str:
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return _("{words} or {last}", words=", ".join(found[:-1]), last=found[-1])

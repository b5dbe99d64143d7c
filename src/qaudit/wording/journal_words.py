"""What an entry of the journal says of the life after a visit, in words. The raw entry stays what is sealed."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from qaudit.core.appeals import AppealState
from qaudit.core.changes import read_moment
from qaudit.core.corrective_actions import ActionState
from qaudit.core.journal import Act, JournalEntry
from qaudit.core.moments import clock_text, date_text
from qaudit.core.visits import VisitStatus
from qaudit.core.walk import Walk
from qaudit.speech import N_, _, ngettext
from qaudit.wording.life import action_state_name, entry_words
from qaudit.wording.names import reason_words, status_name
from qaudit.wording.phrases import plain
from qaudit.wording.values import percent_words, verdict_name

SHORT_DIGEST = 12
"""Characters of a digest that tell it from others; JSON has all of it."""

_MEDIA = {"application/pdf": "PDF", "text/html": "HTML"}


def deed_words(entry: JournalEntry, walk: Walk) -> str | None:
    """What the entry says, in one sentence; None for a change of a reading and the like, which tells itself.

    An entry that was spoilt from outside is not told either: `--verify` names it.
    """
    tell = _TOLD.get(entry.act)
    if tell is None or entry.became is None:
        return None
    try:
        return tell(entry, walk)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
        return None


def why_words(entry: JournalEntry, told: str | None) -> str:
    """Why it was done; nothing where what is told of a corrective action says it: the visit that verified it."""
    if entry.act is Act.ACTION and told is not None and entry.why in told:
        return ""
    return reason_words(entry.why)


def before_words(entry: JournalEntry) -> str:
    """What was before it: the state of a corrective action in words, anything else as it was written."""
    if entry.was is None:
        return ""
    if entry.act is Act.ACTION and entry.was in list(ActionState):
        return action_state_name(ActionState(entry.was))
    return entry.was


def subject_words(entry: JournalEntry) -> str:
    """What it is about; nothing where the sentence says it."""
    return "" if entry.act in (Act.SCORED, Act.REPORTED) else entry.subject


def _fields(entry: JournalEntry) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entry.became or "")
    return found


def _place(code: str) -> str:
    return code or _("the visit")


def _planned(entry: JournalEntry, walk: Walk) -> str:
    pack = str(_fields(entry)["pack"])
    day = walk.visit.planned_for
    return pack if day is None else _("{pack}, for {day}", pack=pack, day=day.isoformat())


def _status(entry: JournalEntry, walk: Walk) -> str:
    return status_name(VisitStatus(str(entry.became)))


def _submitted(entry: JournalEntry, walk: Walk) -> str:
    return _("scorecard {digest}", digest=_short(entry.became))


def _scored(entry: JournalEntry, walk: Walk) -> str:
    score = plain(percent_words(Decimal(entry.subject))) if entry.subject else _("unscored")
    return _("{score}, scorecard {digest}", score=score, digest=_short(entry.became))


def _remark(entry: JournalEntry, walk: Walk) -> str:
    fields = _fields(entry)
    return _(
        "remark {n} on {place}: {words}",
        n=fields["number"],
        place=_place(fields["code"]),
        words=fields["words"],
    )


def _answer(entry: JournalEntry, walk: Walk) -> str:
    fields = _fields(entry)
    return _(
        "answer to remark {n} on {place}: {words}",
        n=fields["number"],
        place=_place(fields["code"]),
        words=fields["answer"],
    )


def _explanation(entry: JournalEntry, walk: Walk) -> str:
    fields = _fields(entry)
    told = _(
        "reason for {place}, {cause}",
        place=_place(fields["code"]),
        cause=entry_words(fields["cause"], walk.pack.follow_up.causes),
    )
    return _with_words(told, fields["words"])


def _appeal(entry: JournalEntry, walk: Walk) -> str:
    fields = _fields(entry)
    told = _(
        "appeal on {code}, {verdict}, {reason}",
        code=fields["code"],
        verdict=verdict_name(fields["verdict"]).lower(),
        reason=entry_words(fields["reason"], walk.pack.follow_up.appeal_reasons),
    )
    return _with_files(_with_words(told, fields["words"]), fields["evidence"])


_DECIDED = {
    AppealState.UPHELD: N_("appeal on {code} upheld"),
    AppealState.AMENDED: N_("appeal on {code} amended to {reading}"),
    AppealState.REJECTED: N_("appeal on {code} rejected"),
}


def _decision(entry: JournalEntry, walk: Walk) -> str:
    fields = _fields(entry)
    pattern = _DECIDED[AppealState(fields["state"])]
    return _(pattern, code=fields["code"], reading=fields["reading"])


def _action(entry: JournalEntry, walk: Walk) -> str:
    fields = _fields(entry)
    state = ActionState(fields["state"])
    if state is ActionState.OPEN:
        return _open_action(entry, fields, walk)
    if state is ActionState.DONE:
        return _with_files(_with_words(_("done"), fields["done"]), fields["evidence"])
    if state is ActionState.VERIFIED:
        return _("verified by visit {visit}", visit=fields["checked_by"])
    return _with_words(_("dropped"), fields["dropped"])


def _open_action(entry: JournalEntry, fields: dict[str, Any], walk: Walk) -> str:
    if entry.was == ActionState.DONE.value:
        return _("open again after visit {visit}", visit=fields["checked_by"])
    if entry.was is not None:
        return _("due {day} now", day=fields["due"])
    return _(
        "due {day}, {owner}: {what} ({codes})",
        day=fields["due"],
        owner=entry_words(fields["owner"], walk.pack.follow_up.owners),
        what=fields["what"],
        codes=", ".join(fields["codes"]),
    )


def _published(entry: JournalEntry, walk: Walk) -> str:
    offset = walk.visit.utc_offset_minutes
    moment = read_moment(str(entry.became))
    return _(
        "its branch sees it from {day} {time}", day=date_text(moment, offset), time=clock_text(moment, offset)
    )


def _reported(entry: JournalEntry, walk: Walk) -> str:
    kind = _MEDIA.get(entry.subject, entry.subject)
    return _("report as {format}, {digest}", format=kind, digest=_short(entry.became))


def _acknowledged(entry: JournalEntry, walk: Walk) -> str:
    read_moment(str(entry.became))
    return _("seen by the branch")


def _short(digest: str | None) -> str:
    return (digest or "")[:SHORT_DIGEST]


def _with_words(told: str, words: str) -> str:
    return _("{told}: {words}", told=told, words=words) if words else told


def _with_files(told: str, files: list[str]) -> str:
    if not files:
        return told
    return ngettext("{told} ({n} file)", "{told} ({n} files)", len(files), told=told)


_TOLD: dict[Act, Callable[[JournalEntry, Walk], str]] = {
    Act.PLANNED: _planned,
    Act.STARTED: _status,
    Act.SUBMITTED: _submitted,
    Act.REMARKED: _remark,
    Act.ANSWERED: _answer,
    Act.RETURNED: _status,
    Act.SCORED: _scored,
    Act.APPROVED: _status,
    Act.PUBLISHED: _published,
    Act.REPORTED: _reported,
    Act.CLOSED: _status,
    Act.VOIDED: _status,
    Act.ACKNOWLEDGED: _acknowledged,
    Act.EXPLAINED: _explanation,
    Act.APPEALED: _appeal,
    Act.DECIDED: _decision,
    Act.ACTION: _action,
}

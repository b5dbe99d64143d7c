"""The reviewer's remarks in the plain walk of a visit that came back: told at their standard, answered by `:answer`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaudit.cli import output
from qaudit.cli.visit_words import unanswered_lines
from qaudit.core.journal import Act
from qaudit.core.remarks import Remark
from qaudit.core.visits import VisitStatus
from qaudit.errors import UsageError
from qaudit.speech import N_, _, ngettext

if TYPE_CHECKING:
    from qaudit.cli.plain import PlainWalk


def say_remarks(plain: "PlainWalk") -> None:
    """That a visit came back, why, and what waits for an answer; nothing of a visit that did not."""
    if plain.walk.visit.status is not VisitStatus.RETURNED:
        return
    visit_id = plain.walk.visit.id
    entries = plain.desk.fieldwork.journal(visit_id)
    why = next((one.why for one in reversed(entries) if one.act is Act.RETURNED), "")
    output.say(_("The visit came back: {why}", why=why) if why else _("The visit came back."))
    for remark in plain.remarks:
        if not remark.code:
            for line in remark_lines(remark):
                output.say(line)
    waiting = waiting_remarks(plain)
    if waiting:
        output.say(
            ngettext(
                "{n} remark waits for an answer: :remarks tells it, :answer WORDS answers it.",
                "{n} remarks wait for an answer: :remarks tells them, :answer WORDS answers one.",
                len(waiting),
            )
        )


def waiting_remarks(plain: "PlainWalk") -> list[Remark]:
    """The remarks that have to be answered before the visit is submitted again."""
    if plain.walk.visit.status is not VisitStatus.RETURNED:
        return []
    return [remark for remark in plain.remarks if not remark.is_answered]


def say_remarks_at(plain: "PlainWalk", code: str) -> None:
    """What a reviewer said of a standard, and what was answered."""
    for remark in plain.remarks:
        if remark.code == code:
            for line in remark_lines(remark):
                output.say(line)


def remark_lines(remark: Remark) -> Iterator[str]:
    """A remark and its answer, or how to answer it."""
    yield _("Remark {n}: {words}", n=remark.number, words=remark.words)
    if remark.is_answered:
        yield _("Your answer: {words}", words=remark.answer)
    elif remark.code:
        yield _("It waits for an answer: {command}", command=":answer WORDS")
    else:
        yield _("It waits for an answer: {command}", command=f":answer {remark.number} WORDS")


def unanswered(plain: "PlainWalk") -> Iterator[str]:
    """A line for each remark that has to be answered before the visit is submitted again."""
    return unanswered_lines(waiting_remarks(plain))


def remarks(plain: "PlainWalk", rest: str) -> None:
    """`:remarks`: all of them, with their standards."""
    if not plain.remarks:
        output.say(_("There is no remark on this visit."))
    for remark in plain.remarks:
        if remark.code:
            output.say(f"{remark.code}:")
        for line in remark_lines(remark):
            output.say(line)


def answer(plain: "PlainWalk", rest: str) -> None:
    """`:answer [N] WORDS`: answers the remark on what is asked, or remark N."""
    from qaudit.cli.plain import Request

    remark, words = _named(plain, rest)
    if not words:
        output.say(_("Write the answer to remark {n}.", n=remark.number))
        plain.awaits = Request(N_("answer"), lambda walk, line: _answer(walk, remark, line))
    else:
        _answer(plain, remark, words)


def _named(plain: "PlainWalk", rest: str) -> tuple[Remark, str]:
    first, _blank, words = rest.partition(" ")
    numbered = {str(remark.number): remark for remark in plain.remarks}
    if first in numbered:
        return numbered[first], words.strip()
    here = [remark for remark in plain.remarks if remark.code == plain.code]
    found = next((remark for remark in here if not remark.is_answered), here[-1] if here else None)
    if found is None:
        raise UsageError(
            _("There is no remark on what is asked"),
            _("name its number: {example}", example=":answer 1 WORDS"),
        )
    return found, rest


def _answer(plain: "PlainWalk", remark: Remark, words: str) -> None:
    visit_id = plain.walk.visit.id
    plain.desk.appointments.answer(visit_id, remark.number, words)
    plain.awaits = None
    plain.walk = plain.desk.fieldwork.refresh(plain.walk)
    output.say(_("saved: answer to remark {n}", n=remark.number))
    left = waiting_remarks(plain)
    if not left:
        output.say(_("Every remark has its answer. :submit hands the visit in again."))
        return
    following = next((one.code for one in left if one.code and one.code != remark.code), None)
    if following is not None:
        plain.ask(following)

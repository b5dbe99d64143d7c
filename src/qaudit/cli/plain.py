"""`visit walk --plain`: a visit line by line, for screen readers and pipes.

One fact stands on each line; nothing is drawn, coloured or moved. A line answers the standard that was asked
last, or begins with a colon and is a command. "saved" is said when the verb has returned, never before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qaudit.cli import output, plain_words
from qaudit.cli.diagnostics import ExitCode, exit_code_of
from qaudit.cli.plain_remarks import say_remarks, say_remarks_at, waiting_remarks
from qaudit.cli.visit_words import what_was_done, without_verdicts
from qaudit.core.completeness import GapKind
from qaudit.core.lifecycle import FINISHED, WRITABLE
from qaudit.core.visits import VisitStatus
from qaudit.errors import NotAllowed, QauditError, VisitSubmitted
from qaudit.speech import N_, _, ngettext
from qaudit.wording.names import status_name

if TYPE_CHECKING:
    from qaudit.core.remarks import Remark
    from qaudit.core.standards import Standard
    from qaudit.core.visits import Visit
    from qaudit.core.walk import Walk
    from qaudit.desk.fieldwork import Step
    from qaudit.wiring import Desk

Answer = Callable[["PlainWalk", str], None]
NOTE = N_("note")


@dataclass(frozen=True)
class Request:
    """What the next line will be taken for, where that is no reading: `prompt` names it, `take` takes it."""

    prompt: str
    take: Answer


@dataclass
class PlainWalk:
    """A walk in progress: where it stands, and what the next line will be taken for.

    `code` is the standard that is asked; None where every one has its reading. `skipped` are left for later.
    """

    desk: "Desk"
    walk: "Walk"
    code: str | None = None
    skipped: set[str] = field(default_factory=set)
    awaits: Request | None = None
    refused: int = 0
    failure: ExitCode = ExitCode.VISIT
    is_over: bool = False

    @property
    def standard(self) -> "Standard | None":
        """The standard that is asked."""
        return None if self.code is None else self.walk.index.standard[self.code]

    @property
    def remarks(self) -> "tuple[Remark, ...]":
        """What a reviewer said of the visit; nothing before it was with one."""
        if self.walk.visit.status is VisitStatus.OPEN:
            return ()
        return self.desk.appointments.after(self.walk.visit.id).remarks

    @property
    def is_hidden(self) -> bool:
        """Whether verdicts and score are kept from this auditor."""
        return self.walk.hides_score

    def take(self, step: "Step") -> None:
        """Stands where a verb has led, and says what is saved."""
        self.walk = step.walk
        for line in what_was_done(step) or [_("Nothing changed: it was so already")]:
            output.say(line)
        if step.met_others:
            output.say(_("Somebody else is writing to this visit too; both are kept."))

    def ask(self, code: str | None) -> None:
        """Goes to a standard and reads it out."""
        self.code = code
        if code is None:
            plain_words.say_all_answered(self.walk)
        else:
            plain_words.say_standard(self.walk, code, self.desk.world.now())
            say_remarks_at(self, code)

    def ask_next(self) -> None:
        """Goes to the next standard without a reading; to one that was skipped where no other is left."""
        self.ask(self._next())

    def _next(self) -> str | None:
        ahead = self.walk.next_unanswered(self.code)
        first = ahead
        while ahead in self.skipped:
            ahead = self.walk.next_unanswered(ahead)
            if ahead == first:
                self.skipped.clear()
        return ahead


def walk_plainly(desk: "Desk", visit_id: str, again: str) -> int:
    """Walks until `:quit`, `:submit` or the end of input, and gives the exit code.

    `again` is the command that goes on with the walk. The code is 4 (5 for a store at fault) where input came from no
    terminal and a line of it was refused: whoever wrote it is not there to mend it.

    Raises `VisitNotFound`, `VisitSubmitted`, `NotAllowed`.
    """
    from qaudit.cli.plain_commands import run_line

    plain = PlainWalk(desk, desk.fieldwork.walk(visit_id))
    _refuse_unwritable(plain.walk.visit)
    plain_words.say_welcome(plain.walk)
    say_remarks(plain)
    talk(plain, run_line, next((one.code for one in waiting_remarks(plain) if one.code), None))
    if plain.walk.visit.status in WRITABLE:
        progress = plain.walk.progress
        output.say(
            _(
                "The visit stays open: {settled} of {asked} answered.",
                settled=progress.settled,
                asked=progress.asked,
            )
        )
        output.say(_("Go on with: {command}", command=again))
    return outcome(plain)


def _refuse_unwritable(visit: "Visit") -> None:
    """Raises `VisitSubmitted`, or `NotAllowed` for a visit that is not open yet or void."""
    if visit.status in FINISHED:
        raise VisitSubmitted(visit.id)
    if visit.status not in WRITABLE:
        raise NotAllowed(
            _("Visit {visit} is {status}", visit=visit.id, status=status_name(visit.status)),
            _("this is for a visit that is open, or that came back"),
        )


def talk(plain: PlainWalk, run_line: Answer, first: str | None = None) -> None:
    """Asks `first`, or the next standard, and takes lines until the walk is over or the input ends."""
    if first is None:
        plain.ask_next()
    else:
        plain.ask(first)
    while not plain.is_over:
        output.prompt(_(plain.awaits.prompt) if plain.awaits else plain.code or "")
        line = output.read_line()
        if line is None:
            break
        _run_safely(plain, line, run_line)


def outcome(plain: PlainWalk) -> int:
    """The exit code of a walk that is over, said where lines of a pipe were refused."""
    if plain.refused and not output.is_typing():
        output.tell(
            ngettext(
                "qaudit: {n} of the lines could not be taken; it says above why",
                "qaudit: {n} of the lines could not be taken; each says above why",
                plain.refused,
            )
        )
        return plain.failure
    return ExitCode.DONE


def _run_safely(plain: PlainWalk, line: str, run_line: Answer) -> None:
    """Runs a line; what cannot be taken is said, and the same standard stays asked."""
    try:
        run_line(plain, line)
    except VisitSubmitted:
        raise
    except QauditError as error:
        plain.refused += 1
        if exit_code_of(error) is ExitCode.STORE:
            plain.failure = ExitCode.STORE
        reason = without_verdicts(error, plain.walk)
        is_command = line.lstrip().startswith(":")
        output.say(
            _("Not done: {reason}", reason=reason) if is_command else _("Not saved: {reason}", reason=reason)
        )


def record(plain: PlainWalk, written: str) -> None:
    """Takes a line as the reading that is asked for, and goes on, or asks for the note it needs."""
    if plain.code is None:
        output.say(_("Every standard has its reading. :submit finishes the visit, :help lists the commands."))
        return
    code = plain.code
    plain.take(plain.desk.fieldwork.record(plain.walk, code, written))
    plain_words.say_verdict(plain.walk, code, plain.is_hidden)
    go_on_from(plain, code)


def go_on_from(plain: PlainWalk, code: str) -> None:
    """Asks for the note or the evidence that a standard still needs, else for the next standard."""
    kinds = {gap.kind for gap in plain.walk.gaps_at(code)}
    if GapKind.EVIDENCE in kinds:
        output.say(_("{code} needs evidence: :evidence FILE, now or later.", code=code))
    if kinds & {GapKind.NOTE, GapKind.HAND_TIMED_NOTE}:
        if GapKind.HAND_TIMED_NOTE in kinds:
            asked = N_(
                "{code} needs a note that says why the clock was not used. "
                "Write it now; an empty line leaves it for later."
            )
        else:
            asked = N_("{code} needs a note. Write it now; an empty line leaves it for later.")
        output.say(_(asked, code=code))
        plain.awaits = Request(NOTE, _take_note)
        return
    plain.ask_next()


def _take_note(plain: PlainWalk, note: str) -> None:
    if note.strip() and plain.code is not None:
        plain.take(plain.desk.fieldwork.write_note(plain.walk, plain.code, note))
    else:
        output.say(_("The note is left for later."))
    plain.awaits = None
    plain.ask_next()

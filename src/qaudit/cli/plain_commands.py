"""The commands of the plain walk: lines that begin with a colon."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from qaudit.cli import output, plain_words
from qaudit.cli.plain import NOTE, PlainWalk, Request, go_on_from, record
from qaudit.cli.plain_finish import submit
from qaudit.cli.plain_marks import mark
from qaudit.cli.plain_remarks import answer, remarks, unanswered
from qaudit.core.problems import nearest
from qaudit.desk.lookup import find_in
from qaudit.desk.readings_table import find_standard
from qaudit.errors import UsageError, did_you_mean
from qaudit.speech import N_, _, language, ngettext

MOST_FOUND = 20


@dataclass(frozen=True)
class Command:
    """One command: what follows it, what it does, and how."""

    usage: str
    does: str
    run: Callable[[PlainWalk, str], None]


def run_line(plain: PlainWalk, line: str) -> None:
    """Takes one line: a command, what was asked for last, guidance, or a reading."""
    text = line.strip()
    if text.startswith(":") and not text.startswith("::"):
        name, _blank, rest = text[1:].partition(" ")
        _command(name.casefold()).run(plain, rest.strip())
    elif plain.awaits is not None:
        plain.awaits.take(plain, line)
    elif text == "?":
        _say(
            plain_words.guidance_lines(plain.standard)
            if plain.standard
            else [_("Nothing is asked just now.")]
        )
    elif not text:
        output.say(_("Nothing is written. :skip leaves it for later."))
    else:
        record(plain, line.removeprefix(":") if text.startswith("::") else line)


def _command(name: str) -> Command:
    if name not in COMMANDS:
        near = nearest(name, COMMANDS)
        raise UsageError(
            _("There is no command {command}", command=f":{name}"),
            did_you_mean([f":{found}" for found in near], _(":help lists them")),
        )
    return COMMANDS[name]


def _note(plain: PlainWalk, rest: str) -> None:
    first, _blank, words = rest.partition(" ")
    code = first if first in plain.walk.index.standard else _asked(plain)
    plain.take(plain.desk.fieldwork.write_note(plain.walk, code, words.strip() if code == first else rest))
    _settle(plain, code)


def _evidence(plain: PlainWalk, rest: str) -> None:
    first, _blank, name = rest.partition(" ")
    code = first if first in plain.walk.index.standard else _asked(plain)
    file = name.strip() if code == first else rest
    if not file:
        raise UsageError(_("No file is named"), _("write {example}", example=":evidence [CODE] FILE"))
    plain.take(plain.desk.fieldwork.attach(plain.walk, code, Path(file).expanduser()))


def _undo(plain: PlainWalk, rest: str) -> None:
    step = plain.desk.fieldwork.undo(plain.walk)
    if not step.entries:
        output.say(_("There is nothing to take back."))
        return
    plain.awaits = None
    plain.take(step)
    subject = step.entries[-1].subject
    plain.ask(subject if subject in plain.walk.index.standard else plain.code)


def _skip(plain: PlainWalk, rest: str) -> None:
    plain.awaits = None
    if plain.code is not None:
        plain.skipped.add(plain.code)
    plain.ask_next()


def _back(plain: PlainWalk, rest: str) -> None:
    plain.awaits = None
    last = plain.walk.index.codes[-1]
    before = plain.walk.neighbour(plain.code, -1) if plain.code is not None else last
    if before == plain.code:
        output.say(_("This is the first one."))
        return
    plain.ask(before)


def _next(plain: PlainWalk, rest: str) -> None:
    plain.awaits = None
    plain.ask_next()


def _find(plain: PlainWalk, rest: str) -> None:
    found = find_in(plain.walk, rest) if rest else ()
    if not found:
        output.say(_("Nothing is found. :find WORDS looks in codes and texts."))
    for standard in found[:MOST_FOUND]:
        output.say(f"{standard.code}: {standard.text.in_language(language())}")
    if len(found) > MOST_FOUND:
        output.say(
            ngettext(
                "and {n} more; add a word to find fewer",
                "and {n} more; add a word to find fewer",
                len(found) - MOST_FOUND,
            )
        )


def _go(plain: PlainWalk, rest: str) -> None:
    standard = find_standard(rest, plain.walk.index.standard)
    if not plain.walk.judged[standard.code].is_asked:
        output.say(_("{code} is not asked in this visit: its condition does not hold.", code=standard.code))
        return
    plain.awaits = None
    plain.ask(standard.code)


def _again(plain: PlainWalk, rest: str) -> None:
    plain.ask(plain.code)


def _refresh(plain: PlainWalk) -> None:
    plain.walk = plain.desk.fieldwork.refresh(plain.walk)


def _status(plain: PlainWalk, rest: str) -> None:
    _refresh(plain)
    _say(plain_words.status_lines(plain.walk))
    _say([_("Missing: {line}", line=line) for line in unanswered(plain)])


def _marks(plain: PlainWalk, rest: str) -> None:
    _refresh(plain)
    _say(plain_words.mark_lines(plain.walk))


def _clocks(plain: PlainWalk, rest: str) -> None:
    _refresh(plain)
    _say(plain_words.clock_lines(plain.walk, plain.desk.world.now()))


def _quit(plain: PlainWalk, rest: str) -> None:
    plain.is_over = True


def _help(plain: PlainWalk, rest: str) -> None:
    for name, command in COMMANDS.items():
        output.say(f":{name}{f' {command.usage}' if command.usage else ''}: {_(command.does)}")
    output.say(_("?: guidance for what is asked"))
    output.say(_("::WORDS: words that begin with a colon"))


def _asked(plain: PlainWalk) -> str:
    if plain.code is None:
        raise UsageError(_("Nothing is asked just now"), _("name the standard's code first"))
    return plain.code


def _settle(plain: PlainWalk, code: str) -> None:
    """A note that was asked for and came as a command is a note that came."""
    if plain.awaits is not None and plain.awaits.prompt == NOTE and code == plain.code:
        plain.awaits = None
        go_on_from(plain, code)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        output.say(line)


COMMANDS = {
    "note": Command("[CODE] TEXT", N_("write a note for what is asked, or for CODE"), _note),
    "evidence": Command("[CODE] FILE", N_("attach a file"), _evidence),
    "mark": Command(
        "EVENT [TIME] [REASON]", N_("mark a moment, now or at TIME; a correction needs a reason"), mark
    ),
    "marks": Command("", N_("the moments so far, and those that can be marked"), _marks),
    "clocks": Command("", N_("the clocks that run"), _clocks),
    "remarks": Command("", N_("what a reviewer said of a visit that came back"), remarks),
    "answer": Command("[N] WORDS", N_("answer the remark on what is asked, or remark N"), answer),
    "undo": Command("", N_("take back the last change; again for the one before"), _undo),
    "skip": Command("", N_("leave this one for later"), _skip),
    "back": Command("", N_("go to the one before"), _back),
    "next": Command("", N_("go to the next one without a reading"), _next),
    "go": Command("CODE", N_("go to a standard"), _go),
    "find": Command("WORDS", N_("find standards by code or text"), _find),
    "again": Command("", N_("hear this one again"), _again),
    "status": Command("", N_("how far the visit is, and what is missing"), _status),
    "submit": Command("[TIME]", N_("finish the visit; TIME is when you left"), submit),
    "quit": Command("", N_("leave; the visit stays open and everything is saved"), _quit),
    "help": Command("", N_("these commands"), _help),
}
__all__ = ["COMMANDS", "Request", "run_line"]

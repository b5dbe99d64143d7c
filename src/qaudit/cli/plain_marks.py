"""`:mark` in the plain walk: a moment now, at a time, or corrected with a reason."""

from datetime import datetime

from qaudit.cli import output
from qaudit.cli.plain import PlainWalk, Request
from qaudit.core.moments import read_time
from qaudit.errors import UsageError
from qaudit.speech import N_, _, language
from qaudit.wording.short import reading_words


def mark(plain: PlainWalk, rest: str) -> None:
    """`EVENT [TIME] [REASON]`; asks for the reason where a mark is corrected without one."""
    event, _blank, rest = rest.partition(" ")
    if not event:
        raise UsageError(_("No event is named"), _("{command}; :marks lists them", command=":mark EVENT"))
    at, why = _time_and_reason(plain, rest.strip())
    plain.walk = plain.desk.fieldwork.refresh(plain.walk)
    if plain.walk.visit.mark(event) is not None and not why:
        output.say(
            _(
                "{event} is marked already. Why is it corrected? An empty line leaves it as it is.",
                event=event,
            )
        )
        plain.awaits = Request(N_("why"), lambda walk, reason: _correct(walk, event, at, reason))
        return
    _set(plain, event, at, why)


def _correct(plain: PlainWalk, event: str, at: datetime | None, reason: str) -> None:
    plain.awaits = None
    if reason.strip():
        _set(plain, event, at, reason.strip())
    else:
        output.say(_("{event} stays as it was.", event=event))


def _set(plain: PlainWalk, event: str, at: datetime | None, why: str) -> None:
    before = plain.walk
    plain.take(plain.desk.fieldwork.mark(before, event, at, why=why))
    timed = [
        code
        for code in plain.walk.index.timed_by.get(event, ())
        if plain.walk.judged[code].by_clock and plain.walk.judged[code] != before.judged[code]
    ]
    for code in timed:
        reading = plain.walk.judged[code].reading
        assert reading is not None
        measure = plain.walk.index.standard[code].measure
        output.say(
            _(
                "{code}: the clock measured {reading}",
                code=code,
                reading=reading_words(measure, reading, language()),
            )
        )
    if plain.code in timed:
        plain.ask_next()


def _time_and_reason(plain: PlainWalk, rest: str) -> tuple[datetime | None, str]:
    first, _blank, reason = rest.partition(" ")
    at = read_time(first, plain.desk.world.now(), plain.walk.visit.utc_offset_minutes)
    return (at, reason.strip()) if at is not None else (None, rest)

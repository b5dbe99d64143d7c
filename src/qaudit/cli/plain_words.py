"""What the plain walk says: one fact a line, in words alone."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from qaudit.cli import output
from qaudit.cli.standard_words import option_lines
from qaudit.cli.visit_words import gap_lines
from qaudit.core.judging import Verdict
from qaudit.core.moments import clock_text, tenths_text
from qaudit.core.readings import Words, expected_reading
from qaudit.core.standards import Standard
from qaudit.core.text import Text
from qaudit.core.timeline import moments_of, running_clocks
from qaudit.core.walk import Progress, Walk
from qaudit.speech import N_, _, language, ngettext
from qaudit.wording.short import flag_words, limit_words, progress_words, reading_words
from qaudit.wording.values import length_text

_SAID = {Verdict.MET: N_("Met."), Verdict.PARTLY: N_("Partly met."), Verdict.MISSED: N_("Missed.")}


def say_welcome(walk: Walk) -> None:
    """Where we are."""
    visit, progress = walk.visit, walk.progress
    output.say(_("Visit {visit}", visit=visit.id))
    output.say(
        _(
            "{pack}, {branch} ({code}), auditor {auditor}",
            pack=_text(walk.pack.title),
            branch=visit.branch.name,
            code=visit.branch.code,
            auditor=visit.auditor.alias,
        )
    )
    output.say(_answered(progress))
    output.say(_("Write a reading, ? for guidance, or :help for the commands."))


def say_standard(walk: Walk, code: str, now: datetime) -> None:
    """A standard as it is asked."""
    for line in standard_lines(walk, code, now):
        output.say(line)


def standard_lines(walk: Walk, code: str, now: datetime) -> Iterator[str]:
    """Number, code and section; the text; what is expected; what is already there."""
    standard, section = walk.index.standard[code], walk.index.section[code]
    asked = [other for other in walk.index.codes if walk.judged[other].is_asked]
    number, flags = asked.index(code) + 1, flag_words(standard)
    yield ""
    head = _(
        "{n} of {all}. {code}, {section}", n=number, all=len(asked), code=code, section=_text(section.title)
    )
    yield f"{head}, {flags}" if flags else head
    yield _text(standard.text)
    if limit := limit_words(standard.measure, language()):
        yield _("Limit: {limit}", limit=limit)
    yield from option_lines(standard.measure)
    expected = expected_reading(standard.measure)
    if standard.may_be_not_applicable:
        yield _("Write: {expected}; or {na} or {unseen}", expected=expected, na="na", unseen="unseen")
    else:
        yield _("Write: {expected}; or {unseen}", expected=expected, unseen="unseen")
    yield from _clock_lines(walk, standard, now)
    yield from _kept_lines(walk, code)


def guidance_lines(standard: Standard) -> Iterator[str]:
    """What `?` tells."""
    yield _text(standard.guidance) if standard.guidance else _("There is no guidance for this one.")
    yield from option_lines(standard.measure)
    if standard.source:
        yield _("Source: {source}", source=_text(standard.source))


def say_verdict(walk: Walk, code: str, is_hidden: bool) -> None:
    """What the standard makes of its reading, where the auditor may know it."""
    said = _SAID.get(walk.judged[code].verdict)
    if said and not is_hidden:
        output.say(_(said))


def say_all_answered(walk: Walk) -> None:
    """Nothing is left to ask."""
    output.say("")
    output.say(_("Every standard that must have a reading has one."))
    if walk.gaps:
        output.say(
            ngettext(
                "{n} thing is missing all the same; :status names it.",
                "{n} things are missing all the same; :status names them.",
                len(walk.gaps),
            )
        )
    empty = [
        code
        for code, judgement in walk.judged.items()
        if judgement.verdict is Verdict.NOTED and judgement.reading is None
    ]
    if empty:
        output.say(_("Room for words, if you like: {codes} (:go CODE)", codes=", ".join(empty)))
    output.say(_(":submit finishes the visit."))


def status_lines(walk: Walk) -> Iterator[str]:
    """How far every section is, and what is missing beside readings."""
    progress = walk.progress
    yield _answered(progress)
    for section, count in zip(walk.pack.sections, walk.section_progress, strict=True):
        told = progress_words(count) if count.asked else _("not asked")
        yield f"{section.code}, {_text(section.title)}: {told}"
    for line in gap_lines(walk):
        yield _("Missing: {line}", line=line)


def mark_lines(walk: Walk) -> Iterator[str]:
    """The timeline, and the events that are not marked yet."""
    offset = walk.visit.utc_offset_minutes
    marked = set()
    for mark in walk.visit.marks:
        marked.add(mark.event)
        event = walk.pack.event(mark.event)
        yield f"{clock_text(mark.at, offset)} {mark.event}{f', {_text(event.text)}' if event else ''}"
    open_events = [event for event in walk.pack.events if event.name not in marked]
    for event in open_events:
        yield _("not marked: {event}, {text}", event=event.name, text=_text(event.text))
    if not marked and not open_events:
        yield _("This pack names no moments.")


def clock_lines(walk: Walk, now: datetime) -> Iterator[str]:
    """Every running clock of a standard that is asked."""
    asked = (standard for standard in walk.pack.standards if walk.judged[standard.code].is_asked)
    clocks = running_clocks(asked, moments_of(walk.visit.marks))
    for clock in clocks:
        told = _(
            "{code}: {time} since {event}",
            code=clock.code,
            time=tenths_text(clock.elapsed(now)),
            event=clock.from_event,
        )
        yield _with_over(told, clock.over_by(now))
    if not clocks:
        yield _("No clock is running.")


def _clock_lines(walk: Walk, standard: Standard, now: datetime) -> Iterator[str]:
    for clock in running_clocks([standard], moments_of(walk.visit.marks)):
        told = _(
            "Its clock runs: {time} since {event}",
            time=tenths_text(clock.elapsed(now)),
            event=clock.from_event,
        )
        yield _with_over(told, clock.over_by(now))
        yield _("{command} stops it", command=f":mark {clock.to_event}")


def _kept_lines(walk: Walk, code: str) -> Iterator[str]:
    judgement, seen = walk.judged[code], walk.readings.get(code)
    if judgement.reading is not None and not isinstance(judgement.reading, Words):
        words = reading_words(walk.index.standard[code].measure, judgement.reading, language())
        if judgement.by_clock:
            yield _("The clock measured: {reading}", reading=words)
        else:
            yield _("Reading: {reading}", reading=words)
    if isinstance(judgement.reading, Words):
        yield _("Words: {text}", text=judgement.reading.text)
    if seen is not None and seen.note:
        yield _("Note: {note}", note=seen.note)
    for kept in seen.evidence if seen is not None else ():
        yield _("Evidence: {name}", name=kept.name)


def _with_over(told: str, over: Fraction | None) -> str:
    if over is None:
        return told
    return _("{told}, over by {time}", told=told, time=length_text(Fraction(int(over))))


def _answered(progress: Progress) -> str:
    return ngettext(
        "{settled} of {n} standard has a reading.",
        "{settled} of {n} standards have a reading.",
        progress.asked,
        settled=progress.settled,
    )


def _text(text: Text) -> str:
    """A text of the pack, in the program's language where the pack has it."""
    return text.in_language(language())

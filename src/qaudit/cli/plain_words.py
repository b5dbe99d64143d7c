"""What the plain walk says: one fact a line, in words alone."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from qaudit.cli import output
from qaudit.cli.standard_words import option_lines
from qaudit.cli.visit_words import gap_lines
from qaudit.core.judging import Verdict
from qaudit.core.moments import clock_text, length_text, tenths_text
from qaudit.core.readings import Words, expected_reading
from qaudit.core.standards import Standard
from qaudit.core.timeline import moments_of, running_clocks
from qaudit.core.walk import Walk
from qaudit.wording.short import flag_words, limit_words, reading_words

_SAID = {Verdict.MET: "Met.", Verdict.PARTLY: "Partly met.", Verdict.MISSED: "Missed."}


def say_welcome(walk: Walk) -> None:
    """Where we are."""
    visit, progress = walk.visit, walk.progress
    output.say(f"Visit {visit.id}")
    output.say(f"{walk.pack.title}, {visit.branch.name} ({visit.branch.code}), auditor {visit.auditor.alias}")
    output.say(f"{progress.settled} of {progress.asked} standards have a reading.")
    output.say("Write a reading, ? for guidance, or :help for the commands.")


def say_standard(walk: Walk, code: str, now: datetime) -> None:
    """A standard as it is asked."""
    for line in standard_lines(walk, code, now):
        output.say(line)


def standard_lines(walk: Walk, code: str, now: datetime) -> Iterator[str]:
    """Number, code and section; the text; what is expected; what is already there."""
    standard, section = walk.index.standard[code], walk.index.section[code]
    asked = [other for other in walk.index.codes if walk.judged[other].is_asked]
    flags = flag_words(standard)
    yield ""
    yield f"{asked.index(code) + 1} of {len(asked)}. {code}, {section.title}{f', {flags}' if flags else ''}"
    yield str(standard.text)
    if limit := limit_words(standard.measure):
        yield f"Limit: {limit}"
    yield from option_lines(standard.measure)
    other = "na or unseen" if standard.may_be_not_applicable else "unseen"
    yield f"Write: {expected_reading(standard.measure)}; or {other}"
    yield from _clock_lines(walk, standard, now)
    yield from _kept_lines(walk, code)


def guidance_lines(standard: Standard) -> Iterator[str]:
    """What `?` tells."""
    yield str(standard.guidance) if standard.guidance else "There is no guidance for this one."
    yield from option_lines(standard.measure)
    if standard.source:
        yield f"Source: {standard.source}"


def say_verdict(walk: Walk, code: str, is_hidden: bool) -> None:
    """What the standard makes of its reading, where the auditor may know it."""
    said = _SAID.get(walk.judged[code].verdict)
    if said and not is_hidden:
        output.say(said)


def say_all_answered(walk: Walk) -> None:
    """Nothing is left to ask."""
    output.say("")
    output.say("Every standard that must have a reading has one.")
    if walk.gaps:
        output.say(f"{len(walk.gaps)} things are missing all the same; :status names them.")
    empty = [
        code
        for code, judgement in walk.judged.items()
        if judgement.verdict is Verdict.NOTED and judgement.reading is None
    ]
    if empty:
        output.say(f"Room for words, if you like: {', '.join(empty)} (:go CODE)")
    output.say(":submit finishes the visit.")


def status_lines(walk: Walk) -> Iterator[str]:
    """How far every section is, and what is missing beside readings."""
    progress = walk.progress
    yield f"{progress.settled} of {progress.asked} standards have a reading."
    for section, count in zip(walk.pack.sections, walk.section_progress, strict=True):
        told = f"{count.settled} of {count.asked}" if count.asked else "not asked"
        yield f"{section.code}, {section.title}: {told}"
    for line in gap_lines(walk):
        yield f"Missing: {line}"


def mark_lines(walk: Walk) -> Iterator[str]:
    """The timeline, and the events that are not marked yet."""
    offset = walk.visit.utc_offset_minutes
    marked = set()
    for mark in walk.visit.marks:
        marked.add(mark.event)
        event = walk.pack.event(mark.event)
        yield f"{clock_text(mark.at, offset)} {mark.event}{f', {event.text}' if event else ''}"
    open_events = [event for event in walk.pack.events if event.name not in marked]
    for event in open_events:
        yield f"not marked: {event.name}, {event.text}"
    if not marked and not open_events:
        yield "This pack names no moments."


def clock_lines(walk: Walk, now: datetime) -> Iterator[str]:
    """Every running clock of a standard that is asked."""
    asked = (standard for standard in walk.pack.standards if walk.judged[standard.code].is_asked)
    clocks = running_clocks(asked, moments_of(walk.visit.marks))
    for clock in clocks:
        over = _over_words(clock.over_by(now))
        yield f"{clock.code}: {tenths_text(clock.elapsed(now))} since {clock.from_event}{over}"
    if not clocks:
        yield "No clock is running."


def _clock_lines(walk: Walk, standard: Standard, now: datetime) -> Iterator[str]:
    for clock in running_clocks([standard], moments_of(walk.visit.marks)):
        over = _over_words(clock.over_by(now))
        yield f"Its clock runs: {tenths_text(clock.elapsed(now))} since {clock.from_event}{over}"
        yield f":mark {clock.to_event} stops it"


def _kept_lines(walk: Walk, code: str) -> Iterator[str]:
    judgement, seen = walk.judged[code], walk.readings.get(code)
    if judgement.reading is not None and not isinstance(judgement.reading, Words):
        by = "The clock measured" if judgement.by_clock else "Reading"
        yield f"{by}: {reading_words(walk.index.standard[code].measure, judgement.reading)}"
    if isinstance(judgement.reading, Words):
        yield f"Words: {judgement.reading.text}"
    if seen is not None and seen.note:
        yield f"Note: {seen.note}"
    for kept in seen.evidence if seen is not None else ():
        yield f"Evidence: {kept.name}"


def _over_words(over: Fraction | None) -> str:
    return "" if over is None else f", over by {length_text(Fraction(int(over)))}"

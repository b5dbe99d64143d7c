"""Short time notes ("10:02 in, 10:02:40 greeted") turned into proposed marks, for the auditor to look at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qaudit.core.moments import read_time
from qaudit.core.problems import nearest
from qaudit.core.standards import Event, Pack

_TIME = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[:.][0-5]\d)?"
_NOTE = re.compile(rf"(?<![\d:.])({_TIME})(?![\d:]|\.\d)", re.ASCII)
_EDGES = " \t\r\n,;.:-–—|/()[]•*=>"
_SMALL_WORDS = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "from",
        "in",
        "is",
        "of",
        "off",
        "on",
        "out",
        "put",
        "the",
        "to",
        "was",
        "with",
    )
)
_SYNONYMS = {
    "in": ("arrival", "reaches", "enters", "door"),
    "out": ("departure", "leaves", "leaving", "left"),
    "greeted": ("greeting", "hello", "words"),
    "hello": ("greeted", "greeting", "words"),
    "answered": ("answer", "answers", "picked", "words"),
    "back": ("returns",),
}
"""Other words for what auditors write: each counts half, and only where an event has it to the letter."""


@dataclass(frozen=True, slots=True)
class TimeNote:
    """One time with its words. `event` is the event it most likely means, or None: the auditor decides."""

    written: str
    words: str
    at: datetime
    event: str | None


def read_time_notes(text: str, pack: Pack, now: datetime, offset_minutes: int) -> tuple[TimeNote, ...]:
    """Every time in `text` with the words that stand after it (or before it, where none stand after).

    Each event is proposed at most once, for the first note that fits. Of events that fit equally well it is the
    next in the pack's order, counted from the event before: packs list them as a visit meets them.
    """
    places = list(_NOTE.finditer(text))
    leads = bool(places) and text[: places[0].start()].strip(_EDGES) != ""
    notes: list[TimeNote] = []
    taken: set[str] = set()
    coming = pack.events
    for number, place in enumerate(places):
        start = places[number - 1].end() if number else 0
        stop = places[number + 1].start() if number + 1 < len(places) else len(text)
        words = (text[start : place.start()] if leads else text[place.end() : stop]).strip(_EDGES)
        written = re.sub(r"[.h]", ":", place.group(1))
        at = read_time(written, now, offset_minutes)
        if at is None:  # pragma: no cover - the pattern admits nothing else
            continue
        event = likely_event(words, (event for event in coming if event.name not in taken))
        if event is not None:
            taken.add(event)
            coming = _from_here_on(pack.events, event)
        notes.append(TimeNote(place.group(1), words, at, event))
    return tuple(notes)


def _from_here_on(events: tuple[Event, ...], name: str) -> tuple[Event, ...]:
    place = next(place for place, event in enumerate(events) if event.name == name)
    return (*events[place:], *events[:place])


def likely_event(words: str, events: Iterable[Event]) -> str | None:
    """The event whose name or texts share most with `words`, the first of equals; None where nothing fits."""
    known = tuple(events)
    said = _terms(words)
    meant = frozenset(
        term for word in re.findall(r"\w+", words.casefold()) for term in _SYNONYMS.get(word, ())
    )
    likeness = [(_likeness(said, meant - said, event), event.name) for event in known]
    best = max(likeness, key=lambda entry: entry[0], default=(0, ""))
    if best[0] > 0:
        return best[1]
    near = nearest(words.replace(" ", "_"), (event.name for event in known))
    return near[0] if near else None


def _likeness(said: frozenset[str], meant: frozenset[str], event: Event) -> int:
    terms = _terms(event.name.replace("_", " "))
    for _, text in event.text.entries:
        terms |= _terms(text)
    return 2 * sum(any(_alike(word, term) for term in terms) for word in said) + len(meant & terms)


def _terms(words: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", words.casefold()) if word not in _SMALL_WORDS)


def _alike(word: str, term: str) -> bool:
    if word == term:
        return True
    return min(len(word), len(term)) >= 4 and (word.startswith(term[:5]) or term.startswith(word[:5]))

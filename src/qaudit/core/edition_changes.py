"""What changed from one edition of a pack to another, or from one pack to another: differences as values.

Standards, sections, facts and events are told apart by code or name. What a change does to the comparison of
visits is said by `qaudit.core.comparability`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from qaudit.core.differences import Aspect, Change, Value, measure_changes, moved, option_change, text_changes
from qaudit.core.follow_up import FollowUp, ListEntry
from qaudit.core.standards import Band, Brand, Fact, Pack, PackRef, Section, Standard
from qaudit.core.text import Text

_Thing = TypeVar("_Thing")


class Fate(StrEnum):
    """What became of a thing that has a name."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A fact, an event or a section: its name or code, its words, what became of it, and how."""

    name: str
    text: Text
    fate: Fate
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardChange:
    """A standard. `section` is the code of the section it stands in; of a dropped one, that it stood in."""

    code: str
    text: Text
    section: str
    fate: Fate
    changes: tuple[Change, ...] = ()

    def touches(self, aspects: Iterable[Aspect]) -> bool:
        """Whether one of these changed."""
        wanted = frozenset(aspects)
        return any(change.aspect in wanted for change in self.changes)


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """All differences between two packs. Sections and standards are in the order of `after`, dropped ones last."""

    before: PackRef
    after: PackRef
    pack: tuple[Change, ...]
    facts: tuple[NamedChange, ...]
    events: tuple[NamedChange, ...]
    sections: tuple[NamedChange, ...]
    standards: tuple[StandardChange, ...]

    @property
    def are_none(self) -> bool:
        """Whether the two say the same."""
        named = (*self.facts, *self.events, *self.sections)
        fates = [*(each.fate for each in named), *(each.fate for each in self.standards)]
        return not self.pack and all(fate is Fate.SAME for fate in fates)


def edition_changes(before: Pack, after: Pack) -> EditionChanges:
    """Everything that `after` says otherwise than `before`; their names and editions apart."""
    return EditionChanges(
        before=before.ref,
        after=after.ref,
        pack=tuple(_pack(before, after)),
        facts=tuple(_facts(before, after)),
        events=tuple(_events(before, after)),
        sections=tuple(_sections(before, after)),
        standards=tuple(_standards(before, after)),
    )


# ── The pack itself ────────────────────────────────────────────────────────────────────────────────


def _pack(before: Pack, after: Pack) -> Iterator[Change]:
    yield from text_changes(Aspect.TITLE, before.title, after.title)
    yield from _values(_OF_PACK, before, after)
    yield from _brand(before.brand, after.brand)
    yield from _values(_OF_POLICY, before.scoring, after.scoring)
    yield from _bands(before.scoring.bands, after.scoring.bands)
    yield from _follow_up(before.follow_up, after.follow_up)


def _brand(before: Brand, after: Brand) -> Iterator[Change]:
    yield from text_changes(Aspect.BRAND, before.name, after.name)
    yield from text_changes(Aspect.VOICE, before.voice, after.voice)
    for key in ("primary", "accent"):
        colour, other = getattr(before, key), getattr(after, key)
        if colour != other:
            yield Change(Aspect.COLOUR, colour, other, key=key)
    if before.logo != after.logo:
        yield Change(Aspect.LOGO, before.logo, after.logo)


def _bands(before: Sequence[Band], after: Sequence[Band]) -> Iterator[Change]:
    """Bands are the same where their names in the pack's own language are."""
    had = {str(band.name): band for band in before}
    has = {str(band.name): band for band in after}
    for name in {**had, **has}:
        old, new = had.get(name), has.get(name)
        lower, other = (None if band is None else band.lower for band in (old, new))
        if lower != other:
            yield Change(Aspect.BAND, lower, other, key=name)
        if old and new:
            yield from text_changes(Aspect.BAND, old.name, new.name, name)


def _follow_up(before: FollowUp, after: FollowUp) -> Iterator[Change]:
    yield from _values(_OF_FOLLOW_UP, before, after)
    for aspect, look in _LISTS:
        yield from _entries(aspect, look(before), look(after))


def _entries(aspect: Aspect, before: Sequence[ListEntry], after: Sequence[ListEntry]) -> Iterator[Change]:
    """An entry that is new or gone, by its words or else its key; of one that stays, its words."""
    had, has = ({entry.key: entry for entry in entries} for entries in (before, after))
    for key, old, new in _matched(had, has):
        if old and new:
            yield from text_changes(aspect, old.text, new.text, key)
        else:
            yield Change(aspect, _entry_words(old), _entry_words(new), key=key)


def _entry_words(entry: ListEntry | None) -> str | None:
    return None if entry is None else str(entry.text or entry.key)


# ── What has a name ────────────────────────────────────────────────────────────────────────────────


def _matched(
    before: Mapping[str, _Thing], after: Mapping[str, _Thing]
) -> Iterator[tuple[str, _Thing | None, _Thing | None]]:
    """Each name with what it was and what it is, in the order of `after`, what is gone last."""
    for name in {**after, **before}:
        yield name, before.get(name), after.get(name)


def _fate(was: object, now: object, changes: Sequence[Change]) -> Fate:
    if was is None:
        return Fate.NEW
    if now is None:
        return Fate.DROPPED
    return Fate.CHANGED if changes else Fate.SAME


def _facts(before: Pack, after: Pack) -> Iterator[NamedChange]:
    had, has = ({fact.name: fact for fact in pack.facts} for pack in (before, after))
    for name, was, now in _matched(had, has):
        changes = (*_fact(was, now),) if was and now else ()
        yield NamedChange(name, (now or had[name]).text, _fate(was, now, changes), changes)


def _fact(was: Fact, now: Fact) -> Iterator[Change]:
    yield from text_changes(Aspect.TEXT, was.text, now.text)
    had = {option.key: option.text for option in was.options}
    has = {option.key: option.text for option in now.options}
    for key, old, new in _matched(had, has):
        if old and new:
            yield from text_changes(Aspect.OPTION_TEXT, old, new, key)
        else:
            yield option_change(key, old, new)


def _events(before: Pack, after: Pack) -> Iterator[NamedChange]:
    had, has = ({event.name: event.text for event in pack.events} for pack in (before, after))
    for name, was, now in _matched(had, has):
        changes = (*text_changes(Aspect.TEXT, was, now),) if was and now else ()
        yield NamedChange(name, now or had[name], _fate(was, now, changes), changes)


def _sections(before: Pack, after: Pack) -> Iterator[NamedChange]:
    had, has = ({section.code: section for section in pack.sections} for pack in (before, after))
    places = {change.key: change for change in moved(list(had), list(has))}
    for code, was, now in _matched(had, has):
        changes = (*_section(was, now), *_at(places, code)) if was and now else ()
        yield NamedChange(code, (now or had[code]).title, _fate(was, now, changes), changes)


def _section(was: Section, now: Section) -> Iterator[Change]:
    yield from text_changes(Aspect.TITLE, was.title, now.title)
    yield from _values(_OF_SECTION, was, now)


def _at(places: Mapping[str, Change], code: str) -> tuple[Change, ...]:
    return (places[code],) if code in places else ()


# ── Standards ──────────────────────────────────────────────────────────────────────────────────────


def _standards(before: Pack, after: Pack) -> Iterator[StandardChange]:
    had, has = (_with_sections(pack) for pack in (before, after))
    places = _moved_within(before, after)
    for code, was, now in _matched(had, has):
        changes: tuple[Change, ...] = ()
        if was and now:
            changes = (*_standard(was[1], now[1]), *_placing(was[0], now[0], _at(places, code)))
        section, standard = now or had[code]
        yield StandardChange(code, standard.text, section, _fate(was, now, changes), changes)


def _with_sections(pack: Pack) -> dict[str, tuple[str, Standard]]:
    return {
        standard.code: (section.code, standard) for section in pack.sections for standard in section.standards
    }


def _moved_within(before: Pack, after: Pack) -> dict[str, Change]:
    """Standards that stand elsewhere in the section they stood in, by code."""
    had = {section.code: _codes(section) for section in before.sections}
    changes = (moved(had.get(section.code, ()), _codes(section)) for section in after.sections)
    return {change.key: change for of_section in changes for change in of_section}


def _codes(section: Section) -> tuple[str, ...]:
    return tuple(standard.code for standard in section.standards)


def _placing(was: str, now: str, within: tuple[Change, ...]) -> tuple[Change, ...]:
    return within if was == now else (Change(Aspect.SECTION, was, now),)


def _standard(was: Standard, now: Standard) -> Iterator[Change]:
    yield from text_changes(Aspect.TEXT, was.text, now.text)
    yield from text_changes(Aspect.GUIDANCE, was.guidance, now.guidance)
    yield from measure_changes(was.measure, now.measure)
    yield from _values(_OF_STANDARD, was, now)
    had, has = dict(was.tags), dict(now.tags)
    for tag, old, new in _matched(had, has):
        if old != new:
            yield Change(Aspect.TAG, old, new, key=tag)
    yield from text_changes(Aspect.SOURCE, was.source, now.source)


# ── Plain values ───────────────────────────────────────────────────────────────────────────────────

Look = tuple[Aspect, Callable[[Any], Value]]


def _values(looks: Iterable[Look], before: object, after: object) -> Iterator[Change]:
    for aspect, look in looks:
        was, now = look(before), look(after)
        if was != now:
            yield Change(aspect, was, now)


_OF_PACK: tuple[Look, ...] = (
    (Aspect.LANGUAGES, lambda pack: pack.languages),
    (Aspect.EFFECTIVE, lambda pack: pack.effective),
)
_OF_POLICY: tuple[Look, ...] = (
    (Aspect.ROLL_UP, lambda policy: policy.roll_up.value),
    (Aspect.NOT_OBSERVED, lambda policy: policy.not_observed.value),
    (Aspect.BONUS_POLICY, lambda policy: policy.bonus.value),
    (Aspect.DECIMALS, lambda policy: policy.decimals),
    (Aspect.PASS_MARK, lambda policy: policy.pass_mark),
    (Aspect.SHOWN_SCORE, lambda policy: policy.shows_score_to_shopper),
    (Aspect.CRITICAL_RULE, lambda policy: policy.critical),
)
_OF_FOLLOW_UP: tuple[Look, ...] = (
    (Aspect.APPEAL_DAYS, lambda told: told.appeal_days),
    (Aspect.ROTATION_DAYS, lambda told: told.rotation_days),
    (Aspect.ACKNOWLEDGE_HOURS, lambda told: told.acknowledge_hours),
    (Aspect.ANSWER_DAYS, lambda told: told.answer_days),
)
_LISTS: tuple[tuple[Aspect, Callable[[FollowUp], Sequence[ListEntry]]], ...] = (
    (Aspect.APPEAL_REASON, lambda told: told.appeal_reasons),
    (Aspect.CAUSE, lambda told: told.causes),
    (Aspect.OWNER, lambda told: told.owners),
)
_OF_SECTION: tuple[Look, ...] = (
    (Aspect.WEIGHT, lambda section: section.weight),
    (Aspect.GATE, lambda section: section.gate),
    (Aspect.WHEN, lambda section: section.when),
)
_OF_STANDARD: tuple[Look, ...] = (
    (Aspect.WEIGHT, lambda standard: standard.weight),
    (Aspect.CRITICAL, lambda standard: standard.is_critical),
    (Aspect.BONUS, lambda standard: standard.is_bonus),
    (Aspect.SCORED, lambda standard: standard.counts),
    (Aspect.NOTE, lambda standard: standard.note.value),
    (Aspect.EVIDENCE, lambda standard: standard.evidence.value),
    (Aspect.NOT_APPLICABLE, lambda standard: standard.may_be_not_applicable),
    (Aspect.WHEN, lambda standard: standard.when),
    (Aspect.GIVES_AWAY, lambda standard: standard.gives_away or None),
)

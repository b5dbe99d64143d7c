"""Texts: in the pack's own language, in known languages, not blank, not endless, and visible."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from qaudit.packs import catalogue
from qaudit.packs.notices import Notice, Path, listed, neighbour, shown
from qaudit.packs.patterns import LANGUAGE, LONGEST_TEXT, fits
from qaudit.packs.rules.follow_up import follow_up_lists
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import PackFile, StandardFile
from qaudit.packs.shape_measures import ChecklistFile, ChoiceFile, CountFile, MeasureFile, RatingFile

TextAt = tuple[Path, str | Mapping[str, str]]
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class _Languages:
    """`every` is what the pack declares; `known` leaves out what is no language, and is never empty."""

    every: frozenset[str]
    known: tuple[str, ...]


def check_texts(inspection: Inspection) -> Iterator[Notice]:
    """Every text of the file."""
    declared = inspection.file.languages
    if not inspection.is_own_throughout(("languages",)) or not fits(LANGUAGE, declared[0]):
        return
    known = tuple(language for language in declared if fits(LANGUAGE, language))
    languages = _Languages(frozenset(declared), known)
    for path, text in texts_of(inspection):
        if isinstance(text, str):
            if len(known) > 1 and not _is_proper(path):
                yield _missing(languages, path, known[:1])
            yield from check_words(path, text)
        else:
            yield from _check_map(languages, path, text)


def _is_proper(path: Path) -> bool:
    """Whether words stay the same in every language: a brand's name, the citation of a source."""
    return path == ("brand", "name") or (path[0] == "sections" and path[-1] == "source")


def _check_map(languages: _Languages, path: Path, text: Mapping[str, str]) -> Iterator[Notice]:
    for language, words in text.items():
        yield from check_words((*path, language), words)
    if text.keys() == languages.every:
        return
    own = languages.known[0]
    for language in text.keys() - languages.every:
        names = {"name": shown(language), "known": listed(languages.known)}
        hint = neighbour(language, languages.known) or None
        yield Notice(catalogue.UNKNOWN_LANGUAGE, (*path, language), names, hint, at_key=True)
    if own not in text:
        yield Notice(catalogue.NO_OWN_LANGUAGE, path, {"own": own})
    elif not set(languages.known) <= text.keys():
        yield _missing(languages, path, text)


def _missing(languages: _Languages, path: Path, there: Container[str]) -> Notice:
    missing = [language for language in languages.known if language not in there]
    return Notice(catalogue.LANGUAGE_MISSING, path, {"missing": listed(missing), "own": languages.known[0]})


def check_words(path: Path, words: str) -> Iterator[Notice]:
    """Words that a person can read: some, not endless, and nothing in them that cannot be seen."""
    if not words or words.isspace():
        yield Notice(catalogue.BLANK_TEXT, path)
    elif len(words) > LONGEST_TEXT:
        counts = {"count": f"{len(words):,}", "most": f"{LONGEST_TEXT:,}"}
        yield Notice(catalogue.TEXT_TOO_LONG, path, counts)
    if found := _HIDDEN.search(words):
        yield Notice(catalogue.HIDDEN_CHARACTERS, path, {"point": f"U+{ord(found.group()):04X}"})


def texts_of(inspection: Inspection) -> Iterator[TextAt]:
    """Each text of the file with its path."""
    yield from _texts_ahead(inspection.file)
    for path, section in inspection.sections:
        yield (*path, "title"), section.title
    for path, standard in inspection.standards:
        yield from _texts_of_standard(path, standard)


def _texts_ahead(file: PackFile) -> Iterator[TextAt]:
    yield ("title",), file.title
    yield ("brand", "name"), file.brand.name
    if file.brand.voice is not None:
        yield ("brand", "voice"), file.brand.voice
    for place, band in enumerate(file.scoring.bands if file.scoring else ()):
        yield ("scoring", "bands", place, "name"), band.name
    yield from _texts_of_follow_up(file)
    for name, fact in file.facts.items():
        yield ("facts", name, "text"), fact.text
        for key, text in fact.options.items() if isinstance(fact.options, dict) else ():
            yield ("facts", name, "options", key), text
    for name, text in file.events.items():
        yield ("events", name), text


def _texts_of_follow_up(file: PackFile) -> Iterator[TextAt]:
    for path, entries in follow_up_lists(file):
        for key, text in entries.items():
            yield (*path, key), text


def _texts_of_standard(path: Path, standard: StandardFile) -> Iterator[TextAt]:
    yield (*path, "text"), standard.text
    if standard.guidance is not None:
        yield (*path, "guidance"), standard.guidance
    if standard.source is not None:
        yield (*path, "source"), standard.source
    yield from _texts_of_measure((*path, "measure"), standard.measure)


def _texts_of_measure(path: Path, measure: MeasureFile) -> Iterator[TextAt]:
    match measure:
        case CountFile():
            yield (*path, "unit"), measure.unit
        case RatingFile():
            for step, text in measure.anchors.items():
                yield (*path, "anchors", step), text
        case ChoiceFile():
            for key, option in measure.options.items():
                yield (*path, "options", key, "text"), option.text
        case ChecklistFile():
            for key, part in measure.parts.items():
                yield (*path, "parts", key, "text"), part.text

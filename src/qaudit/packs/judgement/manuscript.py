"""What an editor has before them: the pack's file with its texts by language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from qaudit.packs.judgement.lexicon import Lexicon, lexicon_of
from qaudit.packs.notices import Path
from qaudit.packs.rules.inspection import Inspection
from qaudit.packs.shape import PackFile, StandardFile
from qaudit.packs.shape_measures import CountFile, DurationFile, LimitFile, NoteFile


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text in one language: where it stands and its words. `lexicon` is None for a language without one."""

    path: Path
    language: str
    text: str
    lexicon: Lexicon | None


@dataclass(frozen=True)
class Manuscript:
    """A pack's file without a fault, read as an editor reads it."""

    inspection: Inspection

    @property
    def file(self) -> PackFile:
        return self.inspection.file

    @cached_property
    def promises(self) -> tuple[tuple[Path, StandardFile], ...]:
        """The standards that are scored: what is only asked and noted promises nothing."""
        return tuple((path, standard) for path, standard in self.inspection.standards if is_scored(standard))

    @cached_property
    def own(self) -> str:
        """The pack's own language."""
        return self.file.languages[0]

    @cached_property
    def lexica(self) -> Mapping[str, Lexicon | None]:
        return {language: lexicon_of(language) for language in self.file.languages}

    @cached_property
    def own_lexicon(self) -> Lexicon | None:
        return self.lexica[self.own]

    def said(self, path: Path, text: str | Mapping[str, str] | None) -> Iterator[Spoken]:
        """The text that stands at a path in each language of the pack, the pack's own first."""
        if text is None:
            return
        if isinstance(text, str):
            yield Spoken(path, self.own, text, self.own_lexicon)
            return
        for language in self.file.languages:
            if language in text:
                yield Spoken((*path, language), language, text[language], self.lexica[language])

    def in_own(self, text: str | Mapping[str, str] | None) -> str:
        """The words of a text in the pack's own language; empty where there are none."""
        return in_language(text, self.own, self.own)


def in_language(text: str | Mapping[str, str] | None, language: str, own: str) -> str:
    """The words of a text in one language, empty where it has none; plain words are in the `own` language."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text if language == own else ""
    return text.get(language, "")


def is_scored(standard: StandardFile) -> bool:
    """Whether a reading of the standard earns points or fails to."""
    return standard.scored and not isinstance(standard.measure, NoteFile)


def counts(standard: StandardFile) -> bool:
    """Whether the standard is among what can be earned: scored, and no bonus."""
    return is_scored(standard) and not standard.bonus


def limited(standard: StandardFile) -> LimitFile | None:
    """The measure of a standard with a limit on an amount."""
    return standard.measure if isinstance(standard.measure, DurationFile | CountFile) else None

"""All packs of the library as one shelf of standards, to search by words and to narrow by what they are tagged with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path

from qaudit.core.standards import Section, Standard
from qaudit.desk.authoring import Authoring, LoadedPack
from qaudit.desk.word_index import WordIndex, masks_by, places_of, words_of

MEASURED, OTHER = "measured", "other"


@dataclass(frozen=True, slots=True)
class Shelved:
    """A standard with where it stands. `sector` is the name of the pack that its pack builds on at last, or is."""

    loaded: LoadedPack
    sector: str
    section: Section
    standard: Standard

    def tag(self, name: str) -> str | None:
        """The value of a tag; None where it has none."""
        return dict(self.standard.tags).get(name)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What standards are narrowed to; None lets all through. `measured` is `MEASURED` or `OTHER`."""

    sector: str | None = None
    layer: str | None = None
    dimension: str | None = None
    channel: str | None = None
    measured: str | None = None

    def given(self) -> Iterator[tuple[str, str]]:
        """The names and values of what is narrowed."""
        for field in fields(self):
            if (value := getattr(self, field.name)) is not None:
                yield field.name, value


EVERYTHING = Narrowing()


@dataclass(frozen=True)
class StandardsShelf:
    """The standards of the newest edition of every usable pack, in the order of the library."""

    standards: tuple[Shelved, ...]

    @cached_property
    def _heads(self) -> WordIndex:
        """By code and words."""
        return WordIndex.of(
            (each.standard.code, *(words for _language, words in each.standard.text.entries))
            for each in self.standards
        )

    @cached_property
    def _bodies(self) -> WordIndex:
        """By what else is said of them: guidance, source, and the section's title."""
        return WordIndex.of(
            [
                words
                for text in (each.section.title, each.standard.guidance, each.standard.source)
                if text is not None
                for _language, words in text.entries
            ]
            for each in self.standards
        )

    @cached_property
    def _values(self) -> Mapping[str, Mapping[str, int]]:
        """By each thing that can be narrowed: its values, each with the standards that have it."""
        return {
            "sector": masks_by(each.sector for each in self.standards),
            "measured": masks_by(_measured(each.standard) for each in self.standards),
            **{
                name: masks_by(each.tag(name) for each in self.standards)
                for name in ("layer", "dimension", "channel")
            },
        }

    def made_ready(self) -> "StandardsShelf":
        """Itself, with everything prepared that a search needs."""
        self.search(" ".join(self._heads.words[:1] + self._bodies.words[:1]), Narrowing(measured=MEASURED))
        return self

    def search(self, typed: str, narrowing: Narrowing = EVERYTHING) -> tuple[Shelved, ...]:
        """The standards that have words which begin as each of the typed ones do.

        An exact code comes first, then those that have all in their code and text, then those whose guidance,
        source or section tells of it.
        """
        inside = self._inside(narrowing)
        by_head = by_any = inside
        for word in words_of(typed):
            head = self._heads.beginning(word)
            by_head &= head
            by_any &= head | self._bodies.beginning(word)
        code = typed.strip().casefold()
        found = [*places_of(by_head), *places_of(by_any & ~by_head)]
        standards = [self.standards[place] for place in found]
        if any(word.isdecimal() for word in words_of(code)):
            standards.sort(key=lambda each: each.standard.code.casefold() != code)
        return tuple(standards)

    def choices(self, name: str, typed: str, narrowing: Narrowing) -> dict[str, int]:
        """The values of one thing that can be narrowed, each with how many standards it would leave."""
        wide = replace(narrowing, **{name: None})
        counts = {
            value: len(self.search(typed, replace(wide, **{name: value}))) for value in self._values[name]
        }
        return {value: count for value, count in counts.items() if count}

    def _inside(self, narrowing: Narrowing) -> int:
        mask = (1 << len(self.standards)) - 1
        for name, value in narrowing.given():
            mask &= self._values[name].get(value, 0)
        return mask


def shelf_of(authoring: Authoring) -> StandardsShelf:
    """The shelf of a library. Packs with faults are not on it."""
    newest = {entry.ref.pack: entry for entry in authoring.entries() if entry.is_usable}
    return StandardsShelf(
        tuple(
            Shelved(
                loaded, loaded.bases[-1].pack if loaded.bases else loaded.pack.ref.pack, section, standard
            )
            for loaded in (authoring.load(str(entry.path)) for entry in newest.values())
            for section in loaded.pack.sections
            for standard in section.standards
        )
    )


def _measured(standard: Standard) -> str:
    return MEASURED if standard.is_measured else OTHER


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value of a standard by its name in pack files (`measure.at_most`), and the place that set it.

    `is_own` where that is the file of the standard's own pack, and not one that it builds on.
    """

    name: str
    value: str
    file: str
    line: int
    is_own: bool


def set_values(authoring: Authoring, loaded: LoadedPack, standard: Standard) -> tuple[SetValue, ...]:
    """Where the values of a standard were set, those of the own file first."""
    section = next(one for one in loaded.pack.sections if standard in one.standards)
    head = f"sections[{section.code}].standards[{standard.code}]."
    found = [
        SetValue(
            flat.path.removeprefix(head),
            flat.value,
            flat.place.file,
            flat.place.line,
            Path(flat.place.file) == loaded.path,
        )
        for flat in authoring.flat(loaded)
        if flat.path.startswith(head)
    ]
    return tuple(sorted(found, key=lambda value: (not value.is_own, value.file)))

"""A SafetyCulture inspection as a pack and as what was seen (`docs/interop.md`).

The pack's points are pooled, as the document's are, and what was not answered and still counts there is *not
observed* and counts as missed: so the visit earns exactly what the document says.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from qaudit.core.measures import NoteMeasure
from qaudit.core.readings import LONGEST_WORDS
from qaudit.core.standards import (
    Brand,
    Demand,
    NotObservedPolicy,
    Pack,
    PackRef,
    RollUp,
    ScoringPolicy,
    Section,
    Standard,
)
from qaudit.core.text import Text
from qaudit.core.visits import Observation
from qaudit.interop.imported import Fate, Imported, ImportNote, ImportRefused, Wishes
from qaudit.interop.naming import cut_words, edition, slug
from qaudit.interop.safetyculture_document import Branching, Inspection, Item, Response, inspection_of
from qaudit.interop.safetyculture_json import read_inspection_json
from qaudit.interop.safetyculture_measures import BUILT_IN, WORDS_KINDS, Seen, seen_item
from qaudit.interop.xlsform_languages import script_language
from qaudit.speech import _

DECIMALS = 3
"""As many as the documents give."""
_HEADS = frozenset({"section", "category", "dynamicfield", "element"})
_HEAD = "section"


@dataclass(frozen=True, slots=True)
class Scored:
    """Points earned of points possible."""

    earned: Fraction
    possible: Fraction

    @property
    def share(self) -> Fraction | None:
        return self.earned / self.possible if self.possible else None


@dataclass(frozen=True)
class ReadInspection:
    """A document as a pack and what was seen. `said` are its own totals, `items` the sum over its items."""

    imported: Imported
    observations: tuple[Observation, ...]
    id: str
    name: str
    author: str
    started: datetime | None
    completed: datetime | None
    said: Scored | None
    items: Scored
    fates: dict[str, str]
    """What became of each item, by its id: a standard's code, `section`, or nothing where it is left out."""


def read_safetyculture(data: bytes, source: str, wishes: Wishes) -> Imported:
    """The pack of an inspection document. Raises `ImportRefused`."""
    return read_inspection(data, source, wishes).imported


def read_inspection(data: bytes, source: str, wishes: Wishes) -> ReadInspection:
    """The same with what was seen. Raises `ImportRefused` where the file is no inspection or asks nothing."""
    inspection = inspection_of(read_inspection_json(data, source), source)
    language = wishes.language or script_language(" ".join(item.label for item in inspection.items))
    walk = _Walk(inspection, language)
    sections = walk.walk()
    if not sections:
        raise ImportRefused(source, [_("nothing in the inspection is asked or said")])
    title = Text(((language, wishes.title or inspection.template or wishes.stem or "SafetyCulture"),))
    pack = Pack(
        ref=_ref(inspection, sections, wishes),
        title=title,
        languages=(language,),
        sections=sections,
        brand=Brand(title),
        scoring=ScoringPolicy(RollUp.POOLED, NotObservedPolicy.MISS, decimals=DECIMALS),
    )
    notes = (*walk.notes, *_notes_on_totals(inspection))
    left = Counter(item.kind for item in inspection.items if walk.fates[item.id] == "")
    counted = tuple(sorted(left.items(), key=lambda entry: (-entry[1], entry[0])))
    return ReadInspection(
        imported=Imported(pack, notes, walk.origins, len(inspection.items), counted),
        observations=tuple(walk.observations),
        id=inspection.id,
        name=inspection.name,
        author=inspection.author,
        started=inspection.started,
        completed=inspection.completed,
        said=_said(inspection),
        items=_summed(inspection),
        fates=walk.fates,
    )


@dataclass
class _OpenSection:
    code: str
    title: str
    standards: list[Standard] = field(default_factory=list)


class _Walk:
    """Goes through the tree once, from the first item to the last."""

    def __init__(self, inspection: Inspection, language: str) -> None:
        self._inspection = inspection
        self._language = language
        self._sections: list[_OpenSection] = []
        self._ahead: list[Item] = []
        self.notes: list[ImportNote] = []
        self.observations: list[Observation] = []
        self.origins: dict[str, str] = {}
        self.fates: dict[str, str] = {}

    def walk(self) -> tuple[Section, ...]:
        for tree in self._inspection.trees:
            self._branch(tree, (), is_hidden=False)
        for item in self._inspection.lost:
            self._leave_out(item, _("it hangs on an item that is not there, or on itself"))
        self._drop_ahead()
        for tree in self._inspection.trees:
            self._settle(tree)
        return tuple(
            Section(each.code, Text(((self._language, cut_words(each.title)),)), tuple(each.standards))
            for each in self._sections
        )

    def _settle(self, tree: Branching) -> bool:
        """Tells of heads with nothing below them; gives whether something of the tree is in the pack."""
        item = tree.item
        settled = [self._settle(below) for below in tree.below]
        is_there = any(settled)
        if self.fates[item.id] != _HEAD:
            return is_there or self.fates[item.id] != ""
        if item.kind == "category" and not tree.below:
            is_there = any(item.label and item.label in section.title for section in self._sections)
        if not is_there:
            self._leave_out(item, _("nothing that is asked stands in it"))
        return is_there

    def _branch(self, tree: Branching, path: tuple[str, ...], *, is_hidden: bool) -> None:
        item = tree.item
        if item.kind == "primeelement":
            self._leave_out_all(tree, _("it is the empty one of a repeated part"))
            return
        inside = path
        if item.kind in _HEADS:
            inside = self._head(tree, path)
        elif item.kind == "smartfield":
            is_hidden = self._smart(tree, is_hidden=is_hidden)
        elif item.kind == "information":
            self._information(item)
        else:
            self._standard(item, path, is_hidden=is_hidden)
        heading = inside
        number = 0
        for below in tree.below:
            if below.item.kind == "element":
                number += 1
                said = below.item.label or item.label or item.options.get("element") or "Part"
                self._repeated(below, (*inside[:-1], f"{said} {number}"), is_hidden=is_hidden)
                continue
            self._branch(below, heading, is_hidden=is_hidden)
            if below.item.kind == "category" and not below.below:
                heading = (*inside, below.item.label) if below.item.label else inside

    def _head(self, tree: Branching, path: tuple[str, ...]) -> tuple[str, ...]:
        item = tree.item
        self.fates[item.id] = _HEAD
        if item.kind == "dynamicfield":
            self.notes.append(
                ImportNote(
                    Fate.CHANGED,
                    _("a repeated part: each one that was filled in has standards of its own"),
                    item.where,
                )
            )
        return (*path, item.label) if item.label else (*path, item.kind)

    def _repeated(self, tree: Branching, path: tuple[str, ...], *, is_hidden: bool) -> None:
        self.fates[tree.item.id] = _HEAD
        for below in tree.below:
            self._branch(below, path, is_hidden=is_hidden)

    def _smart(self, tree: Branching, *, is_hidden: bool) -> bool:
        """A condition of a kind that only the product knows: it is told, and what it asks always applies."""
        item = tree.item
        values = item.options.get("values")
        condition = item.options.get("condition")
        said = [condition, *(values if isinstance(values, list) else ())]
        told = _(
            "what it asks always applies here: its condition {condition} is known to SafetyCulture alone",
            condition=" ".join(word for word in said if isinstance(word, str))[:200],
        )
        self.notes.append(ImportNote(Fate.CHANGED, told, item.where))
        self.fates[item.id] = _HEAD
        return is_hidden or not item.evaluation

    def _information(self, item: Item) -> None:
        if item.label:
            self._ahead.append(item)
        else:
            self._leave_out(item, _("a picture of the template is not carried over"))

    def _drop_ahead(self) -> None:
        for item in self._ahead:
            self._leave_out(item, _("no standard comes after it"))
        self._ahead = []

    def _standard(self, item: Item, path: tuple[str, ...], *, is_hidden: bool) -> None:
        if item.kind not in _KNOWN and not item.is_scored:
            self._leave_out(item, _("items of this type are not known here"))
            return
        seen = seen_item(item, self._responses(item), language=self._language, is_hidden=is_hidden)
        section = self._section(path)
        code = f"{section.code}-{len(section.standards) + 1:02}"
        section.standards.append(self._made(item, seen, code))
        self.fates[item.id] = code
        self.origins[code] = item.where
        for told in seen.told:
            self.notes.append(ImportNote(Fate.CHANGED, told, item.where, code))
        self._tell_failed(item, code)
        note = self._kept("\n".join(seen.note), item, code)
        if seen.reading is not None or note:
            self.observations.append(Observation(code, seen.reading, note))

    def _made(self, item: Item, seen: Seen, code: str) -> Standard:
        if not item.label:
            told = _("it has no label: its type stands for it")
            self.notes.append(ImportNote(Fate.GUESSED, told, item.where, code))
        guidance = "\n".join(ahead.label for ahead in self._ahead)
        for ahead in self._ahead:
            self.fates[ahead.id] = code
        self._ahead = []
        return Standard(
            code=code,
            text=Text(((self._language, cut_words(item.label or item.kind)),)),
            measure=seen.measure,
            guidance=Text(((self._language, cut_words(guidance)),)) if guidance else None,
            weight=seen.weight,
            counts=seen.counts or isinstance(seen.measure, NoteMeasure),
            note=Demand.NEVER,
        )

    def _responses(self, item: Item) -> Sequence[Response] | None:
        name = item.options.get("response_set")
        key = name.casefold() if isinstance(name, str) else ""
        return self._inspection.sets.get(key) or BUILT_IN.get(key)

    def _section(self, path: tuple[str, ...]) -> _OpenSection:
        title = " / ".join(path) or "General"
        if not self._sections or self._sections[-1].title != title:
            self._sections.append(_OpenSection(f"S{len(self._sections) + 1}", title))
        return self._sections[-1]

    def _tell_failed(self, item: Item, code: str) -> None:
        failing = item.options.get("failed_responses")
        if isinstance(failing, list) and failing:
            told = _(
                "{count} of its answers count as failed there: think of making it critical",
                count=len(failing),
            )
            self.notes.append(ImportNote(Fate.CHANGED, told, item.where, code))

    def _kept(self, note: str, item: Item, code: str) -> str:
        if len(note) <= LONGEST_WORDS:
            return note
        told = _("its note was cut to {most} characters", most=LONGEST_WORDS)
        self.notes.append(ImportNote(Fate.CHANGED, told, item.where, code))
        return note[: LONGEST_WORDS - 1] + "…"

    def _leave_out(self, item: Item, why: str) -> None:
        self.fates[item.id] = ""
        shown = " ".join(filter(None, (item.kind, item.label)))
        self.notes.append(ImportNote(Fate.LEFT_OUT, f"{shown}: {why}", item.where))

    def _leave_out_all(self, tree: Branching, why: str) -> None:
        self._leave_out(tree.item, why)
        for below in tree.below:
            self._leave_out_all(below, why)


_KNOWN = WORDS_KINDS | {"question", "list", "switch", "checkbox", "slider"}


def _ref(inspection: Inspection, sections: Sequence[Section], wishes: Wishes) -> PackRef:
    """The template's id, and an edition for its year and what it asks: equal inspections share an edition."""
    name = wishes.pack or slug(inspection.template_id, "") or slug(inspection.template, "") or "inspection"
    asked = hashlib.sha256(repr(sections).encode("utf-8", "replace")).hexdigest()[:8]
    day = inspection.modified or inspection.completed or inspection.started
    year = day.year if day else wishes.day.year
    return PackRef(name, wishes.edition or edition(f"{year}.{asked}", asked))


def _said(inspection: Inspection) -> Scored | None:
    if inspection.score is None or inspection.total is None:
        return None
    return Scored(inspection.score, inspection.total)


def _summed(inspection: Inspection) -> Scored:
    scored = [item for item in inspection.items if item.is_scored]
    return Scored(
        sum((item.score or Fraction(0) for item in scored), Fraction(0)),
        sum((item.most or Fraction(0) for item in scored), Fraction(0)),
    )


def _notes_on_totals(inspection: Inspection) -> list[ImportNote]:
    """Whether the document agrees with itself."""
    said, summed = _said(inspection), _summed(inspection)
    if said is None:
        return [ImportNote(Fate.READ_AS, _("the inspection says no score of its own"))]
    notes = []
    if said != summed:
        told = _(
            "the inspection says {earned} of {possible} points, and its items add up to {sum_earned} of {sum_possible}",
            earned=said.earned,
            possible=said.possible,
            sum_earned=summed.earned,
            sum_possible=summed.possible,
        )
        notes.append(ImportNote(Fate.CHANGED, told))
    percentage = inspection.percentage
    if (
        percentage is not None
        and said.share is not None
        and abs(percentage - said.share * 100) >= Fraction(1, 1000)
    ):
        told = _(
            "the inspection says {percentage} %, which is not {earned} of {possible}",
            percentage=float(percentage),
            earned=said.earned,
            possible=said.possible,
        )
        notes.append(ImportNote(Fate.CHANGED, told))
    return notes

"""The survey of a form, walked from its first row to its last: sections and standards come out, and the books.

Every row has exactly one entry in the ledger at the end: it is in the pack, or it is told why not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from qaudit.core.judging import codes_named, share_of
from qaudit.core.measures import ChecklistMeasure
from qaudit.core.readings import Misfit, read_reading
from qaudit.core.standards import (
    Condition,
    Demand,
    Fact,
    FactOption,
    Section,
    Standard,
    StandardIs,
    StandardMissed,
)
from qaudit.core.text import Text
from qaudit.interop.imported import Fate
from qaudit.interop.naming import Names, clean_words
from qaudit.interop.xlsform_conditions import Answers, Keyed, NotSayable, Untold, all_of, read_condition
from qaudit.interop.xlsform_groups import Group, Groups, OpenSection
from qaudit.interop.xlsform_ledger import Ledger, Part
from qaudit.interop.xlsform_lists import ChoiceList
from qaudit.interop.xlsform_sheets import FormRow, FormSheet
from qaudit.interop.xlsform_standards import YES_WORDS, StandardMaker, ours_of, share_number, wanted_code
from qaudit.interop.xlsform_texts import Languages
from qaudit.interop.xlsform_types import OUTSIDE, Role, RowType, row_type, why_dropped
from qaudit.speech import N_, _

_NEVER = N_("its condition never holds")
_INSIDE = N_("it stands in a group that a pack cannot have")


@dataclass
class _Last:
    """The standard that was made last, while what follows may still hang on it."""

    section: OpenSection
    place: int
    depth: int

    @property
    def standard(self) -> Standard:
        return self.section.standards[self.place]

    def change(self, standard: Standard) -> None:
        self.section.standards[self.place] = standard


class Survey:
    """One walk over one survey."""

    def __init__(
        self, survey: FormSheet, languages: Languages, lists: Mapping[str, ChoiceList], title: Text
    ) -> None:
        self.ledger = Ledger(survey)
        self.facts: list[Fact] = []
        self.origins: dict[str, str] = {}
        self._survey = survey
        self._languages = languages
        self._maker = StandardMaker(languages, lists, self.ledger)
        self._groups = Groups(title)
        self._answers = Answers()
        self._codes = Names()
        self._fact_names = Names()
        self._last: _Last | None = None
        self._ahead: list[tuple[FormRow, Text]] = []
        self._by_code: dict[str, _Last] = {}

    def walk(self) -> tuple[Section, ...]:
        """Goes over all rows and gives the sections."""
        for row in self._survey.rows:
            self._row(row)
        while self._groups.open:
            group = self._groups.open[-1]
            told = _("the group {name} is never closed", name=group.name)
            self.ledger.tell(Fate.CHANGED, group.row, told, key="type")
            self._close(self._groups.open.pop(), None)
        self._drop_notes(_("no standard comes after it"))
        return tuple(section.finished() for section in self._groups.sections)

    def _row(self, row: FormRow) -> None:
        kind = row_type(row.get("type"))
        if row.get("disabled").casefold() in YES_WORDS:
            self.ledger.leave_out(row, kind.name, _("it is disabled in the form"), "disabled")
            return
        if any(group.is_closed for group in self._groups.open) and kind.role not in (
            Role.END,
            Role.CLOSED,
        ):
            self.ledger.leave_out(row, kind.name, _(_INSIDE))
            return
        handle = self._HANDLERS.get(kind.role, Survey._standard)
        handle(self, row, kind)

    # Groups.

    def _begin(self, row: FormRow, kind: RowType) -> None:
        self._last = None
        name = clean_words(row.get("name"))
        ours = ours_of(row)
        when = self._condition(row)
        group = Group(
            row=row,
            kind=kind.name,
            is_closed=kind.role is Role.CLOSED,
            name=name,
            text=self._languages.text(row.texts.get("label", {})),
            when=None if isinstance(when, bool) else when,
            is_never=when is False,
            weight=share_number(ours.get("qa:weight", "")),
            gate=share_number(ours.get("qa:gate", "")),
            code=wanted_code(row),
        )
        if group.text is None and not self._groups.open and not group.is_closed:
            self.ledger.tell(Fate.GUESSED, row, _("the group has no label: its name stands for it"))
        if kind.role is Role.SCORE:
            group.score_list = row.get("kobo--score-choices").casefold()
        if kind.role is Role.REPEAT:
            told = _("the group is repeated in the form; its standards are asked once here")
            self.ledger.tell(Fate.CHANGED, row, told, key="type")
        self._groups.open.append(group)

    def _end(self, row: FormRow, kind: RowType) -> None:
        self._last = None
        self._drop_notes(_("no standard of its group comes after it"))
        if not self._groups.open:
            self.ledger.leave_out(row, kind.name, _("no group is open here"))
            return
        self._close(self._groups.open.pop(), row)

    def _close(self, group: Group, end: FormRow | None) -> None:
        """Enters the rows that begin and end a group; one that is never closed has no end."""
        rows = [
            (group.row, group.kind),
            *([(end, f"end_{group.kind.removeprefix('begin_')}")] if end else []),
        ]
        for row, kind in rows:
            if group.section:
                self.ledger.enter(row, Part.SECTION, group.section, kind)
            elif group.is_closed:
                self.ledger.leave_out(row, kind, _(_INSIDE))
            else:
                self.ledger.leave_out(row, kind, _("nothing that is asked stands in it"))

    # Rows that hang on standards.

    def _guidance(self, row: FormRow, kind: RowType) -> None:
        text = self._languages.text(row.texts.get("label", {}))
        if text is None:
            self.ledger.leave_out(row, kind.name, _("it says nothing"))
            return
        if row.get("relevant"):
            told = _(
                "guidance is always shown here; its condition: {condition}",
                condition=_one_line(row.get("relevant")),
            )
            self.ledger.tell(Fate.CHANGED, row, told, key="relevant")
        self._ahead.append((row, text))

    def _drop_notes(self, why: str) -> None:
        for row, _text in self._ahead:
            self.ledger.leave_out(row, "note", why)
        self._ahead = []

    def _media(self, row: FormRow, kind: RowType) -> None:
        """A photo or recording is evidence of the standard before it, or of the one that its condition names."""
        if self._part_of_ours(row, kind):
            return
        condition = self._condition(row, is_told=False)
        owner = self._owner(condition)
        if owner is None:
            self._standard(row, kind)
            return
        standard = owner.standard
        is_required = row.get("required").casefold() in YES_WORDS
        is_on_miss = not isinstance(condition, bool) and _is_miss(condition, standard)
        if is_required and (is_on_miss or not row.get("relevant")):
            demand = Demand.ON_MISS if is_on_miss else Demand.ALWAYS
            owner.change(replace(standard, evidence=max(standard.evidence, demand, key=_DEMANDS.index)))
            told = _("it became the evidence that {code} asks for", code=standard.code)
        else:
            told = _("evidence may be attached to {code}, and is not asked for", code=standard.code)
        self.ledger.tell(Fate.CHANGED, row, told, standard.code)
        self.ledger.enter(row, Part.HANGS_ON, standard.code, kind.name)

    def _owner(self, condition: Condition | bool) -> _Last | None:
        if not isinstance(condition, bool):
            named = [self._by_code[code] for code in sorted(codes_named(condition)) if code in self._by_code]
            if named:
                return named[0]
        is_near = self._last is not None and self._last.depth == len(self._groups.open)
        return self._last if is_near and self._last is not None and self._last.standard.is_scored else None

    def _words(self, row: FormRow, kind: RowType) -> None:
        """Words asked for where the standard before was missed are the note on a miss."""
        if self._part_of_ours(row, kind):
            return
        if self._last is not None and self._last.depth == len(self._groups.open) and row.get("relevant"):
            condition = self._condition(row, is_told=False)
            standard = self._last.standard
            if not isinstance(condition, bool) and _is_miss(condition, standard):
                self._last.change(replace(standard, note=Demand.ON_MISS))
                self.ledger.tell(
                    Fate.CHANGED,
                    row,
                    _("it became the note on a miss of {code}", code=standard.code),
                    standard.code,
                )
                self.ledger.enter(row, Part.HANGS_ON, standard.code, kind.name)
                return
        self._standard(row, kind)

    def _part_of_ours(self, row: FormRow, kind: RowType) -> bool:
        """Rows that our own export adds beside a standard: they only ask what a visit asks anyway."""
        owner = self._by_code.get(row.get("qa:of"))
        if owner is None or not row.get("qa:part"):
            return False
        self.ledger.enter(row, Part.HANGS_ON, owner.standard.code, kind.name)
        return True

    # Standards and facts.

    def _standard(self, row: FormRow, kind: RowType) -> None:
        if self._part_of_ours(row, kind):
            return
        if row.get("qa:fact") and kind.role is Role.SELECT_ONE:
            self._fact(row, kind)
            return
        list_name = self._groups.score_list if kind.role is Role.SCORE_ROW else kind.list_name
        made = self._maker.made(row, kind, list_name)
        if made is None:
            self.ledger.leave_out(
                row, kind.name, _("there is no list {name} on the sheet choices", name=list_name or "?")
            )
            self._answers.put(row.get("name"), Untold(_("it was left out")))
            return
        condition = self._condition(row)
        if condition is False or self._groups.is_never:
            self.ledger.leave_out(row, kind.name, _(_NEVER), "relevant")
            self._answers.put(row.get("name"), Untold(_("it was left out")))
            return
        section, below = self._groups.section()
        wanted = wanted_code(row)
        code = self._codes.give(wanted, f"row-{row.number}")
        if code != wanted:
            self.ledger.tell(Fate.CHANGED, row, _("its code is {code} here", code=code), code)
        if kind.name.startswith("select_") and kind.role is Role.WORDS:
            asked = _("it is asked in words")
            self.ledger.tell(Fate.CHANGED, row, f"{_(OUTSIDE)}: {asked}", code, "type")
        ahead = tuple(text for _row, text in self._ahead)
        for note, _text in self._ahead:
            self.ledger.enter(note, Part.HANGS_ON, code, "note")
        self._ahead = []
        standard = self._maker.standard(row, made, code, ahead)
        own = None if isinstance(condition, bool) else condition
        section.standards.append(replace(standard, when=all_of(below, own)))
        self._answers.put(row.get("name"), made.answered(code))
        self._last = _Last(section, len(section.standards) - 1, len(self._groups.open))
        self._by_code[code] = self._last
        self.origins[code] = self._survey.where(row.number, "name")
        self.ledger.enter(row, Part.STANDARD, code, kind.name)

    def _fact(self, row: FormRow, kind: RowType) -> None:
        """A choice that our own export marks as a fact of the whole visit."""
        listed = self._maker.lists.get(kind.list_name.casefold())
        name = self._fact_names.give(row.get("qa:fact"))
        if listed is None or not listed.options:
            self.ledger.leave_out(
                row, kind.name, _("there is no list {name} on the sheet choices", name=kind.list_name)
            )
            return
        names = Names()
        keys = {option.name: names.give(option.name) for option in listed.options}
        options = tuple(FactOption(keys[option.name], option.text) for option in listed.options)
        self.facts.append(Fact(name, self._maker.text(row, name), options))
        self._answers.put(row.get("name"), Keyed(name, keys, is_fact=True))
        for group in self._groups.open:
            group.section = group.section or name
        self.ledger.enter(row, Part.FACT, name, kind.name)

    def _dropped(self, row: FormRow, kind: RowType) -> None:
        self.ledger.leave_out(row, kind.name, _(why_dropped(kind)))
        self._answers.put(row.get("name"), Untold(_(why_dropped(kind))))

    def _unknown(self, row: FormRow, kind: RowType) -> None:
        self.ledger.leave_out(row, kind.name, _("this type is not known here"))
        self._answers.put(row.get("name"), Untold(_("its type is not known here")))

    def _condition(self, row: FormRow, *, is_told: bool = True) -> Condition | bool:
        """What `relevant` says; True, with a note, where a pack cannot say it: then the standard always applies."""
        written = row.get("relevant")
        if not written:
            return True
        try:
            return read_condition(written, self._answers)
        except NotSayable as reason:
            if is_told:
                told = _(
                    "it always applies here; a pack cannot say its condition, from column {column}: {why}: {condition}",
                    column=reason.column,
                    why=reason.why,
                    condition=_one_line(written),
                )
                self.ledger.tell(Fate.CHANGED, row, told, key="relevant")
            return True

    _HANDLERS: Mapping[Role, Callable[["Survey", FormRow, RowType], None]] = {
        Role.BEGIN: _begin,
        Role.REPEAT: _begin,
        Role.SCORE: _begin,
        Role.CLOSED: _begin,
        Role.END: _end,
        Role.GUIDANCE: _guidance,
        Role.MEDIA: _media,
        Role.WORDS: _words,
        Role.DROPPED: _dropped,
        Role.UNKNOWN: _unknown,
    }


_DEMANDS = (Demand.NEVER, Demand.ON_MISS, Demand.ALWAYS)


def _one_line(words: str) -> str:
    return " ".join(clean_words(words).split())


def _is_miss(condition: Condition, standard: Standard) -> bool:
    """Whether a condition holds just where a standard was missed."""
    match condition:
        case StandardMissed(code):
            return code == standard.code
        case StandardIs(code, key) if code == standard.code and standard.is_scored:
            reading = read_reading(standard.measure, key)
            is_part = isinstance(standard.measure, ChecklistMeasure)
            return (
                not is_part and not isinstance(reading, Misfit) and share_of(standard.measure, reading) == 0
            )
    return False

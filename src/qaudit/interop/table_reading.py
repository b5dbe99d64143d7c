"""A table as a pack: ours, which comes back as it went out, or one that a team wrote its own way."""

import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePath

from qaudit.core.standards import Pack, PackRef, Section, Standard
from qaudit.core.text import Text
from qaudit.core.upkeep import PackUpkeep, Upkeep
from qaudit.interop import naming
from qaudit.interop.imported import Fate, Imported, ImportRefused, Wishes
from qaudit.interop.naming import Names
from qaudit.interop.opening import open_sheets
from qaudit.interop.sheets import SheetFile
from qaudit.interop.table_account import Account, shown
from qaudit.interop.table_codes import code_of, section_code, standard_code
from qaudit.interop.table_grammar import number_of
from qaudit.interop.table_head_rows import (
    FORMAT,
    Settings,
    accepted,
    read_bands,
    read_brand,
    read_events,
    read_facts,
    read_follow_up,
    read_policy,
)
from qaudit.interop.table_rows import RowKind, Table, TableRow, read_table
from qaudit.interop.table_standards import Standards
from qaudit.interop.table_texts import Languages, guess_language
from qaudit.interop.table_unused import tell_unused
from qaudit.speech import _, ngettext

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read_pack_table(data: bytes, source: str, wishes: Wishes) -> Imported:
    """The pack of a table file. Raises `ImportRefused` with every cell that is wrong."""
    return pack_of_sheets(open_sheets(data, source, wishes.encoding), wishes)


def pack_of_sheets(file: SheetFile, wishes: Wishes) -> Imported:
    """The pack of sheets that are open. Raises `ImportRefused`."""
    account = Account(notes=list(file.notes))
    table = read_table(file, account, wishes.sheet)
    imported = _Assembly(table, account, wishes).imported()
    if account.faults or imported is None:
        raise ImportRefused(file.source, account.faults or [_("there is no standard in it")])
    return imported


@dataclass
class _SectionDraft:
    """A section while its standards are gathered."""

    code: str
    title: Text
    weight: Fraction = field(default=Fraction(1))
    row: TableRow | None = None
    standards: list[Standard] = field(default_factory=list)


class _Assembly:
    """Puts a pack together from the rows of one table."""

    def __init__(self, table: Table, account: Account, wishes: Wishes) -> None:
        self.table = table
        self.account = account
        self.wishes = wishes
        self.settings = Settings(table.of(RowKind.PACK), account)
        self.languages = Languages(self._languages())
        self.standards = Standards(self.languages, account, table.is_ours)
        self.sections: dict[str, _SectionDraft] = {}
        self._section_names = Names()
        self._codes = Names(self._given_codes())
        self._made_codes: list[str] = []
        self._apart: list[str] = []
        self._without_text = 0

    def imported(self) -> Imported | None:
        """The pack with its account; None where nothing is left of it."""
        account = self.account
        self._check_format()
        title = self._title()
        for row in self.table.of(RowKind.SECTION):
            self._begin_section(row)
        last: _SectionDraft | None = None
        for row in self.table.of(RowKind.STANDARD):
            last = self._add_standard(row, last)
        sections = tuple(self._section(draft) for draft in self.sections.values() if draft.standards)
        pack = Pack(
            ref=self._ref(),
            title=title,
            languages=self.languages.every,
            sections=sections,
            brand=read_brand(self.settings, self.languages, title),
            scoring=read_policy(
                self.settings, read_bands(self.table.of(RowKind.BAND), self.languages, account)
            ),
            facts=read_facts(self.table.of(RowKind.FACT), self.languages, account),
            events=read_events(self.table.of(RowKind.EVENT), self.languages, account),
            effective=self.settings.day("effective"),
            follow_up=read_follow_up(self.settings, self.languages),
        )
        upkeep = self._upkeep()
        self._tell_in_sum(pack)
        tell_unused(self.table.rows, account)
        if not sections:
            return None
        return Imported(
            pack,
            tuple(account.notes),
            self.standards.origins,
            rows=len(self.table.rows),
            left_out=((RowKind.STANDARD.value, self._without_text),) if self._without_text else (),
            upkeep=upkeep,
        )

    # The pack as a whole.

    def _languages(self) -> tuple[str, ...]:
        said = [word for word in re.split(r"[\s,|]+", self.settings.value("languages")) if word]
        heads = [head for row in self.table.rows[:1] for head in row.heads.values()]
        found = dict.fromkeys([*said, *(head.language for head in heads if head.language)])
        first = next((head for head in heads if head.column == "text"), None)
        own = self.wishes.language or (said[0] if said else None)
        if own is None:
            own = first.language if first and first.language else self._guessed_language()
        every = tuple(dict.fromkeys([*([own] if own else []), *found]))
        return tuple(language for language in every if _LANGUAGE.fullmatch(language)) or ("en",)

    def _guessed_language(self) -> str:
        texts = [row.cell("text") for row in self.table.of(RowKind.STANDARD)]
        own = guess_language(texts)
        told = _("the pack's own language: {language}, from the letters of its words", language=own)
        self.account.tell(Fate.GUESSED, told)
        return own

    def _check_format(self) -> None:
        found = self.settings.value("format")
        if found and found != FORMAT:
            self.settings.refuse(
                "format", _("format {found} is not known to this program", found=shown(found))
            )

    def _title(self) -> Text:
        said = self.settings.text("title", self.languages)
        if self.wishes.title is None and said is not None:
            return said
        words = self.account.words(self.wishes.title or self.table.title or _in_words(self.wishes.stem), "")
        if self.wishes.title is None:
            self.account.tell(Fate.GUESSED, _("the title {words}", words=shown(words)))
        return Text.plain(words or "?", self.languages.own)

    def _ref(self) -> PackRef:
        said, said_edition = self.settings.value("pack"), self.settings.value("edition")
        name = self.wishes.pack or said
        if not name:
            name = naming.slug(self.wishes.stem, "imported")
            self.account.tell(Fate.GUESSED, _("the pack's name {words}", words=shown(name)))
        edition = self.wishes.edition or said_edition
        if not edition:
            edition = f"{self.wishes.day.year}.1"
            self.account.tell(Fate.GUESSED, _("the edition {words}", words=shown(edition)))
        row = self.settings.rows.get("edition")
        if row is not None and row.is_number("value"):
            told = _("the edition is a number in its cell, where 2026.10 is 2026.1: write it as text")
            self.account.tell(Fate.READ_AS, told, row.where("value"))
        return PackRef(name, edition)

    def _upkeep(self) -> PackUpkeep:
        row = self.settings.rows.get("accept")
        own = Upkeep(
            whole=self.settings.number("whole"),
            accept=accepted(row.cell("value"), row, self.account) if row else (),
        )
        return PackUpkeep(own, dict(self._section_upkeep()), self.standards.upkeep)

    def _section_upkeep(self) -> list[tuple[str, Upkeep]]:
        found = []
        for draft in self.sections.values():
            if draft.row is not None and (draft.row.cell("whole") or draft.row.cell("accept")):
                whole = number_of(draft.row.cell("whole"))
                kept = Upkeep(whole, accepted(draft.row.cell("accept"), draft.row, self.account))
                found.append((draft.code, kept))
        return found

    # Sections.

    def _begin_section(self, row: TableRow) -> None:
        code = self.account.name(row.cell("code"), row.where("code"))
        title = self.languages.text(row, "text", self.account)
        if title is None or not code:
            self.account.refuse(row.where(), _("a section needs a code and a text, its title"))
        elif code in self.sections:
            self.account.refuse(
                row.where("code"), _("{word} stands here for the second time", word=shown(code))
            )
        else:
            self._section_names.give(code)
            self.sections[code] = _SectionDraft(code, title, self._weight(row), row)

    def _weight(self, row: TableRow) -> Fraction:
        cell = self.account.name(row.cell("weight"), row.where("weight"))
        number = number_of(cell) if cell else Fraction(1)
        if number is None:
            self.account.refuse(row.where("weight"), _("{words} is no number", words=shown(cell)))
        return Fraction(1) if number is None else number

    def _section_of(self, row: TableRow, last: _SectionDraft | None) -> _SectionDraft:
        """The section of a standard: named in its row, by a heading above it, or the one before it."""
        named = self.account.name(row.cell("section"), row.where("section"))
        if named in self.sections:
            return self.sections[named]
        title = named or self.account.name(row.heading, row.where())
        if not title:
            return last or self._new_section("")
        by_title = next((draft for draft in self.sections.values() if str(draft.title) == title), None)
        return by_title or self._new_section(title)

    def _new_section(self, title: str) -> _SectionDraft:
        number = len(self.sections) + 1
        words = title or {"he": "סטנדרטים", "ro": "Standarde"}.get(self.languages.own, "Standards")
        code = section_code(words if title else "ALL", self._section_names, number)
        draft = _SectionDraft(code, Text.plain(words, self.languages.own))
        self.sections[code] = draft
        return draft

    def _section(self, draft: _SectionDraft) -> Section:
        row = draft.row
        gate = None
        if row is not None and (cell := row.cell("gate")):
            gate = number_of(cell)
            if gate is None:
                self.account.refuse(row.where("gate"), _("{words} is no number", words=shown(cell)))
        when = None if row is None else self.standards.condition(row, draft.code)
        return Section(draft.code, draft.title, tuple(draft.standards), draft.weight, gate, when)

    # Standards.

    def _given_codes(self) -> list[str]:
        """Codes of the table that are taken whatever is made up for the others."""
        rows = self.table.of(RowKind.STANDARD)
        # Not in the books of this import: each is read again with its row.
        names = [Account().name(row.cell("code"), "") for row in rows]
        return [name if self.table.is_ours else code_of(name) for name in names if name]

    def _add_standard(self, row: TableRow, last: _SectionDraft | None) -> _SectionDraft | None:
        if not any(True for _filled in row.in_languages("text")):
            return self._row_without_text(row, last)
        section = self._section_of(row, last)
        if last is not None and section is not last and section.standards:
            self._apart.append(section.code)
        standard = self.standards.read(row, self._code(row, section))
        if standard is not None:
            section.standards.append(standard)
        return section

    def _row_without_text(self, row: TableRow, last: _SectionDraft | None) -> _SectionDraft | None:
        words = "; ".join(cell for cell in row.row.cells if cell)
        message = _("a row without the text of a standard: {words}", words=shown(words, 120))
        if self.table.is_ours:
            self.account.refuse(row.where(), message)
        elif row.cell("section"):
            # The title of a section in a row of its own, with the standards below it.
            return self._section_of(row, last)
        else:
            self._without_text += 1
            row.used.update(row.heads)
            self.account.tell(Fate.LEFT_OUT, message, row.where())
        return last

    def _code(self, row: TableRow, section: _SectionDraft) -> str:
        written = self.account.name(row.cell("code"), row.where("code"))
        code = written if self.table.is_ours else code_of(written)
        if not code:
            made = standard_code(section.code, len(section.standards) + 1, self._codes)
            self._made_codes.append(made)
            return made
        if code != written:
            told = _("the code {written} is written {code} here", written=shown(written), code=shown(code))
            self.account.tell(Fate.CHANGED, told, row.where("code"), code)
        if code in self.standards.origins:
            first = self.standards.origins[code]
            self.account.refuse(
                row.where("code"),
                _("the code {code} is taken: {first} has it", code=shown(code), first=first),
            )
        return code

    def _tell_in_sum(self, pack: Pack) -> None:
        """What was done to many rows alike."""
        tell = self.account.tell
        if self._made_codes:
            told = ngettext(
                "a code for {n} standard: {first}",
                "codes for {n} standards: {first} to {last}",
                len(self._made_codes),
                first=self._made_codes[0],
                last=self._made_codes[-1],
            )
            tell(Fate.GUESSED, told)
        for code in dict.fromkeys(self._apart):
            tell(Fate.CHANGED, _("rows of {section} that stand apart were put together", section=shown(code)))
        made = [draft for draft in self.sections.values() if draft.row is None and draft.standards]
        if made:
            named = ", ".join(f"{draft.code} ({shown(str(draft.title), 40)})" for draft in made)
            tell(Fate.GUESSED, _("the codes of sections: {named}", named=named))
        if pack.brand.logo:
            told = _(
                "the picture {name} is no part of a table: put it beside the pack",
                name=shown(pack.brand.logo),
            )
            tell(Fate.LEFT_OUT, told)


def _in_words(stem: str) -> str:
    """A file's name as a title."""
    words = re.sub(r"[_\-.]+", " ", PurePath(stem).name).strip()
    return words[:1].upper() + words[1:]

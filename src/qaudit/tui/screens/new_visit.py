"""A new visit: a line for each thing to know, filled in by choosing; branch and auditor can be made on the spot."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qaudit.core.standards import Fact, Pack, PackRef
from qaudit.core.text import Text
from qaudit.core.visits import AuditorRole, VisitKind
from qaudit.core.walk import Walk
from qaudit.desk.facts import missing_facts
from qaudit.errors import UsageError
from qaudit.speech import N_, _, language, ngettext, pgettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.confirm import ConfirmSheet
from qaudit.tui.screens.page import Page
from qaudit.tui.screens.pick import Line, PickSheet
from qaudit.tui.screens.search import SearchSheet
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import aligned, hanging, joined, one_line
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.wording.names import kind_name, role_name

if TYPE_CHECKING:
    from qaudit.desk.authoring import PackEntry

NEW_AUDITOR = {
    AuditorRole.SHOPPER: N_("new shopper {alias}"),
    AuditorRole.REVIEWER: N_("new reviewer {alias}"),
    AuditorRole.SELF_CHECK: N_("new auditor for self-checks {alias}"),
}
NEW = "new:"
"""Begins the id of a line that makes something new."""
FACT = "fact:"


class NewVisitPage(Page[Walk | None]):
    """Ends with the walk of the visit that was opened, or None."""

    TABLE = "new_visit"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("new_visit")]
    AUTO_FOCUS = "#rows"

    def __init__(self) -> None:
        super().__init__()
        self._pack: Pack | None = None
        self._branch = ""
        self._auditor = ""
        self._kind = VisitKind.UNANNOUNCED
        self._facts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        yield Caption(_("A new visit"), id="title")
        yield OptionList(id="rows", markup=False)
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self._take_usual_names()
        self.show_rows()
        self.renew_keys()
        self.say(_("Enter chooses; o opens the visit"))

    def _take_usual_names(self) -> None:
        """Takes the branch and the auditor of the settings, where the store knows them."""
        usual = self.desk.settings
        headquarters = self.desk.headquarters
        known = self.attempt(lambda: (headquarters.branches(), headquarters.auditors()))
        branches, auditors = known or ((), ())
        self._branch = usual.branch if usual.branch in {branch.code for branch in branches} else ""
        self._auditor = usual.auditor if usual.auditor in {auditor.alias for auditor in auditors} else ""
        if not self._branch and len(branches) == 1:
            self._branch = branches[0].code
        if not self._auditor and len(auditors) == 1:
            self._auditor = auditors[0].alias

    # The rows.

    def rows(self) -> list[Line]:
        """Each thing to know, with what is known of it."""
        pack = _pack_words(self._pack.title, self._pack.ref) if self._pack else ""
        return [
            Line("pack", _("Pack"), pack),
            Line("branch", _("Branch"), self._branch),
            Line("auditor", _("Auditor"), self._auditor),
            Line("kind", _("Kind"), kind_name(self._kind)),
            *(
                Line(FACT + fact.name, fact.text.in_language(language()), self._fact_words(fact))
                for fact in self._known_facts()
            ),
        ]

    def show_rows(self) -> None:
        """Shows the rows, at the first that is empty."""
        rows, options = self.rows(), self.query_one(OptionList)
        width = max(20, self.size.width - 5)
        options.set_options(Option(_drawn(row, width), id=row.id) for row in rows)
        empty = next((place for place, row in enumerate(rows) if not row.end), None)
        options.highlighted = empty if empty is not None else len(rows) - 1

    def on_resize(self) -> None:
        self.show_rows()

    def _known_facts(self) -> tuple[Fact, ...]:
        return self._pack.facts if self._pack else ()

    def _fact_words(self, fact: Fact) -> str:
        key = self._facts.get(fact.name)
        return next((option.text.in_language(language()) for option in fact.options if option.key == key), "")

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = event.option.id or ""
        asks = {
            "pack": self._ask_pack,
            "branch": self._ask_branch,
            "auditor": self._ask_auditor,
            "kind": self._ask_kind,
        }
        asks.get(row, partial(self._ask_fact, row.removeprefix(FACT)))()

    # Asking.

    def _ask_pack(self) -> None:
        entries = [entry for entry in self.desk.authoring.entries() if entry.is_usable]
        if not entries:
            self.say(_("There is no usable pack: qaudit pack list tells why"), Tone.REFUSED)
            return
        title = _("Which pack of standards? Type to find it")
        self.app.push_screen(SearchSheet(title, partial(_find_pack, entries)), self._take_pack)

    def _take_pack(self, ref: str | None) -> None:
        loaded = self.attempt(lambda: self.desk.authoring.load(ref)) if ref else None
        if loaded is not None:
            self._pack = loaded.pack
            kept = {name: key for name, key in self._facts.items() if _has(loaded.pack, name, key)}
            self._facts = kept
            self.show_rows()

    def _ask_branch(self) -> None:
        title = _("Which branch? Type to find it, or CODE NAME for a new one")
        self.app.push_screen(SearchSheet(title, self._find_branch), self._take_branch)

    def _find_branch(self, typed: str) -> Sequence[Line]:
        branches = self.attempt(self.desk.headquarters.branches) or ()
        lines = [Line(one.code, one.name, one.region, one.code) for one in branches]
        fitting = [line for line in lines if _has_all(f"{line.code} {line.words}", typed)]
        code, name = _code_and_name(typed)
        if code and code not in {one.code for one in branches}:
            fitting.append(
                Line(NEW + typed.strip(), _("new branch {code}: {name}", code=code, name=name), _("add"))
            )
        return fitting

    def _take_branch(self, chosen: str | None) -> None:
        if chosen is None:
            return
        if chosen.startswith(NEW):
            code, name = _code_and_name(chosen.removeprefix(NEW))
            made = self.attempt(lambda: self.desk.headquarters.add_branch(code, name))
            chosen = made.code if made else ""
        self._branch = chosen or self._branch
        self.show_rows()

    def _ask_auditor(self) -> None:
        title = _("Who observes? Type to find the alias, or a new alias")
        self.app.push_screen(SearchSheet(title, self._find_auditor), self._take_auditor)

    def _find_auditor(self, typed: str) -> Sequence[Line]:
        auditors = self.attempt(self.desk.headquarters.auditors) or ()
        fitting = [
            Line(one.alias, one.alias, role_name(one.role)) for one in auditors if _has_all(one.alias, typed)
        ]
        alias = typed.strip()
        if alias and alias not in {one.alias for one in auditors}:
            fitting += [
                Line(f"{NEW}{role}:{alias}", _(words, alias=alias), _("add"))
                for role, words in NEW_AUDITOR.items()
            ]
        return fitting

    def _take_auditor(self, chosen: str | None) -> None:
        if chosen is None:
            return
        if chosen.startswith(NEW):
            role, alias = chosen.removeprefix(NEW).split(":", 1)
            made = self.attempt(lambda: self.desk.headquarters.add_auditor(alias, AuditorRole(role)))
            chosen = made.alias if made else ""
        self._auditor = chosen or self._auditor
        self.show_rows()

    def _ask_kind(self) -> None:
        lines = [Line(kind.value, kind_name(kind)) for kind in VisitKind]
        self.app.push_screen(
            PickSheet(_("Did the branch know of the visit?"), lines, self._kind.value), self._take_kind
        )

    def _take_kind(self, kind: str | None) -> None:
        if kind is not None:
            self._kind = VisitKind(kind)
            self.show_rows()

    def _ask_fact(self, name: str) -> None:
        fact = next((one for one in self._known_facts() if one.name == name), None)
        if fact is not None:
            lines = [Line(option.key, option.text.in_language(language())) for option in fact.options]
            sheet = PickSheet(one_line(fact.text.in_language(language())), lines, self._facts.get(name))
            self.app.push_screen(sheet, partial(self._take_fact, name))

    def _take_fact(self, name: str, key: str | None) -> None:
        if key is not None:
            self._facts[name] = key
            self.show_rows()

    # Opening.

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()

    def action_plan(self) -> None:
        """Asks for the day, and plans the visit; facts that are not known yet are told at the branch."""
        from qaudit.tui.screens.note import NoteSheet

        if not self._is_chosen():
            return
        about = _("A day of the branch, such as 2026-12-01, or +14 for days from now")
        sheet = NoteSheet(_("For which day?"), "", self._plan, about=about, does=_("plan it"))
        self.app.push_screen(sheet, self._planned)

    def _planned(self, draft: str | None) -> None:
        if draft is None:
            self.dismiss(None)

    def _plan(self, typed: str) -> bool:
        from qaudit.tui.screens.action_sheet import read_due

        headquarters = self.desk.headquarters
        branch = next(one for one in headquarters.branches() if one.code == self._branch)
        day = read_due(typed, self.desk.mending.today(branch))
        if day is None or self._pack is None:
            raise UsageError(_("write a day such as 2026-12-01, or +14"))
        self.desk.appointments.plan(
            str(self._pack.ref), self._branch, self._auditor, day, self._facts, self._kind
        )
        return True

    def _is_chosen(self) -> bool:
        if missing := next((row.words for row in self.rows()[:3] if not row.end), None):
            self.say(_("{row} is still to be chosen", row=missing), Tone.REFUSED)
        return missing is None

    def action_open(self) -> None:
        if not self._is_chosen():
            return
        unknown = missing_facts(self._pack, self._facts) if self._pack else ()
        if unknown:
            question = ngettext(
                "{n} fact is not known. Open the visit as it is?",
                "{n} facts are not known. Open the visit as it is?",
                len(unknown),
            )
            more = _("Standards that depend on them are not asked, until f in the visit says what is true.")
            self.app.push_screen(ConfirmSheet(question, more), self._open_if)
        else:
            self._open_if(True)

    def _open_if(self, is_sure: bool | None) -> None:
        pack = self._pack
        if not is_sure or pack is None:
            return
        walk = self.attempt(
            lambda: self.desk.fieldwork.open_visit(
                str(pack.ref), self._branch, self._auditor, self._facts, self._kind
            )
        )
        if walk is not None:
            self.dismiss(walk)

    def action_leave(self) -> None:
        self.dismiss(None)


def _find_pack(entries: "Sequence[PackEntry]", typed: str) -> Sequence[Line]:
    return [
        Line(
            str(entry.ref),
            _pack_words(entry.title, entry.ref),
            ngettext("{n} standard", "{n} standards", entry.standards),
        )
        for entry in entries
        if _has_all(" ".join((str(entry.ref), *(words for spoken, words in entry.title.entries))), typed)
    ]


def _pack_words(title: Text, ref: PackRef) -> str:
    words = one_line(title.in_language(language()))
    return _("{title}, {edition}", title=words, edition=one_line(ref.edition))


def _drawn(line: Line, width: int) -> Content:
    label = Content(one_line(line.words)).stylize("$muted" if line.end else "bold")
    value = (
        Content(one_line(line.end)).stylize("bold")
        if line.end
        else Content.styled(pgettext("a row that is empty", "choose"), "$accent")
    )
    indent = 12 if len(line.words) < 12 else min(max(len(line.words) + 2, 12), width // 2)
    if len(line.words) + 2 > indent:
        return joined([*aligned(label, width), *hanging(Content("  "), value, width, 2)])
    return joined(hanging(label, value, width, indent))


def _has(pack: Pack, name: str, key: str) -> bool:
    fact = pack.fact(name)
    return fact is not None and key in fact.keys


def _has_all(words: str, typed: str) -> bool:
    return all(word in words.casefold() for word in typed.casefold().split())


def _code_and_name(typed: str) -> tuple[str, str]:
    code, *rest = typed.split(maxsplit=1) or [""]
    return code, "".join(rest).strip() or code

"""The visits by status, those that somebody works on first: a shopper's first page."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from qaudit.core.lifecycle import Verb, roles_of
from qaudit.core.people import Role
from qaudit.core.visits import AuditorRole, VisitStatus
from qaudit.core.walk import Walk
from qaudit.errors import QauditError
from qaudit.speech import N_, _, ngettext, pgettext
from qaudit.tui.keys import bindings_of
from qaudit.tui.screens.confirm import ConfirmSheet
from qaudit.tui.screens.page import Page
from qaudit.tui.widgets.fields import LineField
from qaudit.tui.widgets.lines import aligned, hanging, joined, one_line, row
from qaudit.tui.widgets.status_line import StatusLine, Tone
from qaudit.tui.widgets.title_bar import TitleBar
from qaudit.wording.names import kind_name
from qaudit.wording.phrases import plain
from qaudit.wording.short import age_words
from qaudit.wording.values import percent_words

if TYPE_CHECKING:
    from qaudit.desk.headquarters import VisitSummary
    from qaudit.tui.app import QauditApp

MOST_VISITS = 200
"""Visits in the list at once; the filter looks at the newest `MOST_SEARCHED` of each status."""
MOST_SEARCHED = 5000
UNFINISHED = (VisitStatus.RETURNED, VisitStatus.OPEN, VisitStatus.PLANNED)
"""What an auditor still has to do: all of it is listed."""
ROOMY = 56
"""Cells that a branch and how far its visit is need beside each other."""
WELCOME = N_("There is no visit yet.")
WELCOME_KEYS = (
    ("n", N_("opens the first one: choose a pack of standards, name the branch and yourself")),
    ("p", N_("shows the packs: what would be asked")),
    ("?", N_("shows all keys")),
)
WELCOME_END = N_(
    "Everything you record is saved at once, and each visit can be left and taken up again at any time."
)


class HomePage(Page[None]):
    """All visits; Enter opens one."""

    TABLE = "home"
    AUTO_FOCUS = "#visits"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("home")]

    def __init__(self, refusal: QauditError | None = None) -> None:
        super().__init__()
        self._refusal = refusal
        self._visits: tuple[VisitSummary, ...] = ()

    def compose(self) -> ComposeResult:
        yield TitleBar("qaudit")
        yield from LineField("filter", placeholder=_("branch, pack, auditor or id")).with_preview()
        yield Welcome(id="welcome")
        yield OptionList(id="visits", markup=False)
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_screen_resume(self) -> None:
        cast("QauditApp", self.app).wear(None)
        self.read_visits()
        if self._refusal is not None:
            self.refuse(self._refusal)
            self._refusal = None

    def read_visits(self, most_submitted: int = MOST_VISITS + 1) -> None:
        """Reads the visits from the store and shows them: all that are not finished, and the newest of the others."""
        visits = self.desk.headquarters.visits
        found = self.attempt(
            lambda: [
                visits(status, limit=MOST_SEARCHED if status in UNFINISHED else most_submitted)
                for status in _titles()
            ]
        )
        if found is not None:
            self._visits = tuple(chain.from_iterable(found))
        self.show_visits()

    def show_visits(self) -> None:
        """Shows the visits that the filter leaves, the open ones first."""
        words = self.query_one("#filter", Input).value.casefold().split()
        fitting = [one for one in self._visits if all(word in _searched(one) for word in words)]
        shown = fitting[:MOST_VISITS]
        visits = self.query_one(OptionList)
        chosen = visits.highlighted_option.id if visits.highlighted_option else None
        visits.set_options(self._options(shown))
        self.set_class(not self._visits, "-empty")
        places = {option.id: place for place, option in enumerate(visits.options) if option.id is not None}
        first = next(iter(places.values()), None)
        visits.highlighted = first if chosen is None else places.get(chosen, first)
        self._count(shown, fitting)
        self.renew_keys()

    def _count(self, shown: "list[VisitSummary]", fitting: "list[VisitSummary]") -> None:
        if len(fitting) < len(self._visits):
            number = len(self._visits)
            words = ngettext(
                "{fitting} of {n} visit fits", "{fitting} of {n} visits fit", number, fitting=len(fitting)
            )
        elif len(shown) < len(fitting):
            words = ngettext("the newest visit: / finds others", "the newest {n}: / finds others", len(shown))
        else:
            number = len(self._visits)
            words = ngettext("{n} visit", "{n} visits", number) if number else ""
        self.query_one(TitleBar).count = words

    def _options(self, visits: "list[VisitSummary]") -> list[Option]:
        now, width = self.desk.world.now(), max(20, self.size.width - 5)
        sees_scores = cast("QauditApp", self.app).role not in (None, Role.SHOPPER)
        options: list[Option] = []
        for status, title in _titles().items():
            group = [visit for visit in visits if visit.status is status]
            if group:
                options.append(Option(row((Content.styled(title, "bold $primary"),), width), disabled=True))
                options.extend(
                    Option(visit_lines(visit, now, width, sees_scores=sees_scores), id=visit.id)
                    for visit in group
                )
        return options

    def contexts(self) -> frozenset[str]:
        found = {"visits"} if self._visits else set()
        if cast("QauditApp", self.app).role not in (None, Role.SHOPPER):
            found.add("desk")
        return frozenset(found)

    def on_resize(self) -> None:
        self.show_visits()

    @on(OptionList.OptionSelected, "#visits")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        visit = next(one for one in self._visits if one.id == event.option.id)
        if visit.status is VisitStatus.PLANNED:
            self._ask_to_start(visit)
        elif self._is_reviewed(visit):
            from qaudit.tui.screens.review_visit import ReviewVisitPage

            self.app.push_screen(ReviewVisitPage(visit.id), self._tell)
        else:
            self._show(partial(self.desk.fieldwork.walk, visit.id))

    def _show(self, verb: Callable[[], Walk]) -> None:
        walk = self.attempt(verb)
        if walk is not None:
            cast("QauditApp", self.app).show_visit(walk)

    def _is_reviewed(self, visit: "VisitSummary") -> bool:
        """Whether the person looks at it as a reviewer does."""
        person = self.desk.acting
        if person is None or person.role not in roles_of(Verb.APPROVE) or visit.status in UNFINISHED:
            return False
        return visit.auditor.alias != person.alias

    def _ask_to_start(self, visit: "VisitSummary") -> None:
        planned = _(
            "{branch}, planned for {day}. It is opened now, on your clock.",
            branch=one_line(visit.branch.name),
            day=visit.planned_for.isoformat() if visit.planned_for else "–",
        )

        def start(is_sure: bool | None) -> None:
            if is_sure:
                self._show(partial(self.desk.appointments.start, visit.id))

        self.app.push_screen(ConfirmSheet(_("Start this visit?"), planned), start)

    def _tell(self, words: str | None) -> None:
        if words:
            self.say(words, Tone.SAVED)

    def action_desk(self) -> None:
        app = cast("QauditApp", self.app)
        if app.role not in (None, Role.SHOPPER):
            app.show_desk()

    def action_new_visit(self) -> None:
        from qaudit.tui.screens.new_visit import NewVisitPage

        self.app.push_screen(NewVisitPage(), self._opened)

    def _opened(self, walk: Walk | None) -> None:
        if walk is not None:
            cast("QauditApp", self.app).show_visit(walk)

    def action_packs(self) -> None:
        from qaudit.tui.screens.packs import PacksPage

        self.app.push_screen(PacksPage())

    def action_report(self) -> None:
        chosen = self.query_one(OptionList).highlighted_option
        walk = self.attempt(lambda: self.desk.fieldwork.walk(chosen.id or "")) if chosen else None
        if walk is None:
            return
        from qaudit.tui.screens.report import ReportSheet

        self.app.push_screen(ReportSheet(walk))

    def action_filter(self) -> None:
        self.add_class("-filtering")
        self.read_visits(MOST_SEARCHED)
        self.query_one("#filter", Input).focus()

    @on(Input.Changed, "#filter")
    def _filter(self) -> None:
        self.show_visits()

    @on(Input.Submitted, "#filter")
    def _to_the_list(self) -> None:
        self.query_one(OptionList).focus()

    def action_unfilter(self) -> None:
        self.query_one("#filter", Input).value = ""
        self.remove_class("-filtering")
        self.query_one(OptionList).focus()

    def action_leave(self) -> None:
        self.app.exit(0)


class Welcome(Widget):
    """What to do where there is no visit yet."""

    def render(self) -> Content:
        return joined(welcome_lines(self.content_size.width))


def welcome_lines(width: int) -> list[Content]:
    """The first page before the first visit, at a width."""
    keys = (
        hanging(Content(f"{key:^5}"), Content(_(words)), width, 6, is_ours=True)
        for key, words in WELCOME_KEYS
    )
    blank = Content("")
    return [
        *aligned(Content(_(WELCOME)), width),
        blank,
        *chain.from_iterable(keys),
        blank,
        *aligned(Content(_(WELCOME_END)), width),
    ]


def _titles() -> dict[VisitStatus, str]:
    return {
        VisitStatus.RETURNED: pgettext("visits", "Came back, with remarks"),
        VisitStatus.OPEN: pgettext("visits", "Open"),
        VisitStatus.PLANNED: pgettext("visits", "Planned"),
        VisitStatus.SUBMITTED: pgettext("visits", "Submitted"),
        VisitStatus.APPROVED: pgettext("visits", "Approved"),
        VisitStatus.PUBLISHED: pgettext("visits", "Published"),
        VisitStatus.CLOSED: pgettext("visits", "Closed"),
        VisitStatus.VOID: pgettext("visits", "Void"),
    }


def visit_lines(visit: "VisitSummary", now: datetime, width: int, *, sees_scores: bool) -> Content:
    """A visit: where, how far, with what and by whom; in two lines, or in three where the window is narrow.

    A shopper does not see the scores of shoppers: packs may hide them.
    """
    names = (visit.branch.code, "  ", visit.branch.name)
    branch = [Content.styled(one_line(name), "bold") for name in names]
    state = Content(_state_words(visit, now, sees_scores=sees_scores))
    detail = Content.styled(
        one_line(f"{visit.pack} · {visit.auditor.alias} · {kind_name(visit.kind)}"), "$muted"
    )
    first = [row(branch, width, (state,))] if width >= ROOMY else [row(branch, width), row((state,), width)]
    return joined((*first, row((detail,), width)))


def _state_words(visit: "VisitSummary", now: datetime, *, sees_scores: bool) -> str:
    if visit.status is VisitStatus.PLANNED and visit.planned_for is not None:
        return _("for {day}", day=visit.planned_for.isoformat())
    if visit.status in UNFINISHED:
        answered = ngettext("{n} answered", "{n} answered", visit.answered)
        return f"{answered} · {age_words(visit.opened_at, now)}"
    age = age_words(visit.submitted_at or visit.opened_at, now)
    is_hidden = visit.auditor.role is AuditorRole.SHOPPER and not sees_scores
    if is_hidden or not visit.final_percent or visit.status is VisitStatus.VOID:
        return age
    return f"{plain(percent_words(Decimal(visit.final_percent)))} · {age}"


def _searched(visit: "VisitSummary") -> str:
    words = (
        visit.id,
        visit.branch.code,
        visit.branch.name,
        str(visit.pack),
        visit.auditor.alias,
        visit.status,
    )
    return " ".join(words).casefold()

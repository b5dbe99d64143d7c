"""What the page of comparisons shows: the view that is chosen, its filters above it, its answer when it comes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from qaudit.desk.comparison.open_lake import Opening, OpenLake
from qaudit.errors import LakeUnusable, QauditError, UsageError
from qaudit.speech import N_, _, ngettext
from qaudit.tui.comparing import Between, Comparing, Sight, View, between_of, inside
from qaudit.tui.screens.asking_page import AskingPage
from qaudit.tui.screens.comparison_filters import BYS, LEVELS, in_force
from qaudit.tui.screens.page import WIDE
from qaudit.tui.widgets.captions import Caption
from qaudit.tui.widgets.lines import row, wrapped
from qaudit.tui.widgets.status_line import StatusLine
from qaudit.tui.widgets.title_bar import TitleBar
from qaudit.tui.widgets.told_lines import ToldLines

if TYPE_CHECKING:
    from qaudit.desk.comparison.asking import Comparisons
    from qaudit.desk.comparison.groups import Group
    from qaudit.tui.app import QauditApp
    from qaudit.tui.screens.comparison_views import Pane

VIEWS = {
    View.LEAGUE: N_("league"),
    View.TREND: N_("trend"),
    View.FUNNEL: N_("funnel"),
    View.HEAT: N_("heat map"),
    View.STANDARDS: N_("standards"),
    View.REPEATS: N_("repeats"),
}
OF_MEMBERS = (View.LEAGUE, View.TREND, View.FUNNEL, View.HEAT)
MOST_IN_FORCE = 4
"""Rows that filters may take."""


class ComparedViews(AskingPage):
    """Draws what the app keeps as `comparing`. Answers stay for as long as the lake is open.

    `opening` opens another lake than that of the desk.
    """

    def __init__(self, opening: Opening | None = None) -> None:
        self._opening = opening or self._opening_of_desk
        super().__init__(OpenLake(self._opening))
        self._answers: dict[Sight, tuple[Any, ...]] = {}
        self._texts: dict[Between, dict[str, str]] = {}
        self._views: ModuleType | None = None
        self._groups: list[Group] = []
        self._group: Group | None = None
        self._shown: list[Any] = []
        self._behind: int | None = 0
        self._is_refused = False
        self._may_refresh = True

    @property
    def comparing(self) -> Comparing:
        """Where one stands; the app keeps it."""
        return cast("QauditApp", self.app).comparing

    @property
    def sight(self) -> Sight:
        """What is looked at."""
        return self.comparing.sight

    def compose(self) -> ComposeResult:
        yield TitleBar(_("Comparison"))
        yield ToldLines(self._view_line, name="views")
        yield ToldLines(self._filter_lines, name="filters")
        with Vertical(id="compared"):
            yield Caption(_("asking …"), id="waiting")
        yield StatusLine(id="status")
        yield self.compose_foot()
        yield self.too_small_notice()

    def on_mount(self) -> None:
        self.show()

    def on_unmount(self) -> None:
        self.lake.close()

    @contextmanager
    def _opening_of_desk(self) -> "Iterator[Comparisons]":
        """In a thread: opens the lake, for those whom it is for."""
        from qaudit.desk.comparison.asking import open_comparisons

        place = self.desk.lake()
        self._behind = place.behind()
        if self._behind is None:
            raise UsageError(
                _("Comparisons are made from the lake of published visits, and there is none yet"),
                _("u makes it"),
            )
        with open_comparisons(place.folder) as comparisons:
            yield comparisons

    def close_lake(self) -> None:
        """Lets go of the lake, and of what it answered."""
        self.let_go()
        self.lake.close()
        self._answers, self._texts = {}, {}

    def open_lake(self) -> None:
        """Another lake, or the same one with what is new in it."""
        self.lake, self._behind = OpenLake(self._opening), 0

    @property
    def pane(self) -> "Pane | None":
        """What draws the view that is looked at; None while it has not been shown."""
        for one in self.query(f"#compared > #view-{self.sight.view.value}"):
            return cast("Pane", one)
        return None

    @property
    def may_refresh(self) -> bool:
        """Whether taking in what is new is of use: there is some, or nothing else is wrong with the lake."""
        return self._may_refresh if self._is_refused else self._behind != 0

    def consider(self, fault: QauditError) -> None:
        if isinstance(fault, LakeUnusable):
            self._may_refresh = self.desk.lake().may_refresh()

    def refused(self, fault: QauditError) -> None:
        self._is_refused = isinstance(fault, LakeUnusable)
        if self._is_refused and self._may_refresh:
            fault = LakeUnusable(fault.message, _("u takes in what is new"))
        if self._shown:
            self.refuse(fault)
        else:
            self._wait(str(fault))

    # What is shown.

    def show(self) -> None:
        """Shows the view: at once where its answer is there, else when it comes."""
        sight, wanted = self.sight, self.sight.question
        if wanted in self._answers:
            # Nobody waits for what was asked before.
            self.let_go()
            self.say("")
            self._show_answers(self._answers[wanted])
            return
        self._shown, self._group, self._is_refused = [], None, False
        self._wait(_("asking …"))
        self._tell()
        self.ask(partial(self._answered, sight), partial(self._take_answers, wanted))

    def _answered(self, sight: Sight, comparisons: "Comparisons") -> tuple[Any, ...]:
        """In a thread: the answer, with what draws it loaded, and the words of its standards."""
        from qaudit.tui.screens import comparison_views as views

        self._views = views
        found = views.asked_of(comparisons, sight)
        if sight.view in (View.STANDARDS, View.REPEATS):
            for answer in found:
                between = between_of(answer.group)
                known = self._texts.get(between, {})
                # Visits of another period may have other standards.
                if not all(views.names_in(sight, [answer], known).values()):
                    of_group = inside(sight.asked, between)
                    self._texts[between] = known | views.texts_of(self.desk, comparisons, of_group)
        return found

    def _take_answers(self, wanted: Sight, answers: tuple[Any, ...]) -> None:
        self._answers[wanted] = answers
        if self.sight.question == wanted:
            self._show_answers(answers)

    def _show_answers(self, answers: Sequence[Any]) -> None:
        views = self._views
        assert views is not None
        self._groups = views.groups_of(answers)
        self._group = views.nearest_group(self._groups, self.sight.between, self.sight.key)
        self._shown = views.of_group(answers, self._group) if self._group is not None else []
        if not self._shown:
            self._wait(_("No published visit answers this: choose fewer filters, or take in what is new."))
        else:
            self.call_next(self._fill, views, self.sight, self._shown)
        self._tell()
        if self._behind:
            self.say(
                ngettext(
                    "{n} visit changed since the lake was refreshed: u takes it in",
                    "{n} visits changed since the lake was refreshed: u takes them in",
                    self._behind,
                )
            )

    async def _fill(self, views: ModuleType, sight: Sight, shown: list[Any]) -> None:
        """Shows the answer in its pane, which is made when its view is looked at for the first time."""
        if sight != self.sight or shown is not self._shown:
            return
        pane = self.pane
        if pane is None:
            pane = cast("Pane", views.new_pane(sight.view))
            await self.query_one("#compared").mount(pane)
        self._only(pane)
        views.show_in(pane, sight, shown, self._texts.get(between_of(shown[0].group), {}))
        self.renew_keys()

    def _only(self, pane: "Pane | Caption") -> None:
        for one in self.query_one("#compared").children:
            one.display = one is pane

    def _wait(self, words: str) -> None:
        caption = self.query_one("#waiting", Caption)
        caption.words = words
        self._only(caption)

    def _tell(self) -> None:
        """The lines above the view, and the foot."""
        for lines in self.query(ToldLines):
            if lines.id in ("views", "filters"):
                lines.refresh(layout=True)
        title = self.query_one(TitleBar)
        title.count = ""
        if len(self._groups) > 1 and self._group is not None and self._shown:
            place = self._groups.index(self._group) + 1
            title.count = _("group {n} of {all}", n=place, all=len(self._groups))
        self.renew_keys()

    def _view_line(self, width: int) -> Sequence[Content]:
        long = [f"{number} {_(words)}" for number, words in enumerate(VIEWS.values(), 1)]
        room = (width - sum(map(len, long))) // (len(long) - 1)
        is_long = room >= 2
        gap = Content(" " * (min(room, 3) if is_long else 3))
        pieces: list[Content] = []
        for number, (view, words) in enumerate(VIEWS.items(), 1):
            is_here = view is self.sight.view
            style = "bold $accent" if is_here else "$muted"
            pieces += [
                Content.styled(str(number), "bold $accent" if is_here else "$foreground"),
                *([Content(" "), Content.styled(_(words), style)] if is_here or is_long else []),
                gap,
            ]
        return (row(pieces[:-1], width),)

    def _filter_lines(self, width: int) -> Sequence[Content]:
        lines = self._in_force(width)
        if self._group is not None and self._shown and self._views is not None:
            # The section, layer … comes first: in a narrow window the rest is cut.
            name = Content.styled(" · ".join(self._views.group_parts(self._group)), "$primary")
            ends = [self._views.counted_words(self.sight.view, self._shown[0])]
            if width >= WIDE:
                ends.append(self._views.editions_of(self._shown[0]))
            end = Content.styled(" · ".join(filter(None, ends)), "$primary")
            lines.append(row((name,), width, (end,)))
        return lines

    def _in_force(self, width: int) -> list[Content]:
        """Filters, and what is compared by what: on one line, or folded where they are too long for one."""
        asked = self.sight.asked
        style = "bold" if self.comparing.is_filtered else ""
        filters = Content.styled(in_force(asked, self.desk.today), style)
        if not self._is_of_members:
            return wrapped(filters, width, is_ours=True)[:MOST_IN_FORCE]
        words = _("{level} by {by}", level=_(LEVELS[asked.level]), by=_(BYS.get(asked.by, asked.by.value)))
        what = Content.styled(words, "$muted")
        if filters.cell_length + what.cell_length + 2 <= width:
            return [row((filters,), width, (what,))]
        return [*wrapped(filters, width, is_ours=True)[: MOST_IN_FORCE - 1], row((what,), width)]

    @property
    def _is_of_members(self) -> bool:
        return self.sight.view in OF_MEMBERS

"""Lists of a comparison, drawn: heads, and a line for each member or standard, in as many columns as there is room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from textual.content import Content

from qaudit.analysis.figures import Estimate, Interval, NotEnough
from qaudit.analysis.funnel import Funnel
from qaudit.analysis.standing import Standing
from qaudit.desk.comparison.league import League, LeagueRow
from qaudit.speech import _
from qaudit.tui.widgets.columns import GAP, Cell, cells_row
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.member_names import short_name
from qaudit.tui.widgets.whisker import Scale, scale_heading, scale_of, whisker
from qaudit.wording import comparison as say
from qaudit.wording.comparison import NONE
from qaudit.wording.comparison_members import member_head, member_words

DRAWN_FROM, ROOMY = 56, 104
"""Cells from which on intervals are drawn, and from which on they stand there in figures, and codes beside names."""
LEAST_NAME, MOST_NAME = 12, 34
LEAST_DRAWN, MOST_DRAWN = 16, 72
FIGURE = 5
"""Cells of `100.0`."""
FLAG_STYLES = {"▲": "$success", "▽": "$error"}
HEAD = "$muted"


class Rows(Protocol):
    """What a list draws."""

    def __len__(self) -> int: ...

    def heads(self, width: int) -> Content:
        """The line above the rows."""
        ...

    def row(self, place: int, width: int) -> Content:
        """The line at a place."""
        ...

    def told(self, place: int) -> Sequence[str]:
        """What is told of a line in whole sentences; the first is its heading."""
        ...

    def id_at(self, place: int) -> str:
        """The member or the code at a place."""
        ...


def place_of(rows: Rows, chosen: str) -> int:
    """Where a member or a code stands; 0 where it does not."""
    return next((place for place in range(len(rows)) if rows.id_at(place) == chosen), 0)


def widest(words: Iterable[str]) -> int:
    """Cells of the longest."""
    return max((Content(one).cell_length for one in words), default=0)


def ends_of(figures: Iterable[Estimate]) -> list[float]:
    """Every value, and the ends of every interval that is known."""
    found = []
    for one in figures:
        found.append(one.value)
        if isinstance(one.interval, Interval):
            found += [one.interval.low, one.interval.high]
    return found


def drawn_interval(
    figure: Estimate, scale: Scale, width: int, centre: float | None = None, times: float = 1
) -> str:
    """A dot with its whisker; the dot alone where no interval is known."""
    inside = figure.interval if isinstance(figure.interval, Interval) else None
    ends = (None, None) if inside is None else (times * inside.low, times * inside.high)
    return whisker(ends[0], times * figure.value, ends[1], scale, width, centre=centre)


def flag_content(words: str) -> Content:
    """`▲ better`: the colour only helps."""
    return Content.styled(words, FLAG_STYLES.get(words[:1], "$foreground"))


# ── League ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Widths:
    """Cells of the columns of a league; 0 leaves one out."""

    place: int
    name: int
    code: int
    drawn: int
    interval: int
    likelier: int
    n: int
    flag: int


@dataclass
class LeagueRows:
    """One league."""

    league: League
    _known: dict[int, _Widths] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.league.rows
        self.scale = scale_of(ends_of(row.figures.mean for row in rows))
        funnel = self.league.funnel
        self.centre = funnel.target if isinstance(funnel, Funnel) else None

    def __len__(self) -> int:
        return len(self.league.rows)

    def id_at(self, place: int) -> str:
        return self.league.rows[place].member

    def heads(self, width: int) -> Content:
        at = self._widths(width)
        n = _("VISITS") if at.n >= widest([_("VISITS")]) else _("N")
        cells = (
            Cell(Content(_("PLACE") if at.drawn else ""), at.place),
            Cell(Content(member_head(self.league.level.value)), at.name),
            Cell(Content(""), at.code),
            Cell(Content(_("MEAN")), FIGURE, is_number=True),
            Cell(Content(scale_heading(self.scale, at.drawn)), at.drawn),
            Cell(Content(_("95 %")), at.interval),
            Cell(Content(_("LIKELIER")), at.likelier, is_number=True),
            Cell(Content(n), at.n, is_number=True),
            Cell(Content(_("OTHERS") if at.drawn else ""), at.flag),
        )
        return cells_row(cells, width, gap_of(width)).stylize(HEAD)

    def row(self, place: int, width: int) -> Content:
        found, at = self.league.rows[place], self._widths(width)
        figures = found.figures
        flag = say.flag_words(figures.flag) if at.drawn else say.flag_sign(figures.flag)
        if not isinstance(figures.standing, Standing) and at.drawn:
            flag = say.short_lack_words(figures.standing)
        cells = (
            Cell(Content(_place_words(found, is_whole=at.drawn > 0)), at.place),
            Cell(Content(self._name(found)), at.name),
            Cell(Content.styled(one_line(found.member), "$muted"), at.code),
            Cell(Content(say.one_place(figures.mean.value)), FIGURE, is_number=True),
            Cell(self._drawn(figures.mean, at.drawn), at.drawn),
            Cell(Content.styled(_interval_words(figures.mean), "$muted"), at.interval),
            Cell(Content(_likelier_words(found)), at.likelier, is_number=True),
            Cell(Content(str(figures.n)), at.n, is_number=True),
            Cell(flag_content(flag), at.flag),
        )
        return cells_row(cells, width, gap_of(width))

    def _drawn(self, mean: Estimate, width: int) -> Content:
        if width <= 0:
            return Content("")
        return Content.styled(drawn_interval(mean, self.scale, width, self.centre), "$primary")

    def _name(self, found: LeagueRow) -> str:
        return short_name(found.name, found.member, self.league.group.brand)

    def told(self, place: int) -> Sequence[str]:
        found = self.league.rows[place]
        return named(found.member, found.name), member_words(found.figures, found.editions)

    def _widths(self, width: int) -> _Widths:
        if width not in self._known:
            self._known[width] = self._measured(width)
        return self._known[width]

    def _measured(self, width: int) -> _Widths:
        rows = self.league.rows
        is_drawn, is_roomy = width >= DRAWN_FROM, width >= ROOMY
        place = widest(_place_words(row, is_whole=is_drawn) for row in rows)
        place = max(place, widest([_("PLACE")])) if is_drawn else place
        flags = [say.flag_words(row.figures.flag) for row in rows]
        flags += [
            say.short_lack_words(one) for row in rows if isinstance(one := row.figures.standing, NotEnough)
        ]
        flag = max(widest(flags), widest([_("OTHERS")])) if is_drawn else 1
        number = widest(str(row.figures.n) for row in rows)
        n = max(number, widest([_("VISITS") if is_roomy else _("N")]))
        gap = gap_of(width)
        names = min(MOST_NAME, max(LEAST_NAME, widest(map(self._name, rows))))

        def rest_beside(more: tuple[int, ...]) -> int:
            taken = [one for one in (place, FIGURE, n, flag, *more) if one]
            return width - sum(taken) - gap * len(taken)

        ways = self._more() if is_roomy else [(0, 0, 0)]
        more = next((one for one in ways if rest_beside(one) >= names + gap + LEAST_DRAWN), ways[-1])
        (code, interval, likelier), rest = more, rest_beside(more)
        if not is_drawn:
            return _Widths(place, max(1, rest), 0, 0, 0, 0, n, flag)
        drawn = min(MOST_DRAWN, max(LEAST_DRAWN, rest - names - gap))
        return _Widths(
            place, max(4, min(names, rest - drawn - gap)), code, drawn, interval, likelier, n, flag
        )

    def _more(self) -> list[tuple[int, int, int]]:
        """Cells of code, interval and likelier mean: all three, and what is left where names need more room."""
        rows = self.league.rows
        code = widest(one_line(row.member) for row in rows if row.name != row.member)
        interval = widest(_interval_words(row.figures.mean) for row in rows)
        likelier = max(FIGURE, widest([_("LIKELIER")]))
        return [(code, interval, likelier), (0, interval, likelier), (0, 0, 0)]


def named(member: str, name: str) -> str:
    """`Deal (tk-deal)`; the code alone where there is no other name."""
    member, name = one_line(member), one_line(name)
    if not name or name == member:
        return member or NONE
    return _("{name} ({code})", name=name, code=member)


def gap_of(width: int) -> int:
    """Blank cells between the columns of a list that is so wide."""
    return GAP if width >= DRAWN_FROM else 1


def _place_words(found: LeagueRow, *, is_whole: bool) -> str:
    standing = found.figures.standing
    if isinstance(standing, NotEnough) or is_whole:
        return say.place_words(standing)
    return str(standing.place)


def _interval_words(mean: Estimate) -> str:
    inside = mean.interval
    return say.interval_words(inside) if isinstance(inside, Interval) else say.short_lack_words(inside)


def _likelier_words(found: LeagueRow) -> str:
    shrunken = found.figures.shrunken
    return NONE if isinstance(shrunken, NotEnough) else say.one_place(shrunken.shrunken)

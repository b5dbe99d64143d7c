"""Standards in a comparison, drawn: the weakest first, and those whose misses come again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from textual.content import Content

from qaudit.analysis.figures import Estimate
from qaudit.desk.comparison.standards import RepeatedStandard, Repeats, StandardFigures, Standards
from qaudit.speech import _, ngettext
from qaudit.tui.screens.comparison_rows import DRAWN_FROM, FIGURE, HEAD, drawn_interval, gap_of, widest
from qaudit.tui.widgets.columns import Cell, cells_row
from qaudit.tui.widgets.lines import one_line
from qaudit.tui.widgets.whisker import PERCENT, scale_heading
from qaudit.wording import comparison as say
from qaudit.wording.edition_changes import continuity_words

MOST_CODE, LEAST_TEXT = 14, 18
DRAWN = 24
ROOMY = 88
"""Cells from which on intervals are drawn beside the words of a standard."""

Texts = Mapping[str, str]
"""The words of standards by code, as far as a pack has them."""


@dataclass(frozen=True, slots=True)
class _Widths:
    """Cells of the columns; 0 leaves one out."""

    code: int
    text: int
    figure: int
    drawn: int
    last: int
    n: int


def _widths(
    codes: Sequence[str], n: Sequence[int], heads: tuple[str, str], width: int, texts: Texts
) -> _Widths:
    gap = gap_of(width)
    code = max(4, min(MOST_CODE, widest(map(one_line, codes))))
    head = widest([_("STANDARD")])
    if width >= DRAWN_FROM:
        code = max(code, head)
    number = max(widest(map(str, n)), 1)
    figure, last = (max(FIGURE, widest([head])) for head in heads)
    # Where a pack has no words of them, the drawing has their room.
    is_drawn = width >= ROOMY or (not texts and width >= DRAWN_FROM)
    taken = [code, figure, number, last, *([DRAWN] if is_drawn else [])]
    rest = width - sum(taken) - gap * len(taken)
    text = rest if texts and rest >= LEAST_TEXT else 0
    if not text and not is_drawn:
        # What the words would have had.
        code = max(code, min(head, code + rest))
    drawn = DRAWN if is_drawn else 0
    if is_drawn and not text:
        drawn = min(72, DRAWN + max(0, rest))
    return _Widths(code, text, figure, drawn, last, number)


@dataclass
class StandardRows:
    """The standards of one group, the one that is met least first."""

    standards: Standards
    texts: Texts = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.standards.rows)

    def id_at(self, place: int) -> str:
        return self.standards.rows[place].code

    def _widths(self, width: int) -> _Widths:
        rows = self.standards.rows
        heads = (_("MET %"), _("LOST %"))
        return _widths([row.code for row in rows], [row.n for row in rows], heads, width, self.texts)

    def heads(self, width: int) -> Content:
        at = self._widths(width)
        cells = (
            Cell(Content(_("STANDARD")), at.code),
            Cell(Content(""), at.text),
            Cell(Content(_("MET %")), at.figure, is_number=True),
            Cell(Content(scale_heading(PERCENT, at.drawn)), at.drawn),
            Cell(Content(_("LOST %")), at.last, is_number=True),
            Cell(Content(_("N")), at.n, is_number=True),
        )
        return cells_row(cells, width, gap_of(width)).stylize(HEAD)

    def row(self, place: int, width: int) -> Content:
        found, at = self.standards.rows[place], self._widths(width)
        cells = (
            Cell(Content.styled(one_line(found.code), "bold"), at.code),
            Cell(Content(one_line(self.texts.get(found.code, ""))), at.text),
            Cell(Content(say.as_percent(found.met.value)), at.figure, is_number=True),
            Cell(
                Content.styled(drawn_interval(found.met, PERCENT, at.drawn, times=100), "$primary"), at.drawn
            ),
            Cell(Content(say.as_percent(found.lost_share)), at.last, is_number=True),
            Cell(Content(str(found.n)), at.n, is_number=True),
        )
        return cells_row(cells, width, gap_of(width))

    def told(self, place: int) -> Sequence[str]:
        found = self.standards.rows[place]
        return heading_of(found.code, self.texts), " · ".join(_standard_words(found))


def _standard_words(found: StandardFigures) -> Iterator[str]:
    yield _("met {rate} % of {n}", rate=say.estimate_words(found.met, say.as_percent), n=found.n)
    yield _("{share} % of all lost points", share=say.as_percent(found.lost_share))
    if found.is_dead_weight:
        yield _("nearly everybody meets it")
    if found.changed is not None:
        yield continuity_words(found.changed)


@dataclass
class RepeatRows:
    """The standards of one group by how often their misses come again."""

    repeats: Repeats
    texts: Texts = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.repeats.standards)

    def id_at(self, place: int) -> str:
        return self.repeats.standards[place].code

    def _widths(self, width: int) -> _Widths:
        rows = self.repeats.standards
        heads = (_("AGAIN"), _("RUNNING"))
        return _widths([row.code for row in rows], [row.n for row in rows], heads, width, self.texts)

    def heads(self, width: int) -> Content:
        at = self._widths(width)
        cells = (
            Cell(Content(_("STANDARD")), at.code),
            Cell(Content(""), at.text),
            Cell(Content(_("AGAIN")), at.figure, is_number=True),
            Cell(Content(scale_heading(PERCENT, at.drawn)), at.drawn),
            Cell(Content(_("RUNNING")), at.last, is_number=True),
            Cell(Content(_("N")), at.n, is_number=True),
        )
        return cells_row(cells, width, gap_of(width)).stylize(HEAD)

    def row(self, place: int, width: int) -> Content:
        found, at = self.repeats.standards[place], self._widths(width)
        rate = found.repeated
        value = say.as_percent(rate.value) if isinstance(rate, Estimate) else say.NONE
        drawn = drawn_interval(rate, PERCENT, at.drawn, times=100) if isinstance(rate, Estimate) else ""
        cells = (
            Cell(Content.styled(one_line(found.code), "bold"), at.code),
            Cell(Content(one_line(self.texts.get(found.code, ""))), at.text),
            Cell(Content(value), at.figure, is_number=True),
            Cell(Content.styled(drawn, "$primary"), at.drawn),
            Cell(Content(str(found.running)), at.last, is_number=True),
            Cell(Content(str(found.n)), at.n, is_number=True),
        )
        return cells_row(cells, width, gap_of(width))

    def told(self, place: int) -> Sequence[str]:
        found = self.repeats.standards[place]
        return heading_of(found.code, self.texts), " · ".join(
            (*_repeated_words(found), *self._runs(found.code))
        )

    def _runs(self, code: str) -> Iterator[str]:
        """How many branches miss it until now, and where longest: runs come in that order."""
        runs = [run for run in self.repeats.runs if run.code == code]
        if runs:
            longest = ngettext("{n} time in a row", "{n} times in a row", runs[0].visits)
            yield _("until now longest at {branch}, {times}", branch=one_line(runs[0].name), times=longest)


def _repeated_words(found: RepeatedStandard) -> Iterator[str]:
    again = say.estimate_words(found.repeated, say.as_percent)
    yield _("missed again {rate} % of {n}", rate=again, n=found.n)
    yield ngettext("missed at {n} branch", "missed at {n} branches", found.branches)


def heading_of(code: str, texts: Texts) -> str:
    """`ORD-04  The order is read back`."""
    return f"{one_line(code)}  {one_line(texts.get(code, ''))}".rstrip()

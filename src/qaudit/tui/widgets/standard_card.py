"""One standard on the screen: its words, its limit, and what was seen. One widget, redrawn in place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from qaudit.core.completeness import GapKind
from qaudit.core.judging import Judgement, Verdict
from qaudit.core.measures import ChecklistMeasure, NoteMeasure, RatingMeasure, options_of
from qaudit.core.moments import clock_text, date_text
from qaudit.core.readings import Choice, Parts, Rating, Reading
from qaudit.core.remarks import Remark
from qaudit.core.standards import Demand, Standard
from qaudit.core.timeline import ends_of
from qaudit.core.visits import Observation, VisitStatus
from qaudit.core.walk import Walk
from qaudit.speech import N_, _, ngettext, pgettext
from qaudit.tui.display_order import Direction, direction_of, is_mirrored
from qaudit.tui.messages import OptionClicked, StandardClicked
from qaudit.tui.widgets.lines import aligned, hanging, one_line, row, safe, wrapped
from qaudit.tui.widgets.overview import overview_lines
from qaudit.wording.short import (
    condition_words,
    expected_words,
    ladder_words,
    past_limit_words,
    reading_words,
    size_words,
    verdict_words,
)

LABEL_WIDTH, MOST_OF_LABELS = 10, 16
"""Cells of the labels: at least, so that they stand in one column, and at most."""
MOST_WIDE = 92
"""Cells of a line of words; longer ones are hard to read."""
TALL, MOST_OF_A_CARD = 36, 45
"""From this height on, the standards of the section begin below this part (in per cent) of the window."""
MOST_OF_A_NOTE = 600
"""Characters of a note on the card; the note's own sheet has all of it."""

TICKS, DOTS = ("[ ]", "[x]"), ("( )", "(•)")
"""Signs of what is not chosen and what is."""

MOST_STEPS = 11
"""A longer scale shows only the steps that have words."""

VERDICT_STYLES = {
    Verdict.MET: "bold $success",
    Verdict.PARTLY: "bold $warning",
    Verdict.MISSED: "bold $error",
    Verdict.UNANSWERED: "$muted",
}
NEEDS = {
    GapKind.NOTE: N_("a note is needed (o)"),
    GapKind.HAND_TIMED_NOTE: N_("a note is needed that says why the clock was not used (o)"),
    GapKind.EVIDENCE: N_("evidence is needed (e)"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A label and what stands beside it. `is_ours` for a sentence of the program, not words somebody wrote."""

    label: str
    body: Content
    is_ours: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows: a standard of a walk, in a language (the pack's own for None).

    Of `remarks` it shows those on this standard. A reviewer is shown what a pack hides from the auditor.
    """

    walk: Walk
    code: str
    language: str | None = None
    remarks: tuple[Remark, ...] = ()
    for_reviewer: bool = False

    @property
    def hides_verdict(self) -> bool:
        return self.walk.hides_score and not self.for_reviewer

    @property
    def standard(self) -> Standard:
        return self.walk.index.standard[self.code]

    @property
    def judgement(self) -> Judgement:
        return self.walk.judged[self.code]

    @property
    def observation(self) -> Observation | None:
        return self.walk.readings.get(self.code)


class StandardCard(ScrollView, can_focus=False):
    """Draws one standard; `shown` is all it knows. In a tall window the others of its section follow."""

    shown: reactive[Shown | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__(id="card")
        self._lines: list[Content] = []
        self._made_for: tuple[Shown | None, Size] | None = None

    def watch_shown(self, was: Shown | None, shown: Shown | None) -> None:
        self._measure()
        if was is not None and shown is not None and was.code != shown.code:
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        self._measure()

    def render_line(self, y: int) -> Strip:
        lines = self._current_lines()
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if place >= len(lines):
            return Strip.blank(width, self.visual_style.rich_style)
        strips = Visual.to_strips(self, lines[place], width, 1, self.visual_style)
        return strips[0] if strips else Strip.blank(width, self.visual_style.rich_style)

    def on_click(self, event: events.Click) -> None:
        number, code = event.style.meta.get("number"), event.style.meta.get("code")
        if isinstance(number, int):
            event.stop()
            self.post_message(OptionClicked(number))
        elif isinstance(code, str):
            event.stop()
            self.post_message(StandardClicked(code))

    def _measure(self) -> None:
        size = self.scrollable_content_region.size
        if size:
            self.virtual_size = Size(size.width, len(self._current_lines()))
            self.refresh()

    def _current_lines(self) -> list[Content]:
        """The lines of what is shown at the size there is: made when the first of them is drawn."""
        size = self.scrollable_content_region.size
        if self._made_for != (self.shown, size):
            self._made_for = (self.shown, size)
            self._lines = _all_lines(self.shown, size) if self.shown else []
        return self._lines


def _all_lines(shown: Shown, size: Size) -> list[Content]:
    width = min(size.width, MOST_WIDE)
    lines = card_lines(shown, width)
    if size.height < TALL:
        return _at_start(lines, width, size.width)
    gap = [Content("")] * max(1, MOST_OF_A_CARD * size.height // 100 - len(lines))
    around = overview_lines(shown.walk, shown.code, shown.language, width)
    all_lines = [*lines, *gap, Content.styled("─" * width, "$panel"), *around]
    return _at_start(all_lines, width, size.width)


def _at_start(lines: list[Content], width: int, room: int) -> list[Content]:
    """Lines of a width, at the side of a wider room where reading begins."""
    return [line.pad_left(room - width) for line in lines] if is_mirrored() and room > width else lines


def card_lines(shown: Shown, width: int) -> list[Content]:
    """The whole card at a width, line by line."""
    width = max(width, 8)
    lines = [*head_lines(shown.standard, shown.language, width), Content("")]
    standard = shown.standard
    if standard.guidance is not None:
        guidance = safe(standard.guidance.in_language(shown.language)).stylize("$muted")
        lines += [*wrapped(guidance, width), Content("")]
    options = option_lines(standard, shown.judgement.reading, shown.language, width)
    lines += [*options, Content("")] if options else []
    return [*lines, *fact_lines(list(_facts(shown)), width)]


def fact_lines(facts: Sequence[Told], width: int) -> list[Content]:
    """What is told of a standard, each under its label; the labels have one width."""
    indent = min(max([LABEL_WIDTH, *(cell_len(fact.label) + 2 for fact in facts)]), MOST_OF_LABELS)
    return [
        line
        for fact in facts
        for line in hanging(
            Content.styled(fact.label, "$muted"), fact.body, width, indent, is_ours=fact.is_ours
        )
    ]


def head_lines(standard: Standard, language: str | None, width: int) -> list[Content]:
    """A standard's code, traits and words."""
    code = Content.styled(one_line(standard.code), "bold $primary")
    traits = [word for word, holds in _traits(standard).items() if holds]
    marks = Content.styled(", ".join(traits), "$accent")
    text = safe(standard.text.in_language(language)).stylize("bold")
    pieces = (code, Content("  "), marks) if marks else (code,)
    if sum(piece.cell_length for piece in pieces) <= width:
        head = [row(pieces, width)]
    else:
        head = [row((code,), width), *aligned(marks, width)]
    return [*head, *wrapped(text, width)]


def _traits(standard: Standard) -> dict[str, bool]:
    return {
        _("critical"): standard.is_critical,
        _("timed by the clock"): standard.is_clocked,
        _("bonus"): standard.is_bonus,
        _("not scored"): not standard.counts,
        _("words only"): isinstance(standard.measure, NoteMeasure),
    }


def _facts(shown: Shown) -> Iterator[Told]:
    standard, judgement = shown.standard, shown.judgement
    if limit := expected_words(standard.measure, shown.language):
        rungs = "" if shown.hides_verdict else ladder_words(standard.measure)
        yield Told(_("Expected"), Content(f"{limit}; {rungs}" if rungs else limit))
    if clock := _clock(shown):
        yield Told(_("Clock"), clock)
    yield Told(_("Reading"), _reading(shown))
    yield from _corrected(shown)
    if not shown.hides_verdict and judgement.is_asked and judgement.verdict is not Verdict.UNANSWERED:
        style = VERDICT_STYLES.get(judgement.verdict, "bold")
        yield Told(_("Verdict"), Content.styled(verdict_words(judgement), style))
    gaps = {gap.kind for gap in shown.walk.gaps_at(shown.code)}
    yield from _note(shown, gaps)
    yield from _evidence(shown, gaps)
    yield from _remarks(shown)
    if standard.source is not None:
        yield Told(_("Source"), safe(standard.source.in_language(shown.language)).stylize("$muted"), False)


def _reading(shown: Shown) -> Content:
    judgement = shown.judgement
    if not judgement.is_asked:
        unmet = judgement.unmet
        if unmet is None:
            return Content.styled(pgettext("a standard", "not asked"), "$muted")
        where = condition_words(unmet, shown.walk.pack, shown.language)
        return Content.styled(_("not asked: it is asked where {condition}", condition=where), "$muted")
    if judgement.reading is None:
        return Content.styled(pgettext("a reading", "none yet"), "$muted")
    measure = shown.standard.measure
    words = reading_words(measure, judgement.reading, shown.language)
    past = past_limit_words(measure, judgement.reading)
    how = _("by the clock") if judgement.by_clock else _("by hand") if shown.standard.is_clocked else ""
    return Content.assemble((words, "bold"), "".join(f", {more}" for more in (past, how) if more))


def _corrected(shown: Shown) -> Iterator[Told]:
    """The auditor's own reading, beside the one that stands in for it, and why it does."""
    visit = shown.walk.visit
    correction = visit.correction(shown.code)
    if correction is None:
        return
    own = visit.observation(shown.code)
    if own is None or own.reading is None:
        words = pgettext("a reading", "none yet")
    else:
        words = reading_words(shown.standard.measure, own.reading, shown.language)
    yield Told(_("Auditor's"), Content(words))
    day = date_text(correction.at, visit.utc_offset_minutes)
    yield Told(
        _("Corrected"), Content.styled(_("{day} by {who}", day=day, who=one_line(correction.who)), "$muted")
    )
    yield Told("", safe(correction.why), False)


def _remarks(shown: Shown) -> Iterator[Told]:
    """What a reviewer said of the standard, and what its auditor answered."""
    for remark in shown.remarks:
        if remark.code == shown.code:
            yield Told(_("Remark"), safe(remark.words).stylize("bold $warning"), False)
            if remark.is_answered:
                yield Told(_("Answer"), safe(remark.answer), False)
            elif shown.walk.visit.status is VisitStatus.RETURNED and not shown.for_reviewer:
                yield Told(_("Answer"), Content.styled(_("an answer is needed (w)"), "bold $warning"))
            else:
                yield Told(_("Answer"), Content.styled(pgettext("an answer", "none yet"), "$muted"))


def _clock(shown: Shown) -> Content | None:
    ends = ends_of(shown.standard)
    if ends is None:
        return None
    return Content(" → ").join(_moment(shown, event) for event in (ends.from_event, ends.to_event))


def _moment(shown: Shown, event: str) -> Content:
    known = shown.walk.pack.event(event)
    words = one_line(known.text.in_language(shown.language) if known else event)
    mark = shown.walk.visit.mark(event)
    if mark is None:
        return Content(words)
    return Content.assemble(f"{words} ", (clock_text(mark.at, shown.walk.visit.utc_offset_minutes), "bold"))


def _note(shown: Shown, gaps: set[GapKind]) -> Iterator[Told]:
    seen = shown.observation
    wanted = next((kind for kind in (GapKind.NOTE, GapKind.HAND_TIMED_NOTE) if kind in gaps), None)
    if seen is not None and seen.note:
        words, length = seen.note[:MOST_OF_A_NOTE], len(seen.note)
        if shown.for_reviewer:
            words = seen.note
        elif length > MOST_OF_A_NOTE:
            words += ngettext("… ({n} character, o shows all)", "… ({n} characters, o shows all)", length)
        yield Told(_("Note"), safe(words), False)
    elif wanted is not None:
        yield Told(_("Note"), Content.styled(_(NEEDS[wanted]), "bold $warning"))
    elif shown.standard.note is Demand.ALWAYS:
        yield Told(_("Note"), Content.styled(_("asked for, whatever the reading (o)"), "$muted"))


def _evidence(shown: Shown, gaps: set[GapKind]) -> Iterator[Told]:
    seen = shown.observation
    if seen is not None and seen.evidence:
        names = [f"{one_line(kept.name)} · {size_words(kept.size)}" for kept in seen.evidence]
        yield Told(_("Evidence"), Content("\n".join(names)), False)
    elif GapKind.EVIDENCE in gaps:
        yield Told(_("Evidence"), Content.styled(_(NEEDS[GapKind.EVIDENCE]), "bold $warning"))
    elif shown.standard.evidence is Demand.ALWAYS:
        yield Told(_("Evidence"), Content.styled(_("asked for, whatever the reading (e)"), "$muted"))


def option_lines(
    standard: Standard, reading: Reading | None, language: str | None, width: int
) -> list[Content]:
    """The options, parts or steps of a standard, those of the reading ticked; none for the other kinds."""
    measure = standard.measure
    if isinstance(measure, RatingMeasure):
        rows = _steps(measure, reading.step if isinstance(reading, Rating) else None, language)
    else:
        keys = _keys(reading)
        rows = [
            (number, option.text.in_language(language), option.key in keys)
            for number, option in enumerate(options_of(measure), start=1)
        ]
    signs = TICKS if isinstance(measure, ChecklistMeasure) else DOTS
    from_right = direction_of(standard.text.in_language(language)) is Direction.RTL
    return [
        line
        for number, words, is_chosen in rows
        for line in _option(number, words, signs[is_chosen], is_chosen, width, from_right)
    ]


def _steps(measure: RatingMeasure, chosen: int | None, language: str | None) -> list[tuple[int, str, bool]]:
    anchors = dict(measure.anchors)
    steps = (
        range(measure.low, measure.high + 1) if measure.high - measure.low < MOST_STEPS else sorted(anchors)
    )
    return [
        (step, anchors[step].in_language(language) if step in anchors else "", step == chosen)
        for step in steps
    ]


def _keys(reading: Reading | None) -> tuple[str, ...]:
    if isinstance(reading, Choice):
        return (reading.key,)
    return reading.keys if isinstance(reading, Parts) else ()


def _option(
    number: int, words: str, sign: str, is_chosen: bool, width: int, from_right: bool
) -> list[Content]:
    style = "bold" if is_chosen else ""
    pieces = [(f"{number:>2}", "bold $accent"), " ", (sign, style), " "]
    label = Content.assemble(*(reversed(pieces) if from_right else pieces))
    lines = hanging(label, safe(words).stylize(style), width, label.cell_length, from_right=from_right)
    return [line.stylize(Style.from_meta({"number": number})) for line in lines]

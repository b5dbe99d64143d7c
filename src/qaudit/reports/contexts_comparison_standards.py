"""Standards over all branches of a group: the weakest, those that tell branches apart, repeat misses, times."""

from collections.abc import Sequence
from dataclasses import dataclass

from qaudit.analysis.figures import Estimate, NotEnough
from qaudit.analysis.splitting import Split
from qaudit.core.standards import Pack
from qaudit.reports.charts import Svg
from qaudit.reports.charts_spread import bar_and_whisker
from qaudit.reports.comparison_subject import GroupFigures, RepeatLine, RunLine, StandardLine, TimesLine
from qaudit.reports.comparison_words import ComparisonWords
from qaudit.reports.contexts_branch_values import LONGEST_PLACE, short_text
from qaudit.reports.contexts_comparison_tables import (
    Cell,
    Head,
    Kind,
    PartContext,
    TableContext,
    Words,
    figure_cell,
    phrases,
    section_words,
    sorting,
    spoken_words,
    spread_of,
    standard_cell,
    whole_number,
)
from qaudit.reports.contexts_shares import SHARES
from qaudit.reports.theme import Theme
from qaudit.speech import _, ngettext
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison import NONE, as_percent, changed_words, named, whole
from qaudit.wording.phrases import Value, own
from qaudit.wording.regional import day_words

MOST_PRINTED, SPARED = 20, 5
"""Rows of a table that would fill pages with what stands out less and less; so few more are printed all the same."""

Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What every part about standards needs to tell of them."""

    theme: Theme
    words: ComparisonWords
    pack: Pack | None
    language: str | None
    is_print: bool = False

    def cut(self, rows: Rows, command: str) -> tuple[Rows, tuple[Words, ...]]:
        """The first rows on paper, with a sentence that says how many more there are and which command lists them."""
        rest = len(rows) - MOST_PRINTED
        if not self.is_print or rest <= SPARED:
            return rows, ()
        told = ngettext(
            "{n} more is not printed: {command} lists all.",
            "{n} more are not printed: {command} lists all.",
            rest,
            command=command,
        )
        return rows[:MOST_PRINTED], (own(told),)

    def bar(self, code: str, rate: Estimate | NotEnough | None) -> Svg:
        """A rate as a bar with its interval."""
        cell, n = figure_cell(rate, as_percent), 0 if rate is None else rate.n
        return bar_and_whisker(spread_of(rate), SHARES, str(Value(code)), spoken_words(cell, n), self.theme)


def standards_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """The standards that are met least first; those that nearly everybody meets are marked."""
    if not group.standards:
        return None
    words = telling.words
    heads = (
        Head(words.standard, 37, Kind.TEXT),
        Head(words.section, 15, Kind.TEXT),
        Head(words.interval, 20, Kind.CHART),
        Head(f"{words.met} %", 12),
        Head("n", 7),
        Head(f"{words.lost} %", 9),
    )
    rows, rest = telling.cut(
        tuple(_standard(line, telling) for line in group.standards), "qaudit compare standards"
    )
    table = TableContext("standards", words.standards, heads, rows)
    dead = [line.code for line in group.standards if line.is_dead_weight]
    told = (
        ngettext(
            "{n} standard that nearly everybody meets: {codes}",
            "{n} standards that nearly everybody meets: {codes}",
            len(dead),
            codes=named(dead),
        )
        if dead
        else "",
    )
    return PartContext(words.standards, _(sentences.RATES), table=table, about=(*rest, *phrases(told)))


def _standard(line: StandardLine, telling: Telling) -> tuple[Cell, ...]:
    met = figure_cell(line.met, as_percent)
    section = section_words(line.section, telling.pack, telling.language)
    flag = telling.words.dead_weight if line.is_dead_weight else ""
    return (
        standard_cell(line.code, telling.pack, telling.language, line.changed, flag),
        Cell(section, str(section)),
        Cell(picture=telling.bar(line.code, line.met)),
        met,
        whole_number(line.n),
        Cell(as_percent(line.lost_share), sorting(line.lost_share)),
    )


def splits_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """What some branches keep and others do not; those that cannot be told are named."""
    if not group.splits:
        return None
    words = telling.words
    heads = (
        Head(words.standard, 48, Kind.TEXT),
        Head(f"{words.met} %", 10),
        Head(f"{words.spread} %", 10),
        Head(words.branches, 10),
        Head("n", 8),
        Head(words.beyond, 14, Kind.TEXT),
    )
    rows, rest = telling.cut(
        tuple(_split(code, found, telling) for code, found in group.splits if isinstance(found, Split)),
        "qaudit compare splits",
    )
    lacking = [code for code, found in group.splits if isinstance(found, NotEnough)]
    told = (
        _(sentences.SPLITS),
        _("Too few misses or too few members to tell: {codes}", codes=named(lacking)) if lacking else "",
        changed_words(group.changed),
    )
    table = TableContext("splits", words.splits, heads, rows) if rows else None
    return PartContext(words.splits, table=table, about=(*rest, *phrases(told if rows else told[1:2])))


def _split(code: str, found: Split, telling: Telling) -> tuple[Cell, ...]:
    words = telling.words
    return (
        standard_cell(code, telling.pack, telling.language),
        Cell(as_percent(found.rate), sorting(found.rate)),
        Cell(as_percent(found.between), sorting(found.between)),
        whole_number(found.branches),
        whole_number(found.n),
        Cell(own(words.yes if found.beyond_chance else words.not_known), "1" if found.beyond_chance else "2"),
    )


# ── Missed again ───────────────────────────────────────────────────────────────────────────────────


def repeats_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """How often a miss comes again on the next visit that judges it."""
    if not group.repeats:
        return None
    words = telling.words
    heads = (
        Head(words.standard, 40, Kind.TEXT),
        Head(words.interval, 21, Kind.CHART),
        Head(f"{words.again} %", 13),
        Head("n", 7),
        Head(words.branches, 10),
        Head(words.running, 9),
    )
    rows, rest = telling.cut(
        tuple(_repeat(line, telling) for line in group.repeats), "qaudit compare repeats"
    )
    table = TableContext("repeats", words.repeats, heads, rows)
    return PartContext(words.repeats, words.repeats_note, table=table, about=rest)


def _repeat(line: RepeatLine, telling: Telling) -> tuple[Cell, ...]:
    again = figure_cell(line.repeated, as_percent)
    return (
        standard_cell(line.code, telling.pack, telling.language),
        Cell(picture=telling.bar(line.code, line.repeated)),
        again,
        whole_number(line.n),
        whole_number(line.branches),
        whole_number(line.running),
    )


def runs_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """The misses that last until now, the longest first."""
    if not group.runs:
        return None
    words = telling.words
    heads = (
        Head(words.branch, 19, Kind.TEXT),
        Head(words.standard, 24, Kind.TEXT),
        Head(words.in_a_row, 7),
        Head(words.judged, 7),
        Head(words.since, 22, Kind.TEXT),
        Head(words.last, 21, Kind.TEXT),
    )
    rows, rest = telling.cut(
        tuple(_run(line, telling) for line in group.runs), "qaudit compare repeats --table runs"
    )
    return PartContext(words.runs, table=TableContext("runs", words.runs, heads, rows), about=rest)


def _run(line: RunLine, telling: Telling) -> tuple[Cell, ...]:
    branch = short_text(line.branch, LONGEST_PLACE)
    return (
        Cell(branch, branch.text),
        standard_cell(line.code, telling.pack, telling.language),
        whole_number(line.visits),
        whole_number(line.n),
        Cell(Value(day_words(line.since)), line.since.isoformat()),
        Cell(Value(day_words(line.last)), line.last.isoformat()),
    )


# ── Times ──────────────────────────────────────────────────────────────────────────────────────────


def times_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """How long each standard takes, and where time is lost."""
    if not group.times:
        return None
    words = telling.words
    heads = (
        Head(words.standard, 32, Kind.TEXT),
        Head(f"{words.median} s", 11),
        Head(f"{words.ninth} s", 11),
        Head(words.interval, 17, Kind.CHART),
        Head(f"{words.within} %", 12),
        Head("n", 7),
        Head(f"{words.lost_time} %", 10),
    )
    rows, rest = telling.cut(tuple(_times(line, telling) for line in group.times), "qaudit compare times")
    table = TableContext("times", words.times, heads, rows)
    return PartContext(words.times, _(sentences.TIMES), table=table, about=(*rest, *_lost(group.times)))


def _times(line: TimesLine, telling: Telling) -> tuple[Cell, ...]:
    summary = line.summary
    within = figure_cell(summary.within, as_percent)
    return (
        standard_cell(line.code, telling.pack, telling.language),
        figure_cell(summary.median, whole),
        figure_cell(summary.p90, whole),
        Cell(picture=telling.bar(line.code, summary.within)),
        within,
        whole_number(summary.n),
        Cell(as_percent(line.lost_share), sorting(line.lost_share)) if line.lost else Cell(NONE),
    )


def _lost(lines: Sequence[TimesLine]) -> tuple[Words, ...]:
    codes = [line.code for line in lines if line.lost > 0][:3]
    return phrases((_("Most is lost at: {places}", places=named(codes)),)) if codes else ()
